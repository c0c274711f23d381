"""The live figure of a limb, judged by its numbers: what is drawn, what a mark says, how long the scale bar is."""

import re
from base64 import b64decode
from dataclasses import replace
from html import unescape
from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from charts.drawing import Block, Placed, Words
from charts.palette import SKIN_TONES, THEMES, paint, theme_palette
from charts.paper.clipping import bounds
from charts.paper.plate_file import plate_page, still_of
from charts.plate.plate import plate
from charts.plate.svg import layout_image
from charts.screen.labels import HEIGHT_PX, MARK_PX, _text_box, spread_labels
from charts.screen.limb import LimbLayers, framed, hover_html, limb_figure
from content.marks import VIEW_NAMES, marks_in_view, view_content
from coords.body import Body
from coords.cun import Measurements
from coords.mark import Mark
from data import load_atlas
from data.shapes.surfaces import load_warmth

ATLAS = load_atlas()
READER = Body(ATLAS.limb, Measurements(fingers={"thumb": 20.7}))
ALL = LimbLayers(margins="all", experts=True)
SIDED = [(view, side) for view in VIEW_NAMES for side in ("right", "left")]


def figure(view: str = "leg_medial", side: str = "right", reader: Body = READER, **more) -> dict:
    return limb_figure(**(view_content(ATLAS, reader, view, side) | more))


def traces(fig: dict, name: str) -> list[dict]:
    return [trace for trace in fig["data"] if trace["name"] == name]


def trace(fig: dict, name: str) -> dict:
    (found,) = traces(fig, name)
    return found


def mark(code: str, view: str = "leg_medial") -> Mark:
    return next(m for m in marks_in_view(ATLAS, READER, view) if m.code == code)


def plain(html: str) -> str:
    """A hover label as a reader reads it."""
    return unescape(re.sub(r"</?b>", "", html).replace("-<br>", "-").replace("<br>", " "))


def rings(trace: dict) -> list[Polygon]:
    """The closed outlines of a trace, parted by None."""
    outlines, ring = [], []
    for x, y in zip([*trace["x"], None], [*trace["y"], None], strict=True):
        if x is None:
            outlines.append(Polygon(ring))
            ring = []
        else:
            ring.append((x, y))
    return outlines


@pytest.mark.parametrize(("view", "side"), SIDED)
def test_every_trace_is_a_scatter_so_that_the_small_plotly_draws_it(view, side):
    fig = figure(view, side, layers=ALL, selected=marks_in_view(ATLAS, READER, view)[0].code)
    assert {trace["type"] for trace in fig["data"]} == {"scatter"}


def test_four_hundred_points_need_no_more_traces_than_ten():
    sample = marks_in_view(ATLAS, READER, "leg_medial")
    view = ATLAS.limb.views["leg_medial"]

    def drawn(count: int) -> dict:
        many = [replace(sample[i % len(sample)], code=f"P{i}", label=f"P{i}") for i in range(count)]
        return limb_figure(view, many, mm_per_unit=940, selected="P3", layers=ALL, scale_owner="of you")

    few, many = drawn(10), drawn(400)
    assert len(trace(few, "points")["x"]) == 10 and len(trace(many, "points")["x"]) > 300
    assert len(many["data"]) == len(few["data"]) < 12


@pytest.mark.parametrize(("view", "side"), SIDED)
def test_every_mark_begins_its_data_with_its_code(view, side):
    fig = figure(view, side)
    for name in ("points", "plain finger cun"):
        for points in traces(fig, name):
            assert len(points["customdata"]) == len(points["x"]) == len(points["y"]) > 0
            assert all(row[0] in ATLAS.points for row in points["customdata"])
    shown = {row[0] for row in trace(fig, "points")["customdata"]}
    x0, y0, x1, y1 = framed(ATLAS.limb.views[view], side, None)
    placed = {m.code: m.place.xy for m in marks_in_view(ATLAS, READER, view, side)}
    assert shown == {code for code, (x, y) in placed.items() if x0 <= x <= x1 and y0 <= y <= y1}


