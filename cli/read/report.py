"""The command `report`: an extract that can be cited, printed and checked, as of three times.

The same question gives the same bytes for ever: nothing in a report depends on the clock or on
where it is written to (docs/adr/0024).
"""

from hashlib import sha256
from pathlib import PurePath
from typing import Final, Literal

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.times import Asked
from parley.cli.asking import announce, read_options, read_stream
from parley.cli.command import FILE, Command
from parley.cli.context import App
from parley.cli.outgoing import find_target, force_option, write_whole
from parley.events.acts import ExportMade
from parley.web.reports.contents import document_of
from parley.web.reports.document import Document
from parley.web.reports.markdown import as_markdown
from parley.web.reports.pictures import report_pictures

__all__ = ["report"]

Form = Literal["md", "html"]
_FORMS: Final[dict[str, Form]] = {"md": "md", "markdown": "md", "html": "html", "htm": "html"}


@click.command("report", cls=Command)
@click.option(
    "-o", "--output", metavar="FILE", type=FILE, default="-", help="FILE.md, FILE.html, or -."
)
@force_option
@click.option("--record", is_flag=True, help="Record that it was made, with the file's SHA-256.")
@click.option("--to", "shown_to", metavar="WHO", help="For whom; with --record.")
@click.option("--note", metavar="WORDS", help="The recorder's remark; with --record.")
@read_options
@click.pass_obj
def report(
    app: App,
    output: str,
    force: bool,
    record: bool,
    shown_to: str | None,
    note: str | None,
    asked: Asked,
) -> None:
    """Write an extract that can be cited: every line has a footnote with its source and words.

    - writes Markdown to stdout. FILE.html is one file with the pictures in it, and no script. It
    ends with the command that makes the same bytes again. Without --as-of, deadlines are judged at
    the time of the last record: --as-of today judges them at the end of the day.

    \b
    Examples:
      parley report -o haryana.html --as-of 2024-09-07
      parley report --known-at @120 | less
      parley report -o haryana.html --record --to "the editor"
    """
    if not record and (shown_to or note):
        detail = say("--to and --note are kept by --record alone")
        raise Failure(Kind.USAGE, detail, hint="add --record")
    form = _form(output)
    target = None if output == "-" else find_target(app, output, force=force)
    ledger = app.open_ledger(write=record)
    reading = read_stream(app, asked, by_clock=False)
    root = ledger.store.root(reading.known.position).hex()
    pictures = report_pictures(reading) if form == "html" else {}
    document = document_of(reading, root, form, pictures)
    text = _written(document, form)
    content = text.encode()
    announce(app, reading)
    if target is None:
        app.console.write(text)
    else:
        write_whole(target, content)
    digest = sha256(content).hexdigest()
    what = say("report of {slug} up to @{position}", reading.slug, reading.known.position)
    if target is not None:
        what = say("{report} to {output}", output, report=what)
    app.console.say(say("{report}, SHA-256 {digest}", digest, report=what))
    if record:
        made = ExportMade(
            what="report",
            position=reading.known.position,
            root=root,
            sha256=digest,
            bytes=len(content),
            format=form,
            negotiations=(reading.seen.stream,),
            as_of=reading.asked.as_of,
            public_at=reading.asked.public_at,
            known_at=reading.asked.known_at,
            zone=reading.zone,
            shown_to=shown_to,
            file=None if target is None else target.path.name,
            note=note,
        )
        receipt = ledger.record_export(made)
        app.console.say(
            say("recorded as @{position}: parley list exports lists it", receipt.position)
        )


def _form(output: str) -> Form:
    """Return what a file's name asks for; of stdout Markdown. Raises Failure (usage)."""
    suffix = "md" if output == "-" else PurePath(output).suffix.removeprefix(".").lower()
    if suffix in _FORMS:
        return _FORMS[suffix]
    detail = say("{output} is neither .md nor .html", output)
    raise Failure(Kind.USAGE, detail, hint=say("name the file FILE.md or FILE.html"))


def _written(document: Document, form: Form) -> str:
    if form == "md":
        return as_markdown(document)
    from parley.web.reports.page import (
        as_page,  # the template engine is loaded where a page is written
    )

    return as_page(document)
