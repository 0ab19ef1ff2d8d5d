"""The tables of a ledger: the log, its head, its tree, and the bookkeeping of its views.

Each column says its type, its unit and where its value comes from; the triggers beside them are
in the engines' rooms, and the tables of the views are made from `events.tables`. Statements are
written with these; what makes the tables are the revisions in `events.sql.migrations`, and a test
compares the two.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from parley.events.sql.migrations import VERSION_TABLE
from parley.events.tiles import TILE_BYTES

# SQLite makes only a column of the type INTEGER the row's own number.
Int64 = BigInteger().with_variant(Integer(), "sqlite")

# Sorted by code point everywhere; a server's own order depends on its language.
PlainText = Text().with_variant(Text(collation="C"), "postgresql")

log = MetaData()  # is only ever added to
bookkeeping = MetaData()  # of the views: can be made again


def _column(
    name: str, kind: type | BigInteger | Text, about: str, **options: bool
) -> Column[object]:
    return Column(name, kind, comment=about, nullable=False, **options)  # type: ignore[arg-type]


def _only_row() -> Column[object]:
    return _column("only", Integer, "1: there is one row", primary_key=True, autoincrement=False)


ledger = Table(
    "ledger",
    log,
    _only_row(),
    _column("ledger", PlainText, "the ledger's name, which every statement repeats"),
    _column("created_at", Int64, "µs since 1970, UTC"),
    CheckConstraint('"only" = 1'),
    sqlite_strict=True,
    comment="which ledger this is",
)

head = Table(
    "head",
    log,
    _only_row(),
    _column("size", Int64, "records in the log, which is the last position"),
    _column("recorded_at", Int64, "µs since 1970: the last record's; the creation's at size 0"),
    CheckConstraint('"only" = 1'),
    sqlite_strict=True,
    comment="the end of the log; whoever appends locks it first",
)

record = Table(
    "record",
    log,
    _column("position", Int64, "from 1, gapless", primary_key=True, autoincrement=False),
    _column("stream", PlainText, "copied from the bytes, as are the columns up to recorded_at"),
    _column("version", Int64, "the number in the stream, from 1, gapless"),
    _column("id", PlainText, "a UUID in lower case"),
    _column("type", PlainText, "the step's type"),
    _column("recorded_at", Int64, "µs since 1970, UTC; one append shares one"),
    _column("statement_hash", LargeBinary, "32 bytes: SHA-256 of the statement"),
    _column("leaf_hash", LargeBinary, "32 bytes: SHA-256 of 0x00 and the record"),
    _column("record", LargeBinary, "the exact bytes: header, signatures, blank line, statement"),
    UniqueConstraint("stream", "version"),
    UniqueConstraint("id"),
    Index("record_by_time", "recorded_at"),
    sqlite_strict=True,
    comment="the log",
)

stream = Table(
    "stream",
    log,
    _column("stream", PlainText, "its name", primary_key=True),
    _column("version", Int64, "of its last statement, which is how many it has"),
    _column("hash", LargeBinary, "32 bytes: SHA-256 of that statement"),
    _column("position", Int64, "of that statement's record"),
    sqlite_strict=True,
    comment="where each stream ends; written with its records",
)

tile = Table(
    "tile",
    log,
    _column("level", Integer, "0 for leaf hashes", primary_key=True, autoincrement=False),
    _column("number", Int64, "from 0, gapless in its level", primary_key=True, autoincrement=False),
    _column("hashes", LargeBinary, "256 hashes of 32 bytes, the leftmost first"),
    CheckConstraint(f"length(hashes) = {TILE_BYTES}"),
    sqlite_strict=True,
    comment="full tiles of the tree over the log (C2SP tlog-tiles)",
)

view_state = Table(
    "view_state",
    bookkeeping,
    _only_row(),
    _column("schema_version", Int64, "of the view tables; 0 when there are none"),
    _column("cursor", Int64, "the position up to which their rows are complete"),
    CheckConstraint('"only" = 1'),
    sqlite_strict=True,
    comment="which views are in use, and how far they are",
)

view_fold = Table(
    "view_fold",
    bookkeeping,
    _column("stream", PlainText, "whose fold it is", primary_key=True),
    _column("version", Int64, "up to which version the stream was folded"),
    _column("data", LargeBinary, "the folded state, in the bytes of whoever folded it"),
    sqlite_strict=True,
    comment="folded streams, so that recording need not read them",
)

TABLE_NAMES = frozenset([*log.tables, *bookkeeping.tables, VERSION_TABLE])
