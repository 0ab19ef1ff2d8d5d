"""The command `find-first`: the first moment at which a condition held."""

import click

from parley.answers.find_first import FIND_FIRST, FindFirstOptions
from parley.answers.times import Asked
from parley.answers.words.fields import field_list
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["find_first"]


@click.command("find-first", cls=Command, epilog=f"\b\nFields:\n{field_list()}")
@click.argument("expression", metavar="EXPR", nargs=-1, required=True)
@read_options
@output_options
@click.pass_obj
def find_first(app: App, expression: tuple[str, ...], asked: Asked) -> None:
    """Find the first moment at which a condition held: just after which step.

    EXPR is a field with its value (state=deal_reached, party AAP left), a field alone
    (flag=contested), or a count ('offers>2', 'open demands>=1'; the quotes keep the shell from
    writing a file). Several are joined by `and`.

    \b
    Examples:
      parley find-first state=deal_reached
      parley find-first flag=contested
      parley find-first party AAP left
      parley find-first open offers and state=collapsed
      parley find-first 'offers>2' --public-at 2024-09-08 --json
    """
    options = FindFirstOptions(condition=" ".join(expression))
    present(app, FIND_FIRST, read_stream(app, asked), options)
