"""The JSON shape of the answer of `quotes`.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Given, Instant

__all__ = ["Quoted", "QuotesAnswer"]


class Quoted(Struct, frozen=True, kw_only=True):
    """Words that were found, with who said them."""

    negotiation: str
    synthetic: bool
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
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    """Who said so, or the report's words for an unnamed source."""
    source: str | None
    published: Given | None
    recorded_at: Instant


class QuotesAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.quotes/v1"):
    """`parley quotes`: words that were searched for, by negotiation and in order of occurrence."""

    query: str
    unread: tuple[str, ...]
    """Streams that cannot be read, and are left out."""
    items: tuple[Quoted, ...]
