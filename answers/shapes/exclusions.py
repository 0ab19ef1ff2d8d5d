"""The JSON shape of the answer about who will not sit with whom.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.exclusions import ExclusionItem

__all__ = ["ExclusionsAnswer"]


class ExclusionsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.exclusions/v1"):
    """`parley exclusions`: what parties rule out, turn away and set as conditions, and what took it
    back; of a contest in all its negotiations."""

    contest: str | None
    """The contest in whose other negotiations it may have been taken back; null = of none."""
    items: tuple[ExclusionItem, ...]
