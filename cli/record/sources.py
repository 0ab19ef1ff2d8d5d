"""The commands about sources: an article, a broadcast, a document, described once.

Steps then name it by its id, and its outlet, agency, address and date are copied into each step's
evidence: eight outlets that carry one agency's story are seen to be one origin.
"""

from pathlib import Path
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.cli.command import Group
from parley.cli.incoming import hash_file
from parley.cli.read.sources import list_sources, show_source
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.writing import writer
from parley.drafting.sources import source_problems
from parley.events.kinds import SOURCES
from parley.events.politics import Draft

__all__ = ["source"]

_TYPED: Final = {"source": "ID", "sha256": "--file"}


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


for each in (list_sources, show_source, add):
    source.add_command(each)
