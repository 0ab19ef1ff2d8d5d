"""How a command asks: the times that are typed, whose answer is wanted, what is said beside it."""

import functools
from collections.abc import Callable
from typing import TypeVar

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.own import OwnRecords
from parley.answers.own import read_own as find_own
from parley.answers.question import Subject
from parley.answers.reading import Reading
from parley.answers.reading import read_stream as find_stream
from parley.answers.times import Asked
from parley.answers.whole import Whole
from parley.answers.whole import read_whole as find_whole
from parley.cli.context import App

__all__ = [
    "announce",
    "ask_own",
    "known_option",
    "read_options",
    "read_own",
    "read_stream",
    "read_whole",
]

_F = TypeVar("_F", bound=Callable[..., object])


def read_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --as-of, --public-at and --known-at; the command gets them as `asked`, an `Asked`."""

    @functools.wraps(command)
    def asking(
        *args: object,
        as_of: str | None,
        public_at: str | None,
        known_at: str | None,
        **options: object,
    ) -> None:
        asked = Asked(as_of=as_of, public_at=public_at, known_at=known_at)
        command(*args, asked=asked, **options)

    wrapped: Callable[..., None] = asking
    for name, metavar, text in (
        ("--known-at", "WHEN|@120", "What had been recorded by then."),
        ("--public-at", "WHEN", "What had been published by then."),
        ("--as-of", "WHEN|v4", "What had happened by the end of WHEN; v4: just after that step."),
    ):
        wrapped = click.option(name, metavar=metavar, help=text)(wrapped)
    return wrapped


def known_option(command: _F) -> _F:
    """Add --known-at; the command gets it as `known_at`, a text or None."""
    option = click.option(
        "--known-at", metavar="WHEN|@120", help="Only what had been recorded by then."
    )
    return option(command)


def read_stream(
    app: App, asked: Asked, slug: str | None = None, *, by_clock: bool = True
) -> Reading:
    """Read the negotiation that is meant, or the one of that slug. Raises as
    `answers.reading.read_stream`."""
    standpoint = app.standpoint()
    meant = app.negotiation() if slug is None else slug
    return find_stream(standpoint, asked, meant, by_clock=by_clock)


def read_whole(app: App, asked: Asked) -> Whole:
    """Read the whole ledger. Raises as `answers.whole.read_whole`."""
    return find_whole(app.standpoint(), asked)


def read_own(app: App, known_at: str | None) -> OwnRecords:
    """Read the ledger's own records. Raises as `answers.own.read_own`."""
    return find_own(app.standpoint(), known_at)


def ask_own(app: App, asked: Asked, what: str) -> OwnRecords:
    """Read the ledger's own records, which know one of the three times.

    Raises Failure (usage) for the others, and as `answers.own.read_own`.
    """
    for option, given in (("--as-of", asked.as_of), ("--public-at", asked.public_at)):
        if given is not None:
            detail = say("{option} is about a negotiation, and {what} about none", option, what)
            raise Failure(Kind.USAGE, detail, hint=say("--known-at says as of when"))
    return read_own(app, asked.known_at)


def announce(app: App, subject: Subject) -> None:
    """Tell the person what the answer itself does not show."""
    for remark in subject.remarks():
        app.console.say(remark)
