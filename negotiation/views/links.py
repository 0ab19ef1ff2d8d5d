"""What negotiations wait for, follow and belong to: the links that they are registered with.

A deal that waits for a deal elsewhere is no done deal, and its own stream does not show that the
other one is missing. Source: docs/adr/0043.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation.instants import State
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.deals import standing_deal
from parley.negotiation.views.seen import Seen

__all__ = ["LinkItem", "links"]

Kind = Literal["conditional_on", "succeeds", "part_of"]
_KINDS: Final[tuple[Kind, ...]] = ("conditional_on", "succeeds", "part_of")


class LinkItem(Struct, frozen=True, kw_only=True):
    """One negotiation's link with another; `exclusive_with` is told as a pair."""

    kind: Literal["conditional_on", "succeeds", "part_of"]
    negotiation: str
    other: str
    seen: bool
    """Whether the other one is in view."""
    other_state: State | None
    """Where the other one stands; null = no talks there yet, or it is not in view."""
    deal: CitedStep | None
    """The deal that stands here."""
    other_deal: CitedStep | None
    """The deal that stands there."""
    closed: CitedStep | None
    """The step with which this one was closed."""
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
    last = seen.steps[-1] if seen.steps else None
    closed = None if last is None else cite_step(seen, last.flags.get("closed"))
    deal = _deal(seen)
    for kind in _KINDS:
        for stream in seen.registration.links.get(kind, ()):
            other = by_stream.get(stream)
            there = None if other is None else _deal(other)
            unmet = kind == "conditional_on" and deal is not None and there is None
            yield LinkItem(
                kind=kind,
                negotiation=seen.slug,
                other=stream.removeprefix("negotiation/"),
                seen=other is not None,
                other_state=other.steps[-1].state if other is not None and other.steps else None,
                deal=deal,
                other_deal=there,
                closed=closed,
                waits=unmet and closed is None,
                closed_without=unmet and closed is not None,
            )


def _deal(seen: Seen) -> CitedStep | None:
    found = standing_deal(seen)
    return None if found is None else cite_step(seen, found.version)
