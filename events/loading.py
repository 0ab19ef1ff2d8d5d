"""Loading a log from a copy of it: no row is taken before it is derived from its bytes again.

The check stands once and apart from the engines, so that each writes the same records or none;
whoever made a copy reads it back through the same check.
"""

from collections.abc import Iterable, Iterator

from parley.events import flaws
from parley.events.errors import IntegrityError, RecordError, WrongLedger, flaw_of
from parley.events.merkle import CompactRange
from parley.events.record import Record, leaf_hash, parse
from parley.events.statement import statement_hash
from parley.events.store import LedgerInfo, Row

__all__ = ["checked"]

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
            raise IntegrityError([flaws.OutOfPlace(row.position, position)])
        record = _read(row)
        if row.recorded_at < recorded_at:
            raise IntegrityError([flaws.RecordedTooEarly(position)])
        recorded_at = row.recorded_at
        _check_chain(row, record, info.ledger, ends)
        tree.append(row.leaf_hash)
        yield row
    if position != size:
        raise IntegrityError([flaws.SizeDiffers(size, position)])
    if tree.root() != root:
        raise IntegrityError([flaws.RootDiffers(size, root.hex(), tree.root().hex())])


def _read(row: Row) -> Record:
    """The record that the bytes spell, where every column says what they say."""
    try:
        record = parse(row.record)
    except RecordError as error:
        raise IntegrityError([flaws.At(row.position, flaw_of(error))]) from error
    for name in _COPIED:
        said, stands = getattr(record, name), getattr(row, name)
        if said != stands:
            differs = flaws.ColumnDiffers(name, said, stands)
            raise IntegrityError([flaws.At(row.position, differs)])
    if row.statement_hash != statement_hash(record.statement):
        raise IntegrityError([flaws.At(row.position, flaws.StatementHashDiffers())])
    if row.leaf_hash != leaf_hash(row.record):
        raise IntegrityError([flaws.At(row.position, flaws.LeafHashDiffers())])
    return record


def _check_chain(row: Row, record: Record, ledger: str, ends: dict[str, tuple[int, str]]) -> None:
    """It is the next statement of its stream, made for this ledger after the one before it."""
    statement = record.said
    if statement.ledger != ledger:
        raise WrongLedger(ledger, statement.ledger)
    version, previous = ends.get(row.stream, (0, None))
    if (statement.version, statement.previous) != (version + 1, previous):
        raise IntegrityError([flaws.DoesNotFollow(row.position, row.version, row.stream, version)])
    ends[row.stream] = (row.version, row.statement_hash.hex())
