"""The command `refusals`: the attempts that a rule refused, and which guard said no."""

import click

from parley.answers.question import NoOptions
from parley.answers.refusals import REFUSALS
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["refusals"]


@click.command("refusals", cls=Command)
@known_option
@output_options
@click.pass_obj
def refusals(app: App, known_at: str | None) -> None:
    """List the attempts that a rule refused: who, when, what, and which guard said no.

    A shared ledger keeps them, a personal one does not, unless it is told to. They stand outside
    every account and change no answer. Dry runs and slips of the keyboard are not kept.

    \b
    Examples:
      parley refusals
      parley refusals --known-at 2024-09-07 --json
    """
    present(app, REFUSALS, read_own(app, known_at), NoOptions())
