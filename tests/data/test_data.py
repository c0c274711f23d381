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
from promise_helpers import each_broken

from content.promises.check import PROMISES, broken
from coords.rules import parse_rule
from cun_atlas.checks import main
from data.promises import bodies, photo, places, schema, tradition, views, words
from data.promises.dataset import Dataset, Finding, open_dataset, unreadable
from data.reading import tables
from data.reading.tables import DataError, path_of, read_json, read_rows
from data.shapes import surfaces

ROOT = Path(__file__).parents[2]
DATASET = open_dataset()
CARDS, SAFETY_WORDS = (f"words/en/{name}.csv" for name in ("cards", "safety"))


# ---- ways to damage a copy


def with_cell(file: str, key: str, name: str, column: str, value: str) -> Dataset:
    """The dataset with one cell changed, in the first row whose `key` is `name`."""
    tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
    next(row for row in tables[file] if row[key] == name)[column] = value
    return Dataset(DATASET.atlas, tables)


def without_row(file: str, key: str, name: str) -> Dataset:
    return Dataset(DATASET.atlas, {**DATASET.tables, file: [row for row in DATASET.tables[file] if row[key] != name]})


def with_row(file: str, **cells: str) -> Dataset:
    row = dict.fromkeys(DATASET.tables[file][0], "") | {"_row": "9999"} | cells
    return Dataset(DATASET.atlas, {**DATASET.tables, file: [*DATASET.tables[file], row]})


def with_column(file: str, column: str) -> Dataset:
    return Dataset(DATASET.atlas, {**DATASET.tables, file: [row | {column: ""} for row in DATASET.tables[file]]})


def with_rule(code: str, text: str, **more) -> Dataset:
    point = replace(DATASET.atlas.limb.rules[code], rule=parse_rule(text), **more)
    limb = replace(DATASET.atlas.limb, rules={**DATASET.atlas.limb.rules, code: point})
    return Dataset(replace(DATASET.atlas, limb=limb), DATASET.tables)


def with_point(code: str, **changed) -> Dataset:
    points = {**DATASET.atlas.points, code: replace(DATASET.atlas.points[code], **changed)}
    return Dataset(replace(DATASET.atlas, points=points), DATASET.tables)


def with_landmark(view: str, name: str, place: tuple[float, float] | None) -> Dataset:
    """The dataset with a landmark moved, added, or (None) taken away."""
    drawing = DATASET.atlas.limb.views[view]
    landmarks = {key: xy for key, xy in {**drawing.landmarks, name: place}.items() if xy is not None}
    limb = replace(DATASET.atlas.limb, views={**DATASET.atlas.limb.views, view: replace(drawing, landmarks=landmarks)})
    return Dataset(replace(DATASET.atlas, limb=limb), DATASET.tables)


def with_feature(view: str, role: str, change: Callable[[dict], None]) -> Dataset:
    """The dataset with the first feature of a role changed."""
    documents = deepcopy(dict(DATASET.atlas.documents))
    change(next(feature for feature in documents[view]["features"] if feature["properties"]["role"] == role))
    return Dataset(replace(DATASET.atlas, documents=documents), DATASET.tables)


def without_points(view: str) -> Dataset:
    document = DATASET.atlas.documents[view]
    rest = [feature for feature in document["features"] if feature["properties"]["role"] != "point"]
    documents = {**DATASET.atlas.documents, view: {**document, "features": rest}}
    return Dataset(replace(DATASET.atlas, documents=documents), DATASET.tables)


def rule_of_sp6(cun: float) -> str:
    """SP6's rule with another number."""
    return f"kind=level_on; origin=MM; dir=proximal; cun={cun}; scale=S_LEG_MED; on=TIBIA_MED_BORDER"


KI8_ON_THE_BONE = (
    "kind=level_on; origin=MM; dir=proximal; cun=2; scale=S_LEG_MED; on=TIBIA_MED_BORDER; aside=anterior; aside_mm=7; "
    "check=offset(KI7,anterior,0.5)"
)


