"""Kill -9 at random moments, again and again: ``python -m tests.crash.campaign --rounds 300``.

One ledger lives through round after round: a process works on it, is killed, and the ledger is
held to everything that it ever acknowledged. The seed says who does what and when to kill; the
machine decides what that moment falls on, so that a seed repeats the plan and not the death.
"""

import argparse
import secrets
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from time import monotonic
from typing import Literal

from msgspec import Struct

from tests.crash.book import Book
from tests.crash.engines import Engine, Files, Server, server_to_kill
from tests.crash.nursery import Child, Nursery, Order
from tests.crash.talks import chance
from tests.postgres import find_program

ROUNDS_PER_LEDGER = 9  # then a new one is made: to verify a long one takes longer
SURVIVOR_BATCHES = 3
LOST_ITS_SERVER = ("StoreUnreachable", "AnswerLost")


class Phase(Struct, frozen=True):
    """What is under way when the kill comes: `jobs` at once, the first of which is the victim.

    The kill comes after the victim has said a kind of word, one of its first `times`, and mostly
    soon after it, up to `seconds` later: between these two lies the work itself. What is killed is
    the victim, or, on a server, what it works with.
    """

    name: str
    jobs: tuple[str, ...]
    word: str
    times: int
    seconds: float
    killed: Literal["process", "backend", "server"] = "process"


PHASES = (
    Phase("recording one by one", ("record",), "trying", 6, 0.03),
    Phase("recording batches", ("record_batches",), "trying", 4, 0.04),
    Phase("importing files", ("import_files",), "trying", 2, 0.04),
    Phase("catching up", ("catch_up",), "acknowledged", 2, 0.2),
    Phase("rebuilding", ("rebuild_views",), "rebuilding", 12, 0.05),
    Phase("rebuilding in processes", ("rebuild_in_processes",), "rebuilding", 12, 0.05),
    Phase("recording beside a writer", ("record", "record_batches"), "trying", 6, 0.03),
    Phase("rebuilding beside a writer", ("rebuild_views", "record"), "rebuilding", 12, 0.05),
    Phase("recording beside a rebuild", ("record", "rebuild_views"), "trying", 6, 0.03),
)
ON_A_SERVER = tuple(
    Phase(f"{name}, the {killed} killed", (job,), word, 4, 0.05, killed)
    for killed in ("backend", "server")
    for name, job, word in (
        ("recording one by one", "record", "trying"),
        ("recording batches", "record_batches", "trying"),
        ("importing files", "import_files", "trying"),
        ("rebuilding", "rebuild_views", "rebuilding"),
    )
)


class Tally(Struct):
    """What came of one phase: `found` and `absent` count batches that nobody was told about."""

    kills: int = 0
    acknowledged: int = 0
    found: int = 0
    absent: int = 0


