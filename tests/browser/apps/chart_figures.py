"""A small foot for the chart's tests: points, two areas, and a plate with bones and relief."""

from typing import Any

import numpy as np

from charts.drawing import Layer, Linked, Plate, Shape

PALETTE = {
    "light": {"ink": "#112233", "skin": "#f0c8a0", "point": "#aa0000", "area": "#2f6f5e", "selected": "#0000cc"},
    "dark": {"ink": "#ddeeff", "skin": "#503828", "point": "#ff8888", "area": "#7fc9b3", "selected": "#ffff00"},
}
POINTS = {f"P{i}": (0.12 + 0.16 * (i % 6), 0.15 + 0.3 * (i // 6)) for i in range(30)} | {"INSIDE": (0.5, 0.9)}
PLATES = {
    "foot": "app/static/test-plate.svg",
    "hand": "app/static/test-hand.svg",
    "missing": "nowhere/plate.svg",
    "none": None,
}


def scene(shift: float) -> dict[str, Any]:
    points = {
        "code": list(POINTS), "label": [], "says": list(POINTS), "symbol": "circle", "size": 11, "colour": "$point",
        "edge": "$ink", "width": 1, "x": [x + shift for x, _ in POINTS.values()], "y": [y for _, y in POINTS.values()],
    }  # fmt: skip
    areas = [area("Z-heel", 0.2, 0.4), area("Z-ball", 0.8, 1.0)]
    return {"frame": [-0.1, -0.1, 1.1, 1.5], "marks": points, "areas": areas}


def area(name: str, low: float, high: float) -> dict[str, Any]:
    corners = [[0.02, low], [0.98, low], [0.98, high], [0.02, high]]
    return {
        "code": name,
        "name": name,
        "says": [name],
        "rings": [corners],
        "fill": "$area@0.3",
        "line": "$area",
        "width": 1,
    }


def plate() -> Plate:
    """Skin, relief and bones of the foot."""
    foot = (np.array([(0, 0), (1, 0), (1, 1.4), (0, 1.4)]),)
    layers = (
        Layer("skin", (Shape(foot, fill="$skin"),)),
        Layer("relief", (Linked("test-relief.png", (0, 0, 1, 1.4)),)),
        Layer("bones", (Shape(foot, fill="$ink", fill_opacity=0.5),)),
    )
    return Plate("foot", layers, (-0.1, -0.1, 1.1, 1.5))


def given(view: str = "foot", shift_mm: int = 0, select: str | None = None) -> dict[str, Any]:
    """What `render` is told, less the ways to answer."""
    return {
        "scene": scene(shift_mm / 1000),
        "key": "chart",
        "plate_url": PLATES[view],
        "palette": PALETTE,
        "height": 560,
        "alt": "A foot seen from below with 30 points",
        "view_key": view,
        "select": select,
        "fade": {"bones": 0.25},
    }
