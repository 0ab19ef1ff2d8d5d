"""The command `quotes`: who said these words, where and when."""

from collections.abc import Iterator
from typing import Final

import click

from cli import wording
from cli.answering import as_listing, as_value, shape
from cli.command import Command, output_options
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind
from cli.everything import ask_of_all, describe_question, say_times
from cli.output import Column
from cli.quotes_shapes import Quoted, QuotesAnswer
from cli.reading import read_stream
from cli.scene import slug_of, stream_of
from cli.times import Asked, Known, read_options
from cli.unread import Unread
from events.canonical import JsonValue
from events.ledger import Ledger
from events.search import Query, matches, parse_query
from negotiation.views.quotes import quotes as find_quotes

__all__ = ["quotes"]

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


@click.command("quotes", cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@read_options
@output_options
@click.pass_obj
def quotes(app: App, words: tuple[str, ...], asked: Asked) -> None:
    """Search the exact words of the reports, and our paraphrases, in the whole ledger.

    All words must occur, in any order; quotation marks keep an order, and an asterisk stands for
    the rest of a word. Case and accents do not count. -n NAME searches in one negotiation.

    \b
    Examples:
      parley quotes small numbers
      parley quotes '"good small numb*"'
      parley quotes alliance --public-at 2024-09-08 --json
    """
    typed = " ".join(words)
    try:
        query = parse_query(typed)
    except ValueError as error:
        hint = "write one of the words, as in parley quotes seats"
        raise Failure(Kind.USAGE, str(error), hint=hint) from error
    ledger, known, asked = ask_of_all(app, asked)
    items: list[Quoted] = []
    unread = Unread()
    for stream in _streams(app, ledger, query, known, asked):
        with unread.left_out(stream):
            items += _in_stream(app, stream, query, known, asked)
    say_times(app, known, asked)
    if not items and not unread:
        app.console.say(f"nobody said “{typed}” in the record")
    about = describe_question(ledger, known, asked)
    answer = shape(QuotesAnswer, about, query=typed, items=tuple(items))
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        app.write(as_listing(answer, _COLUMNS))
    unread.complain()


def _streams(app: App, ledger: Ledger, query: Query, known: Known, asked: Asked) -> Iterator[str]:
    """Yield the streams to look in; the index of words spares the others where it may be asked."""
    if "negotiation" in app.given:
        yield from map(stream_of, app.negotiations())
        return
    indexed: set[object] | None = None
    stand: dict[JsonValue, JsonValue] = {}
    if asked.public_at is None and asked.known_at is None and ledger.catch_up():
        views = ledger.store.views
        found = [*views.search("evidence", query), *views.search("step", query)]
        indexed = {row["stream"] for row in found}
        stand = {row["stream"]: row["version"] for row in views.select("negotiation")}
    for prefix in _PREFIXES:
        for head in ledger.store.stream_heads(prefix, known.position):
            stopped = stand.get(head.stream) != head.version  # its words are not all there
            if indexed is None or head.stream in indexed or stopped:
                yield head.stream


def _in_stream(app: App, stream: str, query: Query, known: Known, asked: Asked) -> Iterator[Quoted]:
    at = None if known.text is None else f"@{known.position}"
    slug = slug_of(stream)
    times = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=at)
    reading = read_stream(app, times, slug)
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
