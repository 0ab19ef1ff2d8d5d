"""Loading a log from a copy of it: no row is taken before it is derived from its bytes again.

The check stands once and apart from the engines, so that each writes the same records or none;
whoever made a copy reads it back through the same check.
"""

from collections.abc import Iterable, Iterator

from parley.events.errors import IntegrityError, RecordError, WrongLedger
from parley.events.merkle import CompactRange
from parley.events.record import Record, leaf_hash, parse
from parley.events.statement import decode_statement, statement_hash
from parley.events.store import LedgerInfo, Row

__all__ = ["checked", "id_twice"]

_COPIED = ("position", "stream", "version", "id", "type", "recorded_at")


def checked(rows: Iterable[Row], info: LedgerInfo, *, size: int, root: bytes) -> Iterator[Row]:
    """The rows, each once it is what its bytes say and follows the rows before it (docs/format.md).

    Memory grows with the number of streams alone. That no id comes twice is for the store to see,
    which finds ids anyway.

    Raises WrongLedger, and IntegrityError at the first row at fault or, at the end, where there
    are not ``size`` records or their tree does not have the ``root`` (32 bytes).
    """
    tree = CompactRange()
    ends: dict[str, tuple[int, str]] = {}  # stream → version and hash of its last statement
    position, recorded_at = 0, info.created_at
    for row in rows:
        position += 1
        if row.position != position:
            raise IntegrityError([f"@{row.position} stands where @{position} should be"])
        record = _read(row)
        if row.recorded_at < recorded_at:
            raise IntegrityError([f"@{position} is recorded before what it follows"])
        recorded_at = row.recorded_at
        _check_chain(row, record, info.ledger, ends)
        tree.append(row.leaf_hash)
        yield row
    if position != size:
        raise IntegrityError([f"there should be {size} records, and {position} are there"])
    if tree.root() != root:
        found = tree.root().hex()
        raise IntegrityError([f"the root of {size} records should be {root.hex()}, and is {found}"])


def id_twice(row: Row) -> str:
    """What to say of a row whose id another record of the log has."""
    return f"@{row.position} has the id {row.id}, which another record has"


def _read(row: Row) -> Record:
    """The record that the bytes spell, where every column says what they say."""
    try:
        record = parse(row.record)
    except RecordError as error:
        raise IntegrityError([f"@{row.position}: {error}"]) from error
    for name in _COPIED:
        said, stands = getattr(record, name), getattr(row, name)
        if said != stands:
            raise IntegrityError(
                [f"@{row.position}: {name} is {said} in the bytes, {stands} beside them"]
            )
    if row.statement_hash != statement_hash(record.statement):
        raise IntegrityError([f"@{row.position}: statement_hash is not that of the statement"])
    if row.leaf_hash != leaf_hash(row.record):
        raise IntegrityError([f"@{row.position}: leaf_hash is not the hash of the record"])
    return record


def _check_chain(row: Row, record: Record, ledger: str, ends: dict[str, tuple[int, str]]) -> None:
    """It is the next statement of its stream, made for this ledger after the one before it."""
    statement = decode_statement(record.statement)
    if statement.ledger != ledger:
        raise WrongLedger(ledger, statement.ledger)
    version, previous = ends.get(row.stream, (0, None))
    if (statement.version, statement.previous) != (version + 1, previous):
        raise IntegrityError(
            [f"@{row.position}: version {row.version} of {row.stream} does not follow v{version}"]
        )
    ends[row.stream] = (row.version, row.statement_hash.hex())
