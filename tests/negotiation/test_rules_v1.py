"""The catalogue of DOMAIN §3 row by row: what a step does where it is legal.

What each guard refuses stands in test_guards.py, which state takes which step in test_states.py;
here is the rest of each row, and the sentences above and below the table.
"""

import pytest

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from tests.negotiation.given import given
from tests.negotiation.words import (
    ANONYMOUS,
    DOCUMENT,
    JOINTLY,
    ON_RECORD,
    accepts,
    closes,
    collapses,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    resumes,
    retracts,
    says,
    seats,
    step,
    withdraws,
)

THREE = registers(at_table=["INC", "AAP", "CPM"])
THREE_ASSENT: list[JsonValue] = [*JOINTLY, {"party": "CPM", "by": "joint"}]
DEAL = (proposes(), opens(), deal())
OFFICE = "office:Governor"


# 1 to 5: who wants to, who sits there, who speaks -----------------------------------------------


def test_a_proposal_after_a_collapse_begins_anew() -> None:
    before = given(proposes(), collapses())
    before.when(proposes("2024-09-07")).then(state="proposed", changed="collapsed → proposed")


def test_an_anonymous_proposal_is_enough_before_a_collapse() -> None:
    given().when(proposes(evidence=ANONYMOUS)).then(state="proposed")


def test_a_party_that_joins_has_to_assent_to_the_deal() -> None:
    before = given(proposes(), step("PartyJoined", "2024-09-02", parties="CPM", consent="INC"))
    before.when(deal()).then_refused("every_party_assents", "CPM")
    before.when(deal(assent=THREE_ASSENT)).then(state="deal_reached")


def test_a_party_that_joins_twice_under_two_names_sits_there_once() -> None:
    joins = step("PartyJoined", parties=["BJP", "Bharatiya Janata Party"])
    assert given().when(joins).then().seen().negotiation.steps == 1
    talks = given(joins).talks
    assert [row["party"] for row in talks.rows()["party"] if row["at_table"]] == [
        "INC",
        "AAP",
        "BJP",
    ]


def test_a_party_that_withdraws_leaves_the_others_at_the_table() -> None:
    before = given(proposes(), opens(), registration=THREE)
    before.when(withdraws()).then(state="talks_underway", changed="AAP leaves the table")
    assent: list[JsonValue] = [{"party": "INC", "by": "joint"}, {"party": "CPM", "by": "joint"}]
    before.when(deal(assent=assent)).then(state="deal_reached")


def test_a_party_that_was_put_out_is_no_longer_required() -> None:
    before = given(proposes(), opens(), registration=THREE)
    put_out = withdraws(by=["INC", "CPM"], excluded_by=["INC", "CPM"])
    before.when(put_out).then(state="talks_underway")
    assent: list[JsonValue] = [{"party": "INC", "by": "joint"}, {"party": "CPM", "by": "joint"}]
    before.when(deal(assent=assent)).then(state="deal_reached")


@pytest.mark.parametrize("path", [(proposes(),), (proposes(), opens()), DEAL])
def test_when_fewer_than_two_remain_the_talks_have_collapsed(path: tuple[Draft, ...]) -> None:
    given(*path).when(withdraws()).then(state="collapsed")


def test_a_withdrawal_that_ends_it_collapses_a_larger_table() -> None:
    before = given(proposes(), registration=THREE)
    before.when(withdraws(ends_negotiation=True)).then(state="collapsed")


def test_a_party_may_come_back() -> None:
    before = given(proposes(), withdraws("2024-09-02"), registration=THREE)
    before.when(step("PartyJoined", "2024-09-03", parties="AAP")).then()
    before.when(deal()).then_refused("every_party_assents", "CPM")


def test_an_appointment_ends_that_of_whom_it_replaces() -> None:
    first = step("NegotiatorAppointed", person="A", role="in_charge", principal="INC")
    other = step("NegotiatorAppointed", person="B", role="in_charge", principal="AAP")
    next_one = step(
        "NegotiatorAppointed", person="C", role="in_charge", principal="INC", replaces="A"
    )
    people = given(first, other, next_one).talks.rows()["person"]
    assert [(row["person"], row["ended_by"]) for row in people] == [
        ("A", 4),
        ("B", None),
        ("C", None),
    ]


def test_a_mandate_ends_the_one_before_it_and_no_appointment() -> None:
    before = given(
        step("NegotiatorAppointed", person="A", principal="INC"),
        step("MandateChanged", by="INC", person="A", now="five seats"),
        step("MandateChanged", by="INC", person="A", now="seven seats"),
    )
    people = before.talks.rows()["person"]
    assert [(row["mandate"], row["ended_by"]) for row in people] == [
        (None, None),
        ("five seats", 4),
        ("seven seats", None),
    ]


