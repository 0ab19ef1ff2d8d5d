"""Steps of what is agreed, in part or in whole, of what becomes of it, and of what ends it."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from parley.negotiation.evidence import Line, MomentText, Text
from parley.negotiation.registration import PartyName
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import (
    Assent,
    Family,
    Fulfilment,
    Pointer,
    Proposition,
    Ratification,
    StepType,
    Terms,
    Votes,
)

__all__ = [
    "DealAmended",
    "DealBroken",
    "DealRatified",
    "DealReached",
    "PartialAgreementReached",
    "TermFollowed",
    "VoteHeld",
]


class PartialAgreementReached(Step, frozen=True, kw_only=True):
    """Something is agreed, or said to be, short of a deal."""

    number: ClassVar[int] = 21
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "deal"
    scope: Line
    in_principle: bool = False
    terms: Terms = ()
    assent: tuple[Assent, ...] = ()


class DealReached(Step, frozen=True, kw_only=True):
    """Every party at the table agrees, on record."""

    number: ClassVar[int] = 22
    cameo: ClassVar[str] = "057 / SUPPORT"
    family: ClassVar[Family] = "deal"
    answered_with: ClassVar[tuple[StepType, ...]] = (
        "DealAmended",
        "DealBroken",
        "NegotiationClosed",
    )
    speaks_of: ClassVar[Proposition | None] = "agreement"
    assent: Annotated[tuple[Assent, ...], Meta(min_length=1)]
    terms: Terms = ()
    form: Literal["announced", "signed", "de_facto"] = "announced"
    subject_to: tuple[Ratification, ...] = ()


class DealAmended(Step, frozen=True, kw_only=True):
    """A concluded deal is changed, or joined; who joins may do so without a term of its own."""

    number: ClassVar[int] = 23
    cameo: ClassVar[str] = "057"
    family: ClassVar[Family] = "deal"
    now: Terms = ()
    assent: Annotated[tuple[Assent, ...], Meta(min_length=1)]
    was: Terms = ()
    joins: tuple[PartyName, ...] = ()


class DealRatified(Step, frozen=True, kw_only=True):
    """A body approves or rejects the deal: a party's, or one that is no party's."""

    number: ClassVar[int] = 24
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "deal"
    party: PartyName | None = None
    """Whose body it is; None = no party's: a parliament."""
    body: Line
    outcome: Literal["approved", "rejected"]
    votes: Votes | None = None


class VoteHeld(Step, frozen=True, kw_only=True):
    """A parliament, or a body of a party, votes on something that is no deal of this negotiation.

    A deal is ratified by DealRatified, whoever votes on it.
    """

    number: ClassVar[int] = 34
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    body: Line
    party: PartyName | None = None
    """Whose body it is; None = no party's: a parliament."""
    subject: Literal["investiture", "confidence", "no_confidence", "person", "bill", "other"]
    what: Line | None = None
    """On whom or on what: a person, the budget of two parties."""
    outcome: Literal["approved", "rejected"]
    """By the rules of that body: one that no majority is against may be approved by fewer."""
    votes: Votes | None = None


class DealBroken(Step, frozen=True, kw_only=True):
    """A party leaves a concluded deal."""

    number: ClassVar[int] = 25
    cameo: ClassVar[str] = "161 / SANCTION"
    family: ClassVar[Family] = "end"
    away: ClassVar[bool] = True
    reason: Text | None = None
    effective: MomentText | None = None


class TermFollowed(Step, frozen=True, kw_only=True):
    """Somebody says what has become of something that was agreed."""

    number: ClassVar[int] = 32
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "deal"
    deal: Pointer
    """The step that agreed it: a deal, an amendment, or a part that all agreed."""
    fulfilment: Fulfilment
    term: Annotated[int, Meta(ge=1)] | None = None
    """Which of its terms, counted from 1; None = all that it agreed."""
