"""`python -m coords`: a table of places on the reader's own leg, or one sentence that says what would be right."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.phrases import distance_phrase
from coords.body import Body
from coords.cun import Measurements
from coords.table import as_csv, as_json, as_text
from cun_atlas.points import main
from data import load_atlas

ROOT = Path(__file__).parents[2]
ATLAS = load_atlas()


@pytest.fixture
def say(capsys):
    """Run the command line; (exit code, what it printed, what it said on the side)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def rows(say):
    def run(*words: str) -> list[dict]:
        code, out, err = say(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def test_two_points_a_thumb_and_a_height_print_a_table(say):
    code, out, err = say("SP6", "ST36", "--thumb", "20.7mm", "--height", "163cm", "--side", "left")
    head, sp6, st36 = out.splitlines()
    assert (code, err) == (0, "")
    assert head.split() == ["point", "from", "direction", "distance", "method", "view", "side", "x", "y", "unit"]
    assert sp6.split("  ")[0] == "SP6"
    assert "the bump of your inner ankle bone" in sp6 and "above" in sp6 and "7.2 cm ± 1.1 cm" in sp6
    assert "your height" in sp6 and "leg_medial" in sp6 and sp6.split()[-4:] == ["left", "-0.0615", "0.1812", "L"]
    assert "below" in st36 and "leg_anterior" in st36


def test_the_columns_stand_under_each_other(say):
    _, out, _ = say("SP6", "ST36", "EX-LE10", "KI3", "BL54", "--thumb", "21")
    head, *lines = out.splitlines()
    for word in ("from", "direction", "distance", "method", "view", "side"):
        start = head.index(word)
        assert all(line[start - 2 : start] == "  " for line in lines if len(line) > start), word


@pytest.mark.parametrize("code", ["SP6", "LR2", "LR3", "GB34", "KI1", "EX-LE10.23", "BL56", "ST32"])
@pytest.mark.parametrize("words", [["--thumb", "20.7"], ["--height", "5ft4", "--inner-leg", "35.5"], []])
def test_the_command_line_and_the_page_say_the_same(rows, code, words):
    (row,) = rows(code, *words)
    reader = {
        0: Measurements(),
        2: Measurements({"thumb": 20.7}),
        4: Measurements(stature_mm=64 * 25.4, segments_mm={"S_LEG_MED": 355}),
    }[len(words)]
    place = Body(ATLAS.limb, reader).place(code, row["view"])
    about, beside = "about " if row["about"] else "", f"{row['direction']} {row['landmark']}"
    sentence = (
        f"{beside} (feel around there within {row['plus_minus_cm']:.1f} cm)"
        if row["distance_cm"] is None
        else f"{about}{row['distance_cm']:.1f} cm {beside}, ± {row['plus_minus_cm']:.1f} cm"
    )
    assert sentence == distance_phrase(ATLAS, place)
    assert (row["x"], row["y"]) == pytest.approx(place.xy, abs=0.00005)


def test_every_point_of_the_atlas_can_be_printed(rows):
    codes = [code for code, point in ATLAS.points.items() if point.is_point]
    found = {row["code"] for row in rows(*[code for code in codes if code != "BL54"])}
    assert found == {spot for code in codes if code != "BL54" for spot in ATLAS.points[code].members}


@pytest.mark.parametrize(
    ("words", "measured"),
    [
        (["--thumb", "2.07cm"], {"fingers": {"thumb": 20.7}}),
        (["--thumb", "0.815in"], {"fingers": {"thumb": 20.701}}),
        (["--middle", "20"], {"fingers": {"middle": 20}}),
        (["--two-fingers", "36"], {"fingers": {"two": 36}}),
        (["--three-fingers", "46.5"], {"fingers": {"three": 46.5}}),
        (["--four-fingers", "66.4", "--instrument", "photo"], {"fingers": {"four": 66.4}, "instrument": "photo"}),
        (["--four-fingers", "66.4", "--traditional"], {"fingers": {"four": 66.4}, "traditional": True}),
        (["--height", "163"], {"stature_mm": 1630}),
        (["--height", "1.63m", "--age", "10-17"], {"stature_mm": 1630, "age": "10-17"}),
        (["--inner-leg", "35.5"], {"segments_mm": {"S_LEG_MED": 355}}),
        (["--outer-leg", "38.6"], {"segments_mm": {"S_LEG_LAT": 386}}),
        (["--ankle", "7.3"], {"segments_mm": {"S_ANKLE_MED": 73}}),
        (["--foot", "24.6"], {"segments_mm": {"S_FOOT_LEN": 246}}),
        (["--thigh-front", "38"], {"segments_mm": {"S_THIGH_ANT": 380}}),
        (["--thigh-outer", "40"], {"segments_mm": {"S_THIGH_LAT": 400}}),
        (["--thigh-back", "29"], {"segments_mm": {"S_THIGH_POST": 290}}),
        (
            ["--thumb", "21", "--height", "150", "--helper-height", "170", "--traditional"],
            {"fingers": {"thumb": 21}, "stature_mm": 1500, "helper_stature_mm": 1700, "traditional": True},
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_measure_reaches_the_points_it_sizes(rows, words, measured):
    codes = ["SP6", "GB39", "KI7", "LR2", "ST34", "GB31", "BL37", "GB32"]
    reader = Body(ATLAS.limb, Measurements(**measured))
    for row in rows(*codes, *words):
        place = reader.place(row["code"], row["view"])
        if place.distance_mm is not None:
            told = None if place.felt else pytest.approx(place.distance_mm / 10, abs=0.051)
            assert row["distance_cm"] == told
            assert row["plus_minus_cm"] == place.plus_minus_cm


def test_wider_fingers_put_the_point_further_from_the_bump(rows):
    (slim,), (broad,) = (rows("SP6", "--thumb", width) for width in ("19", "24"))
    assert slim["distance_cm"] < broad["distance_cm"] and slim["y"] < broad["y"]


def test_measures_that_do_not_fit_together_are_asked_about_and_used(say):
    code, out, err = say("SP6", "--thumb", "19mm", "--four-fingers", "80mm")
    assert code == 0 and "SP6" in out
    assert "Four fingers and thumb do not fit together well." in err and "It is used as it is." in err
    assert "fit together" not in say("SP6", "--thumb", "20.7mm", "--four-fingers", "66.4mm")[2]


def test_a_measured_leg_beats_height_and_height_beats_fingers(rows):
    words = ["--thumb", "20.7", "--height", "163", "--inner-leg", "35.5"]
    methods = [rows("SP6", *words[:n])[0]["method"] for n in (0, 2, 4, 6)]
    assert methods == ["an average adult", "your fingers, corrected to the leg", "your height", "your measured leg"]
    assert rows("SP6", *words, "--traditional")[0]["method"] == "plain finger cun"


def test_the_left_leg_is_the_mirror_of_the_right(rows):
    (right,), (left,) = (rows("SP6", "--side", side) for side in ("right", "left"))
    assert (left["x"], left["y"]) == (-right["x"], right["y"]) and right["x"] > 0
    assert left["distance_cm"] == right["distance_cm"]


def test_a_point_can_be_shown_in_another_of_its_views(rows):
    (home,), (other,) = rows("SP6"), rows("SP6", "--view", "foot_medial")
    assert (home["view"], home["unit"], other["view"], other["unit"]) == ("leg_medial", "L", "foot_medial", "FL")
    assert home["distance_cm"] == other["distance_cm"]


def test_a_set_prints_a_row_for_each_spot(rows):
    assert [row["code"] for row in rows("EX-LE10")] == [f"EX-LE10.{gap}" for gap in ("12", "23", "34", "45")]
    assert [row["code"] for row in rows("ex-le10.23")] == ["EX-LE10.23"]


def test_a_point_found_by_touch_has_a_margin_but_no_distance(say, rows):
    (row,) = rows("KI3")
    assert (row["method"], row["distance_cm"], row["landmark"], row["plus_minus_cm"]) == ("by touch", None, None, 0.8)
    assert "by touch, within 0.8 cm" in say("KI3")[1]


def test_a_point_above_the_drawing_has_its_distance_but_no_place_on_it(say, rows):
    (row,) = rows("GB30")
    assert (row["view"], row["x"], row["y"]) == (None, None, None)
    _, out, _ = say("BL54", "--height", "163")
    assert "above the drawing" in out and "6.2 cm" in out


@pytest.mark.parametrize("name", ["UB-60", "kunlun", "昆仑", "bl60", "Bladder 60"])
def test_any_name_of_a_point_is_understood(rows, name):
    assert [row["code"] for row in rows(name)] == ["BL60"]


def test_a_point_named_twice_is_printed_once(rows):
    assert [row["code"] for row in rows("SP6", "ST36", "Sanyinjiao", "SP6")] == ["SP6", "ST36"]


def test_a_code_that_older_books_gave_to_another_point_means_todays_and_says_so(say):
    code, out, err = say("BL54")
    assert code == 0 and "BL54" in out and "BL40" not in out
    assert "Two points answer to this number" in err


def test_an_unusual_size_is_used_after_a_sentence(say):
    code, out, err = say("SP6", "--thumb", "30", "--json")
    assert code == 0 and json.loads(out)[0]["distance_cm"] == 10.1
    assert "Please check: 30.0 mm" in err and err.count("\n") == 1


def test_a_helper_is_an_adult_whatever_the_age_of_the_reader(say):
    code, _, err = say("SP6", "--thumb", "18", "--age", "10-17", "--height", "135", "--helper-height", "135")
    assert code == 0
    assert err.startswith("--helper-height '135': Please check") and err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["SP6", "--thumb", "2.07"], "--thumb '2.07': Did you mean 2.07 cm?"),
        (["SP6", "--height", "1.63"], "--height '1.63': Did you mean 1.63 m, which is 163.0 cm?"),
        (["SP6", "--thumb", "abc"], "--thumb 'abc': We could not read that as a length; please type a number"),
        (["SP6", "--thumb", "-5"], "must be more than zero"),
        (["SP6", "--thumb", ""], "--thumb '': a length is missing."),
        (["SP6", "--thumb"], "Argument --thumb: expected one argument;"),
        (["SP6", "--thum", "20"], "Unrecognized arguments: --thum"),
        (["SP6", "--height", "9m"], "--height '9m':"),
        (["SP99"], "No point is called 'SP99'"),
        (["sanyin"], "near it are SP6"),
        (["UB54"], "'UB54' may be BL54 or BL40; please say which."),
        (["BL54", "UB54"], "'UB54' may be BL54 or BL40; please say which."),
        (["zhongdu"], "'zhongdu' may be GB32 or LR6; please say which."),
        (["pinky"], "'pinky' may be SI3, HT8, SI4 or HT7; please say which."),
        (["ARTICLE-PINKY"], "may be SI3, HT8, SI4 or HT7; please say which."),
        ([], "No point was named; for example python -m coords SP6 --thumb 20.7mm."),
        (["SP6", "--view", "leg"], "No view 'leg'; views are foot_sole, foot_dorsum,"),
        (["SP6", "--view", "foot_dorsum_above"], "No view 'foot_dorsum_above'; views are"),
        (["SP6", "--view", "foot_sole"], "SP6 is not shown in foot_sole; it is in leg_medial, foot_medial."),
        (["GB30", "--view", "leg_lateral"], "GB30 lies above every drawing; leave --view out."),
        (["SP6", "--side", "up"], "No side 'up'; it is right or left."),
        (["SP6", "--age", "9"], "No age '9'; it is adult or 10-17."),
        (["SP6", "--instrument", "eye"], "No instrument 'eye'; it is one of caliper, ruler,"),
        (["SP6", "--traditional"], "--traditional needs a finger, for example --thumb 20.7mm."),
        (["SP6", "--thumb", "20.7", "--helper-height", "170"], "--helper-height needs --height too"),
        (["SP6", "--json", "--csv"], "Argument --csv: not allowed with argument --json;"),
        (["SP6", "--thumb", "30", "--side", "up"], "No side 'up'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_used_gives_one_sentence_and_no_table(say, words, sentence):
    code, out, err = say(*words)
    assert (code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1


def test_the_three_forms_hold_the_same(say):
    words = ["SP6", "KI3", "LR2", "BL54", "--inner-leg", "35.5"]
    objects, cells = json.loads(say(*words, "--json")[1]), list(csv.DictReader(io.StringIO(say(*words, "--csv")[1])))
    assert list(objects[0]) == list(cells[0])
    words_of = {None: "", True: "yes", False: "no"}
    for one, other in zip(objects, cells, strict=True):
        assert {k: words_of[v] if v is None or isinstance(v, bool) else str(v) for k, v in one.items()} == other
    text = say(*words)[1].splitlines()[1:]
    assert [line.split()[0] for line in text] == [one["code"] for one in objects]


def test_help_names_every_measure(say):
    code, out, _ = say("--help")
    assert code == 0
    for name in ("thumb", "middle", "two-fingers", "three-fingers", "four-fingers", "height", "inner-leg", "outer-leg",
                 "ankle", "foot", "thigh-front", "thigh-outer", "thigh-back", "helper-height"):  # fmt: skip
        assert f"--{name} SIZE" in out


cells = st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))


@given(st.lists(st.tuples(cells, cells), max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_cell_survives_json_and_csv(rows):
    head = ("a", 'b, "c"')
    assert json.loads(as_json(head, rows)) == [dict(zip(head, row, strict=True)) for row in rows]
    words = {None: "", True: "yes", False: "no"}
    written = [[words[c] if c is None or isinstance(c, bool) else str(c) for c in row] for row in rows]
    assert list(csv.reader(io.StringIO(as_csv(head, rows), newline=""), strict=True)) == [list(head), *written]


def test_a_table_without_rows_is_its_head():
    assert as_text(("point", "cm"), []) == "point  cm"


def test_a_reader_who_has_seen_enough_is_no_error():
    codes = [code for code, point in ATLAS.points.items() if point.is_point]
    for words in (codes, ["--help"]):
        command = subprocess.Popen(
            [sys.executable, "-m", "coords", *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert command.stdout and command.stderr
        command.stdout.close()
        said = command.stderr.read().decode()
        command.stderr.close()
        assert "Traceback" not in said and "BrokenPipe" not in said and "Exception" not in said
        assert command.wait(timeout=60) == 0


def test_it_runs_from_a_terminal_that_knows_no_plus_minus():
    done = subprocess.run(
        [sys.executable, "-m", "coords", "SP6"], cwd=ROOT, capture_output=True, text=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0 and "7.4 cm ? 1.7 cm" in done.stdout
