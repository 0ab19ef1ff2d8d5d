"""Arithmetic of a billion steps, from measured costs: ``python -m bench.billion [--write]``.

Nothing is measured here. What one machine of two processors does is put in by hand, from
`docs/benchmarks.md` and `make growth`; what follows from it is worked out, into `docs/scale.md`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

import msgspec

from bench.result import publish, table

__all__ = ["Measured", "main", "worked_out"]

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
BEGIN, END = "<!-- arithmetic -->\n", "<!-- end of arithmetic -->\n"
STEPS = 1_000_000_000
DAY = 86_400
HOURS = 730  # of a month
MACHINES = (1, 10, 100)


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a machine of two processors does, on PostgreSQL unless it says otherwise; money is in
    US dollars."""

    recorded: float = 250
    """Steps a second, of 16 writers."""
    appended: float = 1_130
    """Steps a second in batches of a hundred, on a file."""
    rebuilt: float = 2_120
    """Records a second, by two processes."""
    verified: float = 980
    """Records a second, by one process."""
    bytes_log: float = 680
    """Of a record alone."""
    bytes_all: float = 2_400
    """Of a record with its rows, words and indexes."""
    machine: float = 0.0816
    """A machine with 2 processors and 8 GiB, an hour."""
    disk: float = 0.094
    """A gigabyte, a month."""


def worked_out(measured: Measured, machines: int) -> Sequence[str]:
    """What a billion steps take on so many machines, evenly spread by ledger."""
    each = STEPS / machines
    gigabytes = each * measured.bytes_all / 1e9
    price = measured.machine * HOURS + gigabytes * measured.disk
    return (
        f"{machines:,}",
        f"{each:,.0f}",
        _time(each / measured.recorded),
        _time(each / measured.appended),
        _time(each / measured.rebuilt),
        _time(each / measured.verified),
        f"{gigabytes:,.0f} GB",
        f"{2 * machines * price:,.0f}",
    )


def _time(seconds: float) -> str:
    return f"{seconds / DAY:,.1f} days" if seconds > 2 * DAY else f"{seconds / 3600:,.1f} h"


def _parts(measured: Measured) -> Iterator[str]:
    rows = [
        ("recorded one by one, 16 writers", f"{measured.recorded:,.0f} a second"),
        ("recorded in batches of 100", f"{measured.appended:,.0f} a second"),
        ("rows made again, two processes", f"{measured.rebuilt:,.0f} a second"),
        ("verified, one process", f"{measured.verified:,.0f} a second"),
        ("a record alone", f"{measured.bytes_log:,.0f} bytes"),
        ("a record with its rows, words and indexes", f"{measured.bytes_all:,.0f} bytes"),
        ("a machine", f"${measured.machine} an hour"),
        ("a disk", f"${measured.disk} a gigabyte and month"),
    ]
    yield f"{table(('one machine of two processors', 'figure'), rows)}\n"
    heads = (
        *("machines", "steps each", "recorded singly", "in batches", "rebuilt", "verified"),
        *("disk each", "dollars a month, each twice"),
    )
    yield table(heads, [worked_out(measured, each) for each in MACHINES])
    bare = STEPS * measured.bytes_log / 1e12
    day = measured.recorded * DAY
    yield (
        f"\nThe log alone is {bare:.2f} TB. One machine that records day and night takes"
        f" {day / 1e6:,.0f} million steps a day; for a billion in a year, machines needed:"
        f" {ceil(STEPS / 365 / day)}.\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the tables; with --write, put them into docs/scale.md as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.billion")
    for name, usual in msgspec.structs.asdict(Measured()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=usual)
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}, too")
    given = vars(parser.parse_args(arguments))
    page = PAGE if given.pop("write") else None
    publish(_parts(Measured(**given)), page, (BEGIN, END))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
