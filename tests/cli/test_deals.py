"""A deal with its form and its ratification, the same wherever it is spoken of."""

import json
from typing import cast

import pytest

from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Screen

Item = dict[str, object]
DEAL = ("deal", "INC", "AAP", "--joint", "--terms", "AAP=5", "--form", "signed")
BODIES = ("--subject-to", "INC=Working Committee", "--subject-to", "AAP=Council")


@pytest.fixture
def pending(desk: Desk) -> Desk:
    """A signed deal that one of two bodies has approved."""
    desk.must("open", "INC", "AAP", *TOLD)
    desk.must(*DEAL, *BODIES, *TOLD)
    desk.must("ratify", "INC", "Working Committee", "approved", "--votes", "20 to 3", *TOLD)
    return desk


def answer(desk: Desk, *words: str) -> Item:
    return cast("Item", json.loads(desk.must(*words, "--json").stdout))


def screen(desk: Desk, *words: str) -> str:
    """What a person sees on a terminal of 80 columns, its lines joined."""
    with Screen(desk.place, *words) as shown:
        assert shown.leave() == 0
        return " ".join(shown.text.split())


def test_the_flag_says_whom_the_deal_waits_for(pending: Desk) -> None:
    shown = pending.must("status").stdout
    assert "flags\tratification pending (v3, waits for Council of AAP)\n" in shown
    assert "deal\tv3, signed, INC (joint), AAP (joint)\n" in shown
    assert "Working Committee of INC: approved (20 to 3), " in shown
    pending.must("ratify", "AAP", "Council", "approved", *TOLD)
    shown = pending.must("status").stdout
    assert "flags\tnone\n" in shown
    assert "Council of AAP: approved, " in shown


def test_a_deal_is_the_same_in_status_terms_and_rounds(pending: Desk) -> None:
    deal = cast("Item", answer(pending, "status")["deal"])
    assert answer(pending, "agreed")["deal"] == deal
    assert cast("list[Item]", answer(pending, "attempts")["items"])[0]["deal"] == deal
    assert (deal["version"], deal["form"], deal["ended_by"]) == (3, "signed", None)
    committee, council = cast("list[Item]", deal["ratifications"])
    assert (committee["outcome"], committee["votes"], committee["pending"]) == (
        "approved",
        {"words": "20 to 3"},
        False,
    )
    assert cast("Item", committee["decided"])["version"] == 4
    assert (council["party"], council["outcome"], council["pending"]) == ("AAP", None, True)


def test_what_is_agreed_stands_under_the_bodies_that_have_still_to_decide(pending: Desk) -> None:
    shown = screen(pending, "agreed")
    assert "Agreed by all, subject to Council of AAP" in shown
    assert "signed, agreed by INC (joint), AAP (joint)" in shown
    assert "Ratification v4 Working Committee of INC: approved (20 to 3)" in shown
    assert "v3 Council of AAP: has still to decide A. Speaker" in shown


def test_a_body_of_a_deal_that_is_over_is_waited_for_no_more(pending: Desk) -> None:
    pending.must("break", "AAP", *TOLD)
    assert answer(pending, "status")["deal"] is None
    items = cast("list[Item]", answer(pending, "agreed")["items"])
    said = [each["said"] for each in items if each["kind"] == "ratification"]
    assert said == [
        "Working Committee of INC: approved (20 to 3)",
        "Council of AAP: did not decide",
    ]
    assert "Council of AAP: did not decide" in screen(pending, "attempts")


def test_an_announced_deal_has_no_word_for_its_form(desk: Desk) -> None:
    desk.must("open", "INC", "AAP", *TOLD)
    desk.must("deal", "INC", "AAP", "--joint", *TOLD)
    assert "deal\tv3, INC (joint), AAP (joint)\n" in desk.must("status").stdout
    assert "announced" not in screen(desk, "status") + screen(desk, "agreed")
    assert screen(desk, "show", "3").count("deal reached INC+AAP when") == 1


def test_the_form_of_a_deal_stands_in_its_line(pending: Desk) -> None:
    assert "deal reached INC+AAP (signed) AAP 5 (of 90); subject to" in screen(pending, "show", "3")
    assert "deal reached INC+AAP (signed) AAP 5" in screen(pending, "log")
