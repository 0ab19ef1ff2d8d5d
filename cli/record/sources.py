"""The commands of `source`: the reports, described once, and who looked where for them.

Steps name a report by its id, and its outlet, agency, address and date are copied into each step's
evidence: eight outlets that carry one agency's story are seen to be one origin. A ledger without a
new step for nine days may mean that nothing happened, or that nobody read; only who looked can say.
"""

from pathlib import Path
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.question import NoOptions
from parley.answers.sources import SOURCE, SourceOptions
from parley.answers.sources import SOURCES as EVERY_SOURCE
from parley.answers.streams import stream_of
from parley.cli.asking import known_option, read_own
from parley.cli.command import Group, output_options
from parley.cli.context import App
from parley.cli.incoming import hash_file
from parley.cli.present import present
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.writing import Writer, writer
from parley.drafting.scene import Scene
from parley.drafting.sources import source_problems
from parley.events.acts import CHECKS, CheckMade
from parley.events.kinds import SOURCES
from parley.events.politics import Draft

__all__ = ["source"]

_TYPED: Final = {"source": "ID", "sha256": "--file"}


@click.group("source", cls=Group)
def source() -> None:
    """Describe and list the reports that steps rest on, and record who looked for them.

    \b
    Examples:
      parley source add ians-2024-09-07 --outlet "Lokmat Times" --origin IANS
      parley source list
      parley source show ians-2024-09-07
      parley source looked "The Hindu" --nothing
    """


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
    present(app, EVERY_SOURCE, read_own(app, known_at), NoOptions())


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
    present(app, SOURCE, read_own(app, known_at), SourceOptions(source=id_))


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


class _Looked(Writer):
    """Gives its function the run, which knows the negotiations that are meant."""

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values of the command's own parameters, and the run."""
        return {**super().own_values(ctx), "app": ctx.ensure_object(App)}


@writer("looked", needs=("outlet",), kind=_Looked)
@click.argument("outlet", required=False, metavar="OUTLET")
@click.option("--nothing", is_flag=True, help="There was nothing new.")
@click.option("--step", "steps", multiple=True, metavar="STEP", help="A step that it led to.")
@click.option("--at", metavar="WHEN", help="When somebody looked; otherwise now.")
@click.option("--all", "everything", is_flag=True, help="About the whole ledger.")
@click.option("--note", metavar="WORDS", help="The recorder's remark.")
def looked(
    notebook: Notebook,
    app: App,
    outlet: str,
    nothing: bool,
    steps: tuple[str, ...],
    at: str | None,
    everything: bool,
    note: str | None,
) -> None:
    """Record that somebody looked for news, and what came of it.

    So that silence is not mistaken for not reading. It changes no answer about the talks;
    `parley list checks` shows who looked where.

    \b
    Examples:
      parley source looked "The Hindu" --nothing
      parley source looked PTI --step 7 --step 8 --at "yesterday 21:00"
      parley source looked "Election Commission" --nothing --all --note "list of candidates"
    """
    if nothing and steps:
        detail = say("--nothing and --step {steps} contradict each other", steps=steps[0])
        raise Failure(Kind.USAGE, detail, hint=say("leave one of them out"))
    chosen = () if everything or app.settings.negotiation is None else app.negotiations()
    if not chosen and not everything and len(app.slugs()) == 1:
        chosen = tuple(app.slugs())
    scene = notebook.scene(chosen[0] if chosen else CHECKS, alone=len(chosen) == 1)
    outcome = "nothing" if nothing else "steps" if steps else "not_said"
    fields = filled(
        outlet=outlet,
        outcome=outcome,
        at=at and scene.moment(at, "--at"),
        zone=at and scene.zone,
        negotiations=[stream_of(slug) for slug in chosen],
        steps=[_step(scene, step, known=bool(chosen)) for step in steps],
        note=note,
    )
    notebook.note(Draft(stream=CHECKS, type=CheckMade.__name__, fields=fields))


def _step(scene: Scene, typed: str, *, known: bool) -> str:
    """Return a step that is there as stream#version. Raises Failure."""
    if not known and "#" not in typed:
        detail = say("--step {typed}: in which negotiation?", typed)
        raise Failure(Kind.USAGE, detail, hint=f"-n SLUG, or --step SLUG#{typed.lstrip('v')}")
    pointer = scene.pointer(typed, "--step")
    if isinstance(pointer, str):
        return pointer
    scene.entry(pointer)
    return f"{scene.stream}#{pointer}"


for _each in (add, looked):
    source.add_command(_each)
