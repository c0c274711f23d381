"""The tables. Every one has `person_id`, and every key that others refer to contains it: rows of two people cannot be
tied together even by mistake.

person     one row for each person; deleting it deletes everything of theirs
entry      what has a day: sessions, tender spots and notes (`kind`); times in UTC, and the person's own day beside them
part       what was pressed in a session, or lies near a tender spot
my_place, favourite, plan
kept_copy  where the notebook is no file: what a person's notebook held before an import (packed JSON)
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TextClause,
    TypeDecorator,
    UniqueConstraint,
    text,
)

HEAD = "0002"  # the newest migration; `KNOWN` are all that this atlas can read
KNOWN = ("0001", HEAD)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as UTC without a zone in both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(400), nullable=False, unique=True),  # see whose.py
    Column("created", Moment, nullable=False),
)


def owned(name: str, *columns: Column | CheckConstraint | UniqueConstraint | Index) -> Table:
    """A table of a person's records: id, version for two tabs, time of change and (until it is gone) of deletion."""
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
        Column("id", String(32), nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed", Moment, nullable=False),
        Column("deleted", Moment, nullable=True),
        *columns,
        UniqueConstraint("person_id", "id"),
        UniqueConstraint("person_id", "number"),
    )


entry = owned(
    "entry",
    Column("kind", String(16), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("day", Date, nullable=False),  # in the person's zone
    Column("zone_minutes", SmallInteger, nullable=False),  # east of UTC
    Column("complaint", String(80), nullable=False),
    Column("routine", String(80), nullable=False),
    Column("before", SmallInteger),  # a tender spot has its score here
    Column("after", SmallInteger),
    Column("view", String(32), nullable=False),
    Column("side", String(8), nullable=False),
    Column("x", Float),
    Column("y", Float),
    Column("layer", String(16), nullable=False),  # what a note is about
    Column("code", String(80), nullable=False),
    Column("parts", SmallInteger, nullable=False),  # how many rows of `part` it has
    Column("text", Text, nullable=False),
    Column("found_by", Text, nullable=False),  # note and codes without case and accents, for the search
    CheckConstraint("kind IN ('session', 'tender_spot', 'note')", name="kind"),
    CheckConstraint("before BETWEEN 0 AND 10 AND after BETWEEN 0 AND 10", name="scores"),
)
NOT_DELETED = text("deleted IS NULL")


def index(name: str, *columns: Column, where: TextClause = NOT_DELETED, unique: bool = False) -> None:
    """An index of the rows that are not deleted; `unique`: only one of them may have these values."""
    Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


index("ix_entry_listed", entry.c.person_id, entry.c.moment, entry.c.number)
index("ix_entry_days", entry.c.person_id, entry.c.day)
index("ix_entry_about", entry.c.person_id, entry.c.layer, entry.c.code, where=text("kind = 'note'"))

part = Table(
    "part",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("person_id", Integer, nullable=False),
    Column("entry_number", Integer, nullable=False),
    Column("place", SmallInteger, nullable=False),  # its place in the list, from 0
    Column("layer", String(16), nullable=False),
    Column("code", String(80), nullable=False),
    Column("side", String(8), nullable=False),
    Column("technique", String(80), nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("mm", Float),
    ForeignKeyConstraint(
        ["person_id", "entry_number"], ["entry.person_id", "entry.number"], ondelete="CASCADE", name="fk_part_entry"
    ),
)
Index("ix_part_entry", part.c.person_id, part.c.entry_number)
Index("ix_part_code", part.c.person_id, part.c.code, part.c.layer, part.c.entry_number)

my_place = owned(
    "my_place",
    Column("code", String(80), nullable=False),
    Column("view", String(32), nullable=False),
    Column("side", String(8), nullable=False),
    Column("up_mm", Float, nullable=False),
    Column("across_mm", Float, nullable=False),
    Column("text", Text, nullable=False),
)
index("ux_my_place", my_place.c.person_id, my_place.c.code, my_place.c.view, my_place.c.side, unique=True)

favourite = owned(
    "favourite",
    Column("layer", String(16), nullable=False),
    Column("code", String(80), nullable=False),
)
index("ux_favourite", favourite.c.person_id, favourite.c.layer, favourite.c.code, unique=True)

plan = owned(
    "plan",
    Column("start", Date, nullable=False),
    Column("weeks", String(52), nullable=False),
    Column("complaint", String(80), nullable=False),
    Column("routine", String(80), nullable=False),
    Column("text", Text, nullable=False),
)

kept_copy = Table(
    "kept_copy",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", Moment, nullable=False),
    Column("why", String(40), nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

TABLES = {"session": entry, "tender_spot": entry, "note": entry, "my_place": my_place, "favourite": favourite,
          "plan": plan}  # fmt: skip
