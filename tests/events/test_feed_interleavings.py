"""Every interleaving of writers, hints and a reader that dies: nothing skipped, nothing doubled.

The machine of test_concurrency writes; here its records are followed by a subscriber that keeps
rows and a cursor on a disk of its own, while hints are lost, doubled or early.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from parley.events.append import Appended
from parley.events.feed import Feed, deliver
from parley.events.record import Record
from tests.events.hinting import WaitsInVain, scripted
from tests.events.ledgers import SqlLedgers
from tests.events.saying import group
from tests.events.test_concurrency import Interleaving

Death = Literal["before", "between", "after"] | None
Meanwhile = Literal["nothing", "append", "commit", "abort"]


class Died(BaseException):
    """The reader, in the middle of its work."""


class Disk:
    """What outlives a reader: its rows and its cursor, written together."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str, int]] = []
        self.position = 0
        self.death: Death = None

    def cursor(self) -> int:
        return self.position

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        self.die("before")
        if cursor != self.position:
            return False
        self.write(records)
        self.die("after")
        return True

    def write(self, records: Sequence[Record]) -> None:
        self.die("between")  # of a transaction, nothing is there yet
        self.write_rows(records)
        self.position = records[-1].position

    def write_rows(self, records: Sequence[Record]) -> None:
        self.rows += [(record.position, record.stream, record.version) for record in records]

    def die(self, here: Death) -> None:
        if self.death == here:
            raise Died


class CursorFirst(Disk):
    """A fault: two transactions, the cursor's before that of the rows."""

    def write(self, records: Sequence[Record]) -> None:
        self.position = records[-1].position
        self.die("between")
        self.write_rows(records)


class RowsFirst(Disk):
    """A fault: two transactions, that of the rows before the cursor's."""

    def write(self, records: Sequence[Record]) -> None:
        self.write_rows(records)
        self.die("between")
        self.position = records[-1].position


class TrustsHints(Feed):
    """A fault: it looks at the log only when it was told to."""

    def _wait(self, seconds: float) -> None:
        self._hints = self._hints or self._store.hints()
        while not self._hints.wait(seconds):
            pass


class SkipsToTheHead(Feed):
    """A fault: after a wait it goes on at the head."""

    def _wait(self, seconds: float) -> None:
        super()._wait(seconds)
        self.seek(self._store.head().size)


class Following(Interleaving):
    """The writers, and a reader that waits, dies, and begins again at its cursor."""

    reader: type[Feed] = Feed
    keeper: type[Disk] = Disk

    def __init__(self, make: Callable[[], SqlLedgers]) -> None:
        super().__init__(make)
        self.source = self.ledgers.reopen()
        self.disk = self.keeper()

    def committed_now(self) -> list[tuple[int, str, int]]:
        numbered = enumerate(self.committed, 1)
        return [(position, said.stream, said.version) for position, said in numbered]

    def happen(self, what: Meanwhile) -> None:
        """What other processes do while the reader waits."""
        if what == "append" and self.slow is None:
            said = self.next_of("talks/a")
            assert isinstance(self.store.append([group(said)])[0], Appended)
            self.committed.append(said)
        if what == "commit" and self.slow is not None:
            self.slow.finish()
            self.committed += self.pending
            self.slow = None
        if what == "abort" and self.slow is not None:
            self.slow.abort()
            self.slow = None

    waits = st.lists(
        st.tuples(st.sampled_from(["nothing", "append", "commit", "abort"]), st.booleans()),
        max_size=3,
    )

    @rule(
        waits=waits,
        batch=st.integers(1, 3),
        death=st.sampled_from([None, None, "before", "between", "after"]),
    )
    def read(self, waits: list[tuple[Meanwhile, bool]], batch: int, death: Death) -> None:
        """A reader begins at its cursor and goes on until it waits in vain, or dies."""

        def wait(what: Meanwhile, *, heard: bool) -> bool:
            self.happen(what)
            return heard

        script = [lambda what=what, heard=heard: wait(what, heard=heard) for what, heard in waits]
        self.disk.death = death
        with self.reader(scripted(self.source, *script), batch_records=batch) as feed:
            try:
                while True:
                    deliver(feed, self.disk, 3600.0)
            except WaitsInVain:
                assert self.disk.rows == self.committed_now()
            except Died:
                pass

    @invariant()
    def what_is_up_to_the_cursor_was_delivered_once_and_in_order(self) -> None:
        assert self.disk.position <= len(self.committed)  # what is pending lies behind it
        assert self.disk.rows == self.committed_now()[: self.disk.position]


def machine(
    make: Callable[[], SqlLedgers], reader: type[Feed] = Feed, keeper: type[Disk] = Disk
) -> type[Following]:
    """The machine, with these parts."""

    class Made(Following):
        def __init__(self) -> None:
            super().__init__(make)

    Made.reader, Made.keeper = reader, keeper
    return Made


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_whatever_happens_meanwhile_each_record_is_delivered_once_and_in_order(
    engine: str, make_ledgers: Callable[[str], SqlLedgers]
) -> None:
    few = settings(
        max_examples=20, stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow]
    )
    run_state_machine_as_test(machine(lambda: make_ledgers(engine)), settings=few)


@pytest.mark.parametrize(
    ("reader", "keeper"),
    [(TrustsHints, Disk), (SkipsToTheHead, Disk), (Feed, CursorFirst), (Feed, RowsFirst)],
    ids=["hints alone", "to the head", "cursor first", "rows first"],
)
def test_the_machine_catches(
    reader: type[Feed], keeper: type[Disk], make_ledgers: Callable[[str], SqlLedgers]
) -> None:
    unshrunk = settings(
        max_examples=60,
        stateful_step_count=12,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    planted = machine(lambda: make_ledgers("sqlite"), reader, keeper)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(planted, settings=unshrunk)
