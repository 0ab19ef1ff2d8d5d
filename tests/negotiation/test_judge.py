"""Judging: given what was recorded, when a batch comes, then it stands as a whole or not at all."""

import pytest

from parley.answers.words.steps import step_said
from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from tests.negotiation.changed import changes_are_those_of_the_records
from tests.negotiation.given import changes_of, given, given_nothing, own_row
from tests.negotiation.talks import POLITICS, SECOND, Talks, end_of
from tests.negotiation.worded import Worded
from tests.negotiation.words import (
    ON_RECORD,
    STREAM,
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
    registers,
    resumes,
    retracts,
    says,
    step,
)

DAY = 86_400 * SECOND
DATED: JsonValue = [ON_RECORD, {**ON_RECORD, "published": "2024-09-03"}]
"""Two reports, of one of which it is known when it came out."""


# A stream that does not exist -------------------------------------------------------------------


def test_a_stream_begins_with_its_registration() -> None:
    given_nothing().when(registers()).then(state=None)


def test_a_registration_and_its_first_steps_may_come_together() -> None:
    given_nothing().when(registers(), proposes(), opens()).then(state="talks_underway")


@pytest.mark.parametrize("batch", [[proposes()], [proposes(), opens()], [retracts(1), proposes()]])
def test_steps_without_a_registration_are_refused_one_by_one(batch: list[Draft]) -> None:
    refused = given_nothing().when(*batch)
    refused.then_nothing_happens()
    assert [each.draft for each in refused.verdict.problems] == list(range(len(batch)))
    assert "begin" in Worded(refused.verdict.problems[0]).reason


def test_a_second_registration_is_refused() -> None:
    given().when(registers()).then_refused("registered_once", "is registered already")


# In order ---------------------------------------------------------------------------------------


def test_news_in_order_is_judged_without_reading_the_stream() -> None:
    talks = given(proposes(), opens()).talks
    read = talks.histories_read
    assert not talks.record(meets("2024-09-03"), says(at="2024-09-04")).problems
    assert talks.histories_read == read


def test_late_news_and_corrections_read_the_stream() -> None:
    talks = given(proposes("2024-09-02")).talks
    read = talks.histories_read
    talks.judge(says(at="2024-09-01"))
    talks.judge(retracts(2))
    assert talks.histories_read == read + 2


def test_the_answer_says_what_changed_and_where_it_stands() -> None:
    judged = given(proposes()).when(opens()).verdict.judged[0]
    assert (judged.version, judged.type, judged.type_version, judged.rules) == (
        3,
        "TalksOpened",
        1,
        1,
    )
    assert (judged.state, judged.late) == ("talks_underway", False)
    assert step_said(own_row(judged)) == "talks open INC+AAP"
    assert changes_of(judged) == ("proposed → talks underway",)


def test_judging_moves_nothing() -> None:
    talks = given(proposes()).talks
    before = talks.fold
    talks.judge(opens())
    assert talks.fold == before


# Late news --------------------------------------------------------------------------------------


def test_late_news_is_judged_at_its_place() -> None:
    before = given(proposes("2024-09-01"), opens("2024-09-03"), collapses("2024-09-06"))
    before.when(says(at="2024-09-02")).then(state="collapsed", late=True, order=[2, 5, 3, 4])
    suspended = step("TalksSuspended", "2024-09-02T10:00", by="INC")
    before.when(suspended).then_refused("state", "the state here is proposed")
    before.when(step("TalksSuspended", "2024-09-04", by="INC")).then(state="collapsed", late=True)


def test_late_news_that_makes_a_later_step_impossible_is_refused_naming_both() -> None:
    before = given(proposes("2024-09-01"), opens("2024-09-03"))
    before.and_then(step("TalksSuspended", "2024-09-05", by="INC"))
    refusal = before.when(collapses("2024-09-04")).then_refused("late:state", other=4, draft=0)
    assert "with v5 in its place" in refusal.reason
    assert "v4 (talks suspended, 2024-09-05)" in refusal.reason
    assert "in the same batch" in str(refusal.hint)
    assert "`parley correct 4`" in str(refusal.hint)


