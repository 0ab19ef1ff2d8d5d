"""Faults for a process to work with, each of which somebody's event store has shipped.

A crash test that cannot fail proves nothing: test_planted shows that each of these is caught.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TypeAlias

from pytest import MonkeyPatch
from sqlalchemy import Connection

from parley.events.append import Appended, Group, Outcome
from parley.events.cells import StreamCells
from parley.events.sql import SqlStore
from parley.events.sql.composed import run_plain
from parley.events.sql.sqlite import append
from parley.events.sql.sqlite.append import _RECORD
from parley.events.sql.views import SqlViews
from parley.events.store import Head
from parley.events.views import StreamChange

Fault: TypeAlias = Callable[[MonkeyPatch], None]

FAULTS: dict[str, Fault] = {}


def _fault(plant: Fault) -> Fault:
    FAULTS[plant.__name__] = plant
    return plant


@_fault
def the_head_is_committed_before_the_rows(patch: MonkeyPatch) -> None:
    def split(connection: Connection, rows: Sequence[Sequence[object]]) -> None:
        # The database would refuse it, so the guard goes first.
        run_plain(connection, "DROP TRIGGER IF EXISTS head_is_never_moved_but_forward")
        run_plain(connection, f"UPDATE head SET size = size + {len(rows)}")
        _commit_and_go_on(connection)
        _RECORD.run_each(connection, rows)

    patch.setattr(append, "_RECORD", SimpleNamespace(run_each=split))


@_fault
def the_rows_are_committed_before_the_head(patch: MonkeyPatch) -> None:
    def split(connection: Connection, rows: Sequence[Sequence[object]]) -> None:
        _RECORD.run_each(connection, rows)
        _commit_and_go_on(connection)

    patch.setattr(append, "_RECORD", SimpleNamespace(run_each=split))


def _commit_and_go_on(connection: Connection) -> None:
    run_plain(connection, "COMMIT")
    run_plain(connection, "BEGIN IMMEDIATE")


@_fault
def an_append_is_acknowledged_before_its_commit(patch: MonkeyPatch) -> None:
    append, head = SqlStore.append, SqlStore.head
    waiting: list[Sequence[Group]] = []

    def answer_at_once(store: SqlStore, groups: Sequence[Group]) -> list[Outcome]:
        size, recorded_at = head(store).size, head(store).recorded_at
        waiting.append(groups)
        (group,) = groups
        positions = range(size + 1, size + 1 + len(group.statements))
        return [Appended(tuple(positions), recorded_at + 1)]

    def append_what_waits(store: SqlStore) -> Head:
        while waiting:
            append(store, waiting.pop())
        return head(store)

    patch.setattr(SqlStore, "append", answer_at_once)
    patch.setattr(SqlStore, "head", append_what_waits)


@_fault
def a_group_is_committed_one_by_one(patch: MonkeyPatch) -> None:
    append = SqlStore.append

    def append_one_by_one(store: SqlStore, groups: Sequence[Group]) -> list[Outcome]:
        positions: list[int] = []
        for group in groups:
            for statement in group.statements:
                (outcome,) = append(store, [Group((statement,))])
                if not isinstance(outcome, Appended):
                    return [outcome]
                positions += outcome.positions
        return [Appended(tuple(positions), head(store).recorded_at)]

    head = SqlStore.head
    patch.setattr(SqlStore, "append", append_one_by_one)


@_fault
def the_cursor_is_moved_before_the_rows(patch: MonkeyPatch) -> None:
    extend = SqlViews.extend

    def extend_in_two(
        views: SqlViews, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]
    ) -> bool:
        return extend(views, expected_cursor, cursor, ()) and extend(views, cursor, cursor, changes)

    patch.setattr(SqlViews, "extend", extend_in_two)


@_fault
def the_rows_are_written_before_the_cursor(patch: MonkeyPatch) -> None:
    extend = SqlViews.extend

    def extend_in_two(
        views: SqlViews, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]
    ) -> bool:
        wrote = extend(views, expected_cursor, expected_cursor, changes)
        return wrote and extend(views, expected_cursor, cursor, ())

    patch.setattr(SqlViews, "extend", extend_in_two)


@_fault
def a_rebuild_clears_a_stream_before_it_is_written(patch: MonkeyPatch) -> None:
    rewrite = SqlViews.rewrite

    def rewrite_in_two(views: SqlViews, make: Callable[[int], Sequence[StreamCells]]) -> bool:
        def clear(cursor: int) -> list[StreamCells]:
            return [
                StreamCells(stream=each.stream, version=each.version, tables={}, fold=None)
                for each in make(cursor)
            ]

        return rewrite(views, clear) and rewrite(views, make)

    patch.setattr(SqlViews, "rewrite", rewrite_in_two)
