"""A whole log: to the states of all negotiations, to every row again, verified."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.ground import filled
from bench.result import Goal, Result, at_least, at_most
from bench.scale import Scale
from bench.turns import Taken, once
from bench.works.folding import RawStatement, payload
from bench.writers import now
from parley.events.ledger import Ledger
from parley.events.rebuild import rebuild
from parley.events.sql import open_store
from parley.events.verify import verify

__all__ = ["measure"]

STEPS = 24
HEADS = ("work", "seconds", "records a second", "processor")
INCLUDES = (
    "{records:,} records of {streams:,} negotiations on a file. Raw: scanned and decoded into a"
    " typed statement; the rows of the views inserted again into tables of the same columns and"
    " indexes, in one transaction; SHA-256 of the same bytes."
)
DECODE, HASH, INSERT = "scan and typed decode", "SHA-256 of every record", "bulk insert of the rows"
STATES, ONE, TWO, VERIFY = "states", "rebuild, one process", "rebuild, two", "verify"
BYTES = "verify --bytes"


def measure(scale: Scale) -> Iterator[Result]:
    """On a file."""
    count = scale.log // (STEPS + 1)
    with TemporaryDirectory() as name:
        path = str(Path(name) / "ours.db")
        with filled(path, count, STEPS) as (ledger, _):
            records = ledger.head().size
            taken = {work: once(do) for work, do in _works(ledger, path).items()}
    rows = [
        (work, f"{each.seconds:.2f}", f"{records / each.seconds:,.0f}", f"{each.busy:.2f} s")
        for work, each in taken.items()
    ]
    includes = INCLUDES.format(records=records, streams=count)
    yield Result("A whole log, SQLite", includes, HEADS, rows, list(_goals(taken)))


def _goals(taken: Mapping[str, Taken]) -> Iterator[Goal]:
    def of(work: str) -> float:
        return taken[work].seconds

    floor = of(DECODE) + of(INSERT)
    yield at_least(
        "the whole log to states, against scan and decode", of(DECODE) / of(STATES), 0.12, "0.018"
    )
    yield at_most(
        "rebuild in one process, against scan and insert of the same rows", of(ONE) / floor, 6, "18"
    )
    yield at_least("rebuild: two processes against one", of(ONE) / of(TWO), 1.5, "1")
    yield at_least(
        "verify, against SHA-256 of the same bytes", of(HASH) / of(VERIFY), 0.02, "0.002"
    )
    yield at_least("verify --bytes, against the same", of(HASH) / of(BYTES), 0.2, "–")


def _works(ledger: Ledger, path: str) -> dict[str, Callable[[], object]]:
    connection = sqlite3.connect(path)
    decode = msgspec.json.Decoder(RawStatement).decode
    select = "SELECT record FROM record ORDER BY position"
    reopen = partial(open_store, path, clock=now, read_only=True)

    def scan() -> None:
        states: dict[str, str] = {}
        for (record,) in connection.execute(select):
            said = decode(payload(record))
            states[said.stream] = said.type

    def hashes() -> None:
        for (record,) in connection.execute(select):
            hashlib.sha256(b"\0" + record).digest()

    def states() -> None:
        size = ledger.head().size
        for stream in ledger.streams("negotiation/"):
            ledger.projector.refolded(stream, ledger.entries(stream, size))

    return {
        DECODE: scan,
        HASH: hashes,
        INSERT: _bulk(ledger, connection, f"{path}-rows"),
        STATES: states,
        ONE: lambda: rebuild(ledger, lambda *_: None, workers=1),
        TWO: lambda: rebuild(ledger, lambda *_: None, workers=2, reopen=reopen),
        VERIFY: lambda: verify(ledger),
        BYTES: lambda: verify(ledger, only_bytes=True),
    }


def _bulk(ledger: Ledger, ours: sqlite3.Connection, path: str) -> Callable[[], object]:
    """Insert every row of the views and every fold again, elsewhere."""
    target = sqlite3.connect(path, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    rows = {}
    for table in (*(each.name for each in ledger.projector.schema.tables), "view_fold"):
        said = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index')"
        for (definition,) in ours.execute(said, (table,)):
            if definition is not None:
                target.execute(definition)
        rows[table] = ours.execute(f'SELECT * FROM "{table}"').fetchall()

    def insert() -> None:
        target.execute("BEGIN")
        for table, cells in rows.items():
            if cells:
                marks = ", ".join("?" * len(cells[0]))
                target.executemany(f'INSERT INTO "{table}" VALUES ({marks})', cells)
        target.execute("COMMIT")

    return insert
