"""The command `compare`: two negotiations of the same parties side by side."""

import click

from answers.compare import _COLUMNS, _entries, _lines, _pair, _paired
from answers.contest import CONTEST, read_members
from answers.failing import Failure, Kind
from answers.reading import Reading
from answers.shapes.compare import CompareAnswer
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_whole
from cli.command import Command, complete_slug, output_options
from cli.context import App, check_slug
from cli.diary import draw_entries, draws
from cli.read.contest import find_contest
from events.errors import IntegrityError

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
    whole = read_whole(app, asked)
    if first.startswith(CONTEST):
        ours = _members(app, read_members(whole, first))
        theirs = _members(app, read_members(whole, second))
    else:
        ours, theirs = [whole.reading(first)], [whole.reading(second)]
    pairs = _paired(ours, theirs) if first.startswith(CONTEST) else [(ours[0], theirs[0])]
    in_pairs = {reading.slug for pair in pairs for reading in pair}
    announce(app, whole)
    answer = shape(
        CompareAnswer,
        whole.facts(),
        pairs=tuple(map(_pair, pairs)),
        unpaired=tuple(each.slug for each in (*ours, *theirs) if each.slug not in in_pairs),
        items=tuple(_lines(pairs)),
    )
    _say_what_differs(app, answer)
    if draws(app):
        draw_entries(app, list(_entries(answer)))
    else:
        app.write(as_listing(answer, _COLUMNS))


def _check_named(app: App, first: str, second: str) -> None:
    """Raise Failure: usage for what cannot be compared, not found for what is not there."""
    contests = [each.startswith(CONTEST) for each in (first, second)]
    if any(contests) and not all(contests):
        detail = f"{first} and {second}: a contest is compared with a contest"
        raise Failure(Kind.USAGE, detail, hint="parley contest NAME shows its negotiations")
    if first == second:
        detail = f"{first} would be compared with itself"
        raise Failure(Kind.USAGE, detail, hint="name two that parley list shows")
    for slug in (first, second):
        if all(contests):
            find_contest(app, slug)
        else:
            check_slug(slug, app.slugs())


def _members(app: App, read: tuple[Reading, list[Reading], IntegrityError | None]) -> list[Reading]:
    """Return the negotiations of a contest that was read. Raises what hides one of them: half a
    comparison would look like a whole one."""
    own, members, unread = read
    if unread is not None:
        raise unread
    if not members:
        app.console.say(f"no negotiation of {own.slug} is registered")
    return members


def _say_what_differs(app: App, answer: CompareAnswer) -> None:
    for pair in answer.pairs:
        if not pair.same_parties:
            app.console.say(f"{pair.first} and {pair.second} are not of the same parties")
    if not answer.pairs:
        app.console.say("no two negotiations of the two contests are of the same parties")
    elif answer.unpaired:
        app.console.say(f"of other parties, and left out: {', '.join(answer.unpaired)}")


# The lines --------------------------------------------------------------------------------------


# The screen -------------------------------------------------------------------------------------
