"""A hundred steps in one transaction, and a file of two thousand steps imported."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import talks
from bench.commands import parley, run
from bench.ground import filled, grown, last_record, made, recording
from bench.other_peers import EVENTSOURCE, UMADB, eventsource, umadb_batches, umadb_server
from bench.peers import NAME, on_file
from bench.raw import raw_batches
from bench.result import HEADS, Result, at_least, at_most, rates
from bench.rows import template_of
from bench.scale import Scale
from bench.turns import in_turn, once

__all__ = ["measure"]

STEPS, SIZE = 5, 100
IMPORTED = 2_000
RAW, OURS = "raw driver, our bytes", "parley records, 100 streams"
ROWS = f"{NAME}, 100 aggregates with the same rows"
INCLUDES = (
    "As one step, a hundred of them in one transaction, on a file; time is of one step. The peer"
    " saves a hundred aggregates at once; eventsource-py appends them to one stream."
)


def measure(scale: Scale) -> Iterator[Result]:
    """Batches, then an import as a command."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "ours.db")
        with filled(path, scale.streams, STEPS) as (ledger, streams):
            template = template_of(path, streams[0], talks.FIRST_OFFER), path
            with (
                closing(on_file(str(folder / "rows.db"), scale.streams, STEPS, template)) as rows,
                umadb_server(folder / "uma") as uma,
                eventsource(str(folder / "eventsource.db"), scale.streams, SIZE) as events,
            ):
                raw = raw_batches(str(folder / "raw.db"), streams, last_record(ledger), SIZE)
                sides = {
                    RAW: raw,
                    UMADB: umadb_batches(uma, scale.streams, SIZE),
                    EVENTSOURCE: events,
                    ROWS: rows.in_batches(SIZE),
                    OURS: recording(ledger, streams, STEPS, batch=SIZE),
                }
                taken = in_turn(sides, each=2 * SIZE, rounds=scale.rounds)
        ours = taken[OURS].seconds
        goals = [
            at_least("batches of 100 against raw", taken[RAW].seconds / ours, 0.08, "0.006"),
            at_least(f"batches of 100 against {ROWS}", taken[ROWS].seconds / ours, 1, "–"),
        ]
        yield Result("Batches of 100, SQLite", INCLUDES, HEADS, rates(taken), goals)
        yield _imported(folder)


def _imported(folder: Path) -> Result:
    stream = talks.name_of(0)
    with made(str(folder / "batches.db")) as ledger:
        batches = once(lambda: grown(ledger, stream, IMPORTED)).seconds
    made(str(folder / "import.db")).close()
    drafts = [talks.registration(stream), *(talks.step(stream, each) for each in range(IMPORTED))]
    lines = [{"negotiation": "n000000", "type": each.type, **each.fields} for each in drafts]
    file = folder / "steps.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    seconds = run(parley("--db", str(folder / "import.db"), "-q", "import", str(file))).wall
    return Result(
        f"Import of {IMPORTED:,} steps of one negotiation, SQLite",
        "`parley import` of a JSONL file as a command, start and reading included, against the same"
        " steps recorded 250 at once by a program that holds the ledger open.",
        ("side", "seconds", "steps a second"),
        [
            ("recorded in batches", f"{batches:.2f}", f"{IMPORTED / batches:,.0f}"),
            ("parley import", f"{seconds:.2f}", f"{IMPORTED / seconds:,.0f}"),
        ],
        [at_most("import of 2,000 steps against batches", seconds / batches, 1.5, "–")],
    )