def test_sp6_of_a_thumb_of_20_7_mm_stands_69_6_mm_above_the_ankle_bump_on_the_drawing():
    fig = figure()
    points = trace(fig, "points")
    at = points["customdata"].index(["SP6"])
    bump = ATLAS.limb.views["leg_medial"].landmark("MM")[1]
    assert (points["y"][at] - bump) * 858.810 == pytest.approx(69.55, abs=0.05)
    assert points["x"][at] == pytest.approx(0.0616, abs=0.0001), "behind the bump, which is to the right"


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_the_left_figure_is_the_mirror_of_the_right(view):
    chosen = marks_in_view(ATLAS, READER, view)[0].code
    right, left = (figure(view, side, layers=ALL, selected=chosen) for side in ("right", "left"))
    assert [t["name"] for t in right["data"]] == [t["name"] for t in left["data"]]
    for one, other in zip(right["data"], left["data"], strict=True):
        if one["name"] in ("labels", "scale", "scale bar"):
            continue  # names and the bar stand where they find room
        if one["name"] in ("points", "plain finger cun") or one["name"].endswith(" line"):
            assert [-x for x in other["x"]] == one["x"] and other["y"] == one["y"]
        elif one["name"] != "gap":
            for ring, mirrored in zip(rings(one), rings(other), strict=True):
                flipped = Polygon([(-x, y) for x, y in mirrored.exterior.coords])
                assert ring.symmetric_difference(flipped).area < 0.01 * ring.area
    low, high = right["layout"]["xaxis"]["range"]
    assert left["layout"]["xaxis"]["range"] == [-high, -low]
    assert any(x != 0 for x in trace(right, "points")["x"])


def test_seen_from_inside_the_toes_of_the_right_foot_point_left_and_of_the_left_foot_right():
    shown = {}
    for side in ("right", "left"):
        points = trace(figure("foot_medial", side), "points")
        shown[side] = {row[0]: x for row, x in zip(points["customdata"], points["x"], strict=True)}
    assert shown["right"]["SP1"] < shown["right"]["KI3"] and shown["left"]["SP1"] > shown["left"]["KI3"]


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_hover_tells_code_names_place_distance_margin_and_caution(view):
    points = trace(figure(view), "points")
    for code, text in zip((row[0] for row in points["customdata"]), points["hovertext"], strict=True):
        facts, said = ATLAS.points[code], plain(text)
        assert said.startswith(code)
        for word in (facts.names.pinyin, facts.names.hanzi, facts.names.english[0], facts.card.where):
            assert word in said
        assert re.search(
            r"\d+\.\d cm .+ ± \d+\.\d cm\.|ook within \d+\.\d cm up and down and \d+\.\d cm to the"
            r"|\(feel around there within \d+\.\d cm\)\.",
            said,
        )
        if facts.first_caution:
            assert said.endswith(f"⚠ {facts.first_caution.label}")
        else:
            assert "⚠" not in said


def test_the_hover_of_sp6_says_7_0_cm_and_warns_of_pregnancy():
    said = plain(hover_html(mark("SP6")))
    assert said.startswith("SP6 Sānyīnjiāo, Three Yin Intersection 三陰交 ")
    assert "7.0 cm above the bump of your inner ankle bone, ± 1.6 cm." in said
    assert "pregnan" in said.split("⚠")[1].lower()


def test_no_line_of_a_hover_is_too_wide_for_a_phone():
    for view in VIEW_NAMES:
        for text in trace(figure(view), "points")["hovertext"]:
            assert max(len(unescape(line)) for line in re.sub("</?b>", "", text).split("<br>")[1:]) <= 46


