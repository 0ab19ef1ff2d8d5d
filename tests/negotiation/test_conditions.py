"""Conditions, each with the last word on it, and what lapses without one."""

import pytest

from parley.events.politics import Draft
from parley.negotiation.views.conditions import ConditionItem, conditions
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import closes, collapses, deal, opens, registers, step

OF_THREE = registers(at_table=["INC", "AAP", "CPM"])


def sets(by: str = "CPM") -> Draft:
    return step("ConditionSet", "2024-09-03", by=by, condition="the AAP is left out")


def leaves(party: str, at: str = "2024-09-04") -> Draft:
    return step("PartyWithdrew", at, by=party, parties=party)


def only(talks: Talks, as_of: str | None = None) -> ConditionItem:
    (item,) = conditions(talks.seen(as_of))
    return item


@pytest.mark.parametrize(
    ("ends", "until"),
    [((deal("2024-09-06"),), "deal"), ((collapses("2024-09-06", by="AAP"),), "collapse")],
)
def test_what_nobody_answered_lapses_as_all_is_settled(ends: tuple[Draft, ...], until: str) -> None:
    talks = given(opens(), sets("INC"), *ends, closes()).talks
    assert (only(talks).status, only(talks).ended_by, only(talks).stood_until) == (
        "lapsed",
        4,
        until,
    )
    assert only(talks, "2024-09-05").status == "open"


def test_what_was_answered_does_not_lapse() -> None:
    met = step("ConditionResolved", "2024-09-04", by="AAP", condition=3, outcome="met")
    assert only(given(opens(), sets("INC"), met, deal("2024-09-06")).talks).status == "met"
    late = step("ConditionResolved", "2024-09-08", by="AAP", condition=3, outcome="failed")
    assert only(given(opens(), sets("INC"), deal("2024-09-06"), late).talks).status == "failed"


def test_the_condition_of_who_is_there_no_longer_has_lapsed() -> None:
    talks = given(opens(), sets(), leaves("CPM"), registration=OF_THREE).talks
    assert (only(talks).status, only(talks).ended_by, only(talks).stood_until) == (
        "lapsed",
        4,
        None,
    )
    back = step("PartyJoined", "2024-09-05", by="CPM", parties="CPM")
    talks = given(opens(), sets(), leaves("CPM"), back, registration=OF_THREE).talks
    assert only(talks).status == "open"
    talks = given(opens(), leaves("CPM", "2024-09-02"), sets(), registration=OF_THREE).talks
    assert only(talks).status == "open"
