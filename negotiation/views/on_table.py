"""What is on the table: whatever stands at one moment, of every kind, and what is agreed in part.

What stands apart is said with it: the gap between offer and demand, and figures in conflict.
Source: DOMAIN §4, questions 3, 4, 6, 15, 16 and 17.
"""

from msgspec import Struct

from parley.negotiation.views.agreed import TermItem, agreement
from parley.negotiation.views.conditions import ConditionItem, conditions
from parley.negotiation.views.conflicts import Conflict, conflicts
from parley.negotiation.views.dates import DeadlineItem, deadlines
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.series import StandingGap, standing_gaps

__all__ = ["OnTheTable", "on_the_table"]


class OnTheTable(Struct, frozen=True, kw_only=True):
    """What stands: open offers and demands, open conditions, what is due, what stands apart."""

    agreed: tuple[TermItem, ...]
    """What all have agreed in part, while no deal is reached."""
    accepted: tuple[OfferItem, ...]
    """What was offered and accepted, and all have not agreed to."""
    offers: tuple[OfferItem, ...]
    demands: tuple[DemandItem, ...]
    conditions: tuple[ConditionItem, ...]
    deadlines: tuple[DeadlineItem, ...]
    gaps: tuple[StandingGap, ...]
    conflicts: tuple[Conflict, ...]
    """Those in which at least one of the figures stands."""


def on_the_table(seen: Seen) -> OnTheTable:
    """What stands at the moment."""
    offered = tuple(each for each in offers(seen) if each.status == "open")
    demanded = tuple(each for each in demands(seen) if each.status == "open")
    standing = {each.version for each in (*offered, *demanded)}
    in_talks = bool(seen.steps) and seen.steps[-1].state in ("proposed", "talks_underway")
    agreed = agreement(seen)
    return OnTheTable(
        agreed=agreed.agreed if in_talks and not seen.over else (),
        accepted=agreed.accepted,
        offers=offered,
        demands=demanded,
        conditions=tuple(each for each in conditions(seen) if each.status == "open"),
        deadlines=tuple(each for each in deadlines(seen) if each.status == "pending"),
        gaps=tuple(standing_gaps(seen)),
        conflicts=tuple(each for each in conflicts(seen) if standing & set(each.steps)),
    )
