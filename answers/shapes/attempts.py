"""The JSON shape of the answer about attempts: attempts at a deal, and who ended them.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.attempts import Formed, RunItem

__all__ = ["AttemptsAnswer"]


class AttemptsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.attempts/v1"):
    """`parley attempts`: attempts with their days and outcome, and who ended them."""

    attempts: int
    inconclusive: int
    """How many attempts ended in a collapse."""
    formed: Formed | None
    """null where no election or no swearing-in is recorded."""
    items: tuple[RunItem, ...]
