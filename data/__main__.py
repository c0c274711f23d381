"""`python -m data` checks every promise of the data; `… points` and `… zones` write these shapes into the views."""
from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from data.atlas import load_atlas
from data.check import check, information, kept
from data.points_on_views import write_points
from data.shelf import open_shelf
from data.tables import DataError
from data.zone_shapes import write_zones

COMMANDS = ("check", "points", "zones")


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 1 when a promise is broken, 2 for an unknown command."""
    command = arguments[0] if arguments else "check"
    if command not in COMMANDS or len(arguments) > 1:
        print(f"unknown command {' '.join(arguments)!r}; say one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    if command == "points":
        return _write("points", lambda: write_points(open_shelf()))
    if command == "zones":
        return _write("zones", lambda: write_zones(load_atlas()))
    found, shelf = check()
    for finding in found:
        print(finding)
    if found:
        print(f"{len(found)} broken promise{'s' if len(found) > 1 else ''}.")
    elif shelf:
        print(kept(shelf))
    for line in information(shelf) if shelf and not found else ():
        print(line)
    return 1 if found else 0


def _write(what: str, write: Callable[[], Mapping[str, int]]) -> int:
    try:
        counts = write()
    except DataError as error:
        print(error)
        return 1
    for view, count in counts.items():
        print(f"{view}: {count} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
