"""Promises about bones and the skin over them: what was measured in people, asked of the drawing.

The knee: the outer bump of the thigh bone lies 24.4 ± 2.8 mm above the joint (130 knees, J Exp Orthop 2023;10:58), the
head of the thin leg bone a finger's breadth or more below it, the knee crease at the lower end of the kneecap (WHO).
The hand (53 of them: Bugbee and Botte 1993, Clin Orthop 296): from the crease at the root of a finger to its knuckle
are 14 to 20 mm, from the wrist crease down to the joint of the wrist 13.5, to the middle of the lunate bone 9.2.
The foot: one skeleton for all views, and a mark on the top of the foot lies where its bones do.
"""

from __future__ import annotations

from math import hypot

import numpy as np
from shapely.geometry import LineString, shape
from shapely.geometry import Point as Dot
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union

from coords.surface import PLAN
from data.promises.dataset import Dataset, Finding
from data.shapes.surfaces import load_frames

EPICONDYLE_MM = (24.4, 2.8)  # lateral epicondyle to the lowest place of the thigh bone: mean and 1 SD of 130 knees
FINGER_MM = 15.0  # the breadth of a narrow finger
LEVEL_MM = 8.0  # what counts as level on a limb whose landmarks are estimates
MODEL_SHARE = 0.025  # how far a drawn segment may be from the one the measurement model starts with
KNEE_SCALES = (
    "S_LEG_LAT",
    "S_LEG_MED",
    "S_THIGH_LAT",
)  # those that end at the knee; the others end at a hip or an ankle
LR3_FROM_WEB_MM = (53.0, 56.0)
FINGER_CREASE_MM = (14.0, 20.0)
WRIST_MM = {"radius": 13.5, "lunate": 9.2}  # under the wrist crease: the joint above the one, the middle of the other
WRIST_OFF_MM = 4.0
FINGERS = {2: "index", 3: "middle", 4: "ring", 5: "little"}
TOUCH_MM = 1.5  # bones whose drawn edges are no further apart touch
ON_BONE_MM = 3.0  # how far a mark may be from the joint or gap that it is named after
SAME_BONE_MM = 3.0  # how far the ends of one bone may be apart in two views
HOLLOW_MM = 5.0  # from a mark to the middle of the hollow that is drawn for it
NEIGHBOURS_MM = 10.0  # two marks of one gap lie further apart than a fingertip is wide


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


def the_marks_on_top_of_the_foot_lie_on_its_bones(dataset: Dataset) -> list[Finding]:
    """ST42 at a joint of the second long bone, LR3 and GB41 in front of where two bones touch, GB42 clear of GB43."""
    file, mm = "views/foot_dorsum.geojson", dataset.atlas.limb.views["foot_dorsum"].reference_unit_mm
    found, place = [], dataset.placer.place

    def gap_mm(inner: str, outer: str, y: float) -> float:
        level = LineString([(-1, y), (1, y)])
        one, other = (bone(dataset, "foot_dorsum", name).intersection(level).bounds for name in (inner, outer))
        return mm * (other[0] - one[2])

    joint = [bone(dataset, "foot_dorsum", name) for name in ("metatarsal_2", "cuneiform_intermediate")]
    off = mm * max(one.distance(Dot(place("ST42", "foot_dorsum").xy)) for one in joint)
    if off > ON_BONE_MM:
        found.append(dataset.about("ST42", f"lies {off:.1f} mm from the drawn joint that it is named after"))
    for code, stop, inner, outer in (
        ("LR3", "MT12_BASES", "metatarsal_1", "metatarsal_2"),
        ("GB41", "MT45_BASES", "metatarsal_4", "metatarsal_5"),
    ):
        y = dataset.atlas.limb.views["foot_dorsum"].landmark(stop)[1]
        if (gap := gap_mm(inner, outer, y)) > TOUCH_MM:
            found.append(Finding(file, None, f"{inner} and {outer} are {gap:.1f} mm apart at {stop}"))
        if (gap := gap_mm(inner, outer, place(code, "foot_dorsum").y)) < 2 * TOUCH_MM:
            found.append(dataset.about(code, f"lies between bones that are {gap:.1f} mm apart"))
    web, lr3 = dataset.placer.find("WEB12", PLAN), place("LR3", PLAN).xy
    far, (least, most) = mm * hypot(web[0] - lr3[0], web[1] - lr3[1]), LR3_FROM_WEB_MM
    if not least <= far <= most:
        found.append(dataset.about("LR3", f"lies {far:.1f} mm from the web; it should be {least:g} to {most:g}"))
    one, other = place("GB42", PLAN).xy, place("GB43", PLAN).xy
    if (far := mm * hypot(one[0] - other[0], one[1] - other[1])) < NEIGHBOURS_MM:
        found.append(dataset.about("GB42", f"lies {far:.1f} mm from GB43"))
    return found


