"""Work on many streams, batch by batch, in this process or in others.

A piece of work is a function of a ledger that is open for reading, some of its streams and the
position up to which they count, and answers plain values: so any executor that can `submit` may run
it, on this machine or on others that reach the same ledger.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Protocol, TypeAlias, TypeVar

from parley.events.append import StreamHead
from parley.events.politics import Politics
from parley.events.reading import LedgerReading
from parley.events.store import EventStore
from parley.events.store_errors import StoreError

__all__ = ["Executor", "Reopen", "Work", "batched", "each_batch", "processes", "workers_for"]

WORKERS_MAX = 8  # processes; beyond that the one that writes is the bottleneck
RECORDS_PER_WORKER_MIN = 10_000  # below, a process costs more than it saves (`bench.rebuild`)
RECORDS_PER_BATCH = 1_000  # looked at, or folded and written, together
STREAMS_PER_BATCH = 100
WAITING_MAX = 2  # batches that are done and wait to be asked for: memory is theirs

T = TypeVar("T")
Result = TypeVar("Result", covariant=True)

Reopen: TypeAlias = Callable[[], EventStore]
"""Opens the same ledger for reading in another process; MUST be picklable."""

Work: TypeAlias = Callable[[LedgerReading, Sequence[str], int], T]
"""(the ledger, names of streams, the position up to which they count) → plain values; a function of
a module, so that another process finds it by its name."""


class _Waited(Protocol[Result]):
    def result(self) -> Result: ...


class Executor(Protocol):
    """Whatever runs functions elsewhere: a pool of processes, the client of a cluster."""

    def submit(self, function: Callable[..., T], /, *arguments: object) -> _Waited[T]:
        """Have a function run; what it answers, or raises, comes of `result`."""


def workers_for(records: int) -> int:
    """How many processes work on so many records is worth, on this machine."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(processors, WORKERS_MAX, records // RECORDS_PER_WORKER_MIN))


def batched(heads: Iterable[StreamHead]) -> Iterator[list[str]]:
    """Stream names, so many together that a transaction and a message are worth it."""
    batch: list[str] = []
    records = 0
    for head in heads:
        batch.append(head.stream)
        records += head.version
        if records >= RECORDS_PER_BATCH or len(batch) >= STREAMS_PER_BATCH:
            yield batch
            batch, records = [], 0
    if batch:
        yield batch


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """So many worker processes; None for less than two."""
    if count < 2:
        yield None
        return
    # Never forked: a forked child would share this process's connections and locks.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def each_batch(
    work: Work[T],
    ledger: LedgerReading,
    batches: Iterable[Sequence[str]],
    upto: int,
    *,
    executor: Executor | None = None,
    reopen: Reopen | None = None,
    workers: int = 1,
) -> Iterator[T]:
    """What `work` answers for each batch, in their order; here where there is no executor, or
    where it broke: a worker that was killed, or that does not reach the ledger, costs time only."""
    if executor is None or reopen is None:
        for batch in batches:
            yield work(ledger, batch, upto)
        return
    address = pickle.dumps((reopen, ledger.politics))
    window: deque[tuple[Sequence[str], _Waited[T] | None]] = deque()

    def done() -> T:
        batch, waited = window.popleft()
        try:
            if waited is not None:
                return waited.result()
        except (BrokenExecutor, StoreError):
            pass
        return work(ledger, batch, upto)

    for batch in batches:
        window.append((batch, _submitted(executor, address, work, batch, upto)))
        if len(window) >= workers + WAITING_MAX:
            yield done()
    while window:
        yield done()


def _submitted(
    executor: Executor, address: bytes, work: Work[T], batch: Sequence[str], upto: int
) -> _Waited[T] | None:
    try:
        return executor.submit(_do, address, work, batch, upto)
    except BrokenExecutor:
        return None


_opened: dict[bytes, LedgerReading] = {}
"""The ledgers that a worker process has open, from their first piece of work to its end."""


def _do(address: bytes, work: Work[T], streams: Sequence[str], upto: int) -> T:
    """A piece of work, in a process that may not have opened the ledger yet."""
    if address not in _opened:
        reopen: Reopen
        politics: Politics
        reopen, politics = pickle.loads(address)  # noqa: S301 - of who gives us work, as that is
        _opened[address] = LedgerReading(reopen(), politics)
    return work(_opened[address], streams, upto)


def _begin() -> None:
    # Ctrl-C goes to every process of a terminal; the one that gives out work decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that gives it work is gone: a killed one can tell nobody."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
