"""Talks that are reported, who is in them, and what they leave aside (docs/adr/0042)."""

import pytest

from parley.answers.words.agreed import arithmetic_said, verdict_said
from parley.answers.words.quantities import quantity_said
from parley.answers.words.steps import step_said
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.rows import DemandRow
from parley.negotiation.views.contradictions import contradictions
from parley.negotiation.views.series import standing_gaps
from parley.negotiation.views.standing import parked, status
from parley.negotiation.views.sums import sums
from tests.negotiation.given import Given, given
from tests.negotiation.talks import NOW, look
from tests.negotiation.words import (
    ANONYMOUS,
    DOCUMENT,
    JOINTLY,
    STREAM,
    collapses,
    corrects,
    deal,
    demands,
    meets,
    offers,
    opens,
    registers,
    resumes,
    says,
    seats,
    step,
)

REPORT: JsonObject = {"attribution": "media_report", "outlet": "A paper"}
THREE = registers(at_table=["INC", "AAP", "CPM"])


def reported() -> Given:
    return given(opens(evidence=REPORT))


def test_a_named_paper_opens_talks_and_the_state_says_that_it_is_reported() -> None:
    given().when(opens(evidence=REPORT)).then(state="talks_underway", flags={"reported"})
    given(opens(), collapses()).when(resumes(evidence=REPORT)).then(
        state="talks_underway", flags={"reported"}
    )


@pytest.mark.parametrize(
    "shown",
    [
        opens("2024-09-05"),
        meets("2024-09-05"),
        step("TalksSuspended", by="INC", scope="symbol"),
        says("claims_talks", "2024-09-05"),
        says("confirms", "2024-09-05", about=2),
        step("PartialAgreementReached", by="INC", scope="seats", evidence=DOCUMENT),
    ],
    ids=lambda draft: f"{draft.type}-{draft.fields.get('stances', '')}",
)
def test_the_first_word_on_record_that_shows_talks_ends_it(shown: Draft) -> None:
    assert "reported" not in reported().when(shown).then().negotiation.flags


@pytest.mark.parametrize(
    "silent",
    [
        says("claims_talks", "2024-09-05", evidence=ANONYMOUS),
        says("optimistic", "2024-09-05"),
        meets("2024-09-05", evidence=REPORT),
        step("MeetingHeld", by="INC", internal=True),
        opens("2024-09-05", evidence=REPORT),
    ],
    ids=lambda draft: draft.type,
)
def test_nothing_else_does(silent: Draft) -> None:
    assert reported().when(silent).then().negotiation.flags["reported"] == 2


def test_evidence_on_record_that_is_added_later_shows_the_talks() -> None:
    cites = corrects(2, "evidence", None, {"attribution": "document"}, effect="add")
    reported().when(cites).then(state="talks_underway", flags=set())


def test_a_report_of_talks_that_are_on_record_takes_nothing_from_them() -> None:
    given(opens()).when(opens("2024-09-05", evidence=REPORT)).then(flags=set())


def test_a_pause_that_a_paper_says_is_over_leaves_talks_that_are_reported() -> None:
    paused = (opens(), step("TalksSuspended", "2024-09-03", evidence=REPORT))
    given(*paused).when(resumes(by=[], evidence=REPORT)).then(flags={"reported"})
    given(*paused).when(resumes()).then(flags=set())


def test_a_party_that_denies_talks_of_which_a_paper_tells_contests_them() -> None:
    reported().when(says("denies", "2024-09-05", by="AAP", about=2)).then(
        flags={"reported", "contested"}
    )


def test_a_rejected_deal_leads_back_to_talks_that_nobody_reports() -> None:
    waits = deal(subject_to={"party": "AAP", "body": "a council"})
    no = step("DealRatified", "2024-09-07", party="AAP", body="a council", outcome="rejected")
    given(opens(), waits).when(no).then(state="talks_underway", flags=set())


def test_who_is_in_the_talks_sits_at_the_table_and_nobody_else_does() -> None:
    two = opens(parties=["INC", "AAP"])
    given(two, registration=THREE).when(deal()).then(state="deal_reached")
    given(opens(), registration=THREE).when(deal()).then_refused("every_party_assents", "CPM")
    given(two, registration=THREE).when(step("PartyJoined", parties="CPM")).then()
    others = resumes(by="INC", parties=["INC", "CPM"])
    after = given(two, collapses(), registration=THREE).when(others).then()
    assert after.negotiation.at_table == ("INC", "CPM")


def test_a_field_of_policy_is_parked_by_its_name_and_taken_up_again() -> None:
    asides = (
        step("TalksSuspended", "2024-09-03", by="INC", scope="Migration"),
        step("TalksSuspended", "2024-09-03", by="AAP", scope="portfolios"),
    )
    talks = given(opens(), *asides).talks
    seen = look(STREAM, talks.rows(), now=NOW)
    assert [(each.scope, each.step) for each in parked(seen)] == [
        ("Migration", 3),
        ("portfolios", 4),
    ]
    talks.record(resumes("2024-09-04", scope="migration"))
    assert [each.scope for each in status(look(STREAM, talks.rows(), now=NOW)).parked] == [
        "portfolios"
    ]
    talks.record(collapses())
    assert status(look(STREAM, talks.rows(), now=NOW)).parked == ()


