"""The drawings of the techniques: each has one, its arrows point the way the table says, nothing in it is script."""

import csv
import re
from dataclasses import astuple, replace
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from shapely.geometry import LineString

from charts.palette import contrast
from charts.pictures.movements import LOOKS, arrow_points, movement_svg, of_the_left
from charts.pictures.shapes import HEIGHT, PAPER, WIDTH
from content.pictures import movement, movements, read_part
from coords.body import reference_yardstick
from coords.place import Placer
from data.atlas import load_atlas
from web.movement_pictures import movement_picture

SVG = "{http://www.w3.org/2000/svg}"
DATA = Path(__file__).parents[2] / "data" / "tables"
SCENES = movements()
TECHNIQUES = tuple(SCENES)
EVERY = [(name, dark, still) for name in TECHNIQUES for dark in (False, True) for still in (False, True)]


def rows() -> dict[str, dict[str, str]]:
    with open(DATA / "techniques.csv", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def drawn(name: str, dark: bool = False, still: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(movement_svg(SCENES[name], dark, still))


def ways(name: str) -> list[list[tuple[float, float]]]:
    """The arrows as drawn, each as its knots from tail to head, px of the picture, y down."""
    paths = [path.attrib["d"] for path in drawn(name).iter(f"{SVG}path") if path.get("class") == "way"]
    return [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=C|$)", path)] for path in paths]


def heads(name: str) -> list[tuple[float, float, float]]:
    """(x, y, turn) of every arrowhead; turn in degrees from the right, clockwise on the screen."""
    found = [p.attrib["transform"] for p in drawn(name).iter(f"{SVG}path") if p.get("class") == "head"]
    numbers = [re.findall(r"-?[\d.]+", text) for text in found]
    return [(float(x), float(y), float(turn)) for x, y, turn in numbers]


def turning(points: list[tuple[float, float]]) -> float:
    """Twice the area a way goes round, px²; positive when it runs clockwise as one looks at a screen (y down)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))


def carried(name: str, motion: str) -> list[tuple[float, float]]:
    """Where a moving part is, step by step, as the drawing's own style sheet says."""
    frames = re.search(rf"@keyframes [\w-]+-{motion}{{(.*?}})}}", movement_svg(SCENES[name]))
    assert frames
    return [(float(x), float(y)) for x, y in re.findall(r"translate\((-?[\d.e-]+)px,(-?[\d.e-]+)px\)", frames[1])]


def test_nothing_but_a_technique_or_a_preparation_has_a_drawing():
    assert {rows()[name]["row_type"] for name in TECHNIQUES} == {"technique", "preparation"}


@pytest.mark.parametrize(("name", "dark", "still"), EVERY)
def test_a_drawing_is_one_self_contained_picture_that_runs_nothing(name, dark, still):
    text = movement_svg(SCENES[name], dark, still)
    svg = ElementTree.fromstring(text)
    assert svg.tag == f"{SVG}svg" and svg.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"<script|<image|<use|<foreignObject|href|\son\w+=|javascript|@import|\$", text)
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}desc").text == SCENES[name].alt
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "no id stands twice"
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)
    assert len(text) < 60_000


def test_an_unknown_technique_is_told_the_choices():
    with pytest.raises(KeyError, match=r"no drawing for 'tickle'; there are press, reduce, .*prep_oil"):
        movement("tickle")


def test_a_drawing_says_its_name_and_its_movement_in_words():
    assert movement_picture("reduce", "Calming circles", dark=False)["alt"].startswith("Calming circles: ")
    assert "counterclockwise" in SCENES["reduce"].alt
    assert len({scene.alt for scene in SCENES.values()}) == len(TECHNIQUES)


# ---- the way the arrows point


