"""The drawing of what lies under the skin: small, in colours that are seen, the same on both sides."""

import re

import numpy as np
import pytest

from charts.drawing import Fade, Layer, Shape
from charts.palette import MARK_CONTRAST, SHEER, SKIN_TONES, THEMES, contrast, mix, theme_palette
from charts.plate.deep import PULSE, VEIL, deep
from charts.plate.svg import plate_svg
from content.under import pulse_places
from data import load_atlas
from web.deep_files import deep_files

ATLAS = load_atlas()
VIEWS = [view for view, courses in ATLAS.courses.items() if courses]
LARGEST = 90_000


def drawn(view: str, side: str = "right"):
    return deep(ATLAS.documents[view], ATLAS.courses[view].values(), pulse_places(ATLAS, view), side)


def inked(layer: Layer) -> list[Shape | Fade]:
    return [item for item in layer.items if isinstance(item, Shape | Fade)]


@pytest.mark.parametrize("view", VIEWS)
def test_a_file_is_small_and_begins_with_the_veil(view):
    svg, told = deep_files(ATLAS.documents[view], "right").values()
    assert len(svg) < LARGEST and len(told) < 12_000
    roles = re.findall('data-role="([^"]+)"', svg)
    assert roles[0] == VEIL and set(ATLAS.courses[view]) <= set(roles)
    assert (PULSE in roles) == bool(pulse_places(ATLAS, view))


def test_the_foot_pulses_are_where_a_hand_feels_them():
    assert len(pulse_places(ATLAS, "foot_dorsum")) == 2  # top of the foot, between the first long bones
    assert len(pulse_places(ATLAS, "foot_medial")) == 1  # behind the inner ankle bone
    assert len(pulse_places(ATLAS, "leg_medial")) == 2  # the same, and the groin
    assert pulse_places(ATLAS, "leg_posterior") and not pulse_places(ATLAS, "leg_lateral")


def test_shallow_vessels_and_nerves_lie_on_deep_ones_and_all_on_the_muscles():
    order = [layer.role for layer in drawn("leg_posterior").layers]
    for below, above in (
        ("gastrocnemius_medial_head", "tibial_nerve"),
        ("soleus", "achilles_tendon"),
        ("popliteal_artery", "small_saphenous_vein"),
        ("posterior_tibial_artery", "sural_nerve"),
    ):
        assert order.index(below) < order.index(above)


def test_the_left_limb_is_the_mirror_image():
    right, left = (drawn("foot_dorsum", side).layers for side in ("right", "left"))
    for one, other in zip(right, left, strict=True):
        ours, theirs = (np.concatenate(inked(layer)[0].lines) for layer in (one, other))
        assert np.allclose(ours * (-1, 1), theirs, atol=2e-4)


def test_a_muscle_goes_on_as_its_tendon_and_what_varies_much_is_dashed():
    layers = {layer.role: layer for layer in drawn("foot_lateral").layers}
    fills = {item.fill for item in inked(layers["peroneus_longus"])}
    assert {"$muscle", "$tendon"} <= fills
    assert len(inked(layers["lateral_calcaneal_nerve"])[0].lines) > 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_vessels_nerves_and_tendons_are_seen_on_sheer_skin(theme, tone):
    palette = theme_palette(theme, tone)
    skin = mix(palette["skin"], palette["paper"], SHEER)
    for kind in ("artery", "vein", "nerve", "tendon"):
        assert contrast(palette[kind], skin) >= MARK_CONTRAST, kind


def test_the_svg_has_only_colours_of_the_palette():
    tokens = set(re.findall(r"var\(--(\w+)\)", plate_svg(drawn("leg_anterior"))))
    assert tokens <= set(theme_palette())
