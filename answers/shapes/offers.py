"""The JSON shapes of the answers about offers: threads, series with their gaps, conditions.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Given, Instant
from parley.answers.shapes.cited import StepShown
from parley.negotiation.quantities import Quantity

__all__ = [
    "AcceptanceShown",
    "Condition",
    "ConditionsAnswer",
    "GapShown",
    "MoveShown",
    "SeriesAnswer",
    "SeriesPoint",
    "ThreadShown",
]

Class = Literal["on_record", "anonymous", "media_report"]


class _Sourced(Struct, frozen=True, kw_only=True):
    """What every line says of the step behind it."""

    version: int
    occurred: Given
    recorded_at: Instant
    quote: str | None
    """The exact words of the report."""
    attribution: str
    attribution_class: Class
    speaker: str | None
    source: str | None


class AcceptanceShown(Struct, frozen=True, kw_only=True):
    """How far an offer was accepted, where not simply."""

    in_principle: bool
    condition: str | None
    """On what the acceptance depends."""


class MoveShown(_Sourced, frozen=True, kw_only=True):
    """One move of a thread."""

    kind: Literal[
        "offer", "demand", "accepted", "withdrawn", "rejected", "dropped", "lapsed", "expired"
    ]
    """Of what expired, the step is the offer's own."""
    by: tuple[str, ...]
    to: str
    said: str
    """What is offered or demanded, in words; of a word on it, its step in one line."""
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    final: bool
    conditions: tuple[str, ...]
    expires: Given | None
    on: int | None
    """The step on which it is a word; null for an offer or a demand."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed: it stood until the deal, the collapse or the close of this step."""
    acceptance: AcceptanceShown | None
    """Of what was accepted: how far; null for what was accepted simply."""
    answers: tuple[int, ...]
    """The earlier steps of the thread to which it is a reply."""


class Condition(_Sourced, frozen=True, kw_only=True):
    """One condition with the last word on it."""

    by: tuple[str, ...]
    condition: str
    on_what: str | None
    """What depends on it."""
    about: tuple[int | str, ...]
    """The steps that it is tied to, as far as it points at any."""
    status: Literal["open", "met", "failed", "waived", "dropped", "lapsed"]
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed with a step that settled all: which."""


class ThreadShown(_Sourced, frozen=True, kw_only=True):
    """Offers and demands that the record links, as one line.

    What is said of quote, attribution, speaker and source is that of the last offer or demand;
    `version` and `occurred` are those of the first.
    """

    line: int
    by: tuple[str, ...]
    to: str
    for_party: str
    issue: str
    pool: str | None
    said: str
    """The moves in one line."""
    until: Given
    """When the last move happened; `occurred` is when the first one did."""
    status: Literal[
        "open",
        "accepted",
        "withdrawn",
        "expired",
        "rejected",
        "superseded",
        "lapsed",
        "dropped",
    ]
    """The last word on it."""
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed: it stood until the deal, the collapse or the close of that step."""
    acceptance: AcceptanceShown | None
    """Of what was accepted: how far; null for what was accepted simply."""
    standing: tuple[int, ...]
    """Its offers and demands that are still open."""
    replies: tuple[int, ...]
    """Other steps that reply to it, such as statements."""
    replying: tuple[StepShown, ...]
    """The same steps, in words and with their sources."""
    tied: tuple[Condition, ...]
    """The conditions that are tied to one of its steps."""
    moves: tuple[MoveShown, ...]


class GapShown(Struct, frozen=True, kw_only=True):
    """How far a demand lies above an offer: demand low − offer high, demand high − offer low."""

    low: int | None
    """null where nobody named the bound; below 0 the offer goes beyond the demand."""
    high: int | None
    offers: tuple[int, ...]
    demands: tuple[int, ...]
    our_reading: bool
    """A bound is our reading of words."""


class SeriesPoint(_Sourced, frozen=True, kw_only=True):
    """One move of a series, and the gap after it.

    A series is told apart by givers, receiver, for_party, issue, pool and attribution_class.
    """

    givers: tuple[str, ...]
    receiver: str
    for_party: str
    issue: str
    pool: str | None
    line: int
    kind: Literal["offer", "demand", "withdrawn", "dropped"]
    by: tuple[str, ...]
    to: str
    said: str
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    gap: GapShown | None
    missing: Literal["offer", "demand", "figure"] | None
    """Why there is no gap; figure = not comparable."""
    gap_said: str
    """The gap in words."""
    closing: bool | None
    """Whether the last two gaps shrink at both ends; null where that cannot be said."""


class SeriesAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.series/v1"):
    """`parley offers --series`: offers and demands on one share, and the gap after each."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[SeriesPoint, ...]


class ConditionsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.conditions/v1"):
    """`parley offers --conditions`: every condition with the last word on it."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[Condition, ...]
