"""The promises of the data: all of them are kept, and each of them can be broken."""
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from coords.rules import parse_rule
from data import promises_bodies as bodies
from data import promises_places as places
from data import promises_views as views
from data import promises_words as words
from data.__main__ import main
from data.check import PROMISES, broken
from data.shelf import Finding, Shelf, open_shelf, unreadable
from data.tables import DataError, read_json, read_rows

ROOT = Path(__file__).parent.parent
SHELF = open_shelf()
CARDS, CAUTION_WORDS, SAFETY_WORDS = (f"words/en/{name}.csv" for name in ("cards", "cautions", "safety"))


# ---- ways to damage a copy


def with_cell(file: str, key: str, name: str, column: str, value: str) -> Shelf:
    """The shelf with one cell changed, in the first row whose `key` is `name`."""
    tables = deepcopy(SHELF.tables)
    next(row for row in tables[file] if row[key] == name)[column] = value
    return Shelf(SHELF.atlas, tables)


def without_row(file: str, key: str, name: str) -> Shelf:
    return Shelf(SHELF.atlas, {**SHELF.tables, file: [row for row in SHELF.tables[file] if row[key] != name]})


def with_row(file: str, **cells: str) -> Shelf:
    row = dict.fromkeys(SHELF.tables[file][0], "") | {"_row": "9999"} | cells
    return Shelf(SHELF.atlas, {**SHELF.tables, file: [*SHELF.tables[file], row]})


def with_rule(code: str, text: str, **more) -> Shelf:
    point = replace(SHELF.atlas.limb.rules[code], rule=parse_rule(text), **more)
    limb = replace(SHELF.atlas.limb, rules={**SHELF.atlas.limb.rules, code: point})
    return Shelf(replace(SHELF.atlas, limb=limb), SHELF.tables)


def with_point(code: str, **changed) -> Shelf:
    points = {**SHELF.atlas.points, code: replace(SHELF.atlas.points[code], **changed)}
    return Shelf(replace(SHELF.atlas, points=points), SHELF.tables)


def with_landmark(view: str, name: str, place: tuple[float, float] | None) -> Shelf:
    """The shelf with a landmark moved, added, or (None) taken away."""
    drawing = SHELF.atlas.limb.views[view]
    landmarks = {key: xy for key, xy in {**drawing.landmarks, name: place}.items() if xy is not None}
    limb = replace(SHELF.atlas.limb, views={**SHELF.atlas.limb.views, view: replace(drawing, landmarks=landmarks)})
    return Shelf(replace(SHELF.atlas, limb=limb), SHELF.tables)


def with_feature(view: str, role: str, change: Callable[[dict], None]) -> Shelf:
    """The shelf with the first feature of a role changed."""
    documents = deepcopy(dict(SHELF.atlas.documents))
    change(next(feature for feature in documents[view]["features"] if feature["properties"]["role"] == role))
    return Shelf(replace(SHELF.atlas, documents=documents), SHELF.tables)


def without_points(view: str) -> Shelf:
    document = SHELF.atlas.documents[view]
    rest = [feature for feature in document["features"] if feature["properties"]["role"] != "point"]
    documents = {**SHELF.atlas.documents, view: {**document, "features": rest}}
    return Shelf(replace(SHELF.atlas, documents=documents), SHELF.tables)


def rule_of_sp6(cun: float) -> str:
    """SP6's rule with another number."""
    return f"kind=level_on; origin=MM; dir=proximal; cun={cun}; scale=S_LEG_MED; on=TIBIA_MED_BORDER"


def named(**properties) -> Callable[[dict], None]:
    return lambda feature: feature["properties"].update(properties)


def nowhere(feature: dict) -> None:
    feature["geometry"] = {"type": "Point", "coordinates": [0, float("inf")]}


def bow_tie(feature: dict) -> None:
    feature["geometry"] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


