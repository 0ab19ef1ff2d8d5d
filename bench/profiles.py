"""Where the time of the slowest goes: ``python -m bench.profiles [--write]``, as text.

Python's own profiler makes short functions look longer than they are, so no second of it stands in
the page, but shares: of each work the functions that take most by themselves, without what they
call, of the processor. About two minutes.
"""

import argparse
import pstats
import sys
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import parley
from bench import talks
from bench.ground import filled, grown, made, recording
from bench.machine import name_machine
from bench.result import publish, table
from parley.events.rebuild import rebuild
from parley.events.verify import verify

__all__ = ["main", "shares"]

PAGE = Path(__file__).parents[1] / "docs" / "profiles.md"
BEGIN, END = "<!-- profiles -->\n", "<!-- end of profiles -->\n"
HERE = Path(__file__).parents[1]
SHOWN = 14
STREAMS, STEPS, LONG = 100, 24, 1_000
HEADS = ("share", "calls", "function")


def shares(work: Callable[[], object]) -> list[tuple[str, str, str]]:
    """The functions of a work that take most by themselves, the most first."""
    work()  # what is made once a process is not part of it
    profile = Profile(process_time)
    profile.enable()
    work()
    profile.disable()
    found = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed hides it
    whole = sum(own for _, _, own, _, _ in found.values())
    most = sorted(found.items(), key=lambda each: each[1][2], reverse=True)[:SHOWN]
    return [
        (f"{100 * own / whole:.1f} %", f"{calls:,}", _place(*function))
        for function, (_, calls, own, _, _) in most
    ]


def _place(file: str, line: int, name: str) -> str:
    """Where a function stands: in our rooms by its path, elsewhere by its package."""
    if file == "~":
        return f"`{name}`"
    path = Path(file)
    parts = path.parts
    if "site-packages" in parts:
        path = Path(*parts[parts.index("site-packages") + 1 :])
    elif path.is_relative_to(HERE):
        path = path.relative_to(HERE)
        path = path.relative_to("parley") if path.parts[0] == "parley" else path
    else:
        path = Path(path.name)
    return f"`{path}`, {line}: `{name}`"


def _works(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    path = str(folder / "many.db")
    with filled(path, STREAMS, STEPS, contest=True) as (ledger, streams):
        options = parley.ContestOptions(talks.CONTEST)
        record = recording(ledger, streams, STEPS)
        yield "100 steps recorded one by one", lambda: record(100)
        batch = recording(ledger, streams, 2 * STEPS, batch=100)
        yield "a batch of 100 steps", lambda: batch(100)
        yield (
            f"the contest of {STREAMS} negotiations",
            lambda: parley.CONTESTS.ask(parley.read_all(ledger), options),
        )
        yield (
            f"a rebuild of {STREAMS} negotiations, in one process",
            lambda: rebuild(ledger, lambda *_: None, workers=1),
        )
        yield f"{STREAMS} negotiations verified", partial(verify, ledger)
    with made(str(folder / "long.db")) as ledger:
        stream = talks.name_of(0)
        grown(ledger, stream, LONG)
        yield (
            f"the sentences of a negotiation of {LONG:,} steps",
            lambda: parley.LINE.ask(parley.read(ledger, "n000000")),
        )
        yield (
            "its state half of it ago, folded from the records",
            lambda: ledger.rows_at(stream, LONG // 2),
        )
        late = talks.offer(stream, LONG // 2)
        yield "news of half of it ago, recorded", lambda: ledger.record([late])


def _parts() -> Iterator[str]:
    yield f"Taken on {datetime.now(UTC):%-d %B %Y}: {name_machine()}; ledgers in a file.\n"
    with TemporaryDirectory() as name:
        for title, work in _works(Path(name)):
            yield f"\n## {title[0].upper()}{title[1:]}\n\n{table(HEADS, shares(work))}"


def main(arguments: Sequence[str]) -> int:
    """Print the tables; with --write, put them into docs/profiles.md as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.profiles")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}, too")
    given = parser.parse_args(arguments)
    publish(_parts(), PAGE if given.write else None, (BEGIN, END))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
