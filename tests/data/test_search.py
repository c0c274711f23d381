"""Finding a point by whatever a book calls it."""

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import load_atlas
from data.practice import load_practice
from data.reading.tables import read_rows
from data.search.find import EXACT, NEAR, Found, code_meant, find, find_points, forms, plain, words_of
from data.search.index import names_of_point, search_index
from ui.pick import settled

ATLAS = load_atlas()


def search_note(query: str) -> str:
    """Why a number or name has more than one answer, or ""."""
    return " ".join(find(query).notes)


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
        ("BP6", "SP6"),
        ("Leber 3", "LR3"),
        ("Magen 36", "ST36"),
        ("Estomac 36", "ST36"),
        ("36 E", "ST36"),
        ("Hígado 3", "LR3"),
        ("Rein 3", "KI3"),
        ("Blase 60", "BL60"),
        ("Thận 3", "KI3"),
        ("Đ34", "GB34"),
        ("Zusanli (ST36)", "ST36"),
        ("KI1 Yongquan", "KI1"),
        ("left ST36", "ST36"),
        ("acupressure point ST36", "ST36"),
        ("太冲穴", "LR3"),
        ("三阴交穴", "SP6"),
        ("三陰交 穴", "SP6"),
        ("太渓", "KI3"),
        ("족삼리혈", "ST36"),
        ("mountain support", "BL57"),
    ],
)
def test_a_name_or_number_of_any_book_leads_to_its_point(query, code):
    assert answers(query)[0] == code


def forms_typed(code: str, slip: random.Random) -> dict[str, str]:
    """Seven ways to type a point of a meridian, by what they are called."""
    names = ATLAS.points[code].names
    at = slip.randrange(1, len(names.pinyin_plain))
    return {
        "code": code,
        "code and name": f"{code} {names.pinyin_plain}",
        "name (code)": f"{names.pinyin_plain} ({code})",
        "hanzi": f"{names.hanzi_simplified}穴",
        "pinyin without tone": names.pinyin_plain,
        "left and name": f"left {names.pinyin}",
        "a slip": names.pinyin_plain[:at] + slip.choice("aeiou") + names.pinyin_plain[at + 1 :],
    }


MOST_MISSED = {"pinyin without tone": 1, "left and name": 1, "a slip": 12}  # homonyms; a slip may be another name


def test_what_people_type_finds_the_meant_point_first():
    """A name that two points share may be answered with the other one first, but then with both."""
    missed: dict[str, list[str]] = {}
    for code in (code for code, point in ATLAS.points.items() if point.is_point):
        for way, typed in forms_typed(code, random.Random(code)).items():
            if answers(typed)[:1] != [code]:
                missed.setdefault(way, []).append(typed)
                assert way == "a slip" or code in answers(typed)
    assert all(len(typed) <= MOST_MISSED.get(way, 0) for way, typed in missed.items()), missed


def test_every_name_of_every_point_finds_it_in_any_case_and_without_accents():
    missed = []
    for code, point in ATLAS.points.items():
        for name in names_of_point(point):
            ways = name, name.lower(), name.upper(), unicodedata.normalize("NFD", name), f"  {name} "
            read = {words_of(written): written for written in ways if len(written) <= 60}  # all that the search sees
            missed += [(code, written) for written in read.values() if code not in answers(written)]
    assert missed == []


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
    assert answers("<b>SP6</b>") == ["SP6"], "named among other letters"
    assert answers("**SP6**") == ["SP6"]


def test_no_more_answers_than_asked_for():
    assert len(answers("a", limit=3)) == 3
    assert 3 < len(answers("s")) <= 8


@given(st.text(max_size=80))
def test_whatever_is_typed_each_answer_is_told_once_with_a_name_of_its_own(query):
    answered = find(query).found
    ids = [(answer.kind, answer.code) for answer in answered]
    assert len(ids) == len(set(ids)) <= 20
    names = {(form.kind, form.id, form.written) for form in forms()}
    for answer in answered:
        assert isinstance(answer, Found) and (answer.kind, answer.code, answer.matched) in names and answer.reason


@given(st.sampled_from([form for form in forms() if form.kind == "point"]), st.data())
def test_a_name_is_found_in_any_writing_and_in_any_order(form, data):
    words = data.draw(st.permutations(form.apart.split()))
    joint, written = (
        data.draw(st.sampled_from([" ", " - ", ", ", "."])),
        data.draw(st.sampled_from(["", "left ", "Punkt "])),
    )
    typed = written + joint.join(word.upper() if data.draw(st.booleans()) else word for word in words)
    if len(typed) <= 60 and len(form.apart.split()) == len(set(form.apart.split())):
        assert form.id in answers(typed), typed


# ---- more than one reading


@pytest.mark.parametrize(
    ("query", "codes", "told"),
    [
        ("H7", {"HT7", "LR7"}, ("Spanish", "English", "German")),
        ("IG4", {"LI4", "SI4"}, ("French", "Spanish", "Portuguese")),
        ("C7", {"HT7", "LR7"}, ("Vietnamese", "Italian")),
        ("LI4", {"LI4", "LR4"}, ("older English",)),
        ("EX-LE10", {"EX-LE10", "SHIMIAN"}, ("some web pages",)),
        ("Shofu", {"BL36", "HT8"}, ("BL36", "HT8")),
        ("H3", {"LR3"}, ("Spanish", "HT3 Shaohai", "does not show")),
        ("B6", {"SP6"}, ("Spanish", "BL6", "does not show")),
        ("BL40", {"BL40"}, ("BL45 Yixi", "older Bladder numbers")),
        ("Futu", {"ST32"}, ("LI18",)),
    ],
)
def test_a_code_of_several_books_is_answered_with_all_its_readings(query, codes, told):
    assert set(answers(query)) == codes
    assert all(words in search_note(query) for words in told), search_note(query)


