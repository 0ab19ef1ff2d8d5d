"""Verification: everything is derived again from the bytes and compared with what is stored.

It changes nothing and answers at one position, so that it can run while others record. It proves
that the ledger agrees with itself; that its owner has not rewritten all of it, only a checkpoint
held by somebody else can show, and the report says so.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from parley.events import flaws
from parley.events.clocks import Span
from parley.events.errors import Malformed, RecordError, flaw_of
from parley.events.findings import Finding, finding_if_unreadable
from parley.events.flaws import Flaw
from parley.events.inspection import Strange
from parley.events.ledger import Ledger
from parley.events.merkle import leaf_hash
from parley.events.politics import Entry
from parley.events.record import Record, parse
from parley.events.statement import statement_hash
from parley.events.store import EventStore, Head, Row
from parley.events.verify_ends import Chain, compare_ends
from parley.events.verify_own import check_own
from parley.events.verify_tree import Tree
from parley.events.verify_views import (
    compare_strangers,
    compare_stream,
    compare_with_cursor,
    compare_words,
    find_stop,
)

__all__ = ["Finding", "NotCompared", "Report", "verify"]

NotCompared = Literal["other_version", "not_whole", "log_does_not_hold", "no_end", "might_run"]
"""Why the views were not compared: their tables are of another version, or missing or altered; the
log itself does not hold; it was not read, for nothing says where it ends, or for what stands in its
tables might run."""

Progress = Callable[[int, int], None]
"""Is told (records looked at, records to look at); each is looked at twice."""


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


def verify(ledger: Ledger, progress: Progress | None = None) -> Report:
    """Derive bytes, hashes, chains, root, histories and views again, up to the head of now.

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
    log = _Log(ledger.store, head)
    for done in log.read():
        if progress is not None:
            progress(done, 2 * head.size)
    findings += [
        *log.findings,
        *log.tree.compare(ledger.store),
        *compare_ends(ledger.store, head, log.chains),
    ]
    intact = not log.findings
    not_compared = _hinders(ledger, strange, findings) if intact else "log_does_not_hold"
    done, views_at = head.size, None
    stopped: set[str] = set()
    for stream in sorted(log.chains) if intact else ():
        entries = ledger.entries(stream, head.size)
        findings += _check_history(ledger, stream, entries)
        findings += check_own(ledger, stream, entries)
        if (stops := find_stop(ledger, stream, entries)) is not None:
            findings.append(stops)
            stopped.add(stream)
        if not_compared is None:
            findings += compare_stream(ledger, stream, entries)
        done += len(entries)
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


class _Log:
    """The records up to the head, each looked at once, in order."""

    def __init__(self, store: EventStore, head: Head) -> None:
        self._store = store
        self._head = head
        self._recorded_at = store.info.created_at
        self.tree = Tree()
        self.chains: dict[str, Chain] = {}
        self.findings: list[Finding] = []

    def read(self) -> Iterator[int]:
        """Check every record; answers how many have passed."""
        with finding_if_unreadable(self.findings, "bytes", "log"):
            for row in self._store.read_rows(upto=self._head.size):
                self._check(row)
                yield self.tree.size
        self._check_end()

    def _check(self, row: Row) -> None:
        self.tree.append(leaf_hash(row.record))
        position = self.tree.size
        where = f"@{position}"
        if row.position != position:
            self._found("positions", where, flaws.RowMisnumbered(row.position))
        if row.recorded_at < self._recorded_at:
            self._found("times", where, flaws.TimeTurnedBack())
        self._recorded_at = max(row.recorded_at, self._recorded_at)
        if row.leaf_hash != leaf_hash(row.record):
            self._found("hashes", where, flaws.LeafHashDiffers())
        try:
            record = parse(row.record)
        except RecordError as error:
            self._found("bytes", where, flaw_of(error))
            return
        self._check_columns(row, record, where)
        self._check_chain(record)

    def _check_columns(self, row: Row, record: Record, where: str) -> None:
        """The columns beside the bytes say what the bytes say."""
        for name in ("position", "recorded_at", "stream", "version", "id", "type"):
            said, stands = getattr(record, name), getattr(row, name)
            if said != stands:
                self._found("columns", where, flaws.ColumnDiffers(name, said, stands))
        if row.statement_hash != statement_hash(record.statement):
            self._found("hashes", where, flaws.StatementHashDiffers())

    def _check_chain(self, record: Record) -> None:
        """Versions count up, and every statement names the hash of the one before it."""
        statement = record.said
        where = f"{record.stream}#{record.version}"
        chain = self.chains.setdefault(record.stream, Chain())
        ledger = self._store.info.ledger
        if statement.ledger != ledger:
            self._found("ledger", where, flaws.MadeForAnother(statement.ledger, ledger))
        if record.version != chain.version + 1:
            self._found("chain", where, flaws.VersionSkipped(chain.version))
        expected = None if chain.hash is None else chain.hash.hex()
        if statement.previous != expected:
            self._found("chain", where, flaws.ChainBroken(statement.previous, expected))
        chain.version, chain.position = record.version, record.position
        chain.hash = statement_hash(record.statement)

    def _check_end(self) -> None:
        size, recorded_at = self._head.size, self._head.recorded_at
        if self.tree.size != size:
            self._found("head", "head", flaws.HeadSizeDiffers(size, self.tree.size))
        elif recorded_at != self._recorded_at:
            self._found("head", "head", flaws.HeadTimeDiffers())
        with finding_if_unreadable(self.findings, "bytes", "log"):
            # Read before the head is asked again: what others append meanwhile is below it.
            beyond = max((row.position for row in self._store.read_rows(after=size)), default=0)
            now = self._store.head().size
            if beyond > now:
                self._found("head", "head", flaws.RecordBeyondHead(now, beyond))

    def _found(self, check: str, where: str, what: Flaw) -> None:
        self.findings.append(Finding(check, where, what))


def _wrong_dates(ledger: Ledger) -> tuple[Span, ...]:
    try:
        return tuple(ledger.clock_spans())
    except Malformed:  # which is a finding of its own
        return ()


def _check_history(ledger: Ledger, stream: str, entries: list[Entry]) -> list[Finding]:
    """Every step may stand where it stands, under the rules that its record carries."""
    if not ledger.politics.concerns(stream):
        return []
    refused = ledger.politics.audit(stream, entries)
    return [
        Finding("history", stream, flaws.RefusedAgain(version, each.guard, each.case, each.facts))
        for version, each in refused
    ]
