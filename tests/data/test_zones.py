"""Reflexology zones: drawn on our feet, on the right foot, inside the skin, never mixed up with points."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from promise_helpers import each_broken
from shapely.geometry import Point, Polygon, shape

from charts.screen.zones import zone_rings
from coords.body import reference_yardstick
from coords.place import Placer
from coords.view import LEG_VIEWS, SIDE_OF_FOOT, ZONE_VIEWS, view_from_geojson
from coords.warp import Warp, rounded
from data import load_atlas
from data import zones as zones_module
from data.promises import zones as promises
from data.promises.dataset import Dataset, Finding, open_dataset
from data.promises.schema import every_table_keeps_its_schema
from data.reading.tables import path_of
from data.search.find import find
from data.shapes.zones import with_zones, write_zones
from data.zones import (
    load_guides,
    load_zones,
    points_in,
    which_zones,
    zones_at,
    zones_of,
    zones_of_point,
    zones_on,
)
from web.zone_files import zone_areas

ATLAS, DATASET, ZONES = load_atlas(), open_dataset(), load_zones()
LEFT_ONLY = {"Z_HEART", "Z_SPLEEN", "Z_DESCENDING_COLON", "Z_SIGMOID_RECTUM"}
RIGHT_ONLY = {"Z_LIVER", "Z_GALLBLADDER", "Z_ASCENDING_COLON", "Z_ILEOCAECAL"}
DRAWN = [(zone.id, view) for zone in ZONES.values() for view in zone.areas]


# ---- promises


def sentences(found: list[Finding]) -> str:
    return "\n".join(map(str, found))


def with_zone(name: str, change: Callable[[dict], None], view: str = "foot_sole") -> Dataset:
    """The dataset with one stored zone or guide changed."""
    documents = deepcopy(dict(ATLAS.documents))
    change(next(f for f in documents[view]["features"] if f["properties"]["id"] == name))
    return Dataset(replace(ATLAS, documents=documents), DATASET.tables)


def with_more(feature: dict, view: str = "foot_sole") -> Dataset:
    documents = deepcopy(dict(ATLAS.documents))
    documents[view]["features"].append(feature)
    return Dataset(replace(ATLAS, documents=documents), DATASET.tables)


def with_cell(file: str, name: str, column: str, value: str) -> Dataset:
    tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
    next(row for row in tables[file] if row["id"] == name)[column] = value
    return Dataset(ATLAS, tables)


def without_row(file: str, name: str) -> Dataset:
    rows = [row for row in DATASET.tables[file] if row["id"] != name]
    return Dataset(ATLAS, {**DATASET.tables, file: rows})


def stored(name: str, view: str = "foot_sole") -> dict:
    return deepcopy(next(f for f in ATLAS.documents[view]["features"] if f["properties"]["id"] == name))


def placed(*corners: tuple[float, float]) -> Callable[[dict], None]:
    ring = [*corners, corners[0]]
    return lambda feature: feature.update(geometry={"type": "Polygon", "coordinates": [ring]})


def renamed(feature: dict, **properties) -> dict:
    feature["properties"].update(properties)
    return feature


WORDS = "words/en/zones.csv"
DAMAGE: dict = {
    promises.every_zone_is_a_whole_area: [
        (lambda: with_zone("Z_HEEL", placed((0, 0.1), (0.05, 0.2), (0.05, 0.1), (0, 0.2))), "Z_HEEL is no sound area"),
        (lambda: with_zone("Z_HEEL", placed((0, 0.1), (0.001, 0.1), (0.001, 0.101))), "Z_HEEL is empty"),
        (lambda: with_zone("Z_HEEL", lambda f: f["geometry"].update(coordinates=[])), "Z_HEEL is empty"),
        (lambda: with_zone("Z_HEEL", placed((0, 0.1), (0.4, 0.1), (0.4, 0.2))), "Z_HEEL leaves the outline"),
        (lambda: with_more(renamed(stored("Z_HEEL"), id="Z_ARCH2")), "Z_ARCH2 is drawn exactly as Z_HEEL is"),
        (lambda: with_more(renamed(stored("Z_HEEL"), id="Z_ARCH2", side="left")), "Z_ARCH2 is drawn exactly as Z_HEEL"),
        (lambda: with_more(stored("Z_HEEL")), "the zone Z_HEEL stands 2 times"),
        (lambda: with_more(stored("Z_HEEL"), "leg_anterior"), "Z_HEEL is drawn on leg_anterior"),
        (lambda: with_zone("G_HEEL_LINE", lambda f: f["geometry"].update(coordinates=[[-1, 0.3], [1, 0.3]])),
         "G_HEEL_LINE leaves the outline")],
    promises.every_zone_is_on_its_foot: [
        (lambda: with_cell("zones.csv", "Z_HEART", "side", "both"), "Z_HEART is on side both; it belongs to left"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "side", "left"), "Z_HEEL is on side left; it belongs to both"),
        (lambda: with_zone("Z_LIVER", lambda f: renamed(f, side="both")), "Z_LIVER is stored for side both"),
        (lambda: with_more(renamed(stored("Z_HEEL"), id="Z_NONE")), "Z_NONE is no zone of zones.csv")],
    promises.every_zone_is_drawn_as_the_chart_says: [
        (lambda: with_zone("Z_HEEL", placed((0, 0.1), (0.05, 0.1), (0.05, 0.2))), "the stored Z_HEEL is not the one"),
        (lambda: with_zone("Z_HEEL", lambda f: renamed(f, confidence="low")), "the stored Z_HEEL is not the one"),
        (lambda: with_zone("Z_HEEL", lambda f: renamed(f, id="Z_NEW")), "Z_NEW is not in zone_shapes.csv")],
    promises.every_place_of_a_school_is_told: [
        (lambda: without_row("zone_schools.csv", "Z_HEART@chinese"), "does not tell of Z_HEART@chinese"),
        (lambda: without_row("zone_shapes.csv", "Z_HIP"), "Z_HIP is not drawn on the Ingham line"),
        (lambda: with_cell("zone_schools.csv", "Z_HEART@chinese", "zone", "Z_HEEL"), "is not Z_HEEL@chinese")],
    promises.every_guide_line_has_its_words: [
        (lambda: with_cell("words/en/zone_guides.csv", "G_HEEL_LINE", "id", "G_NONE"), "G_NONE has a line or words")],
    promises.every_zone_agrees_with_its_sources_and_technique: [
        (lambda: with_cell("zones.csv", "Z_HEEL", "origin", "article"), "Z_HEEL is of origin article; its sources"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "technique", "reduce"), "is worked by reduce, which is for point"),
        (lambda: with_cell("zones.csv", "Z_HIP", "seconds_max", "900"), "Z_HIP has seconds 30 to 900")],
    every_table_keeps_its_schema: [
        (lambda: with_cell("zones.csv", "Z_HEEL", "side", "top"), "Z_HEEL: side is 'top'; it is one of both, left"),
        (lambda: with_cell(WORDS, "Z_HEEL", "tradition", ""), "Z_HEEL: tradition is empty"),
        (lambda: with_cell(WORDS, "Z_HEEL", "id", "Z_NONE"), "'Z_HEEL' is not in words/en/zones.csv"),
        (lambda: with_cell("words/en/zone_names.csv", "Z_HEEL", "id", "Z_NONE"), "'Z_NONE' is not in zones.csv"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "system", "wings"), "system names 'wings', which is not in words/en"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "safety", "SF_NONE"), "safety names 'SF_NONE', which is not in"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "conditions", "boredom"), "conditions names 'boredom', which is not"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "origin", "hearsay"), "origin is 'hearsay'; it is one of article"),
        (lambda: with_cell("zones.csv", "Z_HEEL", "technique", "hammer"), "technique names 'hammer', which is not in"),
        (lambda: with_cell("zone_shapes.csv", "Z_HEEL", "confidence", "sure"), "confidence is 'sure'; it is one of"),
        (lambda: with_cell("zones.csv", "Z_HIP", "id", "Z_NONE"), "'Z_NONE' is not in column id of zone_shapes.csv")],
}  # fmt: skip


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def test_each_promise_has_been_broken_once():
    assert set(DAMAGE) == {*promises.PROMISES, every_table_keeps_its_schema}


NOT_KEPT = zones_module._zones_on.__wrapped__  # type: ignore[attr-defined]
BAD_AREAS: dict[str, tuple[Callable[[dict], None], str]] = {
    "crossing": (placed((0, 0.1), (0.05, 0.2), (0.05, 0.1), (0, 0.2)), "Z_HEEL is no sound area"),
    "escaping": (placed((0, 0.1), (0.4, 0.1), (0.4, 0.2)), "Z_HEEL leaves the outline"),
    "nearly empty": (placed((0, 0.1), (0.001, 0.1), (0.001, 0.101)), "Z_HEEL is empty"),
    "empty": (lambda feature: feature["geometry"].update(coordinates=[]), "Z_HEEL is empty"),
    "another's area": (
        lambda feature: feature.update(geometry=stored("Z_BLADDER")["geometry"]),
        "Z_HEEL is drawn exactly as Z_BLADDER is",
    ),
}


def drawn_from(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Side → the ids in the sheet of the sole that the browser would get of these data."""
    atlas = dataset.atlas
    view = view_from_geojson(atlas.documents["foot_sole"])
    limb = replace(atlas.limb, views={**atlas.limb.views, "foot_sole": view})
    monkeypatch.setattr(zones_module, "load_zones", lambda: zones_of(replace(atlas, limb=limb)))
    monkeypatch.setattr(zones_module, "_zones_on", NOT_KEPT)
    return {
        side: {area["code"] for area in zone_rings(zone_areas("foot_sole", side), side)} for side in ("right", "left")
    }


