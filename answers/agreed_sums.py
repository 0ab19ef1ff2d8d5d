"""The answer `sums`: whether announced figures add up, with the arithmetic."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from parley.answers.columns import QUOTE, SOURCED, SPEAKER, STEP, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.agreed import SumLine, SumsAnswer
from parley.answers.words import wording
from parley.answers.words.agreed import arithmetic_said, verdict_said
from parley.answers.words.deals import party_changes_said
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.sums import sums

__all__ = ["SUMS"]

_BASES: Final = {
    "step": marked("As announced"),
    "agreed": marked("All that stands agreed"),
    "agreed_and_open": marked("Agreed, with what is offered to the others"),
}
"""Basis of a sum -> the heading it stands under."""

_COLUMNS: Final[Columns[SumLine]] = (
    STEP,
    WHEN,
    Column("arithmetic", "sum"),
    Column("verdict", "verdict", verdict_said),
    Column("left", "since then", lambda each: party_changes_said(each.left)),
    Column("overlapping", "named twice"),
    SPEAKER,
    Column("by_low", "by at least", extra=True),
    Column("by_high", "by at most", extra=True),
    Column("basis", "basis", extra=True),
    Column("pool", "pool", extra=True),
    Column("against", "against", extra=True),
    Column("total_low", "total", extra=True),
    Column("missing", "without a figure", extra=True),
    Column("said", "step in words", extra=True),
    QUOTE,
    *SOURCED,
)


def _of_step(item: SumLine) -> tuple[str, int, str | None]:
    """Return what sums are drawn together by; those of what is agreed stand each alone."""
    return (item.basis, item.version, None if item.basis == "step" else item.arithmetic)


def _build(reading: Reading, _: NoOptions) -> SumsAnswer:
    return reading.answer(
        SumsAnswer,
        pools=reading.seen.registration.pools,
        items=tuple(
            gather(SumLine, each, arithmetic=arithmetic_said(each)) for each in sums(reading.seen)
        ),
    )


def _entries(answer: SumsAnswer) -> Iterator[Entry]:
    """Yield an entry for each step, with all its sums: what it says is said once."""
    for (_, version, _), group in groupby(answer.items, key=_of_step):
        several = list(group)
        item = several[0]
        sums_of_step = [f"{each.arithmetic}: {verdict_said(each)}" for each in several]
        twice = dict.fromkeys(seat for each in several for seat in each.overlapping)
        behind = dict.fromkeys(step for part in item.parts for step in part.versions)
        announced = item.basis == "step"
        yield Entry(
            heading=say(_BASES[item.basis]),
            label=wording.step(version),
            line=f"{sums_of_step[0]}, {wording.moment(item.occurred)}",
            notes=(
                *map(Note, sums_of_step[1:]),
                Note(
                    say("named in two parts, counted in both: {twice}", twice=say_list(twice))
                    if twice
                    else ""
                ),
                *(Note(party_changes_said(each.left)) for each in several),
                # What the step says stands in the timeline, and here already in figures.
                Note(
                    ""
                    if announced
                    else say("figures of {steps}", steps=wording.steps(tuple(behind)))
                ),
                wording.source_note(item, item.said),
            ),
        )


def _remarks(answer: SumsAnswer) -> Iterator[str]:
    if not answer.pools:
        yield say(
            "{negotiation} has no pool: nothing says what the parts should come to",
            answer.negotiation,
        )
    elif not answer.items:
        yield say(
            "nobody gave two parts of one whole in the record of {negotiation}", answer.negotiation
        )


SUMS: Final = Question(
    name="sums",
    subject=Reading,
    shape=SumsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    remarks=_remarks,
)
