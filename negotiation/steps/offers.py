"""Steps of what is demanded and offered, and what becomes of it."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from parley.negotiation.evidence import MomentText, Text
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import Family, Pointer, StepType, Terms

__all__ = [
    "ConcessionMade",
    "DemandMade",
    "OfferAccepted",
    "OfferMade",
    "OfferRejected",
    "OfferWithdrawn",
]


class DemandMade(Step, frozen=True, kw_only=True):
    """A party asks for something; the quantity is what the demander gets."""

    number: ClassVar[int] = 10
    cameo: ClassVar[str] = "100–106 / REQUEST"
    family: ClassVar[Family] = "demand"
    answered_with: ClassVar[tuple[StepType, ...]] = ("ConcessionMade", "OfferRejected", "OfferMade")
    terms: Annotated[Terms, Meta(min_length=1)]
    kind: Literal["demand", "precondition", "veto"] = "demand"


class OfferMade(Step, frozen=True, kw_only=True):
    """A party offers something; the quantity is what the receiver gets."""

    number: ClassVar[int] = 11
    cameo: ClassVar[str] = "030–035 / AGREE"
    family: ClassVar[Family] = "offer"
    answered_with: ClassVar[tuple[StepType, ...]] = ("OfferAccepted", "OfferRejected", "OfferMade")
    terms: Annotated[Terms, Meta(min_length=1)]
    package: bool = False
    """The terms stand or fall together."""
    conditions: tuple[Text, ...] = ()
    expires: MomentText | None = None
    finality: Literal["final", "open", "not_stated"] = "not_stated"
    in_addition: bool = False
    """Adds to the giver's earlier offers instead of superseding them."""


class OfferWithdrawn(Step, frozen=True, kw_only=True):
    """The giver takes an offer back."""

    number: ClassVar[int] = 12
    cameo: ClassVar[str] = "12x"
    family: ClassVar[Family] = "end"
    away: ClassVar[bool] = True
    offer: Pointer
    reason: Text | None = None


class OfferAccepted(Step, frozen=True, kw_only=True):
    """A receiver accepts an offer that is open for it."""

    number: ClassVar[int] = 13
    cameo: ClassVar[str] = "AGREE"
    family: ClassVar[Family] = "deal"
    offer: Pointer
    in_full: bool = False
    in_principle: bool = False
    conditional: Text | None = None
    """On what the acceptance depends."""


class OfferRejected(Step, frozen=True, kw_only=True):
    """An offer, a demand or a meeting is refused."""

    number: ClassVar[int] = 14
    cameo: ClassVar[str] = "125, 127, 129 / REJECT"
    family: ClassVar[Family] = "end"
    rejected: Pointer | None = None
    words: Text | None = None
    """What was refused, where no recorded step stands for it."""


class ConcessionMade(Step, frozen=True, kw_only=True):
    """A party drops a demand, veto, claim or condition."""

    number: ClassVar[int] = 15
    cameo: ClassVar[str] = "080–083 / CONCEDE"
    family: ClassVar[Family] = "offer"
    dropped: Pointer | None = None
    words: Text | None = None
