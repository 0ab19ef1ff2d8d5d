"""The JSON shapes of the answers about claims, denials, and contested states.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.claims import ClaimItem
from parley.negotiation.views.disputes import Contested, Denial

__all__ = [
    "ClaimLine",
    "ClaimsAnswer",
    "ContestedAnswer",
    "DenialsAnswer",
]


class ClaimLine(ClaimItem, frozen=True, kw_only=True):
    """One claim with its status."""

    hedge: str
    """How it has to be hedged: `according to unnamed sources`, `claimed by AAP`."""


class ClaimsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.claims/v1"):
    """`parley claims`: what only somebody's word stands for."""

    contested_since: int | None
    """The step since which the state is contested; null = it is not."""
    contested: Contested | None
    """The time at which it is, with each side's position."""
    items: tuple[ClaimLine, ...]


class DenialsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.denials/v1"):
    """`parley claims --denials`: what was denied, by whom, and how long after."""

    items: tuple[Denial, ...]


class ContestedAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.contested/v1"):
    """`parley claims --contested`: when the state was contested, with each side's position."""

    items: tuple[Contested, ...]
