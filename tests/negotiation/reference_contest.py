"""A contest's picture worked out slowly from DOMAIN §3 and §4, question 23.

The state of each negotiation is walked to anew for every instant at which anything may have
happened. No row and no view of ours is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    DealRatified,
    DealReached,
    NegotiationClosed,
    PartialAgreementReached,
    Step,
    TalksResumed,
    TalksSuspended,
)
from tests.negotiation.reference_answers import Told, short, stands

__all__ = ["Side", "acts", "flags", "sat", "spans"]

TALKS, DEAL, COLLAPSED = "talks_underway", "deal_reached", "collapsed"
WHAT = {
    (TALKS, TALKS): "talks",
    (DEAL, DEAL): "deals",
    (DEAL, TALKS): "deal_and_talks",
    (TALKS, DEAL): "deal_and_talks",
}
Place = tuple[str, int]
"""(slug, version)"""
Run = tuple[int, int | None]
"""The number of the first step of talks in the order, and that of the step that ended them."""


@dataclass
class Side:
    """One negotiation of the contest, and its steps in view."""

    slug: str
    registration: NegotiationRegistered
    told: Sequence[Told]

    def state(self, count: int) -> str | None:
        """The state after so many steps."""
        return stands(self.registration, self.told[:count]).state

    def bounds(self, place: int) -> Bounds:
        return parse_moment(self.told[place].step.occurred).bounds(self.registration.zone)

    def happened(self, instant: int) -> int:
        """How many steps had happened (DOMAIN §3, "Cut")."""
        over = [n for n in range(len(self.told)) if self.bounds(n).latest <= instant]
        return max(over) + 1 if over else 0

    def run(self, count: int, state: str) -> Run | None:
        """The run of a state after so many steps; None where they are in another."""
        if self.state(count) != state:
            return None
        first, end = count, count
        while first > 1 and self.state(first - 1) == state:
            first -= 1
        while end < len(self.told) and self.state(end + 1) == state:
            end += 1
        return first - 1, end if end < len(self.told) else None


def flags(registration: NegotiationRegistered, told: Sequence[Told]) -> dict[str, int]:
    """Flag -> the step that set it, but for contested and gap (DOMAIN §3, "Flags")."""
    found: dict[str, int] = {}
    waiting: set[tuple[str, str]] = set()
    for place, each in enumerate(told):
        before = stands(registration, told[:place])
        after = stands(registration, told[: place + 1]).state
        step = each.step
        if isinstance(step, TalksSuspended) and step.scope is None:
            found["suspended"] = each.version
        if isinstance(step, TalksResumed) or (before.state == TALKS and after != TALKS):
            found.pop("suspended", None)
        if isinstance(step, PartialAgreementReached):
            assent = {short(registration, one.party) for one in step.assent}
            if set(before.at_table) <= assent and each.written_class == "on_record":
                found["in_principle" if step.in_principle else "partial"] = each.version
        if after != before.state and after in (DEAL, COLLAPSED):
            found.pop("in_principle", None)
            found.pop("partial", None)
        if isinstance(step, DealReached):
            waiting = {(short(registration, one.party or ""), one.body) for one in step.subject_to}
            if waiting:
                found["ratification_pending"] = each.version
        if isinstance(step, DealRatified):
            waiting.discard((short(registration, step.party or ""), step.body))
        if not waiting or (before.state == DEAL and after != DEAL):
            found.pop("ratification_pending", None)
        if isinstance(step, NegotiationClosed):
            found["closed"] = each.version
    return found


def sat(side: Side) -> set[str]:
    """Every party that sits, or sat, at the table."""
    counts = range(len(side.told) + 1)
    return {
        party for count in counts for party in stands(side.registration, side.told[:count]).at_table
    }


def spans(one: Side, other: Side) -> list[tuple[str, set[Place], set[Place]]]:
    """(what, steps from which, steps until which) of every time at which talks, or deals, were in
    both, in the order of their runs; several where both began, or ended, at once; none = they still
    are."""
    found: dict[tuple[Run, Run], str] = {}
    for instant in {side.bounds(n).latest for side in (one, other) for n in range(len(side.told))}:
        for (first, second), what in WHAT.items():
            ours = one.run(one.happened(instant), first)
            theirs = other.run(other.happened(instant), second)
            if ours is not None and theirs is not None:
                found[ours, theirs] = what
    return [
        (
            what,
            _at(((one, ours[0]), (other, theirs[0])), max),
            _at(((one, ours[1]), (other, theirs[1])), min),
        )
        for (ours, theirs), what in sorted(found.items(), key=lambda each: _begun(*each[0]))
    ]


def _begun(ours: Run, theirs: Run) -> tuple[int, int]:
    return ours[0], theirs[0]


def _at(
    ends: Sequence[tuple[Side, int | None]], which: Callable[[Sequence[int]], int]
) -> set[Place]:
    """The last, or the first, of some steps: those that had happened from that instant on."""
    since = [
        (min(side.bounds(n).latest for n in range(place, len(side.told))), side, place)
        for side, place in ends
        if place is not None
    ]
    return {
        (side.slug, side.told[place].version)
        for instant, side, place in since
        if instant == which([each[0] for each in since])
    }


def acts(sides: Sequence[Side]) -> tuple[int, dict[str, list[Place]]]:
    """(how many acts there are, act id -> its steps where it stands in several)."""
    single = 0
    shared: dict[str, list[Place]] = {}
    for side in sides:
        for each in side.told:
            step: Step = each.step
            if step.act is None:
                single += 1
            else:
                shared.setdefault(step.act, []).append((side.slug, each.version))
    several = {act: at for act, at in shared.items() if len({slug for slug, _ in at}) > 1}
    return single + len(shared), several
