"""The command `blame`: for each field of the answer the step that set it, and who said so."""

import click

from parley.answers.blame import BLAME, BlameOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["blame"]


@click.command("blame", cls=Command)
@click.argument("field", nargs=-1)
@read_options
@output_options
@click.pass_obj
def blame(app: App, field: tuple[str, ...], asked: Asked) -> None:
    """Say which step set a field of the answer, who said so, and in which words.

    FIELD is one field (state, offer v11, party AAP), or a kind of field (offer, flag); without it
    every field of the answer is shown.

    \b
    Examples:
      parley blame state
      parley blame offer v11 --as-of 2024-09-08
      parley blame flag contested
      parley blame --json
    """
    present(app, BLAME, read_stream(app, asked), BlameOptions(field=" ".join(field)))
