"""The JSON shape of the answer of `quotes`.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from parley.answers.shapes.base import AsKnown
from parley.negotiation.views.quotes import QuoteItem

__all__ = ["Quoted", "QuotesAnswer"]


class Quoted(QuoteItem, frozen=True, kw_only=True):
    """Words that were found, with who said them."""

    negotiation: str
    synthetic: bool


class QuotesAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.quotes/v1"):
    """`parley quotes`: words that were searched for, by negotiation and in order of occurrence."""

    query: str
    unread: tuple[str, ...]
    """Streams that cannot be read, and are left out."""
    items: tuple[Quoted, ...]
