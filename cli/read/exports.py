"""The command `exports`: who was shown what.

An answer that is corrected later has been printed by then; whoever was shown the old one is found
here.
"""

import click

from parley.answers.exports import EXPORTS
from parley.answers.question import NoOptions
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["exports"]


@click.command("exports", cls=Command)
@known_option
@output_options
@click.pass_obj
def exports(app: App, known_at: str | None) -> None:
    """List who was shown what: the exports that were recorded.

    \b
    Examples:
      parley exports
      parley exports --json
    """
    present(app, EXPORTS, read_own(app, known_at), NoOptions())
