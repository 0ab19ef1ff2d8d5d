"""The command `quotes`: who said these words, where and when."""

from collections.abc import Iterator

import click

from answers.failing import Failure, Kind
from answers.quotes import _COLUMNS, _PREFIXES, _entry, _in_stream
from answers.shapes.quotes import Quoted, QuotesAnswer
from answers.shaping import as_listing, shape
from answers.streams import stream_of
from answers.times import Asked
from answers.whole import Whole
from cli.asking import announce, read_options, read_whole
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from events.canonical import JsonValue
from events.errors import IntegrityError
from events.search import Query, parse_query

__all__ = ["quotes"]


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
    whole = read_whole(app, asked)
    items: list[Quoted] = []
    unread: IntegrityError | None = None
    for stream in _streams(app, whole, query):
        try:
            items += _in_stream(whole, stream, query)
        except IntegrityError as error:
            unread = unread or error
    announce(app, whole)
    if not items and unread is None:
        app.console.say(f"nobody said “{typed}” in the record")
    about = whole.facts()
    answer = shape(QuotesAnswer, about, query=typed, items=tuple(items))
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        app.write(as_listing(answer, _COLUMNS))
    if unread is not None:
        raise unread


def _streams(app: App, whole: Whole, query: Query) -> Iterator[str]:
    """Yield the streams to look in; the index of words spares the others where it may be asked."""
    if "negotiation" in app.given:
        yield from map(stream_of, app.negotiations())
        return
    indexed: set[object] | None = None
    stand: dict[JsonValue, JsonValue] = {}
    ledger, asked = whole.ledger, whole.asked
    if asked.public_at is None and asked.known_at is None and ledger.catch_up():
        views = ledger.store.views
        found = [*views.search("evidence", query), *views.search("step", query)]
        indexed = {row["stream"] for row in found}
        stand = {row["stream"]: row["version"] for row in views.select("negotiation")}
    for prefix in _PREFIXES:
        for head in ledger.store.stream_heads(prefix, whole.known.position):
            stopped = stand.get(head.stream) != head.version  # its words are not all there
            if indexed is None or head.stream in indexed or stopped:
                yield head.stream