# 6 to 9: talks ----------------------------------------------------------------------------------


def test_talks_open_without_a_proposal() -> None:
    given().when(opens()).then(state="talks_underway")


def test_the_leading_office_opens_talks_on_its_own_record() -> None:
    given().when(opens(by=OFFICE)).then(state="talks_underway")


def test_the_other_side_on_record_is_enough_to_open_talks() -> None:
    evidence: JsonValue = {**ON_RECORD, "side": "AAP"}
    given(proposes()).when(opens(by="INC", evidence=evidence)).then(state="talks_underway")


def test_a_collapse_does_not_open_again_by_talks() -> None:
    refusal = given(proposes(), collapses()).when(opens("2024-09-07")).then_refused("state")
    assert "TalksOpened is legal in" in refusal.reason
    assert "the state here is collapsed" in refusal.reason
    assert "parley resume" in str(refusal.hint)


def test_a_meeting_may_be_internal_and_changes_nothing() -> None:
    given().when(step("MeetingHeld", by="INC", internal=True)).then(state=None)


def test_a_suspension_is_a_flag_until_talks_resume() -> None:
    before = given(opens())
    before.when(step("TalksSuspended", "2024-09-03", by="INC")).then(
        state="talks_underway", flags={"suspended"}
    )
    before.when(resumes("2024-09-04")).then(state="talks_underway", flags=set())


def test_a_suspension_with_a_scope_parks_the_issue_only() -> None:
    before = given(opens())
    before.when(step("TalksSuspended", "2024-09-03", by="INC", scope="symbol")).then(
        flags=set(), changed="symbol is parked"
    )
    before.when(resumes("2024-09-04", scope="symbol")).then(changed="symbol is taken up again")
    before.when(resumes("2024-09-05", scope="symbol")).then_refused("something_to_resume")


def test_resuming_an_issue_leaves_the_suspension_of_everything() -> None:
    before = given(
        opens(),
        step("TalksSuspended", "2024-09-03", by="INC", scope="symbol"),
        step("TalksSuspended", "2024-09-03", by="INC"),
    )
    before.when(resumes("2024-09-04", scope="symbol")).then(flags={"suspended"})


@pytest.mark.parametrize("end", [deal("2024-09-05"), collapses("2024-09-05")])
def test_leaving_the_talks_clears_the_suspension_and_what_is_parked(end: Draft) -> None:
    before = given(
        opens(),
        step("TalksSuspended", "2024-09-03", by="INC"),
        step("TalksSuspended", "2024-09-03", by="INC", scope="symbol"),
    )
    talks = before.when(end).then()
    assert "suspended" not in talks.seen().negotiation.flags
    before = given(opens(), step("TalksSuspended", "2024-09-03", by="INC", scope="symbol"))
    before.and_then(collapses("2024-09-04"), resumes("2024-09-05"))
    before.when(resumes("2024-09-06", scope="symbol")).then_refused("something_to_resume")


# 10 to 17: offers, demands, conditions ----------------------------------------------------------


def test_a_demand_that_only_the_other_side_reports_is_marked() -> None:
    told: JsonValue = {"attribution": "anonymous", "source_as_described": "aides", "side": "INC"}
    demand = given(demands(evidence=told)).talks.rows()["demand"][0]
    assert demand["attributed_by_other_side"] is True
    own: JsonValue = {**ON_RECORD, "side": "AAP"}
    assert (
        given(demands(evidence=own)).talks.rows()["demand"][0]["attributed_by_other_side"] is False
    )


def test_an_offer_opens_the_negotiation() -> None:
    given().when(offers()).then(state="proposed")


def test_an_offer_without_a_receiver_goes_to_everybody_else_at_the_table() -> None:
    rows = given(offers(to=[]), registration=THREE).talks.rows()["offer"]
    assert [(row["by"], row["to"]) for row in rows] == [(["INC"], "AAP"), (["INC"], "CPM")]


def test_an_offer_by_two_jointly_is_one_offer() -> None:
    rows = given(offers(by=["INC", "CPM"])).talks.rows()["offer"]
    assert [(row["by"], row["to"]) for row in rows] == [(["INC", "CPM"], "AAP")]


def test_a_rejected_offer_may_be_taken_back() -> None:
    before = given(offers(), step("OfferRejected", "2024-09-04", by="AAP", rejected=2))
    before.when(step("OfferWithdrawn", by="INC", offer=2)).then(
        changed="the offer of v2 is withdrawn"
    )


