"""Commands as they are typed: the start, a status, a report with its pictures."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import talks
from bench.commands import in_turn_as_commands, parley, python, run
from bench.ground import grown, made
from bench.result import Result, at_most
from bench.scale import Scale

__all__ = ["measure"]

HEADS = ("command", "wall", "processor")
INCLUDES = "Whole processes, in turn, medians. A negotiation of ten steps."
CLICK, BARE = "python: import click", "python: import what status imports"
IMPORTS = "import click, sqlalchemy, transitions, msgspec"
REPORTS = ((20, 1.2), (1_000, 4.0))  # steps, and the seconds that they may take


def measure(scale: Scale) -> Iterator[Result]:
    """The start, then reports."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "short.db")
        with made(path) as ledger:
            grown(ledger, talks.name_of(0), 10)
        of = ("--db", path, "-n", "n000000")
        spent = in_turn_as_commands(
            {
                CLICK: python("import click"),
                BARE: python(IMPORTS),
                "parley --help": parley("--help"),
                "parley status": parley(*of, "status"),
                "parley table": parley(*of, "table"),
            },
            scale.rounds,
        )
        rows = [
            (name, f"{1000 * e.wall:.0f} ms", f"{1000 * e.busy:.0f} ms")
            for name, e in spent.items()
        ]
        yield Result(
            "The start of a command",
            INCLUDES,
            HEADS,
            rows,
            [
                at_most(
                    "--help against click",
                    spent["parley --help"].busy / spent[CLICK].busy,
                    1.3,
                    "2.05",
                ),
                at_most(
                    "status against its bare imports",
                    spent["parley status"].busy / spent[BARE].busy,
                    1.3,
                    "2.1",
                ),
            ],
        )
        yield _reports(folder)


def _reports(folder: Path) -> Result:
    rows, goals = [], []
    for steps, must in REPORTS:
        path = str(folder / f"{steps}.db")
        with made(path) as ledger:
            grown(ledger, talks.name_of(0), steps)
        page = str(folder / f"{steps}.html")
        spent = run(parley("--db", path, "-n", "n000000", "report", "-o", page))
        rows.append((f"report of {steps:,} steps", f"{spent.wall:.2f} s", f"{spent.busy:.2f} s"))
        goals.append(
            at_most(
                f"report of {steps:,} steps",
                spent.wall,
                must,
                "3.7 s" if steps < 100 else "19.5 s",
                " s",
            )
        )
    return Result(
        "Reports, as a command", "With the story and the pictures, to a file.", HEADS, rows, goals
    )