@pytest.mark.parametrize(("change", "sentence"), BAD_AREAS.values(), ids=BAD_AREAS)
def test_a_bad_area_is_named_by_the_check_and_never_drawn(change, sentence, monkeypatch):
    everything = drawn_from(DATASET, monkeypatch)
    damaged = with_zone("Z_HEEL", change)
    assert sentence in sentences(promises.every_zone_is_a_whole_area(damaged))
    assert drawn_from(damaged, monkeypatch) == {side: names - {"Z_HEEL"} for side, names in everything.items()}


def test_a_zone_that_stands_twice_is_named_and_not_drawn_at_all(monkeypatch):
    damaged = with_more(stored("Z_LIVER"))
    assert "the zone Z_LIVER stands 2 times" in sentences(promises.every_zone_is_a_whole_area(damaged))
    drawn = drawn_from(damaged, monkeypatch)
    assert "Z_LIVER" not in drawn["right"] and "Z_HEEL" in drawn["right"]


def test_zones_of_different_feet_may_lie_on_the_same_place(monkeypatch):
    """The liver's area under the heart's name is no double: no foot shows both."""
    moved = with_zone("Z_HEART", lambda feature: feature.update(geometry=stored("Z_LIVER")["geometry"]))
    assert promises.every_zone_is_a_whole_area(moved) == []
    drawn = drawn_from(moved, monkeypatch)
    assert "Z_HEART" in drawn["left"] and "Z_LIVER" in drawn["right"]


