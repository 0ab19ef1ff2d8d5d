"""Verification: everything is derived again from the bytes and compared with what is stored.

It changes nothing and answers at one position, so that it can run while others record. It proves
that the ledger agrees with itself; that its owner has not rewritten all of it, only a checkpoint
held by somebody else can show, and the report says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from parley.events import flaws
from parley.events.append import StreamHead
from parley.events.clocks import Span
from parley.events.errors import Malformed
from parley.events.findings import Finding, finding_if_unreadable
from parley.events.inspection import Strange
from parley.events.ledger import Ledger
from parley.events.store import Head
from parley.events.verify_ends import Chain, compare_ends
from parley.events.verify_log import Log
from parley.events.verify_streams import Looked, judge_streams, look_at_streams
from parley.events.verify_tree import Tree
from parley.events.verify_views import (
    compare_strangers,
    compare_with_cursor,
    compare_words,
)
from parley.events.workers import batched, each_batch, processes, workers_for

__all__ = ["Finding", "NotCompared", "Report", "verify"]

NotCompared = Literal[
    "other_version", "not_whole", "log_does_not_hold", "no_end", "might_run", "only_bytes"
]
"""Why the views were not compared: their tables are of another version, or missing or altered; the
log itself does not hold; it was not read, for nothing says where it ends, or for what stands in its
tables might run; or only its bytes were to be looked at, and no histories either."""

Progress = Callable[[int, int], None]
"""Is told (records looked at, records to look at); each is looked at twice, or once where only
bytes are."""


class Report(Struct, frozen=True, kw_only=True):
    """What verification found at `position`. `root` is hexadecimal.

    `not_compared` says why the views were not compared; None = they were, up to `views_at`: rows
    that nobody has made yet are no finding, those that cannot be made are. `wrong_dates` are what
    clock records say of dates; it is no finding.
    """

    ok: bool
    ledger: str
    position: int
    size: int
    root: str
    streams: int
    not_compared: NotCompared | None
    views_at: int | None
    findings: tuple[Finding, ...]
    wrong_dates: tuple[Span, ...]
    checkpoint_compared: bool = False
    """Whether it was held against a checkpoint from outside; only one that somebody else keeps
    shows that its owner has not rewritten it as a whole, or cut off its end."""


def verify(ledger: Ledger, progress: Progress | None = None, *, only_bytes: bool = False) -> Report:
    """Derive bytes, hashes, chains, root, histories and views again, up to the head of now.

    With `only_bytes` it stops at the tree: no statement is read beyond its place in its stream, no
    history judged, nothing looked at in the ledger's own records and in the views.

    What stands there beside rows is looked at first: where reading the log would run something
    that is not of this release's making, the log is not read.
    """
    findings: list[Finding] = []
    strange: Sequence[Strange] = ()
    with finding_if_unreadable(findings, "objects", "objects"):
        strange = ledger.store.inspect(ledger.projector.schema, closely=True)
    findings += _objects(strange)
    if any(each.on_reading for each in strange):
        return _unread(ledger, findings, "might_run")
    heads: list[Head] = []
    with finding_if_unreadable(findings, "head", "head"):
        heads.append(ledger.head())
    if not heads:
        return _unread(ledger, findings, "no_end")
    (head,) = heads
    log = Log(ledger.store, head, only_bytes=only_bytes)
    rounds = 1 if only_bytes else 2
    for done in log.read():
        if progress is not None:
            progress(done, rounds * head.size)
    findings += [
        *log.findings,
        *log.tree.compare(ledger.store),
        *compare_ends(ledger.store, head, log.chains),
    ]
    intact = not log.findings and not only_bytes
    not_compared: NotCompared | None = "only_bytes" if only_bytes else "log_does_not_hold"
    if intact:
        not_compared = _hinders(ledger, strange, findings)
    done, views_at = head.size, None
    stopped: set[str] = set()
    if intact:
        for looked in _looked(ledger, log.chains, head.size, compares=not_compared is None):
            findings += looked.findings
            stopped.update(looked.stopped)
            done += looked.records
            if progress is not None:
                progress(done, 2 * head.size)
    if not_compared is None:
        views_at = min(ledger.projector.cursor(), head.size)
        ends = {
            name: (chain.version, chain.position)
            for name, chain in log.chains.items()
            if name not in stopped
        }
        findings += compare_with_cursor(ledger, ends)
        findings += compare_strangers(ledger, log.chains)
        findings += compare_words(ledger)
    return Report(
        ok=not findings,
        ledger=ledger.store.info.ledger,
        position=head.size,
        size=head.size,
        root=log.tree.root.hex(),
        streams=len(log.chains),
        not_compared=not_compared,
        views_at=views_at,
        findings=tuple(findings),
        wrong_dates=_wrong_dates(ledger) if intact else (),
    )


def _looked(
    ledger: Ledger, chains: Mapping[str, Chain], upto: int, *, compares: bool
) -> Iterator[Looked]:
    """Look at every stream, in several processes where it is worth it."""
    heads = [
        StreamHead(name, chain.version, chain.hash or b"", chain.position)
        for name, chain in sorted(chains.items())
    ]
    workers = 1 if ledger.reopen is None else workers_for(upto)
    with processes(workers) as executor:
        yield from each_batch(
            look_at_streams if compares else judge_streams,
            ledger,
            batched(heads),
            upto,
            executor=executor,
            reopen=ledger.reopen,
            workers=workers,
        )


def _unread(ledger: Ledger, findings: Sequence[Finding], why: NotCompared) -> Report:
    """What can be said of a log that nobody should read, or can."""
    return Report(
        ok=False,
        ledger=ledger.store.info.ledger,
        position=0,
        size=0,
        root=Tree().root.hex(),
        streams=0,
        not_compared=why,
        views_at=None,
        findings=tuple(findings),
        wrong_dates=(),
    )


def _hinders(
    ledger: Ledger, strange: Sequence[Strange], findings: list[Finding]
) -> NotCompared | None:
    """Return why the views cannot be compared, and add what is found about that."""
    views, schema = ledger.store.views, ledger.projector.schema
    if missing := views.missing():
        findings += [Finding("views", name, flaws.Missing()) for name in missing]
    if missing or any(each.rebuilt for each in strange):
        return "not_whole"
    if ledger.projector.usable:
        return None
    if (version := views.version()) not in (None, schema.version):
        what = flaws.ViewsOfVersion(version, schema.version)
        findings.append(Finding("views", "view_state", what))
    return "other_version"


def _objects(strange: Sequence[Strange]) -> list[Finding]:
    """What is not as this release makes it, or none of its making."""
    return [
        Finding(
            "views" if each.rebuilt else "file" if each.kind == "file" else "objects",
            f"{each.kind} {each.name}",
            each.what,
        )
        for each in strange
    ]


def _wrong_dates(ledger: Ledger) -> tuple[Span, ...]:
    try:
        return tuple(ledger.clock_spans())
    except Malformed:  # which is a finding of its own
        return ()
