"""What holds of threads, series, conflicts and first reports for every history."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from parley.negotiation.account import Believed
from parley.negotiation.quantities import Number
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.views import attributions, conflicts, reporters, series, threads
from parley.negotiation.views.seen import Seen
from tests.negotiation.bargaining import bargaining, moments
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.reference_answers import Told, written_class
from tests.negotiation.reference_offers import conflicting, first_reports, gaps, linked
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import STREAM

quick = settings(max_examples=45, deadline=None)


def told(steps: list[Believed]) -> list[Told]:
    return [
        Told(
            each.version, each.step, written_class([one.attribution for one in each.step.evidence])
        )
        for each in steps
    ]


def seen_and_told(talks: Talks, as_of: int) -> tuple[Seen, NegotiationRegistered, list[Believed]]:
    account = talks.account()
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    registration = account.registration
    assert isinstance(registration, NegotiationRegistered)
    return seen, registration, account.steps[: len(seen.steps)]


@quick
@given(drawn(bargaining), moments)
def test_what_the_record_links_is_one_thread(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    shown = {
        frozenset(move.version for move in thread.moves if move.on is None)
        for thread in threads.threads(seen)
    }
    assert shown == linked(registration, told(steps))


@quick
@given(drawn(bargaining), moments)
def test_every_gap_is_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    shown: dict[tuple[object, ...], tuple[Number | None, Number | None] | None] = {}
    for each in series.series(seen):
        last = each.points[-1]
        lane = (each.givers, each.receivers, each.for_parties, each.issue, each.pool)
        if last.missing not in ("offer", "demand"):
            gap = last.gap
            shown[*lane, each.attribution_class] = None if gap is None else (gap.low, gap.high)
    assert shown == gaps(registration, told(steps))


@quick
@given(drawn(bargaining), moments)
def test_every_conflict_is_what_the_slow_reference_finds(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    shown = {
        frozenset({figure.version, other})
        for conflict in conflicts.conflicts(seen)
        for figure in conflict.figures
        for other in figure.against
    }
    assert shown == {pair for pair, _ in conflicting(registration, told(steps))}


@quick
@given(drawn(bargaining), moments)
def test_first_reports_and_origins_are_what_the_slow_reference_finds(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    for place, step in enumerate(steps):
        shown = [
            (set(each.steps), {report.version for report in each.first}, set(each.origins))
            for each in reporters.reported(seen, step.version)
        ]
        assert shown == first_reports(registration, steps, told(steps), place)


@quick
@given(drawn(bargaining), moments)
def test_every_line_cites_a_step_in_view(talks: Talks, as_of: int) -> None:
    seen, _, steps = seen_and_told(talks, as_of)
    versions = {step.version for step in steps}
    cited = [move.version for thread in threads.threads(seen) for move in thread.moves]
    cited += [point.version for each in series.series(seen) for point in each.points]
    cited += [version for each in conflicts.conflicts(seen) for version in each.steps]
    assert set(cited) <= versions
    for step in steps:
        reports = attributions.attributions(seen, step.version)
        assert [each.row.line for each in reports] == list(range(len(step.step.evidence)))


HOLDS: dict[str, Callable[[Seen], bool]] = {
    "figures in conflict": lambda seen: any(
        each.kind == "figures" for each in conflicts.conflicts(seen)
    ),
    "names in conflict": lambda seen: any(
        each.kind == "names" for each in conflicts.conflicts(seen)
    ),
    "a gap": lambda seen: any(
        point.gap is not None for each in series.series(seen) for point in each.points
    ),
    "an offer taken back": lambda seen: any(
        point.kind == "withdrawn" for each in series.series(seen) for point in each.points
    ),
    "a reply in a thread": lambda seen: any(
        move.answers for thread in threads.threads(seen) for move in thread.moves
    ),
    "a number of two steps and one origin": lambda seen: any(
        len(each.steps) > len(each.origins) == 1
        for row in seen.steps
        for each in reporters.reported(seen, row.step)
    ),
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_histories_hold_what_is_compared(what: str) -> None:
    """Where there is nothing to be wrong about, every reference agrees."""
    assert any(HOLDS[what](talks.seen()) for talks in stock(bargaining))
