"""The commands `list` and `status`: what there is, and where the talks stand."""

from collections.abc import Mapping
from typing import Final

import click
import msgspec

from cli import wording
from cli.answering import as_card, as_listing, as_value, shape
from cli.command import Command, output_options
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind
from cli.output import Column
from cli.reading import Reading, describe_ledger, read_stream
from cli.scene import slug_of
from cli.shapes import ContestAnswer, Flag, ListAnswer, Listed, StatusAnswer
from cli.times import STEP, Asked, Known, absolute, find_known, read_options, say_unsettled
from events.canonical import JsonObject
from events.errors import IntegrityError
from events.ledger import Ledger
from negotiation.rows import NegotiationRow
from negotiation.views import standing

_CONTEST: Final = "contest/"
_LISTED: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.standing, whole=True),
    Column("since", "since", wording.since, whole=True),
    Column("steps", "steps"),
    Column("contest", "contest", extra=True),
    Column("version", "last entry", wording.step, extra=True),
    Column("synthetic", "synthetic", extra=True),
)
_STATUS: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.state),
    Column("since", "since", wording.since, whole=True),
    Column("flags", "flags", wording.flags_or_none),
    Column("at_table", "at the table"),
    Column("steps", "steps"),
    Column("version", "last entry", wording.step),
    Column("contest", "contest", extra=True),
    Column("position", "position", extra=True),
)


@click.command("list", cls=Command)
@read_options
@output_options
@click.pass_obj
def list_negotiations(app: App, asked: Asked) -> None:
    """List the negotiations and contests of this ledger and where each stands.

    \b
    Examples:
      parley list
      parley list --as-of 2024-09-06
      parley list --json
    """
    ledger, known, asked = _asked_of_all(app, asked)
    items, unread = _listed(app, ledger, known, asked)
    _say_times(app, known, asked)
    if not items and unread is None:
        app.console.say("nothing is registered in this ledger yet: parley new --help")
    _write(app, shape(ListAnswer, _facts(ledger, known, asked), items=tuple(items)))
    if unread is not None:
        raise unread


@click.command("status", cls=Command)
@read_options
@output_options
@click.pass_obj
def status(app: App, asked: Asked) -> None:
    """Say where the talks stand: state, since when, flags with the step that set each.

    Of a contest (-n contest/…) it says where each of its negotiations stands.

    \b
    Examples:
      parley status
      parley status --as-of 2024-09-06
      parley status --as-of v4 --known-at @12 --json
      parley status -n contest/haryana-2024
    """
    slug = app.negotiation()
    if slug.startswith(_CONTEST):
        _contest_status(app, asked, slug)
        return
    reading = read_stream(app, asked, slug)
    found = standing.status(reading.seen)
    answer = shape(
        StatusAnswer,
        found,
        reading.facts(),
        reading.subject(),
        flags=_flags(found),
        contest=reading.seen.negotiation.contest,
        version=reading.last_counted(),
    )
    reading.announce(app)
    app.write(as_card(answer, _STATUS))


def _contest_status(app: App, asked: Asked, slug: str) -> None:
    """Write where each negotiation of a contest stands."""
    contest = read_stream(app, Asked(known_at=asked.known_at), slug)
    ledger, known, asked = _asked_of_all(app, asked)
    listed, unread = _listed(app, ledger, known, asked)
    items = [each for each in listed if each.contest == slug]
    _say_times(app, known, asked)
    if not items:
        app.console.say(f"no negotiation of {slug} is registered: parley new SLUG --contest {slug}")
    answer = shape(
        ContestAnswer,
        _facts(ledger, known, asked),
        contest.subject(),
        contest=slug,
        steps=len(contest.seen.steps),
        version=contest.last_counted(),
        items=tuple(items),
    )
    _write(app, answer)
    if unread is not None:
        raise unread


def _write(app: App, answer: ListAnswer | ContestAnswer) -> None:
    if draws(app):
        draw_entries(app, [_entry(as_value(item)) for item in answer.items])
    else:
        app.write(as_listing(answer, _LISTED))


def _entry(item: Mapping[str, object]) -> Entry:
    contest = item["kind"] == "contest"
    since = f"since {wording.since(item)}" if item["since"] else ""
    stands = "" if contest else f"{wording.standing(item)} {since}".rstrip()
    steps = "1 step" if item["steps"] == 1 else f"{item['steps']} steps"
    return Entry(
        heading="Contests" if contest else "Negotiations",
        label=str(item["negotiation"]),
        line=" · ".join(part for part in (stands, steps) if part),
        notes=(Note(wording.titled(item), "dim"),),
    )


def _asked_of_all(app: App, asked: Asked) -> tuple[Ledger, Known, Asked]:
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


def _facts(ledger: Ledger, known: Known, asked: Asked) -> dict[str, object]:
    return {
        **describe_ledger(ledger, known.position),
        "as_of": asked.as_of,
        "public_at": asked.public_at,
        "known_at": asked.known_at,
        "settled": known.settled,
        "zone": None,
    }


def _say_times(app: App, known: Known, asked: Asked) -> None:
    parts = []
    if asked.as_of is not None:
        parts.append(f"as of {wording.moment(asked.as_of)}")
    if asked.public_at is not None:
        parts.append(f"as published by {wording.moment(asked.public_at)}")
    if asked.known_at is not None and known.settled:
        parts.append(f"as known at @{known.position}")
    if parts:
        app.console.say(f"{', '.join(parts)}; dates end in the zone of each arena")
    say_unsettled(app, known)


def _listed(
    app: App, ledger: Ledger, known: Known, asked: Asked
) -> tuple[list[Listed], IntegrityError | None]:
    """Return negotiations, then contests, as they are seen at the times asked for.

    One that cannot be read is left out, and hides no other; the error of the first is returned.
    """
    items: list[Listed] = []
    unread: IntegrityError | None = None
    rows: dict[str, JsonObject] = {}
    if asked == Asked() and ledger.catch_up():
        # One row says it all: no need to read the steps of every stream.
        rows = {str(row["stream"]): row for row in ledger.store.views.select("negotiation")}
    at = None if known.text is None else f"@{known.position}"
    asked = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=at)
    for prefix in ("negotiation/", _CONTEST):
        for head in ledger.store.stream_heads(prefix, known.position):
            row = rows.get(head.stream)
            try:
                if row is not None and row["version"] == head.version:
                    items.append(_from_row(row))
                else:
                    items.append(_from_reading(read_stream(app, asked, slug_of(head.stream))))
            except IntegrityError as error:
                unread = unread or error
    return items, unread


def _from_row(given: JsonObject) -> Listed:
    row = msgspec.convert({**given, "step": 1}, NegotiationRow)
    flags = tuple(Flag(flag, step) for flag, step in row.flags.items())  # type: ignore[arg-type]
    return shape(
        Listed,
        row,
        negotiation=slug_of(str(given["stream"])),
        since=row.since_date,
        since_version=row.since,
        flags=flags,
    )


def _from_reading(reading: Reading) -> Listed:
    found, row = standing.status(reading.seen), reading.seen.negotiation
    return shape(
        Listed,
        found,
        reading.subject(),
        flags=_flags(found),
        contest=row.contest,
        version=reading.last_counted(),
    )


def _flags(status: standing.Status) -> tuple[Flag, ...]:
    return tuple(shape(Flag, each) for each in status.flags)
