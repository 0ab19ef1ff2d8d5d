"""The JSON shape of a story.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.told.facts import Actor
from parley.negotiation.views.told.story import Beat, Outcome

__all__ = ["StoryAnswer", "StoryLine"]


class StoryLine(Beat, frozen=True, kw_only=True):
    """One sentence with the facts that it tells."""

    told_of: str
    """The negotiation whose facts these are."""
    sentence: str
    steps: tuple[int, ...]
    """The steps behind it, in the order in which it tells them."""


class StoryAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.story/v1"):
    """`parley story`: the talks in about five sentences."""

    headline: str
    """What the answer proves, in one line."""
    outcome: Outcome | None
    """null: of a contest, whose negotiations have one each."""
    contested: bool
    """The parties say different things about where the talks stand, or other things than the state
    that stands."""
    otherwise: tuple[Actor, ...]
    """Whose own word on record, or act, is that the talks stand elsewhere."""
    parties: tuple[Actor, ...]
    left: tuple[Actor, ...]
    """Who left, or was put out, after the deal that stands."""
    items: tuple[StoryLine, ...]
