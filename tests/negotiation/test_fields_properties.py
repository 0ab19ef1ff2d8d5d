"""What holds of answers as fields, for every history that could have been recorded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import OfferMade
from parley.negotiation.views.blame import blame
from parley.negotiation.views.changes import changes_since
from parley.negotiation.views.conditions_asked import Condition, Fact, first_held
from parley.negotiation.views.differences import differences
from parley.negotiation.views.explained import explain
from parley.negotiation.views.fields import KINDS, Field, fields, fields_of
from parley.negotiation.views.seen import Seen
from tests.negotiation.drawn import drawn
from tests.negotiation.histories import histories
from tests.negotiation.reference_answers import Told
from tests.negotiation.reference_fields import Plain, differing, first_prefix, plain_fields
from tests.negotiation.talks import NOW, POLITICS, SECOND, Talks, look
from tests.negotiation.test_views_properties import instants, told
from tests.negotiation.words import STREAM

quick = settings(max_examples=40, deadline=None)
JUDGED = ("state", "party", "offer", "condition")
"""The kinds that the slow reference works out."""


def registration_of(talks: Talks) -> NegotiationRegistered:
    registration = talks.account().registration
    assert isinstance(registration, NegotiationRegistered)
    return registration


def ends_of(steps: list[Told], zone: str) -> dict[int, int]:
    return {
        each.version: parse_moment(each.step.expires).bounds(zone).latest
        for each in steps
        if isinstance(each.step, OfferMade) and each.step.expires is not None
    }


def reference(talks: Talks, seen: Seen) -> Plain:
    registration = registration_of(talks)
    steps = told(talks.account().steps[: len(seen.steps)])
    return plain_fields(registration, steps, ends_of(steps, registration.zone), seen.at)


def plainly(found: list[Field]) -> Plain:
    return {
        field.field: (field.value, str(field.set_by)) if field.kind == "state" else (field.value,)
        for field in found
        if field.kind in JUDGED
    }


def just_after(talks: Talks, step: int) -> Seen:
    """The cut read from the rows anew, as `--as-of v4` does it."""
    return look(STREAM, talks.rows(), now=NOW, step=step)


# The mapping ------------------------------------------------------------------------------------


@quick
@given(drawn(histories), instants)
def test_fields_are_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    assert plainly(fields(seen)) == reference(talks, seen)


@quick
@given(drawn(histories), instants)
def test_every_field_has_a_name_and_steps_of_its_own_that_are_in_view(
    talks: Talks, as_of: int
) -> None:
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    found = fields(seen)
    assert len({field.field for field in found}) == len(found)
    closed = {kind.name: kind.values for kind in KINDS}
    for field in found:
        assert field.steps
        assert set(field.steps) <= seen.visible | {row.step for row in seen.corrections()}
        assert not closed[field.kind] or field.value in closed[field.kind]


@quick
@given(st.data())
def test_a_cut_of_rows_that_are_read_answers_as_one_read_anew(data: st.DataObject) -> None:
    talks = data.draw(drawn(histories))
    seen = look(STREAM, talks.rows(), now=NOW)
    for step in data.draw(st.permutations(sorted(seen.visible))):
        assert fields(seen.just_after(step)) == fields(just_after(talks, step))


# Differences ------------------------------------------------------------------------------------


@quick
@given(drawn(histories), instants, instants)
def test_the_difference_of_two_moments_is_that_of_the_two_answers(
    talks: Talks, one: int, other: int
) -> None:
    before = look(STREAM, talks.rows(), now=NOW, as_of=one)
    after = look(STREAM, talks.rows(), now=NOW, as_of=other)
    found = {each.field for each in differences(fields(before), fields(after))}
    judged = {name for name in found if name.split()[0] in JUDGED}
    slow = differing(reference(talks, before), reference(talks, after))
    # The mapping also knows which step gave a value; the reference knows it of the state alone.
    assert slow <= judged
    for name in judged - slow:
        was = next(field for field in fields(before) if field.field == name)
        now = next(field for field in fields(after) if field.field == name)
        assert (was.value, was.said) == (now.value, now.said)
        assert was.steps != now.steps


@quick
@given(drawn(histories), instants, instants)
def test_differences_turned_round_are_those_of_the_answers_turned_round(
    talks: Talks, one: int, other: int
) -> None:
    before = fields(look(STREAM, talks.rows(), now=NOW, as_of=one))
    after = fields(look(STREAM, talks.rows(), now=NOW, as_of=other))
    there = {each.field: (each.before, each.after) for each in differences(before, after)}
    back = {each.field: (each.after, each.before) for each in differences(after, before)}
    assert there == back
    assert differences(after, after) == []


# When it first held -----------------------------------------------------------------------------


@quick
@given(st.data())
def test_the_first_moment_is_that_of_a_walk_with_the_slow_reference(data: st.DataObject) -> None:
    talks = data.draw(drawn(histories))
    seen = look(STREAM, talks.rows(), now=NOW)
    ever = {
        (field.kind, field.key, field.value)
        for step in seen.visible
        for field in fields(seen.just_after(step))
        if field.kind in JUDGED
    }
    facts = data.draw(st.lists(st.sampled_from(sorted(ever)), min_size=1, max_size=2))
    condition = Condition(tuple(Fact(kind=k, key=key, value=value) for k, key, value in facts))
    wanted: dict[str, tuple[str, ...]] = {}
    for kind, key, value in facts:
        name = f"{kind} {key}".rstrip()
        if wanted.setdefault(name, (value,)) != (value,):
            return  # one field cannot have two values
    registration = registration_of(talks)
    steps = told(talks.account().steps)
    zone = registration.zone
    begins = {
        each.version: parse_moment(each.step.occurred).bounds(zone).earliest for each in steps
    }
    ends = ends_of(steps, zone)
    slow = first_prefix(registration, steps, ends, begins, wanted)
    assert first_held(seen, condition).step == slow


@quick
@given(st.data())
def test_one_field_has_its_value_where_a_walk_over_all_answers_sees_it(
    data: st.DataObject,
) -> None:
    talks = data.draw(drawn(histories))
    seen = look(STREAM, talks.rows(), now=NOW)
    order = (1, *(row.step for row in seen.steps))
    answers = {step: fields(just_after(talks, step)) for step in order}
    ever = sorted({(f.kind, f.key, f.value) for found in answers.values() for f in found})
    kind, key, value = data.draw(st.sampled_from(ever))
    fact = Fact(kind=kind, key=key, value=value)
    holding = [
        step
        for step in order
        if any((f.kind, f.key, f.value) == (kind, key, value) for f in answers[step])
    ]
    assert first_held(seen, Condition((fact,))).step == holding[0]


@quick
@given(st.data())
def test_a_count_is_reached_where_a_walk_over_all_answers_reaches_it(data: st.DataObject) -> None:
    talks = data.draw(drawn(histories))
    kind = data.draw(st.sampled_from(KINDS))
    value = data.draw(st.sampled_from((None, *kind.values)))
    number = data.draw(st.integers(0, 2))
    seen = look(STREAM, talks.rows(), now=NOW)
    asked = Condition((Fact(kind=kind.name, value=value, compare=">", number=number),))
    found = first_held(seen, asked)
    holding = [
        step
        for step in (1, *(row.step for row in seen.steps))
        if sum(value in (None, field.value) for field in fields_of(just_after(talks, step), kind))
        > number
    ]
    assert found.step == (holding[0] if holding else None)


# Blame, explain, changes ------------------------------------------------------------------------


@quick
@given(drawn(histories), instants)
def test_the_step_that_is_blamed_is_in_view_and_explains_the_field(
    talks: Talks, as_of: int
) -> None:
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    ours = {row.step for row in seen.corrections()}
    for each in blame(seen, ""):
        version = each.field.set_by
        assert version in seen.visible | ours
        if version == 1 or version in ours:
            assert each.set_by is None
            continue
        assert each.set_by is not None
        assert each.set_by.version == version
        explained = explain(seen, version)
        assert explained is not None
        assert each.field in explained.answers


@settings(max_examples=20, deadline=None)
@given(drawn(histories), instants)
def test_changes_are_the_difference_of_what_was_known_and_none_without_a_record(
    talks: Talks, as_of: int
) -> None:
    clock = iter(range(NOW, NOW + 1_000 * SECOND, SECOND))
    with MemoryStore("test.example/talks", lambda: next(clock)) as store:
        ledger = Ledger(store, POLITICS, recorder="tests", clock=lambda: NOW)
        for batch in talks.batches:
            ledger.record(batch)
        size = ledger.head().size
        views = [
            look(STREAM, ledger.rows_at(STREAM, position), now=NOW, as_of=as_of)
            for position in range(1, size + 1)
        ]
        now = views[-1]
        for position, before in enumerate(views, 1):
            found = changes_since(before, now, position)
            assert list(found.differences) == differences(fields(before), fields(now))
            told_of = {each.step.version for each in (*found.late, *found.news)}
            assert told_of == {row.step for row in now.steps if row.position > position}
            for late in found.late:
                follower = now.step(late.before or 0)
                here = now.step(late.step.version)
                assert follower is not None
                assert here is not None
                assert follower.place > here.place
                assert follower.position <= position < here.position
        nothing = changes_since(now, now, size)
        assert not any((nothing.late, nothing.corrections, nothing.differences, nothing.news))
