"""The answer `quotes`: who said these words, where and when."""

from collections.abc import Iterator
from typing import Final

from answers.entries import Entry, Note
from answers.forms import Column
from answers.shapes.quotes import Quoted
from answers.shaping import as_value, shape
from answers.streams import slug_of
from answers.whole import Whole
from answers.words import wording
from events.search import Query, matches
from negotiation.views.quotes import quotes as find_quotes

__all__ = ["_COLUMNS", "_PREFIXES", "_entry", "_in_stream"]


_PREFIXES: Final = ("negotiation/", "contest/")


_COLUMNS: Final = (
    Column("negotiation", "negotiation"),
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("words", "words", whole=False),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("kind", "kind", extra=True),
    Column("said", "step in a line", extra=True),
    Column("lang", "language", extra=True),
    Column("translated", "translated", extra=True),
    Column("translated_by", "translated by", extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("published", "published", wording.moment, extra=True),
    Column("recorded_at", "recorded", extra=True),
)


def _in_stream(whole: Whole, stream: str, query: Query) -> Iterator[Quoted]:
    slug = slug_of(stream)
    reading = whole.reading(slug)
    for item in find_quotes(reading.seen, lambda text: matches(query, [text])):
        yield shape(Quoted, item, negotiation=slug, synthetic=reading.seen.negotiation.synthetic)


def _entry(item: Quoted) -> Entry:
    value = as_value(item)
    ours = item.kind == "paraphrase"
    words = f"{item.words} (our paraphrase)" if ours else wording.quoted(item.words)
    translated = ""
    if item.translated:
        translated = (
            f"a translation by {item.translated_by}" if item.translated_by else "translated"
        )
    return Entry(
        heading=f"{item.negotiation} (synthetic)" if item.synthetic else item.negotiation,
        label=wording.step(item.version),
        line=words,
        notes=(
            Note(" – ".join((wording.attributions(value), wording.moment(item.occurred))), "dim"),
            Note(translated, "dim"),
            Note(item.said, "dim"),
        ),
    )
