"""The JSON shape of the answer about unilateral moves.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, State
from parley.answers.shapes.cited import StepShown
from parley.negotiation.quantities import Quantity

__all__ = ["FieldedShown", "MoveLine", "MovesAnswer", "OverlapShown"]


class OverlapShown(Struct, frozen=True, kw_only=True):
    """Seats of a move that another side's list names too."""

    version: int
    by: tuple[str, ...]
    seats: tuple[str, ...]
    """As the move spells them."""


class MoveLine(StepShown, frozen=True, kw_only=True):
    """One move away from the table."""

    by: tuple[str, ...]
    kind: Literal["candidate_list", "contest_alone", "other_pact"]
    count: Quantity | None
    seats: tuple[str, ...]
    state: State | None
    """The state in which it was made; null = no talks yet."""
    at_the_table: bool
    """That state was proposed or talks_underway."""
    reported_overlap: Quantity | None
    """How many seats the other side had named too, according to the report."""
    reported_seats: tuple[str, ...]
    overlaps: tuple[OverlapShown, ...]
    """What the named seats themselves show, against every other side's list in view."""


class FieldedShown(Struct, frozen=True, kw_only=True):
    """How many candidates a party's lists name in all; null = a list gives no bound."""

    party: str
    versions: tuple[int, ...]
    parts: tuple[Quantity | None, ...]
    low: int | None
    high: int | None


class MovesAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.moves/v1"):
    """`parley moves`: lists, going it alone, other pacts."""

    negotiation: str
    title: str
    synthetic: bool
    fielded: tuple[FieldedShown, ...]
    items: tuple[MoveLine, ...]
