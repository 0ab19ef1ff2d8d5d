"""Reading the log, its columns and its tiles, in short transactions and bounded pages.

The bytes are read as strictly as they were written: a store that is not what it says shows itself
at the first read, not at the next audit.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    tuple_,
)

from parley.events import flaws
from parley.events.append import StreamHead
from parley.events.errors import IntegrityError
from parley.events.record import Record
from parley.events.sql.composed import Asked, among
from parley.events.sql.database import Database
from parley.events.sql.stored import end_of, follows, head_of, parse_at
from parley.events.sql.tables import head, ledger, record, stream, tile
from parley.events.sql.typed import one_row, typed
from parley.events.store import Head, LedgerInfo, Row
from parley.events.tables import INTEGER_MAX
from parley.events.tiles import Tile

PAGE_ROWS = 256  # of at most RECORD_BYTES_MAX each: 16 MiB at worst
PAGE_HASHES = 16_384

_HEAD = select(head.c.size, head.c.recorded_at)
_HEAD_SEEN, _HEAD_LOCKED = Asked(_HEAD), Asked(_HEAD.with_for_update())
_bytes = select(record.c.position, record.c.version, record.c.record)
_heads = select(stream.c.stream, stream.c.version, stream.c.hash, stream.c.position)
_HEADS_OF = Asked(_heads.where(among(stream.c.stream, "names")), "names")
_earlier = select(record.c.stream, record.c.version, record.c.statement_hash, record.c.position)
_AT_ENDS = Asked(
    _earlier.join(stream, record.c.position == stream.c.position).where(
        among(stream.c.stream, "names")
    ),
    "names",
)
_rows = select(
    record.c.position,
    record.c.stream,
    record.c.version,
    record.c.id,
    record.c.type,
    record.c.recorded_at,
    record.c.statement_hash,
    record.c.leaf_hash,
    record.c.record,
)
_PAGE_OF_ROWS = Asked(
    _rows.where(record.c.position > bindparam("after"), record.c.position <= bindparam("upto"))
    .order_by(record.c.position)
    .limit(literal_column(str(PAGE_ROWS)))
    .offset(literal_column("0")),  # which SQLAlchemy would write as a value of its own
    "after",
    "upto",
)


def info_in(connection: Connection) -> LedgerInfo | None:
    """Which ledger this is, if it is one."""
    row = one_row(connection, select(ledger.c.ledger, ledger.c.created_at))
    return None if row is None else LedgerInfo(*typed(row, ledger))


def head_in(connection: Connection, *, lock: bool = False) -> Head:
    """The end of the log; with ``lock``, nobody appends until the transaction ends.

    Raises IntegrityError when there is none.
    """
    row = (_HEAD_LOCKED if lock else _HEAD_SEEN).one(connection)
    if row is None:
        raise IntegrityError([flaws.NoHead()])
    return head_of(*row)


def record_in(connection: Connection, condition: ColumnElement[bool]) -> Record | None:
    """The one record that fits ``condition``."""
    row = one_row(connection, _bytes.where(condition))
    return None if row is None else parse_at(row.position, row.record)


def records_of(database: Database, ids: Sequence[str]) -> list[Record]:
    """`EventStore.find_all`."""
    found: list[Record] = []
    for start in range(0, len(ids), PAGE_ROWS):
        query = _bytes.where(record.c.id.in_(ids[start : start + PAGE_ROWS]))
        with database.reading() as connection:
            found += [parse_at(row.position, row.record) for row in connection.execute(query)]
    return sorted({each.position: each for each in found}.values(), key=lambda each: each.position)


def stream_head_in(connection: Connection, name: str, upto: int | None = None) -> StreamHead | None:
    """`EventStore.stream_head`."""
    found = heads_in(connection, [name])
    if name not in found or upto is None or found[name].position <= upto:
        return found.get(name)
    query = (
        _earlier.where(record.c.stream == name, record.c.position <= upto)
        .order_by(record.c.version.desc())
        .limit(1)
    )
    row = one_row(connection, query)
    return None if row is None else end_of(*typed(row, record))


def heads_in(connection: Connection, names: Sequence[str]) -> dict[str, StreamHead]:
    """The heads of those of these streams that there are, by name."""
    return {row[0]: end_of(*row) for row in _HEADS_OF.all(connection, list(names))}


def ends_in(connection: Connection, names: Sequence[str]) -> dict[str, StreamHead]:
    """The same for whoever wants to record behind them, each held to its record.

    Raises IntegrityError where a stream is said to end with another statement than its record
    holds: that one would be named in the next statement, for good.
    """
    found = heads_in(connection, names)
    stands = {end.position: end for end in found.values()}
    for row in _AT_ENDS.all(connection, list(names)):
        end = end_of(*row)
        if stands.pop(end.position) != end:
            raise IntegrityError([flaws.EndIsAnother(end.stream, end.version)])
    if stands:
        raise IntegrityError(
            [flaws.NoRecordAtEnd(end.stream, end.position) for end in stands.values()]
        )
    return found


def last_of_streams(upto: int | None = None) -> Select[str, int, bytes, int]:
    """The last record of each stream, as the log itself has them; with ``upto``, the last up to
    there of those that go on behind it."""
    last = select(record.c.stream, func.max(record.c.version).label("version"))
    if upto is not None:
        grown = select(stream.c.stream).where(stream.c.position > upto)
        last = last.where(record.c.position <= upto, record.c.stream.in_(grown))
    newest = last.group_by(record.c.stream).subquery()
    return _earlier.join(
        newest,
        (record.c.stream == newest.c.stream) & (record.c.version == newest.c.version),
    )


def stream_heads(database: Database, prefix: str, upto: int | None) -> list[StreamHead]:
    """`EventStore.stream_heads`."""
    query: Select[str, int, bytes, int] = _heads
    if prefix:  # names are ASCII, so that DEL sorts after every name that begins so
        query = query.where(stream.c.stream >= prefix, stream.c.stream < prefix + "\x7f")
    with database.reading() as connection:
        found = [end_of(*typed(row, stream)) for row in connection.execute(query)]
        if upto is not None:
            earlier = [
                end_of(*typed(row, record)) for row in connection.execute(last_of_streams(upto))
            ]
            found = [each for each in found if each.position <= upto]
            found += [each for each in earlier if each.stream.startswith(prefix)]
    return sorted(found, key=lambda each: each.stream)


def position_at(database: Database, recorded_at: int) -> int:
    """`EventStore.position_at`."""
    query = (
        select(record.c.position)
        .where(record.c.recorded_at <= recorded_at)
        .order_by(record.c.recorded_at.desc(), record.c.position.desc())
        .limit(1)
    )
    with database.reading() as connection:
        row = one_row(connection, query)
        return 0 if row is None else int(typed(row, record).position)


def read_records(database: Database, after: int, upto: int | None) -> Iterator[Record]:
    """`EventStore.read`."""
    stop = _stop(database, upto)
    query = _bytes.order_by(record.c.position).limit(PAGE_ROWS)
    while after < stop:
        page = query.where(record.c.position > after, record.c.position <= stop)
        with database.reading() as connection:
            rows = connection.execute(page).all()
        for row in rows:
            if row.position != after + 1:
                break
            yield parse_at(row.position, row.record)
            after += 1
        if not rows or rows[-1].position != after:
            raise IntegrityError([flaws.PositionMissing(after + 1)])


def read_stream(database: Database, stream: str, after: int, upto: int | None) -> Iterator[Record]:
    """`EventStore.read_stream`."""
    stop = _stop(database, upto)
    query = (
        _bytes.where(record.c.stream == stream, record.c.position <= stop)
        .order_by(record.c.version)
        .limit(PAGE_ROWS)
    )
    while True:
        with database.reading() as connection:
            rows = connection.execute(query.where(record.c.version > after)).all()
        for position, version, data in rows:
            after += 1
            yield follows(stream, after, position, version, data)
        if len(rows) < PAGE_ROWS:
            return


def leaf_hashes(database: Database, start: int, stop: int) -> Iterator[bytes]:
    """`EventStore.leaf_hashes`."""
    while start < stop:
        end = min(start + PAGE_HASHES, stop)
        with database.reading() as connection:
            hashes = leaf_hashes_in(connection, start, end)
        yield from hashes
        start = end


def leaf_hashes_in(connection: Connection, start: int, stop: int) -> list[bytes]:
    """The same of the caller's transaction, for few of them."""
    query = select(record.c.leaf_hash).order_by(record.c.position)
    page = query.where(record.c.position > start, record.c.position <= stop)
    hashes = list(connection.execute(page).scalars())
    if not all(isinstance(each, bytes) for each in hashes):
        raise IntegrityError([flaws.LeafHashDamaged(start + 1, stop)])
    if len(hashes) != stop - start:
        raise IntegrityError([flaws.PositionsMissing(start + 1, stop)])
    return hashes


