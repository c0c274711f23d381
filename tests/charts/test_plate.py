"""The drawn limb: colours that can be seen, light from one side, a left that mirrors the right, fresh files."""

import io
import itertools
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from shapely import get_parts
from shapely.geometry import LineString, Polygon

from charts import palette
from charts.drawing import Linked, Picture, Plate
from charts.plate import heights, relief
from charts.plate.moulding import moulded
from charts.plate.plate import frame_of, plate, relief_box, skin_of
from charts.plate.svg import UNIT, plate_svg
from data.shapes import surfaces
from web import plates

VIEW_FILES = sorted(plates.VIEWS.glob("*.geojson"))
LOOKS = list(itertools.product(palette.THEMES, palette.SKIN_TONES))


def feature(role, kind, coordinates, **properties):
    return {
        "type": "Feature",
        "properties": {"role": role, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


@pytest.fixture(scope="module")
def toe():
    """A lopsided little limb: rounded below, cut off above, with a nail, a crease and a bone."""
    turn = np.linspace(np.pi, 2 * np.pi, 30)
    below = np.stack([0.05 + 0.2 * np.cos(turn), 0.2 + 0.2 * np.sin(turn)], axis=1)
    up = np.linspace(0.22, 0.9, 35)
    ring = [*below.tolist(), *([0.25, y] for y in up), *([-0.15, y] for y in up[::-1]), below[0].tolist()]
    box = [[0, 0.3], [0.1, 0.3], [0.1, 0.8], [0, 0.8], [0, 0.3]]
    return {
        "type": "FeatureCollection",
        "view": "toe",
        "side": "right",
        "frame": [-0.2, 0.0, 0.3, 0.9],
        "frames": {"lower": [-0.2, 0.0, 0.3, 0.5], "whole": [-0.2, 0.0, 0.3, 0.9]},
        "features": [
            feature("outline", "Polygon", [ring], id="skin", cut=[{"edge": "top", "from": 0.6, "to": 0.9}]),
            feature("bone", "Polygon", [box], id="phalanx"),
            feature("detail", "Polygon", [[[0, 0.05], [0.1, 0.05], [0.1, 0.15], [0, 0.15], [0, 0.05]]], style="nail"),
            feature("detail", "LineString", [[-0.1, 0.3], [0, 0.28], [0.1, 0.3]], style="crease", weight=1.2),
        ],
    }


def items(drawing: Plate, role: str = "") -> list:
    """Everything that is drawn, or all of one role."""
    return [item for layer in drawing.layers if role in ("", layer.role) for item in layer.items]


# colours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("theme", "tone"), LOOKS)
def test_every_mark_stands_out_from_its_ring_and_from_the_skin(theme, tone):
    look = palette.theme_palette(theme, tone)
    for code in (*palette.MERIDIANS, "selected"):
        assert palette.contrast(look[code], look["halo"]) >= 3, f"{code} on its ring"
        seen = max(palette.contrast(look[code], look["skin"]), palette.contrast(look["halo"], look["skin"]))
        assert seen >= 3, f"{code} on the skin"


@pytest.mark.parametrize(("theme", "tone"), LOOKS)
def test_every_word_can_be_read(theme, tone):
    look = palette.theme_palette(theme, tone)
    for text, ground in (
        ("text", "paper"),
        ("text_soft", "paper"),
        ("label_text", "label_back"),
        ("scale_bar", "paper"),
    ):
        assert palette.contrast(look[text], look[ground]) >= 4.5, f"{text} on {ground}"


@pytest.mark.parametrize(("theme", "tone"), LOOKS)
def test_lines_of_the_drawing_show_on_the_skin(theme, tone):
    look = palette.theme_palette(theme, tone)
    assert palette.contrast(look["ink"], look["skin"]) >= 2.2
    assert max(palette.contrast(look["contour"], look[ground]) for ground in ("skin", "paper")) >= 3


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("tone", ["olive", "brown", "deep"])
def test_soles_and_palms_of_dark_skin_are_lighter_than_the_back_and_marks_show_on_them(theme, tone):
    back, sole = palette.theme_palette(theme, tone), palette.theme_palette(theme, tone, palms=True)
    assert palette.luminance(sole["skin"]) > 1.05 * palette.luminance(back["skin"])
    for code in (*palette.MERIDIANS, "selected"):
        assert palette.mark_stands_out(sole[code], sole["halo"], sole["skin"]), code
    assert palette.contrast(sole["ink"], sole["skin"]) >= 2.2


def test_a_tendon_and_a_mound_stand_out_of_the_skin_and_a_level_place_is_smooth():
    window = heights.Window(0, 0, 1, 1, 200)
    beads = np.tile(0.002 * np.sin(np.arange(200) * 0.8), (200, 1))
    square = [[[0.6, 0.6], [0.9, 0.6], [0.9, 0.9], [0.6, 0.9], [0.6, 0.6]]]
    low = [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.4], [0.1, 0.4], [0.1, 0.1]]]
    details = [
        feature("detail", "LineString", [[0.1, 0.75], [0.45, 0.75]], style="tendon", weight=1.0, taper=[1, 1]),
        feature("detail", "Polygon", square, style="mound", rise=20),
        feature("detail", "Polygon", low, style="level", reach=0.05),
    ]
    z = moulded(beads, {"features": details}, window, 1.0) - beads
    assert z[150, 60] > 0.002 > abs(z[110, 60]) and z[150, 150] > 0.015
    assert np.ptp((z + beads)[50, 40:60]) < 0.001 < np.ptp(beads[50, 40:60])