DAMAGE: dict = {  # promise: (how it is broken, what the sentence says) …
    words.no_key_stands_twice: [
        (lambda: with_row("names.csv", code="SP6"), "data/names.csv, row 9999: 'SP6' stands twice")],
    words.every_point_has_its_names: [
        (lambda: with_cell("names.csv", "code", "SP6", "english", ""), "SP6 has no english"),
        (lambda: with_row("names.csv", code="SP66"), "SP66 is not a point of points.csv")],
    words.every_point_has_its_card: [
        (lambda: with_cell(CARDS, "code", "SP6", "care", ""), "the card of SP6 has no words under 'care'"),
        (lambda: with_row(CARDS, code="SP6", where="a", find="b", press="c", care="d"), "SP6 has two cards"),
        (lambda: with_row(CARDS, code="SP66"), "SP66 is not a point")],
    words.every_card_finds_its_own_point: [
        (lambda: with_cell(CARDS, "code", "SP6", "find", card("ST36")), "share the sentence")],
    words.every_point_has_a_dose: [
        (lambda: with_point("SP6", doses=()), "SP6 has no dose"),
        (lambda: with_point("SP11", doses=SHELF.atlas.points["SP6"].doses), "SP11 must not be pressed"),
        (lambda: with_cell("doses.csv", "code", "SP6", "technique", "hammer"), "uses the technique 'hammer'"),
        (lambda: with_cell("doses.csv", "code", "SP6", "pressure_max", "9"), "has pressure 9; it runs from 1 to 5"),
        (lambda: with_cell("doses.csv", "code", "SP6", "seconds_min", "900"), "at least 900 and at most"),
        (lambda: with_cell("doses.csv", "code", "SP11", "seconds_max", "60"), "SP11 is only located"),
        (lambda: with_cell("doses.csv", "code", "SP6", "with", "SP66"), "pressed together with 'SP66'")],
    words.every_caution_has_its_words: [
        (lambda: with_cell(CAUTION_WORDS, "id", "CAUTION_CLOT", "sentence", ""), "CAUTION_CLOT has no sentence"),
        (lambda: without_row("point_cautions.csv", "caution", "CAUTION_CLOT"), "no point carries CAUTION_CLOT"),
        (lambda: with_cell("cautions.csv", "id", "CAUTION_CLOT", "safety_id", "SF_NONE"), "names SF_NONE"),
        (lambda: with_row("point_cautions.csv", code="SP66", caution="CAUTION_CLOT"), "SP66 is not a point")],
    words.every_safety_row_reaches_its_points: [
        (lambda: with_cell("safety.csv", "safety_id", "SF_DVT", "applies_to", "GB44"),
         "SF_DVT names GB44, which carries no"),
        (lambda: with_point("SP6", cautions=()), "SF_PREG names SP6"),
        (lambda: without_row(SAFETY_WORDS, "safety_id", "SF_DVT"), "SF_DVT has no message")],
    words.every_source_is_known: [
        (lambda: with_cell("points.csv", "code", "SP6", "source", "who1999"), "'who1999' is not in sources.csv"),
        (lambda: with_cell("uses.csv", "code", "SP6", "sources", ""), "sources is empty"),
        (lambda: with_cell("sources.csv", "id", "who2008", "year", ""), "the source who2008 has no year")],
    words.no_words_promise_a_cure: [
        (lambda: with_cell(CARDS, "code", "SP6", "press", "This cures cramps."), "'cures' promises too much"),
        (lambda: with_cell(CARDS, "code", "SP6", "care", "It is clinically proven."), "'clinically proven'"),
        (lambda: with_cell(SAFETY_WORDS, "safety_id", "SF_BP", "message", "It lowers blood pressure."),
         "'lowers blood"),
        (lambda: with_cell("uses.csv", "code", "SP6", "statement", "detoxifies the body"), "'detoxifies'")],
    views.every_feature_is_named: [
        (lambda: with_feature("leg_medial", "bone", lambda f: f["properties"].pop("id")), "has no id"),
        (lambda: with_feature("leg_medial", "bone", named(role="ghost")), "has role 'ghost'"),
        (lambda: with_feature("leg_medial", "curve", lambda f: f["geometry"].update(type="Polygon")), "is a Polygon"),
        (lambda: with_feature("leg_medial", "landmark", named(id="MM")), "MM stands 2 times"),
        (lambda: with_feature("leg_medial", "landmark", nowhere), "a number that is not finite")],
    views.every_outline_is_sound: [
        (lambda: with_feature("leg_medial", "outline", bow_tie), "data/views/leg_medial.geojson: the outline")],
    views.every_landmark_is_described: [
        (lambda: with_landmark("leg_medial", "SECRET_SPOT", (0, 0)), "SECRET_SPOT is not in landmarks.csv"),
        (lambda: with_cell("landmarks.csv", "id", "MM", "views", "leg_inside"), "names the view 'leg_inside'")],
    views.every_landmark_has_one_height: [
        (lambda: with_landmark("leg_medial", "MM", (0.0347, 0.0965)), "MM is 0.0010 L higher than in"),
        (lambda: with_landmark("foot_lateral", "LM", (0.205, 0.285)), "LM is 0.0030 L higher than in")],
    views.every_stored_shape_is_the_rule: [
        (lambda: with_rule("SP6", rule_of_sp6(4)),
         "the stored point SP6 is"),
        (lambda: without_points("leg_medial"), "the point SP6 is not stored; run python -m data points"),
        (lambda: with_feature("leg_medial", "point", named(id="SP66")), "SP66 is not drawn here")],
    places.every_rule_finds_its_landmarks: [
        (lambda: with_rule("SP6", "kind=at; at=MM_TOP"), "SP6 needs MM_TOP, which the view leg_medial does not have"),
        (lambda: with_landmark("leg_medial", "MM", None), "SP6 needs MM, which the view leg_medial does not have"),
        (lambda: with_rule("ST36", "kind=at; at=PAT_LIG_MED"), "ST36 needs PAT_LIG_MED, which the view leg_lateral"),
        (lambda: with_rule("SP6", "kind=at; at=MM; check=mid(MM,MOON)"), "SP6 mentions MOON"),
        (lambda: with_rule("SP6", "kind=at; at=MM; near=MOON"), "SP6 mentions MOON"),
        (lambda: with_rule("SP6", "kind=at; at=MM; scale=S_ARM"), "SP6 counts on the scale 'S_ARM'"),
        (lambda: with_rule("SP6", "kind=at; at=MM", home="leg_inside"), "SP6 names the view 'leg_inside'")],
    places.every_point_is_placed: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=sunward; cun=3"), "SP6 cannot be placed in leg_medial"),
        (lambda: with_rule("SP6", "kind=at; at=MM_TOP"),
         "SP6 cannot be placed in leg_medial: view 'leg_medial' has no")],
    places.every_point_lies_on_the_limb: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=posterior; cun=9; scale=S_LEG_MED"),
         "off the limb in leg_medial")],
    places.no_two_points_share_a_place: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=proximal; cun=0"),
         "lies where EX-LE8 lies in leg_medial")],
    places.every_order_holds: [
        (lambda: with_rule("SP6", rule_of_sp6(7)),
         "SP7 should lie proximal of SP6 in leg_medial"),
        (lambda: with_rule("LR3", "kind=offset; origin=WEB12; dir=proximal; cun=0.2"), "LR2 should lie distal of LR3")],
    places.every_meridian_counts_its_points: [
        (lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT8|HT7"),
         "does not list its points by number"),
        (lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT7"), "HT does not list HT8"),
        (lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT7|HT8|SI3"), "HT lists SI3")],
    places.every_level_is_where_it_says: [
        (lambda: with_rule("SP6", rule_of_sp6(4)),
         "SP6 lies at 4.00 cun of S_LEG_MED, not at 3")],
    bodies.every_body_has_its_points: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=sunward; cun=3; scale=S_LEG_MED"),
         "on a body of thumb 10 mm, four 34 mm"),
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=proximal; cun=nan; scale=S_LEG_MED"), "SP6")],
    bodies.no_usual_body_loses_a_point: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=anterior; cun=2; scale=S_LEG_MED"), "SP6 has its dot")],
}


def card(code: str) -> str:
    return next(row["find"] for row in SHELF.tables[CARDS] if row["code"] == code)


def sentences(found: list[Finding]) -> str:
    return "\n".join(map(str, found))


# ---- the promises


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_promise_is_kept(promise):
    assert sentences(promise(SHELF)) == ""


@pytest.mark.parametrize(("promise", "damage", "sentence"), [
    pytest.param(promise, damage, sentence, id=f"{promise.__name__}-{number}")
    for promise, cases in DAMAGE.items() for number, (damage, sentence) in enumerate(cases)])
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def test_each_promise_has_been_broken_once():
    """Those of practice, care and claims are broken beside their own tests."""
    elsewhere = {"data.promises_practice", "data.promises_care", "data.promises_claims", "data.promises_zones"}
    assert set(DAMAGE) == {promise for promise in PROMISES if promise.__module__ not in elsewhere}


def test_a_promise_that_stumbles_is_told_and_the_others_go_on():
    found = broken(with_landmark("leg_medial", "MM", None))
    assert "SP6 needs MM" in sentences(found)
    assert "could not be checked" in sentences(found)


def test_words_that_promise_nothing_may_stay():
    harmless = "See a doctor about a wound that does not heal, or if you are being treated for a clot."
    assert words.no_words_promise_a_cure(with_cell(CARDS, "code", "SP6", "care", harmless)) == []


def test_points_that_share_a_landmark_may_share_a_place():
    st35, dimple = (SHELF.drawn[spot, "leg_anterior"] for spot in ("ST35", "EX-LE5.lateral"))
    assert st35 == dimple
    assert places.no_two_points_share_a_place(SHELF) == []


def test_extreme_bodies_mix_small_hands_with_large_legs():
    found = list(bodies.extreme_bodies(SHELF, "reject_lo", "reject_hi"))
    pairs = {(body.fingers.get("thumb"), body.segments_mm.get("S_LEG_MED")) for body in found}
    assert {(10, 140), (10, 620), (45, 140), (45, 620), (None, None), (45, None)} <= pairs
    assert any(body.traditional for body in found) and any(body.stature_mm == 2600 for body in found)


# ---- files


def test_every_file_can_be_read():
    assert unreadable() == []


@pytest.mark.parametrize(("name", "content", "row", "sentence"), [
    ("a.csv", "", 1, "the file is empty"),
    ("a.csv", "code,where\nSP6\n", 2, "1 cells where the head has 2"),
    ("a.csv", 'code,where\n"SP6","a\nb"\nSP7,c,d\n', 4, "3 cells where the head has 2"),
    ("a.csv", 'code,where\nSP6,"never closed\n', 2, "the row cannot be read"),
    ("a.csv", b"code\nSP6 \xff\n", None, "not UTF-8 text"),
    ("a.json", '{"a": 1,\n "b": }', 2, "not readable JSON"),
    ("a.geojson", '{"features": [\n{"x": NaN}]}', None, "a number is NaN or infinite"),
    ("a.csv.gz", b"no gzip at all", None, "the packed table cannot be opened"),
])
def test_a_damaged_file_is_named_with_its_line(tmp_path, name, content, row, sentence):
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = unreadable(tmp_path)
    assert (found.file, found.row) == (f"words/{name}", row)
    assert sentence in found.reason


def test_reading_a_damaged_table_says_which_file_and_row(tmp_path):
    (tmp_path / "points.csv").write_text("code,rule\nSP6,kind=at\nSP7\n")
    with pytest.raises(DataError, match=r"points\.csv, row 3: 1 cells where the head has 2"):
        read_rows("points.csv", folder=tmp_path)
    with pytest.raises(DataError, match=r"points\.csv, row 1: column 'home' is missing; the columns are code, rule"):
        read_rows("points.csv", ("code", "home"), folder=tmp_path)
    with pytest.raises(DataError, match="the file is missing"):
        read_json("frames.json", tmp_path)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project's data and geometry somewhere else, to be damaged."""
    folder = tmp_path_factory.mktemp("copy")
    for package in ("coords", "data"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "-m", "data", *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=120)


@pytest.mark.parametrize(("file", "old", "new", "sentence"), [
    ("points.csv", "kind=level_on; origin=MM; dir=proximal; cun=3;", "kind=level_on; origin=MM; dir=proximal; cun=x;",
     "data/points.csv, row 22: cun must be a number, not 'x'"),
    ("views/leg_medial.geojson", '"role": "outline"', '"role": ""',
     "data/views/leg_medial.geojson: the view cannot be read"),
    ("words/en/cards.csv", "SP6,", "SP66,",
     "data/words/en/cards.csv: the point SP6 has no row"),
    ("scales.csv", "leg_medial_15", "leg_medial_51",
     "data/scales.csv, row 3: input_ranges.csv has no field 'leg_medial_51'"),
    ("members.csv", "EX-LE5.lateral,EX-LE5,", "EX-LE5.lateral,EX-LE55,", "data/members.csv, row 4: no point 'EX-LE55'"),
    ("surface/frames.json", "{", "{{", "data/surface/frames.json, row 1: the file is not readable JSON"),
])
def test_a_fault_that_keeps_the_atlas_shut_is_one_plain_sentence(copy, file, old, new, sentence):
    path = copy / "data" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        done = run(copy)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert sentence in done.stdout.splitlines()[0]
    assert "Traceback" not in done.stdout + done.stderr


def test_writing_the_points_mends_a_stale_view_and_touches_nothing_else(copy):
    path = copy / "data" / "views" / "leg_medial.geojson"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    path.write_text("".join(line for line in lines if '"role": "point"' not in line).replace("}},\n]", "}}\n]"))
    assert len(json.loads(path.read_text())["features"]) < len(json.loads(text)["features"])
    assert "leg_medial: 22 points" in run(copy, "points").stdout
    assert path.read_text(encoding="utf-8") == text


# ---- the command


def test_good_data_ends_well_and_tells_the_gaps_it_keeps(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert said.startswith("All promises kept: 100 points at 154 places in 10 views, ")
    assert "  ST43: offset(ST44,proximal,2) is 1.26 cun away" in said.splitlines()
    assert "  SP6: " not in said


def test_a_broken_promise_ends_with_one(monkeypatch, capsys):
    monkeypatch.setattr("data.__main__.check", lambda: ([Finding("points.csv", 22, "SP6 is lost")], None))
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines() == ["data/points.csv, row 22: SP6 is lost", "1 broken promise."]


def test_an_unknown_command_names_the_known_ones(capsys):
    assert main(["chekc"]) == 2
    assert "say one of: check, points" in capsys.readouterr().err


# ---- the atlas as it is read


def test_the_codes_people_look_for_are_there():
    assert {"ST36", "SP6", "LR3", "KI1", "BL57", "GB34", "BL60", "LI4", "EX-LE10", "SHIMIAN"} <= set(SHELF.atlas.points)
    assert [code for code, point in SHELF.atlas.points.items() if not point.is_point] == ["ARTICLE-PINKY"]
    assert len(SHELF.atlas.points) == 101


def test_a_point_knows_its_names_card_and_cautions():
    sp6 = SHELF.atlas.points["SP6"]
    assert (sp6.names.pinyin_plain, sp6.names.hanzi) == ("Sanyinjiao", "三陰交")
    assert "CAUTION_PREGNANCY" in {caution.id for caution in sp6.cautions}
    assert sp6.members == ("SP6",) and sp6.level_cun == 3


def test_points_over_the_artery_of_the_thigh_are_only_located():
    for code in ("SP11", "LR10", "LR11"):
        assert {dose.technique for dose in SHELF.atlas.points[code].doses} == {"locate_only"}
