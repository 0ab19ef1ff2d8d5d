"""What is on the table: whatever stands at one moment, of every kind.

Source: DOMAIN §4, questions 3, 15, 16 and 17.
"""

from msgspec import Struct

from negotiation.views.conditions import ConditionItem, conditions
from negotiation.views.dates import DeadlineItem, deadlines
from negotiation.views.proposals import DemandItem, OfferItem, demands, offers
from negotiation.views.seen import Seen

__all__ = ["OnTheTable", "on_the_table"]


class OnTheTable(Struct, frozen=True, kw_only=True):
    """What stands: open offers and demands, open conditions, what is due."""

    offers: tuple[OfferItem, ...]
    demands: tuple[DemandItem, ...]
    conditions: tuple[ConditionItem, ...]
    deadlines: tuple[DeadlineItem, ...]


def on_the_table(seen: Seen) -> OnTheTable:
    """What stands at the moment."""
    return OnTheTable(
        offers=tuple(each for each in offers(seen) if each.status == "open"),
        demands=tuple(each for each in demands(seen) if each.status == "open"),
        conditions=tuple(each for each in conditions(seen) if each.status in ("open", "failed")),
        deadlines=tuple(each for each in deadlines(seen) if each.status == "pending"),
    )
