"""Dates, people, attempts and silence are what the slow reference works out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.views.attempts import runs
from parley.negotiation.views.dates import deadlines
from parley.negotiation.views.people import people
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.silence import silence
from tests.negotiation.drawn import drawn
from tests.negotiation.reference_answers import Told
from tests.negotiation.reference_times import (
    attempts,
    days_of_silence,
    enders,
    mediators,
    people_standing,
    statuses_of_deadlines,
)
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import DAY, FIRST, told
from tests.negotiation.timely_histories import timely_histories
from tests.negotiation.words import STREAM

quick = settings(max_examples=50, deadline=None)
instants = st.sampled_from([FIRST + days * DAY for days in (4, 9, 15, 25, 35, 60, 120)])
"""Spread over the histories and beyond their last date: drawn numbers are mostly small ones."""


def asked(talks: Talks, as_of: int) -> tuple[Seen, NegotiationRegistered, list[Told]]:
    """What is seen at a moment, and the steps that had happened by then."""
    account = talks.account()
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    assert isinstance(account.registration, NegotiationRegistered)
    return seen, account.registration, told(account.steps[: len(seen.steps)])


@quick
@given(drawn(timely_histories), instants)
def test_deadlines_are_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    seen, registration, steps = asked(talks, as_of)
    set_by_steps = {version for version, _ in statuses_of_deadlines(registration, steps, as_of)}
    shown = [
        (each.version, each.status) for each in deadlines(seen) if each.version in set_by_steps
    ]
    assert shown == statuses_of_deadlines(registration, steps, as_of)


@quick
@given(drawn(timely_histories), instants)
def test_people_are_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    seen, registration, steps = asked(talks, as_of)
    found = people(seen)
    standing = {(each.version, each.person) for each in found if each.standing}
    assert standing == people_standing(registration, steps, as_of)
    mediating = [(each.version, each.person) for each in found if each.kind == "mediation"]
    assert mediating == mediators(steps)


@quick
@given(drawn(timely_histories), instants)
def test_attempts_and_their_ends_are_what_the_slow_reference_works_out(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = asked(talks, as_of)
    found = runs(seen)
    shown = [
        (each.first.version, each.last.version, each.outcome)
        for each in found
        if each.kind == "attempt"
    ]
    assert shown == attempts(registration, steps)
    collapses = [each for each in found if each.outcome == "collapsed"]
    ends = [
        (
            each.last.version,
            {
                reply.party: None if reply.said is None else reply.said.version
                for reply in each.replies
            },
        )
        for each in collapses
    ]
    assert ends == enders(registration, steps)


@quick
@given(drawn(timely_histories), instants)
def test_silence_is_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    seen, registration, steps = asked(talks, as_of)
    found = silence(seen)
    if found is not None:
        counted = found.days.at_least, found.days.at_most
        assert counted == days_of_silence(steps, registration.zone, as_of)