def named(**properties) -> Callable[[dict], None]:
    return lambda feature: feature["properties"].update(properties)


def nowhere(feature: dict) -> None:
    feature["geometry"] = {"type": "Point", "coordinates": [0, float("inf")]}


def bow_tie(feature: dict) -> None:
    feature["geometry"] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


DAMAGE: dict = {  # promise: (how it is broken, what the sentence says) …
    schema.every_table_keeps_its_schema: [
        (lambda: with_row("names.csv", code="SP6"), "data/tables/names.csv, row 9999: 'SP6' stands twice"),
        (lambda: with_row("names.csv", code="SP66"), "'SP66' is not in points.csv"),
        (lambda: with_cell(CARDS, "code", "SP6", "care", ""), "SP6: care is empty"),
        (lambda: with_row(CARDS, code="SP6", where="a", find="b", press="c", care="d"), "'SP6' stands twice"),
        (lambda: with_row(CARDS, code="SP66"), "'SP66' is not in points.csv"),
        (lambda: without_row(CARDS, "code", "SP6"), "'SP6' is not in words/en/cards.csv"),
        (
            lambda: with_cell("doses.csv", "code", "SP6", "code", "SP66"),
            "code names 'SP66', which",
        ),
        (
            lambda: with_cell("points.csv", "code", "SP6", "source", "who1999"),
            "source names 'who1999', which",
        ),
        (lambda: with_cell("uses.csv", "code", "SP6", "sources", ""), "sources is empty"),
        (lambda: with_cell("sources.csv", "id", "who2008", "year", ""), "who2008: year is empty"),
        (lambda: with_cell("sources.csv", "id", "who2008", "short", ""), "who2008: short is empty"),
        (
            lambda: with_cell("uses.csv", "code", "SP6", "kind", "rumour"),
            "kind is 'rumour'; it is one of use",
        ),
        (lambda: with_row("uses.csv", code="SP66", kind="use", sources="who2008"), "code names 'SP66', which is not"),
        (lambda: with_cell("points.csv", "code", "SP4", "category", "luo"), "category names 'luo', which is not in"),
        (lambda: with_row("classes.csv", id="ghost", sources="who2008"), "'ghost' is not in column category of points"),
        (lambda: with_row("words/en/classes.csv", id="ghost"), "'ghost' is not in classes.csv"),
        (lambda: with_cell("input_ranges.csv", "field", "thumb", "warn_hi", "wide"), "which is not a number"),
        (lambda: with_cell("points.csv", "code", "SP6", "on_drawing", "perhaps"), "it is one of yes, no"),
        (
            lambda: Dataset(DATASET.atlas, {**DATASET.tables, "moons.csv": []}),
            "moons.csv: datapackage.json does not",
        ),
        (lambda: with_column("notes.csv", "mood"), "data/tables/notes.csv, row 1: the columns are not those of"),
    ],
    words.every_point_has_its_names: [
        (lambda: with_cell("names.csv", "code", "SP6", "english", ""), "SP6 has no english"),
    ],
    words.every_card_finds_its_own_point: [
        (lambda: with_cell(CARDS, "code", "SP6", "find", card("ST36")), "share the sentence")
    ],
    words.every_point_has_a_dose: [
        (lambda: with_point("SP6", doses=()), "SP6 has no dose"),
        (lambda: with_point("SP11", doses=DATASET.atlas.points["SP6"].doses), "SP11 must not be pressed"),
    ],
    tradition.every_point_says_what_tradition_says: [
        (lambda: without_row("uses.csv", "code", "LR1"), "LR1 has no use, no function"),
    ],
    tradition.every_title_is_in_plain_words: [
        (lambda: with_cell("words/en/classes.csv", "id", "connecting", "meaning", ""), "connecting has no plain"),
    ],
    tradition.every_point_has_its_place_in_anatomy_and_its_name_explained: [
        (lambda: with_point("SP6", anatomical="4 cun superior to the medial malleolus."), "SP6 counts 4 in the words"),
        (lambda: with_point("SP6", anatomical=""), "SP6 has no place in the words of anatomy"),
        (lambda: with_point("SP6", name_means=None), "SP6 has a name without a meaning"),
    ],
    tradition.every_combination_is_what_it_is_called: [
        (lambda: with_cell("combinations.csv", "id", "mounds", "points", "SP9"), "mounds is no set of points"),
        (
            lambda: with_cell("combinations.csv", "id", "hg_ki3_bl58", "points", "BL58|KI3"),
            "hg_ki3_bl58: BL58 is no source point",
        ),
    ],
    tradition.every_source_of_a_use_says_how_it_was_read: [
        (lambda: with_cell("sources.csv", "id", "cheng1999", "read_in", ""), "cheng1999 does not say how it was read")
    ],
    words.no_words_promise_a_cure: [
        (lambda: with_cell(CARDS, "code", "SP6", "press", "This cures cramps."), "'cures' promises too much"),
        (lambda: with_cell(CARDS, "code", "SP6", "care", "It is clinically proven."), "'clinically proven'"),
        (
            lambda: with_cell(SAFETY_WORDS, "safety_id", "SF_BP", "message", "It lowers blood pressure."),
            "'lowers blood",
        ),
        (lambda: with_cell("words/en/uses.csv", "id", "SP6.1", "statement", "detoxifies the body"), "'detoxifies'"),
    ],
    views.every_feature_is_named: [
        (lambda: with_feature("leg_medial", "bone", lambda f: f["properties"].pop("id")), "has no id"),
        (lambda: with_feature("leg_medial", "bone", named(role="ghost")), "has role 'ghost'"),
        (lambda: with_feature("leg_medial", "curve", lambda f: f["geometry"].update(type="Polygon")), "is a Polygon"),
        (lambda: with_feature("leg_medial", "landmark", named(id="MM")), "MM stands 2 times"),
        (lambda: with_feature("leg_medial", "landmark", nowhere), "a number that is not finite"),
    ],
    views.every_outline_is_sound: [
        (lambda: with_feature("leg_medial", "outline", bow_tie), "data/views/leg_medial.geojson: the outline")
    ],
    views.every_landmark_is_described: [
        (lambda: with_landmark("leg_medial", "SECRET_SPOT", (0, 0)), "SECRET_SPOT is not in landmarks.csv"),
        (lambda: with_cell("landmarks.csv", "id", "MM", "views", "leg_inside"), "names the view 'leg_inside'"),
    ],
    views.every_landmark_has_one_height: [
        (lambda: with_landmark("leg_medial", "MM", (0.0347, 0.0965)), "MM is 0.0010 L higher than in"),
        (lambda: with_landmark("foot_lateral", "LM", (0.205, 0.285)), "LM is 0.0030 L higher than in"),
    ],
    views.every_stored_shape_is_the_rule: [
        (lambda: with_rule("SP6", rule_of_sp6(4)), "the stored point SP6 is"),
        (lambda: without_points("leg_medial"), "the point SP6 is not stored; run python -m data points"),
        (lambda: with_feature("leg_medial", "point", named(id="SP66")), "SP66 is not drawn here"),
    ],
    photo.every_tap_can_be_felt: [
        (lambda: with_taps("PAT_APEX|MM|POP_CREASE|MM_POST"), "POP_CREASE cannot be touched on leg_medial"),
        (lambda: with_taps("PAT_APEX|MM|FIB_HEAD|MM_POST"), "FIB_HEAD cannot be touched on leg_medial"),
    ],
    photo.the_first_taps_tell_the_view: [
        (lambda: with_taps("PAT_APEX|MM|MM_POST"), "leg_medial asks for 3 places"),
        (lambda: with_taps("MM|MM_POST|PAT_APEX|TIB_MED_COND_INF"), "the first two places of leg_medial do not span"),
        (lambda: with_taps("PAT_APEX|MM|MM_POST|TIB_MED_COND_INF"), "the third place of leg_medial lies on the line"),
    ],
    photo.what_tells_most_is_touched_first: [
        (
            lambda: with_taps("PAT_APEX|MM|TIB_MED_COND_INF|MM_POST|PAT_BASE_MED"),
            "leg_medial asks for MM_POST before PAT_BASE_MED",
        ),
    ],
    photo.every_edge_lies_on_the_photo: [
        (
            lambda: with_cell("photo_views.csv", "view", "foot_medial", "edge_high", "0.1"),
            "foot_medial has a level without two edges",
        ),
    ],
    places.every_rule_finds_its_landmarks: [
        (lambda: with_rule("SP6", "kind=at; at=MM_TOP"), "SP6 needs MM_TOP, which the view leg_medial does not have"),
        (lambda: with_landmark("leg_medial", "MM", None), "SP6 needs MM, which the view leg_medial does not have"),
        (lambda: with_rule("ST36", "kind=at; at=PAT_LIG_MED"), "ST36 needs PAT_LIG_MED, which the view leg_lateral"),
        (lambda: with_rule("SP6", "kind=at; at=MM; check=mid(MM,MOON)"), "SP6 mentions MOON"),
        (lambda: with_rule("SP6", "kind=at; at=MM; near=MOON"), "SP6 mentions MOON"),
        (lambda: with_rule("SP6", "kind=at; at=MM; scale=S_ARM"), "SP6 counts on the scale 'S_ARM'"),
        (lambda: with_rule("SP6", "kind=at; at=MM", home="leg_inside"), "SP6 names the view 'leg_inside'"),
    ],
    places.every_point_is_placed: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=sunward; cun=3"), "SP6 cannot be placed in leg_medial"),
        (
            lambda: with_rule("SP6", "kind=at; at=MM_TOP"),
            "SP6 cannot be placed in leg_medial: view 'leg_medial' has no",
        ),
    ],
    places.every_point_lies_on_the_limb: [
        (
            lambda: with_rule("SP6", "kind=offset; origin=MM; dir=posterior; cun=9; scale=S_LEG_MED"),
            "off the limb in leg_medial",
        )
    ],
    places.no_two_points_share_a_place: [
        (
            lambda: with_rule("SP6", "kind=offset; origin=MM; dir=proximal; cun=0"),
            "lies where EX-LE8 lies in leg_medial",
        )
    ],
    places.every_order_holds: [
        (lambda: with_rule("SP6", rule_of_sp6(7)), "SP7 should lie proximal of SP6 in leg_medial"),
        (lambda: with_rule("LR3", "kind=offset; origin=WEB12; dir=proximal; cun=0.2"), "LR2 should lie distal of LR3"),
    ],
    places.every_meridian_counts_its_points: [
        (
            lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT8|HT7"),
            "does not list its points by number",
        ),
        (lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT7"), "HT does not list HT8"),
        (lambda: with_cell("meridians.csv", "id", "HT", "points_in_order", "HT7|HT8|SI3"), "HT lists SI3"),
    ],
    places.every_level_is_where_it_says: [
        (lambda: with_rule("SP6", rule_of_sp6(4)), "SP6 lies at 4.00 cun of S_LEG_MED, not at 3")
    ],
    places.every_other_count_is_known: [
        (lambda: with_rule("KI8", KI8_ON_THE_BONE), "KI8 lies 0.47 cun from offset(KI7,anterior,0.5)"),
        (lambda: without_row("other_counts.csv", "code", "ST42"), "ST42 lies 0.64 cun from offset(ST41,distal,1.5)"),
        (
            lambda: with_row("other_counts.csv", code="KI8", count="offset(KI7,anterior,0.5)", why="old"),
            "KI8 lies where offset(KI7,anterior,0.5) puts it",
        ),
    ],
    bodies.every_body_has_its_points: [
        (
            lambda: with_rule("SP6", "kind=offset; origin=MM; dir=sunward; cun=3; scale=S_LEG_MED"),
            "on a body of thumb 10 mm, four 34 mm",
        ),
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=proximal; cun=nan; scale=S_LEG_MED"), "SP6"),
    ],
    bodies.no_usual_body_loses_a_point: [
        (lambda: with_rule("SP6", "kind=offset; origin=MM; dir=anterior; cun=2; scale=S_LEG_MED"), "SP6 has its dot")
    ],
}


