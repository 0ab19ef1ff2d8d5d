"""The command `contest`: the negotiations of an election or a formation side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from cli import wording
from cli.answering import as_listing, as_value, shape
from cli.cited_shapes import show_step
from cli.command import Command, output_options
from cli.contest_shapes import (
    ContestAnswer,
    ContestLine,
    ExclusionShown,
    SharedActShown,
    SpanShown,
)
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind, suggest
from cli.everything import ask_of_all, describe_question, say_times
from cli.listing import list_reading
from cli.output import Column
from cli.reading import Reading, read_stream
from cli.scene import slug_of
from cli.times import Asked, Known, read_options
from cli.unread import Unread
from events.ledger import Ledger
from negotiation.views import contest as views
from negotiation.views import standing

__all__ = ["CONTEST", "contest", "find_contest", "read_members", "write_contest"]

CONTEST: Final = "contest/"

_COLUMNS: Final = (
    Column("negotiation", "negotiation"),
    Column("state", "state", wording.standing, whole=True),
    Column("since", "since", wording.since, whole=True),
    Column("at_table", "at the table"),
    Column("open_with", "open beside"),
    Column("steps", "steps"),
    Column("title", "title", wording.titled, whole=True),
    Column("excludes", "excludes", extra=True),
    Column("version", "last entry", wording.step, extra=True),
    Column("synthetic", "synthetic", extra=True),
)


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
    write_contest(app, asked, slug)


def _meant(app: App) -> str:
    """Return the contest of the negotiation that was chosen, or the only one.

    Raises Failure: not found where there is none, usage where there are several.
    """
    if app.settings.negotiation is not None:
        slug = app.negotiation()
        own = slug if slug.startswith(CONTEST) else _contest_of(app, slug)
        if own is not None:
            return find_contest(app, own)
    known = [each for each in app.slugs() if each.startswith(CONTEST)]
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
    slug = name if name.startswith(CONTEST) else f"{CONTEST}{name}"
    known = [each for each in app.slugs() if each.startswith(CONTEST)]
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


def write_contest(app: App, asked: Asked, slug: str) -> None:
    """Write where each negotiation of a contest stands.

    Raises what `Unread` does after the rest is written where one of them cannot be read.
    """
    ledger, known, asked = ask_of_all(app, asked)
    own, members, unread = read_members(app, ledger, known, asked, slug)
    say_times(app, known, asked)
    if not members and not unread:
        app.console.say(f"no negotiation of {slug} is registered: parley new SLUG --contest {slug}")
    answer = _answer(ledger, known, asked, own, members)
    if draws(app):
        draw_entries(app, list(_entries(answer)), title=_title(answer))
    else:
        app.write(as_listing(answer, _COLUMNS))
    unread.complain()


def read_members(
    app: App, ledger: Ledger, known: Known, asked: Asked, slug: str
) -> tuple[Reading, list[Reading], Unread]:
    """Return a contest and its negotiations as they are seen at the times of a question that
    `ask_of_all` answered.

    A negotiation that cannot be read is left out, and hides no other. Raises Failure (not found)
    for a contest that was not recorded yet.
    """
    at = None if known.text is None else f"@{known.position}"
    asked = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=at)
    own = read_stream(app, asked, slug)
    members: list[Reading] = []
    unread = Unread()
    for head in ledger.store.stream_heads("negotiation/", known.position):
        with unread.left_out(head.stream):
            reading = read_stream(app, asked, slug_of(head.stream))
            if reading.seen.registration.contest == slug:
                members.append(reading)
    return own, members, unread


def _answer(
    ledger: Ledger, known: Known, asked: Asked, own: Reading, members: Sequence[Reading]
) -> ContestAnswer:
    seen = [reading.seen for reading in members]
    exclusions = views.exclusions(seen)
    return shape(
        ContestAnswer,
        describe_question(ledger, known, asked),
        own.subject(),
        contest=own.slug,
        steps=len(own.seen.steps),
        version=own.last_counted(),
        acts=views.acts_counted([own.seen, *seen]),
        exclusive=tuple(map(_exclusion, exclusions)),
        shared_acts=tuple(map(_shared, views.shared_acts(seen))),
        items=tuple(_line(reading, exclusions) for reading in members),
    )


def _line(reading: Reading, exclusions: Sequence[views.Exclusion]) -> ContestLine:
    slug = reading.slug
    beside = [
        (other, each.both_open)
        for each in exclusions
        for here, other in ((each.first, each.second), (each.second, each.first))
        if here == slug
    ]
    return shape(
        ContestLine,
        list_reading(reading),
        at_table=standing.status(reading.seen).at_table,
        excludes=tuple(other for other, _ in beside),
        open_with=tuple(other for other, both_open in beside if both_open),
    )


def _exclusion(pair: views.Exclusion) -> ExclusionShown:
    spans = tuple(
        shape(SpanShown, span, since=show_step(span.since), until=show_step(span.until))
        for span in pair.spans
    )
    return shape(ExclusionShown, pair, spans=spans)


def _shared(act: views.SharedAct) -> SharedActShown:
    steps = tuple(f"{slug}#{version}" for slug, version in act.steps)
    return shape(SharedActShown, act, steps=steps)


def _title(answer: ContestAnswer) -> str:
    acts = "1 act" if answer.acts == 1 else f"{answer.acts} acts"
    title = wording.titled(as_value(answer))
    return f"{answer.contest}: {title} · {acts} in all"


def _entries(answer: ContestAnswer) -> Iterator[Entry]:
    for item in answer.items:
        value = as_value(item)
        since = f" since {wording.since(value)}" if item.since else ""
        beside = ", ".join(item.open_with)
        yield Entry(
            heading="Negotiations",
            label=item.negotiation,
            line=f"{wording.standing(value)}{since} · {_steps(item.steps)}",
            notes=(
                Note(f"open at once with {beside}, which it excludes" if beside else "", "bold"),
                Note(f"at the table: {', '.join(item.at_table)}"),
                Note(wording.titled(value), "dim"),
            ),
        )
    for pair in answer.exclusive:
        yield Entry(
            heading="Only one of two can end in a deal",
            label="",
            line=f"{pair.first} or {pair.second}; {_both(pair.parties)}",
            notes=tuple(_span_notes(pair)),
        )
    for act in answer.shared_acts:
        yield Entry(
            heading="One act in several negotiations, counted once",
            label=act.act,
            line=act.said,
            notes=(Note(", ".join(act.steps), "dim"),),
        )


def _both(parties: Sequence[str]) -> str:
    if not parties:
        return "no party is at both tables"
    verb = "is" if len(parties) == 1 else "are"
    return f"{', '.join(parties)} {verb} at both tables"


def _span_notes(pair: ExclusionShown) -> Iterator[Note]:
    if not pair.spans:
        yield Note("talks were never under way in both at once, as far as is recorded")
    for span in pair.spans:
        since = f"{wording.moment(span.since.occurred)} ({span.since_in}#{span.since.version})"
        if span.until is None:
            yield Note(f"talks under way in both since {since}", "bold")
        else:
            until = f"{wording.moment(span.until.occurred)} ({span.until_in}#{span.until.version})"
            yield Note(f"talks under way in both from {since} to {until}")
        for step in (span.since, span.until):
            if step is not None:
                yield Note(f"{step.said}: {wording.said_by(as_value(step), step.said)}", "dim")


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
