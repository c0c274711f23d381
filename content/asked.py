"""What a person asks for on a command line: points by any of their names, sizes by any measure."""

from __future__ import annotations

from coords.intake import Range
from coords.options import Refused
from data.atlas import Atlas
from data.search.find import code_meant, find_points


def range_by_name(atlas: Atlas) -> dict[str, Range]:
    """The usual sizes by scale, by finger, and of "stature"."""
    scales = {
        scale: atlas.ranges[row["range_field"]]
        for scale, row in atlas.scale_words.items()
        if row["range_field"] in atlas.ranges
    }
    return {**atlas.ranges, **scales}


def codes_named(atlas: Atlas, name: str) -> list[str]:
    """The codes a name may mean, at least one: a code of today means only its own point. Raises Refused for none."""
    meant = code_meant(name)
    if meant.code:
        return [meant.code]
    found = find_points(atlas, name)
    codes = [answer.code for answer in found if answer.exact]
    if len(codes) < 2 and meant.notes:
        raise Refused(" ".join(meant.notes))
    if not codes:
        near = f"; near it are {', '.join(answer.code for answer in found)}" if found else ""
        raise Refused(f"No point is called {name!r}{near}.")
    return codes


def which(name: str, choices: list[str] | tuple[str, ...]) -> Refused:
    """The question to ask when a name means several points."""
    return Refused(f"{name!r} may be {', '.join(choices[:-1])} or {choices[-1]}; please say which.")


def point_named(atlas: Atlas, name: str) -> str:
    """The code of the one point a name means. Raises Refused, in a sentence, when it means none or several."""
    codes = codes_named(atlas, name)
    point = atlas.points[codes[0]]
    if len(codes) > 1 or not point.is_point:
        raise which(name, codes if len(codes) > 1 else point.members)
    return point.code
