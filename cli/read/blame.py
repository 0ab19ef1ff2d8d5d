"""The command `blame`: for each field of the answer the step that set it, and who said so."""

import click

from answers.blame import _COLUMNS, _entry
from answers.shapes.cited import show_step
from answers.shapes.fields import BlameAnswer, BlameLine, show_field
from answers.shaping import as_listing, shape
from answers.times import Asked
from answers.words.fields import refuse_field
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views.blame import blame as find_blame
from negotiation.views.fields import FieldError

__all__ = ["blame"]


@click.command("blame", cls=Command)
@click.argument("field", nargs=-1)
@read_options
@output_options
@click.pass_obj
def blame(app: App, field: tuple[str, ...], asked: Asked) -> None:
    """Say which step set a field of the answer, who said so, and in which words.

    FIELD is one field (state, offer v11, party AAP), or a kind of field (offer, flag); without it
    every field of the answer is shown.

    \b
    Examples:
      parley blame state
      parley blame offer v11 --as-of 2024-09-08
      parley blame flag contested
      parley blame --json
    """
    reading = read_stream(app, asked)
    try:
        found = find_blame(reading.seen, " ".join(field))
    except FieldError as error:
        raise refuse_field(error) from error
    items = tuple(
        shape(
            BlameLine,
            show_field(each.field),
            step=show_step(each.set_by),
            behind=tuple(show_step(step) for step in each.behind),
        )
        for each in found
    )
    announce(app, reading)
    if not items:
        app.console.say(
            f"there is no {' '.join(field) or 'field'} in {reading.slug} at this moment"
        )
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        answer = shape(BlameAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _COLUMNS))
