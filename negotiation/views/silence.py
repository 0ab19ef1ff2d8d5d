"""Silence: for how many days nothing happened in open talks, and which date comes next.

A stall is news that no report brings; who asks must see it, and see that nothing was recorded,
which is not that nothing happened. Source: DOMAIN §4, question 15, for the dates.
"""

from typing import Final

from msgspec import Struct

from parley.negotiation.instants import Given
from parley.negotiation.moments import Bounds, end_of
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.dates import deadlines
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.spans import Days, days_between

__all__ = ["Coming", "Silence", "silence"]

_OPEN: Final = ("proposed", "talks_underway")


class Coming(Struct, frozen=True, kw_only=True):
    """The next date that is no mere expectation."""

    stream: str
    """Of the negotiation, or of its contest."""
    version: int
    """The step that set it; 1 = registered with the stream."""
    kind: str
    when: Given | None
    what: str | None
    words: str | None
    due_in: Days | None


class Silence(Struct, frozen=True, kw_only=True):
    """Nothing is recorded to have happened since the last step; that nothing happened it does not
    say."""

    last: CitedStep
    days: Days
    coming: Coming | None


def silence(seen: Seen, contest: Seen | None = None) -> Silence | None:
    """How long nothing happened; None unless talks are proposed or underway, and not closed."""
    if not seen.steps or seen.steps[-1].state not in _OPEN:
        return None
    if "closed" in seen.steps[-1].flags:
        return None
    # The one that is certainly as late as any: a vague date says little about silence.
    last = max(seen.steps, key=lambda row: (row.earliest, row.place))
    cited = cite_step(seen, last.step)
    if cited is None:
        return None
    here = Bounds(seen.at - 1, seen.at)
    latest = min(max(row.latest for row in seen.steps), seen.at)
    since = Bounds(last.earliest, max(latest, last.earliest + 1))
    return Silence(
        last=cited,
        days=days_between(since, here, seen.negotiation.zone),
        coming=_coming(seen, contest),
    )


def _coming(seen: Seen, contest: Seen | None) -> Coming | None:
    found = [
        (
            end_of(deadline.when, each.negotiation.zone),
            gather(Coming, deadline, stream=each.stream),
        )
        for each in (seen, contest)
        if each is not None
        for deadline in deadlines(each)
        if deadline.status == "pending"
        and deadline.kind != "soft_target"
        and deadline.when is not None
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None
