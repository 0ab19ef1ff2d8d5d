"""Attempts: runs of talks with their days, who ended them, and what the others said of it."""

from parley.negotiation.views.attempts import Formed, RunItem, formed, runs
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.spans import Days
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import (
    collapses,
    deal,
    meets,
    offers,
    opens,
    proposes,
    registers,
    resumes,
    says,
    step,
)


def shown(talks: Talks, as_of: str | None = None) -> list[tuple[str, int | None, str | None, bool]]:
    return [
        (each.kind, each.number, each.outcome, each.inconclusive)
        for each in runs(talks.seen(as_of))
    ]


def ended(talks: Talks) -> RunItem:
    return next(each for each in runs(talks.seen()) if each.outcome == "collapsed")


def test_days_run_from_the_first_to_the_last_step() -> None:
    talks = given(opens("2024-09-03"), meets("2024-09-05"), collapses("2024-09-10")).talks
    (run,) = runs(talks.seen())
    assert (run.first.version, run.last.version, run.steps) == (2, 4, 3)
    assert run.days == Days(at_least=7, at_most=7)
    (earlier,) = runs(talks.seen("2024-09-06"))
    assert (earlier.last.version, earlier.days.at_most, earlier.outcome) == (3, 2, None)


def test_an_attempt_of_one_vague_step_took_no_day() -> None:
    (run,) = runs(given(opens("../2024-09-03")).talks.seen())
    assert run.days == Days(at_least=0, at_most=0)


def test_failed_attempts_are_counted_and_a_refused_proposal_is_none() -> None:
    talks = given(
        proposes("2024-09-01"),
        collapses("2024-09-02"),
        resumes("2024-09-03"),
        collapses("2024-09-05"),
        resumes("2024-09-06"),
        deal("2024-09-08"),
    ).talks
    assert shown(talks) == [
        ("refusal", None, "collapsed", False),
        ("attempt", 1, "collapsed", True),
        ("attempt", 2, "deal_reached", False),
    ]
    assert shown(talks, "2024-09-03") == [
        ("refusal", None, "collapsed", False),
        ("attempt", 1, None, False),
    ]


def test_a_broken_deal_is_no_attempt() -> None:
    broken = step("DealBroken", "2024-09-09", by="AAP", reason="another alliance")
    talks = given(opens("2024-09-03"), deal("2024-09-06"), broken).talks
    assert [kind for kind, *_ in shown(talks)] == ["attempt", "broken_deal"]
    run = ended(talks)
    assert (run.ended_by, run.reason, run.days.at_most) == (("AAP",), "another alliance", 3)


def test_the_end_has_its_actors_and_its_reason() -> None:
    run = ended(given(opens("2024-09-03"), collapses(reason="the number of seats")).talks)
    assert (run.ended_by, run.reason) == (("AAP",), "the number of seats")


def test_each_other_party_has_its_first_later_statement_about_the_end() -> None:
    talks = given(
        opens("2024-09-03"),
        says("denies", "2024-09-04", proposition="collapse"),
        collapses("2024-09-06"),
        says("optimistic", "2024-09-07"),
        says("denies", "2024-09-08", proposition="collapse"),
        says("confirms", "2024-09-09", about=4),
        registration=registers(at_table=["INC", "AAP", "CPM"]),
    ).talks
    replies = ended(talks).replies
    assert [(each.party, each.said and each.said.version) for each in replies] == [
        ("INC", 6),
        ("CPM", None),
    ]
    assert replies[0].days == Days(at_least=2, at_most=2)


def test_who_said_nothing_about_the_end_has_its_next_word_until_the_state_changes() -> None:
    talks = given(
        opens("2024-09-03"),
        collapses("2024-09-06"),
        says("rules_out", "2024-09-09", by="INC", to="AAP"),
        resumes("2024-09-12"),
        says("optimistic", "2024-09-13", by="CPM"),
        registration=registers(at_table=["INC", "AAP", "CPM"]),
    ).talks
    (first, _) = runs(talks.seen())
    words = [(each.party, each.next_word and each.next_word.version) for each in first.replies]
    assert words == [("INC", 4), ("CPM", None)]
    assert first.replies[0].next_days == Days(at_least=3, at_most=3)


def test_an_office_or_a_proposer_that_gives_up_has_refused_nothing() -> None:
    note = offers("5", "2024-09-01", by="office:Governor", to=["INC", "AAP"])
    gives_up = collapses("2024-09-02", by="office:Governor")
    assert [kind for kind, *_ in shown(given(note, gives_up).talks)] == ["given_up"]
    own = given(proposes("2024-09-01"), collapses("2024-09-02", by="INC")).talks
    assert [kind for kind, *_ in shown(own)] == ["given_up"]
    theirs = given(proposes("2024-09-01"), collapses("2024-09-02", by="AAP")).talks
    assert [kind for kind, *_ in shown(theirs)] == ["refusal"]


def test_a_statement_about_another_step_is_none_about_the_end() -> None:
    talks = given(
        opens("2024-09-03"),
        collapses("2024-09-06"),
        says("denies", "2024-09-08", proposition="collapse", about=2),
    ).talks
    assert ended(talks).replies[0].said is None


def test_who_had_left_the_table_is_not_asked() -> None:
    leaves = step("PartyWithdrew", "2024-09-04", by="CPM", parties="CPM")
    three = registers(at_table=["INC", "AAP", "CPM"])
    talks = given(opens("2024-09-03"), leaves, collapses("2024-09-06"), registration=three).talks
    assert [each.party for each in ended(talks).replies] == ["INC"]


def contest(election: str | None) -> Seen:
    """The rows of another stream, given an election date."""
    rows = given().talks.rows()
    rows["registration"][0]["election_date"] = election
    return look("contest/c", rows, now=NOW)


def test_days_to_form_run_from_the_election_to_the_swearing_in() -> None:
    sworn_in = step("NegotiationClosed", "2024-09-20", reason="sworn_in")
    seen = given(opens("2024-09-03"), deal("2024-09-08"), sworn_in).talks.seen()
    found = formed(seen, contest("2024-09-01"))
    assert isinstance(found, Formed)
    assert (found.election, found.sworn_in.version) == ("2024-09-01", 4)
    assert found.days == Days(at_least=19, at_most=19)
    assert formed(seen, contest(None)) is None
    assert formed(seen, None) is None


def test_a_poll_is_no_swearing_in() -> None:
    closed = step("NegotiationClosed", "2024-09-20", reason="poll")
    seen = given(opens("2024-09-03"), deal("2024-09-08"), closed).talks.seen()
    assert formed(seen, contest("2024-09-01")) is None


def test_talks_in_which_one_lets_the_other_govern_end_with_the_close_and_in_no_collapse() -> None:
    talks = given(
        proposes(),
        opens(),
        step("NegotiationClosed", "2024-09-20", reason="tolerated"),
        says("optimistic", "2024-09-21"),
    ).talks
    (run,) = runs(talks.seen())
    assert (run.outcome, run.last.version, run.inconclusive) == ("closed", 4, False)
    attempt = talks.negotiation.attempt
    assert attempt is not None
    assert attempt.ended_in == "closed"
