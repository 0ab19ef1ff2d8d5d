"""Ledgers with real talks in them, for the tests of the commands that read."""

from pathlib import Path

from parley.answers import opening
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from tests.cli.terminal import Place
from tests.events.ledgers import CREATED_AT
from tests.events.saying import LEDGER

__all__ = ["DAY", "EXAMPLES", "STREAM", "at", "import_examples", "recording", "step"]

DAY = 86_400_000_000
"""µs."""
STREAM = "negotiation/talks"
EXAMPLES = tuple(sorted((Path(__file__).parents[2] / "examples").glob("*.yaml")))
_EVIDENCE: JsonObject = {"attribution": "on_record", "speaker": "Asha", "published": "2024-09-07"}
_REGISTRATION: JsonObject = {
    "title": "Congress and AAP",
    "arena": "Haryana",
    "zone": "Asia/Kolkata",
    "pools": {"seats": 90},
    "parties": [
        {"party": "INC", "name": "Indian National Congress", "aliases": ["Congress"]},
        {"party": "AAP", "name": "Aam Aadmi Party"},
    ],
}


def at(days: int) -> int:
    """The noon (UTC) of a day, counted from 7 September 2024, in µs since 1970."""
    return CREATED_AT + days * DAY


def step(type_name: str, occurred: str, **fields: object) -> Draft:
    """A step of STREAM; INC acts, on AAP, on record, unless something else is said."""
    given: JsonObject = {"by": "INC", "to": "AAP", "occurred": occurred, "evidence": _EVIDENCE}
    return Draft(stream=STREAM, type=type_name, fields={**given, **fields})  # type: ignore[dict-item]


def recording(path: Path, *, now: int = CREATED_AT, synthetic: bool = False) -> Ledger:
    """The ledger at `path` for writing, made and with STREAM registered if it is not there."""
    if path.exists():
        return opening.open_ledger(str(path), recorder="asha", clock=lambda: now)
    ledger = opening.create_ledger(str(path), name=LEDGER, recorder="asha", clock=lambda: now)
    fields = {**_REGISTRATION, "synthetic": synthetic}
    ledger.record([Draft(stream=STREAM, type="NegotiationRegistered", fields=fields)])
    return ledger


def import_examples(place: Place) -> None:
    """Record all examples into ./parley.db."""
    assert place.run("init", "--db", "parley.db").code == 0
    for path in EXAMPLES:
        result = place.run("import", str(path))
        assert result.code == 0, result.stderr
