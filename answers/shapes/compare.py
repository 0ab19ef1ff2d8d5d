"""The JSON shape of the answer that puts negotiations of the same parties side by side.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown
from parley.negotiation.instants import State
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.spans import Days

__all__ = ["CompareAnswer", "ComparedLine", "ComparedPair"]


class ComparedPair(Struct, frozen=True, kw_only=True):
    """Two negotiations that are compared."""

    first: str
    second: str
    same_parties: bool
    """Whether the same parties sit, or sat, at both tables."""


class ComparedLine(Struct, frozen=True, kw_only=True):
    """One fact about one of two negotiations; what is not there has no line but a count."""

    pair: int
    """Which pair, from 1."""
    what: Literal[
        "attempts",
        "attempt",
        "first_offer",
        "last_offer",
        "first_demand",
        "last_demand",
        "share",
        "ended",
        "moves",
        "move",
    ]
    negotiation: str
    said: str
    """The fact in words."""
    count: int | None = None
    """Of attempts and of moves before a deal or a collapse: how many."""
    days: Days | None = None
    """Of an attempt: from its first to its last step."""
    quantity: Quantity | None = None
    """Of an offer, a demand or a share: the figure, where there is one."""
    step: CitedStep | None = None
    """The step that it is taken from; of an attempt its last."""
    inconclusive: int | None = None
    """Of attempts: how many of them ended in a collapse."""
    outcome: State | None = None
    """Of an attempt: the state that ended it; null = it goes on."""
    by: tuple[str, ...] = ()
    """Who offers or demands, who ended it, who moves."""
    to: tuple[str, ...] = ()
    """Of an offer or a demand: to whom."""
    seats: tuple[str, ...] = ()
    reason: str | None = None
    """Of what ended: the reason that was given."""


class CompareAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.compare/v1"):
    """`parley compare A B`: two negotiations, or those of two contests, side by side."""

    pairs: tuple[ComparedPair, ...]
    unpaired: tuple[str, ...]
    """Negotiations of the two contests that have no other of the same parties."""
    empty: tuple[str, ...]
    """Those of the two contests of which no negotiation is registered."""
    unread: tuple[str, ...]
    """Streams that cannot be read, and are left out."""
    items: tuple[ComparedLine, ...]
