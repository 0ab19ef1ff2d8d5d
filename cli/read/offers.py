"""The command `offers`: who offered or demanded what, in which words, and what became of it."""

import click

from parley.answers.conditions import CONDITIONS
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.offers import DEMANDS, OFFERS, DemandsOptions, OffersOptions
from parley.answers.offers_series import SERIES
from parley.answers.question import NoOptions
from parley.answers.reading import Reading
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.diary import draw_entries, draws
from parley.cli.present import present, tell
from parley.web.charts.offers_typed import typed

__all__ = ["offers"]


@click.command("offers", cls=Command)
@click.option("--each", is_flag=True, help="Every offer on a line of its own, with its status.")
@click.option("--last", is_flag=True, help="Only the last of each direction, issue and class.")
@click.option("--demands", is_flag=True, help="Every demand instead; with --last the last ones.")
@click.option("--series", is_flag=True, help="Offers and demands in turn, and the gap after each.")
@click.option("--chart", is_flag=True, help="A scale for each share, drawn in the terminal.")
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

    Such a thread is what the record links: a step that points at another, and a later word of the
    same author on the same issue, between the same parties. Reports of others stand beside it, and
    figures of different classes of attribution (on record, unnamed, report) are never merged.

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
    if chart and draws(app):
        _draw_chart(app, reading)
    elif series or chart:
        present(app, SERIES, reading, NoOptions())
    elif conditions:
        present(app, CONDITIONS, reading, NoOptions())
    elif demands:
        present(app, DEMANDS, reading, DemandsOptions(last=last))
    else:
        options = OffersOptions(listed="each" if each else "last" if last else "threads")
        present(app, OFFERS, reading, options)


def _refuse_two(**chosen: bool) -> None:
    """Raise Failure (usage) where two of the answers are asked for at once."""
    names = [name for name, wanted in chosen.items() if wanted]
    if len(names) > 1:
        detail = say(
            "--each, --last, --demands, --series, --chart and --conditions are answers apart"
        )
        raise Failure(Kind.USAGE, detail, hint=say("ask for one; --last --demands go together"))


def _draw_chart(app: App, reading: Reading) -> None:
    answer = SERIES.build(reading, NoOptions())
    tell(app, SERIES, reading, answer)
    drawn = typed(reading.seen)
    draw_entries(app, drawn.entries, title=drawn.key)
