"""What studies say of one point: whether it was pressed alone or with others, in whom, and how its trials pressed.

from content.studies import studies_of
found = studies_of("KI1")
found.level                # 'low'
found.summary()[0]         # 'We found no good study of pressing this point alone.'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mode, quantiles

from content.card_phrases import phrase
from data.practice import Evidence, load_practice
from data.reading.tables import ByLanguage, read_rows

LEVELS = ("none", "low", "moderate")
RESULTS_READ = ("findings", "abstract")
SHOWN = 2  # studies of a point among others that a card tells in full


@dataclass(frozen=True)
class PointStudies:
    """The rows about one point: pressed `alone`, pressed with `others` (the fewest others first), and its `dangers`."""

    alone: tuple[Evidence, ...]
    others: tuple[Evidence, ...]
    dangers: tuple[Evidence, ...]

    @property
    def tried(self) -> tuple[Evidence, ...]:
        """Every row in which the point was pressed and something was found or not found."""
        return (*self.alone, *self.others)

    @property
    def level(self) -> str:
        """The best level among them; "none" without any."""
        return max((row.level for row in self.tried), key=LEVELS.index, default="none")

    def summary(self) -> list[str]:
        """What a card says first: none found, or pressed with others and in whom; how trials pressed, if told."""
        told = phrases()
        if not self.tried:
            return [told["none"]]
        lines = [] if self.alone else [told["not_alone"]]
        if self.others:
            who = joined(dict.fromkeys(row.who for row in self.others))
            lines += [told["also" if self.alone else "together"].format(who=who)]
        return [*lines, dose()] if any(row.weeks for row in self.tried) else lines

    def in_full(self) -> list[str]:
        """The studies that a card tells: every one of the point alone, and the two with the fewest companions."""
        return [row.wording for row in (*self.alone, *self.others[:SHOWN])]


def badge(level: str) -> str:
    """How well something is tested, in two or three words."""
    return phrase(f"badge_{level}")


def studies_of(code: str) -> PointStudies:
    """The studies of one point, from the rows that name it and whose results were read."""
    rows = [row for row in load_practice().evidence.values() if code in row.subjects]
    read = [row for row in rows if row.layer == "point" and row.read in RESULTS_READ and row.topic != "safety"]
    others = sorted(
        (row for row in read if row.pressed in ("together", "among")),
        key=lambda row: (row.pressed == "among", len(row.subjects)),
    )
    return PointStudies(
        tuple(row for row in read if row.pressed == "alone"),
        tuple(others),
        tuple(row for row in rows if row.topic == "safety"),
    )


def dose() -> str:
    """How trials pressed, counted from the rows that say so: the usual minutes, the middle half of days and weeks."""
    rows = [row for row in load_practice().evidence.values() if row.point_minutes]
    minutes = mode(row.point_minutes for row in rows)
    return phrases()["dose"].format(
        minutes=minutes,
        days=_middle([row.days_a_week for row in rows if row.days_a_week]),
        weeks=_middle([row.weeks for row in rows if row.weeks]),
    )


def _middle(numbers: Sequence[int]) -> str:
    low, _, high = quantiles(numbers, n=4, method="inclusive")
    return phrases()["range"].format(low=round(low), high=round(high))


def joined(parts: Iterable[str]) -> str:
    """ "on dialysis, after cancer or giving birth"."""
    *first, last = parts
    return phrases()["or"].format(first=", ".join(first), last=last) if first else last


@ByLanguage
def phrases(language: str) -> dict[str, str]:
    """The sentences about studies that are made for a point, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{language}/study_phrases.csv", ("id", "text"))}
