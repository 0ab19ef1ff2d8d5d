"""The JSON shapes of the answers about parties and people.

What is said in answers/shapes/base.py about shapes holds for them too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import Given, Instant
from parley.negotiation.registration import Identifier

__all__ = ["PartiesAnswer", "PartyShown", "PeopleAnswer", "PersonLine"]


class PersonLine(Struct, frozen=True, kw_only=True):
    """An appointment, a mandate, or a mediation at one meeting."""

    version: int
    kind: Literal["appointment", "mandate", "mediation"]
    principal: str | None
    """For whom: a party by its short name."""
    role: str | None
    person: str | None
    scope: str | None
    mandate: str | None
    """What may be agreed to, as the step says it."""
    was: str | None
    """The mandate before, where the report says it."""
    vote: str | None
    since: Given
    until: Given | None
    until_version: int | None
    """The step that ended it."""
    standing: bool
    """Not ended; a mediation is over with its meeting."""
    predecessor: str | None
    """Whom it replaces, as the report says it."""
    predecessor_version: int | None
    """The appointment or mandate that it ended."""
    recorded_at: Instant
    quote: str | None
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    source: str | None


class PeopleAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.people/v1"):
    """`parley people`: who speaks for whom, and who mediated; with --all whose time is over too."""

    items: tuple[PersonLine, ...]


class PartyShown(Struct, frozen=True, kw_only=True):
    """A party of the negotiation, once for each stay at the table."""

    party: str
    """The short name that answers use."""
    name: str
    aliases: tuple[str, ...]
    at_table: bool
    """It sits at the table at this moment."""
    left_by: int | None
    """The step with which this stay ended."""
    ids: tuple[Identifier, ...]


class PartiesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.parties/v1"):
    """`parley party list`: the parties of the negotiation, and who sits at the table."""

    items: tuple[PartyShown, ...]