# ---- where zones are


def test_all_zones_and_guide_lines_are_there():
    assert len(ZONES) == 57 and len(load_guides()) == 5
    assert all(zone.areas for zone in ZONES.values())
    assert {view for _, view in DRAWN} == set(ZONE_VIEWS)


@pytest.mark.parametrize(("name", "view"), DRAWN)
def test_every_zone_lies_inside_the_skin(name, view):
    area, outline = ZONES[name].areas[view], ATLAS.limb.views[view].outline
    assert area.is_valid and area.difference(outline).area < 1e-7


def test_what_lies_on_one_side_of_the_body_is_on_that_foot_alone():
    left = {zone.id for view in ZONE_VIEWS for zone in zones_on(view, "left")}
    right = {zone.id for view in ZONE_VIEWS for zone in zones_on(view, "right")}
    assert left - right == LEFT_ONLY and right - left == RIGHT_ONLY


def test_heart_and_liver_do_not_answer_on_the_other_foot():
    heart = ZONES["Z_HEART"].areas["foot_sole"].representative_point()
    assert "Z_HEART" in zones_at("foot_sole", "left", -heart.x, heart.y)
    assert "Z_HEART" not in zones_at("foot_sole", "right", heart.x, heart.y)
    liver = ZONES["Z_LIVER"].areas["foot_sole"].representative_point()
    assert "Z_LIVER" in zones_at("foot_sole", "right", liver.x, liver.y)
    assert "Z_LIVER" not in zones_at("foot_sole", "left", -liver.x, liver.y)


