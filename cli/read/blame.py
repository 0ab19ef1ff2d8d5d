"""The command `blame`: for each field of the answer the step that set it, and who said so."""

from typing import Final

import click

from answers.entries import Entry, Note
from answers.forms import Column
from answers.shapes.cited import StepShown, show_step
from answers.shapes.fields import BlameAnswer, BlameLine, show_field
from answers.shaping import as_listing, as_value, shape
from answers.times import Asked
from answers.words import wording
from answers.words.fields import HEADINGS, field_line, refuse_field, step_notes
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views.blame import blame as find_blame
from negotiation.views.fields import FieldError

__all__ = ["blame"]

_COLUMNS: Final = (
    Column("field", "field"),
    Column("value", "value"),
    Column("said", "what"),
    Column("set_by", "set by", wording.step),
    Column("step.occurred", "when", wording.moment),
    Column("step", "according to", wording.attributions),
    Column("step.quote", "words", wording.quoted),
    Column("kind", "kind", extra=True),
    Column("key", "key", extra=True),
    Column("steps", "steps behind it", wording.steps, extra=True),
    Column("attribution_class", "class", extra=True),
    Column("step.said", "step", extra=True),
    Column("step.source", "source", extra=True),
)


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


def _entry(item: BlameLine) -> Entry:
    line = field_line(item)
    ours = "registered" if item.set_by == 1 else "a correction of ours"
    notes: tuple[Note, ...] = (Note(ours, "dim"),)
    if item.step is not None:
        notes = step_notes(item.step, line, own=not item.behind)
    return Entry(
        heading=HEADINGS[item.kind],
        label="" if item.set_by == 1 else wording.step(item.set_by),
        line=line,
        notes=(*notes, *(_behind(each) for each in item.behind)),
    )


def _behind(step: StepShown) -> Note:
    said = f"{wording.step(step.version)} {step.said}, {wording.moment(step.occurred)}"
    who = wording.said_by(as_value(step), said)
    return Note(f"after {said}{f' – {who}' if who else ''}", "dim")
