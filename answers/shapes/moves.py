"""The JSON shape of the answer about unilateral moves.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.moves import Fielded, MoveItem

__all__ = [
    "MovesAnswer",
]


class MovesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.moves/v1"):
    """`parley table --away`: lists, going it alone, other pacts."""

    fielded: tuple[Fielded, ...]
    items: tuple[MoveItem, ...]
