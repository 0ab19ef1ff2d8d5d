"""Small real ledgers for the tests of the terminal."""

from pathlib import Path

from parley.answers import opening
from parley.events.canonical import JsonObject
from parley.events.clock import wall_clock
from parley.events.politics import Draft


def make_ledger(path: Path, *streams: str) -> Path:
    """Make a ledger with nothing but these negotiations and contests registered; return its path.

    A stream is named as in the log: `negotiation/haryana-2024`, `contest/…`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger = opening.create_ledger(str(path), name="tests", recorder="asha", clock=wall_clock)
    with ledger:
        if streams:
            ledger.record([_registration(stream) for stream in streams])
    return path


def _registration(stream: str) -> Draft:
    fields: JsonObject = {"title": stream, "zone": "Asia/Kolkata"}
    if stream.startswith("contest/"):
        return Draft(stream=stream, type="ContestRegistered", fields={**fields, "kind": "election"})
    fields |= {"arena": "Haryana", "parties": [{"party": p, "name": p} for p in ("INC", "AAP")]}
    return Draft(stream=stream, type="NegotiationRegistered", fields=fields)
