"""Rebuilding: every view made again from the log, stream by stream, in place.

Streams know nothing of each other, so they are folded in any order and in several processes at
once; one process writes, each batch in a transaction of its own.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from msgspec import Struct

from parley.events.append import StreamHead
from parley.events.changes import stopping
from parley.events.errors import ViewsReplaced
from parley.events.politics import Politics
from parley.events.projector import Projector, is_of_the_rows
from parley.events.store import EventStore
from parley.events.views import StreamChange, Waiting, wait_silently

__all__ = ["WORKERS_MAX", "Rebuilt", "rebuild", "workers_for"]

WORKERS_MAX = 8
RECORDS_PER_WORKER_MIN = 10_000  # with 10,000 in all, two are no faster (`bench.rebuild`)
RECORDS_PER_BATCH = 1_000  # folded and written together
STREAMS_PER_BATCH = 100

Reopen = Callable[[], EventStore]
Progress = Callable[[int, int], None]
"""Is told (records folded, records to fold)."""


class Rebuilt(Struct, frozen=True, kw_only=True):
    """What a rebuild did: `streams` there are; `remade` = their tables were made again, too;
    `stopped` are those with an entry that cannot be folded, which have no rows."""

    streams: int
    remade: bool
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
    """Make every row of the views again, stream by stream, while the rows of the others serve.

    It waits for those who record, and they for it, a batch at a time; readers wait for nobody.
    Killed or interrupted, it leaves rows that are right or as they were. Where tables are missing,
    damaged beyond that or of another version, they are made again first (`ViewStore.remake`,
    `waiting`). With more than one of `workers`, `reopen` MUST open the same ledger for reading, and
    be picklable.

    Raises ViewsReplaced when another release makes its own tables meanwhile; NotAsMade;
    StoreError where the rows could not be written.
    """
    remade = not _serves(projector)
    projector.refuse_strange(mending=True)
    if remade:
        projector.store.views.remake(projector.schema, waiting)
        projector.prepare()
    projector.follow(progress if remade else None)
    if not projector.usable:
        raise ViewsReplaced(projector.schema.version)
    heads = projector.store.stream_heads(upto=projector.cursor())
    if not remade:
        _rewrite(projector, heads, progress, workers, reopen)
        projector.catch_up()
    folds = projector.store.views.fold
    return Rebuilt(
        streams=len(heads),
        remade=remade,
        stopped=tuple(head.stream for head in heads if folds(head.stream) is None),
    )


def _serves(projector: Projector) -> bool:
    """Whether the tables can be written as they are: all there, of this version, counting right,
    and with nothing in them that would stay."""
    return (
        projector.prepare()
        and 0 <= projector.cursor() <= projector.store.head().size
        and not projector.store.views.outlasts_rewriting()
    )


def _rewrite(
    projector: Projector,
    heads: Sequence[StreamHead],
    progress: Progress,
    workers: int,
    reopen: Reopen | None,
) -> None:
    """Write every stream again, and take away what belongs to none."""
    target = max((head.position for head in heads), default=0)
    total = sum(head.version for head in heads)
    done = 0
    progress(done, total)
    versions = {head.stream: head.version for head in heads}
    batches = list(_batched(heads))
    if workers > 1 and reopen is not None and len(batches) > 1:
        folded = _in_processes(projector.politics, reopen, batches, target, workers)
    else:
        folded = (_fold(projector, batch, target) for batch in batches)
    for batch in folded:
        if not _rewritten(projector, batch, versions):
            raise ViewsReplaced(projector.schema.version)
        done += sum(versions[change.stream] for change in batch)
        progress(done, total)
    store = projector.store
    store.views.forget_strangers(lambda: [head.stream for head in store.stream_heads()])


def _rewritten(
    projector: Projector, changes: Sequence[StreamChange], versions: Mapping[str, int]
) -> bool:
    """Write these streams; one whose rows cannot be stored gets none, and the others theirs."""
    try:
        return projector.store.views.rewrite(partial(_as_of, projector, changes, versions))
    except Exception as error:
        if not is_of_the_rows(error):
            raise
        if len(changes) > 1:
            return all(_rewritten(projector, [change], versions) for change in changes)
        stopped = stopping(changes[0].stream)
        return projector.store.views.rewrite(lambda _: [stopped])


def _as_of(
    projector: Projector,
    changes: Sequence[StreamChange],
    versions: Mapping[str, int],
    cursor: int,
) -> list[StreamChange]:
    """These streams as the records up to the cursor make them: folded again where others recorded
    since they were folded."""
    made = []
    for change in changes:
        head = projector.store.stream_head(change.stream, cursor)
        grown = head is not None and head.version != versions[change.stream]
        made.append(projector.whole(change.stream, cursor) if grown else change)
    return made


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