def with_taps(taps: str) -> Dataset:
    return with_cell("photo_views.csv", "view", "leg_medial", "taps", taps)


def card(code: str) -> str:
    return next(row["find"] for row in DATASET.tables[CARDS] if row["code"] == code)


def sentences(found: list[Finding]) -> str:
    return "\n".join(map(str, found))


# ---- the promises


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def test_each_promise_has_been_broken_once():
    """Those with tests of their own are broken there."""
    names = ("cautions", "practice", "pressing", "studies", "cards", "care", "claims", "zones", "distances", "pictures",
             "agreement", "anatomy", "inventory", "shapes", "courses")  # fmt: skip
    assert set(DAMAGE) == {promise for promise in PROMISES if promise.__module__.rpartition(".")[2] not in names}


def test_a_promise_that_stumbles_is_told_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(
        "content.promises.check.PROMISES", [one for one in PROMISES if one.__module__ == places.__name__]
    )
    found = list(broken(with_landmark("leg_medial", "MM", None)))
    assert "SP6 needs MM" in sentences(found)
    assert "could not be checked" in sentences(found)


def test_words_that_promise_nothing_may_stay():
    harmless = "See a doctor about a wound that does not heal, or if you are being treated for a clot."
    assert words.no_words_promise_a_cure(with_cell(CARDS, "code", "SP6", "care", harmless)) == []


