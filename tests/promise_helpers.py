"""How each promise of the data is broken once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from data.promises.dataset import Dataset, Finding

Promise = Callable[[Dataset], list[Finding]]
Damage = tuple[Callable[[], Dataset], str]  # what makes the broken dataset, and words of the finding


def each_broken(damage: Mapping[Promise, Sequence[Damage]]) -> pytest.MarkDecorator:
    """Runs a test with `promise`, `damage` and `sentence` for each way to break each promise."""
    return pytest.mark.parametrize(
        ("promise", "damage", "sentence"),
        [
            pytest.param(promise, broken, sentence, id=f"{promise.__name__}-{number}")
            for promise, ways in damage.items()
            for number, (broken, sentence) in enumerate(ways)
        ],
    )
