"""Faults to plant in the reference store, each beside the test of the contract that catches it.

Most of them were found in event stores that people use; see test_planted.
"""

# ruff: noqa: ARG005 - to ignore what it should look at is what makes it a fault.

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pytest import MonkeyPatch

from parley.events import memory, memory_views
from parley.events.append import (
    Group,
    Outcome,
    Same,
    Stored,
    StreamHead,
    Taken,
    VersionIs,
    answer_ids,
    answer_versions,
)
from parley.events.canonical import JsonObject, JsonValue
from parley.events.cells import StreamCells
from parley.events.memory import MemoryStore
from parley.events.memory_views import MemoryViews
from parley.events.record import Record, leaf_hash
from parley.events.tables import Schema
from parley.events.views import StreamChange
from tests.events.saying import group, say

Fault: TypeAlias = Callable[[MonkeyPatch], None]

LOG_FAULTS: list[tuple[Fault, str]] = []
VIEW_FAULTS: list[tuple[Fault, str]] = []


def in_log(caught_by: str) -> Callable[[Fault], Fault]:
    """Register a fault of the log with the name of the test that catches it."""

    def register(fault: Fault) -> Fault:
        LOG_FAULTS.append((fault, caught_by))
        return fault

    return register


def in_views(caught_by: str) -> Callable[[Fault], Fault]:
    """Register a fault of the views with the name of the test that catches it."""

    def register(fault: Fault) -> Fault:
        VIEW_FAULTS.append((fault, caught_by))
        return fault

    return register


@in_log(caught_by="test_the_loser_of_a_race_is_told_the_version_and_leaves_no_gap")
def a_conflict_leaves_a_hole(patch: MonkeyPatch) -> None:
    right = MemoryStore.append

    def append(store: MemoryStore, groups: Sequence[Group]) -> list[Outcome]:
        outcomes = right(store, groups)
        if any(isinstance(outcome, VersionIs) for outcome in outcomes):
            right(store, [group(say("holes", 1, None, id=999))])
        return outcomes

    patch.setattr(MemoryStore, "append", append)


@in_log(caught_by="test_a_group_is_written_whole_or_not_at_all")
def only_the_first_stream_of_a_group_is_compared(patch: MonkeyPatch) -> None:
    def answer(offered: Group, heads: Mapping[str, StreamHead]) -> VersionIs | None:
        return answer_versions(Group(offered.statements[:1]), heads)

    patch.setattr(memory, "answer_versions", answer)


@in_log(caught_by="test_previous_must_be_what_stands_there")
def versions_are_compared_and_hashes_are_not(patch: MonkeyPatch) -> None:
    def answer(offered: Group, heads: Mapping[str, StreamHead]) -> VersionIs | None:
        conflict = answer_versions(offered, heads)
        return None if conflict and conflict.expected == conflict.actual else conflict

    patch.setattr(memory, "answer_versions", answer)


@in_log(caught_by="test_a_version_beyond_the_stream_is_refused")
def nothing_is_compared(patch: MonkeyPatch) -> None:
    patch.setattr(memory, "answer_versions", lambda offered, heads: None)


@in_log(caught_by="test_a_retry_gets_the_first_answer_again")
def a_retry_gets_new_positions(patch: MonkeyPatch) -> None:
    def answer(offered: Group, stored: Mapping[str, Stored]) -> Same | Taken | None:
        right = answer_ids(offered, stored)
        if isinstance(right, Same):
            return Same(tuple(position + 1 for position in right.positions), right.recorded_at)
        return right

    patch.setattr(memory, "answer_ids", answer)


@in_log(caught_by="test_a_retry_gets_the_first_answer_again")
def a_retry_of_a_success_is_a_conflict(patch: MonkeyPatch) -> None:
    patch.setattr(memory, "answer_ids", lambda offered, stored: None)


@in_log(caught_by="test_the_same_id_with_another_statement_shows_both")
def a_known_id_is_a_retry_whatever_it_says(patch: MonkeyPatch) -> None:
    def answer(offered: Group, stored: Mapping[str, Stored]) -> Same | None:
        known = list(stored.values())
        return Same(tuple(one.position for one in known), known[0].recorded_at) if known else None

    patch.setattr(memory, "answer_ids", answer)


