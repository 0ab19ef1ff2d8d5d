"""What every line of an answer carries: the step behind it, who said so, and in which words.

A figure without its source is a rumour, so no answer about offers is given without these.
"""

from typing import TypedDict

from msgspec import Struct

from parley.negotiation.evidence import AttributionClass
from parley.negotiation.rows import StepRow

__all__ = ["Citation", "Cited", "cite"]


class Cited(Struct, frozen=True, kw_only=True):
    """A line of an answer; `recorded_at` is in µs since 1970 UTC."""

    version: int
    occurred: str
    recorded_at: int
    attribution: str
    attribution_class: AttributionClass
    """That of the step's best evidence, as are attribution, speaker and source."""
    speaker: str | None
    """Who said so, or the source as described."""
    source: str | None
    quote: str | None
    """The exact words of the first quote."""


class Citation(TypedDict):
    """The members of Cited."""

    version: int
    occurred: str
    recorded_at: int
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    source: str | None
    quote: str | None


def cite(step: StepRow) -> Citation:
    """What a line about a step says of its origin."""
    return Citation(
        version=step.step,
        occurred=step.occurred,
        recorded_at=step.recorded_at,
        attribution=step.attribution,
        attribution_class=step.attribution_class,
        speaker=step.speaker,
        source=step.source,
        quote=step.quote,
    )
