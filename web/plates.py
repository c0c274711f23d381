"""The plates as static files: each view and side once, under a name that changes with its content.

`python -m web.plates` builds them into `static/plates/` and prints sizes and seconds. A page asks `plate_url` and
`relief_url`; the browser keeps the files as long as their names stay.
"""

import gzip
import hashlib
import json
import time
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from charts.plate import heights, relief
from charts.plate.moulding import moulded
from charts.plate.plate import cuts_of, plate, relief_box, skin_of
from charts.plate.svg import plate_svg
from coords.side import SIDES
from data.courses import ROLE
from data.shapes import surfaces
from web import deep_files
from web.static_files import drop_others

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
VIEWS = ROOT / "data" / "views"
URL = "app/static/plates"
_RELIEF_CODE = (
    "charts/plate/heights.py",
    "charts/plate/moulding.py",
    "charts/plate/relief.py",
    "charts/plate/plate.py",
    "charts/plate/strokes.py",
    "coords/side.py",
    "data/shapes/surfaces.py",
    "web/plates.py",
)
_DRAWING_CODE = ("charts/plate/svg.py", "charts/drawing.py")  # besides
ON_PAPER = 0.58  # of the pixels on the screen: soft shading needs no more, and a page stays small
_PX_PER_UNIT = {"foot": 1110, "leg": 1620, "hand": 860}
_LEG_GRID = 1 / 700
_SEAM = (0.185, 0.235)  # where foot and leg tables are joined, in leg lengths
_LOFT_JOINT = 0.1546  # height of the first leg section, which is the last foot section
_SOUND_BELOW = 0.925
_FARTHEST = 0.075
_X, _Y, _Z = np.eye(3)
_AXES = {  # the view's right, up and toward the viewer, as directions in space
    "leg_anterior": np.array([_X, _Y, _Z]),
    "leg_posterior": np.array([-_X, _Y, -_Z]),
    "leg_medial": np.array([-_Z, _Y, _X]),
    "leg_lateral": np.array([_Z, _Y, -_X]),
}


