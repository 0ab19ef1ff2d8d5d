"""Appending to the log: lock the head, look, decide, write, move the head.

The order of these steps is the whole correctness of the store: because nothing is looked up
before the head is locked, positions are gapless, in commit order, and a retry always finds what
its first attempt wrote.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from parley.events.append import (
    Appended,
    Group,
    IdTaken,
    Outcome,
    Stored,
    Taken,
    answer_ids,
    answer_versions,
    check_ledger,
)
from parley.events.clock import Clock, next_recorded_at
from parley.events.errors import IntegrityError
from parley.events.flaws import PositionMissing
from parley.events.record import compose, leaf_hash
from parley.events.sql.composed import Asked, Composed, among
from parley.events.sql.database import Follow
from parley.events.sql.read import head_in, heads_in, record_in
from parley.events.sql.sqlite.database import SqliteDatabase
from parley.events.sql.tables import head, record, stream

_STORED = Asked(
    select(record.c.id, record.c.position, record.c.recorded_at, record.c.statement_hash).where(
        among(record.c.id, "ids")
    ),
    "ids",
)
_RECORD = Composed(insert(record), *record.columns.keys())
_end = insert(stream)
_END = Composed(
    _end.on_conflict_do_update(
        index_elements=["stream"],
        set_={name: _end.excluded[name] for name in ("version", "hash", "position")},
    ),
    *stream.columns.keys(),
)
_HEAD = Composed(
    update(head).values(size=bindparam("at"), recorded_at=bindparam("then")), "at", "then"
)


def append_groups(
    database: SqliteDatabase,
    ledger: str,
    clock: Clock,
    follow: Follow,
    groups: Sequence[Group],
) -> list[Outcome]:
    """`EventStore.append` in one transaction; BEGIN IMMEDIATE is the lock on the head. ``follow``
    writes the rows."""
    for group in groups:
        check_ledger(group, ledger)
    with database.writing() as connection:
        outcomes = [_append(connection, clock, group) for group in groups]
        return follow(connection, groups, outcomes)


def _append(connection: Connection, clock: Clock, group: Group) -> Outcome:
    answer = answer_ids(group, _stored(connection, group))
    if isinstance(answer, Taken):
        stored = record_in(connection, record.c.position == answer.position)
        if stored is None:
            raise IntegrityError([PositionMissing(answer.position)])
        return IdTaken(answer.statement.id, stored, answer.statement.statement)
    if answer is not None:
        return answer
    heads = heads_in(connection, list(group.first_of_each_stream()))
    conflict = answer_versions(group, heads)
    if conflict is not None:
        return conflict

    before = head_in(connection)
    recorded_at = next_recorded_at(clock(), before.recorded_at)
    rows = []
    ends: dict[str, tuple[object, ...]] = {}
    for position, said in enumerate(group.statements, before.size + 1):
        data = compose(position, recorded_at, said.statement, said.signatures)
        rows.append(
            (
                position,
                said.stream,
                said.version,
                said.id,
                said.type,
                recorded_at,
                said.hash,
                leaf_hash(data),
                data,
            )
        )
        ends[said.stream] = (said.stream, said.version, said.hash, position)
    _RECORD.run_each(connection, rows)
    _END.run_each(connection, list(ends.values()))
    _HEAD.run(connection, before.size + len(rows), recorded_at)
    return Appended(tuple(range(before.size + 1, before.size + len(rows) + 1)), recorded_at)


def _stored(connection: Connection, group: Group) -> dict[str, Stored]:
    ids = [said.id for said in group.statements]
    return {id: Stored(*known) for id, *known in _STORED.all(connection, ids)}
