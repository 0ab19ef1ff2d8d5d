"""Answers as fields: what differs, who set it, when it first held, what a step explains."""

import pytest

from parley.answers.words.effects import changes_at
from parley.events.canonical import JsonObject
from parley.events.politics import Draft
from parley.negotiation.views.blame import blame
from parley.negotiation.views.changes import changes_since
from parley.negotiation.views.conditions_asked import FirstHeld, first_held, read_condition
from parley.negotiation.views.differences import differences
from parley.negotiation.views.explained import explain
from parley.negotiation.views.fields import KINDS, FieldError, chosen_fields, fields
from parley.negotiation.views.seen import Seen
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    STREAM,
    accepts,
    collapses,
    corrects,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    retracts,
    says,
    seats,
    step,
    withdraws,
)


def values(talks: Talks, as_of: str | None = None) -> dict[str, str]:
    return {field.field: field.value for field in fields(talks.seen(as_of))}


def known(talks: Talks, upto: int) -> Seen:
    return look(STREAM, talks.rows(upto=upto), now=NOW)


def changed(talks: Talks, first: str, last: str) -> dict[str, tuple[str | None, str | None]]:
    found = differences(fields(talks.seen(first)), fields(talks.seen(last)))
    return {
        each.field: (
            None if each.before is None else each.before.value,
            None if each.after is None else each.after.value,
        )
        for each in found
    }


def held(talks: Talks, text: str) -> FirstHeld:
    return first_held(talks.seen(), read_condition(text))


# Fields -----------------------------------------------------------------------------------------


def test_before_any_talks_there_are_the_parties_and_what_was_registered() -> None:
    talks = given(registration=registers(dates=[{"what": "poll", "when": "2024-10-05"}])).talks
    assert values(talks, "2024-09-01") == {
        "party INC": "at_table",
        "party AAP": "at_table",
        "party CPM": "away",
        "party BJP": "away",
        "deadline v1": "pending",
    }


def test_every_kind_of_field_can_be_there() -> None:
    talks = given(
        opens(),
        offers(),
        demands(),
        step("ConditionSet", by="AAP", condition="no list"),
        step("DeadlineSet", by="INC", kind="soft_target", when="2024-09-08"),
        step("TalksSuspended", by="INC", scope="migration"),
        step("NegotiatorAppointed", person="A person", principal="INC"),
        step("UnilateralMoveMade", by="AAP", kind="contest_alone"),
        step(
            "PartialAgreementReached",
            "2024-09-06",
            scope="a part",
            assent=JOINTLY,
            terms=[{"issue": "symbol", "words": "one symbol"}],
        ),
        says("claims_agreement", "2024-09-06", by="AAP", evidence=ANONYMOUS),
        says("rules_out", "2024-09-06", by="AAP", to="INC"),
        step("VoteHeld", "2024-09-06", body="Assembly", subject="bill", outcome="approved"),
    ).talks
    found = {field.kind for field in fields(talks.seen())}
    assert found == {kind.name for kind in KINDS}


def test_what_is_in_a_step_beside_its_first_thing_is_named_after_its_line() -> None:
    talks = given(offers(terms=[seats("5"), {"issue": "symbol", "words": "its own"}])).talks
    assert values(talks)["offer v2"] == values(talks)["offer v2.1"] == "open"


def test_a_field_is_found_by_its_name_and_a_party_by_any_of_its_names() -> None:
    talks = given(opens(), offers()).talks
    seen = talks.seen()
    assert [field.field for field in chosen_fields(seen, "Offer 3")] == ["offer v3"]
    assert [field.field for field in chosen_fields(seen, "party congress")] == ["party INC"]
    assert {field.kind for field in chosen_fields(seen, "parties")} == {"party"}
    assert chosen_fields(seen, "moves") == []
    with pytest.raises(FieldError, match="no field “ofer”") as kind:
        chosen_fields(seen, "ofer v3")
    assert "offer" in kind.value.known
    with pytest.raises(FieldError, match="no field “offer v9”") as key:
        chosen_fields(seen, "offer v9")
    assert key.value.known == ("offer v3",)


# Differences ------------------------------------------------------------------------------------


def test_a_difference_has_what_came_what_went_on_and_what_changed() -> None:
    talks = given(offers(at="2024-09-03"), offers("7", "2024-09-05"), collapses("2024-09-06")).talks
    found = changed(talks, "2024-09-03", "2024-09-06")
    assert found["state"] == ("proposed", "collapsed")
    assert found["offer v2"] == ("open", "superseded")
    assert found["offer v3"] == (None, "lapsed")
    assert found["last_offer INC AAP seat_count on_record"] == ("v2", "v3")
    assert found["party INC"] == ("at_table", "until_end")
    assert changed(talks, "2024-09-06", "2024-09-06") == {}


