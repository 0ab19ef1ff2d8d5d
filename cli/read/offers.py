"""The command `offers`: who offered or demanded what, in which words, and what became of it."""

from collections.abc import Sequence

import click
from msgspec import Struct

from answers.forms import Column, Listing
from answers.offers import (
    _CONDITION_COLUMNS,
    _DEMAND_COLUMNS,
    _OFFER_COLUMNS,
    _about,
    _condition_entry,
    _entry,
    _heading,
    _offered,
    _refuse_two,
)
from answers.offers_chart import CHART_LEGEND, chart_entries
from answers.offers_series import SERIES_COLUMNS, points_of, series_entry
from answers.offers_threads import THREAD_COLUMNS, thread_entries, threads_of
from answers.reading import Reading
from answers.shapes.offers import Condition, ConditionsAnswer, SeriesAnswer
from answers.shapes.steps import Demand, DemandsAnswer, Offer, OffersAnswer
from answers.shaping import as_listing, as_value, shape
from answers.times import Asked
from answers.words.offers import thing
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import conditions as views_conditions
from negotiation.views import proposals

__all__ = ["offers", "thing"]


@click.command("offers", cls=Command)
@click.option("--each", is_flag=True, help="Every offer on a line of its own, with its status.")
@click.option("--last", is_flag=True, help="Only the last of each direction, issue and class.")
@click.option("--demands", is_flag=True, help="Every demand instead; with --last the last ones.")
@click.option("--series", is_flag=True, help="Offers and demands in turn, and the gap after each.")
@click.option("--chart", is_flag=True, help="The series, drawn on a scale in the terminal.")
@click.option("--conditions", is_flag=True, help="The conditions, with the last word on each.")
@read_options
@output_options
@click.pass_obj
def offers(
    app: App,
    *,
    each: bool,
    last: bool,
    demands: bool,
    series: bool,
    chart: bool,
    conditions: bool,
    asked: Asked,
) -> None:
    """Show what was offered, what was named instead, and the last word, as one line each.

    Such a thread is what the record links: a later offer that supersedes an earlier one of the
    same giver, receiver, issue and class, and a step that points at another. Figures of different
    classes of attribution (on record, unnamed, report) are never merged.

    --json has every offer under `items`, and the threads under `threads`.

    \b
    Examples:
      parley offers
      parley offers --last --as-of 2024-09-07
      parley offers --series
      parley offers --chart
      parley offers --each --csv
      parley offers --demands --json
    """
    _refuse_two(each=each or last or demands, series=series, chart=chart, conditions=conditions)
    _refuse_two(each=each, last=last)
    reading = read_stream(app, asked)
    announce(app, reading)
    if series or chart:
        _write_series(app, reading, drawn=chart)
    elif conditions:
        _write_conditions(app, reading)
    elif demands:
        _write_demands(app, reading, last=last)
    elif each or last:
        _write_offers(app, reading, last=last)
    else:
        _write_threads(app, reading)


def _write_threads(app: App, reading: Reading) -> None:
    shown = threads_of(reading)
    if not shown:
        app.console.say(f"no offer or demand stands in the record of {reading.slug}")
    if draws(app):
        draw_entries(app, thread_entries(reading, shown))
        return
    answer = shape(OffersAnswer, _about(reading), threads=shown, items=_offered(reading))
    if app.layout.format in ("json", "jsonl"):
        app.write(as_listing(answer, _OFFER_COLUMNS))
    else:
        app.write(Listing({}, [as_value(thread) for thread in shown], THREAD_COLUMNS))


def _write_offers(app: App, reading: Reading, *, last: bool) -> None:
    made = _offered(reading, last=last)
    if not made:
        app.console.say(f"no offer stands in the record of {reading.slug}")
    answer = shape(OffersAnswer, _about(reading), threads=(), items=made)
    _write(app, answer, made, _OFFER_COLUMNS)


def _write_demands(app: App, reading: Reading, *, last: bool) -> None:
    seen = reading.seen
    demanded = proposals.demands(seen)
    demanded = proposals.last_of_each_line(seen, demanded) if last else demanded
    said = tuple(
        shape(Demand, item, said=thing(item, seen.pools_at(item.version))) for item in demanded
    )
    if not said:
        app.console.say(f"no demand stands in the record of {reading.slug}")
    _write(app, shape(DemandsAnswer, _about(reading), items=said), said, _DEMAND_COLUMNS)


def _write(
    app: App, answer: Struct, items: Sequence[Offer | Demand], columns: Sequence[Column]
) -> None:
    if draws(app):
        headings = list(dict.fromkeys(map(_heading, items)))
        grouped = sorted(items, key=lambda item: headings.index(_heading(item)))
        draw_entries(app, [_entry(item) for item in grouped])
    else:
        app.write(as_listing(answer, columns))


def _write_series(app: App, reading: Reading, *, drawn: bool) -> None:
    answer = shape(SeriesAnswer, _about(reading), items=tuple(points_of(reading)))
    if not answer.items:
        app.console.say(f"no offer or demand stands in the record of {reading.slug}")
    if draws(app) and drawn and answer.items:
        draw_entries(app, chart_entries(answer.items), title=CHART_LEGEND)
    elif draws(app):
        draw_entries(app, [series_entry(point) for point in answer.items])
    else:
        app.write(as_listing(answer, SERIES_COLUMNS))


def _write_conditions(app: App, reading: Reading) -> None:
    items = tuple(
        shape(Condition, item, ended_by=item.resolved_by)
        for item in views_conditions.conditions(reading.seen)
    )
    if not items:
        app.console.say(f"no condition is set in the record of {reading.slug}")
    if draws(app):
        draw_entries(app, [_condition_entry(item) for item in items])
    else:
        answer = shape(ConditionsAnswer, _about(reading), items=items)
        app.write(as_listing(answer, _CONDITION_COLUMNS))
