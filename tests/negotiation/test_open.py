"""A fold holds what is open; what is closed is looked up by key, and judged upon as if it were
there."""

from datetime import date, timedelta

import pytest
from hypothesis import given as drawing
from hypothesis import settings
from hypothesis import strategies as st

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.fold import restored
from parley.negotiation.past import LEFT_IN, Wanted
from parley.negotiation.steps import CATALOGUE, Step, pointer_fields
from tests.negotiation.drawn import drawn
from tests.negotiation.given import given
from tests.negotiation.histories import histories
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    JOINTLY,
    accepts,
    collapses,
    corrects,
    deal,
    demands,
    meets,
    named,
    offers,
    opens,
    proposes,
    resumes,
    says,
    seats,
    step,
    withdraws,
)

TYPES = sorted(name for name, kind in CATALOGUE.items() if issubclass(kind, Step))
FIELDS: dict[str, dict[str, object]] = {
    "OfferAccepted": {"by": "AAP", "offer": 0},
    "OfferWithdrawn": {"by": "INC", "offer": 0},
    "OfferRejected": {"by": "AAP", "rejected": 0},
    "ConcessionMade": {"by": "AAP", "dropped": 0},
    "ConditionResolved": {"condition": 0, "outcome": "met"},
    "DeadlineExtended": {"deadline": 0, "now": "2024-12-24"},
    "TermFollowed": {"by": "AAP", "deal": 0, "fulfilment": "kept"},
    "StatementMade": {"by": "AAP", "stances": ["denies", "rules_out"], "about": 0},
    "OfferMade": {"by": "INC", "to": "AAP", "terms": seats("7"), "supersedes": 0},
    "DemandMade": {"by": "AAP", "to": "INC", "terms": seats("7"), "supersedes": 0},
    "DeadlineSet": {"kind": "self_set", "when": "2024-12-24", "supersedes": 0},
    "UltimatumIssued": {"by": "INC", "to": "AAP", "demand": 0, "supersedes": 0},
    "MeetingHeld": {"by": "INC", "to": "AAP", "in_reply_to": 0},
    "VoteHeld": {"body": "PAC", "subject": "other", "outcome": "approved", "in_reply_to": 0},
}
"""What points at a step, by what it does; 0 stands for the step."""


def pointing_at(version: int, at: str) -> list[Draft]:
    return [
        step(name, at, **{each: version if said == 0 else said for each, said in fields.items()})  # type: ignore[arg-type]  # plain values
        for name, fields in FIELDS.items()
    ]


@settings(max_examples=30, deadline=None)
@drawing(drawn(histories), st.data())
def test_what_points_at_any_step_is_judged_on_fold_and_rows_as_on_the_records(
    talks: Talks, data: st.DataObject
) -> None:
    """A correction in the batch makes the judge read the records; the rest is judged alike."""
    version = data.draw(st.integers(1, len(talks.entries)))
    for draft in pointing_at(version, "2024-11-30"):
        judged_alike(talks, draft)


@settings(max_examples=30, deadline=None)
@drawing(drawn(histories))
def test_what_ends_or_renames_all_is_judged_on_fold_and_rows_as_on_the_records(
    talks: Talks,
) -> None:
    table = talks.negotiation.at_table
    everybody: list[JsonValue] = [{"party": each, "by": "joint"} for each in table]
    for draft in (
        deal("2024-11-30", assent=everybody or JOINTLY, terms=seats("9", party="AAP")),
        collapses("2024-11-30"),
        withdraws("2024-11-30", ends_negotiation=True),
        step("NegotiationClosed", "2024-11-30", reason="tolerated"),
        step("DealAmended", "2024-11-30", now=seats("3", party="AAP"), assent=everybody),
        step("RegistrationAmended", "2024-11-30", field="parties.1.name", was="Aam Aadmi Party"),
        step("RegistrationAmended", "2024-11-30", field="dates", was=None, now=[]),
    ):
        judged_alike(talks, draft, step("MeetingHeld", "2024-12-01", by="INC", to="AAP"))


def judged_alike(talks: Talks, *drafts: Draft) -> None:
    read = talks.histories_read
    alone = talks.judge(*drafts)
    assert talks.histories_read == read
    harmless = corrects(1, "note", None, "seen twice", effect="add")
    beside = talks.judge(*drafts, harmless)
    assert alone.problems == beside.problems
    assert alone.judged == beside.judged[: len(alone.judged)]


@settings(max_examples=20, deadline=None)
@drawing(drawn(histories))
def test_what_is_looked_up_is_what_the_step_left(talks: Talks) -> None:
    whole, looked_up = talks.negotiation, talks.folded.negotiation
    for version in range(1, len(talks.entries) + 2):
        assert looked_up.at(version) == whole.at(version)


