"""Drafts for tests: complete, and short to write.

A test should show what it is about and nothing else, so parties, evidence and dates have defaults
that every guard takes.
"""

import msgspec

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft

__all__ = [
    "ANONYMOUS",
    "DOCUMENT",
    "JOINTLY",
    "ON_RECORD",
    "PARTIES",
    "STREAM",
    "accepts",
    "closes",
    "collapses",
    "corrects",
    "deal",
    "demands",
    "meets",
    "named",
    "offers",
    "opens",
    "proposes",
    "registers",
    "resumes",
    "retracts",
    "says",
    "seats",
    "step",
    "withdraws",
]

STREAM = "negotiation/talks"
PARTIES: list[JsonValue] = [
    {"party": "INC", "name": "Indian National Congress", "aliases": ["Congress"]},
    {"party": "AAP", "name": "Aam Aadmi Party"},
    {"party": "CPM", "name": "Communist Party of India (Marxist)"},
    {"party": "BJP", "name": "Bharatiya Janata Party"},
]
ON_RECORD: JsonObject = {"attribution": "on_record", "speaker": "A spokesperson"}
ANONYMOUS: JsonObject = {"attribution": "anonymous", "source_as_described": "party insiders"}
DOCUMENT: JsonObject = {"attribution": "document"}
JOINTLY: list[JsonValue] = [{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}]


def registers(**fields: JsonValue) -> Draft:
    """Two parties at the table, two that only have names here, 90 seats, a leading office."""
    least: JsonObject = {
        "title": "Talks",
        "arena": "A state",
        "zone": "Asia/Kolkata",
        "parties": PARTIES,
        "at_table": ["INC", "AAP"],
        "pools": {"seats": 90},
        "led_by": "Governor",
    }
    return Draft(stream=STREAM, type="NegotiationRegistered", fields=least | fields)


def step(type: str, at: str = "2024-09-05", **fields: JsonValue) -> Draft:
    """A step of a type, on record on 5 September 2024 unless said otherwise."""
    return _made(type, at, fields)


def _made(type: str, at: str, *parts: JsonObject) -> Draft:
    fields: JsonObject = {"occurred": at, "evidence": ON_RECORD}
    for part in parts:
        fields |= part
    return Draft(stream=STREAM, type=type, fields=fields)


def named(label: str, draft: Draft) -> Draft:
    """The draft under a name at which others of its batch may point."""
    return msgspec.structs.replace(draft, label=label)


def seats(quantity: str, **fields: JsonValue) -> JsonObject:
    """A term of so many seats."""
    return {"issue": "seat_count", "quantity": quantity, **fields}


def proposes(at: str = "2024-09-01", **fields: JsonValue) -> Draft:
    return _made("AllianceProposed", at, {"by": "INC", "to": "AAP"}, fields)


def opens(at: str = "2024-09-02", **fields: JsonValue) -> Draft:
    return _made("TalksOpened", at, {"by": ["INC", "AAP"]}, fields)


def offers(quantity: str = "5", at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    return _made("OfferMade", at, {"by": "INC", "to": "AAP", "terms": seats(quantity)}, fields)


def demands(quantity: str = "10", at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    return _made("DemandMade", at, {"by": "AAP", "to": "INC", "terms": seats(quantity)}, fields)


def accepts(offer: JsonValue, at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return _made("OfferAccepted", at, {"by": "AAP", "offer": offer}, fields)


def deal(at: str = "2024-09-06", **fields: JsonValue) -> Draft:
    return _made("DealReached", at, {"by": ["INC", "AAP"], "assent": JOINTLY}, fields)


def collapses(at: str = "2024-09-06", **fields: JsonValue) -> Draft:
    return _made("TalksCollapsed", at, {"by": "AAP"}, fields)


def resumes(at: str = "2024-09-07", **fields: JsonValue) -> Draft:
    return _made("TalksResumed", at, {"by": ["INC", "AAP"]}, fields)


def withdraws(at: str = "2024-09-06", **fields: JsonValue) -> Draft:
    return _made("PartyWithdrew", at, {"by": "AAP", "parties": "AAP"}, fields)


def closes(at: str = "2024-10-05", **fields: JsonValue) -> Draft:
    return _made("NegotiationClosed", at, {"reason": "poll"}, fields)


def meets(at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return _made("MeetingHeld", at, {"by": "INC", "to": "AAP"}, fields)


def says(stance: str = "optimistic", at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return _made("StatementMade", at, {"by": "INC", "stances": stance}, fields)


def corrects(
    target: int, field: str, was: JsonValue, now: JsonValue, *, effect: str = "replace"
) -> Draft:
    """Our own mistake set right; with effect add, `was` is left out."""
    fields: JsonObject = {"target": target, "effect": effect, "field": field, "reason": "a slip"}
    if effect == "replace":
        fields["was"] = was
    return Draft(stream=STREAM, type="EntryCorrected", fields=fields | {"now": now})


def retracts(target: int) -> Draft:
    fields: JsonObject = {"target": target, "effect": "retract", "reason": "it was never said"}
    return Draft(stream=STREAM, type="EntryCorrected", fields=fields)
