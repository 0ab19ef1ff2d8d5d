"""Answers as data: of a thousand steps at the head and at earlier times, of a thousand
negotiations."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import parley
from bench import talks
from bench.ground import filled, grown, made
from bench.result import Goal, Result, at_most
from bench.scale import Scale
from bench.turns import Taken, in_turn

__all__ = ["measure"]

STEPS, MANY, EACH = 1_000, 1_000, 9
HEADS = ("answer", "median", "p95", "processor")
INCLUDES = "A program that holds the ledger open asks, and gets typed items; on a file."
NOW_MS_MAX, EARLIER_MS_MAX, CONTEST_MS_MAX, LIST_MS_MAX = 40, 150, 100, 30


def measure(scale: Scale) -> Iterator[Result]:
    """Of one long negotiation, then of many."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with made(str(folder / "long.db")) as ledger:
            grown(ledger, talks.name_of(0), STEPS)
            taken = _asked(_of_one(ledger), scale)
        worst = max(taken.items(), key=lambda each: each[1].seconds)
        now = {name: each for name, each in taken.items() if "earlier" not in name}
        slow = max(now.items(), key=lambda each: each[1].seconds)
        yield Result(
            f"Answers of a negotiation of {STEPS:,} steps, SQLite",
            INCLUDES,
            HEADS,
            _rows(taken),
            [
                _goal(f"the slowest answer at the head ({slow[0]})", slow[1], NOW_MS_MAX, "330"),
                _goal(f"the slowest answer ({worst[0]})", worst[1], EARLIER_MS_MAX, "417"),
            ],
        )
        with filled(str(folder / "many.db"), MANY, 9, contest=True) as (ledger, _):
            taken = _asked(_of_many(ledger), scale)
        yield Result(
            f"Answers of {MANY:,} negotiations of ten records, SQLite",
            INCLUDES,
            HEADS,
            _rows(taken),
            [
                _goal(
                    "the contest of 1,000 negotiations", taken["contest"], CONTEST_MS_MAX, "5,800"
                ),
                _goal("the list of 1,000 negotiations", taken["list"], LIST_MS_MAX, "52"),
            ],
        )


def _of_one(ledger: parley.Ledger) -> dict[str, Callable[[], object]]:
    asked: dict[str, Callable[[], object]] = {}
    for question in (parley.STATUS, parley.TABLE, parley.OFFERS, parley.CLAIMS, parley.LINE):
        asked[question.name] = partial(_ask, ledger, question, None)
        asked[f"{question.name}, earlier"] = partial(_ask, ledger, question, f"@{STEPS // 2}")
    return asked


def _ask(
    ledger: parley.Ledger, question: parley.Question[Any, Any, Any], known_at: str | None
) -> object:
    return question.ask(parley.read(ledger, "n000000", known_at=known_at))


def _of_many(ledger: parley.Ledger) -> dict[str, Callable[[], object]]:
    options = parley.ContestOptions(talks.CONTEST)
    return {
        "contest": lambda: parley.CONTESTS.ask(parley.read_all(ledger), options),
        "list": lambda: parley.LIST.ask(parley.read_all(ledger)),
    }


def _asked(answers: dict[str, Callable[[], object]], scale: Scale) -> dict[str, Taken]:
    def repeat(work: Callable[[], object]) -> Callable[[int], object]:
        return lambda times: [work() for _ in range(times)]

    sides = {name: repeat(work) for name, work in answers.items()}
    return in_turn(sides, each=1, rounds=min(scale.rounds, EACH))


def _rows(taken: dict[str, Taken]) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{1000 * each.seconds:.1f} ms",
            f"{1000 * each.slowest(95):.1f} ms",
            f"{1000 * each.busy:.1f} ms",
        )
        for name, each in taken.items()
    ]


def _goal(what: str, taken: Taken, must: float, was: str) -> Goal:
    return at_most(what, 1000 * taken.seconds, must, f"{was} ms", " ms")
