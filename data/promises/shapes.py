"""Promises about lines and skin: no spike, no step, each part meets the next, and each place is where it was put."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from shapely import get_coordinates, get_parts
from shapely.geometry import shape

from data.promises.dataset import Dataset, Finding
from data.reading.tables import FOLDER
from data.shapes.surfaces import load_frames, load_loft_foot, load_loft_leg

DRAWN = ("outline", "bone", "detail")
SHARPEST_DEG = 45  # no part of a limb is drawn with a sharper corner
COURSE_DEG = 132  # nor does a vessel, a nerve or a tendon turn more sharply
SEEN_ALONG = {("leg_anterior", "great_saphenous_vein")}  # turns toward the eye on the top of the foot
STEP = 0.0225  # a radius of the skin and the middle of its two neighbours along the limb, in foot or leg lengths
UNIT = 0.01  # how far the axes of a section may be from length 1 and from a right angle
SEAM = 0.003  # leg lengths between the skin of the leg and that of the ankle where they meet
PLACED = 1e-3  # view units between a place and our own reference of it
REFERENCE = FOLDER.parent / "tests" / "reference"  # what was placed by hand, kept with the tests
LOFTS = {"loft_leg": "", "loft_foot": "", "loft_toes": "toe"}  # file: the column of which each value is a part


def no_line_has_a_spike(dataset: Dataset) -> list[Finding]:
    """Outlines, bones and lines of the skin have no corner sharper than a nail's, and courses bend gently."""
    found = []
    for view, document in dataset.atlas.documents.items():
        for feature in document["features"]:
            name, role = feature["properties"].get("id"), feature["properties"].get("role")
            sharpest = min(map(_sharpest_deg, _lines(feature)), default=180.0) if role in DRAWN else 180.0
            if role == "structure" and (view, name) not in SEEN_ALONG:
                sharpest = min(map(_sharpest_deg, _lines(feature)))
            if sharpest < (COURSE_DEG if role == "structure" else SHARPEST_DEG):
                found.append(Finding(f"views/{view}.geojson", None, f"{role} {name} has a corner of {sharpest:.0f}°"))
    return found


def _lines(feature: dict) -> Iterator[np.ndarray]:
    for part in get_parts(shape(feature["geometry"])):
        corners = get_coordinates(part)
        yield np.vstack([corners[-2], corners]) if part.geom_type == "Polygon" else corners


def _sharpest_deg(corners: np.ndarray) -> float:
    if len(corners) < 3:
        return 180.0
    one, other = corners[:-2] - corners[1:-1], corners[2:] - corners[1:-1]
    lengths = np.hypot(*one.T) * np.hypot(*other.T)
    cos = np.einsum("ij,ij->i", one, other)[lengths > 0] / lengths[lengths > 0]
    return float(np.degrees(np.arccos(np.clip(cos, -1, 1))).min(initial=180.0))


def every_place_is_where_it_was_put(dataset: Dataset) -> list[Finding]:
    """Landmarks and curves stand where our own reference has them; told only where its files are at hand."""
    found, views = [], dataset.atlas.limb.views
    for row in _reference("landmarks_by_view.csv"):
        at = views[row["view"]].landmarks.get(row["id"])
        found += _moved(row["view"], row["id"], at, (float(row["x"]), float(row["y"])))
    lines = defaultdict(list)
    for row in _reference("curves_by_view.csv"):
        lines[row["view"], row["id"]].append((float(row["x"]), float(row["y"])))
    for (view, name), line in lines.items():
        found += _moved(view, name, views[view].curves.get(name), line)
    return found


def _reference(name: str) -> list[dict[str, str]]:
    if not (REFERENCE / name).exists():
        return []
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _moved(view: str, name: str, drawn: object, placed: object) -> list[Finding]:
    file = f"views/{view}.geojson"
    if drawn is None:
        return [Finding(file, None, f"{name} is lost; our reference has it")]
    one, other = np.asarray(drawn, float), np.asarray(placed, float)
    if one.shape != other.shape:
        return [Finding(file, None, f"{name} has {len(one)} corners, our reference {len(other)}")]
    gap = float(np.abs(one - other).max())
    return [Finding(file, None, f"{name} lies {gap:.4f} from our reference of it")] if gap > PLACED else []


def the_skin_has_no_step(dataset: Dataset) -> list[Finding]:
    """A section has nearly the middle of the radii beside it, and axes of length 1 at right angles."""
    found = []
    for name, part in LOFTS.items():
        rows = dataset.rows(f"surface/{name}.csv")
        if not rows:
            found.append(Finding(f"surface/{name}.csv", None, "the file is missing or has no rows"))
            continue
        columns = [column for column in rows[0] if column[0] in "cr"]
        for row, before, after in _between(rows, part):
            for column in columns:
                middle = (float(before[column]) + float(after[column])) / 2
                if abs(float(row[column]) - middle) > STEP:
                    reason = f"{column} is {row[column]}; those beside it are {before[column]} and {after[column]}"
                    found.append(Finding(f"surface/{name}.csv", int(row["_row"]), reason))
        for row in rows:
            axes = [np.array([float(row[axis + letter]) for letter in "xyz"]) for axis in "uv" if f"{axis}x" in row]
            lengths = [abs(float(np.linalg.norm(axis)) - 1) for axis in axes]
            if max(lengths, default=0) > UNIT or (len(axes) == 2 and abs(float(axes[0] @ axes[1])) > UNIT):
                found.append(Finding(f"surface/{name}.csv", int(row["_row"]), "u and v are no axes of a section"))
    return found


def _between(rows: list[dict[str, str]], part: str) -> Iterator[tuple[dict[str, str], ...]]:
    """(section, the one before, the one after)."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row.get(part, "")].append(row)
    for group in groups.values():
        for at in range(1, len(group) - 1):
            yield group[at], group[at - 1], group[at + 1]


def the_skin_of_the_foot_meets_that_of_the_leg(dataset: Dataset) -> list[Finding]:
    """The topmost section of the ankle, carried into the frame of the leg, lies on the leg."""
    ankle, leg = load_frames().foot_to_leg.to_leg(load_loft_foot()[0]), load_loft_leg().reshape(-1, 3)
    gap = float(np.linalg.norm(ankle[:, None] - leg, axis=-1).min(axis=1).max())
    return [Finding("surface/frames.json", None, f"the ankle is {gap:.4f} L beside the leg")] if gap > SEAM else []


PROMISES = (
    no_line_has_a_spike,
    every_place_is_where_it_was_put,
    the_skin_has_no_step,
    the_skin_of_the_foot_meets_that_of_the_leg,
)
