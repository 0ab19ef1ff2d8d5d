"""The command `show`: one entry in full, why it was allowed, the bytes that were recorded."""

import click

from parley.answers.explain import EXPLAIN, ExplainOptions
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.printing import printable
from parley.answers.reading import parse_step
from parley.answers.step import RECORD, SHOW, RecordOptions, ShowOptions, record_at, record_of
from parley.answers.streams import slug_of, stream_of
from parley.answers.times import POSITION, Asked
from parley.cli.asking import read_options, read_own, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present
from parley.events.ledger import Ledger
from parley.events.record import Record, leaf_hash
from parley.events.statement import statement_hash

__all__ = ["show"]


@click.command("show", cls=Command)
@click.argument("step", metavar="STEP")
@click.option("--why", is_flag=True, help="What allowed it, changed with it, and rests on it.")
@click.option("--raw", is_flag=True, help="The record's exact bytes; its hashes as a message.")
@read_options
@output_options
@click.pass_obj
def show(app: App, step: str, why: bool, raw: bool, asked: Asked) -> None:
    """Show one entry in full: words, every report of it, what points at what, corrections, guards.

    STEP is 4, v4 or slug#4; 1 is the registration; @12 is whatever was recorded at that position.

    --why explains a step: the guards that allowed it, what it changed, which answers cite it, which
    later steps rest on it, and our corrections of it. Of a correction of ours it says what our
    answer changed with it.

    \b
    Examples:
      parley show 4
      parley show haryana-2024#4 --json
      parley show 4 --why --as-of 2024-09-08
      parley show @12 --raw
    """
    ledger = app.open_ledger()
    found = POSITION.fullmatch(step)
    record = _record_named(app, ledger, step) if found is None else record_at(ledger, int(found[1]))
    if why and (raw or not ledger.politics.concerns(record.stream)):
        detail = say("--why explains what stands in a negotiation, and no bytes")
        raise Failure(Kind.USAGE, detail, hint=say("leave --why out"))
    if raw and app.layout.format is None:
        _write_raw(app, record)
    elif raw or not ledger.politics.concerns(record.stream):
        present(app, RECORD, read_own(app, None), RecordOptions(position=record.position))
    else:
        reading = read_stream(app, asked, slug_of(record.stream))
        if why:
            present(app, EXPLAIN, reading, ExplainOptions(version=record.version))
        else:
            present(app, SHOW, reading, ShowOptions(version=record.version))


def _write_raw(app: App, record: Record) -> None:
    """Write the bytes and nothing else, so that `sha256sum` can be asked about them."""
    text = record.data.decode("utf-8")
    # A screen gets a last line break, and no control characters that strangers wrote.
    app.console.write(f"{printable(text)}\n" if app.console.draws else text)
    app.console.say(say("statement hash  {hash}", hash=statement_hash(record.statement).hex()))
    app.console.say(say("leaf hash       {hash}", hash=leaf_hash(record.data).hex()))


def _record_named(app: App, ledger: Ledger, text: str) -> Record:
    """Return the record of a step. Raises Failure for what is no step, or not there."""
    slug, version = parse_step(text)
    stream = ledger.require(stream_of(app.negotiation() if slug is None else slug))
    return record_of(ledger, stream, version)
