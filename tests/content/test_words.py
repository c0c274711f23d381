"""Sentences stand in `data/words/en/`, said by id: each id that code names is there with its slots, each one there is
named, and no new sentence slips into the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from content.card_phrases import phrases
from content.words import TABLES, word, words
from data.reading.tables import DataError, read_rows

ROOT = Path(__file__).parents[2]
SAYING = [
    path
    for folder in ("app.py", "ui", "content", "web", "charts", "cun_atlas")
    for path in ([ROOT / folder] if folder.endswith(".py") else sorted((ROOT / folder).rglob("*.py")))
]
SAYERS = {"word": words, "say": words, "phrase": phrases, "template": phrases, "joined": phrases}
CHECKED = [path for path in SAYING if path.parent.parts[len(ROOT.parts) :][:1] in (("ui",), ("content",))]
ELSEWHERE = (  # no sentences for readers
    "content/promises/", "content/claims.py",  # what is wrong with the data, for those who write it
    "content/asked.py",  # errors of a command line
    "ui/frame.py",  # the name of the atlas, and what is said when no data, words among them, can be read
    "ui/style.py", "ui/pages/notebook/doctor.py",  # CSS and the frame of an HTML file
    "ui/components/plot.py",  # HTML and a loader in JavaScript, for a browser that has no words yet
    "ui/components/session_clock.py",  # what is wrong with a session, for programmers
)  # fmt: skip
SENTENCE = re.compile(r"[A-Za-z]['’a-z]+[,:;]? [a-z]['’a-z]+|[a-z]{2,} [A-Za-z]{2,}")
CODE = re.compile(r"\{\n|-gradient\(|px, |^python -m |^<li>")  # CSS, HTML, and a command to type
FOLDS = ("lower", "upper", "capitalize", "title", "swapcase")
TYPED = (  # what a person types is folded here, or an ending of a file told; nothing is said with it
    "content/asked.py",
    "ui/address.py",
    "ui/cards/routine_bits.py",
    "ui/pages/notebook/export_import.py",
    "ui/pages/paper.py",
)


def ids_of(node: ast.expr) -> Iterator[str]:
    """The ids that the first argument of a saying call may be, as regular expressions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from ids_of(node.body)
        yield from ids_of(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = (re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values)
        yield "".join(map(str, parts))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All nodes of a file of Python."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def said_in(path: Path) -> Iterator[tuple[str, str, ast.Call]]:
    """(who says it, pattern of ids, call) of every sentence that a file says."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SAYERS and (name != "say" or "charts" in path.parts):
                yield from ((name, pattern, node) for pattern in ids_of(node.args[0]))


def slots_of(text: str) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None}


def faults(path: Path) -> list[str]:
    """What is wrong with the sentences that a file says; those of cards have a promise for their slots."""
    found = []
    for name, pattern, call in said_in(path):
        table = SAYERS[name]()
        ids = [one for one in table if re.fullmatch(pattern, one)]
        if not ids:
            found.append(f"line {call.lineno}: no sentence {pattern}")
        given = {keyword.arg for keyword in call.keywords}
        if name in ("word", "say") and None not in given:
            found += [
                f"line {call.lineno}: {one} has the slots {sorted(slots_of(table[one]))}"
                for one in ids
                if not slots_of(table[one]) <= given
            ]
    return found


def test_every_sentence_that_code_says_is_there_with_its_slots():
    assert {str(path.relative_to(ROOT)): found for path in SAYING if (found := faults(path))} == {}


def test_every_sentence_is_said_somewhere():
    patterns = {pattern for path in SAYING for name, pattern, _ in said_in(path) if name in ("word", "say")}
    said = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)))
    assert [one for one in words() if not said.fullmatch(one)] == []


def test_every_sentence_of_the_photo_is_said_somewhere():
    files = [*(ROOT / "web" / "photo").glob("*.js"), ROOT / "web" / "instrument" / "card.js"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    named = {*re.findall(r"\bwords\.(\w+)|\bsets\(\"(\w+)\"", code)}
    begun = tuple(re.findall(r"words\[`(\w+_)\$", code))
    said = {one for pair in named for one in pair if one}
    ids = [row["id"] for row in read_rows("words/en/photo.csv")]
    assert [one for one in ids if one not in said and not one.startswith(begun)] == []


def test_no_id_stands_in_two_tables():
    ids = [row["id"] for table in TABLES for row in read_rows(f"words/en/{table}")]
    assert len(ids) == len(set(ids)) == len(words())


def test_a_missing_sentence_and_a_missing_slot_are_seen(tmp_path):
    page = tmp_path / "page.py"
    page.write_text('word("measure.no_such_thing")\nword("measure.width")\nword("measure.width", unit="mm")')
    assert faults(page) == [
        r"line 1: no sentence measure\.no_such_thing",
        "line 2: measure.width has the slots ['unit']",
    ]
    with pytest.raises(DataError, match=r"'measure\.width' has no words for 'unit'"):
        word("measure.width")


# ---- none in the code


def sentences_in(code: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every sentence that stands in some Python code, without docstrings and errors that are raised."""
    tree = ast.parse(code)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring
            skipped.add(id(node.value))
        if isinstance(node, ast.Raise):
            skipped |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.keyword) and node.arg == "name":  # of a thread
            skipped.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = re.sub(r"<style>.*?</style>|<[^>]*>|\{[^}]*\}", "", node.value, flags=re.DOTALL)
            if SENTENCE.search(text) and not CODE.search(node.value):
                yield node.lineno, node.value


def is_elsewhere(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(ELSEWHERE)


def test_no_sentence_stands_in_the_code_of_pages_and_content():
    places = [path for path in CHECKED if not is_elsewhere(path)]
    assert [
        (str(path.relative_to(ROOT)), *found)
        for path in places
        for found in sentences_in(path.read_text(encoding="utf-8"))
    ] == []


def test_no_grammar_is_made_by_folding_letters():
    telling = [path for path in CHECKED if str(path.relative_to(ROOT)) not in (*TYPED, "content/words.py")]
    assert [
        (str(path.relative_to(ROOT)), node.lineno)
        for path in telling
        if "promises" not in path.parts
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in FOLDS and not _is_title_of(node)
    ] == []


def _is_title_of(node: ast.Attribute) -> bool:
    """A field `title`, not the method that folds letters."""
    return node.attr == "title" and not (isinstance(node.value, ast.Name) and node.value.id == "str")


def test_a_sentence_in_the_code_is_found():
    assert list(sentences_in('st.button("Make the file")')) == [(1, "Make the file")]
    assert list(sentences_in('f"Hold on {place}"')) and list(sentences_in('label = "Whole leg"'))
    assert not list(sentences_in('key = "paper_make"; css = "<style>.a b { margin: 0 auto; }</style>"'))
    assert not list(sentences_in('raise ValueError("no such page")'))
