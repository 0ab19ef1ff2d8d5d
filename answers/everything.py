"""What a question about the whole ledger is about: its three times, without a zone of its own."""

from answers.failing import Failure, Kind
from answers.reading import describe_ledger
from answers.times import STEP, Asked, Known, absolute, find_known
from answers.words import wording
from cli.context import App
from cli.times import say_unsettled
from events.ledger import Ledger

__all__ = ["ask_of_all", "describe_question", "say_times"]


def ask_of_all(app: App, asked: Asked) -> tuple[Ledger, Known, Asked]:
    """Return the ledger, the time of knowledge and the times for a question about all streams.

    Raises Failure (usage) for a step, which only one stream has.
    """
    zone = app.settings.zone.value
    if asked.as_of is not None and STEP.fullmatch(asked.as_of):
        detail = f"--as-of {asked.as_of}: a step stands in one negotiation, and this is about all"
        raise Failure(Kind.USAGE, detail, hint="write a date, or parley status --as-of v4")
    ledger = app.open_ledger()
    known = find_known(app, ledger, asked.known_at, zone)
    as_of = asked.as_of and absolute(app, asked.as_of, "--as-of", zone)
    public_at = asked.public_at and absolute(app, asked.public_at, "--public-at", zone)
    return ledger, known, Asked(as_of=as_of, public_at=public_at, known_at=known.text)


def describe_question(ledger: Ledger, known: Known, asked: Asked) -> dict[str, object]:
    """Return what every answer says about itself."""
    return {
        **describe_ledger(ledger, known.position),
        "as_of": asked.as_of,
        "public_at": asked.public_at,
        "known_at": asked.known_at,
        "settled": known.settled,
        "clock_records": known.corrected_by,
        "zone": None,
    }


def say_times(app: App, known: Known, asked: Asked) -> None:
    """Tell the person which times other than now the answer is about."""
    parts = []
    if asked.as_of is not None:
        parts.append(f"as of {wording.moment(asked.as_of)}")
    if asked.public_at is not None:
        parts.append(f"as published by {wording.moment(asked.public_at)}")
    if asked.known_at is not None and known.settled:
        parts.append(known.said())
    if parts:
        app.console.say(f"{', '.join(parts)}; dates end in the zone of each arena")
    say_unsettled(app, known)
