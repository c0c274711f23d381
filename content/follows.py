"""What follows from a reader's answers for one thing, in words: why it is left out, how hard at most, what to remark.

from content.follows import follows_for
follows_for(atlas, decision, "point", "SP6", "left").left_out.sentences
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from content.card_phrases import phrase
from data.atlas import Atlas
from data.care.decision import Decision
from data.dose import HARDEST, load_doses


@dataclass(frozen=True)
class Because:
    """What the answers do, in one sentence, and the reasons."""

    head: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Follows:
    """What the answers make of one thing: why it is left out, else its limit, and notes; `noted` are their ids."""

    left_out: Because | None = None
    limit: Because | None = None
    notes: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


class Limits(NamedTuple):
    """What the answers leave of a dose: the hardest pressure, None without a limit, and the tools not to be used."""

    cap: int | None
    without: tuple[str, ...]


NO_LIMIT = Limits(None, ())


def follows_for(atlas: Atlas, decision: Decision, kind: str, name: str, side: str = "both") -> Follows:
    """What the answers make of a point, zone, technique, tool or routine on a side."""
    if removed := decision.removed(kind, name, side):
        return Follows(Because(phrase("left_out"), _reasons(decision, removed)))
    cap, notes = decision.cap(kind, name, side), decision.notes(kind, name, side)
    if cap is None or cap >= hardest_of(kind, name):  # a limit above what is done anyway would invite more
        return Follows(notes=_reasons(decision, notes), noted=notes)
    reasons = decision.cap_reasons(kind, name, side)
    others = tuple(note for note in notes if note not in reasons)
    limit = Because(phrase("at_most", level=level_words(atlas, cap)), _reasons(decision, reasons))
    return Follows(None, limit, _reasons(decision, others), others)


def hardest_of(kind: str, name: str) -> int:
    """The hardest level of a point, zone or technique without any answer; of what has no dose, the end of the scale."""
    doses = load_doses()
    dosed = {
        "point": doses.points.get(name, ()),
        "zone": [doses.zones.get(name)],
        "technique": [doses.techniques.get(name)],
    }
    return max((dose.levels[1] for dose in dosed.get(kind, ()) if dose), default=HARDEST)


def limits_of(decision: Decision, kind: str, name: str, side: str = "both") -> Limits:
    """What the answers leave of the dose of a point, zone or technique on a side."""
    return Limits(decision.cap(kind, name, side), decision.without(side))


def concerns(decision: Decision, caution_id: str) -> bool:
    """Whether an ordinary caution is shown: not when the answers say that it is not this reader's."""
    return not decision.settled(decision.table.cautions.get(caution_id, ""))


def level_words(atlas: Atlas, level: int) -> str:
    """Such as "level 2 of 5 (light)"."""
    return phrase("level", level=level, hardest=HARDEST, name=atlas.techniques[f"pressure_{level}"]["name"])


def safety_sentence(decision: Decision, safety_id: str) -> str:
    """The message of a safety row, and who to ask unless it says so itself."""
    words, who = decision.table.words[safety_id], decision.advises(safety_id)
    return phrase("ask", message=words.message, who=who) if who and not words.names_who else words.message


def _reasons(decision: Decision, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(safety_sentence(decision, name) for name in names)
