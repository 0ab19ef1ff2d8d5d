"""A contest's picture: negotiations that exclude each other, and acts that stand in several.

No stream holds it: each negotiation has its own state, and only side by side do they show that
two exclusive talks were open at once. Source: DOMAIN §4, question 23, and §3, "One act in several
negotiations".
"""

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.moments import UNBOUNDED_FUTURE
from parley.negotiation.views.attempts import runs_of_one_state
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.seen import Seen

__all__ = ["Exclusion", "OpenSpan", "SharedAct", "acts_counted", "exclusions", "shared_acts"]


class OpenSpan(Struct, frozen=True, kw_only=True):
    """While talks were under way in both of two negotiations."""

    since_in: str
    """The negotiation whose step made it two."""
    since: CitedStep
    until_in: str | None
    until: CitedStep | None
    """null = they still are."""


class Exclusion(Struct, frozen=True, kw_only=True):
    """Two negotiations of which only one can end in a deal."""

    first: str
    second: str
    parties: tuple[str, ...]
    """Who sits, or sat, at both tables."""
    both_open: bool
    """Whether talks are under way in both."""
    spans: tuple[OpenSpan, ...]


class SharedAct(Struct, frozen=True, kw_only=True):
    """One act that is recorded in several negotiations."""

    act: str
    steps: tuple[tuple[str, int], ...]
    """(negotiation, version)."""
    said: str
    """The first of them in one line."""


def exclusions(members: Sequence[Seen]) -> list[Exclusion]:
    """Every pair that excludes each other, in the order of the negotiations."""
    return [
        _exclusion(first, second)
        for first, second in combinations(members, 2)
        if _excludes(first, second) or _excludes(second, first)
    ]


def shared_acts(members: Sequence[Seen]) -> list[SharedAct]:
    """Every act that stands in several of the streams."""
    found: dict[str, list[tuple[Seen, rows.StepRow]]] = {}
    for seen in members:
        for step in seen.steps:
            if step.act is not None:
                found.setdefault(step.act, []).append((seen, step))
    return [
        SharedAct(
            act=act,
            steps=tuple((seen.slug, step.step) for seen, step in steps),
            said=seen.said(steps[0][1]),
        )
        for act, steps in found.items()
        if len({seen.stream for seen, _ in steps}) > 1
    ]


def acts_counted(members: Sequence[Seen]) -> int:
    """How many acts the streams hold: every step, but those of one act id once."""
    return len(
        {
            (seen.stream, step.step) if step.act is None else step.act
            for seen in members
            for step in seen.steps
        }
    )


def _excludes(first: Seen, second: Seen) -> bool:
    return second.stream in first.registration.links.get("exclusive_with", ())


def _exclusion(first: Seen, second: Seen) -> Exclusion:
    spans = _spans_of_both(first, second)
    sat = [
        [row.party for row in seen.all(rows.PartyRow) if row.at_table] for seen in (first, second)
    ]
    return Exclusion(
        first=first.slug,
        second=second.slug,
        parties=tuple(dict.fromkeys(party for party in sat[0] if party in sat[1])),
        both_open=any(span.until is None for span in spans),
        spans=tuple(spans),
    )


class _Talks(Struct, frozen=True):
    """A run of talks by the instants from which its two ends had certainly happened."""

    seen: Seen
    start: int
    end: int
    first: CitedStep
    last: CitedStep | None


def _talks_of(seen: Seen) -> list[_Talks]:
    happened: dict[int, int] = {}
    until = UNBOUNDED_FUTURE
    for step in reversed(seen.steps):
        until = min(until, step.latest)
        happened[step.step] = until
    found: list[_Talks] = []
    for run, end in runs_of_one_state(seen.steps):
        first = cite_step(seen, run[0].step)
        if run[0].state != "talks_underway" or first is None:
            continue
        last = None if end is None else cite_step(seen, end.step)
        over = UNBOUNDED_FUTURE if end is None else happened[end.step]
        found.append(_Talks(seen, happened[run[0].step], over, first, last))
    return found


def _spans_of_both(first: Seen, second: Seen) -> list[OpenSpan]:
    spans: list[OpenSpan] = []
    for one in _talks_of(first):
        for other in _talks_of(second):
            later = max(one, other, key=lambda each: each.start)
            # An end of which nobody knows the date is an end all the same.
            sooner = min(one, other, key=lambda each: (each.end, each.last is None))
            if later.start < sooner.end or (one.last is None and other.last is None):
                spans.append(
                    OpenSpan(
                        since_in=later.seen.slug,
                        since=later.first,
                        until_in=None if sooner.last is None else sooner.seen.slug,
                        until=sooner.last,
                    )
                )
    return spans