@pytest.mark.parametrize(
    ("name", "sense"),
    [(row["id"], -1 if row["direction"].startswith("counter") else 1)
     for row in rows().values() if "clockwise" in row["direction"] and row["row_type"] == "technique"],
)  # fmt: skip
def test_a_circle_runs_the_way_the_table_says_as_one_looks_at_the_skin(name, sense):
    (way,) = ways(name)
    assert turning(way) * sense > 3_000, "the arrow goes round"
    ((x, y, turn),) = heads(name)
    assert (x, y) == pytest.approx(way[-1], abs=0.2), "its head is at its end"
    middle = (sum(px for px, _ in way) / len(way), sum(py for _, py in way) / len(way))
    ahead = (x + 5 * cos(radians(turn)) - middle[0], y + 5 * sin(radians(turn)) - middle[1])
    here = (x - middle[0], y - middle[1])
    assert (here[0] * ahead[1] - here[1] * ahead[0]) * sense > 0, "and points on round the circle"
    assert turning(carried(name, "round")) * sense > 50, "and the hand goes the same way round"
    said = SCENES[name].alt
    assert ("counterclockwise" in said) == (sense < 0) and "clockwise" in said


def test_the_two_circles_of_the_articles_are_both_looked_at():
    directions = {row["id"]: row["direction"] for row in rows().values() if row["row_type"] == "technique"}
    assert directions["reduce"].startswith("counterclockwise") and directions["circular_clockwise"].startswith("clock")


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.arrows])
def test_an_arrowhead_goes_on_the_way_its_arrow_came(name):
    left = heads(name)
    for arrow in SCENES[name].arrows:
        points = arrow_points(arrow)
        ends = [(points[-2], points[-1])] + ([(points[1], points[0])] if arrow.both else [])
        for tail, tip in ends:
            match = [head for head in left if (head[0], head[1]) == pytest.approx(tip, abs=0.06)]
            assert len(match) == 1
            along = (tip[0] - tail[0]) * cos(radians(match[0][2])) + (tip[1] - tail[1]) * sin(radians(match[0][2]))
            assert along > 0.95 * ((tip[0] - tail[0]) ** 2 + (tip[1] - tail[1]) ** 2) ** 0.5
            left.remove(match[0])
    assert left == [], "there is no head without an arrow"


def test_a_press_goes_straight_into_the_skin():
    for name in ("press", "gentle_pressure", "alternate"):
        for way in ways(name):
            (x1, y1), (x2, y2) = way[0], way[-1]
            if abs(x2 - x1) < 5:
                assert y2 > y1 + 15, f"{name}: into the skin is down"
                assert y2 < SCENES[name].slab.y, f"{name}: the arrow ends above the skin"
    assert len([way for way in ways("alternate") if abs(way[0][0] - way[-1][0]) < 5]) == 2


def test_light_is_drawn_lighter_than_firm():
    light, firm = SCENES["alternate"].slab.dents
    assert light.depth < firm.depth / 2
    thin, thick = SCENES["alternate"].arrows[:2]
    assert thin.width < thick.width / 2
    assert SCENES["gentle_pressure"].slab.dents[0].depth < SCENES["press"].slab.dents[0].depth / 2


def test_press_and_let_go_point_opposite_ways_and_each_leads_to_the_other():
    down, up, over, back = ways("pulsed")
    assert down[-1][1] > down[0][1] and up[-1][1] < up[0][1]
    assert over[-1][0] > over[0][0] and back[-1][0] < back[0][0]


def test_two_points_together_are_pressed_from_two_sides():
    above, below = ways("pair_press")
    assert above[-1][1] > above[0][1] and below[-1][1] < below[0][1]
    assert above[-1][0] == below[-1][0] and above[-1][1] < below[-1][1], "the arrows point at each other"


def test_both_thumbs_press_outward_at_once():
    left, right = ways("two_thumb_press")
    assert left[-1][0] < left[0][0] < right[0][0] < right[-1][0]


def test_strokes_run_from_the_ankle_to_the_toes():
    toes = max(y for shape in read_part("foot_top").shapes for curve in shape.curves for _, y in curve)
    assert toes > 60, "the toes of the drawn foot are at the bottom"
    assert len(ways("stroke")) == 3
    assert all(way[-1][1] > way[0][1] + 40 for way in ways("stroke"))
    glide = carried("stroke", "glide")
    assert glide[0][1] < glide[2][1], "and the hand goes down with them"


def test_what_goes_to_and_fro_has_a_head_at_both_ends():
    for name in ("knead", "press_rotate", "prep_clean_dry"):
        assert all(arrow.both for arrow in SCENES[name].arrows), name
    one_way = ("press", "reduce", "circular_clockwise", "stroke", "finger_walk", "pivot")
    assert not any(arrow.both for name in one_way for arrow in SCENES[name].arrows)


