"""The command `table`: what stands on the table, in the words in which it was put there."""

import click

from parley.answers.question import NoOptions
from parley.answers.table import TABLE
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["table"]


@click.command("table", cls=Command)
@read_options
@output_options
@click.pass_obj
def table(app: App, asked: Asked) -> None:
    """Show what stands on the table: open offers, demands and conditions, and dates to come.

    What stands apart is shown with it: the gap between an offer and a demand of one class of
    attribution, and figures that contradict one another.

    \b
    Examples:
      parley table
      parley table --as-of 2024-09-07
      parley table --as-of v11 --json
    """
    present(app, TABLE, read_stream(app, asked), NoOptions())
