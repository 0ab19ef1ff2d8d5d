"""The command `status`: where the talks stand, or those of a contest side by side."""

import click

from parley.answers.contest import CONTESTS, ContestOptions
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_list, say_many
from parley.answers.question import NoOptions
from parley.answers.standing import STATUS
from parley.answers.streams import is_contest
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream, read_whole
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["status"]


@click.command("status", cls=Command)
@click.option("--contest", is_flag=True, help="Every negotiation of its contest, side by side.")
@read_options
@output_options
@click.pass_obj
def status(app: App, contest: bool, asked: Asked) -> None:
    """Say where the talks stand: state, since when, flags with the step that set each.

    Of a contest (-n contest/NAME, or --contest for that of the negotiation) it says where each of
    its negotiations stands, and what they say of each other: talks or deals beside each other of
    which only one can hold, with who sits at both tables; shares over all deals that come to more
    than there is; a seat given to two parties; a deal that waits for another; who will not sit with
    whom. One act that is recorded in several negotiations is counted once.

    \b
    Examples:
      parley status
      parley status --as-of 2024-09-06
      parley status --as-of v4 --known-at @12 --json
      parley status --contest --as-of 2024-09-09
      parley status -n contest/haryana-2024
    """
    slug = _contest_meant(app) if contest else app.negotiation()
    if is_contest(slug):
        present(app, CONTESTS, read_whole(app, asked), ContestOptions(contest=slug))
    else:
        present(app, STATUS, read_stream(app, asked, slug), NoOptions())


def _contest_meant(app: App) -> str:
    """Return the contest of the negotiation that was chosen, or the only one.

    Raises Failure: not found where there is none, usage where there are several.
    """
    known = [each for each in app.slugs() if is_contest(each)]
    if app.settings.negotiation is not None:
        slug = app.negotiation()
        if not is_contest(slug):
            slug = read_stream(app, Asked(), slug).seen.registration.contest or ""
        if not slug:
            detail = say(
                "{negotiation} is a negotiation of no contest", negotiation=app.negotiation()
            )
            raise Failure(Kind.NOT_FOUND, detail, hint=say("parley status says where it stands"))
        known = [slug]
    match known:
        case [only]:
            return only
        case []:
            detail = say("this ledger has no contest yet")
            hint = say("parley new contest/SLUG --title … --kind election")
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
        case several:
            detail = say_many(
                len(several),
                "which contest? There is {number}: {named}",
                "which contest? There are {number}: {named}",
                named=say_list(several),
            )
            raise Failure(Kind.USAGE, detail, hint=f"parley status -n {several[0]}")