def test_the_left_foot_is_the_mirror_of_the_right():
    for view in ZONE_VIEWS:
        mirrored = ATLAS.limb.views[view].mirrored()
        for name, area in ATLAS.limb.views[view].zones.items():
            assert mirrored.zones[name].bounds[0] == pytest.approx(-area.bounds[2])
            assert mirrored.mirrored().zones[name].equals(area)


def test_the_zones_of_a_foot_stand_in_the_order_of_the_body():
    def height(name: str) -> float:
        return ZONES[name].areas["foot_sole"].centroid.y

    down = ("Z_HEAD_BRAIN", "Z_NECK_THROAT", "Z_UPPER_BACK", "Z_LUNG_CHEST", "Z_DIAPHRAGM", "Z_STOMACH", "Z_PANCREAS",
            "Z_TRANSVERSE_COLON", "Z_SMALL_INTESTINE", "Z_HEEL")  # fmt: skip
    assert [height(name) for name in down] == sorted((height(name) for name in down), reverse=True)


def test_inner_and_outer_edge_are_not_mixed_up():
    sole = {name: area.centroid.x for name, area in ATLAS.limb.views["foot_sole"].zones.items()}
    inner = ATLAS.limb.views["foot_sole"].direction("medial")[0]
    assert inner * sole["Z_STOMACH"] > inner * sole["Z_SOLAR_PLEXUS"] > inner * sole["Z_LIVER"]
    assert inner * sole["Z_BLADDER"] > inner * sole["Z_SMALL_INTESTINE"] > inner * sole["Z_ASCENDING_COLON"]


@pytest.mark.parametrize(
    ("name", "side_view", "edge"),
    [
        ("Z_HEEL", "foot_medial", "medial"),
        ("Z_HEEL", "foot_lateral", "lateral"),
        ("Z_SCIATIC_BAND", "foot_lateral", "lateral"),
        ("Z_SPINE_CERVICAL", "foot_medial", "medial"),
        ("Z_SPINE_THORACIC", "foot_medial", "medial"),
        ("Z_SPINE_LUMBAR", "foot_medial", "medial"),
        ("Z_SPINE_SACRAL", "foot_medial", "medial"),
        ("Z_BLADDER", "foot_medial", "medial"),
    ],
)
def test_a_zone_of_two_views_meets_itself_at_the_edge(name, side_view, edge):
    """Skin of the zone at the edge of the sole, seen from the side, lies in the zone there, within 6 mm."""
    sole, area = ATLAS.limb.views["foot_sole"], ZONES[name].areas["foot_sole"]
    sign = sole.direction(edge)[0]
    shared = []
    for y in np.linspace(area.bounds[1], area.bounds[3], 25)[3:-3]:
        across = [x for x in np.linspace(-0.22, 0.2, 400) if sole.outline.contains(Point(x, y))]
        x = max(across, key=lambda place: sign * place) - sign * 0.006
        if area.covers(Point(x, y)):
            seen = ATLAS.limb.skin.carry((x, float(y)), "foot_sole", side_view)
            shared.append(ZONES[name].areas[side_view].distance(Point(seen)))
    assert len(shared) > 5
    assert max(shared) * sole.reference_unit_mm < 6


def test_both_arms_of_the_sciatic_l_are_about_ten_centimetres():
    x0, _, x1, _ = ZONES["Z_SCIATIC_BAND"].areas["foot_sole"].bounds
    _, y0, _, y1 = ZONES["Z_SCIATIC_BAND"].areas["foot_lateral"].bounds
    assert 80 < ((x1 - x0) + (y1 - y0)) * 259 < 110


