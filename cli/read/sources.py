"""The commands `source list` and `source show`: the described reports that steps rest on."""

import click

from parley.answers.question import NoOptions
from parley.answers.sources import SOURCE, SOURCES, SourceOptions
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["list_sources", "show_source"]


@click.command("list", cls=Command)
@known_option
@output_options
@click.pass_obj
def list_sources(app: App, known_at: str | None) -> None:
    """List the described sources.

    \b
    Examples:
      parley source list
      parley source list --known-at 2024-09-07 --csv
    """
    present(app, SOURCES, read_own(app, known_at), NoOptions())


@click.command("show", cls=Command)
@click.argument("id_", metavar="ID")
@known_option
@output_options
@click.pass_obj
def show_source(app: App, id_: str, known_at: str | None) -> None:
    """Show one described source with everything that is known of it.

    \b
    Examples:
      parley source show ians-2024-09-07
    """
    present(app, SOURCE, read_own(app, known_at), SourceOptions(source=id_))
