"""Heights of the skin on a regular grid: filled, continued beyond the contour, brought to the size of a picture.

Arrays have rows from bottom to top and columns from left to right; NaN means "no skin measured here". Heights and
distances are in view units. Nothing here opens a file.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

STEEPEST = 2.2  # rise per run that a surface may keep beyond its known border


@dataclass(frozen=True)
class Window:
    """The part of a view a picture covers, and its pixels per view unit."""

    x0: float
    y0: float
    x1: float
    y1: float
    px_per_unit: float

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return (
            round((self.y1 - self.y0) * self.px_per_unit),
            round((self.x1 - self.x0) * self.px_per_unit),
        )

    @property
    def x(self) -> np.ndarray:
        return self.x0 + (np.arange(self.shape[1]) + 0.5) / self.px_per_unit

    @property
    def y(self) -> np.ndarray:
        return self.y0 + (np.arange(self.shape[0]) + 0.5) / self.px_per_unit

    def mirrored(self) -> "Window":
        return Window(-self.x1, self.y0, -self.x0, self.y1, self.px_per_unit)


def blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur, `sigma` in cells, edges repeated outward."""
    for axis in (0, 1):
        pad = int(3 * sigma) + 2
        padded = np.pad(values, [(pad, pad) if k == axis else (0, 0) for k in (0, 1)], mode="edge")
        size = padded.shape[axis]
        fall = np.exp(-2 * (np.pi * sigma * np.fft.rfftfreq(size)) ** 2)
        wave = np.fft.rfft(padded, axis=axis) * (fall[:, None] if axis == 0 else fall)
        values = np.take(np.fft.irfft(wave, size, axis=axis), range(pad, size - pad), axis=axis)
    return values


def extend(values: np.ndarray, trust: np.ndarray | None = None) -> np.ndarray:
    """Fill the unknown (NaN) cells smoothly from the known ones: from afar coarsely, and finer the nearer they are.

    `trust` (0–1) says how much each known cell counts; without it all count alike.
    """
    weight = np.isfinite(values) * (1.0 if trust is None else trust)
    if not weight.any():
        raise ValueError("a height grid without any known cell cannot be extended")
    known = np.where(weight > 0, values, 0.0)
    filled = np.full(values.shape, (known * weight).sum() / weight.sum())
    for sigma in (48, 24, 12, 6, 3, 1.5, 0.8):
        near = blur(weight, sigma)
        share = np.clip(near / 0.2, 0, 1)
        filled += share * (blur(known * weight, sigma) / np.maximum(near, 1e-9) - filled)
    return np.where(weight > 0, filled + np.clip(weight, 0, 1) * (known - filled), filled)


