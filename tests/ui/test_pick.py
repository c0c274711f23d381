"""Lists to choose from: one line is taken, the meant one, and every list answers as the search of the atlas does."""

import ast
from collections.abc import Mapping
from functools import cache

import pytest

from data import load_atlas
from data.practice import load_practice
from data.search.find import find, forms
from data.search.index import search_index
from tools.serve import ROOT
from ui import pick
from ui.pages.complaints import known_as
from ui.pages.notebook import words
from ui.pages.notebook.routines import routines

CONDITIONS, ATLAS = load_practice().conditions, load_atlas()
SHOWN = [form for form in forms() if form.kind in ("point", "complaint", "zone")]
NAMES = sorted({form.written for form in SHOWN if not form.number and form.written.isascii()})
ALL = sorted({form.written for form in SHOWN})
looked_up = cache(find)
THINGS = {**routines(), **words.things()}
LISTS = {  # what can be chosen, in words; whether what is typed comes last; whether an option is "point:SP6"
    "what hurts": ({name: known_as(one) for name, one in CONDITIONS.items()}, False, False),
    "the complaint of an entry": ({name: one.name for name, one in CONDITIONS.items()}, False, False),
    "the points of a handout": (
        {code: f"{code} {point.names.pinyin}" for code, point in ATLAS.points.items() if point.is_point}, True, False,
    ),
    "what was pressed": (THINGS, True, True),
    "what a note is about": (words.things(), False, True),
}  # fmt: skip


def entered(text: str, options: Mapping[str, str], last: bool, prefixed: bool) -> pick.Settled:
    """What a list makes of a text and Enter: Streamlit puts the text itself first, or in lists of several last."""
    begins = [id for id, name in options.items() if name.lower().startswith(text.lower())] if last else []
    same = [id for id, name in options.items() if name.lower() == text.lower()]
    return pick.settled((same or begins)[:1] or [text], options, prefixed)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("aliases", [NAMES[::3], pytest.param(ALL, marks=pytest.mark.endure)], ids=["some", "all"])
def test_every_list_gives_the_first_answer_of_the_search(name, aliases, monkeypatch):
    monkeypatch.setattr(pick, "find", looked_up)
    options, last, prefixed = LISTS[name]
    wrong, asked = [], 0
    for alias in aliases:
        found = [f"{one.kind}:{one.code}" if prefixed else one.code for one in looked_up(alias).found]
        found = [id for id in found if id in options]
        answer = entered(alias, options, last, prefixed)
        first = (answer.kept or answer.offered)[:1]
        asked += not answer.kept
        if len(answer.kept) > 1 or (found and first != found[:1] and first[0] in _known_to_search(options, prefixed)):
            wrong.append((alias, answer, found[:1]))
    assert wrong == []
    assert asked < len(aliases)


def _known_to_search(options, prefixed):
    """Techniques and routines are in no index: where one of them begins as the text does, it comes first."""
    known = {(f"{kind}:{id}" if prefixed else id) for kind, id, _ in search_index()["targets"]}
    return known & set(options)


@pytest.mark.parametrize(
    ("text", "kept", "offered"),
    [
        ("tired", ["low_energy"], []),
        ("spur", ["heel_pain"], []),
        ("cramp", [], ["leg_cramps", "menstrual_pain"]),
        ("gout", [], []),
        ("xyzzy", [], []),
    ],
)
def test_one_complaint_is_taken_or_it_is_asked_which(text, kept, offered):
    settled = pick.settled([text], CONDITIONS)
    assert (settled.kept, settled.offered) == (kept, offered)
    assert bool(settled.notes) == (not kept)


def test_a_name_with_two_meanings_is_asked_about_with_its_books():
    settled = pick.settled(["H3"], ATLAS.points)
    assert not settled.kept and "LR3" in settled.offered and "HT3" in settled.notes[0]


def test_no_list_of_the_atlas_guesses():
    """The matching of Streamlit itself finds foot massage for gout, and Enter takes all that it finds."""
    lists, wrong = 0, []
    for file in (ROOT / "ui").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call):
                continue
            drawn = [part.attr for part in (call.func, *call.args) if isinstance(part, ast.Attribute)]
            if not {"selectbox", "multiselect"} & set(drawn):
                continue
            lists += 1
            named = [word.arg or ast.unparse(word.value) for word in call.keywords]
            if not {"filter_mode", "pick.SEVERAL" if "multiselect" in drawn else "pick.ONE"} & set(named):
                wrong.append(f"{file.name}:{call.lineno}")
            if "multiselect" in drawn and "pick.SEVERAL" not in named:
                wrong.append(f"{file.name}:{call.lineno} takes all")
    assert wrong == [] and lists > 15
