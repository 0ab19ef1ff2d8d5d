"""The answer `claims`: what only somebody's word stands for, and what has become of it."""

from collections.abc import Iterator
from typing import Final

from parley.answers.claims_contested import position_entries
from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.claims import ClaimLine, ClaimsAnswer
from parley.answers.words import wording
from parley.answers.words.claims import (
    cited_said,
    claim_said,
    hedge,
    lead_said,
    partly_denied_said,
    status_said,
)
from parley.negotiation.views import claims as views
from parley.negotiation.views import disputes
from parley.negotiation.views.gathering import gather

__all__ = ["CLAIMS"]

_HEADINGS: Final = {
    "agreement": marked("Claims of agreement"),
    "talks": marked("Claims of talks"),
    "figure": marked("Claimed figures and seats"),
    "act": marked("Claimed acts"),
    "words": marked("Leaks and other words"),
}
"""Kind of claim -> the heading it stands under, in this order."""

_COLUMNS: Final[Columns[ClaimLine]] = (
    STEP,
    WHEN,
    Column("kind", "kind", lambda each: wording.spaced(each.kind)),
    Column("said", "claim", claim_said),
    Column("status", "status", status_said),
    Column("origins", "cited", cited_said),
    Column("premature", "first agreement of all", lambda each: lead_said(each.premature)),
    SPEAKER,
    QUOTE,
    *SOURCED,
    Column("attribution_class", "class", extra=True),
    Column("recorded_at", "recorded", extra=True),
    extra(BY),
    Column("to", "to", extra=True),
    Column("hedge", "hedge", extra=True),
    Column("because", "because of", lambda each: wording.steps(each.because), extra=True),
    Column("denied_by", "denied by", lambda each: wording.steps(each.denied_by), extra=True),
    Column(
        "came_since", "on record since", lambda each: wording.steps(each.came_since), extra=True
    ),
    Column(
        "denied_in_part_by",
        "denied in part by",
        lambda each: wording.steps(each.denied_in_part_by),
        extra=True,
    ),
    Column(
        "corrected_by", "corrected by", lambda each: wording.steps(each.corrected_by), extra=True
    ),
    Column("disputed_by", "disputed by", lambda each: wording.steps(each.disputed_by), extra=True),
    Column(
        "confirmed_by", "confirmed by", lambda each: wording.steps(each.confirmed_by), extra=True
    ),
    Column("taken_up_by", "taken up by", lambda each: wording.steps(each.taken_up_by), extra=True),
    Column("sides", "sides", extra=True),
    Column("type", "type", extra=True),
)


def _line(item: views.ClaimItem) -> ClaimLine:
    return gather(ClaimLine, item, hedge=hedge(item.attribution_class, item.by, item.kind))


def _entry(item: ClaimLine) -> Entry:
    cited = (
        "" if item.status == "corroborated" else say("cited: {origins}", origins=cited_said(item))
    )
    partly = partly_denied_said(item) if item.denied_in_part_by else ""
    return Entry(
        heading=say(_HEADINGS[item.kind]),
        label=wording.step(item.version),
        line=f"{claim_said(item)}, {wording.moment(item.occurred)} · {status_said(item)}",
        notes=(
            Note(lead_said(item.premature), "stress"),
            wording.source_note(item, item.said),
            Note(partly),
            Note(cited, "aside"),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> ClaimsAnswer:
    seen = reading.seen
    now = next((each for each in disputes.contested(seen) if each.until is None), None)
    return reading.answer(
        ClaimsAnswer,
        contested_since=None if now is None else now.since.version,
        contested=now,
        items=tuple(map(_line, views.claims(seen, reading.as_recorded))),
    )


def _entries(answer: ClaimsAnswer) -> Iterator[Entry]:
    if answer.contested is not None:
        yield from position_entries(answer.contested)
    order = list(_HEADINGS)
    yield from map(_entry, sorted(answer.items, key=lambda item: order.index(item.kind)))


CLAIMS: Final = Question(
    name="claims",
    subject=Reading,
    shape=ClaimsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing=marked("no claim stands in the record of {negotiation}"),
)
