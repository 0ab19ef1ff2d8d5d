"""The command `exports`: who was shown what.

An answer that is corrected later has been printed by then; whoever was shown the old one is found
here.
"""

import click

from answers.exports import _COLUMNS
from answers.own import as_slugs
from answers.shapes.own import Exported, ExportsAnswer
from answers.shaping import as_listing, shape
from cli.asking import known_option, read_own
from cli.command import Command, output_options
from cli.context import App

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
    own = read_own(app, known_at)
    items = tuple(
        shape(
            Exported,
            each,
            each.said,
            log_position=each.position,
            at_position=each.said.position,
            negotiations=as_slugs(each.said.negotiations),
        )
        for each in own.ledger.exports(own.known.position)
    )
    if not items:
        app.console.say("no export was recorded: parley export -o FILE --record")
    answer = shape(ExportsAnswer, own.facts(), items=items)
    app.write(as_listing(answer, _COLUMNS))