def test_each_receiver_accepts_for_itself() -> None:
    before = given(offers(to=["AAP", "CPM"]), registration=THREE)
    before.when(accepts(2)).then()
    before.when(accepts(2, by="AAP")).then_refused("offer_is_open_for_accepter", "accepted by v3")
    before.when(accepts(2, by="CPM")).then()


def test_an_offer_that_may_have_expired_can_still_be_accepted() -> None:
    given(offers(expires="2024-09-04")).when(accepts(2, "2024-09-04")).then()


def test_an_offer_made_after_a_collapse_is_open() -> None:
    before = given(proposes(), collapses(), offers(at="2024-09-07"))
    before.when(accepts(4, "2024-09-08")).then(state="collapsed")


def test_an_offer_in_addition_supersedes_nothing() -> None:
    before = given(offers(), offers("2", "2024-09-04", in_addition=True))
    before.when(accepts(2, "2024-09-05")).then()


def test_an_offer_on_another_issue_supersedes_nothing() -> None:
    other: JsonValue = {"issue": "symbol", "words": "its own symbol"}
    before = given(offers(), offers(at="2024-09-04", terms=other))
    before.when(accepts(2, "2024-09-05")).then()


def test_an_unnamed_sources_figure_does_not_supersede_the_offer_on_record() -> None:
    before = given(offers(), offers("9", "2024-09-04", evidence=ANONYMOUS))
    before.when(accepts(2, "2024-09-05")).then()


def test_a_condition_that_failed_may_still_be_met() -> None:
    before = given(
        step("ConditionSet", by="AAP", condition="a common symbol"),
        step("ConditionResolved", condition=2, outcome="failed"),
    )
    before.when(step("ConditionResolved", condition=2, outcome="met")).then(
        changed="the condition of v2 is met"
    )


def test_a_condition_that_was_dropped_is_settled() -> None:
    before = given(
        step("ConditionSet", by="AAP", condition="a common symbol"),
        step("ConcessionMade", by="AAP", dropped=2),
    )
    resolved = step("ConditionResolved", condition=2, outcome="met")
    before.when(resolved).then_refused("condition_is_unsettled", "dropped since v3")


def test_all_to_whom_something_goes_are_the_others_at_the_table() -> None:
    before = given(offers(to="all"), registration=THREE)
    assert [row["to"] for row in before.talks.rows()["offer"]] == ["AAP", "CPM"]
    before.when(offers(to=["INC", "all"])).then_refused("receivers_are_others", "INC stands")
    before.when(offers(by="all", to="all")).then_refused("receivers_are_others", "nobody is left")
    rows = before.when(meets(to=["all", "BJP"])).then().rows()["step"]
    assert rows[-1]["to"] == ["AAP", "CPM", "BJP"]


# 18 to 20: dates --------------------------------------------------------------------------------


def test_a_deadline_may_be_an_interval_or_words() -> None:
    given().when(step("DeadlineSet", kind="self_set", when="2024-09-05/2024-09-07")).then()
    given().when(step("DeadlineSet", kind="soft_target", words="in a few days")).then()


def test_a_deadline_may_be_brought_forward() -> None:
    before = given(step("DeadlineSet", kind="self_set", when="2024-09-20"))
    before.when(step("DeadlineExtended", deadline=2, now="2024-09-10")).then()


def test_an_ultimatum_is_a_deadline_of_its_kind() -> None:
    ultimatum = step(
        "UltimatumIssued", by="AAP", to="INC", when="2024-09-09", consequence="we go alone"
    )
    row = given(ultimatum).talks.rows()["deadline"][0]
    assert (row["kind"], row["when"], row["consequence"]) == (
        "ultimatum",
        "2024-09-09",
        "we go alone",
    )


def test_a_date_set_by_nobody_is_not_a_registered_date() -> None:
    before = given(
        step("DeadlineSet", kind="external_hard", when="2024-09-12", what="nominations"),
        registration=registers(dates=[{"what": "poll", "when": "2024-10-01"}]),
    )
    moved = step("RegistrationAmended", field="dates.0.when", was="2024-10-01", now="2024-10-05")
    rows = before.when(moved).then().rows()["deadline"]
    assert [(row["what"], row["when"], row["moved_by"]) for row in rows] == [
        ("poll", "2024-10-01", 3),
        ("nominations", "2024-09-12", None),
        ("poll", "2024-10-05", None),
    ]


# 21 to 26: agreements and their end -------------------------------------------------------------