def test_contrast_is_the_one_everybody_measures():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_meridian_has_a_symbol_of_its_own():
    assert set(palette.SYMBOLS) == set(palette.MERIDIANS)
    assert len(set(palette.SYMBOLS.values())) == len(palette.MERIDIANS)


def test_a_token_without_a_colour_is_named():
    with pytest.raises(KeyError, match=r"\$blod"):
        palette.paint({"line": {"color": "$blod"}}, palette.theme_palette())


def test_opacity_of_a_token_is_kept():
    look = palette.theme_palette("light", "fair")
    assert palette.paint("$ink", look) == look["ink"]
    assert re.fullmatch(r"rgba\(\d+,\d+,\d+,0\.4\)", palette.paint("$ink@0.4", look))
    assert palette.paint("12 $ a head", look) == "12 $ a head"


def test_an_unknown_theme_lists_the_known_ones():
    with pytest.raises(KeyError, match="high_contrast"):
        palette.theme_palette("sepia")


# light ---------------------------------------------------------------------------------------------------------------


def dome(side):
    """Shade of a dome standing right of the middle of a right limb's window, or of its mirror image."""
    window = heights.Window(-0.4, -0.5, 0.6, 0.5, 200)
    x, y = np.meshgrid(window.x, window.y)
    bulge = np.sqrt(np.clip(0.36**2 - (x - 0.1) ** 2 - y**2, 1e-4, None))
    inside = (np.hypot(x - 0.1, y) < 0.35).astype(float)
    if side == "left":
        bulge, inside = bulge[:, ::-1], inside[:, ::-1]
    tone = relief.shade(bulge, inside, 200)
    middle = int(np.average(np.arange(inside.shape[1]), weights=inside.sum(axis=0)))
    return tone, inside > 0.5, middle


@pytest.mark.parametrize("side", ["right", "left"])
def test_light_comes_from_the_upper_left_on_both_feet(side):
    tone, skin, middle = dome(side)
    left, right = np.arange(tone.shape[1]) < middle, np.arange(tone.shape[1]) > middle
    half = tone.shape[0] // 2
    assert tone[:, left][skin[:, left]].mean() > tone[:, right][skin[:, right]].mean() + 0.1
    assert tone[half:][skin[half:]].mean() > tone[:half][skin[:half]].mean() + 0.1


