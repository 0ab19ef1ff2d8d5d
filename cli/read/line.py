"""The command `line`: for each field of the answer one sentence that can be published."""

import click

from parley.answers.line import LINE, LineOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["line"]


@click.command("line", cls=Command)
@click.argument("field", nargs=-1)
@read_options
@output_options
@click.pass_obj
def line(app: App, field: tuple[str, ...], asked: Asked) -> None:
    """Write one publishable sentence for each field of the answer, with its hedge and citation.

    FIELD is one field (state, offer v11), or a kind of field (offer); without it there is a
    sentence for every field.

    \b
    Examples:
      parley line state
      parley line offer v11
      parley line last_offer --as-of 2024-09-08
      parley line --format md
    """
    present(app, LINE, read_stream(app, asked), LineOptions(field=" ".join(field)))
