"""The JSON shape of the answer about dates to come.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.dates import DeadlineItem

__all__ = ["DatesAnswer"]


class DatesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.dates/v1"):
    """`parley dates`: every date to come, and what became of it."""

    items: tuple[DeadlineItem, ...]
