"""Negotiations that can be recorded in any order, again and again: what the crash tests record.

Every draft is made from the run's seed and the number of its batch alone, under ids of its own, so
that whoever looks at what a killed process left behind can offer the same batch once more.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random

from parley.events.canonical import JsonObject
from parley.events.politics import Draft

NEGOTIATIONS = tuple(f"negotiation/talks-{number}" for number in range(3))
LEDGER = "test.example/crash"
SINGLES_BATCH = 1  # drafts in a batch of each kind
SEVERAL_BATCH = 3
LARGE_BATCH = 12

_EVIDENCE: JsonObject = {"attribution": "on_record", "speaker": "A. Speaker"}


def chance(*words: object) -> Random:
    """Chance that takes the same turns whenever it is made of the same words."""
    return Random("/".join(map(str, words)))  # noqa: S311 - nobody is to be kept from guessing


def registrations(seed: int) -> list[Draft]:
    """The drafts that every ledger of these tests begins with."""
    fields: JsonObject = {
        "title": "Talks",
        "arena": "Haryana",
        "zone": "Asia/Kolkata",
        "pools": {"seats": 90},
        "parties": [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "Aam Aadmi"}],
    }
    return [
        Draft(stream=name, type="NegotiationRegistered", fields=fields, id=_id(seed, 0, number))
        for number, name in enumerate(NEGOTIATIONS)
    ]


def batch(seed: int, number: int, size: int) -> list[Draft]:
    """Batch `number` (from 1): `size` steps over several negotiations, of days in any order."""
    turns = chance(seed, number)
    return [_step(turns, _id(seed, number, each), number) for each in range(size)]


def write_import(path: Path, drafts: Iterable[Draft]) -> None:
    """The same drafts as a file of rows, for `parley import`."""
    rows: list[JsonObject] = [
        {
            "negotiation": draft.stream.partition("/")[2],
            "type": draft.type,
            "id": draft.id,
            **draft.fields,
        }
        for draft in drafts
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _step(turns: Random, id: str, number: int) -> Draft:
    fields: JsonObject = {
        "by": turns.choice(("INC", "AAP")),
        "occurred": f"2024-09-{turns.randint(1, 28):02}",
        "evidence": _EVIDENCE,
        "text": f"of batch {number}",
    }
    if turns.random() < 0.5:
        terms: JsonObject = {"issue": "seat_count", "quantity": str(turns.randint(1, 9))}
        fields |= {"to": "AAP" if fields["by"] == "INC" else "INC", "terms": terms}
        return Draft(stream=turns.choice(NEGOTIATIONS), type="OfferMade", fields=fields, id=id)
    fields |= {"stances": "claims_agreement", "proposition": "agreement"}
    return Draft(stream=turns.choice(NEGOTIATIONS), type="StatementMade", fields=fields, id=id)


def _id(seed: int, number: int, each: int) -> str:
    return f"{seed:08x}-{number:04x}-7000-8000-{each:012x}"