def test_markup_in_a_name_or_a_sentence_is_shown_as_text():
    lines = ("<img src=x onerror=alert(1)>", "<a href='http://x'>y</a>")
    nasty = replace(mark("SP6"), label="<b>A&B</b>", lines=lines, caution="<i>!")
    shown = [hover_html(nasty)]
    fig = limb_figure(
        ATLAS.limb.views["leg_medial"], [nasty], mm_per_unit=940, selected=nasty.code, scale_owner="of you"
    )
    shown += [*trace(fig, "points")["hovertext"], *trace(fig, "plain finger cun")["hovertext"]]
    shown += trace(fig, "labels")["text"]
    for text in shown:
        assert set(re.findall(r"<[^>]*>", text)) <= {"<b>", "</b>", "<br>"}
    assert "<img src=x onerror=alert(1)>" in plain(shown[0])
    assert plain(trace(fig, "labels")["text"][0]) == "<b>A&B</b>"


def test_quotation_marks_reach_the_hover_as_signs_that_plotly_knows():
    text = hover_html(replace(mark("SP6"), lines=('A "great" toe\'s side',)))
    assert set(re.findall(r"&(\w+);", text)) <= {"amp", "lt", "gt"}, "plotly.js knows no &quot;"


@pytest.mark.parametrize(("view", "side"), SIDED)
def test_the_68_percent_region_lies_inside_the_95_percent_region(view, side):
    fig = figure(view, side, layers=ALL)
    inner, outer = rings(trace(fig, "68 % margin")), rings(trace(fig, "95 % margin"))
    assert len(inner) == len(outer) == len(trace(fig, "points")["x"])
    for small, large in zip(inner, outer, strict=True):
        assert large.contains(small) and small.area < 0.5 * large.area


def test_only_the_open_point_has_a_margin_unless_all_are_asked_for():
    def count(**more) -> int:
        return sum(len(rings(t)) for t in traces(figure(**more), "95 % margin"))

    assert count(selected="SP6") == 1
    assert count(selected=None) == 0
    assert count(selected="SP6", layers=LimbLayers(margins="none")) == 0
    assert count(layers=ALL) == len(trace(figure(), "points")["x"])


def test_the_margin_of_sp6_reaches_1_7_cm_up_and_down():
    """The drawn ellipse is the 95 % region: 2.45 SD, so a little longer than the ± in words, which is 1.96 SD."""
    place = mark("SP6").place
    (ring,) = rings(trace(figure(selected="SP6"), "95 % margin"))
    low, high = ring.bounds[1], ring.bounds[3]
    half_mm = (high - low) / 2 * place.mm_per_unit
    assert half_mm == pytest.approx(2.4477 * place.margin.along_mm, rel=0.01)
    assert 10 * (place.plus_minus_cm - 0.1) < 1.96 / 2.4477 * half_mm <= 10 * place.plus_minus_cm
    assert (low + high) / 2 == pytest.approx(place.xy[1], abs=1e-4)


def test_the_hollow_mark_of_sp6_stands_7_5_mm_below_its_dot():
    fig = figure()
    dots, hollow = trace(fig, "points"), trace(fig, "plain finger cun")
    i, k = (t["customdata"].index(["SP6"]) for t in (dots, hollow))
    assert (dots["y"][i] - hollow["y"][k]) * 858.810 == pytest.approx(69.552 - 62.1, abs=0.05)
    assert "0.7 cm from the dot" in hollow["hovertext"][k]


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_hollow_mark_is_drawn_where_it_is_a_millimetre_from_its_dot_and_on_the_limb(view):
    drawing = ATLAS.limb.views[view]
    drawn = [row[0] for t in traces(figure(view), "plain finger cun") for row in t["customdata"]]
    x0, y0, x1, y1 = drawing.frame
    marks = [m for m in marks_in_view(ATLAS, READER, view) if x0 <= m.place.xy[0] <= x1 and y0 <= m.place.xy[1] <= y1]
    apart = [m for m in marks if m.place.finger_gap_mm > 1.0 and drawing.outline.covers(Point(m.place.finger_xy))]
    assert sorted(drawn) == sorted(m.code for m in apart)


