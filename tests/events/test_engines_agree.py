"""Whatever is offered, each engine answers as the reference does, and then holds the same bytes."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from parley.events.append import Appended, Group
from parley.events.errors import RecordError
from parley.events.statement import Prepared
from parley.events.store import EventStore
from tests.events.ledgers import MemoryLedgers, SqlLedgers
from tests.events.saying import say

STREAMS = ("talks/a", "talks/b", "checks")


class TwoEngines(RuleBasedStateMachine):
    """One ledger in memory and one elsewhere are offered the same groups at the same times."""

    def __init__(self, make: Callable[[], SqlLedgers]) -> None:
        super().__init__()
        self.memory = MemoryLedgers()
        self.other = make()
        self.stores: list[EventStore] = [self.memory.create(), self.other.create()]
        self.offered: list[Group] = []
        self.last: dict[str, list[Prepared]] = {stream: [] for stream in STREAMS}
        self.next_id = 1

    def teardown(self) -> None:
        self.other.close()

    def offer(self, groups: list[Group]) -> None:
        answers: list[object] = []
        for store in self.stores:
            try:
                answers.append(store.append(groups))
            except RecordError as error:
                message = error.message.replace("the server's", "this machine's")
                answers.append((type(error), message))
        assert answers[0] == answers[1]
        self.offered += groups
        if isinstance(answers[0], list):
            for group, outcome in zip(groups, answers[0], strict=True):
                if isinstance(outcome, Appended):
                    for said in group.statements:
                        self.last[said.stream].append(said)

    def say_next(self, stream: str, behind: int, count: int) -> list[Prepared]:
        """Statements that fit, or that are ``behind`` what stands there."""
        seen = self.last[stream][: max(0, len(self.last[stream]) - behind)]
        said: list[Prepared] = []
        for _ in range(count):
            before = said[-1] if said else (seen[-1] if seen else None)
            version = 1 if before is None else before.version + 1
            said.append(say(stream, version, before, id=self.next_id))
            self.next_id += 1
        return said

    @rule(
        parts=st.lists(
            st.tuples(st.sampled_from(STREAMS), st.sampled_from([0, 0, 0, 1]), st.integers(1, 3)),
            min_size=1,
            max_size=3,
            unique_by=lambda part: part[0],
        )
    )
    def append_one_group(self, parts: list[tuple[str, int, int]]) -> None:
        said = [one for part in parts for one in self.say_next(*part)]
        self.offer([Group(tuple(said))])

    @rule(streams=st.lists(st.sampled_from(STREAMS), min_size=2, max_size=4))
    def append_groups_of_which_some_conflict(self, streams: list[str]) -> None:
        self.offer([Group(tuple(self.say_next(stream, 0, 2))) for stream in streams])

    @rule(data=st.data())
    def retry_a_group_or_parts_of_two(self, data: st.DataObject) -> None:
        if self.offered:
            first = data.draw(st.sampled_from(self.offered))
            second = data.draw(st.sampled_from(self.offered))
            self.offer([first])
            try:
                mixed = Group((*first.statements[:1], *second.statements[-1:]))
            except ValueError:
                return
            self.offer([mixed, second])

    @rule(data=st.data())
    def take_an_id_again(self, data: st.DataObject) -> None:
        used = data.draw(st.integers(1, self.next_id))
        stream = data.draw(st.sampled_from(STREAMS))
        before = self.last[stream][-1] if self.last[stream] else None
        version = 1 if before is None else before.version + 1
        self.offer([Group((say(stream, version, before, id=used, step={"n": used}),))])

    @rule(seconds=st.sampled_from([-90, -59, -1, 0.5, 30, 90_000]))
    def append_at_another_time(self, seconds: float) -> None:
        for ledgers in (self.memory, self.other):
            ledgers.clock.advance(seconds)
        self.offer([Group(tuple(self.say_next("talks/a", 0, 1)))])

    @invariant()
    def they_hold_the_same(self) -> None:
        memory, other = self.stores
        assert memory.head() == other.head()
        assert list(memory.read()) == list(other.read())
        assert list(memory.read_rows()) == list(other.read_rows())
        assert memory.stream_heads() == other.stream_heads()
        middle = memory.head().size // 2
        assert memory.stream_heads("talks/", middle) == other.stream_heads("talks/", middle)
        assert memory.root(middle) == other.root(middle)
        for stream in STREAMS:
            assert list(memory.read_stream(stream)) == list(other.read_stream(stream))

    @invariant()
    def times_follow_positions(self) -> None:
        records = list(self.stores[0].read())
        assert [record.position for record in records] == list(range(1, len(records) + 1))
        times = [record.recorded_at for record in records]
        assert times == sorted(times)


@pytest.mark.parametrize(("engine", "examples"), [("sqlite", 25), ("postgresql", 10)])
def test_an_engine_agrees_with_the_reference(
    engine: str, examples: int, make_ledgers: Callable[[str], SqlLedgers]
) -> None:
    class WithThisEngine(TwoEngines):
        def __init__(self) -> None:
            super().__init__(lambda: make_ledgers(engine))

    some = settings(max_examples=examples, stateful_step_count=20)
    run_state_machine_as_test(WithThisEngine, settings=some)
