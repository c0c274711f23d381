"""The one place where rows are tied to their person: every statement about records is made by a `Mine`.

No other module of the notebook makes a SELECT, INSERT, UPDATE or DELETE of a person's rows; a test holds that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Delete, Select, Table, Update

from notebook.models import person

NOBODY = 0  # no person has this number, so nothing is found


@dataclass(frozen=True)
class Mine:
    """Statements that only ever touch the rows of one person, by the number of their row in `person`."""

    person_id: int

    def rows(self, table: Table, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
        return sa.select(*(columns or (table,))).select_from(table).where(table.c.person_id == self.person_id)

    def any(self, table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        """Is there a row of mine with these conditions? For use inside another statement."""
        return sa.exists().where(table.c.person_id == self.person_id, *conditions)

    def change(self, table: Table) -> Update:
        return sa.update(table).where(table.c.person_id == self.person_id)

    def remove(self, table: Table) -> Delete:
        return sa.delete(table).where(table.c.person_id == self.person_id)

    def put(self, connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        owned = [{**row, "person_id": self.person_id} for row in rows]
        if owned:
            connection.execute(sa.insert(table), owned)

    def put_one(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
        """The number of the new row."""
        done = connection.execute(sa.insert(table).values(**row, person_id=self.person_id))
        return done.inserted_primary_key[0]  # type: ignore[index]


def find(connection: Connection, owner: str) -> Mine:
    number = connection.execute(sa.select(person.c.id).where(person.c.owner == owner)).scalar()
    return Mine(NOBODY if number is None else number)


def find_or_make(connection: Connection, owner: str, now: Any) -> Mine:
    mine = find(connection, owner)
    if mine.person_id == NOBODY:  # two app copies may come here together
        connection.execute(
            sa.text("INSERT INTO person (owner, created) VALUES (:owner, :now) ON CONFLICT (owner) DO NOTHING")
            .bindparams(sa.bindparam("now", type_=person.c.created.type)), {"owner": owner, "now": now})  # fmt: skip
        mine = find(connection, owner)
    return mine


def forget(connection: Connection, mine: Mine) -> None:
    """The person and, by the foreign keys, every row of theirs."""
    connection.execute(sa.delete(person).where(person.c.id == mine.person_id))
