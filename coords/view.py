"""A view of the limb: one flat drawing with named landmarks and curves on it.

              y (toward the knee, or toward the toes on sole and dorsum)
              ^
    left edge |  . PAT_APEX
              |  |
              |  | TIBIA_MED_BORDER          every landmark is a point, every curve a line,
              |  . MM                        both in the view's own unit, the same on both axes
              +----------------> x (to the viewer's right)

The right limb is stored. The left limb is the mirror: x becomes -x, nothing else changes.
Units are lengths of the body itself: FL (foot length), L (leg length, floor to greater trochanter), HL (hand length).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Polygon, shape

from coords.side import mirror_box

Point = tuple[float, float]

UNITS = ("FL", "L", "HL")
FOOT_VIEWS = ("foot_sole", "foot_dorsum", "foot_medial", "foot_lateral")
LEG_VIEWS = ("leg_anterior", "leg_posterior", "leg_medial", "leg_lateral")
HAND_VIEWS = ("hand_dorsal", "hand_palmar")
SIDE_OF_FOOT = {"leg_medial": "foot_medial", "leg_lateral": "foot_lateral"}  # on these the whole foot is seen
ZONE_VIEWS = (*FOOT_VIEWS, *SIDE_OF_FOOT)  # views with reflexology zones
VIEWS = FOOT_VIEWS + LEG_VIEWS + HAND_VIEWS
LEFT_TO_RIGHT = {  # how both feet are drawn beside each other, big toes in the middle: a sole is seen from below
    view: ("right", "left") if view == "foot_sole" else ("left", "right") for view in FOOT_VIEWS
}


@dataclass(frozen=True)
class View:
    """One drawing of the right or left limb.

    `landmarks` maps an id to (x, y); `curves` maps an id to an (n, 2) array running from proximal to distal
    (creases: from medial to lateral); `directions` maps an anatomical word to a unit vector; `frame` is
    (x0, y0, x1, y1) of what a chart shows. All lengths in `unit`; `reference_unit_mm` is that unit on an average adult.
    `zones` maps a reflexology zone to its area, `guides` a guide line of that map to its (n, 2) points.
    """

    id: str
    side: str
    unit: str
    reference_unit_mm: float
    frame: tuple[float, float, float, float]
    directions: Mapping[str, Point]
    landmarks: Mapping[str, Point]
    curves: Mapping[str, np.ndarray]
    outline: Polygon
    frames: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)
    zones: Mapping[str, Polygon | MultiPolygon] = field(default_factory=dict)
    guides: Mapping[str, np.ndarray] = field(default_factory=dict)

    def landmark(self, name: str) -> Point:
        """(x, y) of a landmark. Raises KeyError naming the landmarks this view has."""
        try:
            return self.landmarks[name]
        except KeyError:
            raise KeyError(
                f"view {self.id!r} has no landmark {name!r}; it has {', '.join(sorted(self.landmarks))}"
            ) from None

    def curve(self, name: str) -> np.ndarray:
        """The (n, 2) points of a curve. Raises KeyError naming the curves this view has."""
        try:
            return self.curves[name]
        except KeyError:
            raise KeyError(f"view {self.id!r} has no curve {name!r}; it has {', '.join(sorted(self.curves))}") from None

    def direction(self, word: str) -> np.ndarray:
        """Unit vector of an anatomical word; two words joined by "-" give their diagonal."""
        if word in self.directions:
            return np.array(self.directions[word], dtype=float)
        try:
            sum_ = np.sum([self.directions[part] for part in word.split("-")], axis=0)
        except KeyError as missing:
            raise KeyError(
                f"view {self.id!r} has no direction {missing}; it has {', '.join(sorted(self.directions))}"
            ) from None
        return sum_ / np.linalg.norm(sum_)

    @cached_property
    def corners(self) -> np.ndarray:
        """(n, 2) the corners of the outline."""
        return np.asarray(self.outline.exterior.coords)

    def mirrored(self) -> View:
        """The same view of the other limb: x -> -x. Mirroring twice gives the first view back."""
        return replace(
            self,
            side="left" if self.side == "right" else "right",
            frame=mirror_box(self.frame),
            frames={name: mirror_box(box) for name, box in self.frames.items()},
            directions={word: (-dx, dy) for word, (dx, dy) in self.directions.items()},
            landmarks={name: (-x, y) for name, (x, y) in self.landmarks.items()},
            curves={name: line * (-1.0, 1.0) for name, line in self.curves.items()},
            outline=Polygon([(-x, y) for x, y in self.outline.exterior.coords]),
            zones={name: scale(area, -1.0, 1.0, origin=(0, 0)) for name, area in self.zones.items()},
            guides={name: line * (-1.0, 1.0) for name, line in self.guides.items()},
        )


def view_from_geojson(document: Mapping) -> View:
    """A `View` from the parsed GeoJSON of a view file. Raises ValueError that names the faulty feature."""
    landmarks, curves, zones, guides, outline = {}, {}, {}, {}, None
    for number, feature in enumerate(document["features"], start=1):
        properties = feature.get("properties") or {}
        role, name = properties.get("role"), properties.get("id")
        if not role or not name:
            raise ValueError(f"feature {number} of view {document.get('view')!r} has no role or no id")
        coordinates = feature["geometry"]["coordinates"]
        if role == "landmark":
            landmarks[name] = (float(coordinates[0]), float(coordinates[1]))
        elif role == "curve":
            curves[name] = np.asarray(coordinates, dtype=float)
        elif role == "guide":
            guides[name] = np.asarray(coordinates, dtype=float)
        elif role == "zone":
            zones[name] = shape(feature["geometry"])
        elif role == "outline" and outline is None:
            outline = Polygon(coordinates[0], coordinates[1:])
    if outline is None:
        raise ValueError(f"view {document.get('view')!r} has no outline")
    if document["unit"] not in UNITS:
        raise ValueError(
            f"view {document['view']!r} has unit {document['unit']!r}; a unit is one of {', '.join(UNITS)}"
        )
    return View(
        id=document["view"],
        side=document["side"],
        unit=document["unit"],
        reference_unit_mm=float(document["reference_unit_mm"]),
        frame=tuple(document["frame"]),
        frames={name: tuple(box) for name, box in document.get("frames", {}).items()},
        directions={word: (float(v[0]), float(v[1])) for word, v in document["directions"].items()},
        landmarks=landmarks,
        curves=curves,
        outline=outline,
        zones=zones,
        guides=guides,
    )
