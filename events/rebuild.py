"""Rebuilding: every view made again from the log, aside, while the rows in use serve.

Streams know nothing of each other, so they are folded in any order and in several processes at
once; one process writes, and what is done stays done when it is killed.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from msgspec import Struct

from events.append import StreamHead
from events.errors import VersionConflict
from events.politics import Politics
from events.projector import Projector
from events.store import EventStore
from events.views import StreamChange, Waiting, wait_silently

__all__ = ["WORKERS_MAX", "Rebuilt", "rebuild", "workers_for"]

WORKERS_MAX = 8
RECORDS_PER_WORKER_MIN = 10_000  # with 10,000 in all, two are no faster (`bench.rebuild`)
RECORDS_PER_BATCH = 1_000  # folded and written together
STREAMS_PER_BATCH = 100

Reopen = Callable[[], EventStore]
Progress = Callable[[int, int], None]
"""Is told (records folded, records to fold)."""


class Rebuilt(Struct, frozen=True, kw_only=True):
    """What a rebuild did: `streams` there are; `resumed` of them an earlier one had written;
    `stopped` are those with an entry that cannot be folded, which have no rows."""

    streams: int
    resumed: int
    stopped: tuple[str, ...]


def workers_for(records: int) -> int:
    """How many processes a rebuild of so many records is worth, on this machine."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(processors, WORKERS_MAX, records // RECORDS_PER_WORKER_MIN))


def rebuild(
    projector: Projector,
    progress: Progress,
    *,
    workers: int = 1,
    reopen: Reopen | None = None,
    waiting: Waiting = wait_silently,
) -> Rebuilt:
    """Make all views again and swap them in.

    A rebuild that was killed or interrupted is resumed; until the swap the rows in use serve. What
    is appended meanwhile is caught up with after it. `waiting` is called when the swap has to wait
    for programs that read the old rows. With more than one of `workers`, `reopen` MUST open the
    same ledger for reading, and be picklable.

    Raises VersionConflict when another process finished or dropped this rebuild meanwhile.
    """
    views = projector.store.views
    generation = views.begin_generation(projector.schema, projector.store.head().size)
    heads = projector.store.stream_heads(upto=generation.target)
    left = [head for head in heads if head.stream not in generation.done]
    total = sum(head.version for head in heads)
    done = total - sum(head.version for head in left)
    progress(done, total)
    versions = {head.stream: head.version for head in left}
    stopped: set[str] = set()
    batches = list(_batched(left))
    if workers > 1 and reopen is not None and len(batches) > 1:
        changes = _in_processes(projector.politics, reopen, batches, generation.target, workers)
    else:
        changes = (_fold(projector, batch, generation.target) for batch in batches)
    for batch in changes:
        if not views.write_generation(generation, batch):
            raise VersionConflict("views", generation.number, generation.number + 1)
        stopped |= {change.stream for change in batch if change.fold is None}
        done += sum(versions[change.stream] for change in batch)
        progress(done, total)
    if not views.swap_generation(generation, waiting):
        raise VersionConflict("views", generation.number, generation.number + 1)
    projector.prepare()
    projector.catch_up()
    stopped |= {stream for stream in generation.done if views.fold(stream) is None}
    return Rebuilt(
        streams=len(heads), resumed=len(heads) - len(left), stopped=tuple(sorted(stopped))
    )


def _batched(heads: Iterable[StreamHead]) -> Iterator[list[str]]:
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


def _fold(projector: Projector, streams: Sequence[str], target: int) -> list[StreamChange]:
    return [projector.whole(stream, target) for stream in streams]


def _in_processes(
    politics: Politics,
    reopen: Reopen,
    batches: Sequence[Sequence[str]],
    target: int,
    workers: int,
) -> Iterator[list[StreamChange]]:
    """The same in several processes, in the order in which they finish."""
    # Never forked: a forked child would share this process's connections and locks.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin_work, (reopen, politics))
    try:
        futures = [pool.submit(_work, batch, target) for batch in batches]
        for future in as_completed(futures):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_projector: Projector | None = None
"""Of a worker process, from its beginning to its end."""


def _begin_work(reopen: Reopen, politics: Politics) -> None:
    global _projector
    # Ctrl-C goes to every process of a terminal; the one that writes decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _projector = Projector(reopen(), politics)


def _end_with_parent() -> None:
    """End this process when the one that writes is gone: a killed one can tell nobody."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(streams: Sequence[str], target: int) -> list[StreamChange]:
    if _projector is None:
        raise RuntimeError("this process was not begun as a worker")
    return _fold(_projector, streams, target)