def test_relief_is_dark_in_shade_light_in_light_and_nothing_in_between():
    tone = np.array([[-0.5, 0.0, 0.5]])
    png = relief.picture(tone, np.ones((1, 3)))
    shade, flat, shine = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))[0]
    assert tuple(shade[:3]) == relief.DARK and tuple(shine[:3]) == relief.WHITE
    assert flat[3] == 0 and abs(int(shade[3]) - 128) <= 2 and abs(int(shine[3]) - 128) <= 2


def test_upper_rows_of_a_picture_are_the_upper_part_of_the_limb():
    png = relief.picture(np.array([[-1.0], [0.0]]), np.ones((2, 1)))  # dark below, clear above
    alpha = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))[:, 0, 3]
    assert alpha[0] == 0 and alpha[1] == 255


def test_a_cut_end_fades_from_whole_to_gone():
    top, bottom = {"from": 0.6, "to": 0.9}, {"from": 0.1, "to": -0.1}
    assert relief.fade(np.array([0.5, 0.6, 0.75, 0.9, 1.0]), [top]) == pytest.approx([1, 1, 0.5, 0, 0])
    assert relief.fade(np.array([0.2, 0.1, 0.0, -0.1]), [bottom]) == pytest.approx([1, 1, 0.5, 0])


def test_beyond_its_border_the_skin_goes_on_falling_away():
    row, column = np.indices((60, 60))
    distance = np.hypot(row - 30, column - 30)
    dome = -0.01 * distance**2
    trust = np.clip((20 - distance) / 3, 0, 1)
    whole = heights.continued(np.where(trust > 0, dome, np.nan), trust, step=1.0)
    assert np.abs(whole - dome)[distance < 16].max() < 0.01
    edge, outside = whole[(distance > 18) & (distance < 20)], whole[(distance > 21) & (distance < 25)]
    assert outside.max() <= edge.max() and outside.mean() < edge.mean() - 0.1


def test_nothing_beyond_the_border_stands_higher_than_the_border():
    row, column = np.indices((60, 60))
    tip = np.where(np.hypot(row - 40, (column - 30) * 2) < 14, -0.5 * row, np.nan)  # falls toward its tip, like a thumb
    trust = np.where(np.isfinite(tip), 1.0, 0.0)
    whole = heights.continued(tip, trust, step=1.0)
    assert np.nanmin(tip) > -28
    assert whole[55:58, 30].max() < -23  # guessed slopes from both flanks of the thumb used to lift it there


def test_a_dark_spot_beside_the_contour_is_evened_out_but_the_dark_side_stays_dark():
    window = heights.Window(-0.5, -0.5, 0.5, 0.5, 400)
    x, y = np.meshgrid(window.x, window.y)
    inside = (np.hypot(x, y) < 0.4).astype(float)
    tone = np.where(x > 0, -0.3, 0.2)
    spotted = tone - 0.4 * np.exp(-(((x + 0.385) ** 2 + y**2) / 0.02**2))
    away = heights.depth_inside(inside, 40) / window.px_per_unit
    even = relief.even_at_contour(spotted, inside, away, window.px_per_unit)
    spot, far = np.hypot(x + 0.385, y) < 0.01, (np.hypot(x - 0.2, y) < 0.1)
    assert spotted[spot].mean() < -0.1 < 0 < even[spot].mean()
    assert even[far].mean() == pytest.approx(-0.3, abs=0.01)


def test_smooth_enlargement_keeps_a_slope_exactly():
    row, column = np.indices((12, 12))
    at = np.linspace(2, 8, 25)
    assert heights.resample(2.0 * column - row, at, at) == pytest.approx(2 * at[None, :] - at[:, None])


# the measured skin ---------------------------------------------------------------------------------------------------


def height_at(view, x, y):
    grid = surfaces.load_relief(view)
    return grid.z[round((y - grid.y0) / grid.dy), round((x - grid.x0) / grid.dx)]


