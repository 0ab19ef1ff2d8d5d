"""Denials and their delays are what the slow reference works out."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings

from parley.negotiation.views.disputes import Delay, Denial, denials
from tests.negotiation.bargaining import moments
from tests.negotiation.denying import denying
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.reference_delays import DenialTold, Span, denials_told
from tests.negotiation.talks import Talks
from tests.negotiation.test_claims_properties import seen_and_told

quick = settings(max_examples=80, deadline=None)
NEVER_CUT = 2**62


@quick
@given(drawn(denying))
def test_denials_and_their_delays_are_what_the_slow_reference_works_out(talks: Talks) -> None:
    denials_are_the_references(talks, NEVER_CUT)


@quick
@given(drawn(denying), moments)
def test_what_had_happened_is_denied_as_the_slow_reference_works_out(
    talks: Talks, as_of: int
) -> None:
    denials_are_the_references(talks, as_of)


def denials_are_the_references(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    assert [told(each) for each in denials(seen)] == denials_told(registration, steps)


def told(denial: Denial) -> DenialTold:
    return DenialTold(
        denial.version,
        denial.by,
        None if denial.denies is None else denial.denies.version,
        None if denial.replies_to is None else denial.replies_to.version,
        denial.elsewhere,
        span(denial.occurred_after),
        span(denial.published_after),
    )


def span(delay: Delay | None) -> Span | None:
    return None if delay is None else (delay.at_least_seconds, delay.at_most_seconds)


HOLDS: Mapping[str, Callable[[Span, Span | None], bool]] = {
    "a denial that certainly came later": lambda occurred, _: (occurred[0] or 0) > 0,
    "a delay without a most": lambda occurred, _: occurred[1] is None,
    "a denial that may have been printed first": lambda _, published: (
        published is not None and (published[0] or 0) < 0
    ),
    "a delay of publication without a least": lambda _, published: (
        published is not None and published[0] is None
    ),
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_histories_hold_what_is_compared(what: str) -> None:
    """Where there is nothing to be wrong about, every reference agrees."""

    def holds(talks: Talks) -> bool:
        _, registration, steps = seen_and_told(talks, NEVER_CUT)
        found = denials_told(registration, steps)
        return any(
            HOLDS[what](each.occurred, each.published)
            for each in found
            if each.occurred is not None
        )

    assert any(map(holds, stock(denying)))