@in_log(caught_by="test_a_part_of_a_group_that_was_there_before_is_refused")
def a_partial_overlap_counts_as_a_retry(patch: MonkeyPatch) -> None:
    def answer(offered: Group, stored: Mapping[str, Stored]) -> Same | Taken | None:
        known = tuple(said for said in offered.statements if said.id in stored)
        return answer_ids(Group(known), stored) if known else None

    patch.setattr(memory, "answer_ids", answer)


@in_log(caught_by="test_a_group_shares_one_time_and_the_next_is_later")
def two_groups_share_one_time(patch: MonkeyPatch) -> None:
    patch.setattr(memory, "next_recorded_at", lambda clock, head: max(clock, head))


@in_log(caught_by="test_a_clock_far_behind_refuses_nobody")
def a_clock_behind_goes_back_in_time(patch: MonkeyPatch) -> None:
    patch.setattr(memory, "next_recorded_at", lambda clock, head: clock)


@in_log(caught_by="test_a_record_beyond_the_limit_writes_nothing_of_the_call")
def what_came_before_an_error_stays(patch: MonkeyPatch) -> None:
    patch.setattr(MemoryStore, "_forget_after", lambda store, size: None)


@in_log(caught_by="test_a_statement_of_another_ledger_writes_nothing")
def any_ledgers_statements_are_taken(patch: MonkeyPatch) -> None:
    patch.setattr(memory, "check_ledger", lambda offered, ledger: None)


