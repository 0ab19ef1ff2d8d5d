"""The command `find-first`: the first moment at which a condition held."""

import click

from answers.find_first import _COLUMNS, _entry, _when
from answers.shapes.cited import show_step
from answers.shapes.fields import FirstAnswer, show_field
from answers.shaping import as_card, shape
from answers.times import Asked
from answers.words.fields import field_list, refuse_field
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views.cited_steps import cite_step
from negotiation.views.conditions_asked import first_held, read_condition
from negotiation.views.fields import FieldError

__all__ = ["find_first"]


@click.command("find-first", cls=Command, epilog=f"\b\nFields:\n{field_list()}")
@click.argument("expression", metavar="EXPR", nargs=-1, required=True)
@read_options
@output_options
@click.pass_obj
def find_first(app: App, expression: tuple[str, ...], asked: Asked) -> None:
    """Find the first moment at which a condition held: just after which step.

    EXPR is a field with its value (state=deal_reached, party AAP left), a field alone
    (flag=contested), or a count ('offers>2', 'open demands>=1'; the quotes keep the shell from
    writing a file). Several are joined by `and`.

    \b
    Examples:
      parley find-first state=deal_reached
      parley find-first flag=contested
      parley find-first party AAP left
      parley find-first open offers and state=collapsed
      parley find-first 'offers>2' --public-at 2024-09-08 --json
    """
    reading = read_stream(app, asked)
    try:
        found = first_held(reading.seen, read_condition(" ".join(expression)))
    except FieldError as error:
        raise refuse_field(error) from error
    answer = shape(
        FirstAnswer,
        reading.facts(),
        reading.subject(),
        condition=found.condition,
        held=found.step is not None or found.by_time,
        version=found.step,
        by_time=found.by_time,
        held_since=found.held_since,
        fields=tuple(show_field(field) for field in found.fields),
        step=show_step(cite_step(reading.seen, found.step)),
    )
    announce(app, reading)
    if draws(app):
        draw_entries(app, [_entry(answer)], title=f"{answer.condition}: {_when(answer)}")
    else:
        app.write(as_card(answer, _COLUMNS))