def test_the_same_state_in_another_run_of_it_is_a_difference() -> None:
    talks = given(
        opens("2024-09-01"),
        collapses("2024-09-03"),
        step("TalksResumed", "2024-09-05", by=["INC", "AAP"]),
    ).talks
    assert changed(talks, "2024-09-01", "2024-09-05")["state"] == (
        "talks_underway",
        "talks_underway",
    )


def test_a_corrected_figure_is_a_difference_of_what_we_knew() -> None:
    talks = given(offers("5"), corrects(2, "terms.0.quantity.value", 5, 7)).talks
    found = differences(fields(known(talks, 2)), fields(known(talks, 3)))
    assert [each.field for each in found] == [
        "offer v2",
        "last_offer INC AAP seat_count on_record",
    ]
    before, after = found[0].before, found[0].after
    assert before is not None
    assert after is not None
    assert (before.said, after.said) == ("INC→AAP 5 seats", "INC→AAP 7 seats")


def test_what_was_retracted_is_gone() -> None:
    talks = given(offers("5"), retracts(2)).talks
    before, after = fields(known(talks, 2)), fields(talks.seen())
    found = {each.field: each for each in differences(before, after)}
    assert found["offer v2"].after is None
    assert found["offer v2"].latest.value == "open"


# When it first held -----------------------------------------------------------------------------


def late_collapse() -> Talks:
    return given(
        proposes("2024-09-01"),
        opens("2024-09-02"),
        offers("5", "2024-09-03"),
        offers("6", "2024-09-04"),
        step("OfferWithdrawn", "2024-09-05", by="INC", offer=5),
        withdraws("2024-09-06"),
    ).talks


@pytest.mark.parametrize(
    ("text", "when", "since"),
    [
        ("state=talks_underway", 3, False),
        ("state = Talks-Underway", 3, False),
        ("state collapsed", 7, True),
        ("state", 2, True),
        ("offers>0", 4, True),
        ("offers", 4, True),
        ("offers>=2", 5, True),
        ("open offers>1", None, False),
        ("open offers", 4, False),
        ("withdrawn offers=1", 6, True),
        ("offers=0", 1, False),
        ("offers<1", 1, False),
        ("offers<=1", 1, False),
        ("offer 5=withdrawn", 6, True),
        ("offer v4 superseded", 5, True),
        ("offer=withdrawn", 6, True),
        ("party AAP left", 7, True),
        ("party Aam Aadmi Party=left", 7, True),
        ("party INC=at_table", 1, False),
        ("party INC=until_end", 7, True),
        ("flag=contested", None, False),
        ("flags>0", None, False),
        ("open offers and state=talks_underway", 4, False),
        ("attempt v3 = collapsed", 7, True),
        ("last_offer INC AAP seat_count on_record=v5", 5, True),
    ],
)
def test_a_condition_first_holds_just_after_a_step(
    text: str, when: int | None, since: bool
) -> None:
    found = held(late_collapse(), text)
    assert (found.step, found.held_since) == (when, since)
    assert not found.by_time


def test_the_condition_is_told_in_full_with_the_fields_for_which_it_held() -> None:
    found = held(late_collapse(), "offers and party Aam Aadmi Party left")
    assert found.condition == "offers>0 and party AAP=left"
    assert [field.field for field in found.fields] == ["offer v4", "offer v5", "party AAP"]


SELF_SET: JsonObject = {
    "by": "INC",
    "kind": "self_set",
    "when": "2024-09-10",
    "awaits": "DealReached",
}


def test_a_date_that_goes_by_after_the_last_step_is_no_step() -> None:
    due = step("DeadlineSet", "2024-09-03", **SELF_SET)
    found = held(given(opens(), due).talks, "deadline v3 missed")
    assert (found.step, found.by_time, found.held_since) == (None, True, False)


def test_a_date_that_goes_by_is_seen_with_the_first_step_after_it() -> None:
    due = step("DeadlineSet", "2024-09-03", **SELF_SET)
    found = held(given(opens(), due, meets("2024-09-12")).talks, "missed deadlines>0")
    assert (found.step, found.by_time) == (4, False)


def test_an_offer_that_expires_is_seen_with_the_first_step_after_it() -> None:
    talks = given(opens(), offers(expires="2024-09-05"), meets("2024-09-06")).talks
    assert held(talks, "offer v3=expired").step == 4


def test_what_others_say_of_a_claim_is_seen_with_their_step() -> None:
    claim = says("claims_agreement", "2024-09-03", by="AAP", evidence=ANONYMOUS)
    denial = says("denies", "2024-09-05", by="INC", about=3)
    talks = given(opens(), claim, meets("2024-09-04"), denial).talks
    found = held(talks, "claim v3=denied")
    assert (found.step, found.fields[0].steps) == (5, (3, 5))
    assert held(talks, "reported claims").step == 3


