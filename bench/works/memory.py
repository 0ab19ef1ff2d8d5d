"""What the long commands take of a machine's memory: all processes of a command together."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import talks
from bench.commands import parley, peak_memory
from bench.ground import made
from bench.result import Result, at_most
from bench.scale import Scale

__all__ = ["measure"]

STEPS = 24
PARTS = (10, 1)  # a tenth of the log, and all of it
MEGABYTES_MAX = 200
HEADS = ("command", "records", "memory")
INCLUDES = (
    "The most that the processes of a command hold at one moment, its workers with it, looked at"
    " every 20 ms; what they share is counted for each of them."
)


def measure(scale: Scale) -> Iterator[Result]:
    """Rebuild and verify, of two lengths of a log."""
    rows, most = [], 0.0
    with TemporaryDirectory() as name:
        for part in PARTS:
            path = str(Path(name) / f"{part}.db")
            with made(path) as ledger:
                talks.fill(ledger, max(2, scale.log // part // (STEPS + 1)), STEPS)
                records = ledger.head().size
            for words in (("db", "rebuild"), ("verify",)):
                found = peak_memory(parley("--db", path, "--no-input", *words))
                rows.append((f"parley {' '.join(words)}", f"{records:,}", f"{found:,.0f} MB"))
                most = max(most, found) if words == ("db", "rebuild") else most
    goal = at_most(f"memory of a rebuild, {records:,}", most, MEGABYTES_MAX, "719 MB", " MB")
    yield Result("Memory of long commands, SQLite", INCLUDES, HEADS, rows, [goal])
