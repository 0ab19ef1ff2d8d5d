"""What a command says that reads the ledger's own records: as of which position, and how to ask.

These records stand outside every account, so of the three times only that of knowledge counts.
"""

from collections.abc import Callable
from typing import TypeVar

import click

from answers.reading import describe_ledger
from answers.streams import slug_of
from answers.times import Known, find_known
from cli.context import App
from cli.times import say_unsettled
from events.ledger import Ledger

__all__ = ["as_slugs", "facts_at", "known_option", "open_known"]

_F = TypeVar("_F", bound=Callable[..., object])


def known_option(command: _F) -> _F:
    """Add --known-at; the command gets it as `known_at`, a text or None."""
    option = click.option(
        "--known-at", metavar="WHEN|@120", help="Only what had been recorded by then."
    )
    return option(command)


def open_known(app: App, known_at: str | None) -> tuple[Ledger, Known]:
    """Return the ledger and the position that is asked about. Raises Failure."""
    ledger = app.open_ledger()
    known = find_known(app, ledger, known_at, app.settings.zone.value)
    if known.corrected_by:
        app.console.say(known.said())
    say_unsettled(app, known)
    return ledger, known


def facts_at(app: App, ledger: Ledger, known: Known) -> dict[str, object]:
    """Return what such an answer says about itself."""
    return {
        **describe_ledger(ledger, known.position),
        "known_at": known.text,
        "settled": known.settled,
        "clock_records": known.corrected_by,
        "zone": app.settings.zone.value,
    }


def as_slugs(streams: tuple[str, ...]) -> tuple[str, ...]:
    """Return streams, or steps of them, as people call them."""
    return tuple(slug_of(stream) for stream in streams)
