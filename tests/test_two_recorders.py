"""Two people record at once what only one of can hold: the later receipt names the earlier deal.

Each race is a contest of its own with two exclusive negotiations, in which two writers with a
connection each record a deal at the same moment, on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from os import environ
from pathlib import Path
from threading import Barrier, Thread

import msgspec
import pytest

from parley.answers.words.across import across_said
from parley.drafting.beside import across_caused
from parley.events.canonical import JsonValue
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from tests.events.ledgers import Ledgers, MemoryLedgers, PostgresLedgers, SqliteLedgers
from tests.negotiation.talks import NOW, POLITICS
from tests.negotiation.words import deal, meets, opens, registers, seats, step

WRITERS = ("one", "other")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    """A ledger's place on an engine that several writers can open."""
    if request.param == "sqlite":
        places: Ledgers = SqliteLedgers(tmp_path)
    else:
        places = PostgresLedgers(request.getfixturevalue("postgres"))
    with closing(places):
        yield places


def opened(places: Ledgers) -> list[Ledger]:
    """Two ledgers of one place, each with connections of its own."""
    stores = [places.create(), places.reopen()]
    return [Ledger(each, POLITICS, recorder="Asha", clock=lambda: NOW) for each in stores]


def told_of(number: int, writer: str, *drafts: Draft) -> list[Draft]:
    """The drafts as they are in one of the two negotiations of a race."""
    stream = f"negotiation/{writer}-{number}"
    return [msgspec.structs.replace(each, stream=stream) for each in drafts]


def begin(ledger: Ledger, number: int, **registered: JsonValue) -> None:
    """Register a contest and two negotiations that exclude each other, and open talks in both."""
    contest = Draft(
        stream=f"contest/c-{number}",
        type="ContestRegistered",
        fields={"title": "c", "kind": "election", "zone": "Asia/Kolkata"},
    )
    drafts = [contest]
    for writer, other in (WRITERS, WRITERS[::-1]):
        links: JsonValue = [f"negotiation/{other}-{number}"]
        drafts += told_of(
            number,
            writer,
            registers(contest=f"contest/c-{number}", exclusive_with=links, **registered),
            opens("2024-09-01"),
        )
    ledger.record(drafts)


def race(ledgers: Sequence[Ledger], number: int) -> tuple[int, int]:
    """Record a deal in both at once; (how many were told of the other, how many first ones)."""
    barrier = Barrier(2)
    told: dict[str, tuple[Receipt, list[str]]] = {}

    def record(writer: str, ledger: Ledger) -> None:
        drafts = told_of(number, writer, deal("2024-09-06"))
        barrier.wait()
        receipts = ledger.record(drafts)
        found = across_caused(ledger, receipts, now=NOW)
        lines = [line for each in found.values() for line in across_said(each)]
        told[writer] = (receipts[0], [step for line in lines for step in line.steps])

    threads = [Thread(target=record, args=each) for each in zip(WRITERS, ledgers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.keys() == set(WRITERS)
    positions = {writer: receipt.position or 0 for writer, (receipt, _) in told.items()}
    first, later = sorted(WRITERS, key=lambda each: positions[each])
    deals = {writer: f"{writer}-{number}#{told[writer][0].version}" for writer in WRITERS}
    assert deals[first] in told[later][1]
    assert deals[later] in told[later][1]
    # The earlier one was told of open talks there, and of nothing that came after it.
    assert deals[later] not in told[first][1]
    return positions[first], positions[later]


def run(ledgers: Sequence[Ledger], races: int) -> None:
    winners = set()
    for number in range(races):
        begin(ledgers[0], number)
        # Whoever is asked first is not always the same one.
        order = ledgers if number % 2 else ledgers[::-1]
        winners.add(race(order, number)[0] % 2)


def test_the_later_of_two_deals_names_the_earlier_one_every_time(ledgers: Ledgers) -> None:
    run(opened(ledgers), 24)


@pytest.mark.slow
def test_the_later_of_two_deals_names_the_earlier_one_in_many_races(ledgers: Ledgers) -> None:
    """`make races` tries a thousand."""
    run(opened(ledgers), int(environ.get("PARLEY_RACES", "100")))


# What a receipt looks for -----------------------------------------------------------------------


def recorded(ledger: Ledger, *drafts: Draft) -> list[Receipt]:
    return ledger.record(drafts)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with closing(MemoryLedgers()) as places:
        yield Ledger(places.create(), POLITICS, recorder="Asha", clock=lambda: NOW)


def lines(ledger: Ledger, receipts: Sequence[Receipt]) -> list[str]:
    found = across_caused(ledger, receipts, now=NOW)
    return [line.sentence for each in found.values() for line in across_said(each)]


def test_a_step_that_causes_nothing_is_told_nothing(ledger: Ledger) -> None:
    begin(ledger, 0)
    ledger.record(told_of(0, "one", deal("2024-09-06")))
    assert lines(ledger, ledger.record(told_of(0, "other", meets("2024-09-07")))) == []
    told = lines(ledger, ledger.record(told_of(0, "other", deal("2024-09-08"))))
    (line,) = told
    assert line.startswith("A deal stands in both “Talks (one-0)” and “Talks (other-0)”, of which ")
    assert lines(ledger, ledger.record(told_of(0, "other", meets("2024-09-09")))) == []


def test_a_seat_that_is_given_twice_is_told_by_the_second_agreement(ledger: Ledger) -> None:
    begin(ledger, 0)
    jind: JsonValue = {"issue": "constituencies", "seats": ["Jind"], "party": "AAP"}
    same: JsonValue = {"issue": "constituencies", "seats": ["Jind"], "party": "INC"}
    ledger.record(told_of(0, "one", deal("2024-09-06", terms=[jind])))
    told = lines(ledger, ledger.record(told_of(0, "other", deal("2024-09-08", terms=[same]))))
    assert told[-1] == (
        "Jind is given to AAP on 6 Sep 2024 (one-0#3), to INC on 8 Sep 2024 (other-0#3)."
    )


def test_a_receipt_that_is_read_late_says_what_it_would_have_said_at_once(ledger: Ledger) -> None:
    begin(ledger, 0)
    first = ledger.record(told_of(0, "one", deal("2024-09-06")))
    at_once = lines(ledger, first)
    ledger.record(told_of(0, "other", deal("2024-09-08")))
    assert lines(ledger, first) == at_once


def test_a_link_that_is_added_is_told_of_what_stands_already(ledger: Ledger) -> None:
    alone = registers()
    ledger.record(told_of(0, "one", alone, opens("2024-09-01"), deal("2024-09-06")))
    receipts = ledger.record(
        told_of(0, "other", alone, opens("2024-09-01"), deal("2024-09-06", terms=[seats("5")]))
    )
    assert lines(ledger, receipts) == []
    amends = step(
        "RegistrationAmended",
        "2024-09-07",
        field="exclusive_with",
        now=["negotiation/one-0"],
        evidence={"attribution": "document"},
    )
    told = lines(ledger, ledger.record(told_of(0, "other", amends)))
    assert [each[:21] for each in told] == ["A deal stands in both"]


def test_in_a_negotiation_that_stands_alone_nothing_is_looked_for(ledger: Ledger) -> None:
    receipts = ledger.record(told_of(0, "one", registers(), opens("2024-09-01"), deal()))
    assert [each.beside for each in receipts] == [False, False, False]
    begin(ledger, 1)
    (met,) = ledger.record(told_of(1, "one", meets("2024-09-02")))
    (agreed,) = ledger.record(told_of(1, "one", deal("2024-09-06")))
    assert (met.beside, agreed.beside) == (False, True)
