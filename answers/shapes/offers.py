"""The JSON shapes of the answers about offers: threads, series with their gaps, conditions.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import Given
from parley.negotiation.rows import Acceptance
from parley.negotiation.views.citations import Cited
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.conditions import ConditionItem
from parley.negotiation.views.membership import PartyChange
from parley.negotiation.views.series import Point
from parley.negotiation.views.threads import Move

__all__ = [
    "ConditionsAnswer",
    "SeriesAnswer",
    "SeriesPoint",
    "ThreadShown",
]


class ThreadShown(Cited, frozen=True, kw_only=True):
    """Offers and demands that the record links, as one line.

    What is said of quote, attribution, speaker and source is that of the last offer or demand;
    `version` and `occurred` are those of the first.
    """

    line: int
    by: tuple[str, ...]
    to: tuple[str, ...]
    for_parties: tuple[str, ...]
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
        "overtaken",
        "lapsed",
        "dropped",
        "met",
        "denied",
    ]
    """The last word on it."""
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed: it stood until the deal, the collapse or the close of that step."""
    acceptance: Acceptance | None
    """Of what was accepted: how far; null for what was accepted simply."""
    departed: tuple[PartyChange, ...]
    """Of those whom the last of it is between, who left the table while nothing had ended it."""
    standing: tuple[int, ...]
    """Its offers and demands that are still open."""
    replies: tuple[int, ...]
    """Other steps that reply to it, such as statements."""
    replying: tuple[CitedStep, ...]
    """The same steps, in words and with their sources."""
    tied: tuple[ConditionItem, ...]
    """The conditions that are tied to one of its steps."""
    moves: tuple[Move, ...]


class SeriesPoint(Point, frozen=True, kw_only=True):
    """One move of a series, and the gap after it.

    A series is told apart by givers, receivers, for_parties, issue, pool and attribution_class.
    """

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    said: str
    gap_said: str
    """The gap in words."""


class SeriesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.series/v1"):
    """`parley offers --series`: offers and demands on one share, and the gap after each."""

    items: tuple[SeriesPoint, ...]


class ConditionsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.conditions/v1"):
    """`parley offers --conditions`: every condition with the last word on it."""

    items: tuple[ConditionItem, ...]
