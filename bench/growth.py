"""What a ledger costs as it grows: ``python -m bench.growth [--sizes 10000,100000,1000000]``.

Plainly synthetic negotiations of 24 steps on both engines; at each size the median of one more
record, of a status, of offers and of an inclusion proof from tiles, and what a record takes on the
disk beside its own bytes. A million records take half an hour an engine (`make growth`); ten
thousand take one minute.
"""

import argparse
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, cast

import psycopg

import parley
from bench import talks
from bench.ground import made
from bench.machine import describe_machine, load
from bench.places import ENGINES, engines_here, places
from bench.result import Goal, at_most, table
from parley.answers.opening import describe_ledger
from parley.events.ledger import Ledger
from parley.events.merkle import CompactRange, root_of
from parley.events.proofs import inclusion_holds, prove_inclusion
from parley.events.tiles import TILE_HEIGHT, TILE_WIDTH, hashes_in

__all__ = ["main", "measure_growth", "proof_from_tiles"]

SIZES = (10_000, 100_000, 1_000_000)
STEPS = 24
SAMPLES = 60
HEADS = (
    *("engine", "records", "appended", "rows made"),
    *("record", "status", "offers", "proof", "bytes a record", "beside the log"),
)
FLAT, BESIDE_BYTES_MAX = 1.3, 1_500
TIMED = ("record", "status", "offers", "proof")

OF_A_FILE = "SELECT hashes FROM tile WHERE level = ? AND number = ?"

ReadTile = Callable[[int, int], bytes | None]


