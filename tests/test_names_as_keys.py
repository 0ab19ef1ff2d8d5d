"""What the first release wrote, in which pools and ids were objects whose keys were names, is read
for ever; and what is recorded today beside it names them as it did."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from parley.events.append import Appended, Group
from parley.events.canonical import JsonObject, JsonValue
from parley.events.errors import IdConflict
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.events.politics import Draft
from parley.events.sql import create_store
from parley.events.statement import Prepared, Statement, encode_statement, prepare
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.saying import LEDGER, identify
from tests.negotiation.talks import NOW, look
from tests.negotiation.words import DOCUMENT, STREAM
from tests.test_upcasts import Clock

REGISTERED: JsonObject = {
    "title": "Talks",
    "arena": "Haryana",
    "zone": "Asia/Kolkata",
    "parties": [
        {"party": "INC", "name": "Congress", "ids": {"parlgov": "12", "wikidata": "Q1"}},
        {"party": "AAP", "name": "Aam Aadmi Party"},
    ],
    "pools": {"lower": 90, "upper": 5},
}


def corrected(target: int, field: str, was: JsonValue, now: JsonValue) -> tuple[str, JsonObject]:
    said: JsonObject = {"target": target, "effect": "replace", "field": field, "reason": "a slip"}
    return "EntryCorrected", {**said, **({} if was is None else {"was": was}), "now": now}


def amended(field: str, was: JsonValue, now: JsonValue, day: int) -> tuple[str, JsonObject]:
    said: JsonObject = {"occurred": f"2024-09-0{day}", "evidence": [DOCUMENT], "field": field}
    return "RegistrationAmended", {**said, "was": was, "now": now}


WRITTEN = (
    ("NegotiationRegistered", REGISTERED),
    corrected(1, "pools.upper", 5, 6),
    corrected(1, "pools.9", None, 3),  # a pool that is called 9, and no place in a list
    corrected(1, "parties.0.ids.wikidata", "Q1", "Q2"),
    corrected(1, "pools", {"9": 3, "lower": 90, "upper": 6}, {"lower": 91, "upper": 6}),
    corrected(5, "now.upper", 6, 7),  # the correction before it, as it is written
    amended("pools.upper", 7, 8, 2),
    amended("pools", {"lower": 91, "upper": 8}, {"a council": 2, "lower": 91, "upper": 8}, 3),
    amended("parties.0.ids", {"parlgov": "12", "wikidata": "Q2"}, {"wikidata": "Q3"}, 4),
)
"""As the first release wrote it; every type at version 1."""


def written() -> Iterator[Prepared]:
    before: Prepared | None = None
    for version, (kind, said) in enumerate(WRITTEN, 1):
        statement = Statement(
            ledger=LEDGER,
            stream=STREAM,
            id=identify(version),
            version=version,
            previous=None if before is None else before.hash.hex(),
            type=kind,
            type_version=1,
            rules=1,
            recorded_by="Asha",
            step=said,
        )
        before = prepare(encode_statement(statement))
        yield before


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of the first release."""
    clock = Clock()
    store: EventStore = MemoryStore(LEDGER, clock)
    if request.param == "sqlite":
        store = create_store(str(tmp_path / "talks.db"), ledger=LEDGER, clock=clock)
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock) as made:
        for statement in written():
            (outcome,) = store.append([Group((statement,))])
            assert isinstance(outcome, Appended)
        yield made


def stood(ledger: Ledger) -> list[Mapping[str, int]]:
    """The pools, one time after the other."""
    seen = look(STREAM, ledger.rows(STREAM), now=NOW)
    return [seen.pools_at(version) for version in (1, 7, 8)]


def test_what_had_names_as_keys_is_read_as_it_was_meant(ledger: Ledger) -> None:
    assert stood(ledger) == [
        {"lower": 91, "upper": 7},
        {"lower": 91, "upper": 8},
        {"a council": 2, "lower": 91, "upper": 8},
    ]
    ids = [row["ids"] for row in ledger.rows(STREAM)["party"]]
    assert ids == [[{"id": "Q3", "scheme": "wikidata"}], []]
    assert ledger.rebuild(lambda *_: None).streams == 1
    assert verify(ledger).ok


def test_what_is_said_today_names_them_in_any_letters(ledger: Ledger) -> None:
    for kind, said in (
        amended("pools.Räte", None, 12, 5),
        amended("pools.upper", 8, 9, 6),
        corrected(1, "parties.AAP.ids.Kürzel", None, "कां"),
    ):
        ledger.record([Draft(stream=STREAM, type=kind, fields=said)])
    seen = look(STREAM, ledger.rows(STREAM), now=NOW)
    assert seen.registration.totals == {"a council": 2, "lower": 91, "upper": 9, "Räte": 12}
    assert verify(ledger).ok


def test_the_same_words_are_known_as_recorded_before_in_whatever_shape(ledger: Ledger) -> None:
    pools: JsonValue = [{"pool": "upper", "total": 5}, {"pool": "lower", "total": 90}]
    listed: JsonObject = {**REGISTERED, "pools": pools}
    for version, (kind, said) in ((1, WRITTEN[0]), (1, (WRITTEN[0][0], listed)), (8, WRITTEN[7])):
        draft = Draft(stream=STREAM, type=kind, fields=said, id=identify(version))
        (receipt,) = ledger.record([draft])
        assert (receipt.version, receipt.repeated) == (version, True)
    other: JsonObject = {**REGISTERED, "pools": {"lower": 90, "upper": 6}}
    with pytest.raises(IdConflict):
        ledger.record([Draft(stream=STREAM, type=WRITTEN[0][0], fields=other, id=identify(1))])
