"""What was read out of the tables of the log, as strictly as it was written.

A store that is not what it says shows itself at the first read, not at the next audit.
"""

from typing import Final

from parley.events import flaws
from parley.events.append import StreamHead
from parley.events.errors import IntegrityError, RecordError, flaw_of
from parley.events.record import Record, parse
from parley.events.store import Head

__all__ = ["HASH_BYTES", "damaged", "end_of", "follows", "head_of", "parse_at"]

HASH_BYTES: Final = 32
_BEYOND: Final = 10**16  # no record's header has more digits for a position or a time
_SHOWN_MAX: Final = 40


def damaged(column: str, table: str, value: object) -> IntegrityError:
    """What is wrong with a value of another kind than its column's."""
    return IntegrityError([flaws.ValueDamaged(column, table, repr(value)[:_SHOWN_MAX])])


def head_of(size: int, recorded_at: int) -> Head:
    """The end of the log. Raises IntegrityError for what no log says of itself."""
    if not 0 <= size < _BEYOND or not 0 <= recorded_at < _BEYOND:
        raise IntegrityError([flaws.HeadDamaged(size, recorded_at)])
    return Head(size, recorded_at)


def end_of(name: str, version: int, hash: bytes, position: int) -> StreamHead:
    """The end of a stream. Raises IntegrityError for a hash of another length."""
    if len(hash) != HASH_BYTES:
        raise IntegrityError([flaws.StatementHashDamaged(name, version)])
    return StreamHead(name, version, hash, position)


def parse_at(position: object, data: object) -> Record:
    """The record that ``data`` spells. Raises IntegrityError unless it is one at ``position``."""
    at = position if isinstance(position, int) else str(position)
    if not isinstance(data, bytes):
        raise IntegrityError([flaws.NoBytes(at)])
    try:
        found = parse(data)
    except RecordError as error:
        raise IntegrityError([flaws.BytesUnreadable(at, flaw_of(error))]) from error
    if found.position != position:
        raise IntegrityError([flaws.BytesOfAnother(at, found.position)])
    return found


def follows(stream: str, due: int, position: object, version: object, data: object) -> Record:
    """The record that stands at a version of a stream, where version ``due`` is the next.

    Raises IntegrityError unless it is that one.
    """
    found = parse_at(position, data)
    if (found.stream, found.version, version) != (stream, due, due):
        raise IntegrityError(
            [flaws.VersionMisplaced(found.position, found.version, found.stream, due, stream)]
        )
    return found