def measure_growth(url: str, sizes: Sequence[int]) -> Iterator[tuple[dict[str, float], list[str]]]:
    """The figures at each size, and the row of the table."""
    chance = Random(13)  # noqa: S311 - which negotiation is asked is no secret
    with made(url) as ledger, ExitStack() as stack:
        read_tile = stack.enter_context(closing(_Tiles(url))).read
        ledger.record([talks.contest()])
        streams = 0
        for size in sizes:
            more = max(1, size // (STEPS + 1) - streams)
            before = ledger.head().size
            filling = _timed(partial(talks.fill, ledger, more, STEPS, first=streams))
            appended = (ledger.head().size - before) / filling
            streams += more
            making = _timed(lambda: ledger.rebuild(lambda *_: None))
            ledger.store.integrate()
            _settle(url)
            space = describe_ledger(url)
            records = ledger.head().size
            root = ledger.store.root(records)
            own = _bytes_of_a_record(ledger)
            turns = [chance.randrange(streams) for _ in range(SAMPLES)]
            taken = {
                "record": _each(turns, partial(_record, ledger)),
                "status": _each(turns, partial(_ask, ledger, parley.STATUS)),
                "offers": _each(turns, partial(_ask, ledger, parley.OFFERS)),
                "proof": _each(
                    [chance.randrange(records) for _ in range(SAMPLES)],
                    partial(proof_from_tiles, ledger, records, root, read_tile),
                ),
            }
            beside = space.disk_bytes / records - own
            yield (
                {**taken, "beside": beside},
                [
                    f"{records:,}",
                    f"{appended:,.0f}/s",
                    f"{making:,.1f} s",
                    *(f"{1000 * taken[each]:.2f} ms" for each in TIMED),
                    f"{space.disk_bytes / records:,.0f}",
                    f"{beside:,.0f}",
                ],
            )


def proof_from_tiles(
    ledger: Ledger, size: int, root: bytes, read_tile: ReadTile, index: int
) -> None:
    """Prove that a record is in the tree of this size and root, from stored tiles and the leaf
    hashes of the last tile, which is not full; the proof is checked. Raises RuntimeError where it
    does not hold."""

    def subtree(start: int, stop: int) -> bytes:
        tree = CompactRange()
        while start < stop:
            level = 0
            while not start % (wide := TILE_WIDTH ** (level + 1)) and start + wide <= stop:
                level += 1
            width = TILE_WIDTH**level
            number, first = divmod(start // width, TILE_WIDTH)
            many = min((stop - start) // width, TILE_WIDTH - first)
            for found in _hashes(level, number, first, many):
                tree.append(found, TILE_HEIGHT * level)
            start += many * width
        return tree.root()

    def _hashes(level: int, number: int, first: int, many: int) -> Iterator[bytes]:
        start = number * TILE_WIDTH + first
        tile = read_tile(level, number)
        if tile is not None:
            yield from islice(hashes_in(tile), first, first + many)
        elif level == 0:
            yield from ledger.store.leaf_hashes(start, start + many)
        else:  # a tile that is not full yet stands in those below it
            for below in range(start, start + many):
                yield root_of(_hashes(level - 1, below, 0, TILE_WIDTH))

    (leaf,) = ledger.store.leaf_hashes(index, index + 1)
    proof = prove_inclusion(index, size, subtree)
    if not inclusion_holds(index, size, leaf, proof, root):
        raise RuntimeError(f"the proof of record {index + 1} of {size} does not hold")


class _Tiles:
    """The tiles of a ledger, by its engine's driver."""

    def __init__(self, url: str) -> None:
        base, _, schema = url.partition("&schema=")
        self._file = None if schema else sqlite3.connect(url)
        self._server = psycopg.connect(base, autocommit=True) if schema else None
        self._select = f'SELECT hashes FROM "{schema}".tile WHERE level = %s AND number = %s'

    def read(self, level: int, number: int) -> bytes | None:
        place = (level, number)
        if self._server is not None:
            row = self._server.execute(self._select.encode(), place).fetchone()
        else:
            file = cast("sqlite3.Connection", self._file)
            row = file.execute(OF_A_FILE, place).fetchone()
        return None if row is None else bytes(row[0])

    def close(self) -> None:
        for each in (self._file, self._server):
            if each is not None:
                each.close()


def _record(ledger: Ledger, stream: int) -> None:
    name = talks.name_of(stream)
    end = ledger.store.stream_head(name)
    ledger.record([talks.offer(name, STEPS + (0 if end is None else end.version))])


def _ask(ledger: Ledger, question: parley.Question[Any, Any, Any], stream: int) -> None:
    question.ask(parley.read(ledger, talks.name_of(stream).removeprefix("negotiation/")))


def _bytes_of_a_record(ledger: Ledger) -> float:
    """The mean of the first thousand: the negotiations all say the same."""
    found = [len(record.data) for record in ledger.store.read(upto=1_000)]
    return sum(found) / len(found)


def _settle(url: str) -> None:
    """Let a file hold what stands in its write-ahead log: that is as long as its last writing."""
    if "&schema=" not in url:
        with closing(sqlite3.connect(url)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _each(turns: Sequence[int], work: Callable[[int], object]) -> float:
    return median(_timed(partial(work, turn)) for turn in turns)


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _parts(sizes: Sequence[int], engines: Sequence[str]) -> Iterator[str]:
    yield f"Measured on {datetime.now(UTC):%-d %B %Y}: {describe_machine()}.\n\n"
    rows: list[Sequence[str]] = []
    goals: list[Goal] = []
    for engine in engines:
        with places(engine) as (settings, place):
            yield f"{engine}: {settings}.\n"
            found: list[dict[str, float]] = []
            for figures, row in measure_growth(place(), sizes):
                found.append(figures)
                rows.append((engine, *row))
            grew = f"{sizes[0]:,} → {sizes[-1]:,}"
            goals += [
                at_most(f"{engine}, {each}, {grew}", found[-1][each] / found[0][each], FLAT, "–")
                for each in TIMED
            ]
            beside = found[-1]["beside"]
            goals.append(
                at_most(f"{engine}, beside the log", beside, BESIDE_BYTES_MAX, "1,750", " bytes")
            )
    yield f"\nLoad of the machine in the end: {load()}, ours with it.\n\n{table(HEADS, rows)}\n"
    heads = ("what", "must", "is", "met")
    yield table(heads, [(g.what, g.must, g.figure, "yes" if g.met else "**no**") for g in goals])


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="records, rising")
    parser.add_argument("engines", nargs="*", choices=[[], *ENGINES], default=[])
    given = parser.parse_args(arguments)
    sizes = [int(each) for each in given.sizes.split(",")]
    for part in _parts(sizes, given.engines or engines_here()):
        sys.stdout.write(part)
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