def test_it_is_accepted_when_the_missing_step_comes_in_the_same_batch() -> None:
    before = given(proposes("2024-09-01"), opens("2024-09-03"))
    before.and_then(step("TalksSuspended", "2024-09-05", by="INC"))
    before.when(collapses("2024-09-04T10:00"), resumes("2024-09-04T18:00")).then(
        state="talks_underway", order=[2, 3, 5, 6, 4]
    )


def test_the_missing_step_may_come_before_or_after_it_in_the_batch() -> None:
    opened = opens("../2024-09-05", stage="undisclosed")
    for batch in ([opened, deal("2024-09-06")], [deal("2024-09-06"), opened]):
        talks = given().when(*batch).then(state="deal_reached")
        assert POLITICS.audit(STREAM, talks.entries) == []


def test_a_deal_after_a_collapse_comes_with_talks_that_went_on() -> None:
    before = given(proposes(), collapses("2024-09-03"))
    before.when(deal()).then_refused("state", "parley deal", "--opened ../DATE")
    resumed = resumes("2024-09-04/2024-09-06", stage="undisclosed")
    before.when(resumed, deal()).then(state="deal_reached")


def test_an_offer_that_turns_out_withdrawn_earlier_cannot_have_been_accepted() -> None:
    before = given(offers(at="2024-09-01"), accepts(2, "2024-09-05"))
    before.when(step("OfferWithdrawn", "2024-09-03", by="INC", offer=2)).then_refused(
        "late:offer_is_open_for_accepter", "v3 (accepts the offer", "withdrawn by v4", other=3
    )


def test_the_draft_that_makes_it_impossible_is_named_and_no_other() -> None:
    before = given(proposes("2024-09-02"), opens("2024-09-03"))
    before.and_then(step("TalksSuspended", "2024-09-05", by="INC"))
    batch = (says(at="2024-09-01"), corrects(4, "by", ["INC"], ["AAP"]), retracts(3))
    before.when(*batch).then_refused("late:state", other=4, draft=2)
    before.when(*reversed(batch)).then_refused("late:state", other=4, draft=0)


# Batches ----------------------------------------------------------------------------------------


def test_a_batch_is_judged_step_after_step() -> None:
    given().when(proposes(), opens(), deal()).then(state="deal_reached")


def test_every_bad_draft_of_a_batch_is_listed() -> None:
    before = given(proposes())
    batch = (opens(by="AAPP"), says(), demands(terms=[]), offers(to="INC"), meets(to=[]))
    refused = before.when(*batch)
    refused.then_nothing_happens()
    assert [(each.draft, each.guard) for each in refused.verdict.problems] == [
        (0, "names_are_known"),
        (2, "entry"),
        (3, "receivers_are_others"),
        (4, "two_participants"),
    ]
    reasons = [Worded(each).reason for each in refused.verdict.problems]
    without = ["judged without what is wrong" in each for each in reasons]
    assert without == [False, False, True, True]


def test_what_only_points_at_a_bad_draft_is_not_called_bad() -> None:
    refused = given(proposes(), opens()).when(
        named("the offer", offers(terms=[])), accepts("the offer"), says(about=4), retracts(4)
    )
    refused.then_nothing_happens()
    assert [(each.draft, each.guard) for each in refused.verdict.problems] == [(0, "entry")]


def test_every_bad_field_of_every_draft_is_listed() -> None:
    refused = given().when(
        step("OfferMade", by="INC", terms={"isue": "seat_count", "quantity": 5}),
        step("StatmentMade"),
        says("hopeful", abut=2),
    )
    refused.then_nothing_happens()
    assert [(each.draft, each.field) for each in refused.verdict.problems] == [
        (0, "terms.0.isue"),
        (0, "terms.0.quantity"),
        (0, "terms.0.issue"),
        (1, "type"),
        (2, "stances.0"),
        (2, "abut"),
    ]


def test_a_refused_draft_takes_those_that_rest_on_it_along() -> None:
    refused = given(proposes()).when(
        named("the offer", offers(to="INC")), accepts("the offer"), says(at="2024-09-05")
    )
    assert [(each.draft, each.guard) for each in refused.verdict.problems] == [
        (0, "receivers_are_others"),
        (1, "pointers_lead_somewhere"),
    ]


def test_a_correction_of_a_refused_draft_is_refused_too() -> None:
    late = says(at="2024-09-01", about=2)
    before = given(proposes("2024-09-05"))
    refused = before.when(late, corrects(3, "text", None, "x", effect="add"), retracts(3))
    assert [(each.draft, each.guard) for each in refused.verdict.problems] == [
        (0, "order"),
        (1, "target_exists"),
        (2, "target_exists"),
    ]


