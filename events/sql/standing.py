"""What whoever judges has to know of one moment, in two questions: where the log and its rows are,
and where each stream ends, with its fold.

Where an answer is not as the tables promise, what it is made of is asked one by one, which says
what is wrong.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select, true

from parley.events.append import StreamHead
from parley.events.sql.composed import Composed, among
from parley.events.sql.database import Question
from parley.events.sql.read import ends_in, head_in
from parley.events.sql.stored import HASH_BYTES, head_of
from parley.events.sql.tables import head, record, stream, view_fold, view_state
from parley.events.sql.view_keeping import State, fold_in, state_from, state_in
from parley.events.store import Head
from parley.events.views import Fold

__all__ = ["Stands", "stands_asked", "stands_from", "stands_in"]

_MOMENT = Composed(
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
_NUMBERS = (int,) * 4
_ENDS = (str, int, bytes, int, str, int, bytes)
_FOLDED, _UNFOLDED = (*_ENDS, int, bytes), (*_ENDS, type(None), type(None))


class Stands(Struct, frozen=True):
    """Where log, views and streams were at one moment; ``ends`` and ``folds`` by stream."""

    head: Head
    state: State
    ends: dict[str, StreamHead]
    folds: dict[str, Fold]


def stands_asked(names: Sequence[str]) -> list[Question]:
    """The questions of where everything stands that a judge of these streams needs."""
    return [(_MOMENT, ()), (_STREAMS, (list(names),))]


def stands_from(
    moment: Sequence[tuple[Any, ...]], streams: Sequence[tuple[Any, ...]]
) -> Stands | None:
    """What their answers say; None where one of them is not as the tables promise."""
    if len(moment) != 1 or (*map(type, moment[0]),) != _NUMBERS:
        return None
    ends: dict[str, StreamHead] = {}
    folds: dict[str, Fold] = {}
    for row in streams:
        kinds = (*map(type, row),)
        if (kinds != _FOLDED and kinds != _UNFOLDED) or not _holds(*row[:7]):
            return None
        name, version, hash, position, *_, folded, data = row
        ends[name] = StreamHead(name, version, hash, position)
        if data is not None:
            folds[name] = Fold(name, folded, data)
    size, recorded_at, *state = moment[0]
    return Stands(head_of(size, recorded_at), state_from(tuple(state)), ends, folds)


def stands_in(connection: Connection, names: Sequence[str]) -> Stands:
    """The same, asked one by one. Raises IntegrityError as `ends_in` does, ViewsDamaged."""
    log, ends, state = head_in(connection), ends_in(connection, names), state_in(connection)
    found = (fold_in(connection, each) for each in ends)
    return Stands(log, state, ends, {each.stream: each for each in found if each is not None})


def _holds(
    name: str, version: int, hash: bytes, _: int, of: str, at: int, statement: bytes
) -> bool:
    """Whether a stream is said to end with the statement that its record holds."""
    return len(hash) == HASH_BYTES and (of, at, statement) == (name, version, hash)
