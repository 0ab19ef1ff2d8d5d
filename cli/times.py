"""The three times of a question: as of what had happened, as published, as known.

They are typed the same way on every command that reads, and every answer repeats them with
absolute dates, so that it can be asked again tomorrow.
"""

import functools
from collections.abc import Callable
from typing import TypeVar, cast

import click

from answers.times import Asked, Known
from cli.context import App

__all__ = ["read_options", "say_unsettled"]

_F = TypeVar("_F", bound=Callable[..., None])


def read_options(command: _F) -> _F:
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

    wrapped = cast("_F", asking)
    for name, metavar, text in (
        ("--known-at", "WHEN|@120", "What had been recorded by then."),
        ("--public-at", "WHEN", "What had been published by then."),
        ("--as-of", "WHEN|v4", "What had happened by the end of WHEN; v4: just after that step."),
    ):
        wrapped = click.option(name, metavar=metavar, help=text)(wrapped)
    return wrapped


def say_unsettled(app: App, known: Known) -> None:
    """Say so where an answer may still change."""
    if not known.settled:
        app.console.say(
            f"as of @{known.position}, not settled: nothing is recorded after that time yet, and"
            " what is recorded next may still carry an earlier one"
        )
