"""Circles in the register: a bloc that is its own member, a party that comes from itself.

No single entry shows them, since each names only its own members and its own origin; whoever
follows the register later would go round for ever.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, MomentError, parse_moment
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.register import Facts, Known, Member

__all__ = ["circles"]


class _Edge(Struct, frozen=True):
    """One step from an entry to another, and when it holds (µs since 1970, half open)."""

    to: str
    earliest: int
    latest: int


_Edges = Callable[[Facts], Iterable[_Edge]]


def circles(new: Known, before: Known | None, register: Mapping[str, Known]) -> Iterator[Refusal]:
    """The circles that an entry closes; those that `before`, its last version, closed are old.

    Members go round only where all of it holds at one time; an origin of one kind goes round
    whenever that was.
    """
    if way := _way_round(new, before, register, _members):
        found = refused("no_circles", "belongs_to_itself", entry=new.entry, way=[*way])
        yield found.at("facts.members")
    for how in ("split_from", "merged_from", "succeeds"):
        if way := _way_round(new, before, register, partial(_origins, how)):
            found = refused("no_circles", "comes_from_itself", entry=new.entry, how=how, way=[*way])
            yield found.at("facts.links")


def _way_round(
    new: Known, before: Known | None, register: Mapping[str, Known], edges: _Edges
) -> list[str]:
    """The ids from an entry through a new edge back to itself; empty where there is no such way."""
    old = [] if before is None else list(edges(before.facts))
    ways = [([new.entry], each) for each in edges(new.facts) if each not in old]
    seen: set[_Edge] = set()
    while ways:
        way, edge = ways.pop()
        if edge in seen or edge.to in way[1:]:
            continue
        seen.add(edge)
        way = [*way, edge.to]
        if edge.to == new.entry:
            return way
        if edge.to in register:
            ways += ((way, each) for each in _onwards(edge, edges(register[edge.to].facts)))
    return []


def _onwards(edge: _Edge, others: Iterable[_Edge]) -> Iterator[_Edge]:
    """The edges that hold at some time at which `edge` holds, each for that time."""
    for other in others:
        earliest = max(edge.earliest, other.earliest)
        latest = min(edge.latest, other.latest)
        if earliest < latest:
            yield _Edge(other.to, earliest, latest)


def _members(facts: Facts) -> Iterator[_Edge]:
    for each in facts.members:
        yield _Edge(each.entry, *_span(each))


def _origins(how: str, facts: Facts) -> Iterator[_Edge]:
    for each in facts.links:
        if each.how == how:
            yield _Edge(each.entry, UNBOUNDED_PAST, UNBOUNDED_FUTURE)


def _span(member: Member) -> tuple[int, int]:
    """When somebody belongs to it, in UTC days; what is no date is said elsewhere, and is open."""
    earliest, latest = UNBOUNDED_PAST, UNBOUNDED_FUTURE
    try:
        if member.valid_from is not None:
            earliest = parse_moment(member.valid_from).bounds("UTC").earliest
        if member.valid_until is not None:
            latest = parse_moment(member.valid_until).bounds("UTC").latest
    except MomentError:
        return UNBOUNDED_PAST, UNBOUNDED_FUTURE
    return earliest, latest
