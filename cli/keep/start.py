"""The command with which everything begins: init makes a ledger.

A ledger is never made by accident: a slip in --db would otherwise begin a second history. So only
this command makes one, and `new` where a person at a terminal agrees to it.
"""

import shlex
from typing import Final

import click

from parley.answers.failing import mask_passwords
from parley.answers.forms import Card, Column, Columns
from parley.answers.language import say
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.keep.roles import roles_for, roles_options
from parley.cli.making import make_ledger

__all__ = ["init"]


@click.command("init", cls=Command)
@click.option("--name", help="Its name, which every record repeats; otherwise local/ and chance.")
@click.option(
    "--shared/--personal",
    default=None,
    help="Whether it keeps refused attempts; otherwise a server's does, a file's does not.",
)
@roles_options
@output_options
@click.pass_obj
def init(
    app: App, name: str | None, shared: bool | None, writers: str | None, readers: str | None
) -> None:
    """Make an empty ledger: at --db, else in your data folder.

    One ledger holds many negotiations. Its name tells it apart from every other one; it is
    part of each record and is never changed. On a server it belongs to who makes it; the roles
    that are named exist there already.

    \b
    Examples:
      parley init
      parley init --db ./parley.db
      parley init --db ~/ledgers/haryana.db --name desk.example.org/haryana
      parley init --db /srv/desk/parley.db --shared
      parley init --db postgresql://olga@db.example.org/talks --writers desk --readers press
    """
    app.refuse_service("init")
    app.will_write(_MADE)
    roles = roles_for(app.settings.db.value, writers, readers)
    made = make_ledger(app, name, shared=shared, roles=roles)
    if app.layout.format is None:
        app.console.write(say("ledger {ledger} at {db}", **made) + "\n", result=False)
    else:
        app.write(Card(made, _MADE))
    db = app.settings.db.value
    if db != app.usual_db:
        chosen = shlex.quote(mask_passwords(db))
        app.console.say(
            say(
                "commands mean it with --db, or once you type: parley config set db {chosen}",
                chosen,
            )
        )
    app.console.say(
        say('next: parley new SLUG --title … --arena … --party INC="…" --party AAP="…"')
    )


_MADE: Final[Columns[dict[str, str]]] = (Column("ledger", "ledger"), Column("db", "at"))
