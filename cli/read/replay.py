"""The command `replay`: the history step by step, as it happened or as we came to know it."""

import sys
import time
from collections.abc import Iterable
from typing import Literal

import click

from answers.failing import Failure, Kind
from answers.reading import Reading
from answers.recorded import recorded_replay
from answers.replay import _COLUMNS, _SPEED_MAX, _STATES, _by_occurrence, _entry, _Pace
from answers.shapes.steps import ReplayAnswer, Replayed
from answers.shaping import as_listing, shape
from answers.times import Asked
from answers.words import wording
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws


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
    announce(app, reading)
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
