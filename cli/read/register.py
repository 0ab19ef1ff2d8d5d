"""The commands `list` and `show` that every kind of entry of the register has."""

import click

from parley.answers.register import ENTRY, REGISTER, EntryKind, EntryOptions, RegisterOptions
from parley.cli.asking import known_option, read_own
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["listing", "showing"]


def showing(kind: EntryKind, example: str) -> click.Command:
    """Return the command `show` of one kind; `example` is the id of one, for the help text."""

    def show(app: App, name: str, known_at: str | None) -> None:
        present(app, ENTRY, read_own(app, known_at), EntryOptions(kind=kind, name=name))

    show.__doc__ = f"""Show one {kind} of the register, by its id or any of its names.

    \b
    Examples:
      parley {kind} show {example}
    """
    argument = click.argument("name", metavar="NAME")
    declared = argument(known_option(output_options(click.pass_obj(show))))
    return click.command("show", cls=Command)(declared)


def listing(kind: EntryKind) -> click.Command:
    """Return the command `list` of one kind."""

    def entries(app: App, known_at: str | None) -> None:
        present(app, REGISTER, read_own(app, known_at), RegisterOptions(kind=kind))

    entries.__doc__ = f"""List every {kind} of the register.

    \b
    Examples:
      parley {kind} list
    """
    declared = known_option(output_options(click.pass_obj(entries)))
    return click.command("list", cls=Command)(declared)
