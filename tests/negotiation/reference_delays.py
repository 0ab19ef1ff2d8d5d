"""Denials and how long they took, worked out slowly from DOMAIN §4, question 9.

No row and no view of ours is read.
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds, parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import StatementMade, Step
from tests.negotiation.reference_answers import Told
from tests.negotiation.reference_offers import actors

__all__ = ["DenialTold", "Span", "denials_told"]

Span = tuple[int | None, int | None]
"""(at least, at most) in µs; None = no date bounds it."""


class DenialTold(Struct, frozen=True):
    """A denial, what it points at, and how long after that it came."""

    version: int
    by: tuple[str, ...]
    denies: int | None
    replies_to: int | None
    elsewhere: str | None
    occurred: Span | None
    published: Span | None


def denials_told(registration: NegotiationRegistered, told: Sequence[Told]) -> list[DenialTold]:
    """Every statement that denies something, in the order of occurrence."""
    found: list[DenialTold] = []
    for place, each in enumerate(told):
        step = each.step
        if not isinstance(step, StatementMade) or "denies" not in step.stances:
            continue
        pointed = step.in_reply_to if step.about is None else step.about
        before = [other.step for other in told if other.version == pointed]
        occurred = published = None
        if before:
            zone = registration.zone
            happened = [parse_moment(one.occurred).bounds(zone) for one in (before[0], step)]
            occurred = _between(happened[0], happened[1])
            if occurred is not None:  # nobody denies a thing before it is there
                occurred = max(0, occurred[0] or 0), occurred[1]
            first, then = _published(before[0], zone), _published(step, zone)
            if first is not None and then is not None:
                published = _between(first, then)
        versions = {other.version for other in told}
        found.append(
            DenialTold(
                each.version,
                actors(registration, told, place, step.by),
                step.about if isinstance(step.about, int) and step.about in versions else None,
                step.in_reply_to
                if isinstance(step.in_reply_to, int) and step.in_reply_to in versions
                else None,
                pointed if isinstance(pointed, str) else None,
                occurred,
                published,
            )
        )
    return found


def _between(first: Bounds, then: Bounds) -> Span | None:
    """From the last moment of one span to the first of the other, and the other way about, in
    seconds that are rounded outwards."""
    least = most = None
    if first.latest != UNBOUNDED_FUTURE and then.earliest != UNBOUNDED_PAST:
        least = (then.earliest - first.latest) // 1_000_000
    if first.earliest != UNBOUNDED_PAST and then.latest != UNBOUNDED_FUTURE:
        most = -((first.earliest - then.latest) // 1_000_000)
    return None if least is None and most is None else (least, most)


def _published(step: Step, zone: str) -> Bounds | None:
    """When the words of a step first became public: by each report that says when."""
    spans = [
        parse_moment(each.published).bounds(zone)
        for each in step.evidence
        if each.published is not None
    ]
    if not spans:
        return None
    earliest, latest = spans[0].earliest, spans[0].latest
    for span in spans:
        if span.earliest < earliest:
            earliest = span.earliest
        if span.latest < latest:
            latest = span.latest
    return Bounds(earliest, latest)