def test_an_agreement_in_principle_needs_everybody_on_record() -> None:
    agreed = step("PartialAgreementReached", scope="an alliance", in_principle=True, assent=JOINTLY)
    given(proposes()).when(agreed).then(state="proposed", flags={"in_principle"})


def test_a_one_sided_partial_agreement_is_a_claim() -> None:
    one: JsonValue = [{"party": "INC", "by": "statement"}]
    before = given(opens())
    partial = step("PartialAgreementReached", scope="seven seats", by="INC", assent=one)
    talks = before.when(partial).then(flags=set())
    assert [row["stances"] for row in talks.rows()["claim"]] == [["claims_agreement"]]


def test_a_partial_agreement_by_an_unnamed_source_is_a_claim() -> None:
    partial = step(
        "PartialAgreementReached", scope="seven seats", assent=JOINTLY, evidence=ANONYMOUS
    )
    given(opens()).when(partial).then(flags=set())


def test_a_partial_agreement_is_agreed_where_each_gives_its_own_word() -> None:
    by_statement: list[JsonValue] = [
        {"party": "INC", "by": "statement"},
        {"party": "AAP", "by": "statement"},
    ]
    words: list[JsonValue] = [{**ON_RECORD, "side": "INC"}, {**ON_RECORD, "side": "AAP"}]
    partial = step(
        "PartialAgreementReached", scope="seven seats", assent=by_statement, evidence=words
    )
    given(opens()).when(partial).then(flags={"partial"})


@pytest.mark.parametrize("end", [deal("2024-09-07", terms=seats("3")), collapses("2024-09-07")])
def test_what_was_agreed_in_part_ends_with_the_deal_or_the_collapse(end: Draft) -> None:
    before = given(
        opens(),
        step("PartialAgreementReached", scope="an alliance", in_principle=True, assent=JOINTLY),
        step("PartialAgreementReached", scope="two seats", assent=JOINTLY, terms=seats("2")),
    )
    assert set(before.talks.seen().negotiation.flags) == {"in_principle", "partial"}
    talks = before.when(end).then()
    assert not {"in_principle", "partial"} & set(talks.seen().negotiation.flags)
    assert [row["ended_by"] for row in talks.rows()["term"] if row["step"] == 4] == [5]


def test_a_deal_straight_from_the_proposal() -> None:
    given(proposes()).when(deal(evidence=DOCUMENT)).then(state="deal_reached")


def test_a_deal_subject_to_ratification_waits_for_every_body() -> None:
    bodies: JsonValue = [{"party": "INC", "body": "the board"}, {"party": "AAP", "body": "PAC"}]
    before = given(proposes())
    before.when(deal(subject_to=bodies)).then(flags={"ratification_pending"})
    first = step(
        "DealRatified", "2024-09-07", party="Congress", body="The Board", outcome="approved"
    )
    before.when(first).then(flags={"ratification_pending"})
    other = step("DealRatified", "2024-09-07", party="INC", body="PAC", outcome="approved")
    before.when(other).then_refused("body_is_awaited", "'PAC' of INC", "'PAC' of AAP")
    before.when(first).then_refused("body_is_awaited", "'The Board' of INC", "'PAC' of AAP")
    last = step("DealRatified", "2024-09-08", party="AAP", body="PAC", outcome="approved")
    before.when(last).then(state="deal_reached", flags=set())
    unnamed = step("DealRatified", "2024-09-09", party="INC", body="PAC", outcome="approved")
    before.when(unnamed).then(state="deal_reached")


def test_a_deal_that_waits_for_nobody_may_still_be_rejected() -> None:
    rejected = step("DealRatified", "2024-09-08", party="AAP", body="PAC", outcome="rejected")
    given(proposes(), deal()).when(rejected).then(state="talks_underway")


def test_a_rejected_deal_leads_back_to_the_talks() -> None:
    bodies: JsonValue = [{"party": "AAP", "body": "PAC"}]
    before = given(proposes(), deal(subject_to=bodies))
    rejected = step("DealRatified", "2024-09-08", party="AAP", body="PAC", outcome="rejected")
    before.when(rejected).then(
        state="talks_underway", flags=set(), changed="deal reached → talks underway"
    )


@pytest.mark.parametrize(
    "end", [step("DealBroken", "2024-09-07", by="AAP"), withdraws("2024-09-07")]
)
def test_leaving_a_deal_ends_its_terms_and_what_it_waits_for(end: Draft) -> None:
    bodies: JsonValue = [{"party": "AAP", "body": "PAC"}]
    before = given(proposes(), deal(subject_to=bodies, terms=seats("5", party="AAP")))
    talks = before.when(end).then(state="collapsed", flags=set())
    assert [row["ended_by"] for row in talks.rows()["term"]] == [4]


