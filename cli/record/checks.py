"""The commands `checked` and `checks`: who looked where for news, and what came of it.

A ledger without a new step for nine days may mean that nothing happened, or that nobody read; only
who looked can say which.
"""

from collections.abc import Sequence
from typing import Final

import click

from answers.failing import Failure, Kind
from answers.forms import Column, plain_text
from answers.own import as_slugs
from answers.shapes.own import Checked, ChecksAnswer
from answers.shaping import as_listing, shape
from answers.streams import stream_of
from answers.words import wording
from cli.asking import known_option, read_own
from cli.command import Command, output_options
from cli.context import App
from cli.record.notebook import Notebook
from cli.record.telling import filled
from cli.record.writing import Writer, writer
from drafting.scene import Scene
from events.acts import CHECKS, CheckMade
from events.own import Kept
from events.politics import Draft

__all__ = ["checked", "checks"]


def _when(item: object) -> str:
    """Return when somebody looked; without a date of its own, when it was recorded."""
    match item:
        case {"at": str(at)}:
            return wording.moment(at)
        case {"recorded_at": at}:
            return wording.recorded(at)
    return ""


def _outcome(item: object) -> str:
    """Return what came of it: nothing, the steps, or that it was not said."""
    match item:
        case {"outcome": "steps", "steps": steps}:
            return wording.steps(steps)
        case {"outcome": outcome}:
            return str(outcome).replace("_", " ")
    return ""


def _about(slugs: object) -> str:
    return plain_text(slugs) or "the whole ledger"


_COLUMNS: Final = (
    Column("at", "when", _when, whole=True),
    Column("outlet", "where"),
    Column("outcome", "what came of it", _outcome, whole=True),
    Column("recorded_by", "by"),
    Column("negotiations", "about", _about),
    Column("note", "note"),
    Column("zone", "zone", extra=True),
    Column("steps", "steps", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("log_position", "position", extra=True),
)


class _Checked(Writer):
    """Gives its function the run, which knows the negotiations that are meant."""

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values of the command's own parameters, and the run."""
        return {**super().own_values(ctx), "app": ctx.ensure_object(App)}


@writer("checked", needs=("outlet",), kind=_Checked)
@click.argument("outlet", required=False, metavar="OUTLET")
@click.option("--nothing", is_flag=True, help="There was nothing new.")
@click.option("--step", "steps", multiple=True, metavar="STEP", help="A step that it led to.")
@click.option("--at", metavar="WHEN", help="When somebody looked; otherwise now.")
@click.option("--all", "everything", is_flag=True, help="About the whole ledger.")
@click.option("--note", metavar="WORDS", help="The recorder's remark.")
def checked(
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

    So that silence is not mistaken for not reading. It changes no answer about the talks.

    \b
    Examples:
      parley checked "The Hindu" --nothing
      parley checked PTI --step 7 --step 8 --at "yesterday 21:00"
      parley checked "Election Commission" --nothing --all --note "list of candidates"
    """
    if nothing and steps:
        detail = f"--nothing and --step {steps[0]} contradict each other"
        raise Failure(Kind.USAGE, detail, hint="leave one of them out")
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


@click.command("checks", cls=Command)
@known_option
@output_options
@click.pass_obj
def checks(app: App, known_at: str | None) -> None:
    """List who looked where for news, and what came of it.

    With -n only those about that negotiation or about the whole ledger.

    \b
    Examples:
      parley checks
      parley checks -n haryana-2024 --known-at 2024-09-07
    """
    own = read_own(app, known_at)
    found: Sequence[Kept[CheckMade]]
    if app.given.get("negotiation"):
        found = own.ledger.checks(stream_of(app.negotiation()), own.known.position)
    else:
        found = own.ledger.checks(upto=own.known.position)
    items = tuple(
        shape(
            Checked,
            each,
            each.said,
            log_position=each.position,
            negotiations=as_slugs(each.said.negotiations),
            steps=as_slugs(each.said.steps),
        )
        for each in found
    )
    if not items:
        app.console.say("nobody has recorded a check: parley checked OUTLET --nothing")
    app.write(as_listing(shape(ChecksAnswer, own.facts(), items=items), _COLUMNS))


def _step(scene: Scene, typed: str, *, known: bool) -> str:
    """Return a step that is there as stream#version. Raises Failure."""
    if not known and "#" not in typed:
        detail = f"--step {typed}: in which negotiation?"
        raise Failure(Kind.USAGE, detail, hint=f"-n SLUG, or --step SLUG#{typed.lstrip('v')}")
    pointer = scene.pointer(typed, "--step")
    if isinstance(pointer, str):
        return pointer
    scene.entry(pointer)
    return f"{scene.stream}#{pointer}"
