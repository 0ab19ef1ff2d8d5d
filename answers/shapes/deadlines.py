"""The JSON shape of the answer about dates to come.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import Given, Instant
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.spans import Days

__all__ = ["DeadlineLine", "DeadlinesAnswer"]


class DeadlineLine(Struct, frozen=True, kw_only=True):
    """One date to come, and what became of it."""

    version: int
    """The step that set it; 1 = registered with the stream."""
    kind: Literal[
        "external_hard", "self_set", "soft_target", "ultimatum", "mandate_report", "next_meeting"
    ]
    by: tuple[str, ...]
    when: Given | None
    what: str | None
    """What is due."""
    words: str | None
    awaits: str | None
    """The step type that meets it."""
    status: Literal["extended", "met", "lapsed", "missed", "passed", "pending"]
    """An expectation (soft_target) passes and is never missed; so does a date that awaits
    no type of step."""
    by_step: int | None
    """The step that moved or met it, or the end of the talks with which it lapsed."""
    due_in: Days | None
    """Of a pending date: how many days are left."""
    in_time_undetermined: bool
    """It is met, and the dates leave open whether that was in time."""
    late_step: int | None
    """What it awaits came with this step, after the date."""
    consequence: str | None
    followed_by: tuple[CitedStep, ...]
    """Acts by those who set it that point at it: the consequence followed."""
    away_after: CitedStep | None
    """Else their first act away from the table after it was set; nobody says that it is the
    consequence."""
    occurred: Given | None
    """When it was set."""
    recorded_at: Instant | None
    quote: str | None
    attribution: str | None
    speaker: str | None
    source: str | None


class DeadlinesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.deadlines/v1"):
    """`parley deadlines`: every date to come, and what became of it."""

    items: tuple[DeadlineLine, ...]