def test_labels_name_the_steps_of_a_batch() -> None:
    before = given(proposes())
    batch = (named("five", offers()), named("ten", demands()), accepts("five"), says(about="ten"))
    talks = before.when(*batch).then()
    assert talks.entries[4].step["offer"] == 3
    assert talks.entries[5].step["about"] == 4


def test_a_step_may_be_written_before_the_one_that_it_points_at() -> None:
    talks = given(proposes()).when(accepts("o"), named("o", offers(at="../2024-09-04"))).then()
    assert talks.order == [2, 4, 3]
    assert POLITICS.audit(STREAM, talks.entries) == []


def test_only_what_stands_before_a_recorded_step_is_late_news() -> None:
    batch = (says(at="2024-09-02"), says(at="2024-09-04"))
    before = given(proposes("2024-09-01"), opens("2024-09-03"))
    talks = before.when(*batch)
    assert [each.late for each in talks.verdict.judged] == [True, False]
    assert talks.then().order == [2, 4, 3, 5]


def test_a_vague_day_does_not_put_the_drafts_after_it_in_order() -> None:
    before = given(proposes("2024-09-01"), opens("2024-09-05"))
    batch = (says(at="2024-09-02/2024-09-06"), says(at="2024-09-03"))
    talks = before.when(*batch)
    talks.then(late=True, order=[2, 5, 3, 4])
    assert POLITICS.audit(STREAM, talks.talks.entries) == []


def test_a_label_that_two_steps_carry_is_refused() -> None:
    batch = (named("five", offers()), named("five", demands()))
    given().when(*batch).then_refused("entry", "label", "'five' names another step", draft=1)


def test_a_label_that_nobody_carries_is_refused_with_the_nearest() -> None:
    batch = (named("first-offer", offers()), accepts("frist-offer"))
    given().when(*batch).then_refused("entry", "offer", "did you mean “first-offer”?", draft=1)


# Times ------------------------------------------------------------------------------------------


