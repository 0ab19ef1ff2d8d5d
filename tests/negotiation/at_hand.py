"""What the steps of a negotiation left that was folded from nothing: all of it is at hand."""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import ConditionRow, DeadlineRow, DemandRow, OfferRow

__all__ = ["conditions_in", "deadlines_in", "demands_in", "offers_in", "types_in"]


def types_in(negotiation: Negotiation) -> dict[int, str]:
    return {version: left.type for version, left in negotiation.left.items()}


def offers_in(negotiation: Negotiation) -> dict[int, list[OfferRow]]:
    return {version: left.offers for version, left in negotiation.left.items() if left.offers}


def demands_in(negotiation: Negotiation) -> dict[int, list[DemandRow]]:
    return {version: left.demands for version, left in negotiation.left.items() if left.demands}


def conditions_in(negotiation: Negotiation) -> dict[int, ConditionRow]:
    found = {version: left.condition for version, left in negotiation.left.items()}
    return {version: row for version, row in found.items() if row is not None}


def deadlines_in(negotiation: Negotiation) -> dict[int, list[DeadlineRow]]:
    return {version: left.deadlines for version, left in negotiation.left.items() if left.deadlines}