def _fine(grid: surfaces.Relief, times: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A stored grid, `times` finer: heights (NaN beside the skin), x and y of the cells."""
    rows, columns = grid.z.shape
    row, column = np.arange(0, rows - 1, 1 / times), np.arange(0, columns - 1, 1 / times)
    z = heights.resample(heights.extend(grid.z), column, row)
    known = heights.resample(np.isfinite(grid.z).astype(float), column, row) > 0.85
    return np.where(known, z, np.nan), grid.x0 + column * grid.dx, grid.y0 + row * grid.dy


def _foot_points(view: str) -> np.ndarray:
    """(n, 3) skin points of the foot in leg lengths, those a leg view can see."""
    if view == "leg_posterior":
        loft = heights.dense(surfaces.load_loft_foot(), 900, 900).reshape(-1, 3)
    else:
        name = {"leg_anterior": "foot_dorsum", "leg_medial": "foot_medial", "leg_lateral": "foot_lateral"}[view]
        tilt = np.radians(surfaces.load_frames().foot_dorsum_elevation_deg)
        axes = {
            "foot_dorsum": np.array([-_X, [0, -np.cos(tilt), np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]]),
            "foot_medial": _AXES["leg_medial"],
            "foot_lateral": _AXES["leg_lateral"],
        }[name]
        loft = heights.grid_to_space(*_fine(surfaces.load_relief(name), 8), axes)
    return surfaces.load_frames().foot_to_leg.to_leg(loft)


def _leg_grid(view: str, window: heights.Window) -> np.ndarray:
    """Heights of a leg view: level sections above the ankle, foot tables below."""
    axes = _AXES[view]
    upper = heights.section_heights(_thigh_continued(surfaces.load_loft_leg()) @ axes.T, window)
    lower = heights.splat(_foot_points(view) @ axes.T, window)
    if view != "leg_posterior":
        return heights.joined(upper, lower, window.y, _SEAM)
    # from behind, the forefoot far beyond the heel would lie in a black pit: keep it within reach of the light
    lower = np.maximum(lower, np.nanmax(lower) - _FARTHEST)
    unknown = np.isnan(lower)
    lower = np.where(unknown, np.nan, heights.blur(heights.extend(lower), 1.2))
    # both lofts end at one height, and no other table helps here: a bridge hides the joint
    whole = heights.joined(upper, lower, window.y, _SEAM)
    return heights.bridged(whole, window.y, _LOFT_JOINT - 0.014, _LOFT_JOINT + 0.012)


def _thigh_continued(sections: np.ndarray) -> np.ndarray:
    """Leg sections, those distorted by the cut at the hip replaced by the thigh going on as it was below."""
    sound = sections[sections[:, 0, 1] < _SOUND_BELOW]
    per_height = (sound[-1] - sound[-4]) / (sound[-1, 0, 1] - sound[-4, 0, 1])
    more = [sound[-1] + per_height * rise for rise in np.arange(0.0125, 0.11, 0.0125)]
    return np.concatenate([sound, more])


def depth(view: dict[str, Any], window: heights.Window) -> np.ndarray:
    """Heights of the right limb toward the viewer for every pixel of the window, all known."""
    name, contour = view["view"], skin_of(view, "right")
    if name.startswith("leg"):
        x0, y0, x1, y1 = relief_box(view, "right")
        cells = heights.Window(x0, y0, x1, y1, 1 / _LEG_GRID)
        z, left, bottom, step, drop = _leg_grid(name, cells), cells.x[0], cells.y[0], _LEG_GRID, 3.0
    else:
        grid = surfaces.load_relief(name)
        half = grid.dx / 2
        rows, columns = grid.z.shape
        x0, y0 = grid.x0 - half, grid.y0 - half
        cells = heights.Window(x0, y0, x0 + columns * grid.dx, y0 + rows * grid.dx, 1 / grid.dx)
        z, left, bottom, step, drop = grid.z, grid.x0, grid.y0, grid.dx, 2.0
        if name.startswith("hand"):  # the mesh of the fingers shows through its coarser grid
            z = np.where(np.isnan(z), np.nan, heights.blur(heights.extend(z), 0.9))
    rows, columns = z.shape
    fine = heights.Window(cells.x0, cells.y0, cells.x0 + columns * step, cells.y0 + rows * step, 4 / step)
    from_edge = (
        heights.depth_inside(heights.pixels(contour, fine), 30).reshape(rows, 4, columns, 4).mean(axis=(1, 3)) / 4
    )
    trust = np.clip((from_edge - drop) / 2.5, 0, 1)
    return heights.resample(heights.continued(z, trust, step), (window.x - left) / step, (window.y - bottom) / step)


def pictures(view: dict[str, Any]) -> dict[str, bytes]:
    """Side → PNG of the relief."""
    per_unit = _PX_PER_UNIT[view["view"].split("_")[0]]
    right = heights.Window(*relief_box(view, "right"), per_unit)
    unit = 0.3 if view["view"].startswith("leg") else 1.0  # a leg length holds three foot lengths
    z = moulded(depth(view, right), view, right, unit)
    out = {}
    for side in SIDES:
        window = right if side == "right" else right.mirrored()
        inside = heights.pixels(skin_of(view, side), window)
        tone = relief.shade(z if side == "right" else z[:, ::-1], inside, per_unit, unit=unit)
        out[side] = relief.picture(tone, inside * relief.fade(window.y, cuts_of(view))[:, None])
    return out


def webp(png: bytes) -> bytes:
    """The same pixels in a third fewer bytes, for the browser."""
    file = BytesIO()
    Image.open(BytesIO(png)).convert("RGBA").save(file, "WEBP", lossless=True, quality=100, method=4)
    return file.getvalue()


def _stamps(view_file: Path) -> tuple[str, str]:
    """Ten hex digits of all a relief is made from, which is no structure under the skin, and of all its drawing is."""
    view = json.loads(view_file.read_text())
    skin = [feature for feature in view["features"] if feature["properties"]["role"] != ROLE]
    digest = hashlib.sha256(json.dumps(view | {"features": skin}).encode())
    for file in [*sorted(surfaces.FOLDER.iterdir()), *(ROOT / name for name in _RELIEF_CODE)]:
        digest.update(file.read_bytes())
    shading = digest.hexdigest()[:10]
    digest.update(json.dumps(view).encode())
    for name in (*_DRAWING_CODE, *deep_files.MADE_FROM):
        digest.update((ROOT / name).read_bytes())
    return shading, digest.hexdigest()[:10]


def build(static_dir: Path = STATIC, views_dir: Path = VIEWS) -> dict[str, dict[str, str]]:
    """Write what is missing or out of date, drop what is no longer used, and return the index.

    The index is "<view>_<side>" → {"plate": url, "relief": url}, urls relative to the app's root.
    """
    folder = Path(static_dir) / "plates"
    folder.mkdir(parents=True, exist_ok=True)
    index: dict[str, dict[str, str]] = {}
    for view_file in sorted(Path(views_dir).glob("*.geojson")):
        name = view_file.stem
        shading, drawing = _stamps(view_file)
        files = {side: (f"{name}_{side}.{drawing}.svg", f"{name}_{side}.{shading}.webp") for side in SIDES}
        view = json.loads(view_file.read_text())
        if not all((folder / relief_file).exists() for _, relief_file in files.values()):
            for side, png in pictures(view).items():
                (folder / files[side][1]).write_bytes(webp(png))
        for side, (plate_file, relief_file) in files.items():
            if not (folder / plate_file).exists():
                drawn = plate(view, side, warmth=surfaces.load_warmth(name), relief=relief_file)
                (folder / plate_file).write_text(plate_svg(drawn))
                for ending, content in deep_files.deep_files(view, side).items():
                    (folder / plate_file.replace(".svg", ending)).write_text(content)
            index[f"{name}_{side}"] = {"plate": f"{URL}/{plate_file}", "relief": f"{URL}/{relief_file}"}
    kept = {Path(url).name for urls in index.values() for url in urls.values()} | {"index.json"}
    kept |= {name.replace(".svg", ending) for name in kept for ending in deep_files.ENDINGS}
    drop_others(folder, kept)
    listed, text = folder / "index.json", json.dumps(index, indent=1)
    if not listed.exists() or listed.read_text() != text:
        listed.write_text(text)
    _index.cache_clear()
    return index


@cache
def _index() -> dict[str, dict[str, str]]:
    file = STATIC / "plates" / "index.json"
    return json.loads(file.read_text()) if file.exists() else build()


def plate_url(view: str, side: str) -> str:
    """Address of the drawing (SVG) of a view and side, relative to the app's root."""
    index = _index()
    if f"{view}_{side}" not in index:
        raise KeyError(f"no plate {view}_{side}; there are {', '.join(index)}")
    return index[f"{view}_{side}"]["plate"]


def relief_url(view: str, side: str) -> str:
    """Address of the relief picture (WebP) of a view and side, relative to the app's root."""
    plate_url(view, side)
    return _index()[f"{view}_{side}"]["relief"]


@lru_cache(maxsize=20)
def relief_png(view: str, side: str) -> bytes:
    """The relief picture of a view and side as PNG, for paper. Raises KeyError for an unknown one."""
    stored = np.asarray(Image.open(STATIC / "plates" / Path(relief_url(view, side)).name).convert("RGBA"), float)
    tone = Image.fromarray(np.where(stored[..., 0] > relief.DARK[0], 1, -1) * stored[..., 3] / 255)
    small = tone.resize((round(tone.width * ON_PAPER), round(tone.height * ON_PAPER)))
    return relief.picture(np.asarray(small)[::-1], np.ones(1))


def main() -> None:
    start = time.perf_counter()
    index = build()
    for key, urls in index.items():
        drawing = (STATIC / "plates" / Path(urls["plate"]).name).read_bytes()
        shading = (STATIC / "plates" / Path(urls["relief"]).name).stat().st_size
        print(
            f"{key:22} drawing {len(drawing) / 1e3:6.1f} kB ({len(gzip.compress(drawing)) / 1e3:5.1f} gzipped)"
            f"  relief {shading / 1e3:6.1f} kB"
        )
    print(f"{len(index)} plates, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