def test_the_thumb_walks_forward_in_ever_the_same_direction():
    steps = ways("finger_walk")
    assert len(steps) == 3 and all(step[-1][0] < step[0][0] for step in steps)
    creep = [x for x, _ in carried("finger_walk", "creep")]
    assert all(later <= earlier for earlier, later in pairwise(creep[:-1]))


def test_breath_goes_in_at_the_nose_and_out_of_the_mouth_for_longer():
    into, out = ways("breathing")
    assert into[-1][0] > into[0][0] and out[-1][0] < out[0][0]
    assert into[-1][1] < out[0][1], "the nose is above the mouth"


def test_the_marked_point_lies_as_far_above_the_ankle_bump_as_four_fingers_are_wide():
    layers = {layer.part: layer for layer in SCENES["find_point"].layers}
    size, (_, y) = layers["leg_inner"].size, layers["leg_inner"].at
    knee, bump = (y + size * height for height in (42.6, 139.5))  # ends of the 15 cun of the measuring picture
    assert bump - layers["point"].at[1] == pytest.approx(3 * (bump - knee) / 15, abs=1)
    span = [y for _, y in read_part("span").shapes[0].curves[0]]
    low, high = layers["span"].at[1] + max(span), layers["span"].at[1] + min(span)
    assert (low, high) == pytest.approx((bump, layers["point"].at[1]), abs=1.5)


def test_the_marked_point_lies_where_its_rule_puts_it_behind_the_shin_bone():
    """SP6 of the picture is SP6 of the plate: as far across the leg, and behind the drawn edge of the bone."""
    layers = {layer.part: layer for layer in SCENES["find_point"].layers}
    leg, mark = layers["leg_inner"], layers["point"].at
    x, y = (mark[0] - leg.at[0]) / leg.size, (mark[1] - leg.at[1]) / leg.size
    limb = load_atlas().limb
    place = Placer(limb.views, limb.rules, limb.skin, reference_yardstick(limb)).place("SP6", "leg_medial").xy
    outline = limb.views["leg_medial"].outline.intersection(LineString([(-1, place[1]), (1, place[1])])).bounds
    shapes = read_part("leg_inner").shapes
    skin = LineString(next(shape.curves[0] for shape in shapes if shape.style == "skin"))
    met = skin.intersection(LineString([(0, y), (200, y)])).bounds
    share = (place[0] - outline[0]) / (outline[2] - outline[0])
    assert (x - met[0]) / (met[2] - met[0]) == pytest.approx(share, abs=0.01)
    edge = LineString(max((s.curves[0] for s in shapes if s.style == "fold"), key=lambda curve: curve[0][0]))
    assert 1 < x - edge.intersection(LineString([(0, y), (200, y)])).bounds[0] < 4, "behind the bone, not on it"


# ---- the other limb


def mirrored(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(WIDTH - x, y) for x, y in points]


def ways_of_the_left(name: str) -> list[list[tuple[float, float]]]:
    return [list(arrow_points(arrow)) for arrow in of_the_left(SCENES[name]).arrows]


@pytest.mark.parametrize("name", TECHNIQUES)
def test_the_left_limb_is_the_mirror_image_of_the_right(name):
    left, right = of_the_left(SCENES[name]), SCENES[name]
    assert [layer.at for layer in left.layers] == [(WIDTH - layer.at[0], layer.at[1]) for layer in right.layers]
    assert all(one.mirrored != other.mirrored for one, other in zip(left.layers, right.layers, strict=True))
    assert [text.words for text in left.texts] == [text.words for text in right.texts]
    assert movement_svg(replace(of_the_left(left), side="right")) == movement_svg(right)
    for arrow, way in zip(right.arrows, ways_of_the_left(name), strict=True):
        assert np.allclose(sorted(way), sorted(mirrored(list(arrow_points(arrow)))))


@pytest.mark.parametrize(("name", "sense"), [("circular_clockwise", 1), ("reduce", -1)])
def test_a_circle_runs_the_same_way_on_the_left_foot(name, sense):
    """Clockwise is as one looks at the skin, whichever foot it is: arrow and moving part keep their sense."""
    assert all(sense * turning(way) > 0 for way in ways_of_the_left(name))
    (motion,) = (one for one in of_the_left(SCENES[name]).motions.values() if one.keeps_sense)
    assert sense * turning([(frame.dx, frame.dy) for frame in motion.frames]) > 0
    assert min(frame.dx for frame in motion.frames) == 0, "from the thumb, which comes from the left, into the picture"


