"""What negotiations wait for, follow and belong to: the links that they are registered with.

A deal that waits for a deal elsewhere is no done deal, and its own stream does not show that the
other one is missing. A registration knows what came later; so nothing is told of a link before
something happened here, and each is told with where both stood. Source: docs/adr/0043.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation.instants import State
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.deals import standing_deal
from parley.negotiation.views.seen import Seen

__all__ = ["LinkItem", "Stand", "links"]

Kind = Literal["conditional_on", "succeeds", "part_of"]
_KINDS: Final[tuple[Kind, ...]] = ("conditional_on", "succeeds", "part_of")


class Stand(Struct, frozen=True, kw_only=True):
    """Where a negotiation stood."""

    state: State | None
    """null = no talks yet."""
    began: bool
    """Whether talks, or a deal, are on record: an attempt may be over before there were any."""
    since: CitedStep
    """The step that set the state; its last step where it has none."""
    closed: CitedStep | None


class LinkItem(Struct, frozen=True, kw_only=True):
    """One negotiation's link with another; `exclusive_with` is told as a pair."""

    kind: Literal["conditional_on", "succeeds", "part_of"]
    negotiation: str
    title: str
    other: str
    other_title: str | None
    """null = it is not in view."""
    seen: bool
    """Whether the other one is in view."""
    here: Stand
    there: Stand | None
    """null = nothing has happened there yet, or it is not in view."""
    deal: CitedStep | None
    """The deal that stands here; a link of the kind conditional_on is told once there is one."""
    other_deal: CitedStep | None
    """The deal that stands there."""
    waits: bool
    """A deal stands here that is conditional on one there, where none stands; and it is not
    closed."""
    closed_without: bool
    """It was closed at a deal that is conditional on one there, where none stands."""


def links(members: Sequence[Seen]) -> list[LinkItem]:
    """Every link of every negotiation but exclusion, in their order."""
    by_stream = {seen.stream: seen for seen in members}
    return [item for seen in members for item in _links(seen, by_stream)]


def _links(seen: Seen, by_stream: dict[str, Seen]) -> Iterator[LinkItem]:
    if not seen.registration.links.keys() & {*_KINDS}:
        return
    here, deal = _stand(seen), _deal(seen)
    if here is None:
        return
    for kind in _KINDS:
        for stream in seen.registration.links.get(kind, ()) if deal or kind != _KINDS[0] else ():
            other = by_stream.get(stream)
            there = None if other is None else _deal(other)
            unmet = kind == "conditional_on" and there is None
            yield LinkItem(
                kind=kind,
                negotiation=seen.slug,
                title=seen.negotiation.title,
                other_title=None if other is None else other.negotiation.title,
                other=stream.removeprefix("negotiation/"),
                seen=other is not None,
                here=here,
                there=None if other is None else _stand(other),
                deal=deal,
                other_deal=there,
                waits=unmet and here.closed is None,
                closed_without=unmet and here.closed is not None,
            )


def _stand(seen: Seen) -> Stand | None:
    last = seen.steps[-1] if seen.steps else None
    since = None if last is None else cite_step(seen, last.since) or cite_step(seen, last.step)
    if last is None or since is None:
        return None
    closed = cite_step(seen, last.flags.get("closed"))
    began = any(each.state in ("talks_underway", "deal_reached") for each in seen.steps)
    return Stand(state=last.state, began=began, since=since, closed=closed)


def _deal(seen: Seen) -> CitedStep | None:
    found = standing_deal(seen)
    return None if found is None else cite_step(seen, found.version)
