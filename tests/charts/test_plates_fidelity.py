"""The drawn limb is the measured limb: contours, bones, light and files of the ten plates, with numbers.

`pytest tests/charts/test_plates_fidelity.py -s` prints how far each drawing is from its measured contour.
"""

import csv
import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from charts.drawing import Shape
from charts.palette import theme_palette
from charts.paper.engraving import engraved
from charts.plate.plate import plate, relief_box, skin_of
from charts.plate.relief import LEVELS, LIGHT_FROM
from charts.plate.strokes import smooth
from data.shapes import surfaces
from web import plates

CONTOURS = Path(__file__).parents[1] / "reference" / "contours"
VIEWS = {file.stem: json.loads(file.read_text()) for file in sorted(plates.VIEWS.glob("*.geojson"))}
LIMIT = 0.01  # of the reference length, the unit of every view
SOUND_BELOW = 0.93  # leg lengths: above, the measured contour is distorted by the cut of the pelvis
CUT_EDGE = 0.006  # the straight end of a foot or hand is paper, not skin


def measured(view: str) -> BaseGeometry:
    """The measured contour, a smooth closed curve through its control points."""
    with open(CONTOURS / f"{view}.csv", newline="") as file:
        points = np.array([[float(row["x"]), float(row["y"])] for row in csv.DictReader(file)])
    return Polygon(smooth(points, 0.0015, closed=True)).buffer(0)


def compared(view: str) -> BaseGeometry:
    """Where drawing and measurement are compared: everywhere but at the cut end."""
    whole = Polygon(skin_of(VIEWS[view], "right")).union(measured(view))
    x0, y0, x1, y1 = whole.bounds
    if view.startswith("leg"):
        return box(x0 - 1, y0 - 1, x1 + 1, SOUND_BELOW)
    for cut in features(view, "outline")[0]["properties"].get("cut") or []:
        if cut["edge"] == "top":
            y1 -= CUT_EDGE
        else:
            y0 += CUT_EDGE
    return box(x0 - 1, y0, x1 + 1, y1)


def features(view: str, role: str) -> list[dict]:
    return [feature for feature in VIEWS[view]["features"] if feature["properties"]["role"] == role]


def bone(view: str, name: str) -> BaseGeometry:
    found = [f for f in features(view, "bone") if f["properties"]["id"] == name]
    assert found, f"{view} has no bone {name}"
    return shape(found[0]["geometry"])


def place(view: str, code: str) -> Point:
    """The stored point, or the middle of its hollow."""
    return next(shape(f["geometry"]).centroid for f in features(view, "point") if f["properties"]["id"] == code)


def farthest(line, other) -> float:
    """The greatest distance of any place of `line` from `other`."""
    steps = np.arange(0, line.length, 0.001)
    return max(other.distance(line.interpolate(step)) for step in steps)


# contours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_the_drawn_contour_is_within_one_percent_of_the_measured_one(view):
    drawn, known, window = Polygon(skin_of(VIEWS[view], "right")), measured(view), compared(view)
    out = farthest(drawn.boundary.intersection(window), known.boundary)
    back = farthest(known.boundary.intersection(window), drawn.boundary)
    one, other = drawn.intersection(window), known.intersection(window)
    overlap = one.intersection(other).area / one.union(other).area
    print(f"{view}: at most {100 * max(out, back):.2f} % of the reference length apart, {100 * overlap:.2f} % overlap")
    assert max(out, back) <= LIMIT
    assert overlap >= 0.985


@pytest.mark.parametrize("view", VIEWS)
def test_every_point_and_landmark_within_the_frame_is_inside_the_drawn_skin(view):
    drawn, frame = Polygon(skin_of(VIEWS[view], "right")), box(*VIEWS[view]["frame"])
    outside = {
        f["properties"]["id"]: round(drawn.distance(shape(f["geometry"]).centroid), 5)
        for role in ("point", "landmark")
        for f in features(view, role)
        if frame.contains(shape(f["geometry"])) and drawn.distance(shape(f["geometry"]).centroid) > 1e-4
    }
    assert not outside


# bones ---------------------------------------------------------------------------------------------------------------

