"""The command `replay`: the history step by step, as it happened or as we came to know it."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import click
from msgspec import Struct

from cli import wording
from cli.answering import as_listing, as_value, shape
from cli.command import Command, output_options
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind
from cli.output import Column
from cli.reading import Reading, read_stream
from cli.recorded import recorded_replay
from cli.step_shapes import ReplayAnswer, Replayed
from cli.times import Asked, read_options
from negotiation.views import timeline

_SPEED_MAX: Final = 1_000.0
_STATES: Final = ("state_before", "state")
_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("said", "what"),
    Column("state_before", "before", wording.state),
    Column("state", "after", wording.state),
    Column("changed", "changed"),
    Column("allowed_by", "allowed by"),
    Column("log_position", "position", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("put_right", "really recorded", extra=True),
    Column("type", "type", extra=True),
    Column("quote", "words", wording.quoted, extra=True),
    Column("speaker", "according to", wording.attributions, extra=True, whole=True),
    Column("flags", "flags", wording.flags_set, extra=True),
    Column("undetermined", "order not determined with", wording.steps, extra=True),
    Column("before", "placed before", wording.step, extra=True),
)


class _Pace(Struct, frozen=True):
    """How the steps follow each other on a terminal."""

    wait: bool
    """For a key after each step."""
    seconds: float
    """Between two steps."""


@click.command("replay", cls=Command)
@click.option("--recorded", is_flag=True, help="What we showed after each record.")
@click.option("--step", is_flag=True, help="Wait for the Enter key after each step.")
@click.option(
    "--speed",
    type=click.FloatRange(min=0, min_open=True, max=_SPEED_MAX),
    metavar="N",
    help="N steps a second.",
)
@read_options
@output_options
@click.pass_obj
def replay(app: App, recorded: bool, step: bool, speed: float | None, asked: Asked) -> None:
    """Replay the history: each step with the state before and after it, the guards that allowed
    it, and what it changed on the table.

    Steps come in the order in which they happened. With --recorded they come as they were
    recorded, each with what our answer was from then on: late news and corrections show there.

    \b
    Examples:
      parley replay
      parley replay --step
      parley replay --recorded --speed 2
      parley replay --as-of 2024-09-07 --json
    """
    pace = _pace(app, step, speed)
    reading = read_stream(app, asked)
    reading.announce(app)
    order: Literal["occurred", "recorded"] = "recorded" if recorded else "occurred"
    items = recorded_replay(reading) if recorded else _by_occurrence(reading)
    if draws(app):
        _play(app, reading, items, pace, recorded=recorded)
        return
    played: list[Replayed] = []
    with app.console.progress("replaying") as progress:
        for item in items:
            played.append(item)
            progress(len(played), reading.seen.negotiation.version - 1)
    answer = shape(
        ReplayAnswer, reading.facts(), reading.subject(), order=order, items=tuple(played)
    )
    columns = [each for each in _COLUMNS if reading.has_state or each.key not in _STATES]
    app.write(as_listing(answer, columns))


def _pace(app: App, step: bool, speed: float | None) -> _Pace:
    """Return the pace. Raises Failure (usage) where nobody is there to watch."""
    if step and speed is not None:
        raise Failure(Kind.USAGE, "--step and --speed are two paces", hint="give one of them")
    if step and not (draws(app) and app.can_ask):
        raise Failure(Kind.USAGE, "--step waits for a key, and needs a terminal for it")
    if speed is not None and not draws(app):
        raise Failure(Kind.USAGE, "--speed is for a terminal; elsewhere all steps come at once")
    return _Pace(wait=step, seconds=0.0 if speed is None else 1 / speed)


def _by_occurrence(reading: Reading) -> Iterator[Replayed]:
    """Yield the steps in the order in which they happened."""
    rows = {row.step: row for row in reading.seen.steps}
    for item in timeline.log(reading.seen):
        row = rows.get(item.version)
        if row is not None:
            yield shape(
                Replayed,
                item,
                log_position=item.position,
                put_right=reading.put_right(item.position),
                allowed_by=row.allowed_by,
                changed=row.changed,
                before=None,
            )


def _play(
    app: App, reading: Reading, items: Iterable[Replayed], pace: _Pace, *, recorded: bool
) -> None:
    """Draw the steps one after another."""
    after: str | None = None
    label_width = len(wording.step(reading.seen.negotiation.version))
    above: set[int] = set()
    for number, item in enumerate(items):
        if number and pace.wait and not _next(app):
            return
        if number and pace.seconds:
            time.sleep(pace.seconds)
        entry = _entry(reading, item, above, recorded=recorded)
        draw_entries(app, [entry], after=after, label_width=label_width)
        after = entry.heading
        above.add(item.version)
    if after is None:
        app.console.say(f"nothing has been recorded in {reading.slug} yet: parley propose --help")


def _next(app: App) -> bool:
    """Wait for the Enter key; whether to go on."""
    app.console.say("Enter for the next step, q to leave")
    typed = sys.stdin.readline()
    return bool(typed) and typed.strip().casefold() not in ("q", "quit")


def _entry(reading: Reading, item: Replayed, above: set[int], *, recorded: bool) -> Entry:
    value = as_value(item)
    transition = wording.state_change(value)
    stands = transition or (f"stays {wording.state(item.state)}" if reading.has_state else "")
    undetermined = [version for version in item.undetermined if version in above]
    when = wording.moment(item.occurred)
    notes = [
        Note(item.text or ""),
        Note(wording.said_by(value, item.said), "dim"),
        Note(stands, "bold" if transition else "dim"),
        *(Note(each) for each in item.changed if each != transition),
    ]
    if item.before is not None:
        notes.append(Note(f"late news: placed before {wording.step(item.before)}"))
    if item.allowed_by:
        notes.append(Note(f"allowed by {item.allowed_by}", "dim"))
    if undetermined:
        notes.append(Note(f"order with {wording.steps(undetermined)} not determined", "dim"))
    return Entry(
        heading=f"recorded {wording.recorded_really(value)}" if recorded else when,
        label=f"@{item.log_position}" if recorded else wording.step(item.version),
        line=f"{wording.step(item.version)} {item.said} {when}".rstrip() if recorded else item.said,
        notes=tuple(notes),
    )