# ---- zones and points


def test_the_dip_of_ki1_lies_in_the_solar_plexus_zone_the_smallest_there():
    assert which_zones("foot_sole", "right", "KI1") == ("Z_SOLAR_PLEXUS", "Z_LIVER", "Z_ARCH")
    assert which_zones("foot_sole", "left", "KI1") == ("Z_SOLAR_PLEXUS", "Z_ARCH")


def test_shimian_lies_in_the_heel_and_the_heel_knows_it():
    assert "Z_HEEL" in zones_of_point("SHIMIAN", "right")
    assert "SHIMIAN" in points_in("Z_HEEL")


def test_points_and_zones_agree_about_who_lies_in_whom():
    for name, zone in ZONES.items():
        for code in points_in(name):
            assert any(name in zones_of_point(code, side) for side in zone.sides)


@pytest.mark.parametrize(("leg", "foot"), SIDE_OF_FOOT.items())
def test_the_side_of_a_leg_shows_the_zones_of_that_side_of_its_foot(leg, foot):
    assert {zone.id for zone in zones_on(leg, "right")} == {zone.id for zone in zones_on(foot, "right")}
    for zone in zones_on(leg, "right"):
        drawn, on_foot = zone.areas[leg], zone.areas[foot]
        middle = ATLAS.limb.skin.carry(on_foot.representative_point().coords[0], foot, leg)
        assert drawn.covers(Point(middle)), zone.id
        assert drawn.area / on_foot.area == pytest.approx(0.088, abs=0.006), "a foot is 0.3 of the leg's length"


def test_a_point_lies_in_the_same_zones_on_the_leg_as_on_the_foot():
    placer = Placer(ATLAS.limb.views, ATLAS.limb.rules, ATLAS.limb.skin, reference_yardstick(ATLAS.limb))
    inside = {}
    for code, point in ATLAS.limb.rules.items():
        for leg, foot in SIDE_OF_FOOT.items():
            if {leg, foot} <= set(point.views):
                inside[code] = [zones_at(view, "right", *placer.place(code, view).xy) for view in (leg, foot)]
    assert len(inside) == 8 and all(on_leg == on_foot for on_leg, on_foot in inside.values()), inside
    assert inside["KI3"] == inside["BL60"] == [(), ()], "beside the ankle bones no zone is told of"


def test_from_the_front_and_from_behind_a_leg_has_no_zones_and_an_unknown_side_is_refused():
    assert all(zones_on(view, "right") == () for view in LEG_VIEWS if view not in SIDE_OF_FOOT)
    with pytest.raises(ValueError, match="sides are right and left"):
        zones_on("foot_sole", "up")


@pytest.mark.parametrize(
    ("query", "answer"),
    [("heart", "Z_HEART"), ("sciatica", "Z_HEEL"), ("Z_HIP", "Z_HIP"), ("womb", "Z_UTERUS_PROSTATE"),
     ("Lungs and chest", "Z_LUNG_CHEST"), ("low back", "Z_HEEL")],
)  # fmt: skip
def test_a_zone_is_found_by_name_body_part_or_id(query, answer):
    assert answer in [found.code for found in find(query).found if found.kind == "zone"]


@pytest.mark.parametrize("query", ["", "   ", "zz", "ST36", "?"])
def test_what_is_no_zone_finds_none(query):
    assert not [found for found in find(query).found if found.kind == "zone"]


# ---- words


def test_a_zone_says_where_it_comes_from_and_how_sure_it_is():
    assert ZONES["Z_TOE_TOPS"].from_article_alone and not ZONES["Z_HEEL"].from_article_alone
    assert not ZONES["Z_LIVER_BALL"].shown and ZONES["Z_LIVER"].shown
    assert ZONES["Z_BLADDER"].confidences == {"foot_sole": "medium", "foot_medial": "low", "leg_medial": "low"}


def test_the_exact_dose_of_the_article_is_kept():
    assert ZONES["Z_SCIATIC_BAND"].seconds == (600, 600) and ZONES["Z_HEEL_MIDFOOT"].seconds == (120, 120)
    assert ZONES["Z_HEEL"].seconds == (120, 300)


