"""Kill -9 at random moments, again and again: ``python -m tests.crash.campaign --rounds 300``.

One ledger lives through round after round: a process works on it, is killed, and the ledger is
held to everything that it ever acknowledged. The seed says who does what and when to kill; the
machine decides what that moment falls on, so that a seed repeats the plan and not the death.
"""

import argparse
import secrets
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from random import Random
from time import monotonic
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bench.machine import name_machine
from tests.crash.book import Book
from tests.crash.engines import Engine, Files, Server, server_to_kill
from tests.crash.nursery import Child, Nursery, Order
from tests.crash.parts import ENGINES, Part, Tally, read_parts, release, summary, write_parts
from tests.crash.talks import chance
from tests.postgres import find_program

ROUNDS_PER_LEDGER = 9  # then a new one is made: to verify a long one takes longer
SURVIVOR_BATCHES = 3
SURVIVOR_READS = 30
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
    Phase("recording beside a reader", ("record_batches", "read"), "trying", 6, 0.03),
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
        self._histories = 0

    def fight(self, number: int, phase: Phase) -> None:
        """Round `number` (from 1). A breach raises AssertionError, or what the ledger raised."""
        try:
            if self._book is None or number % ROUNDS_PER_LEDGER == 1:
                self._leave_ledger()
                self._book = Book(self._engine.new_url(), number)
            self._fight(self._book, number, phase, chance(self.seed, number))
        except Exception as error:
            error.add_note(f"in round {number}, {phase.name}, of seed {self.seed}")
            raise

    def finish(self) -> None:
        """Hold what everybody was told to the last log, too, and see that something was tried."""
        self._leave_ledger()
        self._book = None
        acknowledged = sum(tally.acknowledged for tally in self.tallies.values())
        assert acknowledged, "nothing was acknowledged: nothing could be lost, and nothing is shown"

    def _leave_ledger(self) -> None:
        if self._book is not None:
            self._histories += 1
            self._book.write_history(self._folder / f"history-{self._histories}.jsonl")
            self._book.check_history()

    def _fight(self, book: Book, number: int, phase: Phase, turns: Random) -> None:
        tally = self.tallies.setdefault(phase.name, Tally())
        acknowledged, reads = book.acknowledged, book.reads
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
        # What is wrong with views stays so until it is found, or until a rebuild mends it unseen.
        last = number % ROUNDS_PER_LEDGER == 0
        rebuilt = any("rebuild" in job for job in phase.jobs)
        book.check(unanswered, as_it_lies=False, verified=last or rebuilt)
        tally.kills += 1
        tally.acknowledged += book.acknowledged - acknowledged
        tally.reads += book.reads - reads
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
            count=1_000_000 if each == 0 else SURVIVOR_READS if job == "read" else SURVIVOR_BATCHES,
            plant=self._plant,
        )


def main(arguments: Sequence[str]) -> int:
    """Fight rounds and print what came of them; the exit code is 1 for a breach."""
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("--rounds", type=int, default=100, help="on each engine")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--engine", choices=ENGINES, action="append", help="and not on the other")
    parser.add_argument("--minutes", type=float, help="begin no round after so many, on each")
    parser.add_argument("--out", type=Path, help="keep what came of them in a file")
    parser.add_argument("--sum", type=Path, nargs="+", help="such files: print them as one table")
    given = parser.parse_args(arguments)
    if given.sum:
        _print(summary(read_parts(given.sum)))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    parts = []
    with Nursery() as nursery:
        for name in given.engine or ENGINES:
            if name == "PostgreSQL" and find_program() is None:
                _print("no PostgreSQL here: nothing was tried on one")
                continue
            with _engine(name, folder) as (version, engine):
                campaign = Campaign(nursery, folder, engine, seed=given.seed)
                phases = PHASES if name == "SQLite" else (*PHASES, *ON_A_SERVER)
                part = _survive(campaign, phases, name, given.rounds, given.minutes or inf)
            parts.append(replace(part, on=", ".join(filter(None, (name_machine(), version)))))
            _print(summary(parts[-1:]))
    if given.out:
        write_parts(given.out, parts)
    if any(part.breach for part in parts):
        _print(f"the ledgers and their histories are kept in {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


@contextmanager
def _engine(name: str, folder: Path) -> Iterator[tuple[str, Engine]]:
    """An engine, and what is to be said of it beside what is said of the machine."""
    if name == "SQLite":
        yield "", Files(folder)
        return
    with server_to_kill() as server:
        with server.connected() as connection:
            version = connection.info.parameter_status("server_version")
        yield f"PostgreSQL {version}", server


def _survive(
    campaign: Campaign, phases: Sequence[Phase], engine: str, rounds: int, minutes: float
) -> Part:
    began, number, breach = monotonic(), 0, ""
    try:
        while number < rounds and monotonic() - began < 60 * minutes:
            campaign.fight(number + 1, phases[number % len(phases)])
            number += 1
        campaign.finish()
    except Exception:
        breach = traceback.format_exc()
    return Part(
        engine=engine,
        seed=campaign.seed,
        rounds=number,
        seconds=round(monotonic() - began),
        day=datetime.now(UTC).date(),
        release=release(),
        tallies=campaign.tallies,
        breach=breach,
    )


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
