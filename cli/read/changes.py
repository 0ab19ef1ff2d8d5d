"""The command `changes`: what was recorded since somebody looked, and what it changed."""

from typing import Final

import click

from parley.answers.changes import CHANGES, ChangesOptions
from parley.answers.failing import Failure, Kind
from parley.answers.reading import Reading
from parley.answers.times import Asked, find_known
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.marks import keep_mark, kept_mark
from parley.cli.present import present

__all__ = ["changes"]

_LAST: Final = "last"


@click.command("changes", cls=Command)
@click.option(
    "--since",
    metavar="WHEN|@120|last",
    default=_LAST,
    show_default=True,
    help="When you looked: a time, a position, or where --mark kept one.",
)
@click.option("--mark", is_flag=True, help="Keep the position of this answer, for next time.")
@read_options
@output_options
@click.pass_obj
def changes(app: App, since: str, mark: bool, asked: Asked) -> None:
    """Show what was recorded since you looked, and what it changed in the answers.

    Late steps and our corrections come first: they change what you have read. What passes by the
    clock alone, such as a deadline, is no change of the record; parley diff yesterday.. shows it.

    \b
    Examples:
      parley changes --mark
      parley changes --since @120
      parley changes --since 2024-09-08 --as-of 2024-09-08 --json
    """
    reading = read_stream(app, asked)
    position = _position(app, reading, since)
    present(app, CHANGES, reading, ChangesOptions(since=position))
    if mark:
        ledger = reading.ledger.store.info.ledger
        keep_mark(app.paths, ledger, reading.seen.stream, reading.known.position)
        app.console.say(f"kept: --since last means @{reading.known.position} from now on")


def _position(app: App, reading: Reading, since: str) -> int:
    """Return the position that --since means. Raises Failure for one beyond the answer's own."""
    if since == _LAST:
        ledger = reading.ledger.store.info.ledger
        kept = kept_mark(app.paths, ledger, reading.seen.stream)
        if kept is None:
            app.console.say(f"no position is kept for {reading.slug}: everything is shown")
            return 0
        position, name = kept, f"the kept position @{kept}"
    else:
        position = find_known(app.standpoint(), since, reading.zone).position
        name = f"--since {since}"
    if position > reading.known.position:
        detail = f"{name} lies after the answer, which is about @{reading.known.position}"
        raise Failure(Kind.USAGE, detail, hint=f"--since @{reading.known.position}, or earlier")
    return position
