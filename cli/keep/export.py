"""The command `export`: the records themselves, for whoever wants to keep or check them.

A line holds a record twice: as the text whose bytes are the leaf of the tree, for who checks it,
and taken apart, for who only reads it. Nothing about it needs this program or this database.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from itertools import islice
from typing import Final

import click
import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_many
from parley.answers.step import record_answer
from parley.answers.times import find_known
from parley.cli.command import FILE, Command
from parley.cli.context import App
from parley.cli.outgoing import find_target, force_option, writing
from parley.events.acts import ExportMade
from parley.events.record import Record

_LINES: Final = 256
"""Records that are written at a time."""


@click.command("export", cls=Command)
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Instead of stdout.")
@force_option
@click.option("--known-at", metavar="WHEN|@120", help="Only what had been recorded by then.")
@click.option("--record", is_flag=True, help="Record that it was made, with the file's SHA-256.")
@click.option("--to", "shown_to", metavar="WHO", help="For whom; with --record.")
@click.option("--note", metavar="WORDS", help="The recorder's remark; with --record.")
@click.pass_obj
def export(
    app: App,
    output: str | None,
    force: bool,
    known_at: str | None,
    record: bool,
    shown_to: str | None,
    note: str | None,
) -> None:
    """Write every record of the ledger, in order, as JSON lines.

    Of each: position, recorded_at, stream, version, type, the statement as JSON, its hash, the
    leaf hash, and `record`, the exact text: SHA-256 of a zero byte and its UTF-8 bytes is the leaf
    hash.

    \b
    Examples:
      parley export -o haryana.jsonl
      parley export --known-at @120 | gzip > to-120.jsonl.gz
      parley export -o court.jsonl --record --to "the district court"
    """
    if not record and (shown_to or note):
        detail = say("--to and --note are kept by --record alone")
        raise Failure(Kind.USAGE, detail, hint="add --record")
    ledger = app.open_ledger(write=record)
    known = find_known(app.standpoint(), known_at, app.settings.zone.value)
    target = None if output is None else find_target(app, output, force=force)
    opened = nullcontext() if target is None else writing(target)
    with app.console.progress("exporting") as progress, opened as file:
        records, done, size, digest = ledger.log(upto=known.position), 0, 0, sha256()
        while lines := _lines(records):
            text = "".join(lines)
            data = text.encode()
            size += len(data)
            digest.update(data)
            if file is not None:
                file.write(data)
            elif not app.console.write(text):
                return
            done += len(lines)
            progress(done, known.position)
    if (unsettled := known.unsettled()) is not None:
        app.console.say(unsettled)
    root = ledger.store.root(known.position).hex()
    what = say_many(known.position, "{number} record", "{number} records")
    if output is not None:
        what = say("{records} to {output}", output, records=what)
    app.console.say(say("{records}, root {root}", root, records=what))
    if record:
        made = ExportMade(
            what="records",
            position=known.position,
            root=root,
            sha256=digest.hexdigest(),
            bytes=size,
            format="jsonl",
            known_at=known.text,
            zone=None if known.text is None else app.settings.zone.value,
            shown_to=shown_to,
            file=None if target is None else target.path.name,
            note=note,
        )
        receipt = ledger.record_export(made)
        app.console.say(
            say("recorded as @{position}: parley list exports lists it", receipt.position)
        )


def _lines(records: Iterator[Record]) -> list[str]:
    """Return the next lines; none at the end."""
    return [
        msgspec.json.encode(record_answer(record)).decode() + "\n"
        for record in islice(records, _LINES)
    ]
