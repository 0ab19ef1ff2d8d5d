"""Denials with their delay, and the times at which the parties disagreed about the state itself.

A denial that comes a day after the story is another thing than one in the story. Source: DOMAIN
§4, question 9 and "Contested"; what a denial denies: docs/adr/0019.
"""

from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import State
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds, parse_moment
from parley.negotiation.views.citations import cite
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["Contested", "Delay", "Denial", "Held", "contested", "delay_between", "denials"]


_SECOND: Final = 1_000_000
"""In µs."""


class Delay(Struct, frozen=True, kw_only=True):
    """A span of time, from least to most; null where no date bounds it. It is rounded outwards:
    nothing is made more exact than it is."""

    at_least_seconds: int | None
    """Below 0 where the dates leave open which of the two came first."""
    at_most_seconds: int | None


class Denial(CitedStep, frozen=True, kw_only=True):
    """One denial, with the step that is denied or answered."""

    by: tuple[str, ...]
    on_record_by: tuple[str, ...]
    """The parties among those whose own word it is on record."""
    text: str | None
    proposition: Literal["talks", "agreement", "collapse", "figure", "words"] | None
    denies: CitedStep | None
    """The step whose happening is denied."""
    replies_to: CitedStep | None
    """The step to which it replies: a part of it, or what it is taken to mean, is denied."""
    elsewhere: str | None
    """The step denied, where it stands in another stream: stream#version."""
    refuted_by: tuple[int, ...]
    """Statements that show the denial to be false."""
    corrected_by: tuple[int, ...]
    """Statements with which it was set right."""
    occurred_after: Delay | None
    """How long after that step; null where none is named, or no date tells."""
    published_after: Delay | None
    """Between the first publications; null also where one is not known."""


class Held(CitedStep, frozen=True, kw_only=True):
    """What a party last said on record about the state; the step is where it said so."""

    party: str
    word: Literal["talks", "agreement", "collapse", "none", "no_agreement", "no_collapse"]
    """none, no_agreement, no_collapse: it denies that there are talks, that it is agreed, that it
    is over."""


class Contested(Struct, frozen=True, kw_only=True):
    """A time at which parties said different things on record about where the talks stand."""

    state: State | None
    """What the rules make of it at the end of that time."""
    since: CitedStep
    until: CitedStep | None
    """null = it is contested at the moment."""
    positions: tuple[Held, ...]
    """As they were last, while it was contested."""


def denials(seen: Seen) -> list[Denial]:
    """Every denial in view, in the order of occurrence."""
    return [_denial(seen, step) for step in seen.steps if "denies" in step.stances]


def _denial(seen: Seen, step: rows.StepRow) -> Denial:
    about = next(iter(step.pointers.get("about", ())), None)
    reply = next(iter(step.pointers.get("in_reply_to", ())), None)
    pointed = about if about is not None else reply
    target = seen.step(pointed) if isinstance(pointed, int) else None
    about_it = [each for each in seen.steps if step.step in each.pointers.get("about", ())]
    return cite(
        Denial,
        seen,
        step,
        denies=cite_step(seen, about) if isinstance(about, int) else None,
        replies_to=cite_step(seen, reply) if isinstance(reply, int) else None,
        text=step.text,
        elsewhere=pointed if isinstance(pointed, str) else None,
        refuted_by=tuple(each.step for each in about_it if "refutes" in each.stances),
        corrected_by=tuple(each.step for each in about_it if "corrects" in each.stances),
        occurred_after=None if target is None else _occurred_after(target, step),
        published_after=None if target is None else _published_after(seen, target, step),
    )


def _occurred_after(target: rows.StepRow, denial: rows.StepRow) -> Delay | None:
    found = delay_between(bounds_of(target), bounds_of(denial))
    if found is None:
        return None
    # Whoever denies a thing does so after it, whatever the dates leave open.
    least = max(0, found.at_least_seconds or 0)
    return Delay(at_least_seconds=least, at_most_seconds=found.at_most_seconds)


def _published_after(seen: Seen, target: rows.StepRow, denial: rows.StepRow) -> Delay | None:
    first, then = _first_published(seen, target.step), _first_published(seen, denial.step)
    return None if first is None or then is None else delay_between(first, then)


def _first_published(seen: Seen, version: int) -> Bounds | None:
    """The span of the first publication of a step's words, where one is known."""
    zone = seen.negotiation.zone
    spans = [
        parse_moment(row.published).bounds(zone)
        for row in seen.all(rows.EvidenceRow)
        if row.step == version and row.published is not None
    ]
    if not spans:
        return None
    return Bounds(min(span.earliest for span in spans), min(span.latest for span in spans))


def delay_between(first: Bounds, then: Bounds) -> Delay | None:
    """The time from a moment to another, as far as the dates tell; None where neither bound is
    known."""
    least = _difference(first.latest, then.earliest)
    most = _difference(first.earliest, then.latest)
    if least is None and most is None:
        return None
    return Delay(
        at_least_seconds=None if least is None else least // _SECOND,
        at_most_seconds=None if most is None else -(-most // _SECOND),
    )


def _difference(start: int, end: int) -> int | None:
    unbounded = (UNBOUNDED_PAST, UNBOUNDED_FUTURE)
    return None if start in unbounded or end in unbounded else end - start


def contested(seen: Seen) -> list[Contested]:
    """Every time at which the state was contested, in the order of occurrence."""
    found: list[Contested] = []
    run: list[rows.StepRow] = []
    for step in seen.steps:
        if "contested" in step.flags:
            run.append(step)
        elif run:
            found.append(_contested(seen, run, step.step))
            run = []
    return [*found, _contested(seen, run, None)] if run else found


def _contested(seen: Seen, run: list[rows.StepRow], until: int | None) -> Contested:
    last = run[-1]
    since = cite_step(seen, last.flags["contested"])
    if since is None:
        raise ValueError(f"v{last.flags['contested']} made the state contested, and is not in view")
    held = sorted(last.positions, key=lambda each: (seen.places.get(each.step, 0), each.party))
    return Contested(
        state=last.state,
        since=since,
        until=cite_step(seen, until),
        positions=tuple(
            cite(Held, seen, step, each)
            for each in held
            if (step := seen.step(each.step)) is not None
        ),
    )
