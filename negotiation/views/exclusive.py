"""Negotiations of which only one can end in a deal: when both were under way, or at a deal.

No stream holds it: only side by side do they show that somebody sat at both tables, or that two
deals stand of which one cannot hold. Source: DOMAIN §4, question 23; docs/adr/0043.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds
from parley.negotiation.views.attempts import runs_of_one_state
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["BothSpan", "ExclusivePair", "exclusive_pairs"]

What = Literal["talks", "deals", "deal_and_talks"]


class BothSpan(Struct, frozen=True, kw_only=True):
    """While talks were under way, or a deal stood, in both of two negotiations."""

    what: Literal["talks", "deals", "deal_and_talks"]
    """deal_and_talks: a deal stood in one, and the other talked."""
    deal_in: str | None
    """Of deal_and_talks: where the deal stood."""
    parties: tuple[str, ...]
    """Who sat at both tables then."""
    since_in: str
    """The negotiation whose step made it two."""
    since: CitedStep
    beside_in: str
    """The other one."""
    beside: CitedStep
    """The step with which it had begun there."""
    in_order: bool
    """The dates of the two tell which came first."""
    until_in: str | None
    until: CitedStep | None
    """null = they still are."""


class ExclusivePair(Struct, frozen=True, kw_only=True):
    """Two negotiations of which only one can end in a deal."""

    first: str
    second: str
    first_title: str
    second_title: str
    parties: tuple[str, ...]
    """Who sits, or sat, at both tables."""
    both_open: bool
    """Whether talks are under way in both."""
    both_at_a_deal: bool
    proposed_in: str | None
    """The one in which an alliance is proposed, while talks are under way, a deal stands or an
    alliance is proposed in the other."""
    proposed: CitedStep | None
    """The step that proposed it."""
    spans: tuple[BothSpan, ...]


def exclusive_pairs(members: Sequence[Seen], same: SameParties) -> list[ExclusivePair]:
    """Every pair that excludes each other, in the order of the negotiations, once something has
    happened in both; `same` MUST know the parties of all."""
    places = {seen.stream: place for place, seen in enumerate(members)}
    pairs = {
        (min(place, places[other]), max(place, places[other]))
        for place, seen in enumerate(members)
        for other in seen.registration.links.get("exclusive_with", ())
        if other in places and other != seen.stream
    }
    return [
        _pair(members[first], members[second], same)
        for first, second in sorted(pairs)
        if members[first].steps and members[second].steps
    ]


def _pair(first: Seen, second: Seen, same: SameParties) -> ExclusivePair:
    spans = _spans(first, second, same)
    sat = [
        [same.called(seen, row.party) for row in seen.all(rows.PartyRow) if row.at_table]
        for seen in (first, second)
    ]
    last = [span.what for span in spans if span.until is None]
    open_still = [seen.steps[-1] for seen in (first, second) if _is_open(seen)]
    proposed = [
        (seen.slug, cite_step(seen, seen.steps[-1].since))
        for seen in (first, second)
        if len(open_still) > 1 and seen.steps[-1].state == "proposed"
    ]
    proposed_in, step = proposed[-1] if proposed else (None, None)
    return ExclusivePair(
        first=first.slug,
        second=second.slug,
        first_title=first.negotiation.title,
        second_title=second.negotiation.title,
        parties=tuple(dict.fromkeys(party for party in sat[0] if party in sat[1])),
        both_open="talks" in last,
        both_at_a_deal="deals" in last,
        proposed_in=proposed_in,
        proposed=step,
        spans=tuple(spans),
    )


def _is_open(seen: Seen) -> bool:
    """Whether an alliance is proposed, talks are under way or a deal stands, and it is not
    closed."""
    last = seen.steps[-1] if seen.steps else None
    return last is not None and last.state not in (None, "collapsed") and "closed" not in last.flags


class _Run(Struct, frozen=True):
    """A run of talks or of a deal, by the instants from which its two ends had happened."""

    seen: Seen
    state: str
    start: int
    end: int
    first: CitedStep
    last: CitedStep | None


def _runs(seen: Seen, happened: Mapping[int, int]) -> list[_Run]:
    found: list[_Run] = []
    for run, end in runs_of_one_state(seen.steps):
        first, state = cite_step(seen, run[0].step), run[0].state
        if state is None or state not in ("talks_underway", "deal_reached") or first is None:
            continue
        last = None if end is None else cite_step(seen, end.step)
        over = UNBOUNDED_FUTURE if end is None else happened[end.step]
        found.append(_Run(seen, state, happened[run[0].step], over, first, last))
    return found


def _happened(seen: Seen) -> dict[int, int]:
    """Version of a step -> the instant from which it had certainly happened (DOMAIN §3, "Cut")."""
    found: dict[int, int] = {1: UNBOUNDED_PAST}
    until = UNBOUNDED_FUTURE
    for step in reversed(seen.steps):
        until = min(until, step.latest)
        found[step.step] = until
    return found


def _spans(first: Seen, second: Seen, same: SameParties) -> list[BothSpan]:
    instants = [_happened(seen) for seen in (first, second)]
    spans: list[BothSpan] = []
    for one in _runs(first, instants[0]):
        for other in _runs(second, instants[1]):
            later = max(one, other, key=lambda each: each.start)
            earlier = one if later is other else other
            # An end of which nobody knows the date is an end all the same.
            sooner = min(one, other, key=lambda each: (each.end, each.last is None))
            if later.start >= sooner.end and not (one.last is None and other.last is None):
                continue
            deal = one if one.state == "deal_reached" else other
            what = _what(one.state, other.state)
            ours, theirs = (
                _seated(each, at, later.start, sooner.end, same)
                for each, at in zip((first, second), instants, strict=True)
            )
            spans.append(
                BothSpan(
                    what=what,
                    deal_in=deal.seen.slug if what == "deal_and_talks" else None,
                    parties=tuple(dict.fromkeys(each for each in ours if each in theirs)),
                    since_in=later.seen.slug,
                    since=later.first,
                    beside_in=earlier.seen.slug,
                    beside=earlier.first,
                    in_order=_bounds(earlier).precedes(_bounds(later)),
                    until_in=None if sooner.last is None else sooner.seen.slug,
                    until=sooner.last,
                )
            )
    return spans


def _what(one: str, other: str) -> What:
    if one != other:
        return "deal_and_talks"
    return "talks" if one == "talks_underway" else "deals"


def _bounds(run: _Run) -> Bounds:
    return bounds_of(run.seen.by_version[run.first.version])


def _seated(
    seen: Seen, happened: Mapping[int, int], start: int, end: int, same: SameParties
) -> list[str]:
    """Who sat at a table at some time from one instant to another."""
    return [same.called(seen, row.party) for row in _stays(seen, happened, start, end)]


def _stays(
    seen: Seen, happened: Mapping[int, int], start: int, end: int
) -> Iterator[rows.PartyRow]:
    for row in seen.all(rows.PartyRow):
        came = happened.get(row.step, UNBOUNDED_PAST)
        left = UNBOUNDED_FUTURE if row.left_by is None else happened.get(row.left_by, None)
        if row.at_table and came < end and (left is None or left > start):
            yield row
