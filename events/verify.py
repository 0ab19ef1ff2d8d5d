"""Verification: everything is derived again from the bytes and compared with what is stored.

It answers at one position, so that it can run while others record. It proves that the ledger
agrees with itself; that its owner has not rewritten all of it, only a checkpoint held by somebody
else can show, and the report says so.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from events.canonical import JsonObject, encode
from events.errors import RecordError
from events.ledger import Ledger
from events.merkle import leaf_hash
from events.politics import Entry, entry_of
from events.record import parse
from events.statement import decode_statement, statement_hash
from events.store import Row

__all__ = ["Finding", "Report", "verify"]

NO_CHECKPOINT = (
    "no outside checkpoint was compared: this shows that the ledger agrees with itself, not that"
    " its owner never rewrote it as a whole"
)


class Finding(Struct, frozen=True):
    """One thing that does not hold; `where` is `@position`, `stream#version` or a table."""

    check: str
    where: str
    what: str


class Report(Struct, frozen=True, kw_only=True):
    """What verification found at `position`. `root` is hexadecimal."""

    ok: bool
    position: int
    size: int
    root: str
    records: int
    streams: int
    views: str
    findings: tuple[Finding, ...]
    note: str = NO_CHECKPOINT


class _Stream:
    """What is remembered of a stream while its records pass by."""

    def __init__(self) -> None:
        self.version = 0
        self.last: bytes | None = None
        self.entries: list[Entry] = []


def verify(ledger: Ledger) -> Report:
    """Derive bytes, hashes, chains, root, histories and views again, up to the head of now."""
    head = ledger.head()
    findings: list[Finding] = []
    streams: dict[str, _Stream] = {}
    leaves: list[bytes] = []
    position, recorded_at = 0, 0
    for row in ledger.store.read_rows(upto=head.size):
        position += 1
        findings += _check_row(row, position, recorded_at)
        leaves.append(leaf_hash(row.record))
        recorded_at = max(recorded_at, row.recorded_at)
        findings += _check_chain(row, streams, ledger.store.info.ledger)
    if position != head.size:
        findings.append(
            Finding("head", "head", f"the head says {head.size} records, {position} are there")
        )
    elif position and recorded_at != head.recorded_at:
        findings.append(Finding("head", "head", "the head's time is not the last record's"))
    root, tree = _check_tree(ledger, leaves)
    findings += tree
    for name in sorted(streams):
        if ledger.politics.concerns(name):
            findings += [
                Finding("history", name, what)
                for what in ledger.politics.audit(name, streams[name].entries)
            ]
    views, differences = _check_views(ledger, streams, head.size, trusted=not findings)
    findings += differences
    return Report(
        ok=not findings,
        position=head.size,
        size=head.size,
        root=root,
        records=position,
        streams=len(streams),
        views=views,
        findings=tuple(findings),
    )


def _check_row(row: Row, position: int, recorded_at: int) -> Iterator[Finding]:
    """The columns beside the bytes say what the bytes say, and the bytes are canonical."""
    where = f"@{position}"
    if row.position != position:
        yield Finding("positions", where, f"the row there is numbered {row.position}")
    try:
        record = parse(row.record)
    except RecordError as error:
        yield Finding("bytes", where, error.message)
        return
    said = (record.position, record.stream, record.version, record.id, record.type)
    stands = (row.position, row.stream, row.version, row.id, row.type)
    if said != stands:
        yield Finding("columns", where, f"the bytes say {said}, the columns {stands}")
    if record.recorded_at != row.recorded_at:
        yield Finding(
            "columns",
            where,
            f"recorded_at is {record.recorded_at} in the bytes, {row.recorded_at} in its column",
        )
    if row.statement_hash != statement_hash(record.statement):
        yield Finding("hashes", where, "statement_hash is not the hash of the statement")
    if row.leaf_hash != leaf_hash(row.record):
        yield Finding("hashes", where, "leaf_hash is not the hash of the record")
    if row.recorded_at < recorded_at:
        yield Finding("times", where, "it is recorded before the record that it follows")


def _check_chain(row: Row, streams: dict[str, _Stream], ledger: str) -> Iterator[Finding]:
    """Versions count up and every statement names the hash of the one before it."""
    try:
        record = parse(row.record)
    except RecordError:
        return
    statement = decode_statement(record.statement)
    where = f"{record.stream}#{record.version}"
    stream = streams.setdefault(record.stream, _Stream())
    if statement.ledger != ledger:
        yield Finding("ledger", where, f"it was made for ledger {statement.ledger!r}")
    if record.version != stream.version + 1:
        yield Finding("chain", where, f"it follows version {stream.version}")
    expected = None if stream.last is None else stream.last.hex()
    if statement.previous != expected:
        yield Finding("chain", where, f"previous is {statement.previous}, not {expected}")
    stream.version = record.version
    stream.last = statement_hash(record.statement)
    stream.entries.append(entry_of(record))


def _check_tree(ledger: Ledger, leaves: Sequence[bytes]) -> tuple[str, list[Finding]]:
    """The root from the bytes, and the stored tiles against it."""
    from events.merkle import root_of

    findings: list[Finding] = []
    root = root_of(leaves).hex()
    try:
        if ledger.store.writable:
            ledger.store.integrate()
        stored = ledger.store.root(len(leaves)).hex()
    except (RecordError, ValueError) as error:
        return root, [Finding("tree", "tiles", str(error))]
    if stored != root:
        findings.append(Finding("tree", "tiles", f"the tiles give root {stored}, the bytes {root}"))
    return root, findings


def _check_views(
    ledger: Ledger, streams: dict[str, _Stream], size: int, *, trusted: bool
) -> tuple[str, list[Finding]]:
    """Every view row is what folding the records gives."""
    if not trusted:
        return "not compared: the log itself does not hold", []
    if not ledger.catch_up():
        return "not compared: they are of another version or cannot be brought up to date", []
    findings: list[Finding] = []
    for table in ledger.projector.schema.tables:
        stored: dict[str, list[bytes]] = {}
        for row in ledger.store.views.select(table.name):
            stored.setdefault(str(row["stream"]), []).append(_digest(row))
        for name in sorted({*stored, *streams}):
            if name not in streams:
                findings.append(Finding("views", table.name, f"rows of {name}, which is no stream"))
    for name in sorted(streams):
        findings += _compare(ledger, name, size)
    return "compared", findings


def _compare(ledger: Ledger, stream: str, size: int) -> Iterator[Finding]:
    change = ledger.projector.whole(stream, size)
    made: dict[str, set[bytes]] = {table.name: set() for table in ledger.projector.schema.tables}
    for each in change.changes:
        made[each.table].add(_digest(ledger.projector.schema.table(each.table).complete(each.row)))
    for table, digests in made.items():
        stored = {_digest(row) for row in ledger.store.views.select(table, {"stream": stream})}
        if stored != digests:
            wrong, missing = len(stored - digests), len(digests - stored)
            yield Finding(
                "views",
                f"{table} of {stream}",
                f"{wrong} rows are not what the records give, {missing} are missing;"
                " `parley rebuild` makes them again",
            )
    fold = ledger.store.views.fold(stream)
    if fold is None or fold.data != change.fold:
        yield Finding("views", f"fold of {stream}", "the stored fold is not what the records give")


def _digest(row: JsonObject) -> bytes:
    return sha256(encode_row(row)).digest()


def encode_row(row: JsonObject) -> bytes:
    """A view row as comparable bytes; its integers may be beyond what statements allow."""
    import msgspec

    return msgspec.json.encode(row, order="sorted")


_ = encode
