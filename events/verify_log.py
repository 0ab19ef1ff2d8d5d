"""Verification of the log itself: bytes, hashes, columns, chains, and the tree over all of them."""

from collections.abc import Callable, Iterator

from parley.events import flaws
from parley.events.errors import RecordError, flaw_of
from parley.events.findings import Finding, finding_if_unreadable
from parley.events.flaws import Flaw
from parley.events.merkle import leaf_hash
from parley.events.record import Outline, outline, parse
from parley.events.statement import statement_hash
from parley.events.store import EventStore, Head, Row
from parley.events.verify_ends import Chain
from parley.events.verify_tree import Tree

__all__ = ["Log"]

_COLUMNS = ("position", "recorded_at", "stream", "version", "id", "type")


class Log:
    """The records up to the head, each looked at once, in order; `only_bytes` leaves out whether a
    statement is spelt as it has to be, and what it says beside its place."""

    def __init__(self, store: EventStore, head: Head, *, only_bytes: bool = False) -> None:
        self._read: Callable[[bytes], Outline] = outline if only_bytes else _outline_of
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
        leaf = leaf_hash(row.record)
        self.tree.append(leaf)
        position = self.tree.size
        if row.position != position:
            self._found("positions", f"@{position}", flaws.RowMisnumbered(row.position))
        if row.recorded_at < self._recorded_at:
            self._found("times", f"@{position}", flaws.TimeTurnedBack())
        self._recorded_at = max(row.recorded_at, self._recorded_at)
        if row.leaf_hash != leaf:
            self._found("hashes", f"@{position}", flaws.LeafHashDiffers())
        try:
            said = self._read(row.record)
        except RecordError as error:
            self._found("bytes", f"@{position}", flaw_of(error))
            return
        hash = statement_hash(said.statement)
        self._check_columns(row, said, hash, position)
        self._check_chain(said, hash)

    def _check_columns(self, row: Row, said: Outline, hash: bytes, position: int) -> None:
        """The columns beside the bytes say what the bytes say."""
        for name in _COLUMNS:
            found, stands = getattr(said, name), getattr(row, name)
            if found != stands:
                self._found("columns", f"@{position}", flaws.ColumnDiffers(name, found, stands))
        if row.statement_hash != hash:
            self._found("hashes", f"@{position}", flaws.StatementHashDiffers())

    def _check_chain(self, said: Outline, hash: bytes) -> None:
        """Versions count up, and every statement names the hash of the one before it."""
        where = f"{said.stream}#{said.version}"
        chain = self.chains.get(said.stream)
        if chain is None:
            chain = self.chains[said.stream] = Chain()
        ledger = self._store.info.ledger
        if said.ledger != ledger:
            self._found("ledger", where, flaws.MadeForAnother(said.ledger, ledger))
        if said.version != chain.version + 1:
            self._found("chain", where, flaws.VersionSkipped(chain.version))
        expected = None if chain.hash is None else chain.hash.hex()
        if said.previous != expected:
            self._found("chain", where, flaws.ChainBroken(said.previous, expected))
        chain.version, chain.position, chain.hash = said.version, said.position, hash

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


def _outline_of(data: bytes) -> Outline:
    """The outline of a record that is read whole. Raises as `parse` does."""
    record = parse(data)
    said = record.said
    return Outline(
        position=record.position,
        recorded_at=record.recorded_at,
        statement=record.statement,
        ledger=said.ledger,
        stream=said.stream,
        id=said.id,
        version=said.version,
        previous=said.previous,
        type=said.type,
    )
