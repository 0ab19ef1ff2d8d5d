"""The JSON shapes of the answers about parties and people.

What is said in answers/shapes/base.py about shapes holds for them too.
"""

from msgspec import Struct

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import Given
from parley.negotiation.registration import Identifier
from parley.negotiation.views.people import PersonItem

__all__ = ["PartiesAnswer", "PartyShown", "PeopleAnswer"]


class PeopleAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.people/v1"):
    """`parley people`: who speaks for whom, and who mediated; with --all whose time is over too."""

    contest: str | None
    """The contest that it belongs to, where it is in view."""
    in_contest: int
    """How many appointments, mandates and mediations are recorded there, over or not."""
    items: tuple[PersonItem, ...]
    over: int
    """How many tasks and mandates are left out, since their time is over."""


class PartyShown(Struct, frozen=True, kw_only=True):
    """A party of the negotiation, once for each stay at the table."""

    party: str
    """The short name that answers use."""
    name: str
    aliases: tuple[str, ...]
    at_table: bool
    """It sits at the table at this moment."""
    until_end: bool
    """It sat there when the talks ended, or when the negotiation was closed."""
    joined: Given | None
    """When it came to the table; null of who has sat there since the registration."""
    joined_by: int | None
    """The step with which it came."""
    left_by: int | None
    """The step with which this stay ended."""
    put_out_by: tuple[str, ...]
    """Of who left: the parties that are said to have put it out."""
    told_by: tuple[str, ...]
    """Of who left: the parties whose own word on record that is; one that was put out may be the
    only one to say so."""
    ids: tuple[Identifier, ...]
    colour: str | None
    """In which pictures draw it, as registered; null = one that goes by the order."""


class PartiesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.parties/v1"):
    """`parley register list`: the parties of the negotiation, and who sits at the table."""

    items: tuple[PartyShown, ...]
