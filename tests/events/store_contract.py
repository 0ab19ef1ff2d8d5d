"""What every `EventStore` must do, engine by engine the same; see test_store and test_planted."""

from itertools import islice
from threading import Thread

import pytest

from parley.events.append import Appended, Group, IdTaken, Same, VersionIs
from parley.events.clock import LATEST, SECOND
from parley.events.errors import ClockImpossible, Malformed, RecordTooLarge, WrongLedger
from parley.events.merkle import EMPTY_ROOT, leaf_hash, root_of
from parley.events.record import RECORD_BYTES_MAX, compose, parse
from parley.events.statement import statement_hash
from parley.events.store import EventStore, Head
from parley.events.tiles import TILE_WIDTH
from tests.events.ledgers import CREATED_AT, Ledgers
from tests.events.saying import LEDGER, group, identify, say, say_many


def positions(store: EventStore) -> list[int]:
    return [record.position for record in store.read()]


YEAR = 365 * 24 * 60 * 60 * SECOND


class StoreContract:
    def test_a_new_ledger_says_which_it_is_and_holds_nothing(self, ledgers: Ledgers) -> None:
        with ledgers.create() as store:
            assert (store.info.ledger, store.info.created_at) == (LEDGER, CREATED_AT)
            assert (store.head().size, store.head().recorded_at) == (0, CREATED_AT)
            assert store.writable
            assert list(store.read()) == []
            assert list(store.read_stream("talks/haryana")) == []
            assert store.find(identify(1)) is None
            assert store.stream_head("talks/haryana") is None
            assert store.stream_heads() == []
            assert store.position_at(CREATED_AT) == 0
            assert store.integrate() == 0
            assert store.root(0) == EMPTY_ROOT
            assert list(store.read_rows()) == []
            assert list(store.read_tiles()) == []
            assert store.append([]) == []

    def test_positions_count_from_one_without_a_gap(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        other = say("talks/punjab", 1, None, id=3)
        outcomes = store.append([group(first, second), group(other)])
        assert [outcome.positions for outcome in outcomes if isinstance(outcome, Appended)] == [
            (1, 2),
            (3,),
        ]
        assert positions(store) == [1, 2, 3]
        assert store.head().size == 3

    def test_what_was_appended_is_read_back_byte_for_byte(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        signatures = ("— asha.example AAAA", "— desk.example BBBB")
        said = say("talks/haryana", 1, None, id=1, step={"words": "“good”"}, signatures=signatures)
        ledgers.clock.advance(5)
        store.append([group(said)])
        (record,) = store.read()
        assert record.data == compose(1, CREATED_AT + 5 * SECOND, said.statement, signatures)
        assert record == parse(record.data)
        assert record.signatures == signatures
        assert (record.stream, record.version, record.id) == ("talks/haryana", 1, identify(1))
        assert record.type == "step_reported"

    def test_a_group_shares_one_time_and_the_next_is_later(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        outcomes = store.append([group(first, second), group(third)])  # the clock stands still
        times = [record.recorded_at for record in store.read()]
        assert times == [CREATED_AT + 1, CREATED_AT + 1, CREATED_AT + 2]
        assert [o.recorded_at for o in outcomes if isinstance(o, Appended)] == [times[0], times[2]]
        assert store.head().recorded_at == times[2]

    def test_a_group_is_written_whole_or_not_at_all(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        mine, next_of_mine = say_many("talks/haryana", 2, first_id=1)
        late = say("talks/punjab", 1, None, id=3)
        store.append([group(say("talks/punjab", 1, None, id=4))])
        outcomes = store.append([group(mine, next_of_mine, late)])
        assert outcomes == [VersionIs("talks/punjab", expected=0, actual=1)]
        assert store.find(identify(1)) is None
        assert positions(store) == [1]

    def test_the_loser_of_a_race_is_told_the_version_and_leaves_no_gap(
        self, ledgers: Ledgers
    ) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        first = say("talks/haryana", 1, None, id=1)
        store.append([group(first)])
        winner = say("talks/haryana", 2, first, id=2)
        loser = say("talks/haryana", 2, first, id=3)
        assert isinstance(store.append([group(winner)])[0], Appended)
        assert other.append([group(loser)]) == [VersionIs("talks/haryana", expected=1, actual=2)]
        again = say("talks/haryana", 3, winner, id=3)  # made anew, with the same id
        (outcome,) = other.append([group(again)])
        assert isinstance(outcome, Appended)
        assert outcome.positions == (3,)
        assert positions(store) == [1, 2, 3]

    def test_a_version_beyond_the_stream_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        assert store.append([group(second)]) == [VersionIs("talks/haryana", 1, 0)]
        store.append([group(first)])
        third = say("talks/haryana", 3, first, id=3)
        assert store.append([group(third)]) == [VersionIs("talks/haryana", 2, 1)]
        assert positions(store) == [1]

    def test_previous_must_be_what_stands_there(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(say("talks/haryana", 1, None, id=1))])
        seen_elsewhere = say("talks/haryana", 1, None, id=9)
        second = say("talks/haryana", 2, seen_elsewhere, id=2)
        assert store.append([group(second)]) == [VersionIs("talks/haryana", 1, 1)]

    def test_a_retry_gets_the_first_answer_again(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        (written,) = store.append([group(first, second)])
        assert isinstance(written, Appended)
        store.append([group(third)])
        ledgers.clock.advance(10)
        (again,) = other.append([group(first, second)])
        assert again == Same(written.positions, written.recorded_at)
        assert positions(store) == [1, 2, 3]

    def test_a_retry_in_other_groups_is_still_a_retry(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        other = say("talks/punjab", 1, None, id=3)
        store.append([group(first), group(second), group(other)])
        (again,) = store.append([group(other, first, second)])
        assert again == Same((3, 1, 2), CREATED_AT + 3)  # in the group's order; the last time

    def test_a_retry_in_the_same_call_is_seen(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first = group(say("talks/haryana", 1, None, id=1))
        written, again = store.append([first, first])
        assert isinstance(written, Appended)
        assert again == Same(written.positions, written.recorded_at)

    def test_a_retry_needs_no_clock(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first = group(say("talks/haryana", 1, None, id=1))
        store.append([first])
        ledgers.clock.advance(-3600)
        assert isinstance(store.append([first])[0], Same)

    def test_the_same_id_with_another_statement_shows_both(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first = say("talks/haryana", 1, None, id=1)
        store.append([group(first)])
        for other in (
            say("talks/haryana", 2, first, id=1),  # would fit
            say("talks/haryana", 1, None, id=1, step={"words": "another"}),  # would not
            say("talks/punjab", 1, None, id=1),
        ):
            (outcome,) = store.append([group(other)])
            assert isinstance(outcome, IdTaken)
            assert outcome.id == identify(1)
            assert outcome.stored.statement == first.statement
            assert outcome.offered == other.statement
        assert positions(store) == [1]

    def test_a_part_of_a_group_that_was_there_before_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        store.append([group(first)])
        (outcome,) = store.append([group(first, second)])
        assert isinstance(outcome, IdTaken)
        assert outcome.stored.statement == outcome.offered == first.statement
        (outcome,) = store.append([group(say("talks/punjab", 1, None, id=9), first)])
        assert isinstance(outcome, IdTaken)
        assert (outcome.id, outcome.offered) == (first.id, first.statement)
        assert positions(store) == [1]

    def test_groups_see_the_groups_before_them_and_fail_alone(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        rival = say("talks/haryana", 2, first, id=7)
        outcomes = store.append([group(first), group(second), group(rival), group(third)])
        assert [type(outcome) for outcome in outcomes] == [
            Appended,
            Appended,
            VersionIs,
            Appended,
        ]
        assert positions(store) == [1, 2, 3]

    def test_a_group_that_contradicts_itself_is_refused(self) -> None:
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        for statements in (
            (),
            (first, first),
            (first, third),
            (second, first),
            (first, say("talks/haryana", 2, third, id=5)),
        ):
            with pytest.raises(ValueError, match="group"):
                Group(statements)

    def test_a_record_beyond_the_limit_writes_nothing_of_the_call(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        small = say("talks/haryana", 1, None, id=1)
        large = say("talks/punjab", 1, None, id=2, step={"words": "x" * RECORD_BYTES_MAX})
        with pytest.raises(RecordTooLarge) as caught:
            store.append([group(small), group(large)])
        assert caught.value.limit == RECORD_BYTES_MAX < caught.value.size
        assert store.head().size == 0
        assert store.find(identify(1)) is None
        assert isinstance(store.append([group(small)])[0], Appended)

    def test_the_largest_record_fits(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        empty = say("talks/haryana", 1, None, id=1, step={"words": ""})
        room = RECORD_BYTES_MAX - len(compose(1, CREATED_AT + 1, empty.statement))
        store.append([group(say("talks/haryana", 1, None, id=1, step={"words": "x" * room}))])
        (record,) = store.read()
        assert len(record.data) == RECORD_BYTES_MAX
        more = say("talks/bihar_n", 1, None, id=2, step={"words": "x" * (room + 1)})
        with pytest.raises(RecordTooLarge) as caught:
            store.append([group(more)])
        assert caught.value.size == RECORD_BYTES_MAX + 1

    def test_a_signature_that_is_not_one_line_writes_nothing(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        small = say("talks/haryana", 1, None, id=1)
        for signature in ("", "two\nlines", "a\x00b", "a\u2028b", "\ud800"):
            signed = say("talks/punjab", 1, None, id=2, signatures=(signature,))
            with pytest.raises(Malformed, match="signature"):
                store.append([group(small), group(signed)])
        assert store.head().size == 0

    def test_a_statement_of_another_ledger_writes_nothing(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        here = say("talks/haryana", 1, None, id=1)
        there = say("talks/punjab", 1, None, id=2, ledger="elsewhere")
        with pytest.raises(WrongLedger) as caught:
            store.append([group(here), group(there)])
        assert (caught.value.expected, caught.value.found) == (LEDGER, "elsewhere")
        assert store.head().size == 0

    def test_a_clock_a_little_behind_gives_the_heads_time_plus_one(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        store.append([group(first)])
        head = store.head().recorded_at
        ledgers.clock.now = head - 30 * SECOND
        store.append([group(second)])
        assert store.head().recorded_at == head + 1

    def test_a_clock_far_behind_refuses_nobody(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        store.append([group(first)])
        head = store.head().recorded_at
        ledgers.clock.now = head - YEAR
        (outcome,) = store.append([group(second)])
        assert outcome == Appended((2,), head + 1)
        assert store.head() == Head(2, head + 1)

    def test_a_clock_far_ahead_refuses_nobody(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        ledgers.clock.now = CREATED_AT + YEAR
        (outcome,) = store.append([group(first)])
        assert outcome == Appended((1,), ledgers.clock.now)
        ahead, ledgers.clock.now = ledgers.clock.now, CREATED_AT
        (outcome,) = store.append([group(second)])
        assert outcome == Appended((2,), ahead + 1)

    def test_an_impossible_clock_is_refused_in_words(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        ledgers.clock.now = LATEST
        with pytest.raises(ClockImpossible, match="stands in the year 2200; nothing was written"):
            store.append([group(say_many("talks/haryana", 1, first_id=1)[0])])
        ledgers.clock.now = LATEST - 1
        (outcome,) = store.append([group(say_many("talks/haryana", 1, first_id=1)[0])])
        assert outcome == Appended((1,), LATEST - 1)

    def test_reading_takes_positions_after_one_and_up_to_another(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(*say_many("talks/haryana", 5, first_id=1))])
        assert [record.position for record in store.read(after=1, upto=3)] == [2, 3]
        assert [record.position for record in store.read(after=4)] == [5]
        assert [record.position for record in store.read(upto=99)] == [1, 2, 3, 4, 5]
        assert list(store.read(after=5)) == list(store.read(after=9)) == []
        assert list(store.read(after=3, upto=3)) == []

    def test_a_stream_is_read_by_version_up_to_a_position(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        store.append([group(first), group(say("talks/punjab", 1, None, id=9)), group(second)])
        store.append([group(third)])

        def versions(after: int = 0, upto: int | None = None) -> list[int]:
            records = store.read_stream("talks/haryana", after=after, upto=upto)
            return [record.version for record in records]

        assert versions() == [1, 2, 3]
        assert versions(after=1) == [2, 3]
        assert versions(upto=2) == [1]
        assert versions(upto=3) == [1, 2]
        assert versions(after=1, upto=3) == [2]
        assert versions(after=3) == versions(upto=0) == []
        assert list(store.read_stream("talks/pun")) == []

    def test_many_records_are_read_in_order(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        for start in range(0, 600, 100):
            store.append(
                [group(say(f"talks/t{n}", 1, None, id=n)) for n in range(start, start + 100)]
            )
        store.append([group(*say_many("talks/long", 600, first_id=10_000))])
        assert positions(store) == list(range(1, 1201))
        stream = store.read_stream("talks/long")
        assert [record.version for record in stream] == list(range(1, 601))
        assert [row.position for row in store.read_rows()] == list(range(1, 1201))

    def test_reading_holds_no_transaction_and_ends_at_the_head_of_its_start(
        self, ledgers: Ledgers
    ) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        store.append([group(*say_many("talks/haryana", 400, first_id=1))])
        reader = store.read()
        seen = [record.position for record in islice(reader, 2)]
        other.append([group(say("talks/punjab", 1, None, id=500))])  # no lock is in the way
        seen += [record.position for record in reader]
        assert seen == list(range(1, 401))
        assert other.head().size == 401

    def test_a_record_is_found_by_id(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(*say_many("talks/haryana", 3, first_id=1))])
        found = store.find(identify(2))
        assert found is not None
        assert (found.position, found.version) == (2, 2)
        assert store.find(identify(4)) is None

    def test_records_are_found_by_their_ids(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(*say_many("talks/haryana", 300, first_id=1))])
        asked = [identify(number) for number in (*range(600, 0, -1), 7, 7)]
        assert [each.position for each in store.find_all(asked)] == list(range(1, 301))
        assert store.find_all([identify(301)]) == store.find_all([]) == []

    def test_stream_heads_are_the_last_statements_up_to_a_position(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second = say_many("talks/haryana", 2, first_id=1)
        other = say("talks/haryana.2", 1, None, id=3)
        own = say("checks", 1, None, id=4)
        store.append([group(first), group(other), group(own), group(second)])
        head = store.stream_head("talks/haryana")
        assert head is not None
        assert (head.version, head.hash, head.position) == (2, second.hash, 4)
        early = store.stream_head("talks/haryana", upto=3)
        assert early is not None
        assert (early.version, early.hash, early.position) == (1, first.hash, 1)
        assert store.stream_head("talks/haryana", upto=0) is None

        def heads(prefix: str = "", upto: int | None = None) -> list[tuple[str, int]]:
            return [(found.stream, found.version) for found in store.stream_heads(prefix, upto)]

        assert heads() == [("checks", 1), ("talks/haryana", 2), ("talks/haryana.2", 1)]
        assert heads("talks/") == [("talks/haryana", 2), ("talks/haryana.2", 1)]
        assert heads("talks/haryana.") == [("talks/haryana.2", 1)]
        assert heads("talks/", upto=2) == [("talks/haryana", 1), ("talks/haryana.2", 1)]
        assert heads(upto=0) == heads("t_lks") == heads("TALKS") == []

    def test_what_a_judge_is_given_is_the_ends_of_the_streams_that_there_are(
        self, ledgers: Ledgers
    ) -> None:
        store = ledgers.create()
        said = say_many("talks/haryana", 2, first_id=1)
        store.append([group(*said)])
        standing = store.standing(["talks/haryana", "talks/goa"], "offer", "words", ["good"])
        assert standing.head == store.head()
        assert standing.streams == {"talks/haryana": store.stream_head("talks/haryana")}
        assert (standing.current, standing.folds, standing.rows) == (False, {}, [])

    def test_a_time_becomes_the_last_position_recorded_by_then(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        first, second, third = say_many("talks/haryana", 3, first_id=1)
        ledgers.clock.advance(10)
        store.append([group(first, second)])
        ledgers.clock.advance(10)
        store.append([group(third)])
        at = CREATED_AT + 10 * SECOND
        assert store.position_at(at - 1) == 0
        assert store.position_at(at) == 2
        assert store.position_at(at + 10 * SECOND - 1) == 2
        assert store.position_at(at + 10 * SECOND) == 3

    def test_the_root_is_that_of_the_records_at_every_size(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        count = 2 * TILE_WIDTH + 3
        store.append([group(*say_many("talks/haryana", count, first_id=1))])
        leaves = [leaf_hash(record.data) for record in store.read()]
        assert list(store.leaf_hashes(0, count)) == leaves
        assert list(store.leaf_hashes(5, 8)) == leaves[5:8]
        sizes = (0, 1, 2, 3, TILE_WIDTH - 1, TILE_WIDTH, TILE_WIDTH + 1, count)
        roots = [root_of(leaves[:size]) for size in sizes]
        assert [store.root(size) for size in sizes] == roots  # before any tile is stored
        assert store.integrate() == count
        assert store.integrate() == count
        assert [store.root(size) for size in sizes] == roots
        assert [(tile.level, tile.number) for tile in store.read_tiles()] == [(0, 0), (0, 1)]
        assert b"".join(tile.hashes for tile in store.read_tiles()) == b"".join(
            leaves[: 2 * TILE_WIDTH]
        )
        with pytest.raises(ValueError, match="no root"):
            store.root(count + 1)

    def test_rows_carry_what_stands_in_the_bytes(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(*say_many("talks/haryana", 3, first_id=1))])
        for row, record in zip(store.read_rows(), store.read(), strict=True):
            assert row.record == record.data
            assert (row.position, row.recorded_at) == (record.position, record.recorded_at)
            assert (row.stream, row.version) == (record.stream, record.version)
            assert (row.id, row.type) == (record.id, record.type)
            assert row.leaf_hash == leaf_hash(record.data)
            assert row.statement_hash == statement_hash(record.statement)
        assert [row.position for row in store.read_rows(after=1, upto=2)] == [2]

    def test_a_second_door_shows_what_came_in_by_the_first(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        first, second = say_many("talks/haryana", 2, first_id=1)
        store.append([group(first)])
        assert other.info == store.info
        assert positions(other) == [1]
        other.append([group(second)])
        assert positions(store) == [1, 2]

    def test_threads_append_without_a_gap(self, ledgers: Ledgers) -> None:
        store = ledgers.create()

        def work(writer: int) -> None:
            for said in say_many(f"talks/t{writer}", 20, first_id=1000 * writer):
                store.append([group(said)])

        threads = [Thread(target=work, args=(writer,)) for writer in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert positions(store) == list(range(1, 81))
        times = [record.recorded_at for record in store.read()]
        assert times == sorted(set(times))
        for writer in range(1, 5):
            versions = [record.version for record in store.read_stream(f"talks/t{writer}")]
            assert versions == list(range(1, 21))
