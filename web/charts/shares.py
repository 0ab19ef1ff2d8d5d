"""What is bargained over, a share each, and everything that was put on the table about it.

A share is what one party is to get of one thing, whoever offers it and whoever says so, and whether
a number, a range or names are given: offers and demands of it stand on one scale, for only there is
the gap seen. The gap is that of `offers --series`, within one class of attribution. Rules:
docs/adr/0047.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from parley.answers.language import say, say_list
from parley.answers.words.issues import issue_named
from parley.answers.words.offers import CLASSES
from parley.negotiation import rows
from parley.negotiation.spelling import draws_on_a_pool
from parley.negotiation.views.agreed import agreed_ever
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers, together
from parley.negotiation.views.seen import Seen
from parley.web.charts.gaps import Between, Whole, gaps_of, whole_of
from parley.web.charts.stands import (
    Agreed,
    Item,
    Key,
    Stand,
    agreed_of,
    has_figure,
    stands_of,
    unit_of,
)

__all__ = ["Share", "has_row", "moments_of", "shares"]


OfferOrDemand = TypeVar("OfferOrDemand", OfferItem, DemandItem)


class Share(Struct, frozen=True, kw_only=True):
    """What one party is to get of one thing, and everything that was put on the table about it."""

    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    total: int | None
    """How much there is of it in all."""
    stands: tuple[Stand, ...]
    agreed: tuple[Agreed, ...]
    gaps: tuple[Between, ...]

    def called(self, name: str) -> str:
        """What is bargained over, for whom: `Seats for the party, of 90`."""
        thing = issue_named(self.issue)
        if self.pool and self.pool not in ("seats", self.issue):
            thing = say("{thing} ({pool})", thing, self.pool)
        if self.total is not None:
            said = say("{thing} for {party}, of {total}", thing, party=name, total=self.total)
        else:
            said = say("{thing} for {party}", thing, party=name)
        return f"{said[:1].upper()}{said[1:]}"

    def gap_said(self, gap: Between) -> str:
        """The gap in words; according to whom, where others say something else."""
        if len({each.attribution_class for each in self.gaps}) == 1:
            return gap.said
        return say_list((gap.said, say(CLASSES[gap.attribution_class])))

    @property
    def steps(self) -> set[int | None]:
        """Every step with which something of it began or ended."""
        stood = ((each.version, each.until) for each in self.stands)
        settled = ((each.version, each.until) for each in self.agreed)
        return {step for both in (*stood, *settled) for step in both}

    @property
    def figures(self) -> tuple[float, ...]:
        """Every figure that is drawn."""
        named = (
            each
            for stand in self.stands
            for each in (stand.low, stand.high, *(stand.reading or ()))
            if each is not None
        )
        return (*named, *(each.figure for each in self.agreed))


def shares(seen: Seen) -> list[Share]:
    """Return every share that was bargained over: first those with figures, the longest first.

    A precondition or a veto is not bargained towards, and stands in none.
    """
    asked = [each for each in demands(seen) if each.kind == "demand"]
    items: list[Item] = [*_once(offers(seen)), *_once(asked)]
    items.sort(key=lambda each: (seen.places[each.version], each.line))
    found = _together(items)
    gaps, settled = gaps_of(seen), agreed_ever(seen)
    made = [
        Share(
            for_parties=key[0],
            issue=key[1],
            pool=key[2],
            total=_total(seen, key),
            stands=tuple(stands_of(seen, of_one, _total(seen, key))),
            agreed=tuple(agreed_of(settled, key, _total(seen, key))),
            gaps=tuple(
                gap
                for gap in gaps.get(key[:3], ())
                if gap.first in {item.version for item in of_one}
            ),
        )
        for key, of_one in found.items()
    ]
    return sorted(made, key=lambda each: (not each.figures, -len(each.stands)))


def moments_of(seen: Seen, drawn: Iterable[Share]) -> list[rows.StepRow]:
    """Return the steps that have a place in a picture of these shares, in their order."""
    named = {step for share in drawn for step in share.steps}
    return [row for row in seen.steps if row.step in named or row.state != row.state_before]


def has_row(row: rows.StepRow, share: Share) -> bool:
    """Whether a step says something new of a share: it puts something on its table, ends or agrees
    on it, or ends the talks."""
    if row.state != row.state_before and row.state in ("deal_reached", "collapsed"):
        return True
    begun = (*(each.version for each in share.stands), *(each.version for each in share.agreed))
    return row.step in (*begun, *(each.until for each in share.stands if each.end))


def _once(items: Sequence[OfferOrDemand]) -> list[OfferOrDemand]:
    """The same, with what one step puts to several alike as one: what is for somebody else than
    those to whom it is put, and words, which stand on nobody's scale."""
    each_own = [one for one in items if has_figure(one) and one.for_parties == one.to]
    rest = [one for one in items if one not in each_own]
    return each_own + together(rest)


def _together(items: Iterable[Item]) -> dict[Key, list[Item]]:
    """Offers and demands of one share; of one in which several units are named, of one unit. What
    names no unit goes with the first that is named."""
    named: dict[Whole, list[str]] = {}
    for item in items:
        unit, units = unit_of(item), named.setdefault(whole_of(item), [])
        if unit is not None and unit not in units:
            units.append(unit)
    found: dict[Key, list[Item]] = {}
    for item in items:
        whole = whole_of(item)
        first = next(iter(named[whole]), None)
        found.setdefault((*whole, unit_of(item) or first), []).append(item)
    return found


def _total(seen: Seen, key: Key) -> int | None:
    _, issue, pool, unit = key
    if not draws_on_a_pool(issue) or unit not in (None, pool):
        return None
    return seen.registration.totals.get(pool or "")
