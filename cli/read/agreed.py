"""The command `agreed`: what is agreed, what one side says is agreed, and what does not fit."""

import click

from parley.answers.agreed import AGREED
from parley.answers.agreed_against import AGAINST, AgainstOptions
from parley.answers.agreed_kept import KEPT
from parley.answers.agreed_seats import SEATS
from parley.answers.agreed_sums import SUMS
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.question import NoOptions
from parley.answers.reading import parse_own_step
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["agreed"]


@click.command("agreed", cls=Command)
@click.option("--sums", "adding", is_flag=True, help="Whether announced figures add up.")
@click.option("--seats", "by_name", is_flag=True, help="Named seats on which two have a hold.")
@click.option("--kept", "followed", is_flag=True, help="What became of each term, says who.")
@click.option(
    "--against",
    metavar="STEP|last",
    help="A list against the deal; last: the last offer on record.",
)
@read_options
@output_options
@click.pass_obj
def agreed(
    app: App, adding: bool, by_name: bool, followed: bool, against: str | None, asked: Asked
) -> None:
    """Show what is agreed, what is only said to be agreed, and what is open.

    Agreed is what every party gave its word to. One side's “agreed” is a claim and stands apart.
    Figures that do not add up, and seats on which two parties have a hold, are shown and never
    fixed.

    \b
    Examples:
      parley agreed
      parley agreed --as-of 2024-09-08 --json
      parley agreed --sums
      parley agreed --seats
      parley agreed --against last
      parley agreed --kept --as-of 2012-12-31
    """
    if sum((adding, by_name, followed, against is not None)) > 1:
        detail = say("--sums, --seats, --kept and --against are answers of their own")
        raise Failure(Kind.USAGE, detail, hint=say("ask for one of them"))
    reading = read_stream(app, asked)
    if adding:
        present(app, SUMS, reading, NoOptions())
    elif by_name:
        present(app, SEATS, reading, NoOptions())
    elif followed:
        present(app, KEPT, reading, NoOptions())
    elif against is not None:
        last = against == "last"
        step = None if last else parse_own_step(against, "--against", reading.seen.stream)
        present(app, AGAINST, reading, AgainstOptions(step=step))
    else:
        present(app, AGREED, reading, NoOptions())
