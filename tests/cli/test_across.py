"""Two exclusive deals as people meet them: the second is told of the first, as is every answer."""

import json
from typing import cast

import pytest

from tests.cli.desk import Desk

Item = dict[str, object]
CONTEST = (
    "new",
    "contest/formation",
    "--title",
    "F",
    "--kind",
    "formation",
    "--tz",
    "Asia/Kolkata",
)
PARTIES = ("--party", "INC=Congress", "--party", "AAP=Aam Aadmi Party", "--tz", "Asia/Kolkata")
TOLD = ("--at", "2024-09-06", "--speaker", "A. Speaker")
DEAL = ("deal", "INC", "AAP", "--joint", "--terms", "AAP=5")
SAID = "A deal stands in both “one” and “other”, of which only one can hold"


@pytest.fixture
def rivals(desk: Desk) -> Desk:
    """Two negotiations of a contest that exclude each other, with talks open in both."""
    desk.must(*CONTEST)
    for name, more in (("one", ()), ("other", ("--exclusive-with", "negotiation/one"))):
        words = ("new", name, "--title", name, "--arena", "Haryana", "--seats", "90")
        desk.must(*words, *PARTIES, "--contest", "contest/formation", *more)
        desk.must("open", "INC", "AAP", "-n", name, *TOLD)
    return desk


def test_the_second_deal_is_told_of_the_first(rivals: Desk) -> None:
    first = rivals.must(*DEAL, "-n", "one", *TOLD)
    assert SAID not in first.stdout + first.stderr
    second = rivals.must(*DEAL, "-n", "other", *TOLD)
    assert SAID in second.stderr
    assert "INC and AAP sit at both tables" in second.stderr


def test_a_program_is_told_it_in_the_receipt(rivals: Desk) -> None:
    rivals.must(*DEAL, "-n", "one", *TOLD)
    receipt = json.loads(rivals.must(*DEAL, "-n", "other", *TOLD, "--json").stdout)
    told = [each for each in receipt["across"] if each["sentence"].startswith(SAID)]
    assert [set(each["steps"]) for each in told] == [{"one#3", "other#3"}]


def test_the_answers_of_both_and_of_their_contest_say_it(rivals: Desk) -> None:
    rivals.must(*DEAL, "-n", "one", *TOLD)
    rivals.must(*DEAL, "-n", "other", *TOLD)
    for name in ("one", "other"):
        assert SAID in rivals.must("status", "-n", name).stdout
        line = cast("Item", json.loads(rivals.must("line", "-n", name, "--json").stdout))
        across = cast("list[Item]", line["items"])
        assert any(str(each["sentence"]).startswith(SAID) for each in across)
        assert SAID in rivals.must("report", "-n", name).stdout
    found = json.loads(rivals.must("status", "-n", "contest/formation", "--json").stdout)
    assert [each["both_at_a_deal"] for each in found["exclusive"]] == [True]
    assert SAID in rivals.must("report", "-n", "contest/formation").stdout


def test_as_it_was_known_before_the_second_there_was_one(rivals: Desk) -> None:
    rivals.must(*DEAL, "-n", "one", *TOLD)
    size = rivals.size()
    rivals.must(*DEAL, "-n", "other", *TOLD)
    assert SAID not in rivals.must("status", "-n", "one", "--known-at", f"@{size}").stdout
    assert SAID not in rivals.must("status", "-n", "one", "--as-of", "2024-09-05").stdout


def test_who_will_not_sit_with_whom_is_asked_of_one_and_of_all(rivals: Desk) -> None:
    quote = ("--quote", "never with them")
    rivals.must("say", "INC", "rules_out", "--to", "AAP", "-n", "one", *quote, *TOLD)
    shown = rivals.must("exclusions", "-n", "one").stdout
    assert "never with them" in shown
    assert "INC ruled out AAP (v3, " in rivals.must("status", "-n", "one").stdout
    rivals.must(*DEAL, "-n", "other", "--at", "2024-09-07", "--speaker", "A. Speaker")
    assert "never with them" not in rivals.must("exclusions", "-n", "contest/formation").stdout
    every = rivals.must("exclusions", "--all", "-n", "contest/formation").stdout
    assert "INC and AAP reached a deal, 7 Sep 2024 (other#3)" in every


def test_who_is_appointed_in_the_contest_is_said_in_the_negotiation(rivals: Desk) -> None:
    appoints = ("appoint", "office:governor", "A. Person", "--role", "informateur")
    rivals.must(*appoints, "-n", "contest/formation", *TOLD)
    asked = rivals.must("people", "-n", "one")
    assert "1 appointment or mandate is recorded in contest/formation" in asked.stderr
