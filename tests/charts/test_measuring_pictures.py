"""The drawings of where to measure: each says its place in words, and its line lies on that place."""

import csv
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from charts.palette import TEXT_CONTRAST, contrast
from charts.pictures.measuring import PX_PER_MM, measuring_picture, on_picture
from charts.pictures.shapes import HEIGHT, PAPER, WIDTH
from content.pictures import measuring, measuring_pictures, read_hand

SVG = "{http://www.w3.org/2000/svg}"
DATA = Path(__file__).parents[2] / "data" / "tables"
METHODS = tuple(measuring_pictures())
CLOSED = [method for method, picture in measuring_pictures().items() if picture.measured_fingers]
FINGERS = read_hand().fingers
EVERY = [(method, dark) for method in METHODS for dark in (False, True)]


def svg_of(method: str, dark: bool = False) -> str:
    return measuring_picture(measuring(method), dark)


def drawn(method: str, dark: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(method, dark))


def line_of(method: str, dark: bool = False) -> list[tuple[float, float]]:
    """The two ends of the measuring line, px."""
    lines = [line for line in drawn(method, dark).iter(f"{SVG}line") if line.get("class") == "measure"]
    assert len(lines) == 1, f"{method} has {len(lines)} measuring lines"
    return [(float(lines[0].attrib["x" + end]), float(lines[0].attrib["y" + end])) for end in "12"]


def words_of(method: str) -> str:
    return " ".join(text.text or "" for text in drawn(method).iter(f"{SVG}text"))


def edges(finger: str, height: float) -> tuple[float, float]:
    """x of the left and right edge of a closed finger at a height (mm), px."""
    one = FINGERS[finger]
    middle, half = one.middle(height), one.half(height)
    return on_picture(middle - half, height)[0], on_picture(middle + half, height)[0]


def y_of(height: float) -> float:
    return on_picture(0, height)[1]


def rows(table: str) -> list[dict[str, str]]:
    with open(DATA / table, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_finger_method_and_every_length_below_the_knee_has_a_picture():
    fingers = {row["method"] for row in rows("finger_methods.csv")}
    lengths = {"stature", "S_LEG_MED", "S_LEG_LAT", "S_ANKLE_MED", "S_FOOT_LEN"}
    assert fingers == {"thumb", "middle", "two", "three", "four"}
    assert set(METHODS) == fingers | lengths


@pytest.mark.parametrize(("method", "dark"), EVERY)
def test_a_picture_is_one_self_contained_svg_that_names_itself(method, dark):
    text = svg_of(method, dark)
    svg = drawn(method, dark)
    assert svg.tag == f"{SVG}svg"
    assert (svg.get("viewBox"), svg.get("width"), svg.get("height")) == (f"0 0 {WIDTH} {HEIGHT}", "100%", None)
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"<script|<image|<use|<style|href|\son\w+=|javascript|\$", text)
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None and title.text and desc is not None and desc.text == measuring(method).alt
    assert svg.get("role") == "img"
    assert (svg.get("aria-labelledby") or "").split() == [title.get("id"), desc.get("id")]


def test_every_reference_in_a_picture_finds_its_target_and_two_pictures_on_a_page_share_no_id():
    ids = {}
    for one in EVERY:
        text = svg_of(*one)
        ids[one] = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids[one]) == len(set(ids[one]))
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids[one])
    assert all(not set(ids[a]) & set(ids[b]) for a, b in combinations(EVERY, 2))


def test_an_unknown_method_is_told_the_choices():
    with pytest.raises(KeyError, match=r"no picture for 'toe'; there are thumb, middle, two, .*S_FOOT_LEN"):
        measuring("toe")


@pytest.mark.parametrize("row", rows("finger_methods.csv"), ids=lambda row: row["method"])
def test_a_finger_picture_says_the_count_of_the_table(row):
    count = f"{row['cun']} cun"
    assert count in words_of(row["method"]) and count in measuring(row["method"]).alt


@pytest.mark.parametrize("row", [r for r in rows("scales.csv") if r["id"] in METHODS], ids=lambda row: row["id"])
def test_a_leg_picture_says_the_count_of_the_table(row):
    count = f"{row['cun']} cun"
    assert count in words_of(row["id"]) and count in measuring(row["id"]).alt


@pytest.mark.parametrize("method", CLOSED)
def test_the_line_runs_from_the_outer_edge_of_the_first_to_the_outer_edge_of_the_last_finger(method):
    (left, y), (right, same) = line_of(method)
    measured = {"two": "index middle", "three": "index middle ring", "four": "index middle ring little"}[method].split()
    height = next(h / 10 for h in range(500, 1900) if abs(y_of(h / 10) - y) < 0.08)
    assert y == same
    assert left == pytest.approx(edges(measured[0], height)[0], abs=0.2)
    assert right == pytest.approx(edges(measured[-1], height)[1], abs=0.2)
    for finger in set(FINGERS) - set(measured):
        one = FINGERS[finger]
        assert height > one.tip or edges(finger, height)[0] > right - 1.5, f"{method} also runs over the {finger}"


def test_the_four_finger_line_is_at_the_middle_joint_of_the_middle_finger():
    assert line_of("four")[0][1] == pytest.approx(y_of(FINGERS["middle"].pip), abs=0.1)


