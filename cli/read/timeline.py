"""The command `log`: the timeline, as it happened or as it was recorded."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Final

import click
from msgspec import Struct

from answers.entries import Entry, Note
from answers.failing import Failure, Kind, suggest
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.steps import LogAnswer, LogLine
from answers.shaping import as_listing, as_value, shape
from answers.times import Asked, absolute
from answers.words import wording
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation import rows
from negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, parse_moment
from negotiation.saying import VERBS
from negotiation.views import timeline

__all__ = ["log", "log_notes"]

OUR_CORRECTIONS: Final = "Our corrections"

_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("said", "what"),
    Column("quote", "words", wording.quoted),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("state", "state change", wording.state_change, whole=True),
    Column("position", "position", extra=True),
    Column("type", "type", extra=True),
    Column("published", "published", wording.moment, extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("put_right", "really recorded", extra=True),
    Column("recorded_by", "recorded by", extra=True),
    Column("by", "by", extra=True),
    Column("to", "to", extra=True),
    Column("text", "text", extra=True),
    Column("source", "source", extra=True),
    Column("attribution", "attribution", extra=True),
    Column("flags", "flags", wording.flags_set, extra=True),
    Column("corrected_by", "corrected by", wording.steps, extra=True),
    Column("undetermined", "order not determined with", wording.steps, extra=True),
    Column("id", "id", extra=True),
    Column("note", "note", extra=True),
)


class _Wanted(Struct, frozen=True, kw_only=True):
    """Which entries are asked for; what is empty asks for all."""

    by: tuple[str, ...]
    types: tuple[str, ...]
    since: str | None
    until: str | None
    grep: str | None


@click.command("log", cls=Command)
@click.option("--oneline", is_flag=True, help="One line for each entry.")
@click.option("--by", metavar="PARTY", multiple=True, help="Only what this party did or said.")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only steps of this type.")
@click.option("--since", metavar="WHEN", help="Only what may have happened then or later.")
@click.option("--until", metavar="WHEN", help="Only what may have happened by the end of then.")
@click.option("--grep", metavar="WORDS", help="Only entries with these words, in any case.")
@click.option("-L", "--last", type=click.IntRange(min=1), metavar="N", help="Only the last N.")
@click.option("--reverse", is_flag=True, help="The last one first.")
@click.option("--recorded", is_flag=True, help="In the order in which they were recorded.")
@read_options
@output_options
@click.pass_obj
def log(
    app: App,
    *,
    oneline: bool,
    by: tuple[str, ...],
    types: tuple[str, ...],
    since: str | None,
    until: str | None,
    grep: str | None,
    last: int | None,
    reverse: bool,
    recorded: bool,
    asked: Asked,
) -> None:
    """Show the timeline: what happened, in whose words, according to whom.

    Steps stand in the order in which they happened, as far as the dates say it; our corrections
    stand after them. A type is OfferMade or offer. --since and --until leave corrections out.

    \b
    Examples:
      parley log
      parley log --oneline --by AAP --since 2024-09-06
      parley log --type offer --type demand --json
      parley log --recorded -L 5
    """
    if oneline and app.layout.format is not None:
        detail = f"--oneline is a format of its own, and --format {app.layout.format} another"
        raise Failure(Kind.USAGE, detail, hint="leave one of them out")
    reading = read_stream(app, asked)
    wanted = _Wanted(by=by, types=types, since=since, until=until, grep=grep)
    items = _select(reading, wanted, app.clock())
    if recorded:
        items.sort(key=lambda item: item.position)
    items = items[-last:] if last is not None else items
    if reverse:
        items.reverse()
    announce(app, reading)
    _say_nothing_found(app, reading, items)
    answer = shape(
        LogAnswer,
        reading.facts(),
        reading.subject(),
        items=tuple(_shown(reading, item) for item in items),
    )
    if oneline:
        app.console.write("".join(f"{_oneline(item)}\n" for item in items))
    elif draws(app):
        draw_entries(app, list(_recorded_entries(reading, items) if recorded else _entries(items)))
    else:
        app.write(as_listing(answer, _COLUMNS))


def log_notes(item: timeline.LogItem, above: Container[int]) -> tuple[Note, ...]:
    """Return what stands under an entry; `above` are the steps that were shown before it."""
    value = as_value(item)
    undetermined = [version for version in item.undetermined if version in above]
    notes = [
        Note(item.text or ""),
        Note(wording.said_by(value, item.said), "dim"),
        Note(wording.state_change(value), "bold"),
    ]
    if undetermined:
        notes.append(Note(f"order with {wording.steps(undetermined)} not determined", "dim"))
    if item.corrected_by:
        notes.append(Note(f"corrected by {wording.steps(item.corrected_by)}", "dim"))
    return tuple(notes)


def _entries(items: Sequence[timeline.LogItem]) -> Iterator[Entry]:
    """Yield the entries in the order of occurrence, under their dates."""
    above: set[int] = set()
    for item in items:
        yield Entry(
            heading=wording.moment(item.occurred) or OUR_CORRECTIONS,
            label=wording.step(item.version),
            line=item.said,
            notes=log_notes(item, above),
        )
        above.add(item.version)


def _shown(reading: Reading, item: timeline.LogItem) -> LogLine:
    return shape(LogLine, item, put_right=reading.put_right(item.position))


def _recorded_entries(reading: Reading, items: Sequence[timeline.LogItem]) -> Iterator[Entry]:
    """Yield the entries in recorded order, under the times at which they were recorded."""
    for item in items:
        yield Entry(
            heading=f"recorded {wording.recorded_really(as_value(_shown(reading, item)))}",
            label=f"@{item.position}",
            line=f"{wording.step(item.version)} {_line(item)}",
            notes=log_notes(item, ()),
        )


def _line(item: timeline.LogItem) -> str:
    return f"{item.said} {wording.moment(item.occurred)}".rstrip()


def _oneline(item: timeline.LogItem) -> str:
    """Return the line that recording the step answered."""
    changed = "" if item.state == item.state_before else f" · {wording.state(item.state)}"
    return f"{wording.step(item.version)} {_line(item)}{changed}"


def _say_nothing_found(app: App, reading: Reading, items: Sequence[timeline.LogItem]) -> None:
    if items:
        return
    if reading.seen.steps:
        app.console.say("no entry fits; parley log alone shows all of them")
    else:
        app.console.say(f"nothing has been recorded in {reading.slug} yet: parley propose --help")


# Choosing ---------------------------------------------------------------------------------------


def _select(reading: Reading, wanted: _Wanted, now: int) -> list[timeline.LogItem]:
    """Return the entries that fit. Raises Failure for a name that nobody and nothing has."""
    items = _in_view(reading, timeline.log(reading.seen))
    tests = [
        _by(reading, items, wanted.by),
        _of_types(wanted.types),
        _between(reading, wanted.since, wanted.until, now),
        _with_words(wanted.grep),
    ]
    return [item for item in items if all(test(item) for test in tests)]


def _in_view(reading: Reading, items: Sequence[timeline.LogItem]) -> list[timeline.LogItem]:
    """Return the entries without the corrections of what is not in view itself."""
    if reading.asked.as_of is None and reading.asked.public_at is None:
        return list(items)
    visible = set(reading.seen.visible)
    for each in reading.seen.corrections():
        if each.target in visible:
            visible.add(each.step)
    return [item for item in items if item.version in visible]


_Test = Callable[[timeline.LogItem], bool]


def _all(_: timeline.LogItem) -> bool:
    return True


def _by(reading: Reading, items: Iterable[timeline.LogItem], names: Sequence[str]) -> _Test:
    if not names:
        return _all
    known = {actor.casefold(): actor for item in items for actor in item.by}
    known |= {actor.rpartition(":")[2]: whole for actor, whole in known.items()}
    for party in reading.seen.all(rows.PartyRow):
        for name in (party.party, party.name, *party.aliases):
            known[name.casefold()] = party.party
    for name in names:
        if name.casefold() not in known:
            detail = f"nobody called “{name}” did or said anything in {reading.slug}"
            hint = suggest(name, sorted(set(known.values()))) or "parley log shows who did"
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
    actors = {known[name.casefold()] for name in names}
    return lambda item: not actors.isdisjoint(item.by)


def _of_types(names: Sequence[str]) -> _Test:
    if not names:
        return _all
    known = {_folded(verb): name for name, verb in VERBS.items()}
    known |= {_folded(name): name for name in VERBS}
    for name in names:
        if _folded(name) not in known:
            near = suggest(name, [*VERBS, *VERBS.values()])
            hint = near or f"the types are {', '.join(VERBS)}"
            raise Failure(Kind.USAGE, f"there is no step type “{name}”", hint=hint)
    types = {known[_folded(name)] for name in names}
    return lambda item: item.type in types


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _between(reading: Reading, since: str | None, until: str | None, now: int) -> _Test:
    if since is None and until is None:
        return _all
    first, end = UNBOUNDED_PAST, UNBOUNDED_FUTURE
    zone = reading.zone
    if since is not None:
        first = parse_moment(absolute(since, "--since", zone, now=now)).bounds(zone).earliest
    if until is not None:
        end = parse_moment(absolute(until, "--until", zone, now=now)).bounds(zone).latest

    def fits(item: timeline.LogItem) -> bool:
        step = reading.seen.step(item.version)
        return step is not None and step.latest > first and step.earliest < end

    return fits


def _with_words(words: str | None) -> _Test:
    if words is None:
        return _all
    folded = words.casefold()

    def fits(item: timeline.LogItem) -> bool:
        texts = (item.said, item.text, item.quote, item.speaker, item.note, item.source)
        return any(folded in text.casefold() for text in texts if text)

    return fits
