"""Contested: the parties say different things about where the talks stand (DOMAIN §4)."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.given import given
from tests.negotiation.words import (
    ANONYMOUS,
    ON_RECORD,
    closes,
    collapses,
    deal,
    offers,
    opens,
    proposes,
    registers,
    says,
    step,
)


def stance(
    party: str, stances: str, at: str, proposition: str | None = None, **fields: JsonValue
) -> Draft:
    about: JsonObject = {} if proposition is None else {"proposition": proposition}
    return says(stances, at, **{"by": party, **about, **fields})


def alone(at: str = "2024-09-05", **fields: JsonValue) -> Draft:
    return step("UnilateralMoveMade", at, **{"by": "AAP", "kind": "contest_alone", **fields})


def test_both_sides_in_the_talks_agree() -> None:
    given().when(opens()).then(flags=set())


def test_a_denial_on_record_contests_the_talks_and_does_not_undo_them() -> None:
    before = given(opens(by="INC"))
    before.when(stance("AAP", "denies", "2024-09-03", "talks")).then(
        state="talks_underway", flags={"contested"}
    )


def test_a_denial_that_points_at_the_step_contests_it_too() -> None:
    before = given(opens(by="INC"))
    before.when(stance("AAP", "denies", "2024-09-03", about=2)).then(flags={"contested"})
    before = given(proposes(), collapses(by="INC"))
    before.when(stance("AAP", "refutes", "2024-09-07", about=3)).then(flags={"contested"})


def test_a_denial_of_the_words_alone_contests_nothing() -> None:
    before = given(opens(by="INC"))
    before.when(stance("AAP", "denies", "2024-09-03", "words", about=2)).then(flags=set())
    before.when(stance("AAP", "denies", "2024-09-03", "figure")).then(flags=set())


def test_an_unnamed_denial_contests_nothing() -> None:
    before = given(opens(by="INC"))
    before.when(stance("AAP", "denies", "2024-09-03", "talks", evidence=ANONYMOUS)).then(
        flags=set()
    )


def test_an_outsiders_denial_contests_nothing() -> None:
    before = given(opens(by="INC"))
    other: JsonValue = {**ON_RECORD, "side": "an outsider"}
    before.when(stance("AAP", "denies", "2024-09-03", "talks", evidence=other)).then(flags=set())


def test_one_sides_agreement_is_a_claim_that_contests_the_talks() -> None:
    before = given(opens())
    before.when(stance("INC", "claims_agreement", "2024-09-04")).then(
        state="talks_underway", flags={"contested"}
    )


def test_who_alone_opened_the_talks_contests_them_with_no_later_word_of_its_own() -> None:
    before = given(opens(by="INC"))
    before.when(stance("INC", "claims_agreement", "2024-09-04")).then(
        state="talks_underway", flags=set()
    )
    before.and_then(stance("INC", "claims_agreement", "2024-09-04"))
    before.when(stance("AAP", "claims_talks", "2024-09-05")).then(flags={"contested"})
    before.when(stance("AAP", "claims_agreement", "2024-09-05")).then(flags={"contested"})
    over = given(opens(), collapses("2024-09-05", by="AAP"))
    over.when(stance("AAP", "claims_talks", "2024-09-06")).then(state="collapsed", flags=set())


def test_who_has_said_nothing_since_contests_nothing() -> None:
    before = given(opens(), stance("INC", "claims_talks", "2024-09-04"))
    before.when(collapses("2024-09-05", by="AAP")).then(state="collapsed", flags=set())
    before.when(stance("AAP", "pessimistic", "2024-09-06")).then(flags=set())


def test_a_denied_collapse_is_contested_until_the_other_side_says_so_too() -> None:
    before = given(opens(), collapses("2024-09-05", by="AAP"))
    before.and_then(stance("INC", "denies", "2024-09-06", "collapse"))
    before.when(stance("INC", "optimistic", "2024-09-07")).then(flags={"contested"})
    before.when(stance("INC", "confirms", "2024-09-07", "collapse")).then(flags=set())


@pytest.mark.parametrize(
    "part",
    [
        {"terms": [{"issue": "seat_count", "quantity": "60"}]},
        {"issue": "programme"},
        {"to": "AAP"},
    ],
)
def test_a_part_that_is_agreed_or_one_of_several_is_no_word_on_the_whole(part: JsonObject) -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    before = given(opens(), registration=of_three)
    before.when(says("claims_agreement", "2024-09-04", by="INC", **part)).then(flags=set())
    before.when(stance("INC", "claims_agreement", "2024-09-04", to=["AAP", "CPM"])).then(
        flags={"contested"}
    )


@pytest.mark.parametrize(
    "reply",
    [
        {"in_reply_to": 4},
        {"in_reply_to": 5},
        {"about": 4},
        {"in_reply_to": 3, "issue": "leader_face"},
        {"terms": [{"issue": "leader_face", "words": "by turns"}]},
    ],
)
def test_a_denied_demand_or_term_contests_no_deal(reply: JsonObject) -> None:
    demand = step(
        "DemandMade",
        "2024-09-08",
        by="INC",
        to="AAP",
        terms=[{"issue": "leader_face", "words": "by turns"}],
    )
    before = given(proposes(), deal(), demand)
    before.and_then(stance("INC", "insists", "2024-09-09", in_reply_to=4))
    before.when(stance("AAP", "denies", "2024-09-10", "agreement", **reply)).then(
        state="deal_reached", flags=set()
    )
    before.when(stance("AAP", "denies", "2024-09-10", "agreement", in_reply_to=3)).then(
        flags={"contested"}
    )


def test_a_claim_of_agreement_that_is_denied_is_contested_before_any_talks_too() -> None:
    before = given(stance("INC", "claims_agreement", "2024-08-20"))
    before.when(stance("AAP", "optimistic", "2024-08-21")).then(state=None, flags=set())
    before.when(stance("AAP", "denies", "2024-08-21", about=2)).then(
        state=None, flags={"contested"}
    )
    before.and_then(stance("AAP", "denies", "2024-08-21", "agreement", in_reply_to=2))
    before.when(stance("AAP", "confirms", "2024-08-22", "agreement")).then(flags=set())


def test_who_denies_a_claim_of_a_part_contests_nothing() -> None:
    before = given(opens(), stance("INC", "claims_agreement", "2024-09-04", issue="programme"))
    before.when(stance("AAP", "denies", "2024-09-05", "agreement", in_reply_to=3)).then(flags=set())
    before.when(stance("AAP", "denies", "2024-09-05", about=3)).then(flags=set())


def test_what_is_denied_is_the_word_of_who_denies_it_and_no_more() -> None:
    talks = given(
        opens(),
        stance("INC", "claims_agreement", "2024-09-04"),
        stance("AAP", "denies", "2024-09-05", "agreement", in_reply_to=3),
    ).talks
    held = {each.party: each.word for each in talks.seen().steps[-1].positions}
    assert held == {"INC": "agreement", "AAP": "no_agreement"}
    talks = given(
        proposes(),
        collapses("2024-09-05", by="AAP"),
        stance("INC", "denies", "2024-09-06", "collapse"),
    ).talks
    held = {each.party: each.word for each in talks.seen().steps[-1].positions}
    assert held == {"AAP": "collapse", "INC": "no_collapse"}


def test_talks_that_the_other_side_still_claims_contest_the_collapse() -> None:
    before = given(proposes(), collapses("2024-09-05", by="AAP"))
    before.when(stance("INC", "claims_talks", "2024-09-06")).then(flags={"contested"})


@pytest.mark.parametrize(
    "move",
    [
        alone(),
        alone(kind="candidate_list", overlaps="3"),
        alone(kind="candidate_list", seats=["Jind"], overlapping_seats=["Jind"]),
    ],
)
def test_a_move_that_leaves_no_share_contests_the_talks(move: Draft) -> None:
    given(opens()).when(move).then(state="talks_underway", flags={"contested"})


@pytest.mark.parametrize(
    "move",
    [alone(kind="candidate_list", count="20"), alone(kind="other_pact"), alone(evidence=ANONYMOUS)],
)
def test_a_move_that_leaves_a_share_or_that_nobody_owns_contests_nothing(move: Draft) -> None:
    given(opens()).when(move).then(flags=set())


def lists(by: str, at: str, *seats: str, **fields: JsonValue) -> Draft:
    named: JsonObject = {"by": by, "kind": "candidate_list", "seats": list(seats)}
    return step("UnilateralMoveMade", at, **named | fields)


def test_two_lists_that_name_one_seat_contest_the_talks() -> None:
    spelt = registers(seat_names=[{"seat": "Gulha", "aliases": ["Guhla"]}])
    before = given(opens(), lists("AAP", "2024-09-03", "Gulha"), registration=spelt)
    before.when(lists("INC", "2024-09-04", "Jind", "Guhla")).then(flags={"contested"})


@pytest.mark.parametrize(
    "first",
    [
        lists("AAP", "2024-09-03", "Gulha"),
        lists("INC", "2024-09-03", "Jind"),
        lists("BJP", "2024-09-03", "Jind"),
        lists("AAP", "2024-09-03", "Jind", evidence=ANONYMOUS),
    ],
)
def test_other_seats_own_lists_outsiders_and_unnamed_lists_contest_nothing(first: Draft) -> None:
    given(opens(), first).when(lists("INC", "2024-09-04", "Jind")).then(flags=set())


def test_a_report_that_no_seat_is_on_both_lists_contests_nothing() -> None:
    given(opens()).when(lists("AAP", "2024-09-03", "Jind", overlaps="0")).then(flags=set())
    given(opens()).when(lists("AAP", "2024-09-03", "Jind", overlaps="..2")).then(
        flags={"contested"}
    )


def test_who_has_left_the_table_contests_nothing_any_more() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    before = given(opens(), alone("2024-09-03", by="CPM"), registration=of_three)
    leaves = step("PartyWithdrew", "2024-09-04", by="CPM", parties="CPM")
    before.when(leaves).then(state="talks_underway", flags=set())
    before.when(stance("CPM", "denies", "2024-09-05", "talks")).then(flags=set())
    before.when(deal("2024-09-06")).then(state="deal_reached", flags=set())


def test_a_proposal_is_contested_by_who_fights_alone_and_by_no_denial_of_talks() -> None:
    before = given(proposes())
    before.when(stance("AAP", "denies", "2024-09-02", "talks")).then(state="proposed", flags=set())
    before.when(stance("AAP", "denies", "2024-09-02", "agreement")).then(flags=set())
    before.when(alone("2024-09-03")).then(state="proposed", flags={"contested"})


def test_what_was_said_before_a_proposal_does_not_contest_it() -> None:
    given(alone("2024-08-20")).when(proposes()).then(state="proposed", flags=set())
    given(alone("2024-08-20")).when(offers("5", "2024-09-02")).then(state="proposed", flags=set())


def test_a_denied_agreement_says_nothing_against_a_collapse() -> None:
    before = given(opens(), collapses("2024-09-05", by="AAP"))
    before.and_then(stance("INC", "confirms", "2024-09-06", "collapse"))
    before.when(stance("INC", "denies", "2024-09-07", "agreement")).then(flags=set())


def test_a_deal_is_the_word_of_everybody_who_assents() -> None:
    before = given(opens(), stance("INC", "claims_agreement", "2024-09-04"))
    before.when(deal()).then(state="deal_reached", flags=set())


def test_a_denied_agreement_contests_the_deal() -> None:
    before = given(proposes(), deal())
    before.when(stance("AAP", "denies", "2024-09-07", "agreement")).then(
        state="deal_reached", flags={"contested"}
    )


def test_a_broken_deal_is_one_partys_own_act() -> None:
    before = given(proposes(), deal())
    before.when(step("DealBroken", "2024-09-08", by="AAP")).then(state="collapsed", flags=set())


def test_the_flag_keeps_the_step_that_set_it() -> None:
    talks = given(opens(), alone(), stance("INC", "claims_talks", "2024-09-06")).talks
    assert talks.seen().negotiation.flags == {"contested": 3}


def test_the_close_ends_it() -> None:
    before = given(proposes(), collapses("2024-09-05", by="AAP"))
    before.and_then(stance("INC", "claims_talks", "2024-09-06"))
    before.when(closes()).then(flags={"closed"})
    before.when(stance("INC", "claims_talks", "2024-10-06")).then(flags={"closed"})


def test_the_ninth_of_september_in_haryana() -> None:
    """Talks on record by both; the AAP publishes its list and goes alone; the Congress still
    speaks of talks; then the AAP declares them over (the case's own days)."""
    talks = given(
        opens("../2024-09-06"),
        alone("2024-09-09T16:00~", kind="candidate_list", count="20", overlaps="12"),
        stance("INC", "claims_talks", "2024-09-09T18:00~"),
        collapses("2024-09-10", by="AAP"),
        stance("INC", "confirms", "2024-09-12", "collapse"),
    ).talks
    shown = [(row.occurred, row.state, set(row.flags)) for row in talks.seen().steps]
    assert shown == [
        ("../2024-09-06", "talks_underway", set()),
        ("2024-09-09T16:00~", "talks_underway", {"contested"}),
        ("2024-09-09T18:00~", "talks_underway", {"contested"}),
        ("2024-09-10", "collapsed", set()),
        ("2024-09-12", "collapsed", set()),
    ]
