"""One step on its way into a negotiation: what its handlers read and note."""

from parley.negotiation.evidence import AttributionClass, best_class, leading
from parley.negotiation.left import Left
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import (
    RowStruct,
)
from parley.negotiation.steps import (
    Step,
)

__all__ = [
    "Fold",
]


class Fold:
    """One step on its way into a negotiation."""

    def __init__(self, negotiation: Negotiation, version: int, step: Step) -> None:
        self.negotiation = negotiation
        self.version = version
        self.attribution_class: AttributionClass = best_class(step.evidence)
        self.by = negotiation.side(negotiation.actors(step.by))
        quote = leading(step.evidence).quote
        self.verbatim = None if quote is None else quote.verbatim
        self.touched: list[RowStruct] = []
        self._touched: set[int] = set()  # by identity: thousands may lapse at once
        self.left = negotiation.left[version] = Left(type=type(step).__name__)

    def touch(self, row: RowStruct) -> None:
        if id(row) not in self._touched:
            self._touched.add(id(row))
            self.touched.append(row)