# ---- the builder


def test_drawing_the_zones_again_changes_no_line_of_the_views(tmp_path):
    for view in ZONE_VIEWS:
        shutil.copy(path_of(f"views/{view}.geojson"), tmp_path)
    write_zones(ATLAS, tmp_path)
    for view in ZONE_VIEWS:
        assert (tmp_path / f"{view}.geojson").read_bytes() == (path_of(f"views/{view}.geojson")).read_bytes()


def test_writing_zones_leaves_every_other_line_as_it_was():
    text = (path_of("views/foot_medial.geojson")).read_text()
    bare = with_zones(text, [])
    assert '"role": "zone"' not in bare and '"role": "zone"' in text
    others = [line.rstrip(",") for line in text.splitlines() if '"role": "zone"' not in line]
    assert [line.rstrip(",") for line in bare.splitlines()] == others
    assert view_from_geojson(json.loads(bare)).zones == {}


def test_a_stored_zone_is_plain_geojson():
    feature = stored("Z_HEEL")
    assert feature["properties"] == {"role": "zone", "id": "Z_HEEL", "side": "both", "confidence": "high"}
    assert shape(feature["geometry"]).is_valid


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=4, max_size=9, unique=True))
def test_a_warp_takes_every_anchor_to_its_place(places):
    start = np.array(places)
    gaps = np.linalg.norm(start[:, None] - start[None], axis=2)[~np.eye(len(start), dtype=bool)]
    if gaps.min() < 0.05 or np.linalg.matrix_rank(start - start[0], tol=0.05) < 2:
        return
    end = start @ np.array([[0.9, 0.1], [-0.1, 1.1]]) + (0.3, -0.2)
    assert np.allclose(Warp(start, end)(start), end, atol=1e-6)


def test_a_warp_between_equal_places_moves_nothing():
    places = np.array([(0, 0), (1, 0), (0, 1), (1, 1), (0.3, 0.6)])
    assert np.allclose(Warp(places, places)(np.array([(0.5, 0.5), (0.2, 0.9)])), [(0.5, 0.5), (0.2, 0.9)])


def test_a_warp_without_breadth_is_refused():
    line = np.array([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
    with pytest.raises(ValueError, match="on one line"):
        Warp(line, line)
    with pytest.raises(ValueError, match="at least 3"):
        Warp(line[:2], line[:2])


def test_rounding_takes_corners_and_keeps_the_middle():
    square = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    soft = rounded(square, 0.2)
    assert not soft.covers(Point(0.01, 0.01)) and soft.covers(Point(0.5, 0.01)) and 0.9 < soft.area < 1


# ---- schools


def test_the_chinese_school_puts_the_adrenals_in_the_hollow_behind_the_ball_and_the_kidneys_behind_them():
    adrenals, kidneys = (ZONES[name].areas_of("chinese")["foot_sole"].centroid for name in ("Z_ADRENAL", "Z_KIDNEY"))
    ingham = {name: ZONES[name].areas["foot_sole"].centroid for name in ("Z_ADRENAL", "Z_KIDNEY", "Z_HEART")}
    assert adrenals.y > kidneys.y > ingham["Z_ADRENAL"].y > ingham["Z_KIDNEY"].y
    heart = ZONES["Z_HEART"].areas_of("chinese")["foot_sole"].centroid
    assert abs(heart.x) > 0.02 and (heart.x - ingham["Z_HEART"].x) * 259 == pytest.approx(-25, abs=8)


def test_a_school_that_crosses_the_head_has_words_and_the_same_place():
    crossed = ZONES["Z_HEAD_BRAIN"].schools["chinese"]
    assert "the left half of the head on the right foot" in crossed.where and not crossed.areas


def test_the_head_takes_the_whole_pad_of_the_big_toe():
    head, pituitary = (ZONES[name].areas["foot_sole"] for name in ("Z_HEAD_BRAIN", "Z_PITUITARY"))
    assert head.buffer(0.004).covers(pituitary)