def test_a_step_of_today_counts_although_today_is_not_over() -> None:
    given().when(proposes("2024-09-07"), now=end_of("2024-09-07") - DAY // 2).then()


def test_a_step_that_has_not_begun_is_refused() -> None:
    refusal = (
        given()
        .when(proposes("2024-09-08"), now=end_of("2024-09-07") - SECOND)
        .then_refused("not_from_the_future", "2024-09-08 has not begun yet")
    )
    assert "parley deadline" in str(refusal.hint)
    assert "StatementMade" in str(refusal.hint)


def test_a_step_that_begins_this_instant_is_taken() -> None:
    given().when(proposes("2024-09-08"), now=end_of("2024-09-07")).then()


def test_a_report_that_is_not_published_yet_is_refused() -> None:
    printed: JsonValue = {**ON_RECORD, "published": "2024-09-08"}
    draft = proposes("2024-09-07", evidence=[ON_RECORD, printed])
    before = given()
    refusal = before.when(draft, now=end_of("2024-09-07") - SECOND).then_refused(
        "not_from_the_future", "published 2024-09-08 has not begun yet"
    )
    assert "--published" in str(refusal.hint)
    before.when(draft, now=end_of("2024-09-07")).then()


def test_a_report_is_not_added_before_it_is_published() -> None:
    printed: JsonValue = {**ON_RECORD, "published": "2031-01-01"}
    added = corrects(2, "evidence", None, printed, effect="add")
    given(proposes()).when(added).then_refused("late:not_from_the_future", "published 2031-01-01")


def test_a_report_at_a_time_that_the_clocks_skipped_is_refused() -> None:
    before = given(registration=registers(zone="America/New_York"))
    printed: JsonValue = {**ON_RECORD, "published": "2024-03-10T02:30"}
    before.when(says(at="2024-03-09", evidence=printed)).then_refused("moments_exist", "02:30")


def test_what_is_due_may_lie_ahead() -> None:
    given().when(step("DeadlineSet", kind="self_set", when="2030-01-01")).then()
    given().when(offers(expires="2030-01-01")).then()


def test_late_news_from_the_future_is_refused_for_that() -> None:
    before = given(proposes("2024-09-01"))
    batch = (says(at="2024-08-01"), says(at="2030-01-01"))
    before.when(*batch).then_refused("not_from_the_future", draft=1)


@pytest.mark.parametrize("field", ["occurred", "when"])
def test_a_time_that_the_clocks_skipped_is_refused(field: str) -> None:
    skipped = "2024-03-10T02:30"
    fields: dict[str, JsonValue] = {"kind": "self_set", "when": "2024-03-10T04:00", field: skipped}
    at = str(fields.pop("occurred", "2024-03-09"))
    before = given(registration=registers(zone="America/New_York"))
    draft = step("DeadlineSet", at)
    draft.fields.update(fields)
    before.when(draft).then_refused("moments_exist", skipped, "America/New_York")


def test_an_offset_names_an_instant_even_where_the_clocks_skipped() -> None:
    before = given(registration=registers(zone="America/New_York"))
    before.when(says(at="2024-03-10T02:30-05:00")).then()


def test_a_correction_to_a_time_that_the_clocks_skipped_is_refused() -> None:
    before = given(says(at="2024-03-10"), registration=registers(zone="America/New_York"))
    moved = corrects(2, "occurred", "2024-03-10", "2024-03-10T02:30")
    before.when(moved).then_refused("late:moments_exist", "2024-03-10T02:30", draft=0)


def test_a_correction_of_a_correction_cannot_reach_the_future_either() -> None:
    before = given(says(at="2024-09-01"), corrects(2, "occurred", "2024-09-01", "2024-09-02"))
    moved = corrects(3, "now", "2024-09-02", "2030-09-02")
    before.when(moved).then_refused("late:not_from_the_future", draft=0, other=2)


def test_a_clock_that_went_back_does_not_block_what_stands() -> None:
    before = given(proposes("2024-09-05"))
    before.when(says(at="2024-09-01"), now=end_of("2024-09-03")).then(late=True)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-02-30", "2024-02-30"),
        ("2024-09-10/2024-09-05", "before its start"),
        ("next Tuesday", "next Tuesday"),
        ("", "occurred"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(moment: str, words: str) -> None:
    given().when(says(at=moment)).then_refused("entry", words)


# What judging changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "batches",
    [
        [[registers(), proposes(), opens()], [meets("2024-09-03"), meets("2024-09-04")]],
        [[registers()], [proposes()], [meets("2024-08-05")], [retracts(3)]],
        [
            [registers()],
            [
                proposes("2024-09-01", text="wrnog"),
                meets("2024-08-05"),
                corrects(2, "text", "wrnog", "wrong"),
            ],
        ],
        [[registers(), says(at="2024-09", evidence=DATED)], [says(at="2024-08", evidence=DATED)]],
    ],
    ids=["in order", "late", "together", "published"],
)
def test_what_judging_changes_is_what_the_records_change(batches: list[list[Draft]]) -> None:
    talks = Talks()
    for batch in batches:
        assert not talks.record(*batch).problems
    changes_are_those_of_the_records(talks)


def test_only_news_out_of_order_takes_the_place_of_all_rows() -> None:
    before = given(proposes("2024-09-01"))
    assert [
        change.whole
        for draft in (meets("2024-09-04"), meets("2024-08-04"), retracts(2))
        if (change := before.talks.judge(draft).change) is not None
    ] == [False, True, True]
    first = given_nothing().talks.judge(registers(), proposes()).change
    assert first is not None
    assert not first.whole


def test_an_entry_is_said_to_concern_others_only_where_there_are_some() -> None:
    alone, linked = (
        given(proposes()),
        given(proposes(), registration=registers(contest="contest/a")),
    )
    for before, beside in ((alone, False), (linked, True)):
        (judged,) = before.talks.judge(opens()).judged
        assert judged.beside is beside
        (judged,) = before.talks.judge(meets()).judged
        assert not judged.beside


def test_of_several_drafts_the_one_at_fault_is_named_by_its_version() -> None:
    before = given(offers("85"))
    batch = (says(at="2024-09-05"), meets("2024-09-05"), corrects(1, "pools.seats", 90, 80))
    refused = before.when(*batch)
    refused.then_refused("late:pools_hold", draft=2, other=2)
    assert refused.verdict.problems[0].facts["new"] == 5
    assert refused.verdict.problems[0].facts["old"] == 2
