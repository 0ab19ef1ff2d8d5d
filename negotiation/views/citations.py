"""What every line of an answer carries: the step behind it, who said so, and in which words.

A figure without its source is a rumour, so no answer about offers is given without these.
"""

from typing import TypeVar

from msgspec import Struct

from parley.negotiation.evidence import AttributionClass
from parley.negotiation.instants import Given, Instant
from parley.negotiation.rows import StepRow
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["Cited", "cite"]


class Cited(Struct, frozen=True, kw_only=True):
    """A line of an answer with the step behind it."""

    version: int
    occurred: Given
    recorded_at: Instant
    attribution: str
    attribution_class: AttributionClass
    """That of the step's best evidence, as are attribution, speaker and source."""
    speaker: str | None
    """Who said so, by name."""
    source_as_described: str | None
    """The report's words for an unnamed source."""
    source: str | None
    quote: str | None
    """The exact words of the report."""
    translated: bool
    """The quote is a translation."""


C = TypeVar("C", bound=Cited)


def cite(kind: type[C], seen: Seen, step: StepRow, /, *given: Struct, **more: object) -> C:
    """A line about a step: what the step says of itself, and of what it does not say what is
    given. Where it has `said`, that is the step in one line, unless given."""
    if "said" in kind.__struct_fields__ and "said" not in more:
        more["said"] = seen.said(step)
    return gather(kind, *given, step, version=step.step, **more)