def test_points_that_share_a_landmark_may_share_a_place():
    st35, dimple = (DATASET.drawn[spot, "leg_anterior"] for spot in ("ST35", "EX-LE5.lateral"))
    assert st35 == dimple
    assert places.no_two_points_share_a_place(DATASET) == []


def test_extreme_bodies_mix_small_hands_with_large_legs():
    found = list(bodies.extreme_bodies(DATASET, "reject_lo", "reject_hi"))
    pairs = {(body.fingers.get("thumb"), body.segments_mm.get("S_LEG_MED")) for body in found}
    assert {(10, 140), (10, 620), (45, 140), (45, 620), (None, None), (45, None)} <= pairs
    assert any(body.traditional for body in found) and any(body.stature_mm == 2600 for body in found)


# ---- files


def test_every_file_can_be_read():
    assert unreadable() == []


@pytest.mark.parametrize(
    ("name", "content", "row", "sentence"),
    [
        ("a.csv", "", 1, "the file is empty"),
        ("a.csv", "code,where\nSP6\n", 2, "1 cells where the head has 2"),
        ("a.csv", 'code,where\n"SP6","a\nb"\nSP7,c,d\n', 4, "3 cells where the head has 2"),
        ("a.csv", 'code,where\nSP6,"never closed\n', 2, "the row cannot be read"),
        ("a.csv", b"code\nSP6 \xff\n", None, "not UTF-8 text"),
        ("a.json", '{"a": 1,\n "b": }', 2, "not readable JSON"),
        ("a.geojson", '{"features": [\n{"x": NaN}]}', None, "a number is NaN or infinite"),
        ("a.csv.gz", b"no gzip at all", None, "the file cannot be read"),
        ("a.csv", "code,where\nSP6,on the sh", None, "the file stops within a line"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path, name, content, row, sentence):
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = unreadable(tmp_path)
    assert (found.file, found.row) == (f"words/{name}", row)
    assert sentence in found.reason


def test_reading_a_damaged_table_says_which_file_and_row(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "points.csv").write_text("code,rule\nSP6,kind=at\nSP7\n")
    with pytest.raises(DataError, match=r"points\.csv, row 3: 1 cells where the head has 2"):
        read_rows("points.csv", folder=tmp_path)
    with pytest.raises(DataError, match=r"points\.csv, row 1: column 'home' is missing; the columns are code, rule"):
        read_rows("points.csv", ("code", "home"), folder=tmp_path)
    with pytest.raises(DataError, match="the file is missing"):
        read_json("frames.json", tmp_path)


def test_a_measured_skin_that_is_lost_or_has_other_columns_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"relief_foot_sole\.csv\.gz: the file is missing"):
        surfaces.load_relief.__wrapped__("foot_sole")
    (tmp_path / "surface").mkdir()
    (tmp_path / "surface" / "loft_toes.csv").write_text("toe,t,cx,cy,cz,ux,uy,uz,r000,mood\n1,0,0,0,0,0,0,0,1,1\n")
    with pytest.raises(DataError, match="column 'r030' is missing"):
        surfaces.load_loft_toes.__wrapped__()


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project's data and geometry somewhere else, to be damaged."""
    folder = tmp_path_factory.mktemp("copy")
    for package in ("charts", "coords", "content", "cun_atlas", "data"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "points.csv",
            "kind=level_on; origin=MM; dir=proximal; cun=3;",
            "kind=level_on; origin=MM; dir=proximal; cun=x;",
            "data/tables/points.csv, row 22: cun must be a number, not 'x'",
        ),
        (
            "views/leg_medial.geojson",
            '"role": "outline"',
            '"role": ""',
            "data/views/leg_medial.geojson: the view cannot be read",
        ),
        ("words/en/cards.csv", "SP6,", "SP66,", "data/words/en/cards.csv: the point SP6 has no row"),
        (
            "scales.csv",
            "leg_medial_15",
            "leg_medial_51",
            "data/tables/scales.csv, row 3: input_ranges.csv has no field 'leg_medial_51'",
        ),
        (
            "members.csv",
            "EX-LE5.lateral,EX-LE5,",
            "EX-LE5.lateral,EX-LE55,",
            "data/tables/members.csv, row 4: no point 'EX-LE55'",
        ),
        ("surface/frames.json", "{", "{{", "data/surface/frames.json, row 1: the file is not readable JSON"),
    ],
)
def test_a_fault_that_keeps_the_atlas_shut_is_one_plain_sentence(copy, file, old, new, sentence):
    path = path_of(file, copy / "data")
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


