"""Dates to come, as they are answered: what became of each, and whether a threat followed."""

from msgspec.structs import replace

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.dates import DeadlineItem, deadlines
from parley.negotiation.views.spans import Days
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    closes,
    collapses,
    deal,
    meets,
    offers,
    opens,
    registers,
    resumes,
    step,
)


def due(at: str = "2024-09-01", **fields: JsonValue) -> Draft:
    return step(
        "DeadlineSet", at, **{"by": "INC", "kind": "self_set", "when": "2024-09-05"} | fields
    )


def ultimatum(at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    given = {"by": "AAP", "to": "INC", "when": "2024-09-05", "consequence": "all 90 seats alone"}
    return step("UltimatumIssued", at, **given | fields)


def only(talks: Talks, as_of: str | None = None) -> DeadlineItem:
    (item,) = deadlines(talks.seen(as_of))
    return item


def test_what_comes_after_the_date_does_not_meet_it() -> None:
    item = only(given(due(kind="next_meeting"), meets("2024-09-08")).talks)
    assert (item.status, item.by_step) == ("late", 3)


def test_what_comes_late_was_not_there_yet_when_the_date_passed() -> None:
    talks = given(due(kind="next_meeting"), meets("2024-09-08")).talks
    assert only(talks, "2024-09-04").status == "pending"
    assert (only(talks, "2024-09-05").status, only(talks, "2024-09-05").by_step) == ("missed", None)


def test_a_vague_date_may_have_been_in_time_and_that_is_said() -> None:
    vague = only(given(due(kind="next_meeting"), meets("2024-09-05/2024-09-07")).talks)
    assert (vague.status, vague.by_step, vague.in_time_undetermined) == ("met", 3, True)
    sure = only(given(due(kind="next_meeting"), meets("2024-09-05")).talks)
    assert (sure.status, sure.in_time_undetermined) == ("met", False)


def test_a_moved_deadline_is_met_by_nothing_that_comes_later() -> None:
    moves = step("DeadlineExtended", "2024-09-02", by="INC", deadline=2, now="2024-09-09")
    found = deadlines(given(due(awaits="MeetingHeld"), moves, meets("2024-09-04")).talks.seen())
    assert [(each.version, each.status, each.by_step) for each in found] == [
        (2, "extended", 3),
        (3, "met", 4),
    ]


def test_an_expectation_that_comes_true_late_is_late() -> None:
    talks = given(opens("2024-08-30"), due(kind="soft_target", awaits="DealReached"), deal())
    item = only(talks.talks)
    assert (item.status, item.by_step) == ("late", 4)
    assert only(talks.talks, "2024-09-05").status == "passed"


def test_a_date_that_awaits_no_step_comes_and_goes_whoever_named_it() -> None:
    assert only(given(due(kind="external_hard", what="nominations close")).talks).status == "passed"
    assert only(given(due(what="a deal")).talks).status == "passed"
    awaited = due(kind="external_hard", awaits="DealReached")
    assert only(given(awaited).talks).status == "missed"


def test_an_ultimatum_is_met_by_what_its_setter_can_be_content_with() -> None:
    assert only(given(ultimatum()).talks).status == "missed"
    for way in (
        (offers(at="2024-09-03"), step("OfferAccepted", "2024-09-04", by="AAP", offer=3)),
        (step("ConcessionMade", "2024-09-04", by="INC", words="the seat", in_reply_to=2),),
    ):
        assert only(given(ultimatum(), *way).talks).status == "met"
    unmoved = step("ConcessionMade", "2024-09-04", by="AAP", words="a seat", in_reply_to=2)
    assert only(given(ultimatum(), unmoved).talks).status == "missed"


def test_a_claim_that_a_part_is_agreed_keeps_no_date() -> None:
    awaited = due(awaits="PartialAgreementReached")
    part: JsonObject = {
        "scope": "seats",
        "terms": [{"issue": "seat_count", "party": "AAP", "quantity": "7"}],
    }
    claim = step(
        "PartialAgreementReached",
        "2024-09-03",
        assent=[{"party": "AAP", "by": "statement"}],
        **part,
    )
    item = only(given(opens("2024-08-30"), awaited, claim).talks)
    assert (item.status, item.claimed_by) == ("missed", 4)
    both: JsonValue = [{"party": "all", "by": "joint"}]
    agreed = step("PartialAgreementReached", "2024-09-03", assent=both, **part)
    assert only(given(opens("2024-08-30"), awaited, agreed).talks).status == "met"


def test_an_ultimatum_of_two_is_met_when_both_have_accepted() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    theirs = ultimatum(by=["AAP", "CPM"])
    made = step(
        "OfferMade",
        "2024-09-03",
        by="INC",
        to=["AAP", "CPM"],
        terms=[{"issue": "seat_count", "words": "a few"}],
    )
    one = step("OfferAccepted", "2024-09-04", by="AAP", offer=3)
    other = step("OfferAccepted", "2024-09-04", by="CPM", offer=3)
    assert only(given(theirs, made, one, registration=of_three).talks).status == "missed"
    item = only(given(theirs, made, one, other, registration=of_three).talks)
    assert (item.status, item.by_step) == ("met", 5)


def test_a_date_that_one_calls_kept_and_another_not_has_both_words() -> None:
    kept = step("StatementMade", "2024-09-05", by="INC", stances=["confirms"], about=2)
    broken = step("StatementMade", "2024-09-06", by="AAP", stances=["denies"], about=2)
    item = only(given(due(), kept, broken).talks)
    assert (item.status, item.by_step, item.denied_by) == ("met", 3, 4)


def test_what_was_done_before_the_day_of_a_threat_is_not_what_came_after_it() -> None:
    early = step("UnilateralMoveMade", "2024-09-04", by="AAP", kind="candidate_list")
    assert only(given(ultimatum(), early).talks).away_after is None


def test_a_partys_own_meeting_is_not_the_next_meeting() -> None:
    own = step("MeetingHeld", "2024-09-04", by="INC", internal=True)
    assert only(given(due(kind="next_meeting"), own).talks).status == "missed"
    both = given(due(kind="next_meeting"), own, meets("2024-09-05")).talks
    assert (only(both).status, only(both).by_step) == ("met", 4)


def test_a_meeting_without_who_set_its_date_is_not_that_meeting() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    others = step("MeetingHeld", "2024-09-04", by="AAP", to="CPM")
    talks = given(due(kind="next_meeting"), others, registration=of_three).talks
    assert only(talks).status == "missed"


def test_a_pending_date_says_how_many_days_are_left() -> None:
    assert only(given(due()).talks, "2024-09-02").due_in == Days(at_least=3, at_most=3)
    vague = only(given(due(when="2024-09-05/2024-09-07")).talks, "2024-09-02")
    assert vague.due_in == Days(at_least=3, at_most=5)
    assert only(given(due()).talks, "2024-09-05").due_in is None


def test_a_consequence_followed_where_an_act_points_at_the_threat() -> None:
    move = step("UnilateralMoveMade", "2024-09-06", by="AAP", kind="contest_alone", in_reply_to=2)
    item = only(given(ultimatum(), move).talks)
    assert [each.version for each in item.followed_by] == [3]
    assert item.away_after is None


def test_the_next_move_away_is_shown_and_not_called_the_consequence() -> None:
    before = step("UnilateralMoveMade", "2024-09-02", by="AAP", kind="candidate_list")
    others = step("UnilateralMoveMade", "2024-09-04", by="INC", kind="candidate_list")
    own = step("UnilateralMoveMade", "2024-09-06", by="AAP", kind="candidate_list")
    talks = given(before, ultimatum(), others, own).talks
    item = only(talks)
    assert item.followed_by == ()
    assert item.away_after is not None
    assert item.away_after.version == 5
    assert only(talks, "2024-09-05").away_after is None


def test_without_a_consequence_nothing_can_follow() -> None:
    move = step("UnilateralMoveMade", "2024-09-06", by="INC", kind="candidate_list", about=2)
    item = only(given(due(), move).talks)
    assert (item.followed_by, item.away_after) == ((), None)


def test_who_set_it_is_cited_and_what_is_registered_has_no_step() -> None:
    quoted: JsonValue = {"attribution": "on_record", "speaker": "A. Speaker", "quote": "by Sunday"}
    poll: list[JsonValue] = [{"what": "poll", "when": "2024-10-05"}]
    talks = given(due(evidence=quoted), registration=registers(dates=poll)).talks
    registered, item = deadlines(talks.seen())
    assert registered.occurred is None
    assert (item.speaker, item.quote) == ("A. Speaker", "by Sunday")


def test_what_was_to_come_of_talks_lapses_with_their_end() -> None:
    talks = given(opens("2024-08-30"), ultimatum(), collapses("2024-09-04", by="AAP")).talks
    assert [(each.status, each.by_step) for each in deadlines(talks.seen())] == [("lapsed", 4)]
    assert only(talks, "2024-09-03").status == "pending"
    undated = step("UltimatumIssued", "2024-09-03", by="AAP", to="INC", words="respect")
    talks = given(opens("2024-08-30"), undated, collapses("2024-09-10", by="AAP")).talks
    assert only(talks).status == "lapsed"


def test_what_was_over_before_the_end_or_is_fixed_from_outside_does_not_lapse() -> None:
    talks = given(opens("2024-08-30"), ultimatum(), collapses("2024-09-06", by="AAP")).talks
    assert only(talks).status == "missed"
    fixed = due(kind="external_hard", when="2024-10-05")
    talks = given(opens("2024-08-30"), fixed, collapses("2024-09-06", by="AAP")).talks
    assert only(talks, "2024-09-07").status == "pending"


def test_talks_that_went_on_before_the_date_had_not_ended_by_then() -> None:
    resumes = step("TalksResumed", "2024-09-04", by=["INC", "AAP"])
    ended = collapses("2024-09-03", by="AAP")
    talks = given(opens("2024-08-30"), ultimatum("2024-09-02"), ended, resumes).talks
    assert (only(talks, "2024-09-03").status, only(talks).status) == ("lapsed", "missed")


def pointing(type: str, at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    named: JsonObject = {"by": "INC", "about": 2, **fields}
    return step(type, at, **named)


def test_what_points_at_a_date_meets_it_in_time_or_late() -> None:
    vote = pointing("MandateChanged", person="Ann", now="may agree")
    assert (only(given(due(), vote).talks).status, only(given(due(), vote).talks).by_step) == (
        "met",
        3,
    )
    late = pointing("MandateChanged", "2024-09-07", person="Ann", now="may agree")
    assert (only(given(due(), late).talks).status, only(given(due(), late).talks).by_step) == (
        "late",
        3,
    )
    away = pointing("UnilateralMoveMade", kind="candidate_list")
    assert only(given(due(), away).talks).status == "passed"


def test_a_statement_on_record_says_that_a_date_was_kept_or_not() -> None:
    kept = pointing("StatementMade", "2024-09-08", stances="confirms")
    assert (only(given(due(), kept).talks).status, only(given(due(), kept).talks).by_step) == (
        "met",
        3,
    )
    assert only(given(due(), kept).talks).in_time_undetermined is False
    denied = pointing("StatementMade", "2024-09-08", stances="denies")
    item = only(given(due(), denied).talks)
    assert (item.status, item.by_step) == ("missed", 3)
    unnamed = pointing("StatementMade", "2024-09-08", stances="confirms", evidence=ANONYMOUS)
    assert only(given(due(), unnamed).talks).status == "passed"


def test_the_close_meets_the_fixed_date_of_its_day() -> None:
    poll: list[JsonValue] = [{"what": "poll", "when": "2024-10-05"}]
    talks = given(closes("2024-10-05"), registration=registers(dates=poll)).talks
    assert (only(talks).status, only(talks).by_step) == ("met", 2)
    earlier = given(closes("2024-10-01"), registration=registers(dates=poll)).talks
    assert only(earlier).status == "passed"


def test_a_change_of_some_mandate_is_no_report_that_was_due() -> None:
    report = due(by="office:Governor", kind="mandate_report")
    fields: JsonObject = {"by": "office:Governor", "person": "Ann", "now": "given back"}
    changed = step("MandateChanged", "2024-09-04", **fields)
    assert only(given(report, changed).talks).status == "passed"
    pointed = step("MandateChanged", "2024-09-04", about=2, **fields)
    assert only(given(report, pointed).talks).status == "met"


def test_a_date_falls_away_with_the_deal_that_left_nothing_to_wait_for() -> None:
    item = only(given(opens("2024-08-30"), due(kind="next_meeting"), deal("2024-09-03")).talks)
    assert (item.status, item.by_step, item.overtaken_by) == ("lapsed", 4, "deal")
    body = due(awaits="DealRatified")
    assert only(given(opens("2024-08-30"), body, deal("2024-09-03")).talks).status == "missed"
    late = given(opens("2024-08-30"), due(kind="next_meeting"), deal("2024-09-07")).talks
    assert only(late).status == "missed"


def test_an_ultimatum_falls_away_with_who_set_it_or_where_they_drop_it() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    leaves = step("PartyWithdrew", "2024-09-04", by="AAP", parties="AAP")
    talks = given(opens("2024-08-30"), ultimatum(), leaves, registration=of_three).talks
    assert (only(talks).status, only(talks).overtaken_by) == ("lapsed", "left")
    drops = step("ConcessionMade", "2024-09-04", by="AAP", dropped=3)
    talks = given(opens("2024-08-30"), ultimatum(), drops).talks
    assert (only(talks).status, only(talks).by_step, only(talks).overtaken_by) == (
        "lapsed",
        4,
        "dropped",
    )
    after = step("PartyWithdrew", "2024-09-07", by="AAP", parties="AAP")
    talks = given(opens("2024-08-30"), ultimatum(), after, registration=of_three).talks
    assert only(talks).status == "missed"


def test_a_moved_date_says_whether_it_was_put_off_or_brought_forward_and_to_when() -> None:
    def moved(now: str) -> DeadlineItem:
        moves = step("DeadlineExtended", "2024-09-02", by="INC", deadline=2, now=now)
        return deadlines(given(due(), moves).talks.seen())[0]

    assert (moved("2024-09-09").moved, moved("2024-09-09").moved_to) == ("later", "2024-09-09")
    assert moved("2024-09-03").moved == "earlier"
    replaced = deadlines(
        given(due(), due("2024-09-02", when="2024-09-08", supersedes=2)).talks.seen()
    )
    assert [(each.status, each.by_step, each.moved) for each in replaced] == [
        ("extended", 3, "later"),
        ("passed", None, None),
    ]


def test_the_threat_of_a_moved_date_is_said_once() -> None:
    moves = step("DeadlineExtended", "2024-09-04", by="AAP", deadline=2, now="2024-09-08")
    move = step("UnilateralMoveMade", "2024-09-09", by="AAP", kind="contest_alone", in_reply_to=2)
    first, second = deadlines(given(ultimatum(), moves, move).talks.seen())
    assert (first.followed_by, first.away_after) == ((), None)
    assert ([each.version for each in second.followed_by], second.away_after) == ([4], None)
    own = given(ultimatum(), moves, replace(move, fields={**move.fields, "in_reply_to": 3})).talks
    assert [each.version for each in deadlines(own.seen())[1].followed_by] == [4]


def vote(at: str = "2024-09-09", **fields: JsonValue) -> Draft:
    given = {"body": "Riksdag", "subject": "investiture", "outcome": "approved"}
    return step("VoteHeld", at, **given | fields)


def test_what_points_at_a_date_that_was_moved_is_of_the_day_that_it_was_moved_to() -> None:
    moves = step("DeadlineExtended", "2024-09-02", by="INC", deadline=2, now="2024-09-09")
    again = step("DeadlineExtended", "2024-09-03", by="INC", deadline=3, now="2024-09-12")
    of_vote = due(kind="external_hard", awaits="VoteHeld")
    held = given(of_vote, moves, again, vote("2024-09-12", in_reply_to=2)).talks
    assert [each.status for each in deadlines(held.seen())] == ["extended", "extended", "met"]
    kept = step("StatementMade", "2024-09-11", by="INC", stances="confirms", about=2)
    talks = given(due(), moves, again, kept).talks
    assert [each.by_step for each in deadlines(talks.seen())] == [3, 4, 5]
    gave_way = step("ConcessionMade", "2024-09-08", by="INC", words="the seat", in_reply_to=2)
    moves = step("DeadlineExtended", "2024-09-02", by="AAP", deadline=2, now="2024-09-09")
    threat = given(ultimatum("2024-09-01"), moves, gave_way).talks
    assert [each.status for each in deadlines(threat.seen())] == ["extended", "met"]
    dropped = step("ConcessionMade", "2024-09-08", by="AAP", dropped=2)
    given_up = deadlines(given(ultimatum("2024-09-01"), moves, dropped).talks.seen())
    assert [each.overtaken_by for each in given_up] == [None, "dropped"]


def test_a_vote_of_that_day_is_the_one_whatever_else_it_is_about_but_another_date() -> None:
    named = step("NegotiatorAppointed", "2024-09-01", person="Asha", role="scout", principal="INC")
    of_vote = due(kind="external_hard", when="2024-09-09", awaits="VoteHeld")
    other = due(kind="external_hard", when="2024-09-12", awaits="VoteHeld")
    about_her = deadlines(given(named, of_vote, other, vote(about=2)).talks.seen())
    assert [each.status for each in about_her] == ["met", "missed"]
    about_another = deadlines(given(named, of_vote, other, vote(in_reply_to=4)).talks.seen())
    assert [each.status for each in about_another] == ["missed", "met"]


def test_what_others_set_or_for_the_same_day_moves_no_date() -> None:
    for anew in (
        due("2024-09-02", by="AAP", when="2024-09-08", supersedes=2),
        due("2024-09-02", kind="soft_target", when="2024-09-08", supersedes=2),
        due("2024-09-02", what="the list", supersedes=2),
    ):
        first, _ = deadlines(given(due(), anew).talks.seen())
        assert (first.status, first.by_step) == ("extended", 3)
        assert (first.moved, first.moved_to) == (None, None)


def test_the_date_before_is_what_the_step_says() -> None:
    moves = step(
        "DeadlineExtended", "2024-09-02", by="INC", deadline=2, was="2024-09-04", now="2024-09-09"
    )
    assert [each.was for each in deadlines(given(due(), moves).talks.seen())] == [
        None,
        "2024-09-04",
    ]


def test_from_when_an_end_counts_is_a_date_to_come_until_that_day() -> None:
    talks = given(opens(), collapses("2024-09-06", effective="2024-09-20")).talks
    before, after = only(talks, "2024-09-19"), only(talks, "2024-09-20")
    assert (before.kind, before.ends, before.status) == ("effect", "talks", "pending")
    assert before.due_in == Days(at_least=1, at_most=1)
    assert after.status == "passed"


def test_an_end_that_counts_at_once_or_did_before_is_no_date_to_come() -> None:
    assert deadlines(given(opens(), collapses(effective="2024-09-06")).talks.seen()) == []
    assert deadlines(given(opens(), collapses(effective="2024-09-01")).talks.seen()) == []


def test_an_end_that_was_taken_back_before_its_day_falls_away() -> None:
    talks = given(opens(), collapses(effective="2024-09-20"), resumes("2024-09-10")).talks
    item = only(talks)
    assert (item.status, item.by_step, item.overtaken_by) == ("lapsed", 4, "resumed")


def test_the_day_from_which_an_end_counts_can_be_moved() -> None:
    moves = step("DeadlineExtended", "2024-09-07", by="AAP", deadline=3, now="2024-09-30")
    talks = given(opens(), collapses(effective="2024-09-20"), moves).talks
    first, second = deadlines(talks.seen())
    assert (first.status, first.moved, first.moved_to) == ("extended", "later", "2024-09-30")
    assert (second.ends, second.was, second.when) == ("talks", "2024-09-20", "2024-09-30")


def test_our_paraphrase_of_a_move_is_nothing_that_is_due() -> None:
    moves = {"by": "INC", "was": "2024-09-04", "now": "2024-09-09", "text": "They talk on."}
    item = only(given(opens(), step("DeadlineExtended", "2024-09-05", **moves)).talks)
    assert (item.what, item.words, item.was) == (None, None, "2024-09-04")


def test_what_came_on_the_day_that_a_report_was_due_is_said_and_not_taken_for_it() -> None:
    named = step("NegotiatorAppointed", "2024-09-01", person="Asha", role="scout", principal="INC")
    gone = step("TenureChanged", "2024-09-05", by="INC", person="Asha", now="given_back")
    talks = given(named, due(kind="mandate_report", what="a report"), gone).talks
    item = only(talks)
    assert (item.status, [each.version for each in item.that_day]) == ("passed", [4])
    later = given(named, due(kind="mandate_report"), _on(gone, "2024-09-06")).talks
    assert only(later).that_day == ()
    unsure = given(named, due(kind="mandate_report"), _on(gone, "2024-09-05~")).talks
    assert only(unsure).that_day == ()
    assert [each.version for each in only(unsure).meanwhile] == [4]


def test_what_became_of_a_task_before_its_report_was_due_is_said() -> None:
    named = step("NegotiatorAppointed", "2024-08-30", person="Asha", role="scout", principal="INC")
    other = step("NegotiatorAppointed", "2024-08-30", person="Bela", role="scout", principal="AAP")
    gone = step("TenureChanged", "2024-09-03", by="INC", person="Asha", now="given_back")
    of_others = step("TenureChanged", "2024-09-03", by="AAP", person="Bela", now="given_back")
    report = due(kind="mandate_report", what="a report")
    talks = given(named, other, report, gone, of_others).talks
    assert [each.version for each in only(talks).meanwhile] == [5]
    assert only(given(named, due(), gone).talks).meanwhile == ()


def _on(draft: Draft, at: str) -> Draft:
    return replace(draft, fields={**draft.fields, "occurred": at})


def test_an_ultimatum_that_nobody_answered_stood_at_the_close() -> None:
    threat = ultimatum(when=None, words="a reply")
    talks = given(opens(), threat, collapses(by="INC"), closes()).talks
    assert only(talks).overtaken_by == "collapse"


def _third() -> list[Draft]:
    return [
        opens("2024-08-30"),
        step("PartyJoined", "2024-08-31", parties=["CPM"], by="CPM"),
    ]


def test_a_threat_to_two_is_met_once_both_have_given_way() -> None:
    threat = ultimatum(to=["INC", "CPM"])
    gives = [
        step("ConcessionMade", f"2024-09-0{day}", by=party, to="AAP", in_reply_to=4, words="yes")
        for day, party in ((3, "INC"), (4, "CPM"))
    ]
    assert only(given(*_third(), threat, gives[0]).talks).status == "missed"
    item = only(given(*_third(), threat, *gives).talks)
    assert (item.status, item.by_step) == ("met", 6)


def test_a_meeting_that_was_set_with_two_is_kept_by_both() -> None:
    fixed = due(kind="next_meeting", to=["AAP", "CPM"])
    with_one, with_both = meets("2024-09-03"), meets("2024-09-04", to=["AAP", "CPM"])
    assert only(given(*_third(), fixed, with_one).talks).status == "missed"
    item = only(given(*_third(), fixed, with_one, with_both).talks)
    assert (item.status, item.by_step) == ("met", 6)
