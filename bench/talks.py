"""The talks that are measured: plainly synthetic, and the same in every run.

Twelve steps a day from 1990 on, so that news stays in order and no date is ever in the future.
"""

from collections.abc import Iterator, Sequence

from parley.events.append import Group
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Draft, Entry
from parley.events.statement import Prepared, Statement, state
from tests.events.saying import LEDGER, identify

__all__ = ["CONTEST", "FIRST_OFFER", "contest", "fill", "name_of", "offer", "registration", "step"]

CONTEST = "contest/synthetic"
PARTIES: Sequence[JsonObject] = [
    {"party": "ALDER", "name": "Alder Party"},
    {"party": "BIRCH", "name": "Birch Union"},
]
FIRST_OFFER = 4  # its version, after the registration, a proposal and an opening
STEPS_A_DAY = 12
BATCH = 1_000


def name_of(number: int) -> str:
    """The stream of one of many negotiations."""
    return f"negotiation/n{number:06}"


def registration(stream: str, *, contest: str | None = None) -> Draft:
    """What a negotiation begins with."""
    fields: JsonObject = {
        "title": "Synthetic talks",
        "arena": "Synthetic assembly",
        "zone": "Asia/Kolkata",
        "synthetic": True,
        "pools": [{"pool": "seats", "total": 90}],
        "parties": [*PARTIES],
        **({} if contest is None else {"contest": contest}),
    }
    return Draft(stream=stream, type="NegotiationRegistered", fields=fields)


def contest() -> Draft:
    """What many negotiations may belong to."""
    fields: JsonObject = {
        "title": "Synthetic contest",
        "kind": "election",
        "zone": "Asia/Kolkata",
        "synthetic": True,
        "parties": [*PARTIES],
    }
    return Draft(stream=CONTEST, type="ContestRegistered", fields=fields)


def offer(stream: str, number: int) -> Draft:
    """An offer of seats, to and fro."""
    fields = _told(number)
    terms: JsonObject = {"issue": "seat_count", "quantity": str(1 + number % 9)}
    return Draft(stream=stream, type="OfferMade", fields={**fields, "terms": terms})


def step(stream: str, number: int) -> Draft:
    """Step `number` of some talks, from 0: a proposal, an opening, then of everything some."""
    if number in (0, 1):
        fields = {**_told(number), "evidence": _evidence(1, _sides(number)[0])}
        first = "TalksOpened" if number else "AllianceProposed"
        return Draft(stream=stream, type=first, fields=fields)
    kind = number % 10
    if kind in (2, 6):
        return offer(stream, number)
    told = _told(number)
    if kind in (3, 7):
        terms: JsonObject = {"issue": "seat_count", "quantity": str(5 + number % 20)}
        return Draft(stream=stream, type="DemandMade", fields={**told, "terms": terms})
    if kind == 4:
        return Draft(stream=stream, type="MeetingHeld", fields={**told, "mode": "in_person"})
    stances: JsonObject = {"stances": "optimistic"}
    if kind == 5:
        stances = {"stances": "claims_agreement", "proposition": "agreement"}
    if kind == 8:
        stances = {"stances": "denies", "about": number - 1}  # the claim, three steps before
    return Draft(stream=stream, type="StatementMade", fields={**told, **stances})


def fill(
    ledger: Ledger, streams: int, steps: int, *, first: int = 0, contest: str | None = None
) -> None:
    """Add so many negotiations of so many steps each: one is recorded, others say the same.

    The rows of the others are not there yet: rebuild the ledger, or read it.
    """
    model_stream = name_of(first)
    drafts = [step(model_stream, number) for number in range(steps)]
    ledger.record([registration(model_stream, contest=contest), *drafts])
    model = ledger.entries(model_stream)
    waiting: list[Prepared] = []
    for number in range(first + 1, first + streams):
        waiting += _restated(model, name_of(number), number * len(model))
        if len(waiting) >= BATCH:
            ledger.store.append([Group(tuple(waiting))])
            waiting = []
    if waiting:
        ledger.store.append([Group(tuple(waiting))])


def _restated(model: Sequence[Entry], stream: str, first: int) -> Iterator[Prepared]:
    """The same entries as statements of another stream."""
    before: Prepared | None = None
    for entry in model:
        statement = Statement(
            ledger=LEDGER,
            stream=stream,
            id=identify(first + entry.version),
            version=entry.version,
            previous=None if before is None else before.hash.hex(),
            type=entry.type,
            type_version=entry.type_version,
            rules=entry.rules,
            recorded_by=entry.recorded_by,
            step=entry.step,
        )
        before = state(statement)
        yield before


def _told(number: int) -> JsonObject:
    by, to = _sides(number)
    told: JsonObject = {
        "by": by,
        "to": to,
        "occurred": _day(number),
        "text": f"Synthetic step {number}.",
        "evidence": _evidence(number, by),
    }
    return told


def _evidence(number: int, side: str) -> JsonObject:
    whose: JsonObject = {"attribution": "anonymous", "source_as_described": "party insiders"}
    if number % 3:
        whose = {"attribution": "on_record", "speaker": f"Speaker {number % 7}"}
    words = f"synthetic words {number} " + "we will share the seats if the share is fair " * 2
    return {
        **whose,
        "side": side,
        "outlet": f"Outlet {number % 9}",
        "published": _day(number),
        "quote": {"verbatim": words[:80].strip(), "lang": "en"},
    }


def _sides(number: int) -> tuple[str, str]:
    return ("ALDER", "BIRCH") if (number // 2) % 2 else ("BIRCH", "ALDER")


def _day(number: int) -> str:
    months, day = divmod(number // STEPS_A_DAY, 28)
    years, month = divmod(months, 12)
    return f"{1990 + years}-{month + 1:02}-{day + 1:02}"
