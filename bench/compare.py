"""parley beside raw drivers and its peers: ``python -m bench.compare [WORK…]``, `make bench`.

Each figure is of one run in which the sides took turns. The whole takes about forty minutes,
`--quick` five. Figures of peers need them beside parley: `make bench` installs them into an
environment of their own.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from bench.machine import describe_machine, load
from bench.result import Result, publish, table
from bench.scale import QUICK, WHOLE, Scale

__all__ = ["main"]

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
WORKS = (
    "one_step",
    "heavy",
    "batches",
    "together",
    "folding",
    "machines",
    "whole_log",
    "growing",
    "answers",
    "drawing",
    "memory",
    "starting",
)
GOALS = ("what", "was", "must", "is", "met")
BESIDE = ("sqlalchemy", "psycopg", "msgspec", "click", "transitions")
PEERS = ("eventsourcing", "umadb", "eventsource-py", "python-statemachine")


def _measure(name: str, scale: Scale) -> Iterator[Result]:
    measure: Callable[[Scale], Iterator[Result]] = import_module(f"bench.works.{name}").measure
    return measure(scale)


def _pages(works: Sequence[str], scale: Scale) -> Iterator[str]:
    others = load()
    packages = ", ".join(f"{name} {version(name)}" for name in (*BESIDE, *PEERS))
    yield f"Measured on {datetime.now(UTC):%-d %B %Y}: {describe_machine()}, {packages}.\n\n"
    goals: list[Sequence[str]] = []
    for name in works:
        for result in _measure(name, scale):
            yield f"{result.markdown()}\n"
            goals += [
                (each.what, each.was, each.must, each.figure, "yes" if each.met else "**no**")
                for each in result.goals
            ]
    yield f"Load of the machine: {others} before, and {load()} in the end, ours with it.\n\n"
    yield f"## Goals\n\n{table(GOALS, goals)}"


def main(arguments: Sequence[str]) -> int:
    """Print the tables; with --write, put them into docs/benchmarks.md as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.compare")
    parser.add_argument("works", nargs="*", choices=[[], *WORKS], default=[])
    parser.add_argument("--quick", action="store_true", help="less of each, five minutes")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}, too")
    given = parser.parse_args(arguments)
    if given.write and (given.works or given.quick):
        parser.error("--write is for all of it: the page has a table of each")
    parts = _pages(given.works or WORKS, QUICK if given.quick else WHOLE)
    publish(parts, PAGE if given.write else None, (BEGIN, END))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
