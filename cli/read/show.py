"""The command `show`: one entry in full, down to the bytes that were recorded."""

import click

from answers.forms import Card
from answers.printing import printable
from answers.reading import no_such_step, parse_step
from answers.shapes.steps import (
    ShowAnswer,
)
from answers.shaping import as_card
from answers.step import _answer, _record_at, record_answer
from answers.streams import slug_of, stream_of
from answers.times import Asked
from answers.words.show import RECORD_COLUMNS, REGISTRATION_COLUMNS, STEP_COLUMNS
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draws
from events.ledger import Ledger
from events.record import Record, leaf_hash
from events.statement import statement_hash

__all__ = ["show"]


@click.command("show", cls=Command)
@click.argument("step", metavar="STEP")
@click.option("--raw", is_flag=True, help="The record's exact bytes; its hashes as a message.")
@read_options
@output_options
@click.pass_obj
def show(app: App, step: str, raw: bool, asked: Asked) -> None:
    """Show one entry in full: words, every report of it, what points at what, corrections, guards.

    STEP is 4, v4 or slug#4; 1 is the registration; @12 is whatever was recorded at that position.

    \b
    Examples:
      parley show 4
      parley show haryana-2024#4 --json
      parley show @12 --raw
    """
    ledger = app.open_ledger()
    record = _record_at(ledger, step) or _record_named(app, ledger, step)
    if not raw and ledger.politics.concerns(record.stream):
        reading = read_stream(app, asked, slug_of(record.stream))
        answer = _answer(reading, record)
        announce(app, reading)
        _write(app, answer)
    elif raw and app.layout.format is None:
        _write_raw(app, record)
    else:
        app.write(as_card(record_answer(record), RECORD_COLUMNS))


def _write_raw(app: App, record: Record) -> None:
    """Write the bytes and nothing else, so that `sha256sum` can be asked about them."""
    text = record.data.decode("utf-8")
    # A screen gets a last line break, and no control characters that strangers wrote.
    app.console.write(f"{printable(text)}\n" if app.console.draws else text)
    app.console.say(f"statement hash  {statement_hash(record.statement).hex()}")
    app.console.say(f"leaf hash       {leaf_hash(record.data).hex()}")


# Finding it -------------------------------------------------------------------------------------


def _record_named(app: App, ledger: Ledger, text: str) -> Record:
    """Return the record of a step. Raises Failure for what is no step, or not there."""
    slug, version = parse_step(text)
    stream = ledger.require(stream_of(app.negotiation() if slug is None else slug))
    missing = no_such_step(ledger, stream, version, ledger.head().size)
    if missing is not None:
        raise missing
    return next(iter(ledger.store.read_stream(stream, after=version - 1)))


# Telling it -------------------------------------------------------------------------------------


def _write(app: App, answer: ShowAnswer) -> None:
    card = as_card(answer, REGISTRATION_COLUMNS if answer.version == 1 else STEP_COLUMNS)
    if draws(app):
        # On a screen, what is empty only hides what is not.
        filled = [column for column in card.columns if column.text(card.value)]
        card = Card(card.value, filled)
    app.write(card)
