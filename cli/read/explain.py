"""The command `explain`: why a step was allowed, what it changed, and what rests on it."""

import click

from answers.explain import _COLUMNS, _answer, _entries
from answers.reading import parse_step
from answers.shaping import as_card
from answers.times import Asked
from answers.words import wording
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws

__all__ = ["explain"]


@click.command("explain", cls=Command)
@click.argument("step", metavar="STEP")
@read_options
@output_options
@click.pass_obj
def explain(app: App, step: str, asked: Asked) -> None:
    """Explain a step: the guards that allowed it, what it changed, which answers cite it, which
    later steps rest on it, and our corrections of it.

    Of a correction of ours it says what our answer changed with it.

    \b
    Examples:
      parley explain 4
      parley explain haryana-2024#11 --as-of 2024-09-08
      parley explain 4 --json
    """
    slug, version = parse_step(step)
    reading = read_stream(app, asked, slug)
    answer = _answer(reading, version)
    announce(app, reading)
    if draws(app):
        title = f"{wording.step(version)} {answer.said}"
        draw_entries(app, list(_entries(reading, answer)), title=title)
    else:
        app.write(as_card(answer, _COLUMNS))


# Drawing ----------------------------------------------------------------------------------------
