"""A negotiation that grows: one more step, news of long ago, a text put right."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import talks
from bench.ground import grown, made
from bench.result import Result, at_most
from bench.scale import Scale
from parley.events.ledger import Ledger
from parley.events.politics import Draft

__all__ = ["measure"]

SHORT = 100
SAMPLES = 15
HEADS = ("steps", "one more step", "news of half of it ago", "its text put right")
INCLUDES = (
    "One negotiation on a file, medians. News of half of it ago stands before half of the steps;"
    " the text of an early step is corrected, which no rule reads."
)


def measure(scale: Scale) -> Iterator[Result]:
    """At a hundred steps, and at the length of the scale."""
    stream, reached, rows = talks.name_of(0), 0, []
    in_order: list[float] = []
    with TemporaryDirectory() as name, made(str(Path(name) / "ours.db")) as ledger:
        corrected = ""
        for size in (SHORT, 1_000, scale.long):
            grown(ledger, stream, size, after=reached)
            reached = size
            one = _median(ledger, [talks.step(stream, size + each) for each in range(SAMPLES)])
            late = _median(ledger, [_old(stream, size // 2, each) for each in range(3)])
            texts = [f"Synthetic, put right at {size}, {each}." for each in range(3)]
            drafts = []
            for text in texts:
                drafts.append(_correction(stream, corrected or "Synthetic step 2.", text))
                corrected = text
            right = _median(ledger, drafts)
            reached += SAMPLES
            in_order.append(one)
            rows.append((f"{size:,}", *(f"{1000 * each:,.1f} ms" for each in (one, late, right))))
    goal = at_most(
        f"one more step of {scale.long:,} against one of {SHORT}",
        in_order[-1] / in_order[0],
        1.3,
        "5",
    )
    yield Result("A negotiation that grows, SQLite", INCLUDES, HEADS, rows, [goal])


def _old(stream: str, number: int, which: int) -> Draft:
    draft = talks.offer(stream, number)
    told = {**draft.fields, "text": f"Synthetic late news {which}."}
    return Draft(stream=stream, type=draft.type, fields=told)


def _correction(stream: str, was: str, now: str) -> Draft:
    return Draft(
        stream=stream,
        type="EntryCorrected",
        fields={
            "target": talks.FIRST_OFFER,
            "field": "text",
            "was": was,
            "now": now,
            "effect": "replace",
            "reason": "a slip of ours",
        },
    )


def _median(ledger: Ledger, drafts: list[Draft]) -> float:
    return median(_timed(partial(ledger.record, [draft])) for draft in drafts)


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
