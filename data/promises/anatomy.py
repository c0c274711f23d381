"""Promises about bones and the skin over them: what was measured in people, asked of the drawing.

The knee: the outer bump of the thigh bone lies 24.4 ± 2.8 mm above the joint (130 knees, J Exp Orthop 2023;10:58), the
head of the thin leg bone a finger's breadth or more below it, the knee crease at the lower end of the kneecap (WHO).
"""

from __future__ import annotations

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.promises.dataset import Dataset, Finding

EPICONDYLE_MM = (24.4, 2.8)  # lateral epicondyle to the lowest place of the thigh bone: mean and 1 SD of 130 knees
FINGER_MM = 15.0  # the breadth of a narrow finger
LEVEL_MM = 8.0  # what counts as level on a limb whose landmarks are estimates
MODEL_SHARE = 0.025  # how far a drawn segment may be from the one the measurement model starts with
KNEE_SCALES = (
    "S_LEG_LAT",
    "S_LEG_MED",
    "S_THIGH_LAT",
)  # those that end at the knee; the others end at a hip or an ankle


def bone(dataset: Dataset, view: str, name: str) -> BaseGeometry:
    """The drawn bone. Raises StopIteration when the view has none of that name."""
    features = dataset.atlas.documents[view]["features"]
    wanted = ("bone", name)
    return shape(next(f["geometry"] for f in features if (f["properties"]["role"], f["properties"]["id"]) == wanted))


def the_knee_is_that_of_life(dataset: Dataset) -> list[Finding]:
    """Epicondyle, joint, head of the fibula, crease and kneecap lie as far apart as in people, in all views."""
    found, views = [], dataset.atlas.limb.views
    lateral = views["leg_lateral"]
    mm = lateral.reference_unit_mm
    epicondyle, crease = lateral.landmark("FEM_LAT_EPI")[1], lateral.landmark("POP_CREASE_MID")[1]
    for view in ("leg_lateral", "leg_anterior", "leg_posterior"):
        file, joint = f"views/{view}.geojson", bone(dataset, view, "femur").bounds[1]
        up, down = mm * (epicondyle - joint), mm * (joint - bone(dataset, view, "fibula").bounds[3])
        mean, spread = EPICONDYLE_MM
        if abs(up - mean) > spread:
            found.append(
                Finding(file, None, f"the joint of the knee lies {up:.1f} mm under the epicondyle, in people {mean}")
            )
        if down < FINGER_MM:
            found.append(Finding(file, None, f"the head of the fibula lies {down:.1f} mm under the joint of the knee"))
    for view in ("leg_anterior", "leg_medial", "leg_lateral"):
        apart = mm * abs(views[view].landmark("PAT_APEX")[1] - crease)
        if apart > LEVEL_MM:
            reason = f"the knee crease lies {apart:.1f} mm from the height of the lower end of the kneecap"
            found.append(Finding(f"views/{view}.geojson", None, reason))
    return found


def the_drawn_leg_is_the_one_the_model_starts_with(dataset: Dataset) -> list[Finding]:
    """A segment that ends at the knee is drawn as long as it is reckoned before anybody measures."""
    limb = dataset.atlas.limb
    mm = limb.views["leg_lateral"].reference_unit_mm
    return [
        Finding("scales.csv", None, f"{name} is drawn {drawn:.0f} mm long and reckoned {model:.0f}")
        for name in KNEE_SCALES
        if abs((drawn := mm * limb.drawn[name]) - (model := limb.scales[name].neutral_mm)) > MODEL_SHARE * model
    ]


PROMISES = (the_knee_is_that_of_life, the_drawn_leg_is_the_one_the_model_starts_with)
