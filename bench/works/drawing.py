"""A picture of a negotiation, once the program runs: drawn from the rows, and written as SVG."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import parley
from bench import talks
from bench.ground import grown, made
from bench.result import Result, at_most
from bench.scale import Scale
from bench.turns import Side, in_turn

__all__ = ["measure"]

LENGTHS = (20, 1_000)
PICTURES: tuple[Literal["timeline", "offers"], ...] = ("timeline", "offers")
SECONDS_MAX = 0.2
HEADS = ("picture", "median", "p95", "processor")
INCLUDES = (
    "One picture as SVG, from a reading that is at hand to the bytes, by a program that has drawn"
    " one before."
)


def measure(scale: Scale) -> Iterator[Result]:
    """Both pictures of a negotiation, short and long."""
    sides: dict[str, Side] = {}
    with TemporaryDirectory() as name, made(str(Path(name) / "ours.db")) as ledger:
        for number, length in enumerate(LENGTHS):
            grown(ledger, talks.name_of(number), length)
            reading = parley.read(ledger, talks.name_of(number).removeprefix("negotiation/"))
            for picture in PICTURES:
                draw = partial(parley.draw_picture, reading, picture, "svg")
                sides[f"{picture}, {length:,} steps"] = _each(draw)
        taken = in_turn(sides, each=1, rounds=scale.rounds)
    rows = [
        (
            name,
            f"{1000 * each.seconds:.0f} ms",
            f"{1000 * each.slowest(95):.0f} ms",
            f"{1000 * each.busy:.0f} ms",
        )
        for name, each in taken.items()
    ]
    worst, slowest = max(taken.items(), key=lambda each: each[1].seconds)
    goal = at_most(f"one picture, warm ({worst})", slowest.seconds, SECONDS_MAX, "3 s", " s")
    yield Result("A picture, warm", INCLUDES, HEADS, rows, [goal])


def _each(draw: Callable[[], object]) -> Side:
    def repeat(times: int) -> None:
        for _ in range(times):
            draw()

    return repeat
