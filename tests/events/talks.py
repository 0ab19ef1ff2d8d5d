"""A small real ledger with something in nearly every table, for tests that alter what is stored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from parley.events.canonical import JsonObject, JsonValue
from parley.events.errors import RecordError
from parley.events.kinds import SOURCES
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.sql import create_store, open_store
from parley.events.verify import Report, verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import CREATED_AT
from tests.events.saying import LEDGER, identify

NEGOTIATION = "negotiation/haryana-2024"
CONTEST = "contest/haryana-2024"

_SAID: JsonObject = {"attribution": "on_record", "speaker": "Asha", "source": "wire"}
_QUOTED: JsonObject = {**_SAID, "quote": "Good small numbers", "published": "2024-09-07"}
_PARTIES: list[JsonObject] = [
    {"party": "INC", "name": "Indian National Congress", "aliases": ["Congress"]},
    {"party": "AAP", "name": "Aam Aadmi Party", "ids": {"wikidata": "Q1"}},
]


def _step(type_name: str, **fields: object) -> Draft:
    step: JsonObject = {"occurred": "2024-09-07", "evidence": _SAID, **fields}  # type: ignore[dict-item]
    return Draft(stream=NEGOTIATION, type=type_name, fields=step)


DRAFTS: tuple[Draft, ...] = (
    Draft(
        stream=SOURCES,
        type="SourceDescribed",
        fields={
            "source": "wire",
            "outlet": "The Paper",
            "origin": "The Agency",
            "url": "https://paper.example/1",
            "published": "2024-09-07",
            "title": "Talks",
            "reviewed": False,
            "sha256": "0" * 64,
            "note": "unedited",
        },
    ),
    Draft(
        stream=CONTEST,
        type="ContestRegistered",
        fields={"title": "Haryana", "kind": "election", "zone": "Asia/Kolkata"},
    ),
    Draft(
        stream=NEGOTIATION,
        type="NegotiationRegistered",
        fields={
            "title": "Congress and AAP",
            "arena": "Haryana",
            "zone": "Asia/Kolkata",
            "contest": CONTEST,
            "pools": {"seats": 90},
            "parties": _PARTIES,  # type: ignore[dict-item]
            "dates": {"what": "poll", "when": "2024-10-05"},
        },
    ),
    _step("AllianceProposed", by="INC", to="AAP", occurred="2024-09-03"),
    _step("TalksOpened", by="INC", to="AAP", occurred="2024-09-04"),
    _step("NegotiatorAppointed", by="INC", person="Babaria", role="negotiator", principal="INC"),
    _step("DemandMade", by="AAP", to="INC", terms={"issue": "seat_count", "quantity": "10"}),
    _step(
        "OfferMade",
        by="INC",
        to="AAP",
        terms={"issue": "seat_count", "quantity": "5..7"},
        evidence=_QUOTED,
        expires="2024-09-10",
        text="an offer",
        note="heard twice",
    ),
    _step("ConditionSet", by="AAP", condition="no candidate list before Sunday"),
    _step("ConditionResolved", by="AAP", condition=7, outcome="waived"),
    _step("DeadlineSet", by="AAP", kind="self_set", when="2024-09-08", what="a deal"),
    _step("StatementMade", by="AAP", stances="claims_agreement", proposition="agreement",
        terms={"issue": "seat_count", "quantity": "4"}),
    _step("PartialAgreementReached", by="AAP", scope="most", terms={
        "issue": "seat_count", "quantity": "3"}),
    _step("UnilateralMoveMade", by="AAP", kind="candidate_list", count="20", seats=["Jind"]),
    Draft(
        stream=NEGOTIATION,
        type="EntryCorrected",
        fields={
            "target": 6,
            "effect": "replace",
            "field": "text",
            "was": "an offer",
            "now": "an offer in public",
            "reason": "unclear",
        },
    ),
)  # fmt: skip


class Clock:
    """A clock that moves on by a second whenever it is read."""

    def __init__(self) -> None:
        self._times = count(CREATED_AT, 1_000_000)

    def __call__(self) -> int:
        return next(self._times)


def make_talks(path: Path | str) -> None:
    """Make a ledger, in a file or at an address, in which DRAFTS are recorded one by one, all words
    indexed."""
    store = create_store(str(path), ledger=LEDGER, clock=(clock := Clock()))
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock) as ledger:
        for number, draft in enumerate(DRAFTS, 1):
            # Any two ids differ in more than one bit, so that a flipped one is no other's.
            ledger.record([msgspec.structs.replace(draft, id=identify(number * 10_101))])
        ledger.projector.index()


DEAL: tuple[JsonObject, ...] = (
    {"type": "TalksOpened", "by": ["INC"], "to": ["AAP"]},
    {
        "type": "DealReached",
        "by": ["INC", "AAP"],
        "assent": [{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
        "subject_to": [{"party": "AAP", "body": "its council"}],
    },
    {"type": "TermFollowed", "by": ["INC"], "deal": 3, "fulfilment": "under_way"},
    {
        "type": "VoteHeld",
        "body": "the Assembly",
        "subject": "investiture",
        "outcome": "approved",
        "votes": {"in_favour": "48", "against": "42"},
    },
)


def make_deal(path: Path | str) -> None:
    """Record talks that end with a deal: those of `make_talks` collapse. Their words are due."""
    stream = "negotiation/agreed"
    parties: JsonValue = [{"party": each, "name": each} for each in ("INC", "AAP")]
    fields: JsonObject = {"title": "T", "arena": "A", "zone": "UTC", "parties": parties}
    drafts = [Draft(stream=stream, type="NegotiationRegistered", fields=fields)]
    said: JsonObject = {"attribution": "on_record", "speaker": "Asha"}
    for each in DEAL:
        given: JsonObject = {**each, "occurred": "2024-09-07", "evidence": said}
        drafts.append(Draft(stream=stream, type=str(given.pop("type")), fields=given))
    with opened(path) as ledger:
        ledger.record(drafts)


@contextmanager
def opened(path: Path | str, *, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger at `path`, a file or an address, with a clock after everything recorded in it."""
    clock: Callable[[], int] = lambda: CREATED_AT + 3_600_000_000  # noqa: E731 - one line is enough
    store = open_store(str(path), clock=clock, read_only=read_only)
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock) as ledger:
        yield ledger


def check(path: Path) -> Report:
    """Verify as a stranger would, who may only read."""
    with opened(path, read_only=True) as ledger:
        return verify(ledger)


def found(path: Path) -> set[str]:
    """The kinds of finding; a file that is refused at the door counts as one."""
    try:
        report = check(path)
    except RecordError:
        return {"refused"}
    assert report.ok is not bool(report.findings)
    return {finding.check for finding in report.findings}
