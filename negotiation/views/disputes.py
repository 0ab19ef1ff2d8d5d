"""Denials with their delay, and the times at which the parties disagreed about the state itself.

A denial that comes a day after the story is another thing than one in the story. Source: DOMAIN
§4, question 9 and "Contested"; what a denial denies: docs/adr/0019.
"""

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds, parse_moment
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["Contested", "Delay", "Denial", "Held", "contested", "delay_between", "denials"]


class Delay(Struct, frozen=True, kw_only=True):
    """A span of time in µs, from least to most; None where no date bounds it.

    `at_least` is negative where the dates leave open which of the two came first.
    """

    at_least: int | None
    at_most: int | None


class Denial(Cited, frozen=True, kw_only=True):
    """9: one denial of a step or of a proposition."""

    by: tuple[str, ...]
    on_record_by: tuple[str, ...]
    said: str
    proposition: str | None
    denies: CitedStep | None
    """The step whose happening is denied."""
    replies_to: CitedStep | None
    """The step to which it replies, denying a part of it or what it is taken to mean."""
    elsewhere: str | None
    """The step denied, where it stands in another stream: stream#version."""
    occurred_after: Delay | None
    """How long after that step; None where none is named, or no date tells."""
    published_after: Delay | None
    """The same between the first publications; None also where one is not known."""


class Held(CitedStep, frozen=True, kw_only=True):
    """What a party last said on record about the state."""

    party: str
    word: str
    """talks, agreement, collapse, or none: it denies that there are talks."""


class Contested(Struct, frozen=True, kw_only=True):
    """A time at which two parties, or a party and the state, said different things on record."""

    state: str | None
    since: CitedStep
    until: CitedStep | None
    """The step with which it ended; None = it is contested at the moment."""
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
    return cite(
        Denial,
        seen,
        step,
        denies=cite_step(seen, about) if isinstance(about, int) else None,
        replies_to=cite_step(seen, reply) if isinstance(reply, int) else None,
        elsewhere=pointed if isinstance(pointed, str) else None,
        occurred_after=None if target is None else _occurred_after(target, step),
        published_after=None if target is None else _published_after(seen, target, step),
    )


def _occurred_after(target: rows.StepRow, denial: rows.StepRow) -> Delay | None:
    found = delay_between(bounds_of(target), bounds_of(denial))
    if found is None:
        return None
    # Whoever denies a thing does so after it, whatever the dates leave open.
    return Delay(at_least=max(0, found.at_least or 0), at_most=found.at_most)


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
    return Delay(at_least=least, at_most=most)


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
