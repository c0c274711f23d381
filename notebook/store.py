"""A person's notebook: add, edit, delete, bring back, find. It only ever sees the rows of its owner (see `mine.py`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from notebook import look, wipe
from notebook import mine as scope
from notebook import record as stored
from notebook.check import check
from notebook.database import Database
from notebook.errors import BadEntry, NotThere, Unreachable
from notebook.find import Day, EntriesPage, Find, Scored, Used
from notebook.mine import Mine
from notebook.models import TABLES, favourite, my_place, plan
from notebook.values import Favourite, MyPlace, Note, Plan, Record, Session, TenderSpot, new_id

LOCAL = "this computer"  # the owner where nobody signs in
LARGEST_PAGE = 500
AGAIN_AFTER_SECONDS = 0.3
T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Notebook:
    """`Notebook(database, owner)`; cheap, so make one for every run of a page. Every method is one transaction."""

    def __init__(self, database: Database, owner: str = LOCAL) -> None:
        if not owner:
            raise ValueError("a notebook needs an owner; see whose()")
        self.database = database
        self.owner = owner

    # one record

    def add(self, record: R) -> R:
        """Save a new record. One whose id is there already (a double click) is not saved again; the stored one returns.

        Of my place for a point and of a favourite there is one: it is replaced. Raises BadEntry.
        """
        ready = checked(record)
        ready = ready if ready.id else replace(ready, id=new_id())
        return self.write(lambda connection, mine: stored.add(connection, mine, ready))

    def edit(self, record: R) -> R:
        """Save a changed record. Raises StaleEntry when it is no longer the version that was opened, and BadEntry."""
        ready = checked(record)
        return self.write(lambda connection, mine: stored.update(connection, mine, ready))

    def delete(self, record: Record) -> None:
        """Put a record away; `undo` brings it back, for 30 days. Raises StaleEntry when it was changed meanwhile."""
        self.write(lambda connection, mine: stored.delete(connection, mine, record))

    def undo(self, record: R) -> R:
        """Bring a deleted record back. Raises NotThere when it is gone for good."""
        return self.write(lambda connection, mine: stored.restore(connection, mine, record))

    def get(self, kind: str, id: str) -> Record:
        """Raises NotThere, also for what is another person's."""
        found = self.read(lambda connection, mine: stored.one(connection, mine, kind, id))
        if found is None:
            raise NotThere("There is no such entry in your notebook.")
        return found

    def set_favourite(self, layer: str, code: str, on: bool) -> None:
        wanted = checked(Favourite(layer, code))
        if on:
            self.add(wanted)
            return
        this = [favourite.c.layer == layer, favourite.c.code == code]
        self.write(lambda connection, mine: connection.execute(mine.remove(favourite).where(*this)) and None)

    def set_my_place(self, place: MyPlace) -> MyPlace:
        return self.add(place)

    # many

    def list(self, find: Find = Find(), page: int = 1, size: int = 50) -> EntriesPage:  # noqa: B008
        """Sessions, tender spots and notes, newest first. A page too high gives the last one."""
        fits = max(1, min(size, LARGEST_PAGE))
        return self.read(lambda connection, mine: look.page_of(connection, mine, find, page, fits))

    def days(self, since: date, until: date) -> tuple[Day, ...]:
        """The calendar: days of the period with something, oldest first."""
        return self.read(lambda connection, mine: look.days(connection, mine, since, until))

    def scores(self, since: date | None = None, until: date | None = None, complaint: str = "", routine: str = "",
               code: str = "") -> tuple[Scored, ...]:  # fmt: skip
        """Sessions as the trends see them, oldest first."""
        find = Find(("session",), since, until, complaint, routine, code=code)
        return self.read(lambda connection, mine: look.scores(connection, mine, find))

    def tender_spots(self, since: date | None = None, until: date | None = None, view: str = "",
                     side: str = "") -> tuple[TenderSpot, ...]:  # fmt: skip
        """For the body map, oldest first."""
        find = Find(since=since, until=until, view=view, side=side)
        return self.read(lambda connection, mine: look.tender_spots(connection, mine, find))

    def notes_on(self, layer: str, code: str) -> tuple[Note, ...]:
        """The notes on one point, zone or technique, newest first."""
        return self.read(lambda connection, mine: look.notes_on(connection, mine, layer, code))

    def note_counts(self) -> dict[tuple[str, str], int]:
        """(layer, code) -> how many notes."""
        return self.read(look.note_counts)

    def my_places(self) -> tuple[MyPlace, ...]:
        return self._all("my_place", my_place.c.code, my_place.c.view, my_place.c.side)

    def favourites(self) -> tuple[Favourite, ...]:
        """In the order they were chosen."""
        return self._all("favourite", favourite.c.number)

    def plans(self) -> tuple[Plan, ...]:
        """The newest start first."""
        return self._all("plan", plan.c.start.desc(), plan.c.number.desc())

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return self.read(look.counts)

    def used(self) -> Used:
        """What the notebook speaks of, for the filter boxes."""
        return self.read(look.used)

    def delete_everything(self) -> wipe.Removed:
        """Everything of this person goes for good: records, what could be brought back, and dated copies."""
        return self._twice(lambda: wipe.delete_everything(self.database, self.owner))

    # the way to the database

    def read(self, work: Callable[[Connection, Mine], T]) -> T:
        """The answer of `work`, which gets a connection and the statements of this person."""

        def once() -> T:
            with self.database.reading() as connection:
                return work(connection, scope.find(connection, self.owner))

        return self._twice(once)

    def write(self, work: Callable[[Connection, Mine], T]) -> T:
        """As `read`, and everything `work` did is kept, or nothing. `work` may be called twice."""

        def once() -> T:
            with self.database.writing() as connection:
                return work(connection, scope.find_or_make(connection, self.owner, stored.utc_now()))

        return self._twice(once)

    def _twice(self, once: Callable[[], T]) -> T:
        try:
            return once()
        except (Unreachable, IntegrityError):  # the server was restarted; another app copy saved the same
            time.sleep(AGAIN_AFTER_SECONDS)
            return once()

    def _all(self, kind: str, *order: Any) -> tuple[Any, ...]:
        table = TABLES[kind]

        def work(connection: Connection, mine: Mine) -> tuple[Any, ...]:
            found = mine.rows(table).where(table.c.deleted.is_(None)).order_by(*order)
            return tuple(stored.records(connection, mine, found, kind))

        return self.read(work)


def checked(record: R) -> R:
    """The record with whole seconds. Raises BadEntry."""
    problems = check(record)
    if problems:
        raise BadEntry(problems)
    if isinstance(record, Session | TenderSpot | Note):
        return replace(record, when=record.when.replace(microsecond=0))
    return record
