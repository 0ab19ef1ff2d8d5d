"""The command `checks`: who looked where for news, and what came of it."""

import click

from parley.answers.checks import CHECKS, ChecksOptions
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["checks"]


@click.command("checks", cls=Command)
@known_option
@output_options
@click.pass_obj
def checks(app: App, known_at: str | None) -> None:
    """List who looked where for news, and what came of it.

    With -n only those about that negotiation or about the whole ledger.

    \b
    Examples:
      parley checks
      parley checks -n haryana-2024 --known-at 2024-09-07
    """
    about = app.negotiation() if app.given.get("negotiation") else None
    present(app, CHECKS, read_own(app, known_at), ChecksOptions(negotiation=about))