def test_no_code_of_several_points_is_answered_with_one_alone():
    meant: dict[str, set[str]] = {}
    for form in forms():
        if form.kind in ("point", "other"):
            meant.setdefault(form.key, set()).add(form.id)
    several = {key: ids for key, ids in meant.items() if len(ids) > 1}
    assert len(several) > 100
    for key, ids in several.items():
        note, found = search_note(key), set(answers(key))
        assert found >= ids & set(ATLAS.points) and note, key
        assert ids - found <= {code for code in ids if code in note}, (key, note)


@pytest.mark.parametrize(("query", "code"), [("PC6", "PC6"), ("Neiguan", "PC6"), ("GV 20", "GV20"), ("Baihui", "GV20")])
def test_a_known_point_of_another_part_of_the_body_is_no_slip_for_one_of_ours(query, code):
    assert answers(query) == [] and f"{code} " in search_note(query) and "does not show" in search_note(query)


def test_a_slip_is_told_as_a_slip_and_never_guesses_a_number():
    slip = find("zusnali").found[0]
    assert (slip.code, slip.rank) == ("ST36", NEAR) and slip.reason.startswith("did you mean “Zúsānlǐ”? One letter")
    assert answers("SR36") == ["ST36"] and answers("ST63") == answers("SP66") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("sp6", "SP6"), ("KL-6", "KI6"), ("Leber 3", "LR3"), ("太冲穴", "LR3"), ("BL54", "BL54"), ("UB-54", ""),
     ("H7", ""), ("H3", ""), ("Shofu", ""), ("zusnali", ""), ("tai", ""), ("heel", ""), ("gout", ""), ("", "")],
)  # fmt: skip
def test_a_link_opens_a_point_only_when_one_alone_is_meant(text, code):
    meant = code_meant(text)
    assert meant.code == code
    assert text in ("tai", "heel", "zusnali", "") or code or meant.notes, "a refusal says why"


# ---- complaints and zones


def first(query: str) -> tuple[str, str, int]:
    found = find(query).found[0]
    return found.kind, found.code, found.rank


@pytest.mark.parametrize("name", load_practice().conditions)
def test_every_word_for_a_complaint_finds_it_before_any_zone(name):
    condition = load_practice().conditions[name]
    for words in (condition.name, condition.plain_name, *condition.also):
        assert first(words) == ("complaint", name, EXACT)


def test_everyday_words_find_complaints():
    assert first("cramp")[:2] == ("complaint", "leg_cramps")
    assert first("swollen feet")[:2] == ("complaint", "swollen_feet")
    assert first("insomia")[:2] == ("complaint", "insomnia")
    assert first("pain heel")[:2] == ("complaint", "heel_pain")
    assert first("womb") == ("zone", "Z_UTERUS_PROSTATE", EXACT)


@pytest.mark.parametrize("row", read_rows("words/en/not_here.csv"), ids=lambda row: row["id"])
def test_what_the_atlas_has_nothing_for_is_said_and_nothing_is_offered_as_near(row):
    for words in (row["name"], *filter(None, row["also"].split("|"))):
        answered = find(words)
        assert any(f"nothing for {row['name']}" in note for note in answered.notes), words
        assert not [one for one in answered.found if one.rank in (EXACT, NEAR)], (words, answered.found)


def test_gout_is_sent_to_a_doctor():
    assert find("gout").found == ()
    assert search_note("gout").startswith(
        "This atlas has nothing for gout: have a doctor look at it. Do not press a joint"
    )


# ---- what is typed into a list to choose from


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [("insomnia", ["insomnia"], ""), ("pain heel", ["heel_pain"], ""), ("charley", ["leg_cramps"], ""),
     ("gout", [], "nothing for gout"), ("insomia", [], "Did you mean"), ("qqqq", [], "in no list"),
     ("period", ["menstrual_pain"], ""), ("tired", ["low_energy"], ""), ("stiff", [], "Did you mean")],
)  # fmt: skip
def test_a_typed_complaint_is_taken_only_when_one_is_meant(typed, kept, told):
    found, said, _ = settled(["headache", typed], load_practice().conditions)
    assert found == ["headache", *kept] and told in " ".join(said) and bool(said) == bool(told)


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [("Leber 3", ["point:LR3"], ""), ("Taichong", ["point:LR3"], ""), ("H7", [], "Spanish"), ("PC6", [], "not show"),
     ("UB-54", [], "Two points"), ("womb", ["zone:Z_UTERUS_PROSTATE"], "")],
)  # fmt: skip
def test_a_typed_point_or_zone_is_taken_only_when_one_is_meant(typed, kept, told):
    options = [f"{form.kind}:{form.id}" for form in forms() if form.kind in ("point", "zone")]
    found, said, _ = settled([typed], options, prefixed=True)
    assert found == kept and told in " ".join(said) and bool(said) == bool(told)


# ---- the tables


def test_every_letter_belongs_to_a_meridian_with_points_and_no_point_of_the_atlas_is_another():
    index, codes = search_index(), {*ATLAS.points, *search_index()["other"]}
    assert {meridian for _, meridian, _ in index["letters"]} == {
        code.rstrip("0123456789") for code in codes if code[-1:].isdigit() and "-" not in code
    }
    assert not set(index["other"]) & set(ATLAS.points)
    assert len([code for code in codes if "-" not in code and code[-1].isdigit()]) == 361


def test_signs_are_read_alike_in_every_writing():
    assert words_of("太衝") == words_of("太冲") and words_of("湧泉") == words_of("涌泉")
    assert plain("Đởm 34") == "dom34" and plain("cœur") == "coeur" and plain("ＳＴ３６") == "st36"
