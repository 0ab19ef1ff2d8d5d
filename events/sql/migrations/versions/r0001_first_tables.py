"""the first tables

What is written here stays as it is, whatever `events.sql.tables` says later: a ledger made from
nothing passes through every revision.
"""

from typing import TypeAlias

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Kind: TypeAlias = sa.BigInteger | sa.Integer | sa.LargeBinary | sa.Text

INT64 = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    schema = op.get_context().version_table_schema
    make_log(schema)
    make_bookkeeping(schema)
    if schema is not None:  # SQLite keeps no comments
        explain_revision(schema)


def explain_revision(schema: str) -> None:
    """Say what Alembic's own table is, beside the tables that say it themselves."""
    op.create_table_comment(
        "alembic_version", "of which revision these tables are (Alembic)", schema=schema
    )
    op.alter_column(
        "alembic_version", "version_num", comment="parley's number for it", schema=schema
    )


def make_log(schema: str | None) -> None:
    """The tables that are only ever added to."""
    op.create_table(
        "ledger",
        only_row(),
        column("ledger", TEXT, "the ledger's name, which every statement repeats"),
        column("created_at", INT64, "µs since 1970, UTC"),
        sa.CheckConstraint('"only" = 1'),
        schema=schema,
        sqlite_strict=True,
        comment="which ledger this is",
    )
    op.create_table(
        "head",
        only_row(),
        column("size", INT64, "records in the log, which is the last position"),
        column("recorded_at", INT64, "µs since 1970: the last record's; the creation's at size 0"),
        sa.CheckConstraint('"only" = 1'),
        schema=schema,
        sqlite_strict=True,
        comment="the end of the log; whoever appends locks it first",
    )
    op.create_table(
        "record",
        key("position", INT64, "from 1, gapless"),
        column("stream", TEXT, "copied from the bytes, as are the columns up to recorded_at"),
        column("version", INT64, "the number in the stream, from 1, gapless"),
        column("id", TEXT, "a UUID in lower case"),
        column("type", TEXT, "the step's type"),
        column("recorded_at", INT64, "µs since 1970, UTC; one append shares one"),
        column("statement_hash", sa.LargeBinary(), "32 bytes: SHA-256 of the statement"),
        column("leaf_hash", sa.LargeBinary(), "32 bytes: SHA-256 of 0x00 and the record"),
        column(
            "record",
            sa.LargeBinary(),
            "the exact bytes: header, signatures, blank line, statement",
        ),
        sa.UniqueConstraint("stream", "version"),
        sa.UniqueConstraint("id"),
        schema=schema,
        sqlite_strict=True,
        comment="the log",
    )
    op.create_index("record_by_time", "record", ["recorded_at"], schema=schema)
    op.create_table(
        "tile",
        key("level", sa.Integer(), "0 for leaf hashes"),
        key("number", INT64, "from 0, gapless in its level"),
        column("hashes", sa.LargeBinary(), "256 hashes of 32 bytes, the leftmost first"),
        sa.CheckConstraint("length(hashes) = 8192"),
        schema=schema,
        sqlite_strict=True,
        comment="full tiles of the tree over the log (C2SP tlog-tiles)",
    )


def make_bookkeeping(schema: str | None) -> None:
    """How far the views are; their own tables are made from their schema."""
    op.create_table(
        "view_state",
        only_row(),
        column("schema_version", INT64, "of the view tables; 0 when there are none"),
        column("cursor", INT64, "the position up to which their rows are complete"),
        column("names", TEXT, "JSON {tables, sql_views}: what has to go when they are replaced"),
        column("generations", INT64, "how many rebuilds were ever begun"),
        sa.CheckConstraint('"only" = 1'),
        schema=schema,
        sqlite_strict=True,
        comment="which views are in use, and how far they are",
    )
    op.create_table(
        "view_generation",
        only_row(),
        column("number", INT64, "which rebuild this is"),
        column("schema_version", INT64, "of the tables being built"),
        column("names", TEXT, "JSON {tables, sql_views}: what has to go when it is dropped"),
        column("target", INT64, "the position up to which every stream is to be folded"),
        sa.CheckConstraint('"only" = 1'),
        schema=schema,
        sqlite_strict=True,
        comment="the rebuild under way, if there is one",
    )
    op.create_table(
        "view_generation_done",
        key("stream", TEXT, "a stream that the rebuild has written"),
        schema=schema,
        sqlite_strict=True,
        comment="how far the rebuild is",
    )
    for name, about in (
        ("view_fold", "folded streams, so that recording need not read them"),
        ("view_fold__next", "the same, of the rebuild under way"),
    ):
        op.create_table(
            name,
            key("stream", TEXT, "whose fold it is"),
            column("version", INT64, "up to which version the stream was folded"),
            column("data", sa.LargeBinary(), "the folded state, in the bytes of whoever folded it"),
            schema=schema,
            sqlite_strict=True,
            comment=about,
        )


def column(name: str, kind: Kind, about: str) -> sa.Column[object]:
    """A column that always has a value."""
    return sa.Column(name, kind, comment=about, nullable=False)


def key(name: str, kind: Kind, about: str) -> sa.Column[object]:
    """A column of the primary key, whose value is ours."""
    return sa.Column(
        name, kind, comment=about, nullable=False, primary_key=True, autoincrement=False
    )


def only_row() -> sa.Column[object]:
    """The key of a table that has one row."""
    return sa.Column(
        "only", sa.Integer(), comment="1: there is one row", primary_key=True, autoincrement=False
    )
