"""The command `rounds`: each attempt at a deal, its days and outcome, and who ended it."""

import click

from parley.answers.question import NoOptions
from parley.answers.rounds import ROUNDS
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

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
    present(app, ROUNDS, read_stream(app, asked), NoOptions())
