"""The answer `quotes`: who said these words, where and when."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.columns import SOURCED, SPEAKER, STEP, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.failing import Failure, Kind
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import Question
from parley.answers.shapes.quotes import Quoted, QuotesAnswer
from parley.answers.streams import CONTEST, NEGOTIATION, slug_of, stream_of
from parley.answers.whole import Whole
from parley.answers.words import wording
from parley.events.canonical import JsonValue
from parley.events.search import Query, matches, parse_query
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.quotes import quotes as find_quotes

__all__ = ["QUOTES", "QuotesOptions"]


_COLUMNS: Final[Columns[Quoted]] = (
    Column("negotiation", "negotiation"),
    STEP,
    WHEN,
    Column("words", "words"),
    SPEAKER,
    Column("kind", "kind", extra=True),
    Column("said", "step in a line", extra=True),
    Column("lang", "language", extra=True),
    Column("translated", "translated", extra=True),
    Column("translated_by", "translated by", extra=True),
    *SOURCED,
    Column("published", "published", lambda each: wording.moment(each.published), extra=True),
    Column("recorded_at", "recorded", extra=True),
)


class QuotesOptions(Struct, frozen=True):
    """The options of `quotes`."""

    words: str
    """All of them must occur; quotation marks keep an order, an asterisk stands for the rest."""
    negotiations: tuple[str, ...] = ()
    """Only in these; empty = in all of them and in the contests."""


def _build(whole: Whole, options: QuotesOptions) -> QuotesAnswer:
    try:
        query = parse_query(options.words)
    except ValueError as error:
        hint = advise("write one of the words, as in {quotes}", quotes=do("quotes", words="seats"))
        raise Failure(Kind.USAGE, str(error), hint=hint) from error
    items: list[Quoted] = []
    for stream in _streams(whole, query, options.negotiations):
        with whole.unread.left_out(stream):
            items += _in_stream(whole, stream, query)
    return gather(
        QuotesAnswer,
        whole.facts(),
        query=options.words,
        unread=whole.unread.streams,
        items=tuple(items),
    )


def _streams(whole: Whole, query: Query, negotiations: tuple[str, ...]) -> Iterator[str]:
    """Yield the streams to look in; the index of words spares the others where it may be asked."""
    if negotiations:
        yield from map(stream_of, negotiations)
        return
    indexed: set[object] | None = None
    stand: dict[JsonValue, JsonValue] = {}
    ledger, asked = whole.ledger, whole.asked
    if asked.public_at is None and asked.known_at is None and ledger.catch_up():
        views = ledger.store.views
        found = [*views.search("evidence", query), *views.search("step", query)]
        indexed = {row["stream"] for row in found}
        stand = {row["stream"]: row["version"] for row in views.select("negotiation")}
    for prefix in (NEGOTIATION, CONTEST):
        for head in ledger.store.stream_heads(prefix, whole.known.position):
            stopped = stand.get(head.stream) != head.version  # its words are not all there
            if indexed is None or head.stream in indexed or stopped:
                yield head.stream


def _in_stream(whole: Whole, stream: str, query: Query) -> Iterator[Quoted]:
    slug = slug_of(stream)
    reading = whole.reading(slug)
    for item in find_quotes(reading.seen, lambda text: matches(query, [text])):
        yield gather(Quoted, item, negotiation=slug, synthetic=reading.seen.negotiation.synthetic)


def _entry(item: Quoted) -> Entry:
    ours = item.kind == "paraphrase"
    words = say("{words} (our paraphrase)", item.words) if ours else wording.quoted(item.words)
    translated = ""
    if item.translated:
        translated = (
            say("a translation by {translated_by}", item.translated_by)
            if item.translated_by
            else say("translated")
        )
    return Entry(
        heading=say("{negotiation} (synthetic)", item.negotiation)
        if item.synthetic
        else item.negotiation,
        label=wording.step(item.version),
        line=words,
        notes=(
            Note(" – ".join((wording.attributions(item), wording.moment(item.occurred))), "aside"),
            Note(translated, "aside"),
            Note(item.said, "aside"),
        ),
    )


QUOTES: Final = Question(
    name="quotes",
    subject=Whole,
    shape=QuotesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=QuotesOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nobody said “{query}” in the record"),
)