def _spline_weights(at: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """For places `at` on a row of `count` cells: (n, 4) neighbours and (n, 4) weights of the cubic B-spline."""
    at = np.clip(at, 0, count - 1)
    first = np.floor(at).astype(int)
    t = at - first
    weights = np.stack([(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3], axis=1) / 6
    return np.clip(first[:, None] + np.arange(-1, 3), 0, count - 1), weights


def resample(z: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """`z` (every cell known) at fractional columns `x` and rows `y` → (len(y), len(x)), smooth to the second slope."""
    rows, row_weights = _spline_weights(y, z.shape[0])
    columns, column_weights = _spline_weights(x, z.shape[1])
    tall = np.einsum("rk,rkc->rc", row_weights, z[rows])
    return np.einsum("ck,rck->rc", column_weights, tall[:, columns])


def pixels(outline: np.ndarray, window: Window) -> np.ndarray:
    """(n, 2) outline → its share of each pixel of the window, 0–1."""
    rows, columns = window.shape
    picture = Image.new("L", (columns * 3, rows * 3))
    scaled = (np.asarray(outline) - [window.x0, window.y0]) * window.px_per_unit * 3
    ImageDraw.Draw(picture).polygon([tuple(p) for p in scaled], fill=255)
    return np.asarray(picture.resize((columns, rows), Image.Resampling.BOX)) / 255.0


def depth_inside(mask: np.ndarray, reach: int) -> np.ndarray:
    """Distance in pixels of each inner pixel from the outside, exact up to `reach`, then `reach`."""
    far = np.where(mask > 0.5, reach, 0).astype(np.float32)  # whole numbers, and so are their squares
    for _ in range(reach):  # distance along the column
        far[1:] = np.minimum(far[1:], far[:-1] + 1)
        far[:-1] = np.minimum(far[:-1], far[1:] + 1)
    squares = far**2
    best = squares.copy()
    for step in range(1, reach + 1):  # and then across
        for near, moved in ((best[:, step:], squares[:, :-step]), (best[:, :-step], squares[:, step:])):
            np.minimum(near, moved + step**2, out=near)
    return np.sqrt(best.astype(float))


def _border_heights(z: np.ndarray, trust: np.ndarray, rounds: int = 8) -> np.ndarray:
    """Beyond the trusted cells the height of the nearest of them, infinite far away.

    A limb falls away from the viewer at its edge: beyond it nothing stands higher than the edge itself.
    """
    weight, near = np.clip(trust, 0, 1), np.where(trust > 0, z, 0.0)
    for _ in range(rounds):
        around = blur(weight, 1.2)
        filled = blur(near * weight, 1.2) / np.maximum(around, 1e-9)
        near = np.where(weight > 0.5, near, filled)
        weight = np.where(weight > 0.5, weight, (around > 0.02).astype(float))
    return np.where(weight > 0, near, np.inf)


def continued(z: np.ndarray, trust: np.ndarray, step: float) -> np.ndarray:
    """Heights with a known region → heights everywhere: beyond its border the surface goes on at its own slope.

    `trust`: 0–1 for each cell, smooth, 0 where `z` is unknown or unsure. `step`: side of a cell in view units. Steps
    between near and far skin (one toe before another) are softened, so that they don't shade as stairs.
    """
    known = np.isfinite(z)
    from_unknown = np.clip((depth_inside(known.astype(float), 5) - 1) / 3, 0, 1)
    trust = np.where(known, np.minimum(trust, blur(from_unknown, 0.8)), 0.0)
    filled = extend(z, trust)
    slope_y, slope_x = np.gradient(blur(filled, 0.8))
    steep = np.hypot(slope_x, slope_y) / step
    calm = np.minimum(1, STEEPEST / np.maximum(steep, 1e-9))
    firm = trust**2
    row, column = np.indices(z.shape)
    level = filled - column * slope_x * calm - row * slope_y * calm
    beyond = extend(level, firm) + column * extend(slope_x * calm, firm) + row * extend(slope_y * calm, firm)
    beyond = np.minimum(beyond, _border_heights(z, trust))
    joined = np.where(trust > 0, z, 0) * trust + beyond * (1 - trust)
    soft = np.clip(1.3 * blur(np.clip(steep / STEEPEST - 0.8, 0, 1) * trust, 1.0), 0, 1)
    return joined * (1 - soft) + blur(joined, 1.8) * soft


def splat(points: np.ndarray, window: Window) -> np.ndarray:
    """(n, 3) points (x, y, height toward the viewer) → the highest in each pixel, NaN where there is none."""
    rows, columns = window.shape
    column = np.floor((points[:, 0] - window.x0) * window.px_per_unit).astype(int)
    row = np.floor((points[:, 1] - window.y0) * window.px_per_unit).astype(int)
    seen = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    top = np.full(rows * columns, -np.inf)
    np.maximum.at(top, row[seen] * columns + column[seen], points[seen, 2])
    return np.where(np.isfinite(top), top, np.nan).reshape(rows, columns)


def dense(sections: np.ndarray, along: int, around: int) -> np.ndarray:
    """(n, m, 3) ring sections → (along, around, 3), by smooth interpolation along and around."""
    grid = np.linspace(0, sections.shape[0] - 1, along)
    ringed = np.concatenate([sections[:, -2:], sections, sections[:, :3]], axis=1)
    turn = 2 + np.arange(around) * sections.shape[1] / around
    return np.stack([resample(ringed[..., k], turn, grid) for k in range(3)], axis=-1)


def section_heights(sections: np.ndarray, window: Window) -> np.ndarray:
    """Heights of a limb made of level sections (n, m, 3: across, up, toward the viewer), row by row; NaN beside it.

    Sections are stored from the lowest up; below it nothing is known, above the highest it is repeated.
    """
    level = sections[:, 0, 1]
    at = np.interp(window.y, level, np.arange(len(level)), left=-1)
    out = np.full(window.shape, np.nan)
    inside = np.flatnonzero(at >= 0)
    ringed = np.concatenate([sections[:, -2:], sections, sections[:, :3]], axis=1)
    turn = 2 + np.arange(360) * sections.shape[1] / 360
    across, toward = (resample(ringed[..., k], turn, at[inside]) for k in (0, 2))
    for row, u, v in zip(inside, across, toward, strict=True):
        u, v = np.roll(u, -int(u.argmin())), np.roll(v, -int(u.argmin()))
        end = int(u.argmax())
        one, other = (u[: end + 1], v[: end + 1]), (np.r_[u[end:], u[:1]][::-1], np.r_[v[end:], v[:1]][::-1])
        front_u, front_v = one if one[1].mean() > other[1].mean() else other
        out[row] = np.interp(window.x, np.maximum.accumulate(front_u), front_v, left=np.nan, right=np.nan)
    return out


def grid_to_space(z: np.ndarray, x: np.ndarray, y: np.ndarray, axes: np.ndarray) -> np.ndarray:
    """Known cells of a height grid → (n, 3) points in space; `axes`: rows are the view's right, up and toward."""
    known = np.isfinite(z)
    across, up = np.meshgrid(x, y)
    return np.stack([across[known], up[known], z[known]], axis=1) @ axes


def joined(upper: np.ndarray, lower: np.ndarray, y: np.ndarray, seam: tuple[float, float]) -> np.ndarray:
    """`lower` below the seam, `upper` above it, blended between its two heights; each fills in for the other's gaps."""
    share = np.clip((y - seam[0]) / (seam[1] - seam[0]), 0, 1)[:, None]
    share = share**2 * (3 - 2 * share)
    blend = np.where(np.isfinite(upper) & np.isfinite(lower), upper * share + lower * (1 - share), np.nan)
    alone = np.where(np.isfinite(upper) & ((share > 0.5) | np.isnan(lower)), upper, lower)
    return np.where(np.isfinite(blend), blend, alone)


def bridged(z: np.ndarray, y: np.ndarray, low: float, high: float) -> np.ndarray:
    """`z` with the rows between heights `low` and `high` redrawn as a smooth bridge, column by column."""
    first, last = int(np.searchsorted(y, low)), int(np.searchsorted(y, high))
    reach = 6
    rise_low, rise_high = (z[first] - z[first - reach]) / reach, (z[last + reach] - z[last]) / reach
    rows = last - first
    s = (np.arange(rows + 1) / rows)[:, None]
    out = z.copy()
    out[first : last + 1] = (
        z[first] * (1 - 3 * s**2 + 2 * s**3)
        + z[last] * (3 * s**2 - 2 * s**3)
        + rows * rise_low * (s**3 - 2 * s**2 + s)
        + rows * rise_high * (s**3 - s**2)
    )
    return out