def test_the_two_finger_line_is_at_middle_joints_and_the_three_finger_line_at_the_joints_nearest_the_tips():
    two, three = line_of("two")[0][1], line_of("three")[0][1]
    assert all(abs(two - y_of(FINGERS[f].pip)) < 3 * PX_PER_MM for f in ("index", "middle"))
    assert all(abs(three - y_of(FINGERS[f].dip)) < 4 * PX_PER_MM for f in ("index", "middle", "ring"))
    assert three < two - 20  # nearer the fingertips, which point up


def test_the_fingers_touch_and_stand_in_their_natural_order_of_length():
    for first, second in (("index", "middle"), ("middle", "ring"), ("ring", "little")):
        height = min(FINGERS[first].pip, FINGERS[second].pip)
        assert abs(edges(first, height)[1] - edges(second, height)[0]) < 1.6
    tips = {name: finger.tip for name, finger in FINGERS.items()}
    assert tips["middle"] > tips["index"] > tips["ring"] > tips["little"]


def test_the_pale_fingers_are_those_not_measured():
    pale = {m: re.findall(r'class="finger" opacity="([\d.]+)"', svg_of(m)).count("0.4") for m in CLOSED}
    assert pale == {"two": 2, "three": 1, "four": 0}


def path_holds(method: str, point: tuple[float, float]) -> bool:
    """Does a contour of the picture pass through this point (within a pixel)?"""
    strokes = [p.attrib["d"] for p in drawn(method).iter(f"{SVG}path") if p.get("fill") == "none"]
    knots = [tuple(map(float, pair)) for d in strokes for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=C|Z|$)", d)]
    return any(abs(x - point[0]) + abs(y - point[1]) < 1 for x, y in knots)


@pytest.mark.parametrize("method", ["thumb", "middle"])
def test_the_one_cun_lines_end_on_the_edges_of_the_thumb_and_on_the_ends_of_the_creases(method):
    assert all(path_holds(method, end) for end in line_of(method))
    (x1, y1), (x2, y2) = line_of(method)
    assert 35 < ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 < 60


def test_height_runs_from_the_top_of_the_head_to_the_soles():
    (x1, top), (x2, floor) = line_of("stature")
    paths = "".join(p.attrib["d"] for p in drawn("stature").iter(f"{SVG}path"))
    knots = [float(y) for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=C|Z|$)", paths)]
    assert x1 == x2
    assert (top, floor) == pytest.approx((min(knots), max(knots)), abs=0.5)


def test_the_leg_lines_run_from_the_knee_to_the_ankle_bump_in_the_proportion_of_the_standard():
    lengths = {}
    for method in ("S_LEG_MED", "S_LEG_LAT"):
        (_, knee), (_, ankle) = line_of(method)
        assert 35 < knee < 50 and 130 < ankle < 150
        lengths[method] = ankle - knee
    assert lengths["S_LEG_LAT"] / lengths["S_LEG_MED"] == pytest.approx(16 / 15, rel=0.04)
    assert line_of("S_LEG_LAT")[1][1] > line_of("S_LEG_MED")[1][1]  # the outer bump is the lower one


def test_the_inner_leg_line_starts_at_the_lower_point_of_the_kneecap():
    caps = [p.attrib["d"] for p in drawn("S_LEG_MED").iter(f"{SVG}path") if p.get("stroke-width") == "1.1"]
    knots = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=C|Z|$)", caps[0])]
    assert max(knots, key=lambda knot: knot[1]) == pytest.approx(line_of("S_LEG_MED")[0], abs=0.5)


def test_the_ankle_line_is_plumb_and_ends_on_the_floor():
    (x1, bump), (x2, floor) = line_of("S_ANKLE_MED")
    ground = [line for line in drawn("S_ANKLE_MED").iter(f"{SVG}line") if line.get("y1") == line.get("y2") == "150.0"]
    assert x1 == x2 and floor == 150 and ground
    assert 80 < bump < 95


def test_the_foot_line_spans_the_sole_from_heel_to_longest_toe():
    (heel, y1), (toe, y2) = line_of("S_FOOT_LEN")
    skin = next(p.attrib["d"] for p in drawn("S_FOOT_LEN").iter(f"{SVG}path") if p.get("stroke-width") == "1.6")
    across = [float(x) for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=C|Z|$)", skin)]
    assert y1 == y2
    assert (heel, toe) == pytest.approx((min(across), max(across)), abs=0.5)


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_line_are_read_on_the_paper(dark):
    ink = PAPER[dark]
    assert PAPER[True]["paper"] == "#12161a"
    assert contrast(ink["text"], ink["paper"]) >= 7
    assert contrast(ink["measure"], ink["paper"]) >= TEXT_CONTRAST
    assert contrast(ink["quiet"], ink["paper"]) >= 3
    for method in METHODS:
        colours = {text.get("fill") for text in drawn(method, dark).iter(f"{SVG}text")}
        assert colours <= {ink["text"], ink["measure"]}


@pytest.mark.parametrize("method", METHODS)
def test_words_are_large_enough_and_inside_the_picture_even_in_a_wide_typeface(method):
    for text in drawn(method).iter(f"{SVG}text"):
        size, x = float(text.attrib["font-size"]), float(text.attrib["x"])
        wide = len(text.text or "") * size * (0.64 if text.get("font-weight") else 0.59)
        left = x - {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]] * wide
        assert size >= 12
        assert left >= 0 and left + wide <= WIDTH, f"{text.text!r} leaves the picture"
        assert 0 < float(text.attrib["y"]) <= HEIGHT - 3