def test_an_amendment_ends_the_terms_that_it_changes() -> None:
    before = given(
        proposes(), deal(terms=[seats("5", party="AAP"), seats("85", party="INC")], assent=JOINTLY)
    )
    amended = step(
        "DealAmended",
        "2024-09-07",
        was=seats("5", party="AAP"),
        now=seats("6", party="AAP"),
        assent=JOINTLY,
    )
    rows = before.when(amended).then(state="deal_reached").rows()["term"]
    assert [(row["party"], row["ended_by"]) for row in rows] == [
        ("AAP", 4),
        ("INC", None),
        ("AAP", None),
    ]


def test_an_amendment_seats_who_joins() -> None:
    joins = step(
        "DealAmended", "2024-09-07", now=seats("2", party="CPM"), joins="CPM", assent=THREE_ASSENT
    )
    assert given(*DEAL).when(joins).then().seen().negotiation.state == "deal_reached"


def test_the_leading_office_declares_the_collapse() -> None:
    given(proposes()).when(collapses(by=OFFICE)).then(state="collapsed")


def test_a_collapse_by_nobody_needs_a_public_act() -> None:
    by_nobody = step("TalksCollapsed", how="lapsed")
    given(proposes()).when(by_nobody).then_refused("conclusive")
    shown = step("TalksCollapsed", how="lapsed", evidence={"attribution": "public_record"})
    given(proposes()).when(shown).then(state="collapsed")


# 27 to 31: signals, words, corrections, the close -----------------------------------------------


def test_a_candidate_list_changes_no_state() -> None:
    away = step("UnilateralMoveMade", by="AAP", kind="candidate_list", count="20")
    given(opens()).when(away).then(state="talks_underway")


def test_an_illegal_act_may_still_be_recorded_as_a_claim() -> None:
    before = given(proposes())
    one_sided = deal(assent=[{"party": "INC", "by": "joint"}])
    before.when(one_sided).then_refused("every_party_assents", "parley say BY claims_agreement")
    before.when(says("claims_agreement", "2024-09-06")).then(state="proposed")


@pytest.mark.parametrize("end", [deal(), collapses(), None])
def test_the_close_lapses_what_is_open_and_changes_no_state(end: Draft | None) -> None:
    before = given() if end is None else given(proposes(), end, offers(at="2024-09-08"))
    state = before.talks.seen().negotiation.state
    talks = before.when(closes()).then(state=state, flags={"closed"})
    assert all(row["lapsed_by"] == len(talks.entries) for row in talks.rows()["offer"])


def test_talks_under_way_lapse_before_the_close() -> None:
    before = given(opens())
    before.when(closes()).then_refused("tolerated_or_lapsed", "parley collapse --how lapsed")
    lapsed = collapses("2024-10-04", how="lapsed", evidence=DOCUMENT)
    before.when(lapsed, closes()).then(state="collapsed")


def test_a_deal_may_still_be_broken_after_the_close() -> None:
    before = given(*DEAL, closes())
    before.when(step("DealBroken", "2024-11-01", by="AAP")).then(state="collapsed")
    before.when(resumes("2024-11-02")).then_refused("not_closed")


def test_what_happened_before_the_close_is_judged_at_its_place() -> None:
    before = given(*DEAL, closes())
    before.when(demands(at="2024-09-01")).then(late=True, flags={"closed"})


def test_only_the_retraction_of_the_close_reopens() -> None:
    before = given(closes("2024-09-10"))
    before.when(demands(at="2024-09-11")).then_refused("not_closed")
    before.when(retracts(2)).then(flags=set())
    before.when(demands(at="2024-09-11")).then()


def test_a_renamed_party_answers_to_its_names_from_then_on() -> None:
    before = given()
    before.when(demands(by="AAM")).then_refused("names_are_known")
    renamed = step("RegistrationAmended", field="parties.1.aliases", now=["AAM"])
    before.when(renamed).then()
    before.when(demands(by="AAM", at="2024-09-06")).then()
    before.when(demands(by="AAM", at="2024-09-01")).then_refused("names_are_known")


def test_a_pool_that_grows_counts_from_then_on() -> None:
    before = given()
    before.when(step("RegistrationAmended", field="pools.seats", was=90, now=95)).then()
    before.when(offers("92", "2024-09-06")).then()
    before.when(offers("92", "2024-09-01")).then_refused("pools_hold")


def test_meetings_and_words_go_on_after_the_close() -> None:
    before = given(closes("2024-09-10"))
    before.when(meets("2024-09-12"), says(at="2024-09-12")).then(flags={"closed"})
