"""The commands about sources: an article, a broadcast, a document, described once.

Steps then name it by its id, and its outlet, agency, address and date are copied into each step's
evidence: eight outlets that carry one agency's story are seen to be one origin.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from answers.entries import Entry, Note
from answers.failing import Failure, Kind, suggest
from answers.forms import Column
from answers.shapes.own import SourceAnswer, SourcesAnswer, SourceShown
from answers.shaping import as_card, as_listing, shape
from answers.words import wording
from cli.asking import known_option, read_own
from cli.command import Group, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from cli.incoming import hash_file
from cli.record.notebook import Notebook
from cli.record.telling import filled
from cli.record.writing import writer
from drafting.sources import source_problems
from events.kinds import SOURCES
from events.politics import Draft
from negotiation.moments import MomentError

__all__ = ["source"]

_TYPED: Final = {"source": "ID", "sha256": "--file"}
_COLUMNS: Final = [
    Column("source", "source"),
    Column("published", "published"),
    Column("outlet", "outlet"),
    Column("origin", "origin"),
    Column("title", "title"),
    Column("url", "url"),
    Column("reviewed", "reviewed", extra=True),
    Column("sha256", "SHA-256", extra=True),
    Column("note", "note", extra=True),
    Column("log_position", "position", extra=True),
]
_CARD: Final = [Column(f"item.{column.key}", column.title, column.render) for column in _COLUMNS]


@click.group("source", cls=Group)
def source() -> None:
    """Describe and list the reports that steps rest on.

    \b
    Examples:
      parley source add ians-2024-09-07 --outlet "Lokmat Times" --origin IANS
      parley source list
      parley source show ians-2024-09-07
    """


@writer("add", needs=("id_",))
@click.argument("id_", required=False, metavar="ID")
@click.option("--outlet", metavar="NAME", help="Who published it; left out: not known.")
@click.option("--origin", metavar="NAME", help="The agency it comes from.")
@click.option("--url", metavar="URL", help="Where it was found.")
@click.option("--published", metavar="WHEN", help="When it was published.")
@click.option("--title", help="Its title.")
@click.option("--reviewed/--not-reviewed", default=None, help="Whether an editor reviewed it.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The archived bytes, of which the SHA-256 is kept.",
)
@click.option("--note", metavar="WORDS", help="The recorder's remark.")
def add(
    notebook: Notebook,
    id_: str,
    outlet: str | None,
    origin: str | None,
    url: str | None,
    published: str | None,
    title: str | None,
    reviewed: bool | None,
    file: Path | None,
    note: str | None,
) -> None:
    """Describe a report under an ID, by which steps name it: --source ID.

    Described again, the later description holds for what is recorded from then on.

    \b
    Examples:
      parley source add ians-2024-09-07 --outlet "Lokmat Times" --origin IANS
        --published 2024-09-07 --not-reviewed --url https://…
    """
    fields = filled(
        source=id_,
        outlet=outlet,
        origin=origin,
        url=url,
        published=published and notebook.scene(SOURCES).moment(published, "--published"),
        title=title,
        sha256=None if file is None else hash_file(file),
        note=note,
    )
    if reviewed is not None:
        fields["reviewed"] = reviewed
    for field, reason, hint in source_problems(fields):
        raise Failure(Kind.USAGE, f"{_TYPED.get(field, field)}: {reason}", hint=hint)
    notebook.note(Draft(stream=SOURCES, type="SourceDescribed", fields=fields))


@source.command("list")
@known_option
@output_options
@click.pass_obj
def list_sources(app: App, known_at: str | None) -> None:
    """List the described sources.

    \b
    Examples:
      parley source list
      parley source list --known-at 2024-09-07 --csv
    """
    own = read_own(app, known_at)
    rows = own.ledger.sources(None if own.known.text is None else own.known.position)
    items = tuple(_shown(rows[name]) for name in sorted(rows))
    if not items:
        app.console.say("no source is described: parley source add ID --outlet NAME")
    if draws(app):
        draw_entries(app, [_entry(each) for each in items])
    else:
        answer = shape(SourcesAnswer, own.facts(), items=items)
        app.write(as_listing(answer, _COLUMNS))


@source.command("show")
@click.argument("id_", metavar="ID")
@known_option
@output_options
@click.pass_obj
def show_source(app: App, id_: str, known_at: str | None) -> None:
    """Show one described source with everything that is known of it.

    \b
    Examples:
      parley source show ians-2024-09-07
    """
    own = read_own(app, known_at)
    rows = own.ledger.sources(None if own.known.text is None else own.known.position)
    if id_ not in rows:
        hint = suggest(id_, rows) or "parley source list shows those there are"
        raise Failure(Kind.NOT_FOUND, f"no source “{id_}” is described in this ledger", hint=hint)
    answer = shape(SourceAnswer, own.facts(), item=_shown(rows[id_]))
    app.write(as_card(answer, _CARD))


def _entry(item: SourceShown) -> Entry:
    where = "/".join(each for each in (item.outlet, item.origin) if each)
    reviewed = {True: "reviewed by an editor", False: "not reviewed by an editor"}
    state = None if item.reviewed is None else reviewed[item.reviewed]
    parts = (where or "outlet not known", state)
    return Entry(
        heading="",
        label=_published(item.published),
        line=item.source,
        notes=(
            Note(", ".join(part for part in parts if part)),
            Note(item.title or ""),
            Note(item.url or "", "dim"),
        ),
    )


def _published(text: object) -> str:
    """Return the date of publication as people read it."""
    try:
        return wording.moment(text)
    except MomentError:
        return str(text)  # the record holds what it was given, whichever way it came in


def _shown(row: Mapping[str, object]) -> SourceShown:
    names = [name for name in SourceShown.__struct_fields__ if name != "log_position"]
    given = {name: row.get(name) for name in names}
    return shape(SourceShown, given, log_position=row["position"])


source.add_command(add)
