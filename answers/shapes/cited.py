"""The JSON shapes that answers about spans of time share: a step as it is cited, a count of days.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal, overload

from msgspec import Struct

from parley.answers.shapes.base import Given, Instant
from parley.answers.shaping import shape
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.spans import Days

__all__ = ["DaysShown", "StepShown", "show_days", "show_step"]


class DaysShown(Struct, frozen=True, kw_only=True):
    """A count of calendar days; a range where the dates are vague."""

    at_least: int
    at_most: int | None
    """null where no date bounds it."""


class StepShown(Struct, frozen=True, kw_only=True):
    """One step behind a line of an answer."""

    version: int
    occurred: Given
    recorded_at: Instant
    said: str
    """The step in one line."""
    quote: str | None
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    """Who said so, or the report's words for an unnamed source."""
    source: str | None


@overload
def show_step(step: CitedStep) -> StepShown: ...
@overload
def show_step(step: None) -> None: ...
def show_step(step: CitedStep | None) -> StepShown | None:
    """Return a cited step as it is published."""
    return None if step is None else shape(StepShown, step)


@overload
def show_days(days: Days) -> DaysShown: ...
@overload
def show_days(days: None) -> None: ...
def show_days(days: Days | None) -> DaysShown | None:
    """Return a count of days as it is published."""
    return None if days is None else shape(DaysShown, days)