def test_under_the_mouse_a_dot_wins_over_the_hollow_mark_it_overlaps():
    """plotly.js speaks of the smaller of two marks under the mouse, and of the later drawn one when both are alike."""
    fig = figure()
    dots, hollow = trace(fig, "points"), trace(fig, "plain finger cun")
    assert hollow["marker"]["size"] >= dots["marker"]["size"]
    assert fig["data"].index(dots) > fig["data"].index(hollow)


def test_there_is_no_hollow_mark_without_fingers_nor_where_fingers_are_the_ruler():
    for measured in (Measurements(), Measurements(fingers={"thumb": 20.7}, traditional=True)):
        reader = Body(ATLAS.limb, measured)
        assert traces(figure(reader=reader), "plain finger cun") == []
        assert traces(figure(reader=reader), "gap") == []
    assert traces(figure(layers=LimbLayers(finger_marks=False)), "plain finger cun") == []


@pytest.mark.parametrize(("view", "side"), SIDED)
def test_the_scale_bar_is_as_long_as_it_says(view, side):
    fig = figure(view, side)
    bar, text = trace(fig, "scale bar"), trace(fig, "scale")["text"][0]
    cm = int(re.fullmatch(r"(\d+) cm of you", text)[1])
    assert max(bar["x"]) - min(bar["x"]) == pytest.approx(cm * 10 / READER.view_mm_per_unit(view))
    x0, x1 = fig["layout"]["xaxis"]["range"]
    y0, y1 = fig["layout"]["yaxis"]["range"]
    assert x0 < min(bar["x"]) and max(bar["x"]) < x1 and y0 < min(bar["y"]) and max(bar["y"]) < y1


def test_ten_centimetres_on_a_leg_of_94_cm_are_0_106_of_its_length():
    view = ATLAS.limb.views["leg_medial"]
    fig = limb_figure(view, [], mm_per_unit=940, frame="lower", scale_owner="of an average adult")
    bar = trace(fig, "scale bar")
    assert trace(fig, "scale")["text"] == ["10 cm of an average adult"]
    assert max(bar["x"]) - min(bar["x"]) == pytest.approx(0.10638, abs=1e-5)


@pytest.mark.parametrize(("view", "side"), SIDED)
def test_one_unit_is_as_long_across_as_up(view, side):
    layout = figure(view, side)["layout"]
    assert (layout["yaxis"]["scaleanchor"], layout["yaxis"]["scaleratio"]) == ("x", 1)


def test_an_unknown_frame_is_answered_with_the_frames_there_are():
    with pytest.raises(KeyError, match="lower, whole"):
        figure(frame="upper")


def test_only_points_inside_the_frame_are_drawn():
    lower, whole = (figure(frame=name) for name in ("lower", "whole"))
    shown = [{row[0] for row in trace(fig, "points")["customdata"]} for fig in (lower, whole)]
    assert shown[0] < shown[1] and {"SP11", "LR10"} <= shown[1] - shown[0]
    assert "SP6" in shown[0]


# ---- labels ----


def boxes_of(places, texts, frame, kept):
    px = HEIGHT_PX / (frame[3] - frame[1])
    return {i: box(*_text_box((places[i][0] * px, places[i][1] * px), texts[i], position)) for i, position in kept}


def marks_of(places, frame):
    px = HEIGHT_PX / (frame[3] - frame[1])
    return [box(x * px - MARK_PX, y * px - MARK_PX, x * px + MARK_PX, y * px + MARK_PX) for x, y in places]


def covers(one: Polygon, other: Polygon) -> bool:
    return one.intersection(other).area > 1e-6


