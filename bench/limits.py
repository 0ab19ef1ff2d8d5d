"""How far a ledger carries: ``python -m bench.limits [QUESTION…]``, as Markdown tables.

Records of one stream, records of one ledger, the size of a record, writers at once; each on both
engines, each bounded: about four minutes in all, and half an hour with ``--full``. `make load` asks
about the writers, `make rebuilds` about the rest.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from bench import talks
from bench.machine import describe_machine, load, percentile
from bench.places import Place, engines_here, places
from bench.result import publish, table
from bench.writers import now, write_at_once
from parley.answers import opening
from parley.events.append import Appended
from parley.events.errors import RecordTooLarge
from parley.events.record import RECORD_BYTES_MAX, compose
from parley.events.sql import create_store
from parley.events.statement import Prepared
from parley.events.store import EventStore
from tests.events.saying import LEDGER, group, say

__all__ = ["main", "measure_ledger", "measure_record", "measure_stream", "measure_writers"]

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
BEGIN, END = "<!-- limits -->\n", "<!-- end of limits -->\n"
NEGOTIATION = talks.name_of(0)
STREAM_SIZES, STREAM_SIZES_FULL = (100, 1_000, 10_000), (100, 1_000, 10_000, 50_000)
LEDGER_SIZES, LEDGER_SIZES_FULL = (10_000, 100_000), (10_000, 100_000, 1_000_000)
WRITERS = (1, 2, 4, 8, 16)
WRITING_SECONDS = 2.0
MANY_STREAMS = 1_000
SAMPLES = 50
BATCH = 250

Row = Sequence[str]


def measure_stream(url: str, sizes: Sequence[int]) -> Iterator[Row]:
    """One negotiation that grows: recording a step and reading all of them, at each size."""
    with opening.create_ledger(url, name=LEDGER, recorder="Asha", clock=now) as ledger:
        ledger.record([talks.registration(NEGOTIATION)])
        for size in sizes:
            while (short := size - ledger.head().size) > 0:
                at = ledger.head().size - 1  # beside the registration
                numbers = range(at, at + min(short, BATCH))
                ledger.record([talks.step(NEGOTIATION, number) for number in numbers])
            at = ledger.head().size - 1
            more = (talks.step(NEGOTIATION, at + each) for each in range(SAMPLES))
            taken = [_timed(partial(ledger.record, [each])) for each in more]
            rows = _timed(lambda: ledger.rows(NEGOTIATION))
            folded = _timed(lambda: ledger.rows_at(NEGOTIATION, ledger.head().size))
            yield (
                f"{size:,}",
                *_milliseconds(taken),
                f"{1000 * rows:,.0f} ms",
                f"{1000 * folded:,.0f} ms",
            )


def measure_ledger(url: str, sizes: Sequence[int]) -> Iterator[Row]:
    """A log that grows, over many streams: appending to it and reading all of it, at each size."""
    last: dict[str, Prepared] = {}
    with create_store(url, ledger=LEDGER, clock=now) as store:
        reached = 0
        for size in sizes:
            before = reached
            began = perf_counter()
            while reached < size:
                batch = [_next(last, reached + each) for each in range(min(BATCH, size - reached))]
                store.append([group(said) for said in batch])
                reached += len(batch)
            filled = (reached - before) / (perf_counter() - began)
            taken = [_timed(lambda: _append_next(store, last)) for _ in range(SAMPLES)]
            reached += SAMPLES
            read = _timed(lambda: sum(1 for _ in store.read()))
            tree = _timed(store.integrate)
            root = _timed(lambda: store.root(store.head().size))
            yield (
                f"{size:,}",
                f"{filled:,.0f}/s",
                *_milliseconds(taken),
                f"{reached / read:,.0f}/s",
                f"{tree:,.1f} s",
                f"{1000 * root:,.1f} ms",
            )


def measure_record(url: str) -> Row:
    """The largest record that is taken, and what is said of one that is a byte larger."""
    with create_store(url, ledger=LEDGER, clock=now) as store:
        empty = say("talks/large", 1, None, id=1, step={"words": ""})
        # The header says the time in 16 digits from 2001 to 2286, and the position in one.
        room = RECORD_BYTES_MAX - len(compose(1, now(), empty.statement))
        try:
            store.append(
                [group(say("talks/large", 1, None, id=1, step={"words": "x" * (room + 1)}))]
            )
        except RecordTooLarge as error:
            refused = f"{type(error).__name__}: {error}"
        else:
            raise RuntimeError("a record beyond the limit was taken")
        store.append([group(say("talks/large", 1, None, id=1, step={"words": "x" * room}))])
        (record,) = store.read()
        return f"{len(record.data):,} bytes", refused


def measure_writers(place: Place, writers: Sequence[int], seconds: float) -> Iterator[Row]:
    """Processes that append at once, to one stream and to many."""
    for number in writers:
        for streams in (1, MANY_STREAMS):
            load = write_at_once(place(), writers=number, streams=streams, seconds=seconds)
            yield (
                f"{number}",
                f"{streams:,}",
                f"{len(load.seconds) / load.wall_seconds:,.0f}/s",
                *_milliseconds(load.seconds),
                f"{100 * load.races / (load.races + len(load.seconds)):.0f} %",
            )


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _milliseconds(seconds: list[float]) -> Row:
    return [f"{1000 * percentile(seconds, percent):,.1f} ms" for percent in (50, 99)]


def _next(last: dict[str, Prepared], number: int) -> Prepared:
    """The next statement of one of many streams, in turn."""
    stream = f"talks/s{number % MANY_STREAMS}"
    before = last.get(stream)
    version = 1 if before is None else before.version + 1
    last[stream] = say(stream, version, before, id=number)
    return last[stream]


def _append_next(store: EventStore, last: dict[str, Prepared]) -> None:
    (outcome,) = store.append([group(_next(last, store.head().size))])
    if not isinstance(outcome, Appended):
        raise RuntimeError(f"the only writer was answered {outcome}")


def _tables(questions: Sequence[str], *, full: bool) -> Iterator[str]:
    others = load()
    yield f"Measured on {datetime.now(UTC):%-d %B %Y}: {describe_machine()}.\n\n"
    found: dict[str, list[Row]] = {question: [] for question in questions}
    for engine in engines_here():
        with places(engine) as (settings, place):
            yield f"{engine}: {settings}.\n"
            for question in questions:
                answer = _measure(question, place, full=full)
                found[question] += [(engine, *row) for row in answer]
    yield f"Load of the machine: {others} before, and {load()} in the end, ours with it.\n"
    for question, rows in found.items():
        title, heads = TITLES[question]
        yield f"\n{title}\n\n{table(heads, rows)}"


def _measure(question: str, place: Place, *, full: bool) -> Iterator[Row]:
    if question == "stream":
        yield from measure_stream(place(), STREAM_SIZES_FULL if full else STREAM_SIZES)
    elif question == "ledger":
        yield from measure_ledger(place(), LEDGER_SIZES_FULL if full else LEDGER_SIZES)
    elif question == "record":
        yield measure_record(place())
    else:
        yield from measure_writers(place, WRITERS, WRITING_SECONDS)


TITLES = {
    "stream": (
        "**Steps of one negotiation.** Recording one more step (judged, appended, views extended);"
        " all its rows from the views; the same folded from the records.",
        ("engine", "steps", "record p50", "p99", "all rows", "folded anew"),
    ),
    "ledger": (
        f"**Records of one ledger**, over {MANY_STREAMS:,} streams. Appended {BATCH} in a"
        " transaction; appended alone; the whole log read; the tree brought up to the head; its"
        " root.",
        ("engine", "records", f"{BATCH} at once", "append p50", "p99", "read", "tree", "root"),
    ),
    "record": (
        "**Size of a record.** The largest that is taken, and the answer to one byte more.",
        ("engine", "taken", "one byte more"),
    ),
    "writers": (
        f"**Writers at once**, each a process, for {WRITING_SECONDS:g} s. An append is: look where"
        " the stream ends, append, look again when somebody was faster.",
        ("engine", "writers", "streams", "appended", "p50", "p99", "lost races"),
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Print the tables; with --write, put them into docs/reliability.md as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.limits")
    parser.add_argument("questions", nargs="*", choices=[[], *TITLES], default=[])
    parser.add_argument("--full", action="store_true", help="larger sizes, half an hour")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}, too")
    given = parser.parse_args(arguments)
    if given.write and given.questions:
        parser.error("--write is for all questions at once: the page has an answer to each")
    parts = _tables(given.questions or list(TITLES), full=given.full)
    publish(parts, PAGE if given.write else None, (BEGIN, END))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
