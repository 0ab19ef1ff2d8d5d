"""The command `clock list`: what was said of wrong dates, and which of it stands."""

import click

from parley.answers.clocks import CLOCKS
from parley.answers.question import NoOptions
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["list_corrections"]


@click.command("list", cls=Command)
@known_option
@output_options
@click.pass_obj
def list_corrections(app: App, known_at: str | None) -> None:
    """List what was said of wrong dates, and which of it stands.

    \b
    Examples:
      parley clock list
      parley clock list --json
    """
    present(app, CLOCKS, read_own(app, known_at), NoOptions())