def test_the_tables_in_which_is_looked_are_of_types_there_are() -> None:
    assert set(LEFT_IN) <= set(CATALOGUE)


def test_a_type_that_points_at_one_step_by_a_name_of_its_own_is_tried() -> None:
    common = {*pointer_fields(Step)}
    for name in TYPES:
        if set(pointer_fields(CATALOGUE[name])) - common:
            assert name in FIELDS


# What is kept -----------------------------------------------------------------------------------


def a_round(number: int) -> tuple[Draft, ...]:
    """Two weeks of talks of which nothing stays open but what was last said of each thing."""
    first = date(2020, 1, 6) + timedelta(days=14 * number)

    def day(after: int) -> str:
        return (first + timedelta(days=after)).isoformat()

    start = opens if number == 0 else resumes
    return (
        start(day(0)),
        named("offer", offers("5", day(1))),
        accepts("offer", day(2), in_principle=True),
        named("demand", demands("10", day(2))),
        step("ConcessionMade", day(3), by="AAP", dropped="demand"),
        named("condition", step("ConditionSet", day(3), by="AAP", condition="a common symbol")),
        step("ConditionResolved", day(4), condition="condition", outcome="met"),
        named("date", step("DeadlineSet", day(4), kind="next_meeting", when=day(9))),
        named("later", step("DeadlineExtended", day(5), deadline="date", now=day(8))),
        meets(day(6)),
        named("claim", says("claims_agreement", day(7))),
        says("denies", day(8), by="AAP", about="claim"),
        step("NegotiatorAppointed", day(8), person=f"Person {number}", role="negotiator",
             principal="INC", by="INC"),
        step("TenureChanged", day(9), by="INC", person=f"Person {number}", now="given_back"),
        step("UnilateralMoveMade", day(9), by="INC", kind="candidate_list", seats=["Karnal"]),
        step("PartialAgreementReached", day(10), scope="two", terms=seats("2"), assent=JOINTLY),
        step("VoteHeld", day(10), body="PAC", party="AAP", subject="other", outcome="approved"),
        step("TalksSuspended", day(11), by="INC"),
        resumes(day(12)),
        collapses(day(13)),
    )  # fmt: skip


def long_talks(rounds: int) -> Talks:
    talks = given(proposes("2020-01-01")).talks
    for number in range(rounds):
        verdict = talks.record(*a_round(number))
        assert verdict.problems == ()
    return talks


def test_a_fold_is_as_long_as_what_is_open() -> None:
    short, long = long_talks(2), long_talks(24)
    assert short.fold is not None
    assert long.fold is not None
    digits = 200  # versions and dates grow longer
    assert len(long.fold) < len(short.fold) + digits
    assert long.histories_read == 1  # to register


def test_a_step_that_points_at_nothing_looks_nothing_up() -> None:
    talks = long_talks(3)
    before = talks.recalls
    assert talks.judge(says(at="2020-03-01")).problems == ()
    assert talks.judge(offers("6", at="2020-03-01")).problems == ()
    assert talks.recalls == before


def test_what_is_pointed_at_is_looked_up_at_once() -> None:
    talks = long_talks(3)
    before = talks.recalls
    batch = [says("denies", "2020-03-01", by="AAP", about=version) for version in (4, 5, 8)]
    assert talks.judge(*batch).problems == ()
    assert talks.recalls == before + 2  # which types they are of, then what they left


def test_without_the_rows_the_records_are_read() -> None:
    talks = long_talks(2)
    drafts = pointing_at(4, "2020-03-01")
    read = talks.histories_read
    with_rows = [talks.judge(draft).problems for draft in drafts]
    assert talks.histories_read == read
    talks.outrun = True
    assert [talks.judge(draft).problems for draft in drafts] == with_rows
    assert talks.histories_read == read + len(drafts)


def test_a_row_that_nobody_can_read_is_passed_over_for_the_records() -> None:
    talks = long_talks(2)
    for rows in talks.kept.recall([wanted_offers(talks)]):
        for row in rows:
            row["seats"] = 7
    read = talks.histories_read
    verdict = talks.judge(accepts(4, "2020-03-01"))
    assert talks.histories_read == read + 1
    assert [each.guard for each in verdict.problems] == ["offer_is_open_for_accepter"]


def wanted_offers(talks: Talks) -> Wanted:
    return Wanted(table="offer", steps=tuple(range(1, len(talks.entries) + 1)))


@pytest.mark.parametrize("version", [0, 10_000])
def test_nothing_stands_where_nothing_is(version: int) -> None:
    talks = long_talks(1)
    left = restored(talks.fold or b"", talks.recall).negotiation.at(version)
    assert (left.type, left.offers) == ("", [])
