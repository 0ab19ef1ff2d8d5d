"""The JSON shape of the answer about rounds: attempts at a deal, and who ended them.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.attempts import Formed, RunItem

__all__ = ["RoundsAnswer"]


class RoundsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.rounds/v1"):
    """`parley rounds`: attempts with their days and outcome, and who ended them."""

    attempts: int
    inconclusive: int
    """How many attempts ended in a collapse."""
    formed: Formed | None
    """null where no election or no swearing-in is recorded."""
    items: tuple[RunItem, ...]
