"""What the processes that are killed do: record, import, catch up, rebuild, make a ledger.

Each says what it is about to do and, after the ledger has acknowledged it, what it was told:
whoever killed it can then hold the ledger to its word.
"""

import io
import os
import resource
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from itertools import count, islice
from pathlib import Path
from time import monotonic_ns, sleep

import msgspec
from pytest import MonkeyPatch

from parley.answers import opening
from parley.answers.failing import Kind
from parley.cli.main import main
from parley.events import projector, workers
from parley.events.append import Appended, Group, Outcome, Same
from parley.events.clock import wall_clock
from parley.events.errors import VersionConflict
from parley.events.ledger import Ledger
from parley.events.record import leaf_hash
from parley.events.sql import SqlStore
from parley.events.sql.views import SqlViews
from parley.events.store_errors import StoreLocked, StoreUnreachable
from tests.crash import planted
from tests.crash.dying import die_at
from tests.crash.history import digest_of
from tests.crash.nursery import Order
from tests.crash.talks import (
    LARGE_BATCH,
    LEDGER,
    SEVERAL_BATCH,
    SINGLES_BATCH,
    batch,
    write_import,
)

RECORDS_PER_CATCH_UP = 2  # few at a time: the same code, with more moments to die in
STREAMS_PER_BATCH = 1
WORKERS = 2
PAUSE_SECONDS = 0.05  # between two attempts at a server that does not answer


def say(*word: object) -> None:
    """Say one line, whole: it may be the last."""
    os.write(1, msgspec.json.encode(word) + b"\n")


def work(order: Order) -> None:
    """Do what an order says; a job that fails says why."""
    patch = MonkeyPatch()
    patch.setattr(projector, "CATCH_UP_RECORDS", RECORDS_PER_CATCH_UP)
    patch.setattr(workers, "STREAMS_PER_BATCH", STREAMS_PER_BATCH)
    if order.plant is not None:
        planted.FAULTS[order.plant](patch)
    _say_what_is_appended(patch)
    if order.die_at is not None:
        die_at(order.die_at)
    if order.file_bytes_max is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.file_bytes_max, resource.RLIM_INFINITY))
    try:
        JOBS[order.job](order)
    except Exception as error:
        say("failed", type(error).__name__, traceback.format_exc())
        raise
    say("done")


def _say_what_is_appended(patch: MonkeyPatch) -> None:
    """Say each group before it is appended, and the answer as soon as it is there."""
    append = SqlStore.append

    def tell_and_append(store: SqlStore, groups: Sequence[Group]) -> list[Outcome]:
        (group,) = groups  # one thread of a process records, so that nothing is put together
        offered = [(statement.id, statement.hash.hex()) for statement in group.statements]
        say("trying", offered, monotonic_ns())
        outcomes = append(store, groups)
        ended_at = monotonic_ns()
        for outcome in outcomes:
            if isinstance(outcome, Appended | Same):
                say("acknowledged", outcome.positions, ended_at)
            else:
                say("refused", str(outcome), ended_at)
        return outcomes

    patch.setattr(SqlStore, "append", tell_and_append)


def _opened(order: Order) -> Ledger:
    return opening.open_ledger(order.url, recorder="Asha", clock=wall_clock)


def _record_batches(order: Order, size: int) -> None:
    with _opened(order) as ledger:
        for number in islice(count(1), order.count):
            say("batch", number, size)
            ledger.record(batch(order.seed, number, size))
            _read(ledger, order)


def _read(ledger: Ledger, order: Order) -> None:
    say("reading", order.place, monotonic_ns())
    size = ledger.head().size
    read = digest_of(leaf_hash(record.data).hex() for record in ledger.log(upto=size))
    say("read", size, read, monotonic_ns())


def record(order: Order) -> None:
    """Record steps one by one, the views with each."""
    _record_batches(order, SINGLES_BATCH)


def record_batches(order: Order) -> None:
    """Record batches over several streams, each all or none."""
    _record_batches(order, SEVERAL_BATCH)


def record_on(order: Order) -> None:
    """Record batches, each until it is answered, whatever becomes of the server meanwhile."""
    with _opened(order) as ledger:
        for number in islice(count(1), order.count):
            say("batch", number, SEVERAL_BATCH)
            while True:
                try:
                    receipts = ledger.record(batch(order.seed, number, SEVERAL_BATCH))
                    break
                except (StoreUnreachable, StoreLocked) as error:  # locked: it waits for a standby
                    say("unanswered", type(error).__name__, str(error))
                    sleep(PAUSE_SECONDS)
                except VersionConflict:
                    say("overtaken")
            if all(each.repeated for each in receipts):  # found by its ids: not appended again
                say("found", [each.position for each in receipts], monotonic_ns())


def read(order: Order) -> None:
    """Read the log again and again."""
    with _opened(order) as ledger:
        for _ in range(order.count):
            _read(ledger, order)


def read_on(order: Order) -> None:
    """Read the log again and again, whatever becomes of the server meanwhile."""
    with _opened(order) as ledger:
        for _ in range(order.count):
            try:
                _read(ledger, order)
            except StoreUnreachable as error:
                say("unanswered", type(error).__name__, str(error))
            sleep(PAUSE_SECONDS)


def catch_up(order: Order) -> None:
    """Record large batches as one who writes no rows with them, and bring the rows up behind."""
    with MonkeyPatch.context() as patch:
        patch.setattr(SqlViews, "append", lambda _, __, ___, outcomes: outcomes)
        _record_batches(order, LARGE_BATCH)


def import_files(order: Order) -> None:
    """Import a file after another, as a person would."""
    # Nothing of whoever runs the tests: no settings, no ledger of theirs.
    os.environ |= {"HOME": order.folder, "PARLEY_RECORDER": "Asha"}
    os.chdir(order.folder)
    for number in islice(count(1), order.count):
        say("batch", number, LARGE_BATCH)
        file = Path(f"{order.seed}-{number}.jsonl")
        write_import(file, batch(order.seed, number, LARGE_BATCH))
        with redirect_stdout(io.StringIO()):
            code = main(["--db", order.url, "import", str(file), "--json"])
        if code == Kind.STORE.exit_code:
            raise StoreUnreachable(order.url, "import said so")
        if code:
            raise RuntimeError(f"import ended with {code}")


def rebuild_views(order: Order) -> None:
    """Rebuild again and again."""
    with _opened(order) as ledger:
        for _ in range(order.count):
            ledger.rebuild(lambda done, total: say("rebuilding", done, total))
            say("rebuilt")


def rebuild_in_processes(order: Order) -> None:
    """Rebuild again and again, in several processes at once."""
    # A ledger so small would not be worth a second process.
    with _opened(order) as ledger, MonkeyPatch.context() as patch:
        patch.setattr("parley.events.ledger.workers_for", lambda _: WORKERS)
        for _ in range(order.count):
            ledger.rebuild(lambda done, total: say("rebuilding", done, total))
            say("rebuilt")


def integrate(order: Order) -> None:
    """Store the tiles that the log fills."""
    with _opened(order) as ledger:
        say("integrated", ledger.store.integrate())


def create(order: Order) -> None:
    """Make an empty ledger."""
    opening.create_ledger(order.url, name=LEDGER, recorder="Asha", clock=wall_clock).close()


JOBS: dict[str, Callable[[Order], None]] = {
    job.__name__: job
    for job in (
        record,
        record_batches,
        record_on,
        read,
        read_on,
        catch_up,
        import_files,
        rebuild_views,
        rebuild_in_processes,
        integrate,
        create,
    )
}