def test_seen_from_below_the_heel_is_nearer_than_the_arch():
    assert height_at("foot_sole", 0.0, 0.12) > height_at("foot_sole", 0.06, 0.4) + 0.02


def test_seen_from_outside_the_ankle_bone_is_nearer_than_the_skin_in_front_of_it():
    assert height_at("foot_lateral", 0.215, 0.27) > height_at("foot_lateral", 0.33, 0.27) + 0.01


@pytest.mark.parametrize("view", surfaces.RELIEF_VIEWS)
def test_height_grids_are_square_and_rise_upward(view):
    grid = surfaces.load_relief(view)
    assert grid.dx == pytest.approx(grid.dy) and grid.dy > 0
    assert np.isfinite(grid.z).mean() > 0.2


def test_foot_and_leg_meet_at_the_ankle():
    last_of_foot = surfaces.load_frames().foot_to_leg.to_leg(surfaces.load_loft_foot()[0])
    assert np.abs(last_of_foot - surfaces.load_loft_leg()[0]).max() < 0.0015  # leg lengths: 1.3 mm


def test_a_point_carried_to_the_leg_and_back_is_where_it_was():
    frame, points = surfaces.load_frames().foot_to_leg, np.array([[0.1, 0.2, 0.3], [-0.1, 0.0, 1.0]])
    assert frame.to_foot(frame.to_leg(points)) == pytest.approx(points)
    assert not np.allclose(frame.to_leg(points), points)


def test_a_view_without_height_grid_is_told_which_views_have_one():
    with pytest.raises(KeyError, match="foot_dorsum_above"):
        surfaces.load_relief("leg_medial")


# the plate -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawings(toe):
    """Name → plate: the little limb and every view of the project, both sides."""
    made = {"toe": plate(toe, "right", relief="x.png", warmth=[(0.0, 0.2, 0.1, 0.1, 0.3)])}
    for file in VIEW_FILES:
        view = json.loads(file.read_text())
        for side in plates.SIDES:
            made[f"{file.stem}_{side}"] = plate(view, side, warmth=surfaces.load_warmth(file.stem))
    return made


def test_the_layers_of_a_plate_lie_in_one_order_each_once(drawings):
    order = ["skin", "relief", "warmth", "bones", "anatomy", "toes", "nails", "contour"]
    for name, drawing in drawings.items():
        roles = [layer.role for layer in drawing.layers]
        assert roles == [role for role in order if role in roles] and {"skin", "contour"} <= set(roles), name


def test_every_colour_of_every_plate_exists_in_every_look(drawings):
    for name, drawing in drawings.items():
        tokens = {item.fill for item in items(drawing) if not isinstance(item, Linked)}
        assert tokens >= {"$skin", "$contour"}, name
        for theme, tone in LOOKS:
            assert tokens <= {f"${token}" for token in palette.theme_palette(theme, tone)}


def test_the_file_of_a_plate_has_a_group_for_each_layer_and_a_variable_for_each_colour(drawings):
    for name, drawing in drawings.items():
        text = plate_svg(drawing)
        root = ElementTree.fromstring(text)
        assert len(text) < 90_000, name
        assert [group.get("data-role") for group in root] == [layer.role for layer in drawing.layers]
        assert [len(group.findall("./{*}path")) or 1 for group in root] == [
            len(layer.items) for layer in drawing.layers
        ]
        painted = re.findall(r'(?:fill|stop-color)="([^"]+)"', text)
        assert {colour for colour in painted if not re.fullmatch(r"var\(--\w+\)|url\(#f\d+\)", colour)} == set()


def test_the_file_keeps_every_place_of_a_drawing_to_four_digits(toe):
    drawing = plate(toe)
    (crease,) = re.findall(r'<g data-role="contour">.*? d="([^"]+)"', plate_svg(drawing))
    x, y, steps = re.fullmatch(r"M(-?\d+) (-?\d+)l([^Mz]+)z", crease).groups()
    way = np.array([[int(x), int(y)], *np.array(steps.split(), int).reshape(-1, 2)]).cumsum(axis=0)
    (ring,) = items(drawing, "contour")[0].lines
    assert way / (UNIT, -UNIT) == pytest.approx(ring, abs=1e-9)


