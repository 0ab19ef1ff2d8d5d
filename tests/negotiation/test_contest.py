"""A contest's picture: talks that exclude each other, and acts that stand in several streams."""

from parley.events.politics import Draft
from parley.negotiation.views.across import across
from parley.negotiation.views.contest import acts_counted, shared_acts
from parley.negotiation.views.exclusive import ExclusivePair
from parley.negotiation.views.seen import Seen
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, end_of, look
from tests.negotiation.words import collapses, meets, opens, proposes, registers, resumes

ONE, OTHER = "negotiation/one", "negotiation/other"


def seen(
    stream: str, *drafts: Draft, as_of: str | None = None, excludes: str | None = None
) -> Seen:
    """What is seen of a stream; it is recorded under the tests' usual name."""
    rows = given(*drafts, registration=registers(exclusive_with=excludes or [])).talks.rows()
    return look(stream, rows, now=NOW, as_of=None if as_of is None else end_of(as_of))


def both(as_of: str | None = None) -> list[Seen]:
    one = seen(ONE, opens("2024-09-02"), collapses("2024-09-08"), as_of=as_of, excludes=OTHER)
    other = seen(OTHER, proposes("2024-09-03"), opens("2024-09-05"), as_of=as_of)
    return [one, other]


def pairs(members: list[Seen]) -> list[ExclusivePair]:
    return [*across(None, members).exclusive]


def test_talks_that_are_open_at_once_are_marked_with_whom_they_share() -> None:
    (pair,) = pairs(both("2024-09-06"))
    assert (pair.first, pair.second, pair.both_open) == ("one", "other", True)
    assert pair.parties == ("INC", "AAP")
    (span,) = pair.spans
    assert (span.since_in, span.since.version, span.until) == ("other", 3, None)


def test_the_span_ends_with_the_first_of_the_two() -> None:
    (pair,) = pairs(both())
    (span,) = pair.spans
    assert (span.since_in, span.until_in) == ("other", "one")
    assert span.until is not None
    assert (span.since.occurred, span.until.occurred) == ("2024-09-05", "2024-09-08")
    assert not pair.both_open


def test_a_proposal_beside_talks_is_not_open_talks() -> None:
    (pair,) = pairs(both("2024-09-04"))
    assert (pair.both_open, pair.spans) == (False, ())


def test_talks_that_come_after_the_others_ended_were_not_open_at_once() -> None:
    one = seen(ONE, opens("2024-09-02"), collapses("2024-09-04"), excludes=OTHER)
    (pair,) = pairs([one, seen(OTHER, opens("2024-09-05"))])
    assert pair.spans == ()


def test_every_time_that_both_were_open_is_a_span_of_its_own() -> None:
    one = seen(
        ONE, opens("2024-09-02"), collapses("2024-09-04"), resumes("2024-09-06"), excludes=OTHER
    )
    (pair,) = pairs([one, seen(OTHER, opens("2024-09-01"))])
    assert [(each.since.version, each.until is None) for each in pair.spans] == [
        (2, False),
        (4, True),
    ]


def test_one_link_is_enough_and_none_is_no_exclusion() -> None:
    one, other = both()
    assert len(pairs([other, one])) == 1
    assert pairs([other, seen("negotiation/third", opens())]) == []


def test_one_act_in_several_negotiations_is_counted_once() -> None:
    one = seen(ONE, opens(), meets(act="a-package"), meets("2024-09-05"))
    other = seen(OTHER, opens(), meets(act="a-package"))
    (act,) = shared_acts([one, other])
    assert (act.act, act.steps) == ("a-package", (("one", 3), ("other", 3)))
    assert acts_counted([one, other]) == 4


def test_an_act_of_two_steps_of_one_stream_is_shared_with_nobody() -> None:
    one = seen(ONE, opens(act="a-package"), meets(act="a-package"))
    assert shared_acts([one, seen(OTHER, opens())]) == []
    assert acts_counted([one]) == 1
