"""views rebuilt in place

Nothing of the log is touched. What the first release made for views is dropped, by names that are
written here and taken from nowhere else; the views are made again from the records. Triggers and
functions are made again by the next revision.
"""

import sqlalchemy as sa
from alembic import op

from parley.events.sql.migrations.versions.r0001_first_tables import (
    INT64,
    TEXT,
    column,
    key,
    only_row,
)

revision = "0002"
down_revision = "0001"

SQL_VIEWS = ("offer_now", "deadline_now", "step_happened")
TABLES = (
    "negotiation",
    "registration",
    "step",
    "evidence",
    "offer",
    "demand",
    "condition",
    "deadline",
    "claim",
    "stated",
    "term",
    "deal",
    "ratification",
    "party",
    "person",
    "move",
    "attempt",
    "correction",
    "source",
    "step__words",
    "evidence__words",
)
FOUND = (
    "step__found",
    "evidence__found",
)  # SQLite's, which are dropped with all that they are made of
BOOKKEEPING = (
    "view_state",
    "view_generation",
    "view_generation_done",
    "view_fold",
    "view_fold__next",
)


def upgrade() -> None:
    """Drop what was made for views, and begin to count them anew."""
    schema = op.get_context().version_table_schema
    drop_views(schema)
    make_bookkeeping(schema)


def drop_views(schema: str | None) -> None:
    """Drop what the first release made for views, whatever of it is there, and nothing else."""
    bind = op.get_bind()
    inspector = sa.inspect(bind)
    views, tables = inspector.get_view_names(schema), inspector.get_table_names(schema)
    place = "" if schema is None else f'"{schema}".'
    once = (*FOUND, *TABLES)
    made = [*BOOKKEEPING, *once, *(f"{name}__next" for name in once)]
    for name in (*SQL_VIEWS, *made):
        if name in views:
            bind.exec_driver_sql(f'DROP VIEW {place}"{name}"')
    for name in made:
        if name in tables:
            bind.exec_driver_sql(f'DROP TABLE {place}"{name}"')


def make_bookkeeping(schema: str | None) -> None:
    """How far the views are; their own tables are made from their schema."""
    op.create_table(
        "view_state",
        only_row(),
        column("schema_version", INT64, "of the view tables; 0 when there are none"),
        column("cursor", INT64, "the position up to which their rows are complete"),
        sa.CheckConstraint('"only" = 1'),
        schema=schema,
        sqlite_strict=True,
        comment="which views are in use, and how far they are",
    )
    op.create_table(
        "view_fold",
        key("stream", TEXT, "whose fold it is"),
        column("version", INT64, "up to which version the stream was folded"),
        column("data", sa.LargeBinary(), "the folded state, in the bytes of whoever folded it"),
        schema=schema,
        sqlite_strict=True,
        comment="folded streams, so that recording need not read them",
    )
    place = "" if schema is None else f'"{schema}".'
    op.get_bind().exec_driver_sql(
        f'INSERT INTO {place}view_state ("only", schema_version, cursor) VALUES (1, 0, 0)'
    )