def outlines(drawing, role, token):
    """The points of the shapes of one role and colour, as a set."""
    shapes = [item for item in items(drawing, role) if item.fill == token]
    return {tuple(point) for shape in shapes for ring in shape.lines for point in ring.tolist()}


def test_the_left_limb_is_the_exact_mirror_of_the_right(toe):
    right, left = plate(toe, "right"), plate(toe, "left")
    assert skin_of(toe, "left") == pytest.approx(skin_of(toe, "right") * [-1, 1])
    for role, token in (("bones", "$bone_fill"), ("skin", "$skin")):
        one, other = (outlines(drawing, role, token) for drawing in (right, left))
        assert one and {(-x, y) for x, y in one} == other
    (x0, y0, x1, y1), mirrored = right.box, left.box
    assert mirrored == (-x1, y0, -x0, y1)


def test_the_right_big_toe_is_on_the_right_of_the_sole_and_on_the_left_of_the_left_sole():
    view = json.loads((plates.VIEWS / "foot_sole.geojson").read_text())
    highest = {side: skin_of(view, side)[skin_of(view, side)[:, 1].argmax()] for side in plates.SIDES}
    assert highest["right"][0] > 0 > highest["left"][0]


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_contour_is_heavier_on_the_shadow_side(toe, side):
    (ring,) = items(plate(toe, side), "contour")[0].lines
    ink = Polygon(ring).buffer(0)
    across = get_parts(ink.intersection(LineString([(-1, 0.4), (1, 0.4)])))
    left, right = sorted(across, key=lambda part: part.bounds[0])
    assert right.length > 1.3 * left.length > 0


def test_nothing_is_inked_at_the_cut_end(toe):
    (contour,) = items(plate(toe), "contour")
    assert contour.stops[-1] == (0.9, 0) and contour.stops[0][1] > 0.8


def test_flat_skin_fades_to_paper_like_the_ink(toe):
    look = palette.theme_palette("light", "deep")
    skin, paper = np.array(palette.rgb(look["skin"])), np.array(palette.rgb(look["paper"]))
    at = np.array([0.5, 0.66, 0.75, 0.84, 0.899])
    colour = np.tile(paper.astype(float), (len(at), 1))
    for sheet in items(plate(toe), "skin"):  # later ones lie on earlier ones
        reach = np.concatenate(sheet.lines)[:, 1]
        covered = (at > reach.min()) & (at < reach.max())
        colour[covered] = palette.rgb(palette.paint_colour(sheet.fill, look))
    wanted = relief.fade(at, [{"from": 0.6, "to": 0.9}])[:, None]
    assert colour == pytest.approx(skin * wanted + paper * (1 - wanted), abs=5)


def test_bones_can_be_left_out(toe):
    assert items(plate(toe), "bones")
    assert not items(plate(toe, bones=False), "bones") and items(plate(toe, bones=False), "nails")


def test_the_relief_lies_on_the_skin(toe):
    (linked,) = items(plate(toe, "left", relief="r.png"), "relief")
    (kept,) = items(plate(toe, "left", relief=b"png"), "relief")
    x0, y0, x1, y1 = relief_box(toe, "left")
    assert linked == Linked("r.png", (x0, y0, x1, y1)) and kept == Picture(b"png", (x0, y0, x1, y1))
    skin = skin_of(toe, "left")
    assert x0 <= skin[:, 0].min() and x1 >= skin[:, 0].max() and y0 <= skin[:, 1].min() and y1 >= 0.89
    assert frame_of(toe, "left")[0] < x1


