"""Plans for a trial on oneself, and copies kept before an import."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("deleted", sa.DateTime),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("weeks", sa.String(52), nullable=False),
        sa.Column("complaint", sa.String(80), nullable=False),
        sa.Column("routine", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_plan"),
        sa.UniqueConstraint("person_id", "id", name="uq_plan_person_id_id"),
        sa.UniqueConstraint("person_id", "number", name="uq_plan_person_id_number"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE", name="fk_plan_person_id"),
    )
    op.create_table(
        "kept_copy",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_kept_copy"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE", name="fk_kept_copy_person_id"),
    )
    op.create_index("ix_kept_copy_person_id", "kept_copy", ["person_id"])
