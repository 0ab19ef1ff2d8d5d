"""One step recorded, durable, in one of two thousand negotiations of five steps.

Ours judges it on the account, makes and hashes the canonical statement, chains it, appends it and
writes every row of the views, in one transaction.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bench import talks
from bench.ground import filled, last_record, recording
from bench.other_peers import EVENTSOURCE, UMADB, eventsource, umadb_batches, umadb_server
from bench.peers import NAME, Peer, on_file, on_server
from bench.places import places
from bench.raw import raw_file, raw_server
from bench.result import HEADS, Goal, Result, at_least, rates
from bench.rows import template_of, twin_tables
from bench.scale import Scale
from bench.turns import Side, Taken, in_turn

__all__ = ["measure"]

STEPS = 5
EACH = 20  # pieces of work a slice
RAW, OURS = "raw driver, our bytes", "parley records"
KNOWN, ROWS = f"{NAME}, application", f"{NAME}, application with the same rows"
SOUGHT, BARE = f"{NAME}, application that looks up first", f"{NAME}, recorder alone"
INCLUDES = (
    "An offer of seats in one of {streams:,} negotiations of five steps. parley: judged, canonical"
    " bytes, hashes, chain, log, fold and rows in one transaction, by one process that holds the"
    " ledger open. Raw: our bytes in one table. {peer}: an aggregate triggered and saved, 250"
    " bytes; with the same rows, those of step, evidence, offer and negotiation are written in its"
    " transaction."
)


def measure(scale: Scale) -> Iterator[Result]:
    """On a file, then on a server."""
    includes = INCLUDES.format(streams=scale.streams, peer=NAME)
    for engine, taken in (("SQLite", _file(scale)), ("PostgreSQL", _server(scale))):
        yield Result(f"One step, {engine}", includes, HEADS, rates(taken), _goals(engine, taken))


def _goals(engine: str, taken: dict[str, Taken]) -> list[Goal]:
    must, was = (0.2, "0.033") if engine == "SQLite" else (0.15, "0.013")
    ours = taken[OURS].seconds
    return [
        at_least(f"one step, {engine}, against raw", taken[RAW].seconds / ours, must, was),
        at_least(f"one step, {engine}, against {ROWS}", taken[ROWS].seconds / ours, 1, "–"),
    ]


def _file(scale: Scale) -> dict[str, Taken]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "ours.db")
        with filled(path, scale.streams, STEPS) as (ledger, streams):
            template = template_of(path, streams[0], talks.FIRST_OFFER), path
            with (
                closing(on_file(str(folder / "known.db"), scale.streams, STEPS)) as known,
                closing(on_file(str(folder / "rows.db"), scale.streams, STEPS, template)) as rows,
                umadb_server(folder / "uma") as uma,
                eventsource(str(folder / "eventsource.db"), scale.streams, 1) as events,
            ):
                raw = raw_file(str(folder / "raw.db"), streams, last_record(ledger))
                alone = {UMADB: umadb_batches(uma, scale.streams, 1), EVENTSOURCE: events}
                return _taken(raw, known, rows, recording(ledger, streams, STEPS), scale, alone)


def _server(scale: Scale) -> dict[str, Taken]:
    with places("PostgreSQL") as (_, place):
        url = place()
        base, schema = url.partition("&schema=")[::2]
        with filled(url, scale.streams, STEPS) as (ledger, streams):
            template = template_of(url, streams[0], talks.FIRST_OFFER)
            with psycopg.connect(base, autocommit=True) as connection:
                connection.execute("CREATE SCHEMA known")
                connection.execute("CREATE SCHEMA rows")
                twin_tables(connection, schema, "rows")
            with (
                closing(on_server(base, "known", scale.streams, STEPS)) as known,
                closing(on_server(base, "rows", scale.streams, STEPS, template)) as rows,
            ):
                raw = raw_server(base, streams, last_record(ledger))
                return _taken(raw, known, rows, recording(ledger, streams, STEPS), scale, {})


def _taken(
    raw: Side, known: Peer, rows: Peer, ours: Side, scale: Scale, alone: dict[str, Side]
) -> dict[str, Taken]:
    sides = {
        RAW: raw,
        **alone,
        BARE: known.bare(),
        KNOWN: known.in_memory,
        SOUGHT: known.looked_up,
        ROWS: rows.in_memory,
        OURS: ours,
    }
    return in_turn(sides, each=EACH, rounds=scale.rounds)
