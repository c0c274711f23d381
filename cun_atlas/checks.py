"""`python -m data` checks every promise of the data; `… points` and `… zones` write these shapes into the views, and
`… inventory` what is counted twice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from content.opening import guarded
from content.promises.check import check, information, kept
from data.atlas import load_atlas
from data.promises.dataset import open_dataset
from data.promises.inventory import TABLE, write_inventory
from data.reading.tables import DataError
from data.shapes.points import write_points
from data.shapes.zones import write_zones

COMMANDS = ("check", "points", "zones", "inventory")


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 1 when a promise is broken, 2 for an unknown command."""
    command = arguments[0] if arguments else "check"
    if command not in COMMANDS or len(arguments) > 1:
        print(f"unknown command {' '.join(arguments)!r}; say one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    if command == "points":
        return _write("points", lambda: write_points(open_dataset()))
    if command == "zones":
        return _write("zones", lambda: write_zones(load_atlas()))
    if command == "inventory":
        return _write("rows", lambda: {TABLE: write_inventory(open_dataset())})
    found, dataset = check()
    for finding in found:
        print(finding)
    if found:
        print(f"{len(found)} broken promise{'s' if len(found) > 1 else ''}.")
    elif dataset:
        print(kept(dataset))
    for line in information(dataset) if dataset and not found else ():
        print(line)
    return 1 if found else 0


def _write(what: str, write: Callable[[], Mapping[str, int]]) -> int:
    try:
        with guarded():
            counts = write()
    except DataError as error:
        print(error)
        return 1
    for view, count in counts.items():
        print(f"{view}: {count} {what}")
    return 0
