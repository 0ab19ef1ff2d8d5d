"""What a measurement gives: a table for people, and the goals that it is held to."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.turns import Taken

__all__ = ["Goal", "Result", "at_least", "at_most", "publish", "rates", "table"]

HEADS = ("side", "per second", "median", "p95", "p99", "processor")


class Goal(msgspec.Struct, frozen=True):
    """A figure that is promised: what it was, what it must be, what it is."""

    what: str
    was: str
    must: str
    figure: str
    met: bool


class Result(msgspec.Struct, frozen=True):
    """A table with its title, what its figures include, and the goals it speaks of."""

    title: str
    includes: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    goals: Sequence[Goal] = ()

    def markdown(self) -> str:
        """As it stands in the page."""
        return f"## {self.title}\n\n{self.includes}\n\n{table(self.heads, self.rows)}"


def at_least(what: str, figure: float, must: float, was: str) -> Goal:
    """A ratio that may not fall below `must`."""
    return Goal(what, was, f"≥ {must:g}", f"{figure:.2g}", figure >= must)


def at_most(what: str, figure: float, must: float, was: str, unit: str = "") -> Goal:
    """A ratio, or a time in this unit, that may not exceed `must`."""
    return Goal(what, was, f"≤ {must:g}{unit}", f"{figure:.3g}{unit}", figure <= must)


def rates(taken: Mapping[str, Taken]) -> list[Sequence[str]]:
    """A row a side, as HEADS has it, for pieces of work of a millisecond or so."""
    return [
        (
            name,
            f"{1 / each.seconds:,.0f}",
            f"{1000 * each.seconds:.3g} ms",
            f"{1000 * each.slowest(95):.3g} ms",
            f"{1000 * each.slowest(99):.3g} ms",
            f"{1000 * each.busy:.3g} ms",
        )
        for name, each in taken.items()
    ]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as Markdown writes it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def publish(parts: Iterable[str], page: Path | None, marks: tuple[str, str]) -> None:
    """Print the parts of a text as they come; put all of it between the marks of a page, too."""
    text = ""
    for part in parts:
        sys.stdout.write(part)
        sys.stdout.flush()
        text += part
    if page is not None:
        begin, end = marks
        before, _, rest = page.read_text(encoding="utf-8").partition(begin)
        _, _, after = rest.partition(end)
        page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
