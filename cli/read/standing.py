"""The commands `list` and `status`: what there is, and where the talks stand."""

import click

from parley.answers.contest import CONTESTS, ContestOptions
from parley.answers.question import NoOptions
from parley.answers.standing import LIST, STATUS
from parley.answers.streams import is_contest
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream, read_whole
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["list_negotiations", "status"]


@click.command("list", cls=Command)
@read_options
@output_options
@click.pass_obj
def list_negotiations(app: App, asked: Asked) -> None:
    """List the negotiations and contests of this ledger and where each stands.

    \b
    Examples:
      parley list
      parley list --as-of 2024-09-06
      parley list --json
    """
    present(app, LIST, read_whole(app, asked), NoOptions())


@click.command("status", cls=Command)
@read_options
@output_options
@click.pass_obj
def status(app: App, asked: Asked) -> None:
    """Say where the talks stand: state, since when, flags with the step that set each.

    Of a contest (-n contest/…) it says what `parley contest` says.

    \b
    Examples:
      parley status
      parley status --as-of 2024-09-06
      parley status --as-of v4 --known-at @12 --json
      parley status -n contest/haryana-2024
    """
    slug = app.negotiation()
    if is_contest(slug):
        present(app, CONTESTS, read_whole(app, asked), ContestOptions(contest=slug))
    else:
        present(app, STATUS, read_stream(app, asked, slug), NoOptions())
