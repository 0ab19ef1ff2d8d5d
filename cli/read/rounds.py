"""The command `rounds`: each attempt at a deal, its days and outcome, and who ended it."""

import click

from answers.rounds import _COLUMNS, _entries, _formed, rounds_said
from answers.shapes.rounds import RoundsAnswer, show_round
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import attempts

__all__ = ["rounds"]


@click.command("rounds", cls=Command)
@read_options
@output_options
@click.pass_obj
def rounds(app: App, asked: Asked) -> None:
    """Show each attempt at a deal: from when to when, how many days, how it ended and by whom.

    An attempt is an unbroken run of talks; days are counted from its first to its last step. A
    proposal that is refused before talks begin is no attempt, and is listed as a refusal.

    \b
    Examples:
      parley rounds
      parley rounds --as-of 2024-09-10
      parley rounds -n con-ld-2010 --json
    """
    reading = read_stream(app, asked)
    announce(app, reading)
    runs = attempts.runs(reading.seen)
    answer = shape(
        RoundsAnswer,
        reading.facts(),
        reading.subject(),
        attempts=sum(run.kind == "attempt" for run in runs),
        inconclusive=sum(run.inconclusive for run in runs),
        formed=_formed(reading),
        items=tuple(map(show_round, runs)),
    )
    if not answer.items:
        app.console.say(f"no talks of {reading.slug} are recorded to have begun or been refused")
    if draws(app):
        draw_entries(app, list(_entries(answer)), title=rounds_said(answer))
    else:
        app.write(as_listing(answer, _COLUMNS))
