"""How corrections are put into words, the same on a screen and on the page that is published."""

from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from parley.answers.language import say, say_word
from parley.answers.shapes.corrections import CorrectionLine
from parley.answers.shapes.fields import CorrectionShown
from parley.answers.shapes.steps import Correction
from parley.answers.words import wording
from parley.answers.words.phrases import correction_said, field_said, value_said
from parley.answers.words.wording import Recorded
from parley.events.canonical import JsonValue
from parley.negotiation.views.cited_steps import CitedStep

__all__ = [
    "before_said",
    "changed_said",
    "correction_brief",
    "corrections_said",
    "heading_said",
    "ours_said",
    "shown_since",
    "theirs_said",
    "what_said",
]


class _Theirs(Protocol):
    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def occurred(self) -> str | None: ...


class _Changed(Protocol):
    @property
    def field(self) -> str | None: ...
    @property
    def was(self) -> str | None: ...
    @property
    def now(self) -> str | None: ...


class _Ours(_Changed, Protocol):
    @property
    def target(self) -> int | str | None: ...
    @property
    def in_force(self) -> bool: ...
    @property
    def recorded_by(self) -> str: ...


def before_said() -> str:
    """Return under which words the answer of before stands."""
    return say("as we showed it before")


def heading_said(whose: str) -> str:
    """Return the heading of one of the two lists."""
    return say("Our corrections") if whose == "ours" else say("What others corrected")


def what_said(item: CorrectionLine) -> str:
    """Return what was done to which entry, by whom and when, in one line."""
    if item.whose == "theirs":
        return theirs_said(item.what, item.target, item)
    return ours_said(item.what, item, item)


def theirs_said(stance: str, target: int | str | None, item: _Theirs) -> str:
    """Return who corrects or refutes what, and when."""
    did = f"{wording.actors(item.by)} {say_word(stance)} {wording.step(target)}".rstrip()
    return f"{did}, {wording.moment(item.occurred)}"


def ours_said(effect: str, item: _Ours, recorded: Recorded) -> str:
    """Return what we corrected, when it was recorded and by whom."""
    target, field = wording.step(item.target), item.field or ""
    match effect:
        case "retract" if item.now is not None:
            there = str(_decoded(item.now)).partition("/")[2]
            said = say("we moved {target}: it stands as {there}", target, there)
        case "retract":
            said = say("we took back {target}", target)
        case "add":
            said = say("we added to {target}: {field}", target, field=field_said(field))
        case _:
            said = say("we corrected {target}: {field}", target, field=field_said(field))
    said = f"{said}, {wording.recorded_really(recorded)}, {item.recorded_by}"
    return said if item.in_force else say("{correction} (taken back since)", correction=said)


def correction_brief(item: Correction) -> str:
    """Return a correction of ours with its reason: `we corrected v3: quantity of term 1, 5–7 → 5–6
    – a slip`; without a target it stands with the entry that it is about."""
    target = item.target if isinstance(item, CorrectionShown) else None
    was, now = _decoded(item.was), _decoded(item.now)
    said = correction_said(item.effect, target, item.field, was, now)
    said = f"{said} – {item.reason}"
    return said if item.in_force else say("{correction} (taken back)", correction=said)


def corrections_said(given: Iterable[Correction]) -> str:
    """Return corrections of ours with their versions, each on a line of its own."""
    return "\n".join(f"{wording.step(each.version)} {correction_brief(each)}" for each in given)


def shown_since(
    after: CitedStep | None, stands: CitedStep | None
) -> Iterator[tuple[str, CitedStep | None]]:
    """Yield how we showed a corrected step since the correction, and how it stands.

    A later correction may have changed it again, or brought it back: both are said.
    """
    if after is not None and (stands is None or _shows(after) != _shows(stands)):
        yield say("as we showed it after that"), after
    if stands is not None:
        yield say("as it stands"), stands
    elif after is not None:
        yield say("it stands no more, it was taken back later"), None


def _shows(step: CitedStep) -> tuple[str | None, ...]:
    voice = (step.attribution, step.speaker, step.source_as_described, step.source)
    return step.said, step.occurred, step.quote, *voice


def changed_said(item: _Changed) -> str:
    """Return what stood and what stands: `was 5; now 7`."""
    if item.now is None:
        return ""
    path = item.field or ""
    now = value_said(path, _decoded(item.now))
    if item.was is None:
        return say("now {now}", now)
    return say("was {was}; now {now}", now, was=value_said(path, _decoded(item.was)))


def _decoded(text: str | None) -> JsonValue:
    value: JsonValue = None if text is None else msgspec.json.decode(text)
    return value
