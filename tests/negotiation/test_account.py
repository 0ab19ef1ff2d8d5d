"""The account: what is believed, in which order, and what was to be known of it when."""

import msgspec
import pytest

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.account import Account, Refused, account_of
from parley.negotiation.codec import EntryError
from tests.negotiation.given import given
from tests.negotiation.talks import RECORDED_AT, SECOND, Talks, end_of
from tests.negotiation.words import (
    ANONYMOUS,
    ON_RECORD,
    collapses,
    corrects,
    deal,
    demands,
    meets,
    named,
    offers,
    opens,
    proposes,
    registers,
    retracts,
    says,
    step,
)

# Order ------------------------------------------------------------------------------------------


def test_news_in_order_stands_at_the_end() -> None:
    given(proposes("2024-09-01"), says(at="2024-09-02")).when(meets("2024-09-03")).then(
        order=[2, 3, 4], late=False
    )


def test_late_news_stands_before_the_first_step_that_it_certainly_precedes() -> None:
    before = given(proposes("2024-09-01"), says(at="2024-09-03"), says(at="2024-09-05"))
    before.when(meets("2024-09-02")).then(order=[2, 5, 3, 4], late=True)


def test_overlapping_news_stands_as_late_as_it_may() -> None:
    before = given(says(at="2024-09-03"), says(at="2024-09-03T10:00"), says(at="2024-09-04"))
    before.when(meets("2024-09-03")).then(order=[2, 3, 5, 4])


def test_a_day_only_deal_stands_after_that_days_opening() -> None:
    before = given(opens("2024-09-06T10:00"))
    before.when(deal("2024-09-06")).then(state="deal_reached", order=[2, 3])


def test_the_end_of_one_day_is_before_the_beginning_of_the_next() -> None:
    before = given(says(at="2024-09-04"))
    before.when(says(at="2024-09-03")).then(order=[3, 2], late=True)


def test_the_arenas_zone_says_which_day_it_was() -> None:
    before = given(says(at="2024-09-03T20:00Z"))  # already the 4th in Kolkata
    before.when(says(at="2024-09-03")).then(order=[3, 2])


def test_a_pointer_holds_a_step_behind_what_it_points_at() -> None:
    before = given(says(at="2024-09"), says(at="2024-09", after=2))
    before.when(says(at="2024-09-02")).then(order=[2, 3, 4])


def test_news_that_something_points_at_stands_before_it() -> None:
    talks = given(proposes(), says(at="2024-09"), says(at="2024-09", about=3)).talks
    assert talks.order == [2, 3, 4]
    given_back = given(proposes(), says(at="2024-09"), says(at="2024-09"))
    given_back.and_then(corrects(3, "after", None, 4, effect="add"))
    assert given_back.talks.order == [2, 4, 3]


def test_a_step_that_would_stand_before_what_it_points_at_is_refused_naming_both() -> None:
    before = given(proposes("2024-09-05"))
    problem = before.when(says(at="2024-09-01", about=2)).then_refused("order", other=2)
    assert "v3 has to stand before v2" in problem.reason
    assert "yet after v2" in problem.reason


def test_a_step_that_would_stand_before_what_it_certainly_follows_is_refused() -> None:
    pointing, certain = says(at="2024-09", about="n"), says(at="2024-09-02")
    batch = (pointing, certain, named("n", says(at="2024-09-05")))
    given().when(*batch).then_refused("order", "v2 points at it", "over before it begins", other=3)


def test_the_hint_of_a_refused_order_works_where_it_is_followed() -> None:
    before = given(says(at="2024-09-03/2024-09-09"), says(at="2024-09-04"))
    assert before.talks.order == [2, 3]
    refusal = before.when(says(at="2024-09-03", after=3)).then_refused("order", "--add 3")
    assert "v3" in refusal.reason


def test_two_ends_of_one_contradiction_are_both_named() -> None:
    before = given(
        proposes("2024-09-01/2024-09-10"), says(at="2024-09-04"), says(at="2024-09-02", about=2)
    )
    assert before.talks.order == [2, 4, 3]


def test_a_step_without_any_bound_stands_where_it_was_recorded() -> None:
    before = given(says(at="2024-09-05"))
    before.when(says(at="../2024-09-20")).then(order=[2, 3])


# Corrections ------------------------------------------------------------------------------------


def test_a_corrected_date_moves_the_step() -> None:
    before = given(proposes("2024-09-01"), says(at="2024-09-05"), meets("2024-09-08"))
    before.when(corrects(4, "occurred", "2024-09-08", "2024-09-03")).then(order=[2, 4, 3])


