"""The command `replay`: the history step by step, as it happened or as we came to know it."""

import sys
import time
from typing import Final

import click
from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.reading import Reading
from parley.answers.replay import REPLAY, ReplayOptions, replay_entries, replayed
from parley.answers.replay import replay as replay_at_once
from parley.answers.times import Asked
from parley.answers.words import wording
from parley.cli.asking import announce, read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.diary import draw_entries, draws
from parley.cli.present import show, tell

__all__ = ["replay"]

_SPEED_MAX: Final = 1_000.0


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
    reading, options = read_stream(app, asked), ReplayOptions(recorded=recorded)
    if draws(app):
        announce(app, reading)
        _play(app, reading, options, pace)
        return
    with app.console.progress("replaying") as progress:
        answer = replay_at_once(reading, options, progress)
    tell(app, REPLAY, reading, answer)
    show(app, REPLAY, answer)


def _pace(app: App, step: bool, speed: float | None) -> _Pace:
    """Return the pace. Raises Failure (usage) where nobody is there to watch."""
    if step and speed is not None:
        raise Failure(
            Kind.USAGE, say("--step and --speed are two paces"), hint=say("give one of them")
        )
    if step and not (draws(app) and app.can_ask):
        raise Failure(Kind.USAGE, say("--step waits for a key, and needs a terminal for it"))
    if speed is not None and not draws(app):
        raise Failure(
            Kind.USAGE, say("--speed is for a terminal; elsewhere all steps come at once")
        )
    return _Pace(wait=step, seconds=0.0 if speed is None else 1 / speed)


def _play(app: App, reading: Reading, options: ReplayOptions, pace: _Pace) -> None:
    """Draw the steps one after another."""
    after: str | None = None
    label_width = len(wording.step(reading.seen.negotiation.version))
    items = replayed(reading, options)
    entries = replay_entries(items, reading.slug, recorded=options.recorded)
    for number, entry in enumerate(entries):
        if number and pace.wait and not _next(app):
            return
        if number and pace.seconds:
            time.sleep(pace.seconds)
        draw_entries(app, [entry], after=after, label_width=label_width)
        after = entry.heading
    if after is None:
        app.console.say(wording.nothing_recorded(reading.slug))


def _next(app: App) -> bool:
    """Wait for the Enter key; whether to go on."""
    app.console.say(say("Enter for the next step, q to leave"))
    typed = sys.stdin.readline()
    return bool(typed) and typed.strip().casefold() not in ("q", "quit")
