"""People, entries with their parts, my places and favourites."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def kept() -> list[sa.Column]:
    return [
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("deleted", sa.DateTime),
    ]


def keys(name: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("number", name=f"pk_{name}"),
        sa.UniqueConstraint("person_id", "id", name=f"uq_{name}_person_id_id"),
        sa.UniqueConstraint("person_id", "number", name=f"uq_{name}_person_id_number"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE", name=f"fk_{name}_person_id"),
    ]


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(400), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("owner", name="uq_person_owner"),
    )
    op.create_table(
        "entry",
        *kept(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("zone_minutes", sa.SmallInteger, nullable=False),
        sa.Column("complaint", sa.String(80), nullable=False),
        sa.Column("routine", sa.String(80), nullable=False),
        sa.Column("before", sa.SmallInteger),
        sa.Column("after", sa.SmallInteger),
        sa.Column("view", sa.String(32), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("x", sa.Float),
        sa.Column("y", sa.Float),
        sa.Column("layer", sa.String(16), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("parts", sa.SmallInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("found_by", sa.Text, nullable=False),
        sa.CheckConstraint("kind IN ('session', 'tender_spot', 'note')", name=op.f("ck_entry_kind")),
        sa.CheckConstraint("before BETWEEN 0 AND 10 AND after BETWEEN 0 AND 10", name=op.f("ck_entry_scores")),
        *keys("entry"),
    )
    there, note = sa.text("deleted IS NULL"), sa.text("kind = 'note'")
    for name, columns, where in (
        ("ix_entry_listed", ["person_id", "moment", "number"], there),
        ("ix_entry_days", ["person_id", "day"], there),
        ("ix_entry_about", ["person_id", "layer", "code"], note),
    ):
        op.create_index(name, "entry", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "part",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("entry_number", sa.Integer, nullable=False),
        sa.Column("place", sa.SmallInteger, nullable=False),
        sa.Column("layer", sa.String(16), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("technique", sa.String(80), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("mm", sa.Float),
        sa.PrimaryKeyConstraint("number", name="pk_part"),
        sa.ForeignKeyConstraint(["person_id", "entry_number"], ["entry.person_id", "entry.number"],
                                ondelete="CASCADE", name="fk_part_entry"),
    )  # fmt: skip
    op.create_index("ix_part_entry", "part", ["person_id", "entry_number"])
    op.create_index("ix_part_code", "part", ["person_id", "code", "layer", "entry_number"])
    op.create_table(
        "my_place",
        *kept(),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("view", sa.String(32), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("up_mm", sa.Float, nullable=False),
        sa.Column("across_mm", sa.Float, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        *keys("my_place"),
    )
    op.create_table(
        "favourite",
        *kept(),
        sa.Column("layer", sa.String(16), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        *keys("favourite"),
    )
    for table, columns in (("my_place", ["person_id", "code", "view", "side"]),
                           ("favourite", ["person_id", "layer", "code"])):  # fmt: skip
        op.create_index(f"ux_{table}", table, columns, unique=True, sqlite_where=there, postgresql_where=there)
