"""What whoever judges has to know of one moment, in two questions: where the log and its rows are,
and where each stream ends, with its fold.

Where an answer is not as the tables promise, what it is made of is asked one by one, which says
what is wrong.
"""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, select, true

from parley.events.append import StreamHead
from parley.events.sql.composed import Asked, Composed, among
from parley.events.sql.read import ends_in, head_in
from parley.events.sql.stored import HASH_BYTES, head_of
from parley.events.sql.tables import head, record, stream, view_fold, view_state
from parley.events.sql.view_keeping import State, fold_in, state_from, state_in
from parley.events.store import Head
from parley.events.views import Fold

__all__ = ["Stands", "stands_in"]

_MOMENT = Asked(
    select(
        head.c.size, head.c.recorded_at, view_state.c.schema_version, view_state.c.cursor
    ).select_from(head.join(view_state, true()))
)
_STREAMS = Composed(
    select(
        stream.c.stream,
        stream.c.version,
        stream.c.hash,
        stream.c.position,
        record.c.stream,
        record.c.version,
        record.c.statement_hash,
        view_fold.c.version,
        view_fold.c.data,
    )
    .select_from(
        stream.outerjoin(record, record.c.position == stream.c.position).outerjoin(
            view_fold, view_fold.c.stream == stream.c.stream
        )
    )
    .where(among(stream.c.stream, "names")),
    "names",
)
_ENDS = (str, int, bytes, int, str, int, bytes)
_FOLDED, _UNFOLDED = (*_ENDS, int, bytes), (*_ENDS, type(None), type(None))


class Stands(Struct, frozen=True):
    """Where log, views and streams were at one moment; ``ends`` and ``folds`` by stream."""

    head: Head
    state: State
    ends: dict[str, StreamHead]
    folds: dict[str, Fold]


def stands_in(connection: Connection, names: Sequence[str]) -> Stands:
    """Where everything stands that a judge of these streams needs.

    Raises IntegrityError as `ends_in` does, ViewsDamaged.
    """
    moment = _MOMENT.one(connection)
    if moment is None:
        log, state = head_in(connection), state_in(connection)
    else:
        log, state = head_of(*moment[:2]), state_from(moment[2:])
    ends: dict[str, StreamHead] = {}
    folds: dict[str, Fold] = {}
    for row in _STREAMS.rows(connection, list(names)):
        kinds = (*map(type, row),)
        if (kinds != _FOLDED and kinds != _UNFOLDED) or not _holds(*row[:7]):
            ends = ends_in(connection, names)
            found = (fold_in(connection, each) for each in ends)
            return Stands(log, state, ends, {each.stream: each for each in found if each})
        name, version, hash, position, *_, folded, data = row
        ends[name] = StreamHead(name, version, hash, position)
        if data is not None:
            folds[name] = Fold(name, folded, data)
    return Stands(log, state, ends, folds)


def _holds(
    name: str, version: int, hash: bytes, _: int, of: str, at: int, statement: bytes
) -> bool:
    """Whether a stream is said to end with the statement that its record holds."""
    return len(hash) == HASH_BYTES and (of, at, statement) == (name, version, hash)