def test_when_all_promises_are_kept_the_gaps_that_are_known_are_told(monkeypatch, capsys):
    monkeypatch.setattr("cun_atlas.checks.check", lambda: ([], DATASET))  # whether they are, `python -m data` says
    code, said = main([]), capsys.readouterr().out
    assert code == 0, said
    assert said.startswith("All promises kept: 100 points at 155 places in 10 views, ")
    assert "  ST43: offset(ST44,proximal,2) is 1.26 cun away" in said.splitlines()
    assert "  SP6: " not in said


def test_a_broken_promise_ends_with_one(monkeypatch, capsys):
    monkeypatch.setattr("cun_atlas.checks.check", lambda: ([Finding("points.csv", 22, "SP6 is lost")], None))
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines() == ["data/tables/points.csv, row 22: SP6 is lost", "1 broken promise."]


def test_an_unknown_command_names_the_known_ones(capsys):
    assert main(["chekc"]) == 2
    assert "say one of: check, points" in capsys.readouterr().err


# ---- the atlas as it is read


def test_the_codes_people_look_for_are_there():
    assert {"ST36", "SP6", "LR3", "KI1", "BL57", "GB34", "BL60", "LI4", "EX-LE10", "SHIMIAN"} <= set(
        DATASET.atlas.points
    )
    assert [code for code, point in DATASET.atlas.points.items() if not point.is_point] == ["ARTICLE-PINKY"]
    assert len(DATASET.atlas.points) == 101


def test_a_point_knows_its_names_card_and_cautions():
    sp6 = DATASET.atlas.points["SP6"]
    assert (sp6.names.pinyin_plain, sp6.names.hanzi) == ("Sanyinjiao", "三陰交")
    assert "CAUTION_PREGNANCY" in {caution.id for caution in sp6.cautions}
    assert sp6.members == ("SP6",) and sp6.level_cun == 3


def test_points_over_the_artery_of_the_thigh_are_only_located():
    for code in ("SP11", "LR10", "LR11"):
        assert {dose.technique for dose in DATASET.atlas.points[code].doses} == {"locate_only"}
