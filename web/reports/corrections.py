"""The page of corrections that a newsroom publishes, as a document.

A reader who saw the old answer must find it here as it was printed, with what stands now and why;
so the page has sentences, and needs no column to be explained.
"""

from collections.abc import Iterator
from typing import Final

from parley.answers.language import marked, say
from parley.answers.printing import printable
from parley.answers.reading import Reading
from parley.answers.shapes.corrections import CorrectionLine, CorrectionsAnswer
from parley.answers.words import wording
from parley.answers.words.corrections import (
    before_said,
    changed_said,
    heading_said,
    shown_since,
    what_said,
)
from parley.negotiation.views.cited_steps import CitedStep
from parley.web.reports.contents import SYNTHETIC, under_title
from parley.web.reports.document import Document, Item, Listing, Paragraph, Section
from parley.web.reports.notes import line

__all__ = ["corrections_document"]

_NONE: Final = {
    "ours": marked("We have corrected nothing."),
    "theirs": marked("Nobody else has corrected anything that is recorded here."),
}


def corrections_document(reading: Reading, answer: CorrectionsAnswer) -> Document:
    """Return the page of what is read and answered: two lists under two headings."""
    return Document(
        title=printable(say("Corrections: {title}", answer.title)),
        under_title=under_title(reading),
        warning=SYNTHETIC if answer.synthetic else None,
        sections=tuple(_section(answer, whose) for whose in _NONE),
        notes=(),
    )


def _section(answer: CorrectionsAnswer, whose: str) -> Section:
    items = tuple(
        Item(line(_begun(what_said(item))), tuple(map(line, filter(None, _below(item)))))
        for item in answer.items
        if item.whose == whose
    )
    block = Listing("", items) if items else Paragraph(line(say(_NONE[whose])))
    return Section(whose, heading_said(whose), (block,))


def _below(item: CorrectionLine) -> Iterator[str]:
    """Yield what belongs to a correction, a line each; an empty one is none."""
    change = changed_said(item)
    yield f"{_begun(change)}." if change else ""
    if item.whose == "theirs":
        yield item.reason or ""
        yield wording.said_by(item, "")
        if item.before is not None:
            yield say("What had been said, and stays on record: {shown}", shown=_shown(item.before))
        return
    yield say("Why: {reason}", item.reason) if item.reason else ""
    if item.before is not None:
        yield f"{_begun(before_said())}: {_shown(item.before)}"
    for when, step in shown_since(item.after, item.stands):
        yield f"{_begun(when)}{f': {_shown(step)}' if step is not None else ''}"
    if item.gone:
        yield say("Our answers said, and no longer say: {gone}", gone="; ".join(item.gone))
    if item.new:
        yield say("They say since then: {new}", new="; ".join(item.new))
    for each in item.exports:
        when = wording.recorded_really(each)
        name = each.file or each.what
        if each.shown_to:
            name = say("{name}, for {shown_to}", name, each.shown_to)
        yield say(
            "The old answer was in {name}, recorded {when}, SHA-256 {sha256}",
            name,
            when,
            each.sha256,
        )


def _shown(step: CitedStep) -> str:
    words = wording.said_by(step, step.said)
    said = f"{wording.step(step.version)} {step.said}, {wording.moment(step.occurred)}"
    return f"{said} – {words}" if words else said


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
