"""The command `compare`: two negotiations of the same parties side by side."""

import click

from parley.answers.compare import COMPARE, CompareOptions
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.streams import is_contest
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_whole
from parley.cli.command import Command, complete_slug, output_options
from parley.cli.context import App, check_slug
from parley.cli.present import present

__all__ = ["compare"]


@click.command("compare", cls=Command)
@click.argument("first", metavar="A", shell_complete=complete_slug)
@click.argument("second", metavar="B", shell_complete=complete_slug)
@read_options
@output_options
@click.pass_obj
def compare(app: App, first: str, second: str, asked: Asked) -> None:
    """Put two negotiations of the same parties side by side, or those of two contests.

    Compared are attempts and days, the first and last offer and demand of each direction, issue
    and class of attribution, the shares at the deal, who ended it, and moves away from the table.
    Of two contests (contest/A contest/B) negotiations of the same parties are paired.

    \b
    Examples:
      parley compare inc-aap-haryana-2024 inc-aap-delhi-2024
      parley compare con-ld-2010 lab-ld-2010 --as-of 2010-05-10
      parley compare contest/haryana-2024 contest/delhi-2025 --json
    """
    _check_named(app, first, second)
    present(app, COMPARE, read_whole(app, asked), CompareOptions(first, second))


def _check_named(app: App, first: str, second: str) -> None:
    """Raise Failure: usage for what cannot be compared, not found for what is not there."""
    contests = [is_contest(each) for each in (first, second)]
    if any(contests) and not all(contests):
        detail = say("{first} and {second}: a contest is compared with a contest", first, second)
        raise Failure(Kind.USAGE, detail, hint=say("parley status -n contest/NAME shows them"))
    if first == second:
        detail = say("{first} would be compared with itself", first)
        raise Failure(Kind.USAGE, detail, hint=say("name two that parley list shows"))
    for slug in (first, second):
        check_slug(slug, app.slugs())
