"""The command `contest`: the negotiations of an election or a formation side by side."""

from collections.abc import Sequence

import click

from parley.answers.contest import CONTESTS, ContestOptions
from parley.answers.failing import Failure, Kind, suggest
from parley.answers.streams import CONTEST, is_contest
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream, read_whole
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["contest", "find_contest"]


@click.command("contest", cls=Command)
@click.argument("name", required=False, metavar="NAME")
@read_options
@output_options
@click.pass_obj
def contest(app: App, name: str | None, asked: Asked) -> None:
    """Show where each negotiation of a contest stands, and which of them exclude each other.

    Talks that are open at once although only one can end in a deal are marked, with the parties
    at both tables. One act that is recorded in several negotiations is counted once. Without NAME
    it is the contest of the negotiation that is meant, or the only one.

    \b
    Examples:
      parley contest
      parley contest haryana-2024
      parley contest haryana-2024 --as-of 2024-09-09
      parley contest haryana-2024 --json
    """
    slug = _meant(app) if name is None else find_contest(app, name)
    present(app, CONTESTS, read_whole(app, asked), ContestOptions(contest=slug))


def _meant(app: App) -> str:
    """Return the contest of the negotiation that was chosen, or the only one.

    Raises Failure: not found where there is none, usage where there are several.
    """
    if app.settings.negotiation is not None:
        slug = app.negotiation()
        own = slug if is_contest(slug) else _contest_of(app, slug)
        if own is not None:
            return find_contest(app, own)
    known = [each for each in app.slugs() if is_contest(each)]
    match known:
        case [slug]:
            return slug
        case []:
            detail = "this ledger has no contest yet"
            hint = "parley new contest/SLUG --title … --kind election"
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
        case several:
            names = ", ".join(each.removeprefix(CONTEST) for each in several)
            detail = f"which contest? There are {len(several)}: {names}"
            hint = f"parley contest {several[0].removeprefix(CONTEST)}"
            raise Failure(Kind.USAGE, detail, hint=hint)


def _contest_of(app: App, slug: str) -> str | None:
    return read_stream(app, Asked(), slug).seen.registration.contest


def find_contest(app: App, name: str) -> str:
    """Return the slug of a contest, `contest/…`. Raises Failure (not found)."""
    slug = name if is_contest(name) else f"{CONTEST}{name}"
    known = [each for each in app.slugs() if is_contest(each)]
    if slug not in known:
        detail = f"there is no contest “{name}” in this ledger"
        raise Failure(Kind.NOT_FOUND, detail, hint=_instead(app, name, slug, known))
    return slug


def _instead(app: App, name: str, slug: str, known: Sequence[str]) -> str:
    """Return what to type instead of a contest that is not there."""
    if name in app.slugs():
        own = _contest_of(app, name)
        if own is None:
            return f"{name} is a negotiation, of no contest: parley status -n {name}"
        return f"{name} is a negotiation of {own}: parley contest {own.removeprefix(CONTEST)}"
    return suggest(slug, known) or "parley list shows those there are"
