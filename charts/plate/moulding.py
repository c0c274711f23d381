"""What the table of heights is too coarse to know, modelled in the skin by hand: cords, bumps, hollows, level places.

The features of a view that mould are details; of their `style`:

    tendon   a line: a cord under the skin, `weight` wide and high, `taper` along it
    mound    an area: a bump that is highest in its middle; `rise` in thousandths of a foot, below 0 a hollow; `soft`,
             how far its rim runs out, in parts of its size
    level    an area: the beads and furrows of the table that are narrower than `reach` feet are smoothed away

Heights and distances are in view units; rows run from bottom to top.
"""

from typing import Any

import numpy as np
from shapely.geometry import Polygon, shape

from charts.plate.heights import Window, blur, pixels
from charts.plate.strokes import smooth, stroke

AREAS = ("mound", "level")
CORD, CORD_RISE = 0.019, 0.0030  # width and height of a tendon of weight 1, in feet


def moulded(z: np.ndarray, view: dict[str, Any], window: Window, unit: float) -> np.ndarray:
    """The heights of a right limb with its moulding; `unit`: length of a foot in view units."""
    features = [one for one in view["features"] if one["properties"]["role"] == "detail"]
    for feature in features:
        if feature["properties"].get("style") == "level":
            z = _levelled(z, feature, window, unit)
    for feature in features:
        if feature["properties"].get("style") == "mound":
            z = z + _mound(feature, window, unit)
    return z + _cords([one for one in features if one["properties"].get("style") == "tendon"], window, unit)


def _around(ring: np.ndarray, room: float, window: Window) -> tuple[slice, slice, Window]:
    """The part of a window that a ring and the room about it take."""
    per, rows, columns = window.px_per_unit, *window.shape
    (x0, y0), (x1, y1) = ring.min(axis=0) - room, ring.max(axis=0) + room
    left, low = max(0, int((x0 - window.x0) * per)), max(0, int((y0 - window.y0) * per))
    right, high = min(columns, int((x1 - window.x0) * per) + 1), min(rows, int((y1 - window.y0) * per) + 1)
    corner = (window.x0 + left / per, window.y0 + low / per)
    part = Window(*corner, corner[0] + (right - left) / per, corner[1] + (high - low) / per, per)
    return slice(low, high), slice(left, right), part


def _ring(feature: dict[str, Any], spacing: float) -> np.ndarray:
    return smooth(np.asarray(feature["geometry"]["coordinates"][0], float), spacing, closed=True)


def _mound(feature: dict[str, Any], window: Window, unit: float) -> np.ndarray:
    properties, ring = feature["properties"], _ring(feature, 0.004 * unit)
    size = float(np.sqrt(Polygon(ring).area))
    soft = size * float(properties.get("soft", 0.22))
    rows, columns, part = _around(ring, 3.2 * soft, window)
    out = np.zeros(window.shape)
    out[rows, columns] = blur(pixels(ring, part), soft * window.px_per_unit)
    return out * float(properties["rise"]) / 1000 * unit


def _levelled(z: np.ndarray, feature: dict[str, Any], window: Window, unit: float) -> np.ndarray:
    ring, reach = _ring(feature, 1.0), float(feature["properties"]["reach"]) * unit
    rows, columns, part = _around(ring, 4 * reach, window)
    near, wide = z[rows, columns], reach * window.px_per_unit
    share = np.clip(1.5 * blur(pixels(ring, part), 0.4 * wide), 0, 1)
    out = z.copy()
    out[rows, columns] = near * (1 - share) + blur(near, wide) * share
    return out


def _cords(tendons: list[dict[str, Any]], window: Window, unit: float) -> np.ndarray:
    out = np.zeros(window.shape)
    for feature in tendons:
        weight = float(feature["properties"].get("weight", 1.0))
        line = shape(feature["geometry"])
        way = smooth(np.asarray(line.coords), 0.006 * unit, closed=False)
        width = CORD * unit * weight**0.5
        ring = stroke(way, width, list(feature["properties"].get("taper") or (0.05, 1, 0.05)))
        rows, columns, part = _around(ring, width, window)
        rise = blur(pixels(ring, part), 0.3 * width * window.px_per_unit) * CORD_RISE * unit * weight**0.7
        out[rows, columns] = np.maximum(out[rows, columns], rise)
    return out
