"""The answer `exclusions`: who will not sit with whom, since when, in whose words, until what."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.members import members_of
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.exclusions import ExclusionsAnswer
from parley.answers.words import wording
from parley.answers.words.exclusions import (
    became_said,
    exclusion_said,
    kind_said,
    place_said,
    since_said,
    words_said,
)
from parley.answers.words.phrases import is_read
from parley.negotiation.views.exclusions import ExclusionItem, exclusions

__all__ = ["EXCLUSIONS", "ExclusionsOptions"]

_CONDITIONS: Final = ("precondition", "condition")


def _since(item: ExclusionItem) -> str:
    return "; ".join(since_said(each, "") for each in item.since_then)


_COLUMNS: Final[Columns[ExclusionItem]] = (
    Column("version", "step", place_said),
    Column("kind", "kind", kind_said),
    BY,
    Column("whom", "whom", lambda each: say_list(map(wording.principal, each.whom))),
    Column("what", "what"),
    WHEN,
    Column("status", "what became of it", became_said),
    Column("since_then", "since then", _since),
    QUOTE,
    SPEAKER,
    Column("text", "paraphrase", extra=True),
    Column("negotiation", "negotiation", extra=True),
    Column("holds_between", "holds between", extra=True),
    *SOURCED,
)


class ExclusionsOptions(Struct, frozen=True):
    """The options of `exclusions`."""

    all: bool = False
    """What was taken back or has ended too."""


def standing(item: ExclusionItem) -> bool:
    """Whether it still holds, for somebody at least."""
    return item.status in ("open", "not_taken_back", "in_part")


def _build(reading: Reading, options: ExclusionsOptions) -> ExclusionsAnswer:
    members = members_of(reading)
    asked = (reading.seen,) if reading.has_state else (reading.seen, *members.negotiations)
    told = [
        (seen.by_version[each.version].latest, each)
        for seen in asked
        for each in exclusions(seen, members.beside(seen.stream))
    ]
    if not reading.has_state:
        # Each negotiation has its own order; side by side they stand by their dates.
        told.sort(key=lambda each: each[0])
    return reading.answer(
        ExclusionsAnswer,
        contest=None if members.contest is None else members.contest.stream,
        items=tuple(each for _, each in told if options.all or standing(each)),
    )


def _entries(answer: ExclusionsAnswer) -> Iterator[Entry]:
    of_contest = answer.negotiation.startswith("contest/")
    ordered = sorted(answer.items, key=lambda each: each.kind in _CONDITIONS)
    for item in ordered:
        conditional = item.kind in _CONDITIONS
        here = "" if of_contest else item.negotiation
        quoted = is_read(item.quote, item.lang, translated=item.translated)
        yield Entry(
            heading=say("Conditions") if conditional else say("Who will not sit with whom"),
            label=place_said(item) if of_contest else wording.step(item.version),
            line=f"{exclusion_said(item)} · {wording.moment(item.occurred)}",
            notes=(
                Note("" if quoted else item.text or ""),
                Note(words_said(item), "aside"),
                Note(became_said(item), "stress"),
                *(Note(since_said(each, here)) for each in item.since_then),
            ),
        )


EXCLUSIONS: Final = Question(
    name="exclusions",
    subject=Reading,
    shape=ExclusionsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ExclusionsOptions,
    gathers=True,
    entries=_entries,
    nothing=marked("nothing that one party rules out of another stands in {negotiation}"),
)
