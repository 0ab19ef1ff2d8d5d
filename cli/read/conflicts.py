"""The command `conflicts`: figures that cannot all be right, side by side, with who says each."""

import click

from parley.answers.conflicts import CONFLICTS
from parley.answers.question import NoOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["conflicts"]


@click.command("conflicts", cls=Command)
@read_options
@output_options
@click.pass_obj
def conflicts(app: App, asked: Asked) -> None:
    """Show figures for one thing, of the same days, that cannot all be right.

    They stand side by side with who says each and on how many independent origins it rests; an
    agency's story in eight outlets has one. None is chosen and nothing is averaged. Lists of seats
    are compared too, where they have seats in common.

    \b
    Examples:
      parley conflicts
      parley conflicts --as-of 2024-09-09
      parley conflicts --json
    """
    present(app, CONFLICTS, read_stream(app, asked), NoOptions())