def test_joining_a_deal_takes_the_word_of_everybody_where_no_share_is_named() -> None:
    before = (opens(), deal())
    whole: list[JsonValue] = [*JOINTLY, {"party": "CPM", "by": "joint"}]
    joins = step("DealAmended", "2024-09-07", by=["INC", "AAP", "CPM"], joins="CPM", assent=whole)
    after = given(*before).when(joins).then(state="deal_reached")
    assert after.negotiation.at_table == ("INC", "AAP", "CPM")
    short = step("DealAmended", "2024-09-07", by=["INC", "CPM"], joins="CPM", assent=whole[::2])
    given(*before).when(short).then_refused("changed_shares_assent", "the share of AAP")
    nothing = step("DealAmended", "2024-09-07", by=["INC", "AAP"], assent=JOINTLY)
    given(*before).when(nothing).then_refused("changed_shares_assent", "nor who joins")


def sums_of(*terms: JsonObject) -> list[str]:
    hundred = registers(pools={"seats": 100})
    told = says("claims_agreement", terms=list(terms))
    found = sums(given(opens(), told, registration=hundred).talks.seen())
    return [f"{arithmetic_said(each)}: {verdict_said(each)}" for each in found]


def test_what_is_agreed_and_what_is_still_open_are_added() -> None:
    assert sums_of(seats("60"), seats("30", party="nobody")) == [
        "agreed 60 + still open: 30 = 90, of 100: 10 not shared out"
    ]
    assert sums_of(
        seats("50", party="INC"),
        seats("36", party="AAP"),
        seats("14", party="described:smaller allies"),
    ) == ["INC 50 + AAP 36 + smaller allies 14 = 100, of 100: closes"]


def test_equal_shares_and_turns_are_no_figures() -> None:
    assert sums_of(seats("equal shares", party="INC"), seats("equal shares", party="AAP")) == []
    row = given(demands(terms=seats("by turns"))).talks.seen().all(DemandRow)[0]
    assert row.quantity is not None
    assert quantity_said(row.quantity) == "by turns"


def test_a_seat_is_not_halved_and_money_is() -> None:
    given().when(demands(terms=seats("3.5"))).then_refused("pools_hold", "halve")
    posts: JsonObject = {"issue": "portfolios", "quantity": "1.5"}
    given().when(demands(terms=posts)).then_refused("pools_hold", "halve")
    money: JsonObject = {"issue": "programme", "quantity": "3.3 billion"}
    row = given(demands(terms=money)).talks.seen().all(DemandRow)[0]
    assert row.quantity is not None
    assert (row.quantity.value, row.quantity.unit) == ("3.3", "billion")


def test_the_gap_between_fractions_is_exact() -> None:
    less: JsonObject = {"issue": "programme", "quantity": "2.3 billion"}
    more: JsonObject = {"issue": "programme", "quantity": "3.10 billion"}
    seen = given(offers(terms=less), demands(terms=more)).talks.seen()
    (gap,) = [each.gap for each in standing_gaps(seen)]
    assert gap is not None
    assert (str(gap.low), str(gap.high)) == ("0.80", "0.80")


def test_a_mandate_says_how_much_and_a_pause_for_how_long() -> None:
    talks = given(
        opens(),
        step("MandateChanged", "2024-09-03", by="INC", now="a handful", figure="..7 seats"),
        step("TalksSuspended", "2024-09-04", by="INC", lasting="10 days", until="2024-09-14"),
    ).talks
    assert [step_said(row) for row in talks.seen().steps[1:]] == [
        "mandate INC a handful (at most 7 seats)",
        "talks suspended INC until 14 Sep 2024, for 10 days",
    ]


def test_two_lengths_of_one_meeting_contradict_one_another() -> None:
    def lasted(quantity: str, by: str = "INC", what: str = "the meeting") -> Draft:
        return says("background", by=by, figures=[{"what": what, "quantity": quantity}])

    half = lasted("30 minutes")

    def between(*others: Draft) -> list[tuple[int, ...]]:
        found = contradictions(given(half, *others).talks.seen())
        return [tuple(side.version for side in each.sides) for each in found]

    assert between(lasted("60 minutes", "AAP", "The  Meeting")) == [(2, 3)]
    assert between(lasted("..60 minutes", "AAP")) == []
    assert between(lasted("60 minutes", "AAP", "the call")) == []
    at: list[JsonValue] = [
        {"what": "the oath", "when": f"2024-09-04T{hour}:00"} for hour in ("18", "20")
    ]
    first, second = (says("background", figures=[each]) for each in at)
    assert len(contradictions(given(first, second).talks.seen())) == 1
