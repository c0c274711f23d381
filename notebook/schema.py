"""Bring the tables of a database up to date with the migrations; run inside one transaction of the caller."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The migration a database stands at; None when it holds no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the missing migrations on a connection that is in a transaction; the caller commits.

    Alembic is imported here, because a notebook that is up to date does not need it.
    """
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(settings)

    def steps(revision, _context):  # the list of migrations from where the database stands
        return script._upgrade_revs(to, revision)

    with EnvironmentContext(settings, script, fn=steps) as context:
        context.configure(connection=connection, transactional_ddl=True)
        context.run_migrations()
