"""Each deal with its form, and the bodies that approve it: who has, and who has still to."""

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.steps import Votes
from parley.negotiation.views.agreed import agreement
from parley.negotiation.views.attempts import runs
from parley.negotiation.views.deals import DealItem, deals, standing_deal, waits_for
from parley.negotiation.views.seen import Seen
from tests.negotiation.given import given
from tests.negotiation.words import corrects, deal, opens, resumes, step

BODIES: list[JsonValue] = [
    {"party": "Congress", "body": "Working Committee"},
    {"party": "AAP", "body": "Council"},
]


def ratifies(party: str, body: str, at: str, **fields: JsonValue) -> Draft:
    outcome: dict[str, JsonValue] = {"outcome": "approved", **fields}
    return step("DealRatified", at, by=party, party=party, body=body, **outcome)


def seen(*steps: Draft, as_of: str | None = None) -> Seen:
    return given(opens(), *steps).talks.seen(as_of)


def last(*steps: Draft, as_of: str | None = None) -> DealItem:
    return deals(seen(*steps, as_of=as_of))[-1]


def test_a_deal_keeps_the_form_in_which_it_was_made() -> None:
    assert last(deal()).form == "announced"
    assert last(deal(form="signed")).form == "signed"
    assert last(deal(), corrects(3, "form", None, "de_facto", effect="add")).form == "de_facto"


def test_each_body_is_waited_for_until_it_has_decided() -> None:
    made = deal(subject_to=BODIES)
    first = ratifies("INC", "working committee", "2024-09-07", votes="20 to 3")
    second = ratifies("AAP", "Council", "2024-09-08")
    every = (("INC", "Working Committee"), ("AAP", "Council"))
    assert waits_for(last(made)) == every
    assert waits_for(last(made, first)) == (("AAP", "Council"),)
    assert waits_for(last(made, first, second)) == ()
    assert waits_for(last(made, first, second, as_of="2024-09-06")) == every
    committee, council = last(made, first, second).ratifications
    assert (committee.outcome, committee.votes) == ("approved", Votes(words="20 to 3"))
    assert committee.decided is not None and committee.decided.version == 4
    assert council.decided is not None and council.decided.occurred == "2024-09-08"
    (before, _) = last(made, first, as_of="2024-09-06").ratifications
    assert (before.outcome, before.votes, before.decided) == (None, None, None)


def test_a_body_that_nobody_waited_for_is_shown_and_not_awaited() -> None:
    found = last(deal(), ratifies("AAP", "Council", "2024-09-07"))
    assert [(each.body, each.awaited) for each in found.ratifications] == [("Council", False)]
    assert waits_for(found) == ()


def test_a_rejection_ends_the_deal_and_waits_for_nobody_else() -> None:
    no = ratifies("AAP", "Council", "2024-09-07", outcome="rejected")
    view = seen(deal(subject_to=BODIES), no)
    (found,) = deals(view)
    assert found.ended_by == 4
    assert [each.outcome for each in found.ratifications] == [None, "rejected"]
    assert waits_for(found) == ()
    assert standing_deal(view) is None
    assert waits_for(standing_deal(view)) == ()


def test_a_later_deal_waits_for_its_own_bodies() -> None:
    broken = step("DealBroken", "2024-09-07", by="AAP")
    again = deal("2024-09-09", subject_to=[{"party": "AAP", "body": "Council"}])
    approved = ratifies("AAP", "Council", "2024-09-10")
    first, second = deals(
        seen(deal(subject_to=BODIES), broken, resumes("2024-09-08"), again, approved)
    )
    assert [each.outcome for each in first.ratifications] == [None, None]
    assert [each.outcome for each in second.ratifications] == ["approved"]
    assert (first.ended_by, second.ended_by) == (4, None)


def test_the_round_that_a_deal_ended_shows_it_and_so_does_the_one_that_broke_it() -> None:
    broken = step("DealBroken", "2024-09-07", by="AAP")
    attempt, end = runs(seen(deal(form="signed"), broken))
    assert attempt.deal is not None and end.deal is not None
    assert (attempt.kind, attempt.deal.form) == ("attempt", "signed")
    assert (end.kind, end.deal.version, end.deal.ended_by) == ("broken_deal", 3, 4)
    (open_still,) = runs(seen())
    assert open_still.deal is None


def test_a_deal_that_names_no_term_says_who_agreed() -> None:
    (item,) = agreement(seen(deal())).agreed
    assert [each.party for each in item.assent] == ["INC", "AAP"]
