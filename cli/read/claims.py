"""The command `claims`: what only somebody's word stands for, and what has become of it."""

import click

from answers.claims import (
    _CLAIMS,
    _CONTESTED,
    _DENIALS,
    _HEADINGS,
    _claim,
    _claim_entry,
    _contested_line,
    _denial,
    _denial_entry,
    _position_entries,
)
from answers.failing import Failure, Kind
from answers.reading import Reading
from answers.shapes.claims import (
    ClaimsAnswer,
    ContestedAnswer,
    DenialsAnswer,
)
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import claims as views
from negotiation.views import disputes

__all__ = ["claims"]


@click.command("claims", cls=Command)
@click.option("--denials", is_flag=True, help="What was denied, and how long after.")
@click.option("--contested", is_flag=True, help="When sides differed on where the talks stand.")
@read_options
@output_options
@click.pass_obj
def claims(app: App, denials: bool, contested: bool, asked: Asked) -> None:
    """Show what only somebody's word stands for, with what has become of it.

    A claim is retracted (by us), corrected, denied on record, disputed by another figure,
    corroborated (two origins, or both sides) or only reported; the first that holds is said, with
    the steps that made it so. An agency's story in eight outlets is one origin. What one side says
    is agreed stands here, and how early it was said.

    \b
    Examples:
      parley claims
      parley claims --as-of 2024-09-08
      parley claims --denials --json
      parley claims --contested
    """
    if denials and contested:
        detail = "--denials is an answer of its own, and --contested another"
        raise Failure(Kind.USAGE, detail, hint="leave one of them out")
    reading = read_stream(app, asked)
    announce(app, reading)
    if denials:
        _write_denials(app, reading)
    elif contested:
        _write_contested(app, reading)
    else:
        _write_claims(app, reading)


# Claims -----------------------------------------------------------------------------------------


def _write_claims(app: App, reading: Reading) -> None:
    items = tuple(map(_claim, views.claims(reading.seen, reading.as_recorded)))
    now = [each for each in disputes.contested(reading.seen) if each.until is None]
    if not items:
        app.console.say(f"no claim stands in the record of {reading.slug}")
    if draws(app):
        order = list(_HEADINGS)
        grouped = sorted(items, key=lambda item: order.index(item.kind))
        entries = [_claim_entry(item) for item in grouped]
        draw_entries(app, [*_position_entries(tuple(map(_contested_line, now))), *entries])
    else:
        since = now[0].since.version if now else None
        about = {**reading.facts(), **reading.subject(), "contested_since": since}
        app.write(as_listing(shape(ClaimsAnswer, about, items=items), _CLAIMS))


# Denials ----------------------------------------------------------------------------------------


def _write_denials(app: App, reading: Reading) -> None:
    items = tuple(_denial(reading, each) for each in disputes.denials(reading.seen))
    if not items:
        app.console.say(f"nobody denies anything in the record of {reading.slug}")
    if draws(app):
        draw_entries(app, [_denial_entry(item) for item in items])
    else:
        answer = shape(DenialsAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _DENIALS))


# Contested --------------------------------------------------------------------------------------


def _write_contested(app: App, reading: Reading) -> None:
    items = tuple(map(_contested_line, disputes.contested(reading.seen)))
    if not items:
        app.console.say(f"nobody contests on record where the talks of {reading.slug} stand")
    if draws(app):
        draw_entries(app, _position_entries(items))
    else:
        answer = shape(ContestedAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _CONTESTED))
