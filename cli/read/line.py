"""The command `line`: for each field of the answer one sentence that can be published."""

import click

from answers.line import _COLUMNS, _entry, _line
from answers.shapes.fields import LineAnswer
from answers.shaping import as_listing, shape
from answers.times import Asked
from answers.words.fields import refuse_field
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views.fields import FieldError, chosen_fields

__all__ = ["line"]


@click.command("line", cls=Command)
@click.argument("field", nargs=-1)
@read_options
@output_options
@click.pass_obj
def line(app: App, field: tuple[str, ...], asked: Asked) -> None:
    """Write one publishable sentence for each field of the answer, with its hedge and citation.

    FIELD is one field (state, offer v11), or a kind of field (offer); without it there is a
    sentence for every field.

    \b
    Examples:
      parley line state
      parley line offer v11
      parley line last_offer --as-of 2024-09-08
      parley line --format md
    """
    reading = read_stream(app, asked)
    try:
        found = chosen_fields(reading.seen, " ".join(field))
    except FieldError as error:
        raise refuse_field(error) from error
    items = tuple(_line(reading.seen, each) for each in found)
    announce(app, reading)
    if not items:
        app.console.say(
            f"there is no {' '.join(field) or 'field'} in {reading.slug} at this moment"
        )
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        answer = shape(LineAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _COLUMNS))
