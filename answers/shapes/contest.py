"""The JSON shape of the answer about a contest: its negotiations side by side.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Listed
from parley.negotiation.views.contest import Exclusion

__all__ = [
    "ContestAnswer",
    "ContestLine",
    "SharedActShown",
]


class ContestLine(Listed, frozen=True, kw_only=True):
    """One negotiation of the contest."""

    at_table: tuple[str, ...]
    excludes: tuple[str, ...]
    """Negotiations of the contest of which only this or they can end in a deal."""
    open_with: tuple[str, ...]
    """Those of them in which talks are under way while they are here."""


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
    exclusive: tuple[Exclusion, ...]
    shared_acts: tuple[SharedActShown, ...]
    items: tuple[ContestLine, ...]