def test_registered_dates_are_pending_at_the_registration() -> None:
    talks = given(registration=registers(dates=[{"what": "poll", "when": "2024-10-05"}])).talks
    assert held(talks, "deadline v1=pending").step == 1


@pytest.mark.parametrize(
    ("text", "reason", "known"),
    [
        ("", "is no condition", "offers>0"),
        ("stat=collapsed", "no field “stat”", "state"),
        ("state=colapsed", "no state is ever “colapsed”", "collapsed"),
        ("flag=contestd", "no flag “contestd”", "contested"),
        ("opn offers>1", "no offer is ever “opn”", "open"),
        ("state!=collapsed", "is no condition", "state=VALUE"),
        ("offers>many", "is no condition", "offers>0"),
        ("offer v9=open", "no field “offer v9” at any moment", "offer v4"),
        ("party APP left", "no field “party APP” at any moment", "party AAP"),
        ("offers and", "“and” is no step", "offers>0"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_words_that_would_do(
    text: str, reason: str, known: str
) -> None:
    with pytest.raises(FieldError) as refused:
        held(late_collapse(), text)
    assert reason in refused.value.reason
    assert known in refused.value.known


# Blame and explain ------------------------------------------------------------------------------


def test_the_last_step_behind_a_field_is_blamed_with_its_words() -> None:
    talks = given(offers(), accepts(2)).talks
    (found,) = blame(talks.seen(), "offer v2")
    assert found.field.value == "accepted"
    assert found.set_by is not None
    assert (found.set_by.version, found.set_by.speaker) == (3, "A spokesperson")
    assert [each.version for each in found.behind] == [2]


def test_nobody_is_blamed_for_the_registration() -> None:
    (found,) = blame(given().talks.seen(), "party AAP")
    assert (found.set_by, found.field.set_by) == (None, 1)


def test_a_step_is_explained_by_its_guards_its_effects_and_what_rests_on_it() -> None:
    talks = given(opens(), offers(), accepts(3)).talks
    found = explain(talks.seen(), 3)
    assert found is not None
    assert ("receivers_are_others", "Nobody offers to, or demands of, itself.") in [
        (guard.guard, guard.asks) for guard in found.guards
    ]
    assert (found.rules, found.state_before) == (1, "talks_underway")
    assert found.state == found.state_before
    assert "offer INC→AAP stands: seat count" in changes_at(talks.seen(), 3)
    assert "offer v3" in [field.field for field in found.answers]
    assert [(each.pointer, each.version) for each in found.resting] == [("offer", 4)]


def test_every_guard_that_let_a_step_stand_says_what_it_asks() -> None:
    talks = given(proposes(), opens(), offers(), demands(), meets(), deal()).talks
    for row in talks.seen().steps:
        found = explain(talks.seen(), row.step)
        assert found is not None
        assert found.guards
        assert all(guard.asks for guard in found.guards)


def test_what_is_not_in_view_is_not_explained() -> None:
    talks = given(opens("2024-09-05")).talks
    assert explain(talks.seen("2024-09-01"), 2) is None
    assert explain(talks.seen(), 9) is None


# Changes ----------------------------------------------------------------------------------------


def recorded_since(*after: Draft) -> tuple[Talks, int]:
    talks = given(proposes("2024-09-01"), opens("2024-09-05")).talks
    position = talks.entries[-1].position
    for draft in after:
        assert not talks.record(draft).problems
    return talks, position


def test_late_steps_and_corrections_stand_apart_from_the_news() -> None:
    talks, position = recorded_since(
        offers(at="2024-09-06"),
        meets("2024-09-03"),
        corrects(3, "text", None, "ours", effect="add"),
    )
    found = changes_since(known(talks, 3), talks.seen(), position)
    assert [(each.step.version, each.before) for each in found.late] == [(5, 3)]
    assert [row.step for row in found.corrections] == [6]
    assert [each.step.version for each in found.news] == [4]
    assert "offer v4" in [each.field for each in found.differences]


def test_a_retraction_is_a_change_though_its_step_is_gone() -> None:
    talks, position = recorded_since(retracts(3))
    found = changes_since(known(talks, 3), talks.seen("2024-09-09"), position)
    assert [row.target for row in found.corrections] == [3]
    assert "state" in [each.field for each in found.differences]


def test_a_correction_of_what_is_not_in_view_is_no_change() -> None:
    talks, position = recorded_since(corrects(3, "text", None, "ours", effect="add"))
    earlier = look(STREAM, talks.rows(upto=3), now=NOW, as_of=talks.seen("2024-09-02").at)
    found = changes_since(earlier, talks.seen("2024-09-02"), position)
    assert not any((found.late, found.corrections, found.differences, found.news))


def test_of_what_was_not_registered_then_everything_is_new() -> None:
    talks, _ = recorded_since()
    found = changes_since(None, talks.seen(), 0)
    assert [each.step.version for each in found.news] == [2, 3]
    assert {each.before for each in found.differences} == {None}
