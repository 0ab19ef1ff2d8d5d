"""Steps of who sits at the table, and who speaks for whom."""

from typing import Annotated, ClassVar

from msgspec import Meta

from parley.negotiation.evidence import Line, Text
from parley.negotiation.registration import PartyName
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import Actor, Family, Role

__all__ = ["MandateChanged", "NegotiatorAppointed", "PartyJoined", "PartyWithdrew"]


class PartyJoined(Step, frozen=True, kw_only=True):
    """A party takes a seat at the table."""

    number: ClassVar[int] = 2
    cameo: ClassVar[str] = "030"
    family: ClassVar[Family] = "people"
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    consent: tuple[PartyName, ...] = ()
    """By whose consent."""


class PartyWithdrew(Step, frozen=True, kw_only=True):
    """A party leaves the table, or is put out; it may end the negotiation."""

    number: ClassVar[int] = 3
    cameo: ClassVar[str] = "164, 166 / SANCTION-withdraw"
    family: ClassVar[Family] = "people"
    away: ClassVar[bool] = True
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    ends_negotiation: bool = False
    excluded_by: tuple[PartyName, ...] = ()


class NegotiatorAppointed(Step, frozen=True, kw_only=True):
    """Somebody is named to negotiate, to mediate or to lead the talks."""

    number: ClassVar[int] = 4
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    person: Line | None = None
    role: Role | None = None
    principal: Actor | None = None
    scope: Line | None = None
    replaces: Line | None = None


class MandateChanged(Step, frozen=True, kw_only=True):
    """What a negotiator or a body may agree to is set or changed."""

    number: ClassVar[int] = 5
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    now: Text
    role: Role | None = None
    person: Line | None = None
    was: Text | None = None
    vote: Line | None = None
