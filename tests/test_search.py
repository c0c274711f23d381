"""Finding a point by whatever a book calls it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import load_atlas
from data.search import Found, find_points, names_of, plain, search_note

ATLAS = load_atlas()


def answers(query: str, **more) -> list[str]:
    return [found.code for found in find_points(ATLAS, query, **more)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SP6", "SP6"),
        ("sp 6", "SP6"),
        ("KL-6", "KI6"),
        ("UB 60", "BL60"),
        ("B60", "BL60"),
        ("Liv3", "LR3"),
        ("M-LE 5", "SHIMIAN"),
        ("昆仑", "BL60"),
        ("崑崙", "BL60"),
        ("Tai Chong", "LR3"),
        ("Tàichōng", "LR3"),
        ("TAICHONG", "LR3"),
        ("Illuminated Sea", "KI6"),
        ("족삼리", "ST36"),
        ("zusanli", "ST36"),
        ("Joksamni", "ST36"),
        ("Leg Three Miles", "ST36"),
        ("three-yin crossing", "SP6"),
    ],
)
def test_a_name_or_number_of_any_book_leads_to_its_point(query, code):
    assert answers(query)[0] == code


@pytest.mark.parametrize("code", ATLAS.points)
def test_every_name_of_every_point_finds_it_in_any_case_and_without_accents(code):
    for name in names_of(ATLAS.points[code]):
        for written in (name, name.lower(), name.upper(), unicodedata.normalize("NFD", name), f"  {name} "):
            if len(written) <= 60:
                assert code in answers(written), written


def test_an_exact_name_shuts_out_longer_ones():
    assert answers("SP1") == ["SP1"], "not SP10 and SP11"


def test_the_beginning_of_a_name_comes_before_its_middle():
    found = find_points(ATLAS, "tai")
    starts = [plain(f.matched).startswith("tai") for f in found]
    assert len(found) > 2 and starts == sorted(starts, reverse=True) and starts[0]
    assert not any(f.exact for f in found)


def test_bl_54_answers_with_both_points_and_says_why():
    for query in ("BL-54", "bl54", "UB 54"):
        assert set(answers(query)) == {"BL54", "BL40"}
        assert search_note(query).startswith("Two points answer to this number.") and "BL40" in search_note(query)


def test_kl_6_is_answered_and_explained():
    assert answers("KL-6") == ["KI6"] and "slip" in search_note("kl 6")
    assert search_note("SP6") == ""


@pytest.mark.parametrize(
    "junk", ["", "   ", "-", "qqqq", "123456", "🦶", "zz top", "\0", "'; drop table --", "%", ".*"]
)
def test_what_is_no_name_finds_nothing(junk):
    assert find_points(ATLAS, junk) == [] and search_note(junk) == ""


def test_ten_thousand_letters_are_answered_at_once():
    start = time.perf_counter()
    assert find_points(ATLAS, "a" * 10_000) == []
    assert find_points(ATLAS, "́" * 10_000) == []
    assert time.perf_counter() - start < 0.2


def test_markup_is_compared_as_text():
    assert find_points(ATLAS, "<script>alert(1)</script>") == []
    assert answers("<b>SP6</b>") == [], "the signs < > fall away, the letters b stay"
    assert answers("**SP6**") == ["SP6"]


def test_no_more_answers_than_asked_for():
    assert len(answers("a", limit=3)) == 3
    assert 3 < len(answers("s")) <= 8


@given(st.text(max_size=80))
def test_whatever_is_typed_each_answer_is_a_point_told_once_with_a_name_of_its_own(query):
    found = find_points(ATLAS, query)
    codes = [f.code for f in found]
    assert len(codes) == len(set(codes)) <= 8
    for answer in found:
        assert isinstance(answer, Found) and answer.matched in names_of(ATLAS.points[answer.code])
        assert plain(query) in plain(answer.matched)