def test_a_corrected_pointer_moves_the_step() -> None:
    before = given(says(at="2024-09"), says(at="2024-09"))
    before.when(corrects(2, "after", None, 3, effect="add")).then(order=[3, 2])


def test_a_corrected_word_moves_nothing() -> None:
    before = given(says(at="2024-09", text="wrnog"), says(at="2024-09"))
    before.when(corrects(2, "text", "wrnog", "wrong")).then(order=[2, 3])
    assert before.talks.account().value(2).text == "wrong"  # type: ignore[union-attr]


def test_a_retraction_takes_the_step_out_and_moves_nothing_else() -> None:
    before = given(says(at="2024-09"), says(at="2024-09-05"), says(at="2024-09"))
    before.when(retracts(3)).then(order=[2, 4])


def test_a_retraction_of_a_retraction_puts_the_step_in_again_as_late_as_it_may_stand() -> None:
    before = given(says(at="2024-09-05"), says(at="2024-09"), says(at="2024-09-20"), retracts(2))
    assert before.talks.order == [3, 4]
    before.when(retracts(5)).then(order=[3, 2, 4])


def test_a_correction_of_a_correction_is_what_counts() -> None:
    before = given(says(text="one"), corrects(2, "text", "one", "two"))
    before.when(corrects(3, "now", "two", "three")).then()
    assert before.talks.account().value(2).text == "three"  # type: ignore[union-attr]


def test_a_retracted_correction_gives_back_what_stood_before() -> None:
    before = given(
        proposes("2024-09-01"),
        says(at="2024-09-05"),
        corrects(3, "occurred", "2024-09-05", "2024-08"),
    )
    assert before.talks.order == [3, 2]
    before.when(retracts(4)).then(order=[2, 3])


def test_a_correction_on_which_another_rests_cannot_be_taken_back_alone() -> None:
    before = given(says(text="one"), corrects(2, "text", "one", "two"))
    before.and_then(corrects(2, "text", "two", "three"))
    refused = before.when(retracts(3))
    refused.then_refused("correction_fits", "text is “one”, not “two”", "v4 corrects v2 further")
    assert refused.verdict.problems[0].case == "corrected_further"
    before.and_then(corrects(2, "text", "three", "four"))
    before.when(retracts(3)).then_refused("correction_fits", "v5 corrects v2 further")
    before.and_then(retracts(5), retracts(4)).when(retracts(3)).then()


def test_a_step_names_the_corrections_of_it_that_are_in_force() -> None:
    before = given(says(text="one"), corrects(2, "text", "one", "two"))
    assert before.talks.account().believed[2].corrected_by == (3,)
    before.and_then(retracts(3), corrects(2, "text", "one", "three"))
    assert before.talks.account().believed[2].corrected_by == (5,)


@pytest.mark.parametrize(
    "draft",
    [
        says(at="2024-09-01", after=3),
        corrects(2, "occurred", "2024-09-02T20:00Z", "2024-09-09"),
        corrects(3, "about", 2, 4),
        corrects(3, "text", "one", "two"),
        corrects(1, "zone", "UTC", "Asia/Kolkata"),
        retracts(1),
        retracts(7),
        retracts(5),
        registers(),
    ],
    ids=lambda draft: f"{draft.type}-{draft.fields.get('field')}-{draft.fields.get('target')}",
)
def test_what_is_refused_leaves_the_account_as_it_was(draft: Draft) -> None:
    talks = given(
        says(at="2024-09-02T20:00Z"),  # the 3rd in Kolkata
        says(at="2024-09-02", about=2),
        says(at="2024-09-06", text="late"),
        meets("2024-09-04"),
        retracts(5),
        registration=registers(zone="UTC"),
    ).talks
    account = talks.account()
    before = everything(account)
    with pytest.raises(Refused):
        account.take(talks.unjudged(draft))
    assert everything(account) == before
    account.take(talks.unjudged(meets("2024-09-08")))
    assert account.order == [2, 3, 4, 7]


def everything(account: Account) -> tuple[object, ...]:
    corrections = {target: list(found) for target, found in account.corrections.items() if found}
    places = [account.believed[version] for version in account.order]
    return account.last, set(account.entries), corrections, places, account.latest_earliest


def test_a_second_source_is_added_to_the_evidence() -> None:
    other: JsonValue = {"attribution": "document", "outlet": "Another paper"}
    before = given(proposes())
    before.when(corrects(2, "evidence", None, other, effect="add")).then()
    assert len(before.talks.rows()["evidence"]) == 2


def test_an_empty_field_is_filled_and_a_full_one_is_not() -> None:
    before = given(proposes())
    before.when(corrects(2, "text", None, "it was said so", effect="add")).then()
    before.when(corrects(2, "text", None, "or so", effect="add")).then_refused(
        "correction_fits", "text is not empty", "replace it instead"
    )


