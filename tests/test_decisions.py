"""No decision hangs on English: sentences are not taken apart, and nothing is recognised by its wording.

Words may change any day, and one day they stand in another language. What a program must know of a sentence has a
column or an id of its own. The promises are left out here: to look at wording is their work.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("data", "content", "charts", "web", "ui", "coords", "notebook", "cun_atlas")
FILES = sorted(
    path
    for path in (ROOT / "app.py", *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py")))
    if not {"promises", "migrations"} & set(path.parts)
)
TYPED = (  # files that read what a person types: its wording is all there is
    "coords/intake.py", "coords/options.py", "cun_atlas/points.py", "charts/paper/sheets.py", "notebook/whose.py",
    "notebook/table_file.py", "ui/pages/notebook/export_import.py",
)  # fmt: skip
OF_OTHERS = ("Polygon", "LineString", "file is not a database")  # words of GeoJSON and of SQLite
TAKES_APART = (
    "split", "rsplit", "partition", "rpartition", "removeprefix", "removesuffix", "startswith", "endswith", "replace",
)  # fmt: skip
MARKS = (". ", ": ", ", ", "; ", "! ", "? ", " or ", " and ")  # what parts a sentence
FOLDS = ("lower", "casefold", "capitalize", "upper")


def decisions_on_words(code: str) -> Iterator[tuple[int, str]]:
    """(line, what) of every place of some Python code where something is decided by the wording of a text."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Compare):
            yield from _in_comparison(node)


def _in_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    literals = [text for argument in node.args[:1] for text in _literals(argument)]
    if isinstance(node.func, ast.Attribute) and _is_re(node.func.value):
        yield from ((node.lineno, f"re.{name}({text!r})") for text in literals if _reads_sentences(text))
    elif name in TAKES_APART:
        yield from ((node.lineno, f".{name}({text!r})") for text in literals if text in MARKS or _is_wording(text))
        if name in ("partition", "rpartition") and "," in literals:
            yield node.lineno, f".{name}(',')"
        if node.args and isinstance(node.args[0], ast.IfExp):
            yield node.lineno, f".{name}() by what a text holds"


def _in_comparison(node: ast.Compare) -> Iterator[tuple[int, str]]:
    sides = [node.left, *node.comparators]
    if any(_is_folded(side) for side in sides):
        yield node.lineno, "compares small letters"
    for side in sides:
        words = (text for text in _literals(side) if _is_wording(text) and text not in OF_OTHERS)
        yield from ((node.lineno, f"compares with {text!r}") for text in words)
        if isinstance(side, ast.Attribute) and side.attr in ("title", "TITLE"):
            yield node.lineno, "compares a title"


def _literals(node: ast.AST) -> list[str]:
    """The texts that stand in a constant, or in a tuple, list or set of constants."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _is_wording(text: str) -> bool:
    """Words that a person reads, such as "foot zones" or "What hurts"; an id such as "foot_sole" or "SP6" is none."""
    return bool(re.search(r"[a-z]{2} | [a-z]{2}", text, re.IGNORECASE) or re.fullmatch(r"[A-Z][a-z]{3,}", text))


def _reads_sentences(pattern: str) -> bool:
    """Whether a regular expression looks for the end of a sentence, or for one of several words."""
    return bool(re.search(r"\[[^\]]*[?!][^\]]*\]|[a-z]{4,}\|[a-z]{4,}|[a-z]{2} [a-z]{2}", pattern))


def _is_folded(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FOLDS


def _is_re(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "re"


def test_nothing_is_decided_by_the_wording_of_a_text():
    files = [path for path in FILES if str(path.relative_to(ROOT)) not in TYPED]
    assert [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in files
        for line, what in decisions_on_words(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    "code",
    [
        'if "foot zones" in row.tested: pass',
        'if now["page"] == "What hurts": pass',
        'if now["page"] == "Session": pass',
        "if page.title in (care_page.TITLE, session_page.TITLE): pass",
        'sentences = routine.intro.split(". ")',
        'name = level["name"].split(": ")[1]',
        'cases = text.split(";" if long else ",")',
        'if what.startswith("Nothing"): pass',
        'about = phrase.removeprefix("about ")',
        'parted = re.split(r"(?<=[.?!]) (?=[A-Z])", note)',
        "same = word.lower() == name.lower()",
        'tools = tool.replace(" or ", "|")',
        'ADVICE = re.compile(r"doctor|midwife")',
    ],
)
def test_a_decision_on_words_is_found(code):
    assert list(decisions_on_words(code))


@pytest.mark.parametrize(
    "code",
    [
        'if step.layer == "point": pass',
        'parts = name.split("+")',
        'kind, _, rest = reference.partition(":")',
        'if view.startswith("leg"): pass',
        'words = text.split(" ")',
        'if code == "SP6": pass',
        "label = name.lower()",
        'digits = re.sub(r"[^0-9]", "", text)',
    ],
)
def test_an_id_is_no_wording(code):
    assert not list(decisions_on_words(code))
