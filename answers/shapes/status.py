"""The JSON shape of the answer about where talks stand, and for how long nothing happened.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import Given, Instant, State
from parley.negotiation.views.across import Across
from parley.negotiation.views.deals import DealItem
from parley.negotiation.views.exclusions import ExclusionItem
from parley.negotiation.views.silence import Silence
from parley.negotiation.views.standing import FlagItem, ParkedItem

__all__ = [
    "CheckedShown",
    "SilenceShown",
    "StatusAnswer",
]


class CheckedShown(Struct, frozen=True, kw_only=True):
    """Somebody looked for news meanwhile."""

    outlet: str
    outcome: Literal["nothing", "steps", "not_said"]
    at: Given | None
    """null = when it was recorded."""
    recorded_at: Instant
    recorded_by: str
    log_position: int


class SilenceShown(Silence, frozen=True, kw_only=True):
    """Nothing is recorded to have happened since the last step; that nothing happened it does not
    say."""

    checked: tuple[CheckedShown, ...]
    """Who looked for news after the last step: without one, nobody may have."""


class StatusAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.status/v1"):
    """`parley status`: where the talks stand."""

    state: State | None
    """null = no talks yet."""
    since: Given | None
    """When the first step of the current unbroken run of the state happened."""
    since_version: int | None
    effective: Given | None
    """From when on an end counts, in the words of who declared it; null = at once, or no end."""
    version: int
    """The last entry that is counted in."""
    flags: tuple[FlagItem, ...]
    parked: tuple[ParkedItem, ...]
    """What the talks leave aside, in the order in which it was parked."""
    deal: DealItem | None
    """The deal that stands, with who has ratified it and who has still to."""
    at_table: tuple[str, ...]
    """Who sits at the table; where it is over, who sat there last."""
    over: bool
    """The talks collapsed, or the negotiation was closed: nobody sits at a table any more."""
    steps: int
    contest: str | None
    exclusions: tuple[ExclusionItem, ...]
    """Refusals of one party by another that nothing has taken back; conditions stand in their own
    answer."""
    across: Across
    """What stands between it and others of its contest, or that it has links with: deals or talks
    that exclude each other, shares and seats given twice, deals that wait."""
    silence: SilenceShown | None
    """null where talks are neither proposed nor under way."""