@in_log(caught_by="test_groups_see_the_groups_before_them_and_fail_alone")
def groups_after_a_refusal_are_lost(patch: MonkeyPatch) -> None:
    right = MemoryStore.append

    def append(store: MemoryStore, groups: Sequence[Group]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for one in groups:
            outcomes += right(store, [one])
            if isinstance(outcomes[-1], VersionIs):
                break
        return outcomes

    patch.setattr(MemoryStore, "append", append)


@in_log(caught_by="test_reading_takes_positions_after_one_and_up_to_another")
def a_reader_skips_one(patch: MonkeyPatch) -> None:
    def read(store: MemoryStore, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        return iter(store._records[after + (after > 0) : upto])

    patch.setattr(MemoryStore, "read", read)


@in_log(caught_by="test_reading_holds_no_transaction_and_ends_at_the_head_of_its_start")
def a_reader_never_ends(patch: MonkeyPatch) -> None:
    def read(store: MemoryStore, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        while after < len(store._records):
            after += 1
            yield store._records[after - 1]

    patch.setattr(MemoryStore, "read", read)


@in_log(caught_by="test_a_stream_is_read_by_version_up_to_a_position")
def a_stream_is_read_to_its_end(patch: MonkeyPatch) -> None:
    right = MemoryStore.read_stream

    def read_stream(
        store: MemoryStore, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        return right(store, stream, after=after)

    patch.setattr(MemoryStore, "read_stream", read_stream)


@in_log(caught_by="test_stream_heads_are_the_last_statements_up_to_a_position")
def a_head_is_always_the_newest(patch: MonkeyPatch) -> None:
    right = MemoryStore.stream_head
    patch.setattr(MemoryStore, "stream_head", lambda store, stream, upto=None: right(store, stream))


@in_log(caught_by="test_stream_heads_are_the_last_statements_up_to_a_position")
def a_prefix_is_taken_for_a_pattern(patch: MonkeyPatch) -> None:
    right = MemoryStore.stream_heads

    def stream_heads(
        store: MemoryStore, prefix: str = "", upto: int | None = None
    ) -> list[StreamHead]:
        return right(store, prefix.replace("_", "a"), upto)

    patch.setattr(MemoryStore, "stream_heads", stream_heads)


@in_log(caught_by="test_a_time_becomes_the_last_position_recorded_by_then")
def a_time_leaves_out_its_own_records(patch: MonkeyPatch) -> None:
    right = MemoryStore.position_at
    patch.setattr(MemoryStore, "position_at", lambda store, time: right(store, time - 1))


@in_log(caught_by="test_the_root_is_that_of_the_records_at_every_size")
def the_tree_is_over_statements(patch: MonkeyPatch) -> None:
    def leaf_hashes(store: MemoryStore, start: int, stop: int) -> Iterator[bytes]:
        return (leaf_hash(record.statement) for record in store._records[start:stop])

    patch.setattr(MemoryStore, "leaf_hashes", leaf_hashes)


@in_log(caught_by="test_the_root_is_that_of_the_records_at_every_size")
def no_tile_is_ever_stored(patch: MonkeyPatch) -> None:
    patch.setattr(MemoryStore, "integrate", lambda store: store.head().size)


@in_views(caught_by="test_a_cursor_that_has_moved_writes_nothing")
def extend_ignores_the_cursor(patch: MonkeyPatch) -> None:
    right = MemoryViews.extend

    def extend(
        views: MemoryViews, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]
    ) -> bool:
        return right(views, views.cursor(), cursor, changes)

    patch.setattr(MemoryViews, "extend", extend)


@in_views(caught_by="test_rows_and_cursor_move_together")
def the_cursor_stays_behind_the_rows(patch: MonkeyPatch) -> None:
    right = MemoryViews.extend

    def extend(
        views: MemoryViews, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]
    ) -> bool:
        return right(views, expected_cursor, expected_cursor, changes)

    patch.setattr(MemoryViews, "extend", extend)


@in_views(caught_by="test_a_refold_first_takes_the_rows_of_its_stream_away")
def a_refold_keeps_old_rows(patch: MonkeyPatch) -> None:
    patch.setattr(memory_views._Rows, "clear", lambda rows, stream: None)


@in_views(caught_by="test_a_refold_first_takes_the_rows_of_its_stream_away")
def a_refold_clears_every_stream(patch: MonkeyPatch) -> None:
    def clear(rows: memory_views._Rows, stream: str) -> None:
        for table in rows.tables.values():
            table.clear()

    patch.setattr(memory_views._Rows, "clear", clear)


@in_views(caught_by="test_what_the_schema_does_not_have_is_refused_and_nothing_written")
def rows_are_taken_unchecked(patch: MonkeyPatch) -> None:
    patch.setattr(memory_views, "check_changes", lambda schema, changes: changes)


@in_views(caught_by="test_another_schema_version_is_not_prepared_and_harms_nothing")
def any_schema_is_prepared(patch: MonkeyPatch) -> None:
    right = MemoryViews.prepare
    patch.setattr(MemoryViews, "prepare", lambda views, schema: right(views, schema) or True)


@in_views(caught_by="test_rows_are_the_readers_own")
def rows_are_shared(patch: MonkeyPatch) -> None:
    patch.setattr(memory_views, "deepcopy", lambda value: value)


@in_views(caught_by="test_rows_are_sorted_with_none_first_and_ties_by_key")
def none_sorts_last(patch: MonkeyPatch) -> None:
    right = MemoryViews.select

    def select(
        views: MemoryViews,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        rows = right(views, table, where, order_by)
        return sorted(rows, key=lambda row: row["words"] is None) if order_by else rows

    patch.setattr(MemoryViews, "select", select)


@in_views(caught_by="test_streams_are_written_again_in_place")
def a_rewrite_keeps_old_rows(patch: MonkeyPatch) -> None:
    rewrite = MemoryViews.rewrite

    def rewrite_beside(views: MemoryViews, make: Callable[[int], Sequence[StreamCells]]) -> bool:
        with MonkeyPatch.context() as within:
            within.setattr(memory_views._Rows, "clear", lambda rows, stream: None)
            return rewrite(views, make)

    patch.setattr(MemoryViews, "rewrite", rewrite_beside)


@in_views(caught_by="test_strangers_are_forgotten")
def folds_of_strangers_stay(patch: MonkeyPatch) -> None:
    patch.setattr(
        memory_views._Rows,
        "streams",
        lambda rows: {str(row["stream"]) for kept in rows.tables.values() for row in kept.values()},
    )


@in_views(caught_by="test_tables_are_made_again_empty")
def a_remake_leaves_the_cursor(patch: MonkeyPatch) -> None:
    right = MemoryViews.remake

    def remake(views: MemoryViews, schema: Schema) -> None:
        cursor = views.cursor()
        right(views, schema)
        views._cursor = cursor

    patch.setattr(MemoryViews, "remake", remake)