def a_bone_is_one_bone_in_all_views(dataset: Dataset) -> list[Finding]:
    """The long bones of the big and the little toe end at the same places from below and from the side, foot or leg."""
    found, views, turn = [], dataset.atlas.limb.views, load_frames().foot_to_leg
    mm = views["foot_sole"].reference_unit_mm
    for name, side, towards in (("metatarsal_1", "medial", -1.0), ("metatarsal_5", "lateral", 1.0)):
        low, high = sorted(towards * x for x in bone(dataset, f"foot_{side}", name).bounds[::2])
        sole = bone(dataset, "foot_sole", name).bounds[1::2]
        leg = bone(dataset, f"leg_{side}", name).bounds
        across = -0.13 * towards  # how far from the middle of the foot these bones lie
        ends = turn.to_leg(np.array([[across, 0.05, low], [across, 0.05, high]]))[:, 2]
        per = views[f"leg_{side}"].reference_unit_mm
        for view, gaps in (
            ("foot_sole", [mm * (a - b) for a, b in zip(sole, (low, high), strict=True)]),
            (f"leg_{side}", [per * (a - b) for a, b in zip(sorted(towards * x for x in leg[::2]), ends, strict=True)]),
        ):
            if (gap := max(map(abs, gaps))) > SAME_BONE_MM:
                reason = f"{name} ends {gap:.1f} mm from where it ends in foot_{side}"
                found.append(Finding(f"views/{view}.geojson", None, reason))
    return found


def the_knuckles_are_as_far_from_the_finger_creases_as_in_people(dataset: Dataset) -> list[Finding]:
    """From the finger's crease to its knuckle, from the wrist's to the wrist; both sides have one skeleton."""
    found, (least, most) = [], FINGER_CREASE_MM
    mm = dataset.atlas.limb.views["hand_palmar"].reference_unit_mm
    details = {f["properties"]["id"]: shape(f["geometry"]) for f in dataset.atlas.documents["hand_palmar"]["features"]}
    for number, finger in FINGERS.items():
        near, far = (bone(dataset, "hand_palmar", f"{name}_{number}") for name in ("metacarpal", "proximal_phalanx"))
        joint = LineString(nearest_points(near, far)).centroid
        apart = mm * details[f"{finger}_base_crease"].centroid.distance(joint)
        if not least <= apart <= most:
            reason = (
                f"the {finger} knuckle lies {apart:.1f} mm from the finger's crease, in people {least:g} to {most:g}"
            )
            found.append(Finding("views/hand_palmar.geojson", None, reason))
        for name, one in ((f"metacarpal_{number}", near), (f"proximal_phalanx_{number}", far)):
            gap = mm * float(
                np.abs(np.subtract(one.bounds[1::2], bone(dataset, "hand_dorsal", name).bounds[1::2])).max()
            )
            if gap > SAME_BONE_MM / 2:
                reason = f"{name} ends {gap:.1f} mm from where it ends in hand_palmar"
                found.append(Finding("views/hand_dorsal.geojson", None, reason))
    crease = details["wrist_crease"].centroid.y
    radius, scaphoid = (bone(dataset, "hand_palmar", name).bounds for name in ("radius", "scaphoid"))
    joint, lunate = (radius[3] + scaphoid[1]) / 2, bone(dataset, "hand_palmar", "lunate").centroid.y
    under = {"radius": mm * (crease - joint), "lunate": mm * (crease - lunate)}
    return found + [
        Finding(
            "views/hand_palmar.geojson",
            None,
            f"the {name} lies {at:.1f} mm under the wrist crease, in people {WRIST_MM[name]}",
        )
        for name, at in under.items()
        if abs(at - WRIST_MM[name]) > WRIST_OFF_MM
    ]


def ki1_lies_in_its_drawn_hollow(dataset: Dataset) -> list[Finding]:
    """The hollow that is drawn behind the ball of the foot is where KI1 is marked."""
    features = dataset.atlas.documents["foot_sole"]["features"]
    lines = [f for f in features if f["properties"]["id"].startswith("hollow_behind_ball")]
    hollow = unary_union([shape(feature["geometry"]) for feature in lines]).convex_hull
    mark = Dot(dataset.placer.place("KI1", "foot_sole").xy)
    far = dataset.atlas.limb.views["foot_sole"].reference_unit_mm * mark.distance(hollow.centroid)
    return [] if far <= HOLLOW_MM else [dataset.about("KI1", f"lies {far:.1f} mm from the middle of its drawn hollow")]


PROMISES = (
    the_knee_is_that_of_life,
    the_drawn_leg_is_the_one_the_model_starts_with,
    the_marks_on_top_of_the_foot_lie_on_its_bones,
    a_bone_is_one_bone_in_all_views,
    the_knuckles_are_as_far_from_the_finger_creases_as_in_people,
    ki1_lies_in_its_drawn_hollow,
)