spots = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1.5)), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(spots, st.data())
@example([(0.5, 0.5)] * 12, None)
def test_no_name_covers_another_name_or_another_mark_and_the_chosen_one_is_always_there(places, data):
    texts = [f"EX-LE{i}" for i in range(len(places))]
    chosen = data.draw(st.integers(0, len(places) - 1)) if data else 5
    frame = (0.0, 0.0, 1.0, 1.5)
    kept = spread_labels(places, texts, frame, first=[chosen])
    assert chosen in dict(kept)
    names, marks = boxes_of(places, texts, frame, kept), marks_of(places, frame)
    for one, other in combinations(names, 2):
        assert not covers(names[one], names[other])
    for i, name in names.items():
        if i != chosen:  # the chosen name stands even in a crowd
            assert not any(covers(name, other) for k, other in enumerate(marks) if k != i)


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_on_every_drawing_names_keep_apart_whichever_point_is_open(view):
    frame = framed(ATLAS.limb.views[view], "right", None)
    marks = marks_in_view(ATLAS, READER, view)
    for chosen in {m.code for m in marks}:
        fig = figure(view, selected=chosen)
        labels, points = trace(fig, "labels"), trace(fig, "points")
        assert f"<b>{chosen}</b>" in labels["text"] or chosen not in {row[0] for row in points["customdata"]}
        places = list(zip(labels["x"], labels["y"], strict=True))
        texts = [plain(text) for text in labels["text"]]
        names = boxes_of(places, texts, frame, list(enumerate(labels["textposition"])))
        for one, other in combinations(names, 2):
            assert not covers(names[one], names[other]), (texts[one], texts[other])
    assert len(labels["text"]) > 0.6 * len({row[0] for row in points["customdata"]})


def test_names_can_be_switched_off():
    fig = figure(layers=LimbLayers(labels=False))
    assert traces(fig, "labels") == [] and "text" not in trace(fig, "points")


# ---- colours, and the figure outside the app ----


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_known_to_every_theme_and_skin_tone(theme):
    for tone in SKIN_TONES:
        for view in VIEW_NAMES:
            chosen = marks_in_view(ATLAS, READER, view)[0].code
            painted = paint(figure(view, selected=chosen, layers=ALL), theme_palette(theme, tone))
            assert "$" not in str(painted)


def test_an_unknown_colour_is_refused():
    with pytest.raises(KeyError, match="no colour"):
        paint({"color": "$sepia"}, theme_palette())


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_plotly_accepts_every_figure_with_its_plate_and_without(view):
    palette, chosen = theme_palette("print"), marks_in_view(ATLAS, READER, view)[0].code
    below = layout_image(plate(ATLAS.documents[view], "right", warmth=load_warmth(view)), palette)
    for fig in (figure(view, selected=chosen, layers=ALL), figure(view, selected=chosen, layers=ALL, plate=below)):
        shown = go.Figure(paint(fig, palette))
        assert len(shown.data) == len(fig["data"]) > 0
    assert fig["layout"]["images"] == [below] and below["layer"] == "below"
    assert b"--ink:#" in b64decode(below["source"].partition(",")[2])


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_on_a_printed_plate_no_name_is_struck_by_the_contour(view):
    palette, drawing = theme_palette("print"), ATLAS.limb.views[view]
    still = still_of(ATLAS.documents[view], "right", palette)
    page = plate_page(
        still, drawing.frame, marks_in_view(ATLAS, READER, view), palette,
        body_mm_per_unit=READER.view_mm_per_unit(view), alt="", owner="", width_mm=180,
    )  # fmt: skip
    (block,) = page.items
    assert isinstance(block, Block)
    placed = next(item for item in block.items if isinstance(item, Placed))
    contour = LineString(still.contour * placed.mm_per_unit + (placed.x, placed.y))
    names = [item for item in block.items if isinstance(item, Words) and item.text in ATLAS.points]
    struck = [name.text for name in names if box(*bounds(name)).buffer(-0.3).intersects(contour)]
    assert names and struck == []
