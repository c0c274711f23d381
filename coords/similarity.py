"""Laying one drawing over another: turn, scale evenly, shift.

A similarity keeps shapes: circles stay circles and a cun is as long across as along. It is found from landmarks that
both frames share (a view and a sheet of paper, or a view and a photo).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Similarity:
    """z -> a z + b on the complex plane; with `mirrored`, the x of the source is turned over first."""

    a: complex
    b: complex
    mirrored: bool = False

    @property
    def scale(self) -> float:
        """Target lengths per source length."""
        return abs(self.a)

    @property
    def turn_degrees(self) -> float:
        """Counterclockwise turn."""
        return float(np.degrees(np.angle(self.a)))

    def __call__(self, points: ArrayLike) -> np.ndarray:
        """(n, 2) points of the source frame in the target frame."""
        xy = np.atleast_2d(np.asarray(points, dtype=float))
        z = (-xy[:, 0] if self.mirrored else xy[:, 0]) + 1j * xy[:, 1]
        w = self.a * z + self.b
        return np.column_stack([w.real, w.imag])


def fit_similarity(source: ArrayLike, target: ArrayLike, mirrored: bool = False) -> Similarity:
    """The least-squares similarity that carries `source` (n, 2) onto `target` (n, 2).

    Raises ValueError with fewer than two different points: a turn and a scale cannot be known from one.
    """
    p, q = np.asarray(source, dtype=float), np.asarray(target, dtype=float)
    if p.shape != q.shape or p.ndim != 2 or len(p) < 2:
        raise ValueError("a similarity needs the same two or more points in both frames")
    z = (-p[:, 0] if mirrored else p[:, 0]) + 1j * p[:, 1]
    w = q[:, 0] + 1j * q[:, 1]
    zc, wc = z - z.mean(), w - w.mean()
    spread = np.vdot(zc, zc).real
    if spread < 1e-18:
        raise ValueError("the points of the source frame all lie in one place")
    a = complex(np.vdot(zc, wc) / spread)
    return Similarity(a, complex(w.mean() - a * z.mean()), mirrored)