def test_the_border_of_red_and_white_skin_is_dashed_and_a_crease_is_not(toe):
    counts = {}
    for style in ("border", "crease"):
        line = feature("detail", "LineString", [[-0.1, 0.3], [0, 0.28], [0.1, 0.3]], style=style)
        drawing = plate({**toe, "features": [*toe["features"][:1], line]})
        counts[style] = len(items(drawing, "anatomy")[-1].lines)
    assert counts["border"] > 5 and counts["crease"] == 1


def test_a_soft_shadow_has_no_hard_edge(toe):
    line = feature("detail", "LineString", [[0, 0.3], [0.01, 0.45], [0, 0.6]], style="hollow")
    drawing = plate({**toe, "features": [*toe["features"][:1], line]})
    bands = items(drawing, "anatomy")
    areas = sorted(Polygon(ring).area for band in bands for ring in band.lines)
    assert len(bands) >= 4 and areas[-1] > 2.5 * areas[0]
    assert max(band.fill_opacity for band in bands) < 0.1


def test_a_swelling_muscle_is_a_soft_light_within_its_area(toe):
    area = feature("detail", "Polygon", [[[0, 0.3], [0.06, 0.4], [0, 0.5], [-0.06, 0.4], [0, 0.3]]], style="swell")
    drawing = plate({**toe, "features": [*toe["features"], area]}, "left")
    (spot,) = items(drawing, "warmth")
    assert spot.fill == "$light" and spot.stops[0][1] > 0 and spot.stops[-1][1] == 0
    assert np.abs(np.concatenate(spot.lines)[:, 0]).max() <= 0.0601


def test_an_unknown_detail_is_refused_with_the_known_ones(toe):
    odd = feature("detail", "LineString", [[0, 0.1], [0.1, 0.1]], style="hair")
    with pytest.raises(ValueError, match=r"'hair'.*crease"):
        plate({**toe, "features": [*toe["features"], odd]})


def test_warmth_stays_within_the_skin(toe):
    drawing = plate(toe, warmth=[(-0.14, 0.3, 0.1, 0.1, 0.3)])
    (spot,) = items(drawing, "warmth")
    assert np.concatenate(spot.lines)[:, 0].min() >= -0.1501


# the files -----------------------------------------------------------------------------------------------------------


def test_a_plate_is_rebuilt_only_when_its_view_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    views, static = tmp_path / "views", tmp_path / "static"
    views.mkdir()
    view = json.loads((plates.VIEWS / "foot_sole.geojson").read_text())
    (views / "foot_sole.geojson").write_text(json.dumps(view))
    monkeypatch.setattr(plates, "pictures", lambda view: dict.fromkeys(plates.SIDES, b""))  # which takes long
    monkeypatch.setattr(plates, "webp", lambda png: png)
    first = plates.build(static, views)
    files = {file.name: file.stat().st_mtime_ns for file in (static / "plates").iterdir() if file.suffix == ".webp"}
    assert set(first) == {"foot_sole_right", "foot_sole_left"} and len(files) == 2
    assert plates.build(static, views) == first
    assert {f.name: f.stat().st_mtime_ns for f in (static / "plates").glob("*.webp")} == files
    view["source"] = "another"
    (views / "foot_sole.geojson").write_text(json.dumps(view))
    second = plates.build(static, views)
    assert second.keys() == first.keys() and not set(map(str, second.values())) & set(map(str, first.values()))
    assert {f.name for f in (static / "plates").glob("*.webp")}.isdisjoint(files)


def test_both_soles_of_the_build_are_lit_from_the_left():
    view = json.loads((plates.VIEWS / "foot_sole.geojson").read_text())
    for side, png in plates.pictures(view).items():
        pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(float)
        tone = np.where(pixels[..., 0] > 128, 1, -1) * pixels[..., 3]
        rows = tone[int(0.75 * len(tone)) : int(0.95 * len(tone))]  # the heel, a dome
        columns = np.flatnonzero(np.abs(rows).sum(axis=0) > 0)
        middle = int(columns.mean())
        assert rows[:, :middle].sum() > rows[:, middle:].sum(), side