FOOT = {"talus", "calcaneus", "navicular"}
EXPECTED = {
    "foot_sole": FOOT | {"cuboid", "cuneiform_medial", "cuneiform_intermediate", "cuneiform_lateral"}
    | {f"metatarsal_{k}" for k in range(1, 6)} | {f"proximal_phalanx_{k}" for k in range(1, 6)}
    | {f"middle_phalanx_{k}" for k in range(2, 6)} | {f"distal_phalanx_{k}" for k in range(1, 6)},
    "foot_medial": FOOT | {"tibia", "cuneiform_medial", "metatarsal_1", "proximal_phalanx_1", "distal_phalanx_1"},
    "foot_lateral": FOOT | {"tibia", "fibula", "cuboid", "cuneiform_lateral"}
    | {f"metatarsal_{k}" for k in (3, 4, 5)} | {f"distal_phalanx_{k}" for k in range(1, 6)},
    "leg_anterior": {"femur", "patella", "tibia", "fibula", "talus", "navicular", "cuboid"}
    | {f"cuneiform_{k}" for k in (1, 2, 3)} | {f"metatarsal_{k}" for k in range(1, 6)}
    | {f"distal_phalanx_{k}" for k in range(1, 6)},
    "leg_posterior": {"femur", "tibia", "fibula", "talus", "calcaneus"},
    "leg_medial": FOOT | {"femur", "patella", "tibia", "fibula", "cuneiform_1", "metatarsal_1"},
    "leg_lateral": FOOT | {"femur", "patella", "tibia", "fibula", "cuboid", "cuneiform_3"}
    | {"metatarsal_4", "metatarsal_5"},
}  # fmt: skip
EXPECTED["foot_dorsum"] = EXPECTED["foot_sole"] | {"tibia", "fibula"}
EXPECTED["hand_dorsal"] = EXPECTED["hand_palmar"] = (
    {"radius", "ulna", "scaphoid", "lunate", "triquetrum", "trapezium", "trapezoid", "capitate", "hamate"}
    | {f"metacarpal_{k}" for k in range(1, 6)}
    | {f"{row}_phalanx_{k}" for row in ("proximal", "distal") for k in range(1, 6)}
    | {f"middle_phalanx_{k}" for k in range(2, 6)}
)


@pytest.mark.parametrize("view", VIEWS)
def test_the_bones_a_view_can_show_are_there(view):
    assert EXPECTED[view] <= {f["properties"]["id"] for f in features(view, "bone")}


@pytest.mark.parametrize("view", VIEWS)
def test_bones_lie_inside_the_skin(view):
    skin = Polygon(skin_of(VIEWS[view], "right")).buffer(0)
    for feature in features(view, "bone"):
        area = shape(feature["geometry"])
        assert area.intersection(skin).area >= 0.99 * area.area, feature["properties"]["id"]


def test_gb39_lies_in_front_of_the_fibula():
    point, fibula = place("leg_lateral", "GB39"), bone("leg_lateral", "fibula")
    across = fibula.intersection(LineString([(-1, point.y), (1, point.y)]))
    assert not fibula.contains(point)
    assert 0 < point.x - across.bounds[2] < 0.01  # in front of its front edge, and not a finger's breadth away


def test_lr3_lies_between_the_first_and_second_metatarsal():
    point = place("foot_dorsum", "LR3")
    level = LineString([(-1, point.y), (1, point.y)])
    first, second = (bone("foot_dorsum", f"metatarsal_{k}").intersection(level) for k in (1, 2))
    assert not first.is_empty and not second.is_empty
    assert first.bounds[2] < point.x < second.bounds[0]


# files ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(view, side) → paths of drawing and relief: those in `static` when they are of today, else built anew."""
    ends = ("webp", "svg")
    stamps = {view: plates._stamps(plates.VIEWS / f"{view}.geojson") for view in VIEWS}

    def files(folder: Path) -> dict:
        return {
            (view, side): {
                end: folder / f"{view}_{side}.{stamp}.{end}" for end, stamp in zip(ends, stamps[view], strict=True)
            }
            for view in VIEWS
            for side in plates.SIDES
        }

    found = files(plates.STATIC / "plates")
    if not all(path.exists() for paths in found.values() for path in paths.values()):
        static = tmp_path_factory.mktemp("static")
        plates.build(static, plates.VIEWS)
        plates._index.cache_clear()
        found = files(static / "plates")
    return found


