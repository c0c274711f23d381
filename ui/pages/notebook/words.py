"""How the notebook is told in words: names of what was pressed, lines of the list, and notes made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from content.marks import VIEW_PHRASES, title
from content.phrases import side_word
from content.words import word
from data import load_atlas
from data.practice import load_practice, routine_named
from data.zones import load_zones
from notebook.values import Entry, Near, Note, Pressed, Session, TenderSpot

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//[^\s|`]+|(?<![^\W_])www\.[^\s|`]+|[-.\w+]+@[-\w]+\.[-.\w]+", re.IGNORECASE
)
SIGNS = re.compile(r"[\\`\[\]<>$:&]")  # what makes links, pictures, HTML, code, formulas, colours and icons
INDENT = re.compile(r"^[ \t]{4,}|^ {0,3}\t", re.MULTILINE)
MARK = {"session": ":material/touch_app:", "tender_spot": ":material/my_location:", "note": ":material/edit_note:"}


# ---- names


@cache
def things() -> dict[str, str]:
    """What can be pressed or noted: "point:SP6" → its name, in the order of the tables."""
    atlas = load_atlas()
    points = {f"point:{code}": title(point) for code, point in atlas.points.items()}
    zones = {f"zone:{name}": word("entry.zone", name=zone.name) for name, zone in load_zones().items()}
    rows = {name: row for name, row in atlas.techniques.items() if row["row_type"] == "technique"}
    ways = {f"technique:{name}": word("entry.technique", name=row["name"]) for name, row in rows.items()}
    return {**points, **zones, **ways}


@cache
def techniques() -> dict[str, str]:
    """Ways of pressing, by id; "" is none named."""
    rows = load_atlas().techniques
    skip = ("find_point", "locate_only")
    named = {name: row["name"] for name, row in rows.items() if row["row_type"] == "technique" and name not in skip}
    return {"": word("entry.any_way"), **named}


def option(key: str) -> str:
    """The name of "point:SP6" in a box to choose from; a code that no table knows is shown as it is."""
    return things().get(key) or key.partition(":")[2]


def technique(name: str) -> str:
    return techniques().get(name) or name


def thing(layer: str, code: str) -> str:
    """The short name of a point, zone or technique as Markdown; a code that no table knows is shown as it is."""
    if layer == "point" and code in load_atlas().points:
        return code if code[-1].isdigit() else load_atlas().points[code].names.pinyin or code
    if layer == "zone" and code in load_zones():
        return load_zones()[code].name
    if layer == "zone" and code in load_practice().zone_names:
        return load_practice().zone_names[code]
    if layer == "technique" and f"technique:{code}" in things():
        return load_atlas().techniques[code]["name"]
    return f"`{code}`"


def complaint(name: str) -> str:
    found = load_practice().conditions.get(name)
    return found.name if found else f"`{name}`"


def routine(name: str) -> str:
    try:
        return routine_named(load_practice(), name).title
    except KeyError:
        return f"`{name}`"


def bare(words: str) -> str:
    """Words of this module without their Markdown, for places that show plain text."""
    return words.replace("`", "").replace("**", "")


# ---- days


def day_words(day: date) -> str:
    """ "Saturday 21 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """ "21 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def moment(when: datetime) -> str:
    """ "Saturday 21 November 2026, 20:15"."""
    return f"{day_words(when.date())}, {when:%H:%M}"


def short_moment(when: datetime) -> str:
    """ "21 Nov 2026, 20:15"."""
    return f"{short_day(when.date())}, {when:%H:%M}"


def days(first: date, last: date) -> str:
    """ "1 Nov 2026 to 21 Nov 2026"."""
    return word("entry.days", first=short_day(first), last=short_day(last))


def period(length: int) -> str:
    """The last `length` days; 0 is all of them."""
    return word(f"entry.period_{length}")


# ---- entries


def entries(count: int) -> str:
    """ "1 entry"."""
    return word("entries.count" if count == 1 else "entries.count_many", count=count)


def limb(view: str, side: str) -> str:
    """A view in words, with its side: "the inner side of the lower leg, left"."""
    return word("entry.limb", view=view, side=side_word(side))


def head(entry: Entry) -> str:
    """The first line of an entry in the list."""
    if isinstance(entry, Session):
        what = complaint(entry.complaint) if entry.complaint else ""
        if not what:
            unnamed = word("entry.session" if entry.pressed else "entry.how_it_was")
            what = routine(entry.routine) if entry.routine else unnamed
        return " · ".join(filter(None, (f"**{what}**", scores(entry))))
    if isinstance(entry, TenderSpot):
        score = "" if entry.score is None else word("entry.of_ten", score=entry.score)
        return " · ".join(filter(None, (word("entry.tender_spot"), limb(VIEW_PHRASES[entry.view], entry.side), score)))
    return word("entry.note_on", thing=thing(entry.layer, entry.code))


def scores(session: Session) -> str:
    if session.before is not None and session.after is not None:
        return word("entry.before_and_after", before=session.before, after=session.after)
    if session.before is not None:
        return word("entry.before" if session.pressed else "entry.score", score=session.before)
    return "" if session.after is None else word("entry.after", score=session.after)


def details(entry: Entry) -> str:
    """What else an entry says, without its note."""
    if isinstance(entry, Session):
        told = ", ".join(pressed(part) for part in entry.pressed)
        of = word("entry.routine", routine=routine(entry.routine)) if entry.routine and entry.complaint else ""
        return "  \n".join(filter(None, (word("entry.pressed", things=told) if told else "", of)))
    if isinstance(entry, TenderSpot):
        return word("entry.near", things=nearest(entry.near)) if entry.near else word("entry.nothing_near")
    return ""


def pressed(part: Pressed) -> str:
    side = word("entry.both_sides") if part.side == "both" else part.side and side_word(part.side)
    way = load_atlas().techniques.get(part.technique, {}).get("phrase", "") if part.technique else ""
    more = ", ".join(filter(None, (side, way, span(part.seconds))))
    return thing(part.layer, part.code) + (f" ({more})" if more else "")


def named(parts: Iterable[Pressed]) -> str:
    """What was pressed by name only, each once: "SP6, KI3, Stroke"."""
    return ", ".join(dict.fromkeys(thing(part.layer, part.code) for part in parts))


def span(seconds: int) -> str:
    if not seconds:
        return ""
    return word("entry.seconds", s=seconds) if seconds < 90 else word("entry.minutes", min=f"{seconds / 60:.3g}")


def nearest(near: Iterable[Near]) -> str:
    """ "KI1, 12 mm; in the zone Heel"."""
    return "; ".join(
        word("entry.near_mm", thing=thing(part.layer, part.code), mm=f"{part.mm:.0f}")
        if part.mm is not None
        else word("entry.in_zone", zone=thing(part.layer, part.code))
        for part in near
    )


def note_of(entry: Entry) -> str:
    return entry.text if isinstance(entry, Note) else entry.note


# ---- notes


def harmless(text: str) -> str:
    """Markdown of a note with its emphasis, lists and headings only: addresses, pictures and HTML are shown as text.

    Nothing in it can load a picture, lead to another host or run.
    """
    text = INDENT.sub("   ", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts, at = [], 0
    for found in ADDRESS.finditer(text):
        parts += [_signs(text[at : found.start()]), f"`{found[0]}`"]
        at = found.end()
    return "".join([*parts, _signs(text[at:])]).replace("\n", "  \n")


def _signs(text: str) -> str:
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
