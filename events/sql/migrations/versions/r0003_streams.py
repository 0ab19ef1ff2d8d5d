"""the ends of streams; triggers and functions made again, all of it the owner's

Each end is taken from the records themselves. The views are made again from the records.
"""

import sqlalchemy as sa
from alembic import op

from parley.events.sql.migrations.versions.r0001_first_tables import INT64, TEXT, column, key
from parley.events.sql.migrations.versions.r0002_rebuilt_in_place import (
    drop_views,
    make_bookkeeping,
)
from parley.events.sql.sqlite.triggers import SQLITE_TRIGGERS

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Note where each stream ends; drop the views, and what runs, and make it again."""
    schema = op.get_context().version_table_schema
    drop_views(schema)
    make_bookkeeping(schema)
    make_streams(schema)
    if schema is None:
        drop_triggers()
        make_objects(schema)
    else:
        remake_on_server(schema)


def make_streams(schema: str | None) -> None:
    """Where each stream ends, as its records say."""
    op.create_table(
        "stream",
        key("stream", TEXT, "its name"),
        column("version", INT64, "of its last statement, which is how many it has"),
        column("hash", sa.LargeBinary(), "32 bytes: SHA-256 of that statement"),
        column("position", INT64, "of that statement's record"),
        schema=schema,
        sqlite_strict=True,
        comment="where each stream ends; written with its records",
    )
    place = "" if schema is None else f'"{schema}".'
    op.get_bind().exec_driver_sql(
        f"INSERT INTO {place}stream (stream, version, hash, position) "
        f"SELECT r.stream, r.version, r.statement_hash, r.position FROM {place}record AS r "
        f"JOIN (SELECT stream, max(version) AS version FROM {place}record GROUP BY stream) AS last "
        "ON last.stream = r.stream AND last.version = r.version"
    )


def make_objects(schema: str | None) -> None:
    """Functions and triggers, which are the engine's own; a later revision calls this."""
    bind = op.get_bind()
    if schema is None:
        for trigger in SQLITE_TRIGGERS:
            bind.exec_driver_sql(trigger)
        return
    from parley.events.sql.postgresql.objects import objects_in
    from parley.events.sql.postgresql.scripts import run_script

    for statements in objects_in(schema):
        run_script(bind, statements)


def drop_triggers() -> None:
    """Drop every trigger of a file: whoever made one, it would run in ours."""
    bind = op.get_bind()
    found = bind.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for name in found.scalars().all():
        quoted = name.replace('"', '""')
        bind.exec_driver_sql(f'DROP TRIGGER "{quoted}"')


def remake_on_server(schema: str) -> None:
    """Functions and triggers anew, and rights: writers own nothing and make nothing any more."""
    # Their driver is an extra.
    from parley.events.sql.postgresql.rights import give_rights, rights_on, take_rights
    from parley.events.sql.postgresql.scripts import run_script

    bind = op.get_bind()
    rights = rights_on(bind, schema)
    for statement in bind.exec_driver_sql(OBJECTS, {"schema": f'"{schema}"'}).scalars().all():
        run_script(bind, statement)
    make_objects(schema)
    take_rights(bind, schema)
    give_rights(bind, schema, writers=rights.writers, readers=rights.readers)


OBJECTS = (
    "SELECT format('DROP TRIGGER %%I ON %%s', t.tgname, t.tgrelid::regclass) "
    "FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = pg_catalog.to_regnamespace(%(schema)s) "
    "UNION ALL SELECT format('DROP FUNCTION %%s', p.oid::regprocedure) "
    "FROM pg_catalog.pg_proc AS p "
    "WHERE p.pronamespace = pg_catalog.to_regnamespace(%(schema)s) AND p.prokind = 'f'"
)
"""Every trigger and function of the schema, whoever made it: a ledger has its schema to itself."""
