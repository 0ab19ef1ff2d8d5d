"""The page of corrections that a newsroom publishes, in Markdown.

A reader who saw the old answer must find it here as it was printed, with what stands now and why;
so the page has sentences, and needs no column to be explained.
"""

import re
from collections.abc import Iterator
from typing import Final

from parley.answers.printing import printable
from parley.answers.shapes.cited import StepShown
from parley.answers.shapes.corrections import CorrectionLine, CorrectionsAnswer
from parley.answers.shaping import as_value
from parley.answers.words import wording
from parley.answers.words.corrections import (
    BEFORE,
    changed_said,
    heading_said,
    shown_since,
    what_said,
)

__all__ = ["correction_page"]

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~&#]")
_NONE: Final = {
    "ours": "We have corrected nothing.",
    "theirs": "Nobody else has corrected anything that is recorded here.",
}


def correction_page(answer: CorrectionsAnswer) -> str:
    """Return the page: two lists under two headings, and as of which position of the log."""
    lines = [f"# Corrections: {_text(answer.title)}", ""]
    if answer.synthetic:
        lines += ["Synthetic data: made up, nothing of it was reported.", ""]
    for whose in ("ours", "theirs"):
        items = [item for item in answer.items if item.whose == whose]
        lines += [f"## {heading_said(whose)}", ""]
        if not items:
            lines += [_NONE[whose], ""]
        for item in items:
            lines += [*_entry(item), ""]
    times = [
        f"{name} {_text(str(value))}"
        for name, value in (
            ("as of", answer.as_of),
            ("as published by", answer.public_at),
            ("as known at", answer.known_at),
        )
        if value is not None
    ]
    about = f"{_text(answer.negotiation)}, everything recorded up to position {answer.position}"
    return "\n".join([*lines, f"*{', '.join([about, *times])}*", ""])


def _entry(item: CorrectionLine) -> Iterator[str]:
    value = as_value(item)
    words = what_said(value)
    yield f"- **{_text(words[:1].upper() + words[1:])}**"
    if change := changed_said(value):
        yield f"  - {_text(change[:1].upper() + change[1:])}."
    if item.reason:
        yield f"  - {'Why: ' if item.whose == 'ours' else ''}{_text(item.reason)}"
    if item.whose == "theirs":
        if source := wording.said_by(value, ""):
            yield f"  - {_text(source)}"
        if item.before is not None:
            yield f"  - What had been said, and stays on record: {_shown(item.before)}"
        return
    if item.before is not None:
        yield f"  - {BEFORE.capitalize()}: {_shown(item.before)}"
    for when, step in shown_since(item.after, item.stands):
        yield f"  - {when.capitalize()}{f': {_shown(step)}' if step is not None else ''}"
    if item.gone:
        yield f"  - Our answers said, and no longer say: {_text('; '.join(item.gone))}"
    if item.new:
        yield f"  - They say since then: {_text('; '.join(item.new))}"
    for each in item.exports:
        shown_to = f", for {_text(each.shown_to)}" if each.shown_to else ""
        name = _text(each.file or each.what)
        yield (
            f"  - The old answer was in {name}{shown_to}, recorded"
            f" {wording.recorded_really(as_value(each))}, SHA-256 {each.sha256}"
        )


def _shown(step: StepShown) -> str:
    words = wording.said_by(as_value(step), step.said)
    said = f"{wording.step(step.version)} {step.said}, {wording.moment(step.occurred)}"
    return _text(f"{said} – {words}" if words else said)


def _text(words: str) -> str:
    """Return words so that a Markdown reader shows exactly these characters, on one line."""
    return _SIGNS.sub(r"\\\g<0>", printable(words).replace("\n", " "))
