"""The JSON shapes of the answers about claims, denials, and contested states.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Final, Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, State
from parley.answers.shapes.cited import StepShown
from parley.negotiation.views.disputes import Delay

__all__ = [
    "ClaimLine",
    "ClaimsAnswer",
    "ContestedAnswer",
    "ContestedLine",
    "DelayShown",
    "DenialLine",
    "DenialsAnswer",
    "PositionShown",
    "PrematureShown",
    "show_delay",
]

_SECOND: Final = 1_000_000
"""In µs."""


class DelayShown(Struct, frozen=True, kw_only=True):
    """A span of time, from least to most; null where no date bounds it."""

    at_least_seconds: int | None
    """Below 0 where the dates leave open which of the two came first."""
    at_most_seconds: int | None


class PrematureShown(Struct, frozen=True, kw_only=True):
    """A claim of agreement from before the first word of all."""

    confirmed_by: int | None
    """The first step with which all agreed; null = never, up to the moment."""
    lead: DelayShown | None
    """How long before it the claim was made."""


class ClaimLine(StepShown, frozen=True, kw_only=True):
    """One claim with its status."""

    kind: Literal["agreement", "talks", "figure", "act", "words"]
    """agreement, talks: somebody says that there is. figure: a number or seats. act: something is
    said to have been done. words: anything else that was leaked or denied."""
    type: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    hedge: str
    """How it has to be hedged: `according to unnamed sources`, `claimed by AAP`."""
    status: Literal[
        "retracted", "corrected", "refuted", "denied", "disputed", "corroborated", "reported"
    ]
    because: tuple[int, ...]
    """The entries that made it so; of `reported`, and of what is corroborated by itself, its
    own."""
    denied_by: tuple[int, ...]
    corrected_by: tuple[int, ...]
    """Our corrections of it, and its tellers'."""
    refuted_by: tuple[int, ...]
    """Statements that show it to be false."""
    disputed_by: tuple[int, ...]
    confirmed_by: tuple[int, ...]
    """Statements that confirm it or refute its denial, other steps that name the same figure, and
    what a party that it is about did with it on record."""
    origins: tuple[str, ...]
    """Independent origins behind it; an agency's copies are one. Empty = none is stated."""
    sides: tuple[str, ...]
    """The parties whose word it is; empty = not stated."""
    premature: PrematureShown | None
    """Of a claim of agreement that was made before all agreed."""


class PositionShown(StepShown, frozen=True, kw_only=True):
    """What a party last said on record about the state; the step is where it said so."""

    party: str
    word: Literal["talks", "agreement", "collapse", "none"]
    """none: it denies that there are talks."""


class ContestedLine(Struct, frozen=True, kw_only=True):
    """A time at which parties said different things on record about where the talks stand."""

    state: State | None
    """What the rules make of it at the end of that time."""
    since: StepShown
    until: StepShown | None
    """null = it is contested at the moment."""
    positions: tuple[PositionShown, ...]


class ClaimsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.claims/v1"):
    """`parley claims`: what only somebody's word stands for."""

    negotiation: str
    title: str
    synthetic: bool
    contested_since: int | None
    """The step since which the state is contested; null = it is not."""
    contested: ContestedLine | None
    """The time at which it is, with each side's position."""
    items: tuple[ClaimLine, ...]


class DenialLine(StepShown, frozen=True, kw_only=True):
    """One denial, with the step that is denied or answered."""

    by: tuple[str, ...]
    on_record_by: tuple[str, ...]
    """The parties among those whose own word it is on record."""
    text: str | None
    proposition: Literal["talks", "agreement", "collapse", "figure", "words"] | None
    denies: StepShown | None
    """The step whose happening is denied."""
    replies_to: StepShown | None
    """The step to which it replies: a part of it, or what it is taken to mean, is denied."""
    elsewhere: str | None
    """The step denied, where it stands in another stream: stream#version."""
    occurred_after: DelayShown | None
    published_after: DelayShown | None
    """Between the first publications; null also where one is not known."""


class DenialsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.denials/v1"):
    """`parley claims --denials`: what was denied, by whom, and how long after."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[DenialLine, ...]


class ContestedAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.contested/v1"):
    """`parley claims --contested`: when the state was contested, with each side's position."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[ContestedLine, ...]


def show_delay(delay: Delay | None) -> DelayShown | None:
    """Return a delay in whole seconds, rounded outwards: nothing is made more exact than it is."""
    if delay is None:
        return None
    least, most = delay.at_least, delay.at_most
    return DelayShown(
        at_least_seconds=None if least is None else least // _SECOND,
        at_most_seconds=None if most is None else -(-most // _SECOND),
    )
