"""The JSON shape of a deal: in which form it was made, and the bodies that approve it.

Status, terms and rounds speak of the same deal, and must not differ about who has still to ratify
it. What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.cited import StepShown, show_step
from parley.answers.shaping import shape
from parley.negotiation.steps import Assent
from parley.negotiation.views.deals import DealItem, RatificationItem

__all__ = ["DealShown", "RatificationShown", "show_deal"]


class RatificationShown(Struct, frozen=True, kw_only=True):
    """One body, and what it decided."""

    party: str
    body: str
    awaited: bool
    """The deal was made subject to it; false = it decided without being waited for."""
    outcome: Literal["approved", "rejected"] | None
    """null = it has not decided."""
    pending: bool
    """The deal stands and waits for it."""
    vote: str | None
    decided: StepShown | None
    """The step with which it decided."""


class DealShown(Struct, frozen=True, kw_only=True):
    """A deal as it was made."""

    version: int
    form: Literal["announced", "signed", "de_facto"]
    """announced is also what is meant where nobody says."""
    assent: tuple[Assent, ...]
    ratifications: tuple[RatificationShown, ...]
    ended_by: int | None
    """The step with which it stopped standing; null = it stands."""


def show_deal(deal: DealItem | None) -> DealShown | None:
    """Return a deal as it is published."""
    if deal is None:
        return None
    return shape(DealShown, deal, ratifications=tuple(map(_ratification, deal.ratifications)))


def _ratification(item: RatificationItem) -> RatificationShown:
    return shape(RatificationShown, item, decided=show_step(item.decided))
