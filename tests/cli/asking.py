"""A program for the tests of asking: a command with values that may be missing, and a form."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import click

from parley.answers.failing import Failure, Kind
from parley.cli import commands as table
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.main import main
from parley.cli.prompts import confirm
from parley.cli.record.forms import Field, compose_form, edit_form


@click.command("enlist", cls=Command)
@click.argument("slug")
@click.option("--title", required=True)
@click.option("--kind", type=click.Choice(("election", "formation")), required=True)
@click.option("--seats", type=int, required=True)
@click.option("--party", multiple=True, required=True)
@output_options
@click.pass_obj
def enlist(app: App, slug: str, title: str, kind: str, seats: int, party: tuple[str, ...]) -> None:
    """Write down what was said."""
    confirm(app, f"{slug}, {title}, {kind}")
    app.console.write(f"{slug}|{title}|{kind}|{seats}|{'+'.join(party)}\n")


@click.command("fill", cls=Command)
@click.pass_obj
def fill(app: App) -> None:
    """Have a form filled in."""
    fields = [
        Field("by", "INC", note="Who offers."),
        Field("stance", choices=("open", "firm")),
        Field("words"),
    ]

    def check(text: str) -> list[str]:
        return [] if "stance: firm" in text else ["stance: choose one of open, firm\n(it is empty)"]

    app.console.write(edit_form(app, compose_form("An offer", fields), check))


@click.command("fail", cls=Command)
@click.argument("how", type=click.Choice(("crash", "interrupt", "wait", "findings")))
@click.pass_obj
def fail(app: App, how: str) -> None:
    """Go wrong."""
    if how == "crash":
        raise ZeroDivisionError("postgresql://asha:hush@db.example.org/x")
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "findings":
        app.console.write("leaf 3 differs\n" * 100_000)
        raise Failure(Kind.INTEGRITY, "the record does not verify")
    app.console.write("waiting\n")
    sys.stdin.read()


@contextmanager
def more_commands() -> Iterator[None]:
    """Have these commands in the table beside the real ones."""
    names = ("enlist", "fill", "fail")
    own = [table.Entry(name, f"{__name__}:{name}", "Manage", "for tests") for name in names]
    with mock.patch.object(table, "COMMANDS", (*table.COMMANDS, *own)):
        yield


PROGRAM = (sys.executable, __file__)

if __name__ == "__main__":
    with more_commands():
        code = main()
    raise SystemExit(code)