def tone_of(png: bytes) -> np.ndarray:
    """Light (+) and shade (−) of a relief picture, rows from bottom to top."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(float)[::-1]
    return np.where(pixels[..., 0] > 128, 1, -1) * pixels[..., 3] / 255


@pytest.mark.parametrize("view", VIEWS)
def test_every_file_keeps_its_budget(built, view):
    for side in plates.SIDES:
        drawing, relief = (built[view, side][end].read_bytes() for end in ("svg", "webp"))
        packed = len(gzip.compress(drawing))
        print(f"{view} {side}: {len(drawing)} bytes, {packed} packed, relief {len(relief)}")
        assert len(drawing) <= 90_000 and packed <= 30_000 and len(relief) <= 90_000


@pytest.mark.parametrize("side", plates.SIDES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_light_comes_from_the_upper_left_on_both_sides(built, view, side):
    tone = tone_of(built[view, side]["webp"].read_bytes())
    x0, y0, x1, y1 = relief_box(VIEWS[view], side)
    skin = Polygon(skin_of(VIEWS[view], side))
    toward, away = [], []
    unit = 0.3 if view.startswith("leg") else 1.0
    for step in np.arange(0, skin.exterior.length, 0.004 * unit):
        a, b = (np.array(skin.exterior.interpolate(step + d * unit).coords[0]) for d in (-0.004, 0.004))
        outward = np.array([b[1] - a[1], a[0] - b[0]]) * (1 if skin.exterior.is_ccw else -1)
        outward /= np.hypot(*outward)
        column, row = ((a + b) / 2 - 0.02 * unit * outward - (x0, y0)) / (x1 - x0, y1 - y0) * tone.shape[::-1]
        if 0 <= row < len(tone) and 0 <= column < tone.shape[1]:
            facing = outward @ (np.array(LIGHT_FROM[:2]) / np.hypot(*LIGHT_FROM[:2]))
            if abs(facing) > 0.5:
                (toward if facing > 0 else away).append(tone[int(row), int(column)])
    assert np.mean(toward) > np.mean(away) + 0.12


def test_no_step_of_tone_is_wide_enough_to_be_seen_as_a_band(built):
    """Where the heel of the sole turns gently, ten neighbouring pixels hardly ever have one and the same tone."""
    tone = tone_of(built["foot_sole", "right"]["webp"].read_bytes())
    heel = tone[round(len(tone) * 0.1) : round(len(tone) * 0.2), 150:250]
    runs = np.lib.stride_tricks.sliding_window_view(heel, 10, axis=1)
    assert (np.ptp(runs, axis=-1) == 0).mean() < 0.05


def test_each_cleft_of_the_toes_ends_at_its_web():
    for a in range(1, 5):
        (web,) = (
            shape(one["geometry"])
            for one in features("foot_dorsum", "landmark")
            if one["properties"]["id"] == f"WEB{a}{a + 1}"
        )
        for name in (f"toe{a}_lateral_side", f"toe{a + 1}_medial_side"):
            (line,) = (
                shape(one["geometry"]) for one in features("foot_dorsum", "detail") if one["properties"]["id"] == name
            )
            beyond = (web.y - line.bounds[1]) * 260  # mm of a foot of 26 cm
            assert beyond <= 2, f"{name} runs {beyond:.1f} mm past the web"


@pytest.mark.parametrize("view", ["foot_medial", "leg_posterior"])
def test_the_relief_in_the_files_is_the_one_of_the_tables(built, view):
    for side, png in plates.pictures(VIEWS[view]).items():
        fresh, stored = tone_of(png), tone_of(built[view, side]["webp"].read_bytes())
        assert fresh.shape == stored.shape
        assert np.abs(fresh - stored).max() <= 2 / LEVELS


@pytest.mark.parametrize("view", [view for view in VIEWS if not view.startswith("leg")])
def test_light_and_shade_follow_the_measured_heights(built, view):
    """Plain light on the table itself, without any of the plates' own code, agrees with the picture."""
    grid, tone = surfaces.load_relief(view), tone_of(built[view, "right"]["webp"].read_bytes())
    x0, y0, x1, y1 = relief_box(VIEWS[view], "right")
    slope_y, slope_x = np.gradient(grid.z, grid.dy, grid.dx)
    lit = (-slope_x * LIGHT_FROM[0] - slope_y * LIGHT_FROM[1] + LIGHT_FROM[2]) / np.sqrt(1 + slope_x**2 + slope_y**2)
    rows, columns = np.nonzero(np.isfinite(lit) & (np.hypot(slope_x, slope_y) < 1.5))
    x, y = grid.x0 + columns * grid.dx, grid.y0 + rows * grid.dy
    cuts = features(view, "outline")[0]["properties"].get("cut") or []
    whole = np.ones(len(y), bool)
    for cut in cuts:
        whole &= (y < cut["from"]) if cut["edge"] == "top" else (y > cut["from"])
    seen = whole & (x > x0) & (x < x1) & (y > y0) & (y < y1)
    at = tone[
        ((y[seen] - y0) / (y1 - y0) * tone.shape[0]).astype(int),
        ((x[seen] - x0) / (x1 - x0) * tone.shape[1]).astype(int),
    ]
    agreement = np.corrcoef(at, lit[rows[seen], columns[seen]])[0, 1]
    print(f"{view}: light on the table and in the picture agree by {agreement:.2f}")
    assert agreement > 0.7


@pytest.mark.parametrize("view", VIEWS)
def test_on_paper_no_soft_spot_colours_the_paper_beside_the_skin(view):
    drawn = plate(VIEWS[view], "right", warmth=surfaces.load_warmth(view))
    skin = Polygon(skin_of(VIEWS[view], "right")).buffer(0.002)
    spots = replace(drawn, layers=tuple(layer for layer in drawn.layers if layer.role == "warmth"))
    shapes = [item for item in engraved(spots, theme_palette("print")).items if isinstance(item, Shape)]
    rings = [Polygon(ring).buffer(0) for one in shapes if one.fill != "#ffffff" for ring in one.lines]
    assert not [ring for ring in rings if ring.difference(skin).area > 1e-6]
