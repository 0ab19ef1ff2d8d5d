"""The command `checked`: somebody looked where for news, and what came of it.

A ledger without a new step for nine days may mean that nothing happened, or that nobody read; only
who looked can say which.
"""

import click

from parley.answers.failing import Failure, Kind
from parley.answers.streams import stream_of
from parley.cli.context import App
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.writing import Writer, writer
from parley.drafting.scene import Scene
from parley.events.acts import CHECKS, CheckMade
from parley.events.politics import Draft

__all__ = ["checked"]


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
