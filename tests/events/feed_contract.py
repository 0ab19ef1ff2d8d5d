"""What the feed and the hints must do, engine by engine the same; see test_feed."""

from threading import Thread

import pytest

from parley.events.errors import IntegrityError
from parley.events.feed import Feed
from parley.events.record import Record
from parley.events.store import EventStore
from parley.events.store_errors import StoreUnreachable
from tests.events.hinting import WaitsInVain, scripted
from tests.events.ledgers import Ledgers
from tests.events.saying import group, say_many
from tests.events.waiting import PATIENCE_SECONDS

FOREVER_SECONDS = 3600.0  # no test waits for it: something else ends the wait, or fails


def append(store: EventStore, count: int, stream: str = "talks/haryana") -> None:
    """Append so many statements to a new stream, one by one."""
    first = store.head().size + 1
    for said in say_many(stream, count, first_id=first):
        store.append([group(said)])


def positions(records: list[Record]) -> list[int]:
    return [record.position for record in records]


class FeedContract:
    def test_it_hands_out_what_is_there_and_then_what_comes(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        append(store, 3)
        with Feed(store, after=1) as feed:
            assert positions(feed.take()) == [2, 3]
            assert feed.take() == []
            append(ledgers.reopen(), 2, "talks/punjab")
            assert positions(feed.take()) == [4, 5]
            assert feed.cursor == 5

    def test_a_batch_is_bounded_and_the_next_goes_on_behind_it(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        append(store, 5)
        with Feed(store, batch_records=2) as feed:
            assert [positions(feed.take()) for _ in range(4)] == [[1, 2], [3, 4], [5], []]

    def test_a_lost_hint_costs_no_record(self, ledgers: Ledgers) -> None:
        store = ledgers.create()

        def recorded_in_silence() -> bool:
            append(store, 1)
            return False

        with Feed(scripted(store, recorded_in_silence)) as feed:
            assert positions(feed.take(FOREVER_SECONDS)) == [1]

    def test_early_and_doubled_hints_double_no_record(self, ledgers: Ledgers) -> None:
        store = ledgers.create()

        def early() -> bool:
            return True

        def recorded() -> bool:
            append(store, 2)
            return True

        with Feed(scripted(store, early, recorded, early, early)) as feed:
            assert positions(feed.take(FOREVER_SECONDS)) == [1, 2]
            with pytest.raises(WaitsInVain):
                feed.take(FOREVER_SECONDS)
            assert feed.cursor == 2

    def test_iterated_it_gives_record_after_record_until_it_is_stopped(
        self, ledgers: Ledgers
    ) -> None:
        store = ledgers.create()
        append(store, 2)

        def recorded() -> bool:
            append(store, 2, "talks/punjab")
            return False

        seen: list[int] = []
        with Feed(scripted(store, recorded)) as feed:
            for record in feed:
                seen.append(record.position)
                assert feed.cursor == record.position
                if record.position == 3:
                    feed.stop()
            assert seen == [1, 2, 3]
            assert feed.take() == []

    def test_who_waits_is_woken_by_stop(self, ledgers: Ledgers) -> None:
        answers: list[list[Record]] = []
        with Feed(ledgers.create()) as feed:
            reader = Thread(target=lambda: answers.append(feed.take(FOREVER_SECONDS)))
            reader.start()
            feed.stop()
            reader.join(PATIENCE_SECONDS)
            assert answers == [[]]

    def test_a_log_that_ends_before_the_cursor_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        append(store, 2)
        with (
            Feed(store, after=3) as feed,
            pytest.raises(IntegrityError, match="ends at @2, and @3 was read"),
        ):
            feed.take()

    def test_an_outage_is_raised_and_the_feed_may_be_asked_again(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        append(store, 1)
        with Feed(scripted(store, outages=1)) as feed:
            with pytest.raises(StoreUnreachable):
                feed.take()
            assert positions(feed.take()) == [1]

    def test_an_outage_that_is_to_be_waited_for_is_told_once(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        append(store, 1)
        told: list[StoreUnreachable] = []
        pauses = [lambda: False] * 2
        with Feed(scripted(store, *pauses, outages=3), on_outage=told.append) as feed:
            assert feed.take() == []
            assert positions(feed.take(FOREVER_SECONDS)) == [1]
        assert len(told) == 1

    def test_the_first_wait_and_one_after_news_are_over_at_once(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        hints = store.hints()
        try:
            assert hints.wait(PATIENCE_SECONDS)
            append(other, 1)
            assert hints.wait(PATIENCE_SECONDS)
            assert not hints.wait(0)
        finally:
            hints.close()

    def test_a_wait_can_be_ended_before_it_begins(self, ledgers: Ledgers) -> None:
        hints = ledgers.create().hints()
        try:
            hints.wait(0)
            hints.wake()
            assert not hints.wait(FOREVER_SECONDS)
        finally:
            hints.close()
            hints.close()
            hints.wake()
