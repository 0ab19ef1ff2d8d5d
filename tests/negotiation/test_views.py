"""The answers, read from the rows that are seen at a moment (DOMAIN §4)."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import conditions, dates, on_table, proposals, standing, timeline
from parley.negotiation.views.spans import Days
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, end_of, look
from tests.negotiation.words import (
    ANONYMOUS,
    ON_RECORD,
    STREAM,
    accepts,
    closes,
    collapses,
    corrects,
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
)


def rejects(offer: int, at: str = "2024-09-05") -> Draft:
    return step("OfferRejected", at, by="AAP", rejected=offer)


def takes_back(offer: int) -> Draft:
    return step("OfferWithdrawn", "2024-09-06", by="INC", offer=offer)


def statuses(talks: Talks, as_of: str | None = None) -> list[tuple[int, str, int | None]]:
    return [
        (each.version, each.status, each.ended_by) for each in proposals.offers(talks.seen(as_of))
    ]


# 1: where the talks stand -----------------------------------------------------------------------


def test_before_anything_counts_there_is_no_state() -> None:
    status = standing.status(given().talks.seen())
    assert (status.state, status.since, status.since_version) == (None, None, None)
    assert status.version == 1
    assert (status.steps, status.flags, status.at_table) == (0, (), ("INC", "AAP"))


def test_the_state_is_as_old_as_the_current_run_of_it() -> None:
    talks = given(
        opens("2024-09-01"),
        collapses("2024-09-03"),
        resumes("2024-09-05"),
        says(at="2024-09-06"),
    ).talks
    status = standing.status(talks.seen())
    assert (status.state, status.since, status.since_version) == ("talks_underway", "2024-09-05", 4)
    earlier = standing.status(talks.seen("2024-09-03"))
    assert (earlier.state, earlier.since_version, earlier.version) == ("collapsed", 3, 3)


def test_each_flag_comes_with_the_step_that_set_it() -> None:
    talks = given(opens(), step("TalksSuspended", "2024-09-03", by="INC")).talks
    flags = standing.status(talks.seen()).flags
    assert [(each.flag, each.step) for each in flags] == [("suspended", 3)]
    assert standing.status(talks.seen("2024-09-02")).flags == ()


def test_who_sits_at_the_table_is_asked_at_the_moment() -> None:
    talks = given(
        step("PartyWithdrew", "2024-09-03", by="CPM", parties="CPM"),
        step("PartyJoined", "2024-09-05", parties="BJP"),
        registration=registers(at_table=["INC", "AAP", "CPM"]),
    ).talks
    seated = [standing.status(talks.seen(f"2024-09-0{day}")).at_table for day in (2, 3, 5)]
    assert seated == [("INC", "AAP", "CPM"), ("INC", "AAP"), ("INC", "AAP", "BJP")]


def test_the_moment_may_be_just_after_a_step() -> None:
    talks = given(opens("2024-09-02"), collapses("2024-09-05")).talks
    seen = look(STREAM, talks.rows(), now=NOW, step=2)
    assert standing.status(seen).state == "talks_underway"
    assert seen.at == end_of("2024-09-01") + 1
    assert look(STREAM, talks.rows(), now=NOW, step=9).steps == []


def test_just_after_a_step_is_when_that_much_had_begun_for_certain() -> None:
    poll: list[JsonValue] = [{"what": "poll", "when": "2024-10-05"}]
    talks = given(
        offers(at="2024-09-02", expires="2024-09-20"),
        meets("2024-09-03/.."),
        meets("2024", after=[3]),
        meets("2024-09-20", after=[4]),
        meets("2024-09-21", after=[5]),
        registration=registers(dates=poll),
    ).talks
    shown = [
        (proposals.offers(seen)[0].status, dates.deadlines(seen)[0].status)
        for seen in (look(STREAM, talks.rows(), now=NOW, step=step) for step in (2, 3, 4, 5, 6))
    ]
    # An offer that expires on the day of a step is still open just after it.
    assert shown == [("open", "pending")] * 4 + [("expired", "pending")]


def test_just_after_a_step_is_never_beyond_the_clock() -> None:
    rows = given(offers(at="2024-09-02", expires="2024-09-20"), meets("2024-09-25")).talks.rows()
    here = look(STREAM, rows, now=end_of("2024-09-10"), step=3)
    assert here.at == end_of("2024-09-10")
    assert proposals.offers(here)[0].status == "open"


def test_a_vague_step_leaves_a_range_of_days_to_a_date() -> None:
    poll: list[JsonValue] = [{"what": "poll", "when": "2024-10-05"}]
    talks = given(meets("2024-09-03/.."), registration=registers(dates=poll)).talks
    seen = look(STREAM, talks.rows(), now=end_of("2024-09-10"), step=2)
    assert dates.deadlines(seen)[0].due_in == Days(at_least=25, at_most=32)


def test_what_a_step_says_is_of_the_pool_at_its_own_place() -> None:
    grows = step("RegistrationAmended", "2024-09-05", field="pools.seats", was=90, now=100)
    talks = given(
        offers("5", "2024-09-03"), grows, offers("7", "2024-09-07"), offers("6", "2024-09-04")
    ).talks
    seen = talks.seen()
    assert [row.step for row in seen.steps] == [2, 5, 3, 4]
    assert [seen.pools_at(version)["seats"] for version in (1, 2, 5, 3, 4)] == [90] * 3 + [100] * 2
    made = talks.rows()["registration"]
    assert [(row["step"], row["ended_by"]) for row in made] == [(1, 3), (3, None)]


# Offer status, the first that holds -------------------------------------------------------------


def test_an_offer_is_open_until_something_ends_it() -> None:
    assert statuses(given(offers()).talks) == [(2, "open", None)]


def test_accepted_stands_before_everything() -> None:
    talks = given(
        offers(expires="2024-09-10"), accepts(2), offers("6", "2024-09-05"), deal("2024-09-06")
    ).talks
    assert statuses(talks) == [(2, "accepted", 3), (4, "lapsed", 5)]


def test_withdrawn_stands_before_expired_and_rejected() -> None:
    talks = given(offers(expires="2024-09-10"), rejects(2), takes_back(2)).talks
    assert statuses(talks) == [(2, "withdrawn", 4)]
    assert statuses(talks, "2024-09-05") == [(2, "rejected", 3)]


def test_expired_stands_before_rejected_superseded_and_lapsed() -> None:
    talks = given(
        offers(expires="2024-09-10"), rejects(2), offers("6", "2024-09-06"), collapses("2024-09-07")
    ).talks
    assert statuses(talks)[0] == (2, "expired", None)
    assert statuses(talks, "2024-09-09")[0] == (2, "rejected", 3)


def test_rejected_stands_before_superseded_and_superseded_before_lapsed() -> None:
    talks = given(
        offers(),
        rejects(2),
        offers("6", "2024-09-06"),
        offers("7", "2024-09-07"),
        collapses("2024-09-08"),
    ).talks
    assert statuses(talks) == [(2, "rejected", 3), (4, "superseded", 5), (5, "lapsed", 6)]
    assert statuses(talks, "2024-09-06") == [(2, "rejected", 3), (4, "open", None)]


def test_an_offer_expires_at_the_end_of_the_day_that_was_named() -> None:
    talks = given(offers(expires="2024-09-10")).talks
    assert statuses(talks, "2024-09-09") == [(2, "open", None)]
    assert statuses(talks, "2024-09-10") == [(2, "expired", None)]


def test_without_a_moment_expiry_is_compared_with_the_clock() -> None:
    rows = given(offers(expires="2024-09-10")).talks.rows()
    early = look(STREAM, rows, now=end_of("2024-09-09"))
    assert proposals.offers(early)[0].status == "open"
    late = look(STREAM, rows, now=end_of("2024-09-10"))
    assert proposals.offers(late)[0].status == "expired"


def test_a_second_rejection_does_not_move_the_first() -> None:
    talks = given(offers(), rejects(2, "2024-09-05"), rejects(2, "2024-09-09")).talks
    assert statuses(talks) == [(2, "rejected", 3)]
    assert statuses(talks, "2024-09-06") == [(2, "rejected", 3)]


def test_one_receivers_rejection_leaves_the_offer_open_for_the_other() -> None:
    three = registers(at_table=["INC", "AAP", "CPM"])
    talks = given(offers(to=["AAP", "CPM"]), rejects(2), registration=three).talks
    assert statuses(talks) == [(2, "rejected", 3), (2, "open", None)]


def test_a_retracted_offer_is_no_longer_there() -> None:
    talks = given(offers(), says(at="2024-09-04"), retracts(2)).talks
    assert proposals.offers(talks.seen()) == []


def test_late_news_supersedes_only_what_came_before_it() -> None:
    talks = given(offers("5", "2024-09-01"), offers("7", "2024-09-09")).talks
    talks.record(offers("6", "2024-09-05"))
    assert statuses(talks) == [(2, "superseded", 4), (4, "superseded", 3), (3, "open", None)]


def test_a_demand_is_superseded_by_the_same_kind_only() -> None:
    veto = demands("9", "2024-09-04", kind="veto")
    talks = given(demands("10"), veto, demands("8", "2024-09-05")).talks
    found = [(each.version, each.status) for each in proposals.demands(talks.seen())]
    assert found == [(2, "superseded"), (3, "open"), (4, "open")]


def test_a_dropped_demand_says_by_which_step() -> None:
    talks = given(
        demands(),
        step("ConcessionMade", "2024-09-05", by="AAP", dropped=2),
        step("ConcessionMade", "2024-09-08", by="AAP", dropped=2),
    ).talks
    item = proposals.demands(talks.seen())[0]
    assert (item.status, item.ended_by) == ("dropped", 3)


@pytest.mark.parametrize("end", [deal(), collapses()])
def test_a_demand_that_stands_lapses_with_a_deal_or_a_collapse(end: Draft) -> None:
    talks = given(proposes(), demands(), end).talks
    item = proposals.demands(talks.seen())[0]
    assert (item.status, item.ended_by) == ("lapsed", 4)
    assert proposals.demands(talks.seen("2024-09-05"))[0].status == "open"
    assert on_table.on_the_table(talks.seen("2024-09-05")).demands != ()
    assert on_table.on_the_table(talks.seen()).demands == ()


def test_a_demand_that_stands_lapses_with_the_close() -> None:
    talks = given(proposes(), deal(), demands(at="2024-09-08"), closes()).talks
    item = proposals.demands(talks.seen())[0]
    assert (item.status, item.ended_by) == ("lapsed", 5)


def test_what_was_said_of_a_demand_stands_before_its_lapse() -> None:
    talks = given(
        opens(),
        demands("10"),
        demands("9", "2024-09-04"),
        demands("3", "2024-09-04", kind="veto"),
        step("ConcessionMade", "2024-09-05", by="AAP", dropped=5),
        collapses("2024-09-06"),
    ).talks
    found = [(each.version, each.status, each.ended_by) for each in proposals.demands(talks.seen())]
    assert found == [(3, "superseded", 4), (4, "lapsed", 7), (5, "dropped", 6)]


# 3: the last offer of each line -----------------------------------------------------------------


def last(talks: Talks, as_of: str | None = None) -> list[tuple[int, str]]:
    seen = talks.seen(as_of)
    found = proposals.last_of_each_line(seen, proposals.offers(seen))
    return [(each.version, each.attribution_class) for each in found]


def test_the_last_offer_is_shown_whatever_became_of_it() -> None:
    talks = given(offers("5", "2024-09-01"), offers("6", "2024-09-03"), rejects(3)).talks
    assert last(talks) == [(3, "on_record")]
    assert last(talks, "2024-09-02") == [(2, "on_record")]


def test_classes_are_never_merged() -> None:
    talks = given(offers("5", "2024-09-01"), offers("7", "2024-09-03", evidence=ANONYMOUS)).talks
    assert last(talks) == [(2, "on_record"), (3, "anonymous")]


def test_directions_receivers_and_issues_are_lines_of_their_own() -> None:
    symbol: JsonValue = {"issue": "symbol", "words": "its own"}
    talks = given(
        offers("5", "2024-09-01"),
        offers("6", "2024-09-02", by="AAP", to="INC"),
        offers("7", "2024-09-03", to="CPM"),
        offers(at="2024-09-04", terms=symbol),
        offers("8", "2024-09-05", terms=seats("8", party="CPM")),
    ).talks
    assert [version for version, _ in last(talks)] == [2, 3, 4, 5, 6]


def test_an_offer_of_one_pool_does_not_replace_one_of_another() -> None:
    both = registers(pools={"seats": 90, "upper house": 5})
    talks = given(
        offers(at="2024-09-01", terms=seats("2", pool="upper house")),
        offers(at="2024-09-03", terms=seats("7", pool="seats")),
        registration=both,
    ).talks
    assert [version for version, _ in last(talks)] == [2, 3]


def test_those_whose_moments_overlap_with_the_last_ones_are_all_shown() -> None:
    talks = given(
        offers("5", "2024-09-03"), offers("6", "2024-09-05"), offers("7", "2024-09-05T10:00")
    ).talks
    assert last(talks) == [(3, "on_record"), (4, "on_record")]


# 15, 17: what is due, on what it depends --------------------------------------------------------


def due(talks: Talks, as_of: str) -> list[tuple[int, str, int | None]]:
    return [
        (each.version, each.status, each.by_step) for each in dates.deadlines(talks.seen(as_of))
    ]


def test_a_deadline_is_pending_met_or_missed() -> None:
    talks = given(
        step("DeadlineSet", "2024-09-01", kind="self_set", when="2024-09-05", awaits="MeetingHeld"),
        meets("2024-09-04"),
        step("DeadlineSet", "2024-09-04", kind="self_set", when="2024-09-06", awaits="MeetingHeld"),
    ).talks
    assert due(talks, "2024-09-03") == [(2, "pending", None)]
    assert due(talks, "2024-09-05") == [(2, "met", 3), (4, "pending", None)]
    assert due(talks, "2024-09-06") == [(2, "met", 3), (4, "missed", None)]


def test_the_next_meeting_is_met_by_a_meeting() -> None:
    talks = given(
        step("DeadlineSet", "2024-09-01", kind="next_meeting", when="2024-09-05"),
        meets("2024-09-04"),
    ).talks
    assert due(talks, "2024-09-09") == [(2, "met", 3)]


def test_an_expectation_passes_and_is_never_missed() -> None:
    talks = given(step("DeadlineSet", "2024-09-01", kind="soft_target", when="2024-09-05")).talks
    assert due(talks, "2024-09-05") == [(2, "passed", None)]


def test_a_moved_deadline_goes_on_as_another() -> None:
    talks = given(
        step("DeadlineSet", "2024-09-01", kind="ultimatum", when="2024-09-05", consequence="alone"),
        step("DeadlineExtended", "2024-09-04", deadline=2, now="2024-09-08"),
    ).talks
    assert due(talks, "2024-09-03") == [(2, "pending", None)]
    assert due(talks, "2024-09-07") == [(2, "extended", 3), (3, "pending", None)]
    moved = dates.deadlines(talks.seen())[1]
    assert (moved.kind, moved.when, moved.consequence) == ("ultimatum", "2024-09-08", "alone")


def test_registered_dates_are_hard_and_come_and_go() -> None:
    talks = given(registration=registers(dates=[{"what": "poll", "when": "2024-10-05"}])).talks
    assert [each.kind for each in dates.deadlines(talks.seen())] == ["external_hard"]
    assert due(talks, "2024-10-04") == [(1, "pending", None)]
    assert due(talks, "2024-10-05") == [(1, "passed", None)]


def test_a_condition_has_the_last_word_on_it() -> None:
    talks = given(
        step("ConditionSet", "2024-09-01", by="AAP", condition="a common symbol"),
        step("ConditionResolved", "2024-09-03", condition=2, outcome="failed"),
        step("ConditionResolved", "2024-09-05", condition=2, outcome="met"),
    ).talks
    words = [conditions.conditions(talks.seen(f"2024-09-0{day}"))[0].status for day in (2, 4, 5)]
    assert words == ["open", "failed", "met"]


def test_on_the_table_is_what_is_open_or_pending() -> None:
    talks = given(
        offers("5", "2024-09-01"),
        offers("6", "2024-09-02"),
        demands("10", "2024-09-02"),
        step("ConditionSet", "2024-09-02", by="AAP", condition="a common symbol"),
        step("ConditionSet", "2024-09-02", by="AAP", condition="no rallies"),
        step("ConditionResolved", "2024-09-03", condition=6, outcome="met"),
        step("DeadlineSet", "2024-09-03", kind="self_set", when="2024-09-05"),
        step("ConditionSet", "2024-09-02", by="AAP", condition="a joint list"),
        step("ConditionResolved", "2024-09-03", condition=9, outcome="failed"),
    ).talks
    table = on_table.on_the_table(talks.seen("2024-09-04"))
    assert [each.version for each in table.offers] == [3]
    assert [each.version for each in table.demands] == [4]
    assert [each.version for each in table.conditions] == [5]
    assert [each.version for each in table.deadlines] == [8]
    assert on_table.on_the_table(talks.seen("2024-09-05")).deadlines == ()


def test_answers_stand_in_the_order_of_occurrence_not_of_recording() -> None:
    late = (
        step("ConditionSet", "2024-09-01", by="AAP", condition="no rallies"),
        step("DeadlineSet", "2024-09-01", kind="self_set", when="2024-09-20"),
    )
    talks = given(
        step("ConditionSet", "2024-09-03", by="AAP", condition="a common symbol"),
        step("DeadlineSet", "2024-09-03", kind="self_set", when="2024-09-25"),
        *late,
    ).talks
    assert [each.version for each in conditions.conditions(talks.seen())] == [4, 2]
    assert [each.version for each in dates.deadlines(talks.seen())] == [5, 3]


# The timeline -----------------------------------------------------------------------------------


def test_the_log_is_in_the_order_of_occurrence_and_our_corrections_follow() -> None:
    talks = given(
        proposes("2024-09-03", text="wrnog"),
        corrects(2, "text", "wrnog", "wrong"),
        says(at="2024-09-01"),
    ).talks
    items = timeline.log(talks.seen())
    assert [(each.version, each.type) for each in items] == [
        (4, "StatementMade"),
        (2, "AllianceProposed"),
        (3, "EntryCorrected"),
    ]
    assert items[1].corrected_by == (3,)
    assert (items[1].text, items[1].state_before, items[1].state) == ("wrong", None, "proposed")
    assert (items[2].occurred, items[2].said, items[2].text) == (
        None,
        "we corrected v2: text, “wrnog” → “wrong”",
        "a slip",
    )


def test_an_order_that_the_dates_leave_open_is_said() -> None:
    talks = given(
        says(at="2024-09-01"), says(at="2024-09-03"), says(at="2024-09-03"), says(at="2024-09-05")
    ).talks
    assert [each.undetermined for each in timeline.log(talks.seen())] == [(), (4,), (3,), ()]


def test_a_pointer_settles_the_order() -> None:
    talks = given(says(at="2024-09-03"), says(at="2024-09-03", after=2)).talks
    assert [each.undetermined for each in timeline.log(talks.seen())] == [(), ()]


def test_a_line_says_who_what_and_the_reports_own_words() -> None:
    quoted: JsonValue = {
        "attribution": "on_record",
        "speaker": "Deepak Babaria",
        "outlet": "Lokmat Times",
        "published": "2024-09-07",
        "quote": "Good small numbers",
    }
    talks = given(offers("good small numbers", "2024-09-07", evidence=quoted)).talks
    line = timeline.log(talks.seen())[0]
    assert line.said == "offer INC→AAP “good small numbers” (of 90)"
    assert (line.quote, line.speaker, line.source) == (
        "Good small numbers",
        "Deepak Babaria",
        "Lokmat Times",
    )
    assert (line.by, line.to, line.published) == (("INC",), ("AAP",), "2024-09-07")


# 19: attempts -----------------------------------------------------------------------------------


def test_an_attempt_is_an_unbroken_run_of_talks() -> None:
    talks = given(
        proposes("2024-09-01"),
        collapses("2024-09-02"),
        resumes("2024-09-03"),
        says(at="2024-09-04"),
        collapses("2024-09-05"),
        resumes("2024-09-06"),
        meets("2024-09-07"),
    ).talks
    rows = talks.rows()["attempt"]
    assert [(row["step"], row["last_step"], row["ended_by"], row["ended_in"]) for row in rows] == [
        (4, 6, 6, "collapsed"),
        (7, 8, None, None),
    ]


@pytest.mark.parametrize("table", ["negotiation", "step", "evidence", "party"])
def test_every_negotiation_has_rows_in_the_tables_that_always_have_some(table: str) -> None:
    assert given(proposes()).talks.rows()[table]


def test_words_and_who_says_so_are_of_one_piece_of_evidence() -> None:
    ann: JsonObject = {**ON_RECORD, "speaker": "Ann"}
    bob: JsonObject = {**ON_RECORD, "speaker": "Bob", "quote": "We hate it"}
    rumour: JsonObject = {**ANONYMOUS, "quote": "It is over"}
    cases: list[tuple[list[JsonValue], tuple[str, str | None]]] = [
        ([ann, bob], ("Bob", "We hate it")),
        ([ann, rumour], ("Ann", None)),
        ([rumour, bob], ("Bob", "We hate it")),
    ]
    for evidence, shown in cases:
        step = given(meets(evidence=evidence)).talks.seen().steps[-1]
        assert (step.speaker, step.quote) == shown
