"""The command `moves`: what parties did away from the table, and whose seats they took."""

import click

from answers.moves import _COLUMNS, _entry, _total
from answers.shapes.moves import FieldedShown, MoveLine, MovesAnswer, OverlapShown
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import moves as views

__all__ = ["moves"]


@click.command("moves", cls=Command)
@read_options
@output_options
@click.pass_obj
def moves(app: App, asked: Asked) -> None:
    """Show moves away from the table: candidate lists, going it alone, other pacts.

    Each stands under the state in which it was made; by itself it changes none. Seats that another
    side's list names too are compared by name, whatever their spelling, beside what the report
    says.

    \b
    Examples:
      parley moves
      parley moves --as-of 2024-09-09 --json
    """
    reading = read_stream(app, asked)
    announce(app, reading)
    items = tuple(
        shape(
            MoveLine,
            item,
            overlaps=tuple(shape(OverlapShown, each) for each in item.overlaps),
        )
        for item in views.moves(reading.seen)
    )
    fielded = tuple(shape(FieldedShown, each) for each in views.fielded(reading.seen))
    if not items:
        app.console.say(f"no move away from the table stands in the record of {reading.slug}")
    if draws(app):
        ordered = sorted(items, key=lambda item: not item.at_the_table)
        totals = [_total(each) for each in fielded]
        draw_entries(app, [*map(_entry, ordered), *totals])
    else:
        about = {**reading.facts(), **reading.subject(), "fielded": fielded}
        app.write(as_listing(shape(MovesAnswer, about, items=items), _COLUMNS))
