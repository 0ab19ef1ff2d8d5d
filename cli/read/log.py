"""The command `log`: the timeline, as it happened or as it was recorded."""

from collections.abc import Iterable, Sequence

import click

from answers.failing import Failure, Kind, suggest
from answers.log import (
    _COLUMNS,
    _all,
    _between,
    _entries,
    _in_view,
    _of_types,
    _oneline,
    _recorded_entries,
    _shown,
    _Test,
    _Wanted,
    _with_words,
)
from answers.reading import Reading
from answers.shapes.steps import LogAnswer
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation import rows
from negotiation.views import timeline

__all__ = ["log"]


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
