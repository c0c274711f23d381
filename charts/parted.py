"""Several lines as one plotly trace: its lists of x and y, with None where one line ends and the next begins."""

from collections.abc import Iterable, Sequence


def parted(lines: Iterable[Iterable[Sequence[float]]], decimals: int = 5) -> tuple[list, list]:
    """(x, y) of the points of all lines, rounded; a ring must bring its first point again at its end.

    >>> parted([[(0, 0), (1, 2)], [(3, 3), (4, 5)]])
    ([0.0, 1.0, None, 3.0, 4.0], [0.0, 2.0, None, 3.0, 5.0])
    """
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        for across, up in line:
            x.append(round(float(across), decimals) + 0.0)  # -0.0 becomes 0.0
            y.append(round(float(up), decimals) + 0.0)
        x.append(None)
        y.append(None)
    return x[:-1], y[:-1]
