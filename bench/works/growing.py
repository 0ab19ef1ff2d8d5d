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
RECENT = 2 * talks.STEPS_A_DAY
HEADS = (
    *("steps", "one more step", "news of two days ago", "news of half of it ago"),
    "its text put right",
)
INCLUDES = (
    "A negotiation of each length on a file, medians. News of two days ago stands before two"
    " dozen steps, news of half of it ago before half of them;"
    " the text of an early step is corrected, which no rule reads."
)


def measure(scale: Scale) -> Iterator[Result]:
    """At a hundred steps, and at the length of the scale."""
    rows: list[tuple[str, ...]] = []
    in_order: list[float] = []
    lately: list[float] = []
    put_right: list[float] = []
    with TemporaryDirectory() as name, made(str(Path(name) / "ours.db")) as ledger:
        for which, size in enumerate(sorted({SHORT, 1_000, scale.long})):
            stream, corrected = talks.name_of(which), ""
            grown(ledger, stream, size)
            one = _median(ledger, [talks.step(stream, size + each) for each in range(SAMPLES)])
            ago = size + SAMPLES - RECENT
            recent = _median(ledger, [_old(stream, ago, each) for each in range(5)])
            late = _median(ledger, [_old(stream, size // 2, each) for each in range(3)])
            texts = [f"Synthetic, put right at {size}, {each}." for each in range(3)]
            drafts = []
            for text in texts:
                drafts.append(_correction(stream, corrected or "Synthetic step 2.", text))
                corrected = text
            right = _median(ledger, drafts)
            in_order.append(one)
            lately.append(recent)
            put_right.append(right)
            times = (one, recent, late, right)
            rows.append((f"{size:,}", *(f"{1000 * each:,.1f} ms" for each in times)))
    of = f"of {scale.long:,} against one of {SHORT}"
    goals = [
        at_most(f"one more step {of}", in_order[-1] / in_order[0], 1.3, "5"),
        at_most(f"news of two days ago {of}", lately[-1] / lately[0], 1.3, "–"),
        at_most(
            f"a text put right in {scale.long:,} steps against an ordinary step",
            put_right[-1] / in_order[-1],
            1.3,
            "–",
        ),
    ]
    yield Result("A negotiation that grows, SQLite", INCLUDES, HEADS, rows, goals)


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
