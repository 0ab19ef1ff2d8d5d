"""Words as they were said, and our paraphrases: each with who said them and where they stand.

Source: DOMAIN §4, question 7.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.instants import Given, Instant
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["QuoteItem", "quotes"]


class QuoteItem(Struct, frozen=True, kw_only=True):
    """One quotation of a step's evidence, or the step's paraphrase, which is ours."""

    version: int
    occurred: Given
    said: str
    """The step in one line."""
    kind: Literal["quote", "paraphrase"]
    """Exact words of a report, or our own paraphrase."""
    words: str
    lang: str | None
    """BCP 47 tag of the words; null = the report's own language."""
    translated: bool
    translated_by: str | None
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    """Who said so, by name."""
    source_as_described: str | None
    """The report's words for an unnamed source."""
    source: str | None
    published: Given | None
    recorded_at: Instant


def quotes(seen: Seen, wanted: Callable[[str], bool]) -> list[QuoteItem]:
    """Quotations and paraphrases whose words are `wanted`, in the order of occurrence."""
    evidence: dict[int, list[rows.EvidenceRow]] = {}
    for row in seen.all(rows.EvidenceRow):
        evidence.setdefault(row.step, []).append(row)
    items: list[QuoteItem] = []
    for step in seen.steps:
        items += [
            _quoted(seen, step, each, each.quote)
            for each in evidence.get(step.step, ())
            if each.quote is not None and wanted(each.quote)
        ]
        if step.text is not None and wanted(step.text):
            items.append(_paraphrased(seen, step, step.text))
    return items


def _quoted(seen: Seen, step: rows.StepRow, row: rows.EvidenceRow, words: str) -> QuoteItem:
    return gather(
        QuoteItem,
        step,
        row,
        version=step.step,
        said=seen.said(step),
        kind="quote",
        words=words,
        source=row.source or row.outlet or row.url,
    )


def _paraphrased(seen: Seen, step: rows.StepRow, words: str) -> QuoteItem:
    return gather(
        QuoteItem,
        step,
        version=step.step,
        said=seen.said(step),
        kind="paraphrase",
        words=words,
        lang=None,
        translated=False,
        translated_by=None,
    )