def test_the_first_of_a_list_is_added_alone() -> None:
    before = given(says(), says())
    before.when(corrects(3, "after", None, 2, effect="add")).then()
    assert before.talks.account().value(3).after == (2,)  # type: ignore[union-attr]
    term: JsonValue = {"issue": "symbol", "words": "its own"}
    before.when(corrects(3, "terms", None, term, effect="add")).then()
    before.when(corrects(3, "terms.0.seats", None, "Jind", effect="add")).then()


def test_a_correction_says_what_stood_there() -> None:
    before = given(offers("5"))
    refusal = before.when(corrects(2, "terms.0.quantity.value", 6, 7)).then_refused(
        "correction_fits"
    )
    assert "terms.0.quantity.value is 5, not 6" in refusal.reason
    before.when(corrects(2, "terms.0.quantity.value", 5, 7)).then()


@pytest.mark.parametrize(
    ("draft", "guard", "words"),
    [
        (retracts(9), "target_exists", "there is no v9"),
        (retracts(3), "target_exists", "there is no v3"),
        (retracts(1), "registration_stays", "parley correct 1"),
        (corrects(2, "txet", "a", "b"), "correction_fits", "txet"),
        (corrects(2, "evidence.4.side", "a", "b"), "correction_fits", "no place in a list of 1"),
        (corrects(2, "occurred", "2024-09-01", "2024-13"), "correction_fits", "2024-13"),
        (
            corrects(2, "by", ["INC"], []),
            "late:by_a_party_or_an_office",
            "v2 (seeks an alliance",
        ),
        (corrects(1, "zone", "Asia/Kolkata", "Asia/Clacutta"), "correction_fits", "time zone"),
        (corrects(1, "title", "Talks", None), "correction_fits", "title"),
        (corrects(2, "occurred", "2024-09-01", "2030-01-01"), "late:not_from_the_future", "2030"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_correction_that_cannot_be_is_refused(draft: Draft, guard: str, words: str) -> None:
    given(proposes("2024-09-01")).when(draft).then_refused(guard, words)


def test_what_was_retracted_cannot_be_retracted_or_corrected_again() -> None:
    before = given(proposes(), retracts(2))
    before.when(retracts(2)).then_refused("target_not_retracted", "v2 was retracted already")
    before.when(corrects(2, "text", None, "x", effect="add")).then_refused("target_not_retracted")


def test_a_correction_keeps_its_target() -> None:
    before = given(says(text="a"), says(text="a"), corrects(2, "text", "a", "b"))
    before.when(corrects(4, "target", 2, 3)).then_refused("correction_fits", "keeps its target")


def test_a_retraction_that_others_rest_on_is_refused_naming_them() -> None:
    before = given(proposes(), opens())
    before.and_then(step("TalksSuspended", "2024-09-03", by="INC"))
    before.when(retracts(3)).then_refused("late:state", "v4 (talks suspended, 2024-09-03)", other=4)
    before.when(retracts(4), retracts(3)).then(state="proposed")


def test_a_correction_in_the_same_batch_as_what_it_corrects_counts() -> None:
    before = given(proposes())
    before.when(says(text="wrnog"), corrects(3, "text", "wrnog", "wrong")).then()
    assert before.talks.account().value(3).text == "wrong"  # type: ignore[union-attr]


def test_a_corrected_zone_puts_every_step_in_again() -> None:
    registration = registers(zone="UTC")
    before = given(
        says(at="2024-09-03T20:00Z"),
        says(at="2024-09-03T23:30Z"),
        says(at="2024-09-03"),
        registration=registration,
    )
    assert before.talks.order == [2, 3, 4]
    before.when(corrects(1, "zone", "UTC", "Asia/Kolkata")).then(order=[4, 2, 3])


def test_a_corrected_zone_that_would_bend_the_history_is_refused() -> None:
    before = given(
        says(at="2024-09-03T20:00Z"),
        says(at="2024-09-03", about=2),
        registration=registers(zone="UTC"),
    )
    rezoned = corrects(1, "zone", "UTC", "Asia/Kolkata")
    refused = before.when(rezoned, says(at="2024-09-05", about=3))
    refused.then_refused("order", other=2, draft=0)
    assert len(refused.verdict.problems) == 1


def test_a_corrected_registration_counts_from_the_start() -> None:
    before = given(offers("85"))
    before.when(corrects(1, "pools.seats", 90, 80)).then_refused("late:pools_hold", "85 is more")
    before.when(corrects(1, "pools.seats", 90, 88)).then()


# The cut and what was public --------------------------------------------------------------------


def test_a_step_has_happened_when_its_latest_bound_is_over() -> None:
    talks = given(proposes("2024-09-01"), meets("2024-09-03")).talks
    assert [row.step for row in talks.seen("2024-09-02").steps] == [2]
    assert [row.step for row in talks.seen("2024-09-03").steps] == [2, 3]


def test_a_step_has_happened_when_a_step_after_it_has() -> None:
    talks = given(says(at="2024-09"), says(at="2024-09-05", after=2)).talks
    assert [row.step for row in talks.seen("2024-09-04").steps] == []
    assert [row.step for row in talks.seen("2024-09-05").steps] == [2, 3]


def test_nothing_had_happened_before_anything_did() -> None:
    assert given(proposes()).talks.seen("2024-08-31").steps == []


PUBLISHED: JsonValue = {**ON_RECORD, "published": "2024-09-10"}


def test_what_was_not_published_yet_is_left_out() -> None:
    talks = given(proposes("2024-09-01", evidence=PUBLISHED)).talks
    assert talks.seen(public_at="2024-09-09").steps == []
    assert [row.step for row in talks.seen(public_at="2024-09-10").steps] == [2]


def test_words_of_unknown_publication_are_public_from_when_they_were_recorded() -> None:
    talks = Talks()
    talks.record(registers(), recorded_at=RECORDED_AT)
    talks.record(proposes("2024-08-01"), recorded_at=end_of("2024-09-05") - SECOND)
    assert talks.seen(public_at="2024-09-04").steps == []
    assert len(talks.seen(public_at="2024-09-05").steps) == 1


def test_evidence_that_came_out_later_is_left_out_of_a_step_that_stays() -> None:
    insiders: JsonValue = {**ANONYMOUS, "published": "2024-09-03"}
    talks = given(demands(evidence=[insiders, PUBLISHED])).talks
    before, after = talks.seen(public_at="2024-09-05"), talks.seen(public_at="2024-09-10")
    assert [row.attribution_class for row in before.steps] == ["anonymous"]
    assert [row.attribution_class for row in after.steps] == ["on_record"]


def test_where_a_step_is_not_public_yet_the_next_one_sets_its_state_and_a_gap() -> None:
    early: JsonValue = {**ON_RECORD, "published": "2024-09-03"}
    talks = given(
        proposes("2024-09-01", evidence=early),
        collapses("2024-09-02", evidence=PUBLISHED),
        step("TalksResumed", "2024-09-03", by="INC", evidence=PUBLISHED),
        step("TalksSuspended", "2024-09-03", by="INC", evidence=early),
    ).talks
    seen = talks.seen(public_at="2024-09-05")
    assert [(row.type, row.state) for row in seen.steps] == [
        ("AllianceProposed", "proposed"),
        ("TalksSuspended", "proposed"),
    ]
    assert set(seen.steps[-1].flags) == {"suspended", "gap"}
    assert "gap" not in talks.seen(public_at="2024-09-10").steps[-1].flags


def test_a_deal_whose_talks_came_out_later_is_still_a_deal() -> None:
    early: JsonValue = {**ON_RECORD, "published": "2024-09-07"}
    talks = given(opens("2024-09-01", evidence=PUBLISHED), deal("2024-09-06", evidence=early)).talks
    row = talks.seen(public_at="2024-09-08").steps[0]
    assert (row.state, row.branch) == ("deal_reached", None)
    assert set(row.flags) == {"gap"}


# Reading what was recorded ----------------------------------------------------------------------


def test_records_that_skip_a_version_are_refused() -> None:
    entries = given(proposes(), opens()).talks.entries
    with pytest.raises(EntryError, match="v3 follows v1"):
        account_of("negotiation/talks", [entries[0], entries[2]])


def test_a_stream_has_one_registration_and_begins_with_it() -> None:
    talks = given(proposes()).talks
    second = msgspec.structs.replace(talks.entries[0], version=2)
    with pytest.raises(EntryError, match="registered already"):
        account_of("negotiation/talks", [talks.entries[0], second])
    first = msgspec.structs.replace(talks.entries[1], version=1)
    with pytest.raises(EntryError, match="begins with its registration"):
        account_of("negotiation/talks", [first])


def test_an_entry_of_a_later_release_is_refused_by_name() -> None:
    talks = given(proposes()).talks
    newer = msgspec.structs.replace(talks.entries[1], type_version=2)
    with pytest.raises(EntryError, match="AllianceProposed version 2 is not known here"):
        account_of("negotiation/talks", [talks.entries[0], newer])
    unknown = msgspec.structs.replace(talks.entries[1], type="AllianceDreamt")
    with pytest.raises(EntryError, match="AllianceDreamt is no entry"):
        account_of("negotiation/talks", [talks.entries[0], unknown])
