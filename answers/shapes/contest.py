"""The JSON shape of the answer about a contest: its negotiations side by side.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Listed
from parley.negotiation.views.exclusions import ExclusionItem
from parley.negotiation.views.exclusive import ExclusivePair
from parley.negotiation.views.links import LinkItem
from parley.negotiation.views.seats_across import SeatTwice
from parley.negotiation.views.shares import SharesOver

__all__ = [
    "ContestAnswer",
    "ContestLine",
    "SharedActShown",
]


class ContestLine(Listed, frozen=True, kw_only=True):
    """One negotiation of the contest."""

    at_table: tuple[str, ...]
    """Who sits at the table; where it is over, who sat there last."""
    over: bool
    """The talks collapsed, or the negotiation was closed: nobody sits at a table any more."""
    excludes: tuple[str, ...]
    """Negotiations of the contest of which only this or they can end in a deal."""
    open_with: tuple[str, ...]
    """Those of them in which talks are under way while they are here."""
    deal_with: tuple[str, ...]
    """Those of them in which a deal stands while one stands here."""
    conditional_on: tuple[str, ...]
    """Negotiations without whose deal that of this one waits."""
    succeeds: tuple[str, ...]
    """Negotiations that this one follows."""
    part_of: tuple[str, ...]


class SharedActShown(Struct, frozen=True, kw_only=True):
    """One act that is recorded in several negotiations, and counts as one."""

    act: str
    said: str
    steps: tuple[str, ...]
    """`slug#version` of each record of it."""


class ContestAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.contest/v1"):
    """`parley status --contest`: where each negotiation of a contest stands."""

    contest: str
    title: str
    steps: int
    """Steps of the contest's own stream."""
    version: int
    synthetic: bool
    acts: int
    """Steps of the contest and its negotiations; one act in several of them is counted once."""
    unread: tuple[str, ...]
    """Streams that cannot be read, and are left out."""
    exclusive: tuple[ExclusivePair, ...]
    shares: tuple[SharesOver, ...]
    """Shares of several deals that come to more than there is in the contest."""
    seats: tuple[SeatTwice, ...]
    """Seats that two negotiations give to two parties."""
    links: tuple[LinkItem, ...]
    """What negotiations wait for, follow and belong to."""
    exclusions: tuple[ExclusionItem, ...]
    """Refusals of one party by another that nothing has taken back."""
    shared_acts: tuple[SharedActShown, ...]
    items: tuple[ContestLine, ...]
