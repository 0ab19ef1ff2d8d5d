"""A contest is no negotiation: no answer says “nothing” of it where its negotiations have it."""

from typing import Any, Final

import pytest
from msgspec.structs import fields

from parley.answers.catalogue import QUESTIONS
from parley.answers.opening import open_ledger
from parley.answers.question import Question
from parley.answers.reading import Reading, read_stream
from parley.answers.table import TABLE
from parley.answers.times import Asked, Standpoint
from tests.cli.desk import Desk, open_desk

CONTEST: Final = "contest/formation"
PARTIES = ("--party", "INC=Congress", "--party", "AAP=Aam Aadmi Party", "--tz", "Asia/Kolkata")
TOLD = ("--at", "2024-09-06", "--speaker", "A. Speaker")
ELSEWHERE = "have answers of their own (give negotiation): one, other"


def asked_of_one_stream() -> list[Question[Reading, Any, Any]]:
    """The questions about one stream that need no option."""
    return [
        each
        for each in QUESTIONS
        if each.subject is Reading and not any(field.required for field in fields(each.options))
    ]


@pytest.fixture(scope="module")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A contest without a step, and two negotiations with a deal of which one is closed."""
    desk = open_desk(tmp_path_factory.mktemp("contest"))
    desk.must("new", CONTEST, "--title", "F", "--kind", "formation", "--tz", "Asia/Kolkata")
    for name in ("one", "other"):
        words = ("new", name, "--title", name, "--arena", "Haryana", "--seats", "90")
        desk.must(*words, *PARTIES, "--contest", CONTEST)
        desk.must("open", "INC", "AAP", "-n", name, *TOLD)
    desk.must("deal", "INC", "AAP", "--joint", "--terms", "AAP=5", "-n", "one", *TOLD)
    return desk


def beside(desk: Desk, question: Question[Reading, Any, Any], slug: str) -> tuple[Any, list[str]]:
    with open_ledger(str(desk.path), clock=lambda: desk.now) as ledger:
        standpoint = Standpoint(ledger=ledger, now=desk.now, zone="UTC")
        answer = question.ask(read_stream(standpoint, Asked(), slug))
        return answer, list(question.beside(answer))


@pytest.mark.parametrize("question", asked_of_one_stream(), ids=lambda each: each.name)
def test_an_answer_over_a_contest_names_the_negotiations_that_it_is_not_about(
    contest: Desk, question: Question[Reading, Any, Any]
) -> None:
    answer, said = beside(contest, question, CONTEST)
    assert answer.negotiations == ("one", "other")
    if question.gathers or not hasattr(answer, "items"):
        return
    assert said[0].endswith(ELSEWHERE)
    if not answer.items:
        assert len(said) == 1
        if question.nothing:
            assert question.told(answer).title == ""


def test_of_a_negotiation_nothing_is_said_of_others(contest: Desk) -> None:
    for question in asked_of_one_stream():
        answer, said = beside(contest, question, "other")
        assert answer.negotiations == ()
        assert not any(ELSEWHERE in each for each in said)


def test_a_contest_without_negotiations_says_so(contest: Desk) -> None:
    contest.must("new", "contest/empty", "--title", "E", "--kind", "formation", "--tz", "UTC")
    assert (
        "contest/empty is a contest, and no negotiation of it is registered"
        in contest.must("agreed", "-n", "contest/empty").stderr
    )


def test_talks_that_nobody_ended_before_the_close_are_told_in_no_present(contest: Desk) -> None:
    recorded = ("--at", "2024-09-07", "--attribution", "public_record")
    contest.must("close", "tolerated", "-n", "other", *recorded)
    for command in (("list",), ("status", "-n", CONTEST), ("status", "-n", "other")):
        assert (
            "talks underway, no end recorded by the close (v3)" in contest.must(*command).stdout
        ), command
    answer, _ = beside(contest, TABLE, "other")
    assert TABLE.title(answer) == (
        "other: talks underway, no end recorded by the close (v3), begun 6 Sep 2024 (v2)"
    )
