"""The order of the account against a slow reference, and what it never does.

Steps here say nothing and are dated in every way that overlaps; corrections move them, take them
out and put them in again.
"""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.politics import Draft
from tests.negotiation.drawn import drawn
from tests.negotiation.reference_account import Bent, Reference
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.worded import Worded
from tests.negotiation.words import corrects, registers, retracts, says

FORMS = (
    "2024-09-0{}",
    "2024-09-0{}~",
    "2024-09-0{}T10:00",
    "2024-09-0{}T10:30~",
    "2024-09-0{}T23:59",
    "../2024-09-0{}",
    "2024-09-0{}/..",
    "2024-09-0{}/2024-09-09",
    "2024-09",
)
MOMENTS = st.builds(lambda form, day: form.format(day), st.sampled_from(FORMS), st.integers(1, 9))
KINDS = ("step", "step", "step", "step", "moment", "pointer", "retract")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def next_draft(draw: st.DrawFn, reference: Reference) -> Draft:
    """Something to try next: mostly a step, otherwise a correction of anything before."""
    kind = draw(st.sampled_from(KINDS))
    last = max(reference.said)
    if last == 1 or kind == "step":
        after = draw(st.lists(st.integers(1, last), max_size=2, unique=True))
        return says("background", draw(MOMENTS), after=list(after))
    target = draw(st.integers(2, last))
    if reference.types[target] == "EntryCorrected" or kind == "retract":
        return retracts(target)
    if kind == "pointer":
        return corrects(target, "after", None, draw(st.integers(2, last)), effect="add")
    here = reference.believed(target) or reference.said[target]
    other = draw(MOMENTS.filter(lambda moment: moment != here["occurred"]))
    return corrects(target, "occurred", here["occurred"], other)


@st.composite
def tellings(draw: st.DrawFn) -> tuple[Talks, Reference]:
    """A stream and its reference, which took the same records and refused the same."""
    talks, reference = Talks(), Reference()
    talks.record(registers(zone="UTC"))
    reference.take(talks.entries[0])
    for _ in range(draw(st.integers(1, 12))):
        draft = next_draft(draw, reference)
        stood = list(talks.order)
        entry = talks.unjudged(draft)
        verdict = talks.record(draft)
        guards = {each.guard for each in verdict.problems}
        if not guards:
            reference.take(entry)
            moved = reference.subject(entry.version)
            assert without(talks.order, moved) == without(stood, moved)
        elif guards == {"order"}:
            assert verdict.problems[0].other in stood
            assert f"v{verdict.problems[0].other}" in Worded(verdict.problems[0]).reason
            with pytest.raises(Bent):
                reference.take(entry)
        assert talks.order == reference.order
    return talks, reference


def without(order: list[int], version: int) -> list[int]:
    return [each for each in order if each != version]


@settings(max_examples=120, deadline=None)
@given(tellings())
def test_the_order_is_that_of_the_slow_reference(_told: tuple[Talks, Reference]) -> None:
    """While it is told, the two are compared after every record."""


@settings(max_examples=60, deadline=None)
@given(drawn(tellings))
def test_no_certain_pair_and_no_pointer_stands_the_wrong_way_round(
    told: tuple[Talks, Reference],
) -> None:
    talks, _ = told
    for before, after in combinations(talks.account().steps, 2):
        assert not after.bounds.precedes(before.bounds)
        assert after.version not in before.step.after


@settings(max_examples=60, deadline=None)
@given(drawn(tellings), st.integers(0, 11 * 24 * 60))
def test_what_had_happened_is_what_the_slow_reference_cuts(
    told: tuple[Talks, Reference], minutes: int
) -> None:
    talks, reference = told
    instant = datetime(2024, 8, 31, tzinfo=UTC) + timedelta(minutes=minutes)
    as_of = (instant - EPOCH) // timedelta(microseconds=1)
    seen = look(talks.stream, talks.rows(), now=NOW, as_of=as_of)
    assert [row.step for row in seen.steps] == reference.happened(instant)


@settings(max_examples=60, deadline=None)
@given(drawn(tellings))
def test_every_step_is_recorded_or_refused_for_its_place_alone(
    told: tuple[Talks, Reference],
) -> None:
    """Whatever else there is: a step that overlaps everything and points at nothing fits."""
    talks, _ = told
    assert not talks.judge(says("background", "2024-08/2024-10")).problems


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None)
@given(tellings())
def test_the_order_is_that_of_the_slow_reference_at_length(_told: tuple[Talks, Reference]) -> None:
    """While it is told, the two are compared after every record."""
