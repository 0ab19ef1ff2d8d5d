"""What the deals of a contest give out together, against the pools of the contest.

Each deal closes in itself, and only side by side do they promise more than there is. Nothing is
decided: figures are added up and shown, each with its step. Source: docs/adr/0043.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.views.agreed import TermItem, agreement
from parley.negotiation.views.arithmetic import added, count_of
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seen import Seen

__all__ = ["Portion", "SharesOver", "shares_over"]


class Portion(Struct, frozen=True, kw_only=True):
    """What a party has by what stands agreed in one negotiation."""

    negotiation: str
    arena: str
    party: str
    low: int
    """At least so many."""
    step: CitedStep
    in_part: bool
    """Agreed as a part, and by no deal."""


class SharesOver(Struct, frozen=True, kw_only=True):
    """Shares of several deals that come to more than a pool of the contest."""

    pool: str
    total: int
    party: str | None
    """Whose; null = of all parties together."""
    low: int
    """What they come to, at least; of all parties the largest share of each in an arena counts."""
    same_may_be_meant: bool
    """Several are of one arena, and may be the same seats or posts."""
    portions: tuple[Portion, ...]


def shares_over(contest: Seen, members: Sequence[Seen], same: SameParties) -> list[SharesOver]:
    """Every party, and then all together, whose shares in two deals or more are over a pool."""
    found: list[SharesOver] = []
    for pool, total in contest.registration.totals.items():
        portions = [each for seen in members for each in _portions(seen, pool, total, same)]
        for party in dict.fromkeys(each.party for each in portions):
            own = [each for each in portions if each.party == party]
            low = sum(each.low for each in own)
            if low > total and _several(own):
                found.append(_over(pool, total, party, low, own))
        low = sum(_least(portions))
        if low > total and _several(portions):
            found.append(_over(pool, total, None, low, portions))
    return found


def _several(portions: Sequence[Portion]) -> bool:
    return len({each.negotiation for each in portions}) > 1


def _over(
    pool: str, total: int, party: str | None, low: int, portions: Sequence[Portion]
) -> SharesOver:
    arenas = {(each.arena.casefold(), each.negotiation) for each in portions}
    shared = len({arena for arena, _ in arenas}) < len(arenas)
    return SharesOver(
        pool=pool,
        total=total,
        party=party,
        low=low,
        same_may_be_meant=party is not None and shared,
        portions=tuple(portions),
    )


def _least(portions: Sequence[Portion]) -> Iterator[int]:
    """The largest share of each party in each arena: fewer the deals cannot give out together."""
    most: dict[tuple[str, str], int] = {}
    for each in portions:
        key = (each.party, each.arena.casefold())
        most[key] = max(most.get(key, 0), each.low)
    yield from most.values()


def _portions(seen: Seen, pool: str, total: int, same: SameParties) -> Iterator[Portion]:
    if not seen.all(rows.TermRow):
        return
    terms = [
        item
        for item in agreement(seen).agreed
        if item.party is not None
        and (item.pool or "").casefold() == pool.casefold()
        and (item.quantity is None or item.quantity.of in (None, total))
    ]
    for party in dict.fromkeys(item.party for item in terms):
        own = [item for item in terms if item.party == party]
        low, step = _count(own), cite_step(seen, own[-1].version)
        if party is not None and low and step is not None:
            yield Portion(
                negotiation=seen.slug,
                arena=seen.registration.arena or "",
                party=same.called(seen, party),
                low=low,
                step=step,
                in_part=all(item.kind == "partial" for item in own),
            )


def _count(terms: Sequence[TermItem]) -> int:
    """At least so many: names beside a number name the same ones again."""
    counted = [item for item in terms if item.issue not in SEAT_ISSUES[1:]] or terms
    return added(count_of(item.quantity, item.seats) for item in counted)[0] or 0
