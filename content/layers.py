"""What may be drawn on a limb, as the reader chooses it: plain values, with what a visit begins with."""

from __future__ import annotations

from dataclasses import dataclass

from data.zones import SCHOOL


@dataclass(frozen=True)
class Layers:
    """What is drawn. `zones`: "points", "zones" or "both"; `systems`: the groups of zones, None for all;
    `school`: whose places they have; `articles`: whether those that only an article tells of are among them.

    `title`: the kind of title that a point must have to be drawn, "" for every point. `anatomical`: whether cards tell
    the place in the words of anatomy too. `deep`: whether the skin is sheer and shows what lies under it.
    """

    title: str = ""
    anatomical: bool = False
    deep: bool = False
    lines: bool = True
    measure: bool = True
    labels: bool = True
    margins: str = "selected"
    fingers: bool = True
    experts: bool = False
    compare: bool = False
    said: bool = True
    bones: int = 40
    look: str = "plate"
    tone: str = "fair"
    zones: str = "points"
    systems: tuple[str, ...] | None = None
    guides: bool = False
    articles: bool = False
    school: str = SCHOOL