class Campaign:
    """Rounds on one ledger after another."""

    def __init__(
        self,
        nursery: Nursery,
        folder: Path,
        engine: Engine,
        *,
        seed: int,
        plant: str | None = None,
    ) -> None:
        self.seed = seed
        self.tallies: dict[str, Tally] = {}
        self._nursery = nursery
        self._folder = folder
        self._engine = engine
        self._plant = plant
        self._book: Book | None = None

    def fight(self, number: int, phase: Phase) -> None:
        """Round `number` (from 1). A breach raises AssertionError, or what the ledger raised."""
        if self._book is None or number % ROUNDS_PER_LEDGER == 1:
            self._book = Book(self._engine.new_url(), number)
        try:
            self._fight(self._book, number, phase, chance(self.seed, number))
        except Exception as error:
            error.add_note(f"in round {number}, {phase.name}, of seed {self.seed}")
            raise

    def _fight(self, book: Book, number: int, phase: Phase, turns: Random) -> None:
        tally = self.tallies.setdefault(phase.name, Tally())
        before = book.acknowledged
        with ExitStack() as stack:
            orders = [self._order(book, number, each, job) for each, job in enumerate(phase.jobs)]
            children = [stack.enter_context(self._nursery.working(order)) for order in orders]
            victim, *others = children
            victim.listen(until=phase.word, times=turns.randint(1, phase.times))
            victim.listen(phase.seconds * turns.random() ** 3)
            self._kill(victim, phase)
            for child in children:
                child.end()
        self._engine.settle()
        # A process that loses its server may give up, and says so.
        failures = LOST_ITS_SERVER if phase.killed != "process" else ()
        unanswered = [
            silence
            for child, order in zip(children, orders, strict=True)
            if (silence := book.hear(child, order.seed, failures=failures)) is not None
        ]
        assert all(child.words[-1] == ["done"] for child in others), "a survivor has not ended"
        book.check(unanswered, as_it_lies=False)
        tally.kills += 1
        tally.acknowledged += book.acknowledged - before
        for silence in unanswered:
            if book.retry(silence):
                tally.found += 1
            else:
                tally.absent += 1
        if "rebuild" in phase.jobs[0]:
            book.rebuild()

    def _kill(self, victim: Child, phase: Phase) -> None:
        if phase.killed == "process":
            victim.kill()
            return
        assert isinstance(self._engine, Server), "only a server has processes of its own"
        if phase.killed == "backend":
            self._engine.kill_backend()
        else:
            self._engine.kill_and_start()
        # It asks again, and goes on or gives up; then it is enough.
        victim.listen(until=phase.word, times=victim.count(phase.word) + 1)
        victim.kill()

    def _order(self, book: Book, number: int, each: int, job: str) -> Order:
        """The first of a round works until it is killed, the others for a while."""
        return Order(
            job=job,
            url=self._engine.url_of_victim(book.url) if each == 0 else book.url,
            folder=str(self._folder),
            seed=10 * number + each,
            count=1_000_000 if each == 0 else SURVIVOR_BATCHES,
            plant=self._plant,
        )


def table(tallies: dict[str, Tally]) -> str:
    """What was tried and survived, in lines."""
    heads = ("killed while", "kills", "acknowledged", "lost", "untold: there", "absent")
    rows = [
        (name, each.kills, each.acknowledged, 0, each.found, each.absent)
        for name, each in tallies.items()
    ]
    sums = (sum(column) for column in list(zip(*rows, strict=True))[1:])
    lines = [heads, *rows, ("in all", *sums)]
    widths = [max(len(str(line[each])) for line in lines) for each in range(len(heads))]
    return "\n".join(
        f"{line[0]:<{widths[0]}}  "
        + "  ".join(f"{cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        for line in lines
    )


def main(arguments: Sequence[str]) -> int:
    """Fight many rounds and print what came of them; the exit code is 1 for a breach."""
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("--rounds", type=int, default=100, help="on each engine")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch, Nursery() as nursery:
        folder = Path(scratch)
        held = _survive(nursery, folder, Files(folder), PHASES, given.rounds, given.seed)
        if find_program() is None:
            _print("no PostgreSQL here: nothing was tried on one")
        else:
            with server_to_kill() as server:
                phases = (*PHASES, *ON_A_SERVER)
                held &= _survive(nursery, folder, server, phases, given.rounds, given.seed)
    return 0 if held else 1


def _survive(
    nursery: Nursery,
    folder: Path,
    engine: Engine,
    phases: Sequence[Phase],
    rounds: int,
    seed: int,
) -> bool:
    began = monotonic()
    _print(f"{type(engine).__name__}: {rounds} rounds, seed {seed}")
    campaign = Campaign(nursery, folder, engine, seed=seed)
    breach = ""
    for number in range(1, rounds + 1):
        try:
            campaign.fight(number, phases[(number - 1) % len(phases)])
        except Exception:
            breach = traceback.format_exc()
            break
    _print(table(campaign.tallies))
    _print(breach or f"nothing lost in {monotonic() - began:.0f} s\n")
    return not breach


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
