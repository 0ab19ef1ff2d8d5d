"""The JSON shape of the answer about rounds: attempts at a deal, and who ended them.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Given
from parley.answers.shapes.cited import DaysShown, StepShown, show_days, show_step
from parley.answers.shapes.deals import DealShown, show_deal
from parley.answers.shaping import shape
from parley.negotiation.views.attempts import RunItem

__all__ = ["FormedShown", "ReplyShown", "RoundLine", "RoundsAnswer", "show_round"]


class ReplyShown(Struct, frozen=True, kw_only=True):
    """The first later statement of another party at the table about the end."""

    party: str
    said: StepShown | None
    """null = none is recorded."""
    days: DaysShown | None
    """From the end to the statement."""


class RoundLine(Struct, frozen=True, kw_only=True):
    """An attempt (an unbroken run of talks), or a collapse that ended none."""

    kind: Literal["attempt", "refusal", "broken_deal"]
    """A refusal is the collapse of what was only proposed."""
    number: int | None
    """Of an attempt: which, from 1."""
    first: StepShown
    """The step that began it."""
    last: StepShown
    """Its last step so far; of a round that is over the one that ended it."""
    steps: int
    days: DaysShown
    """From its first to its last step."""
    outcome: Literal["proposed", "talks_underway", "deal_reached", "collapsed"] | None
    """The state that ended it; null = it goes on."""
    inconclusive: bool
    """An attempt that ended in a collapse."""
    ended_by: tuple[str, ...]
    """Of a collapse: who did or declared it; empty where nobody did."""
    reason: str | None
    """Of a collapse: the reason that was given."""
    replies: tuple[ReplyShown, ...]
    """Of a collapse: every other party at the table."""
    deal: DealShown | None
    """The deal in which it ended, or that was broken; with who ratified it and who has still to."""


class FormedShown(Struct, frozen=True, kw_only=True):
    """Days from the election of the contest to the government sworn in."""

    election: Given
    sworn_in: StepShown
    days: DaysShown


class RoundsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.rounds/v1"):
    """`parley rounds`: attempts with their days and outcome, and who ended them."""

    negotiation: str
    title: str
    synthetic: bool
    attempts: int
    inconclusive: int
    """How many attempts ended in a collapse."""
    formed: FormedShown | None
    """null where no election or no swearing-in is recorded."""
    items: tuple[RoundLine, ...]


def show_round(run: RunItem) -> RoundLine:
    """Return a round as it is published."""
    replies = tuple(
        ReplyShown(party=each.party, said=show_step(each.said), days=show_days(each.days))
        for each in run.replies
    )
    return shape(
        RoundLine,
        run,
        first=show_step(run.first),
        last=show_step(run.last),
        days=show_days(run.days),
        replies=replies,
        deal=show_deal(run.deal),
    )
