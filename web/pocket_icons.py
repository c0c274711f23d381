"""The icons of the installed pocket atlas: the sole of a foot with a few of its points, drawn from the view file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from charts.palette import theme_palette
from charts.plate.plate import skin_of
from coords.body import Body
from coords.cun import Measurements
from coords.view import Point
from data.atlas import load_atlas

VIEW, SIDE = "foot_sole", "right"
SHOWN = ("KI1",)
GROUND = "#2f6f5e"
FINER = 4  # times as large as it is kept: edges become smooth
SIZES = {"180.png": 0.1, "192.png": 0.1, "512.png": 0.1, "512_maskable.png": 0.22}  # name: margin, a share of its width


def icons() -> dict[str, bytes]:
    """File name → PNG; the same bytes each time."""
    return {name: _png(int(name.split("_")[0].split(".")[0]), margin) for name, margin in SIZES.items()}


def _png(size: int, margin: float) -> bytes:
    atlas = load_atlas()
    contour = [(x, y) for x, y in skin_of(atlas.documents[VIEW], SIDE).tolist()]
    body, palette = Body(atlas.limb, Measurements()), theme_palette()
    wide = size * FINER
    place = _placed(contour, wide, margin)
    picture = Image.new("RGB", (wide, wide), GROUND)
    pen = ImageDraw.Draw(picture)
    pen.polygon([place(point) for point in contour], fill=palette["paper"])
    for code in SHOWN:
        (x, y), r = place(body.place(code, VIEW, SIDE).xy), 0.055 * wide
        pen.ellipse((x - r, y - r, x + r, y + r), fill=palette["KI"])
    file = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _placed(contour: Sequence[Point], wide: int, margin: float) -> Callable[[Point], Point]:
    """Where a point of the view lies on the picture, whose y goes down."""
    xs, ys = zip(*contour, strict=True)
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    scale = wide * (1 - 2 * margin) / max(x1 - x0, y1 - y0)
    return lambda point: (
        wide / 2 + scale * (point[0] - (x0 + x1) / 2),
        wide / 2 - scale * (point[1] - (y0 + y1) / 2),
    )
