"""Rebuilding: every view made again from the log, stream by stream, in place.

Streams know nothing of each other, so they are folded in any order and in several processes at
once; one process writes, each batch in a transaction of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from parley.events.append import StreamHead
from parley.events.cells import StreamCells, no_cells
from parley.events.errors import ViewsReplaced
from parley.events.projector import Projector, is_of_the_rows
from parley.events.reading import LedgerReading
from parley.events.views import Waiting, wait_silently
from parley.events.workers import Reopen, batched, each_batch, processes

__all__ = ["Rebuilt", "fold_streams", "rebuild"]

Progress = Callable[[int, int], None]
"""Is told (records folded, records to fold)."""


class Rebuilt(Struct, frozen=True, kw_only=True):
    """What a rebuild did: `streams` there are; `remade` = their tables were made again, too;
    `stopped` are those with an entry that cannot be folded, which have no rows."""

    streams: int
    remade: bool
    stopped: tuple[str, ...]


def rebuild(
    ledger: LedgerReading,
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
    projector = ledger.projector
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
        _rewrite(ledger, heads, progress, workers, reopen)
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
    ledger: LedgerReading,
    heads: Sequence[StreamHead],
    progress: Progress,
    workers: int,
    reopen: Reopen | None,
) -> None:
    """Write every stream again, and take away what belongs to none."""
    projector = ledger.projector
    target = max((head.position for head in heads), default=0)
    total = sum(head.version for head in heads)
    done = 0
    progress(done, total)
    versions = {head.stream: head.version for head in heads}
    batches = list(batched(heads))
    with processes(workers if reopen is not None and len(batches) > 1 else 1) as executor:
        for batch in each_batch(
            fold_streams, ledger, batches, target, executor=executor, reopen=reopen, workers=workers
        ):
            if not _rewritten(projector, batch, versions):
                raise ViewsReplaced(projector.schema.version)
            done += sum(versions[change.stream] for change in batch)
            progress(done, total)
    store = projector.store
    store.views.forget_strangers(lambda: [head.stream for head in store.stream_heads()])


def _rewritten(
    projector: Projector, changes: Sequence[StreamCells], versions: Mapping[str, int]
) -> bool:
    """Write these streams; one whose rows cannot be stored gets none, and the others theirs."""
    try:
        return projector.store.views.rewrite(partial(_as_of, projector, changes, versions))
    except Exception as error:
        if not is_of_the_rows(error):
            raise
        if len(changes) > 1:
            return all(_rewritten(projector, [change], versions) for change in changes)
        return projector.store.views.rewrite(lambda _: [no_cells(changes[0].stream)])


def _as_of(
    projector: Projector,
    changes: Sequence[StreamCells],
    versions: Mapping[str, int],
    cursor: int,
) -> list[StreamCells]:
    """These streams as the records up to the cursor make them: folded again where others recorded
    since they were folded."""
    made = []
    for change in changes:
        head = projector.store.stream_head(change.stream, cursor)
        grown = head is not None and head.version != versions[change.stream]
        made.append(projector.whole_cells(change.stream, cursor) if grown else change)
    return made


def fold_streams(ledger: LedgerReading, streams: Sequence[str], upto: int) -> list[StreamCells]:
    """The rows of these streams, folded from nothing (`Work`)."""
    return [ledger.projector.whole_cells(stream, upto) for stream in streams]