def read_rows(database: Database, after: int, upto: int | None) -> Iterator[Row]:
    """`EventStore.read_rows`: pages by whatever positions there are, and judges nothing."""
    last = INTEGER_MAX if upto is None else upto
    while True:
        with database.reading() as connection:
            rows = _PAGE_OF_ROWS.all(connection, after, last)
        for row in rows:
            yield Row(*row)
        if len(rows) < PAGE_ROWS:
            return
        after = rows[-1][0]


def rows_in(connection: Connection, upto: int) -> Iterator[Row]:
    """The same of the caller's transaction, for who wants one state of the log as a whole."""
    after = 0
    while True:
        page = _rows.where(record.c.position > after, record.c.position <= upto)
        rows = connection.execute(page.order_by(record.c.position).limit(PAGE_ROWS)).all()
        for row in rows:
            yield Row(**typed(row, record)._mapping)
        if len(rows) < PAGE_ROWS:
            return
        after = rows[-1].position


def read_tiles(database: Database) -> Iterator[Tile]:
    """`EventStore.read_tiles`."""
    query = (
        select(tile.c.level, tile.c.number, tile.c.hashes)
        .order_by(tile.c.level, tile.c.number)
        .limit(PAGE_ROWS)
    )
    place = tuple_(tile.c.level, tile.c.number)
    last = (-1, -1)
    while True:
        with database.reading() as connection:
            rows = connection.execute(query.where(place > last)).all()
        for row in rows:
            yield Tile(*typed(row, tile))
        if len(rows) < PAGE_ROWS:
            return
        last = (rows[-1].level, rows[-1].number)


def read_tile(connection: Connection, level: int, number: int) -> bytes | None:
    """The hashes of one tile, if it is stored."""
    query = select(tile.c.hashes).where(tile.c.level == level, tile.c.number == number)
    row = one_row(connection, query)
    hashes: bytes | None = None if row is None else typed(row, tile).hashes
    return hashes


def count_tiles(connection: Connection, level: int) -> int:
    """How many tiles of a level are stored."""
    query = select(func.max(tile.c.number)).where(tile.c.level == level)
    last = connection.execute(query).scalar_one()
    if last is not None and type(last) is not int:
        raise IntegrityError([flaws.ValueDamaged("number", tile.name, f"{last!r:.40}")])
    return 0 if last is None else last + 1


def _stop(database: Database, upto: int | None) -> int:
    with database.reading() as connection:
        size = head_in(connection).size
    return size if upto is None else min(upto, size)
