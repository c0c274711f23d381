"""From the measured height of the skin to the light and shade of a plate.

The result is one picture that lies over a flat skin colour: where the skin turns from the light it lays a warm dark
over it, where it faces the light a warm white, and elsewhere nothing. So one picture serves every skin tone and theme.
Light comes from the upper left, on the left limb too: a left limb is the mirrored *surface*, lit again.

Arrays have rows from bottom to top and columns from left to right; NaN means "no skin measured here". Heights and
distances are in view units. Nothing here opens a file.
"""

import io
from typing import Any

import numpy as np
from PIL import Image

from charts.plate.heights import blur, depth_inside, resample

LIGHT_FROM = (-0.46, 0.50, 0.73)  # x right, y up, toward the viewer
DARK, WHITE = (70, 26, 12), (255, 240, 224)
DARKEST_SPOT = 0.10  # how much darker than its surroundings a place near the contour may stay
LEVELS = 127  # steps of opacity of the dark, and as many of the white: all that one byte holds
_PAIR = np.array([[0, 2], [3, 1]])
_QUAD = np.block([[4 * _PAIR, 4 * _PAIR + 2], [4 * _PAIR + 3, 4 * _PAIR + 1]])
GRAIN = (_QUAD + 0.5) / 16 - 0.5  # added before a step is rounded, so that no band of tone shows when zoomed


def shade(
    depth: np.ndarray,
    inside: np.ndarray,
    px_per_unit: float,
    *,
    unit: float = 1.0,
    roll: float = 0.005,
    roll_width: float = 0.024,
    strength: float = 1.0,
    hollow: float = 1.0,
) -> np.ndarray:
    """Light (+1) and shade (−1) of a surface, 0 where the skin keeps its flat colour.

    `depth`: heights toward the viewer in view units, all known. `inside`: share of each pixel that is skin.
    `unit`: length of a foot (or hand) in view units, the measure of all sizes here.
    `roll`, `roll_width`: how far the surface is bent back at the contour, and over what width. `strength` and `hollow`
    scale the whole and the darkening of grooves.
    """
    px_per_unit, depth = px_per_unit * unit, depth / unit
    reach = max(2, round(roll_width * px_per_unit * 1.6))
    away = blur(depth_inside(inside, reach), 1.2) / px_per_unit
    z = depth - roll * np.clip(1 - away / roll_width, 0, 1) ** 2.2
    slope_y, slope_x = np.gradient(z * px_per_unit)
    normal = np.stack([-slope_x, -slope_y, np.ones_like(z)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    light = np.array(LIGHT_FROM) / np.linalg.norm(LIGHT_FROM)
    halfway = light + np.array([0, 0, 1])
    facing = normal @ light
    gleam = np.clip(normal @ (halfway / np.linalg.norm(halfway)), 0, 1)
    edge = 1 - normal[..., 2]
    cavity = sum(
        share * (z - blur(z, size * px_per_unit)) for size, share in ((0.008, 1.6), (0.022, 1.0), (0.055, 0.5))
    )
    cavity = np.clip(cavity * 22, -1, 1)
    turned = facing - light[2]
    tone = np.where(turned < 0, 0.66, 0.9) * turned
    tone += 0.26 * gleam**26 + 0.10 * gleam**6 - 0.06
    tone += 0.20 * hollow * np.where(cavity < 0, 1.35, 0.8) * cavity
    lit = np.clip(normal[..., :2] @ light[:2] / np.hypot(*light[:2]), 0, 1)
    tone -= 0.24 * edge**1.5 * (1 - 0.8 * lit)  # the rim darkens, much less toward the light
    tone += 0.22 * np.clip(normal @ np.array([0.70, -0.55, 0.1]), 0, 1) ** 2 * edge  # light thrown back from the paper
    tone *= strength * 0.96
    return even_at_contour(tone / (1 + 0.55 * np.abs(tone)), inside, away, px_per_unit)


def _wide_blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur of a `sigma` of many pixels, reckoned on every fourth."""
    rows, columns = values.shape
    whole = np.pad(values, [(0, -rows % 4), (0, -columns % 4)], mode="edge")
    few = whole.reshape(whole.shape[0] // 4, 4, -1, 4).mean(axis=(1, 3))
    return resample(blur(few, sigma / 4), (np.arange(columns) - 1.5) / 4, (np.arange(rows) - 1.5) / 4)


def even_at_contour(tone: np.ndarray, inside: np.ndarray, away: np.ndarray, px_per_unit: float) -> np.ndarray:
    """`tone` without the spots that guessed slopes leave beside the contour.

    The measured skin is least sure where it turns out of sight: on the ground, below the ankle bumps, at the tips.
    There the tone is carried *along* the contour, ring by ring, and a spot much darker than its surroundings is lifted.
    `away`: distance of each pixel from the contour in foot lengths, right up to 0.035, then at least that.
    """
    rings, width, run = np.arange(6), 0.006, 0.026 * px_per_unit
    even, total = np.zeros_like(tone), np.zeros_like(tone)
    for ring in rings:
        share = np.clip(1 - np.abs(away / width - ring), 0, 1) * inside
        near = np.maximum(_wide_blur(share, run), 1e-4)
        even += share * _wide_blur(tone * share, run) / near
        total += share
    unsure = np.clip(1.9 - away / 0.017, 0, 1) * (total > 0)
    tone = tone * (1 - unsure) + even / np.maximum(total, 1e-6) * unsure
    coarse = depth_inside(inside[::4, ::4], round(0.018 * px_per_unit)) * 4 / px_per_unit
    far = np.clip(1.8 - coarse / 0.04, 0, 1).repeat(4, 0).repeat(4, 1)[: tone.shape[0], : tone.shape[1]]
    wide = 0.05 * px_per_unit
    around = _wide_blur(tone * inside, wide) / np.maximum(_wide_blur(inside, wide), 1e-3)
    too_dark = np.clip(around - tone - DARKEST_SPOT, 0, None) * blur(far, 2)
    return tone + 0.75 * blur(too_dark, 0.006 * px_per_unit)


def fade(y: np.ndarray, cuts: list[dict[str, Any]]) -> np.ndarray:
    """Opacity of the limb at height `y`: 1 in the drawing, falling smoothly to 0 from a cut's `from` to its `to`."""
    opacity = np.ones_like(np.asarray(y, float))
    for cut in cuts:
        share = np.clip((y - cut["from"]) / (cut["to"] - cut["from"]), 0, 1)
        opacity = opacity * (1 - share**2 * (3 - 2 * share))
    return opacity


def picture(tone: np.ndarray, opacity: np.ndarray) -> bytes:
    """PNG of light and shade (−1…1) with `opacity` (0–1): one byte a pixel, a palette of see-through dark and white."""
    seen = np.clip(tone * opacity, -1, 1) * LEVELS
    rows, columns = seen.shape
    grain = np.tile(GRAIN, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns] * (seen != 0)
    level = np.clip(np.rint(seen + grain), -LEVELS, LEVELS).astype(int) + LEVELS + 1
    image = Image.fromarray(level[::-1].astype(np.uint8), mode="P")
    image.putpalette([c for k in range(256) for c in (DARK if k <= LEVELS else WHITE)])
    alpha = bytes(min(255, round(abs(k - LEVELS - 1) * 255 / LEVELS)) for k in range(256))
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, transparency=alpha)
    return file.getvalue()