def test_the_toes_of_the_left_foot_are_bent_the_same_way():
    """What is no circle on the skin turns about in the mirror: the toes go up on either foot."""
    (right, *_), (left, *_) = map(list, (map(arrow_points, SCENES["pivot"].arrows), ways_of_the_left("pivot")))
    assert np.allclose(left, mirrored(list(right)))
    assert left[-1][1] < left[0][1]


def test_a_step_of_the_left_foot_is_drawn_on_a_left_foot():
    right, left = (movement_picture("pivot", "Pivot", False, side) for side in ("right", "left"))
    assert right["moving"] != left["moving"] and right["still"] != left["still"] and right["alt"] == left["alt"]


# ---- numbers, motion and ink


@pytest.mark.parametrize(
    ("name", "columns"), [("pulsed", ("press_seconds", "release_seconds")), ("alternate", ("switch_seconds",))]
)
def test_the_seconds_in_a_drawing_are_those_of_the_table(name, columns):
    said = {text.words for text in SCENES[name].texts if text.words.endswith(" s")}
    assert said == {f"{rows()[name][column]} s" for column in columns}


def test_the_strokes_of_a_set_and_the_minutes_of_a_bath_are_those_of_the_table():
    table = rows()
    stroke = " ".join(text.words for text in SCENES["stroke"].texts)
    assert stroke == f"{table['stroke']['repetitions_min']} to {table['stroke']['repetitions_max']} strokes"
    bath = " ".join(text.words for text in SCENES["prep_soak"].texts)
    low, high = (int(table["prep_soak"][f"seconds_{end}"]) // 60 for end in ("min", "max"))
    assert f"{low} to {high} minutes" in bath


@pytest.mark.parametrize("name", TECHNIQUES)
def test_nothing_moves_for_a_reader_who_asked_for_less_motion(name):
    moving, still = movement_svg(SCENES[name]), movement_svg(SCENES[name], still=True)
    assert "animation:" not in still and "@keyframes" not in still and "<animate" not in moving
    outside = re.sub(r"@media \(prefers-reduced-motion: no-preference\)\{.*?\}\}", "", moving)
    assert "animation:" not in outside
    assert len(list(ElementTree.fromstring(still).iter(f"{SVG}path"))) == len(list(drawn(name).iter(f"{SVG}path")))


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.motions])
def test_a_motion_comes_back_to_its_start(name):
    for motion in SCENES[name].motions.values():
        assert motion.seconds >= 1
        first, last = motion.frames[0], motion.frames[-1]
        if first.opacity and last.opacity:  # seen at both ends: there must be no jump
            assert astuple(last)[1:] == pytest.approx(astuple(first)[1:], abs=0.01)


def test_every_movement_but_lying_looking_and_measuring_is_animated():
    assert {name for name in TECHNIQUES if not SCENES[name].motions} == {"locate_only", "find_point", "prep_position"}


def test_every_style_is_used():
    parts = [part for scene in SCENES.values() for part in scene.parts.values()]
    assert {shape.style for part in parts for shape in part.shapes} | {"rim"} == LOOKS.keys()


@pytest.mark.parametrize("name", TECHNIQUES)
def test_words_and_arrows_stay_inside_the_picture(name):
    for text in SCENES[name].texts:
        wide = len(text.words) * (15 * 0.64 if text.large else 12 * 0.59)
        left = text.at[0] - {"start": 0, "middle": 0.5, "end": 1}[text.anchor] * wide
        assert left >= 0 and left + wide <= WIDTH, f"{text.words!r} leaves the picture"
        assert 12 <= text.at[1] <= HEIGHT - 3
    for arrow in SCENES[name].arrows:
        assert all(6 <= x <= WIDTH - 6 and 6 <= y <= HEIGHT - 6 for x, y in arrow_points(arrow))


@pytest.mark.parametrize("dark", [False, True])
def test_arrows_stand_out_from_the_paper(dark):
    assert contrast(PAPER[dark]["measure"], PAPER[dark]["paper"]) >= 4.5
