"""The command `moves`: what parties did away from the table, and whose seats they took."""

import click

from parley.answers.moves import MOVES
from parley.answers.question import NoOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["moves"]


@click.command("moves", cls=Command)
@read_options
@output_options
@click.pass_obj
def moves(app: App, asked: Asked) -> None:
    """Show moves away from the table: candidate lists, going it alone, other pacts.

    Each stands under the state in which it was made; by itself it changes none. Seats that another
    side's list names too are compared by name, whatever their spelling, beside what the report
    says.

    \b
    Examples:
      parley moves
      parley moves --as-of 2024-09-09 --json
    """
    present(app, MOVES, read_stream(app, asked), NoOptions())
