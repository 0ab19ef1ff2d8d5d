"""The commands that ask one question of what is meant and show its answer: nothing else is theirs.

story · table · dates · attempts · people · exclusions · quotes · blame · line · find-first
"""

from collections.abc import Callable
from typing import Final

import click

from parley.answers.attempts import ATTEMPTS
from parley.answers.blame import BLAME, BlameOptions
from parley.answers.dates import DATES
from parley.answers.exclusions import EXCLUSIONS, ExclusionsOptions
from parley.answers.find_first import FIND_FIRST, FindFirstOptions
from parley.answers.line import LINE, LineOptions
from parley.answers.moves import MOVES
from parley.answers.people import PEOPLE, PeopleOptions
from parley.answers.question import NoOptions
from parley.answers.quotes import QUOTES, QuotesOptions
from parley.answers.story import STORY
from parley.answers.table import TABLE
from parley.answers.times import Asked
from parley.answers.words.fields import field_list
from parley.cli.asking import read_options, read_stream, read_whole
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = [
    "attempts",
    "blame",
    "dates",
    "exclusions",
    "find_first",
    "line",
    "people",
    "quotes",
    "story",
    "table",
]

_field: Final = click.argument("field", nargs=-1)


def _asks(name: str, *, epilog: str = "") -> Callable[[Callable[..., None]], click.Command]:
    """Declare a command that takes the three times and every format."""

    def declare(ask: Callable[..., None]) -> click.Command:
        told = read_options(output_options(click.pass_obj(ask)))
        return click.command(name, cls=Command, epilog=epilog or None)(told)

    return declare


@_asks("story")
def story(app: App, asked: Asked) -> None:
    """Tell a negotiation in about five sentences, with the steps behind each.

    Who talked and how it ended; what was offered on record, and what only unnamed sources gave;
    what one side claims; moves away from the table; the deal and what became of it. It says nothing
    that `parley line` does not say, and leaves out what is not needed.

    \b
    Examples:
      parley story
      parley story --as-of 2024-09-08 --json
    """
    present(app, STORY, read_stream(app, asked), NoOptions())


@_asks("table")
@click.option("--away", is_flag=True, help="What parties did away from it: lists, other pacts.")
def table(app: App, away: bool, asked: Asked) -> None:
    """Show what stands on the table: open offers, demands and conditions, and dates to come.

    What stands apart is shown with it: the gap between an offer and a demand of one class of
    attribution, and figures that contradict one another.

    --away shows moves away from the table instead: candidate lists, going it alone, other pacts,
    each under the state in which it was made; by itself it changes none. Seats that another side's
    list names too are compared by name, whatever their spelling, beside what the report says.

    \b
    Examples:
      parley table
      parley table --as-of 2024-09-07
      parley table --as-of v11 --json
      parley table --away
    """
    reading = read_stream(app, asked)
    if away:
        present(app, MOVES, reading, NoOptions())
    else:
        present(app, TABLE, reading, NoOptions())


@_asks("dates")
def dates(app: App, asked: Asked) -> None:
    """Show every deadline, ultimatum, fixed date and expectation, and what became of it.

    Expectations stand apart: a date that somebody hopes for passes, and is never missed. Whether a
    threat followed is said where a recorded act points at it; otherwise it is left open.

    \b
    Examples:
      parley dates
      parley dates --as-of 2024-09-09
      parley dates -n contest/haryana-2024 --json
    """
    present(app, DATES, read_stream(app, asked), NoOptions())


@_asks("attempts")
def attempts(app: App, asked: Asked) -> None:
    """Show each attempt at a deal: from when to when, how many days, how it ended and by whom.

    An attempt is an unbroken run of talks; days are counted from its first to its last step. A
    proposal that is refused or given up before talks begin is no attempt, and is listed as that.

    \b
    Examples:
      parley attempts
      parley attempts --as-of 2024-09-10
      parley attempts -n con-ld-2010 --json
    """
    present(app, ATTEMPTS, read_stream(app, asked), NoOptions())


@_asks("people")
@click.option("--all", "everybody", is_flag=True, help="Those too whose time is over.")
def people(app: App, everybody: bool, asked: Asked) -> None:
    """Show who speaks for whom in which role, since when, with which mandate; and who mediated.

    Several may hold one role at once. Who mediated at a meeting is listed with that meeting.

    \b
    Examples:
      parley people
      parley people --all --as-of 2024-09-07
      parley people -n contest/haryana-2024 --json
    """
    present(app, PEOPLE, read_stream(app, asked), PeopleOptions(all=everybody))


@_asks("exclusions")
@click.option("--all", "everything", is_flag=True, help="What was taken back or has ended too.")
def exclusions(app: App, everything: bool, asked: Asked) -> None:
    """Show who will not sit with whom: who is ruled out or put out, and what is a condition.

    Each with the words of one report, and with what became of it: a word of the party that takes it
    back, or talks, an offer or a deal of the two all the same, in this negotiation or in another of
    its contest. A meeting is told, and takes nothing back. Of a contest it is told of all its
    negotiations.

    \b
    Examples:
      parley exclusions
      parley exclusions --all --as-of 2024-09-09
      parley exclusions -n contest/haryana-2024 --json
    """
    present(app, EXCLUSIONS, read_stream(app, asked), ExclusionsOptions(all=everything))


@_asks("quotes")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
def quotes(app: App, words: tuple[str, ...], asked: Asked) -> None:
    """Search the exact words of the reports, and our paraphrases, in the whole ledger.

    All words must occur, in any order; quotation marks keep an order, and an asterisk stands for
    the rest of a word. Case and accents do not count. -n NAME searches in one negotiation.

    \b
    Examples:
      parley quotes small numbers
      parley quotes '"good small numb*"'
      parley quotes alliance --public-at 2024-09-08 --json
    """
    # Who does not say which means the whole ledger, whichever one is in use.
    meant = app.negotiations() if "negotiation" in app.given else ()
    options = QuotesOptions(words=" ".join(words), negotiations=meant)
    present(app, QUOTES, read_whole(app, asked), options)


@_asks("blame")
@_field
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
    present(app, BLAME, read_stream(app, asked), BlameOptions(field=" ".join(field)))


@_asks("line")
@_field
def line(app: App, field: tuple[str, ...], asked: Asked) -> None:
    """Write one publishable sentence for each fact of the answer, with its hedge and citation.

    FIELD is one field (state, offer v11), or a kind of field (offer); without it there is a
    sentence for every fact: an offer to several parties is one.

    \b
    Examples:
      parley line state
      parley line offer v11
      parley line last_offer --as-of 2024-09-08
      parley line --format md
    """
    present(app, LINE, read_stream(app, asked), LineOptions(field=" ".join(field)))


@_asks("find-first", epilog=f"\b\nFields:\n{field_list()}")
@click.argument("expression", metavar="EXPR", nargs=-1, required=True)
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
    options = FindFirstOptions(condition=" ".join(expression))
    present(app, FIND_FIRST, read_stream(app, asked), options)
