"""A step recorded in the wrong negotiation is moved by one command, and both ends say so."""

import pytest

from tests.cli.desk import TOLD, Desk


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two negotiations; in the first talks (v2) and a meeting (v3) that points at them."""
    desk.must("new", "other", "--title", "Another", "--arena", "There", "--tz", "Asia/Kolkata",
              "--party", "INC=Congress", "--party", "AAP=Aam Aadmi", "-n", "other")  # fmt: skip
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "S")
    desk.must("meet", "INC", "AAP", "--after", "2", *TOLD)
    return desk


def test_a_step_is_taken_back_here_and_stands_there(two: Desk) -> None:
    moved = two.must("retract", "3", "--move", "other", "--reason", "it was about the other")
    assert "v2 meeting INC→AAP, in place of talks#3" in moved.stdout
    assert "v4 we moved v3: it stands as other#2" in moved.stdout
    there = two.must("show", "2", "-n", "other").stdout
    assert "supersedes" in there
    assert "talks#3" in there
    assert "talks#2" in there, "what it points at stayed where it was"
    assert "in place of talks#3" in two.must("log", "-n", "other").stdout
    assert "stands as other#2" in two.must("log").stdout
    assert "stands as other#2" in two.must("list", "corrections").stdout
    assert two.must("verify").stdout


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("retract", "3", "--move", "nowhere"), "no other negotiation"),
        (("retract", "3", "--move", "talks"), "no other negotiation"),
        (("retract", "1", "--move", "other"), "only a step can be moved"),
    ],
)
def test_what_cannot_be_moved_says_why(two: Desk, typed: tuple[str, ...], words: str) -> None:
    refused = two.type(*typed, "--reason", "a slip")
    assert refused.code != 0
    assert words in refused.stderr
    assert "v4" not in two.must("log").stdout


@pytest.fixture
def answered(two: Desk) -> Desk:
    """Beside them an offer (v4) and its refusal (v5)."""
    two.must("offer", "INC", "AAP", "5 seats", *TOLD)
    two.must("reject", "AAP", "4", "--at", "2024-09-07", "--speaker", "R")
    return two


def test_what_hangs_together_moves_together(answered: Desk) -> None:
    answered.must("retract", "4", "5", "--move", "other", "--reason", "it was about the other")
    there = answered.must("log", "-n", "other").stdout
    assert "in place of talks#4" in there
    assert "in place of talks#5" in there
    offers = answered.must("line", "-n", "other").stdout
    assert "refused it on 7 Sep 2024" in offers, "the refusal is one of the offer beside it"
    assert "nothing on record has ended it" not in offers
    here = answered.must("log").stdout
    assert "we moved v4: it stands as other#2" in here
    assert "we moved v5: it stands as other#3" in here
    assert answered.must("verify").stdout


@pytest.mark.parametrize("alone", ["4", "2"])
def test_what_would_be_left_behind_is_named(answered: Desk, alone: str) -> None:
    refused = answered.type("retract", alone, "--move", "other", "--reason", "a slip")
    left = {"4": "v5", "2": "v3"}[alone]
    assert f"{left} would be left pointing at what is moved" in refused.stderr
    assert f"moved at once: v{alone} and {left}" in refused.stderr
    assert "v2" not in answered.must("log", "-n", "other").stdout


def test_several_are_taken_back_at_once(answered: Desk) -> None:
    answered.must("retract", "4", "5", "--reason", "neither was so")
    log = answered.must("log").stdout
    assert "we took back v4" in log
    assert "we took back v5" in log
