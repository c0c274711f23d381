"""What a file, a name or an address says is shown as it stands: never a link, a picture, an icon or a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.text import JOINER, plain

ROOT = Path(__file__).parents[2]
BOXES = ("error", "warning", "info", "success")
MARKDOWN = ("left_out", "limit")  # fields that are Markdown already, made by ui.text.because


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://a.example/b.png)", f"!\\[x\\](http:{JOINER}//a.example/b.png)"),
        ("www.a.example", f"www{JOINER}.a.example"),
        ("_WWW.a.example_", f"\\_WWW{JOINER}.a.example\\_"),
        ("https://a.example", f"https:{JOINER}//a.example"),
        ("me@a.example", f"me@{JOINER}a.example"),
        (":material/home: :smile:", f":{JOINER}material/home: :{JOINER}smile:"),
        ("- one\n+ two\n  3. three\n4) four", f"\\- one\n\\+ two\n  3{JOINER}. three\n4{JOINER}) four"),
        ("<img src=x> $a$ ~b~ `c` **d** # e | f & g", None),
    ],
)
def test_what_markdown_would_make_something_of_is_broken_up(text, shown):
    if shown is None:
        shown = "".join(f"\\{sign}" if sign in "<>$~`*#|&" else sign for sign in text)
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text", ["at 12:30, 7.1 cm (± 0.8 cm)", "Your leg: 35.5 cm.", "a - b", "1.5 cun", "no www here"]
)
def test_an_ordinary_sentence_stays_as_it_is(text):
    assert plain(text) == text


def boxes(code: str) -> Iterator[tuple[int, str]]:
    """(line, what) of every box of a page whose words are neither ours nor plain."""
    for node in ast.walk(ast.parse(code)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in BOXES
            and node.args
        ):
            on, told = node.func.value, node.args[0]
            if isinstance(on, ast.Name) and on.id == "st" and not _is_ours(told):
                yield node.lineno, ast.unparse(told)


def _is_ours(told: ast.expr) -> bool:
    """A call that gives Markdown (word, plain, because …) of something else than an error; a field that is Markdown."""
    if isinstance(told, ast.Call):
        return ast.unparse(told.func) not in ("str", "repr", "format")
    return isinstance(told, ast.Attribute) and told.attr in MARKDOWN


def test_every_box_tells_words_of_ours_or_plain_text():
    found = {str(path.relative_to(ROOT)): list(boxes(path.read_text(encoding="utf-8"))) for path in
             sorted((ROOT / "ui").rglob("*.py"))}  # fmt: skip
    assert {path: told for path, told in found.items() if told} == {}


def test_a_box_that_quotes_as_it_comes_is_found():
    assert list(boxes("st.error(str(error))\nst.info(note)\nst.warning(f'no {name}')")) == [
        (1, "str(error)"), (2, "note"), (3, "f'no {name}'"),
    ]  # fmt: skip
