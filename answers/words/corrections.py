"""How corrections are put into words, the same on a screen and on the page that is published."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

import msgspec

from parley.answers.shapes.cited import StepShown
from parley.answers.words import wording
from parley.events.canonical import JsonValue
from parley.negotiation.phrases import correction_said, field_said, value_said
from parley.negotiation.views.cited_steps import CitedStep

__all__ = [
    "BEFORE",
    "changed_said",
    "correction_brief",
    "corrections_said",
    "heading_said",
    "shown_since",
    "what_said",
]

BEFORE: Final = "as we showed it before"

S = TypeVar("S", CitedStep, StepShown)


def heading_said(whose: str) -> str:
    """Return the heading of one of the two lists."""
    return "Our corrections" if whose == "ours" else "What others corrected"


def what_said(item: object) -> str:
    """Return what was done to which entry, by whom and when, in one line."""
    if not isinstance(item, Mapping):
        return ""
    target = wording.step(item.get("target"))
    if item.get("whose") == "theirs":
        about = f" {target}" if target else ""
        when = wording.moment(item.get("occurred"))
        return f"{wording.actors(item.get('by'))} {item.get('what')}{about}, {when}"
    taken_back = "" if item.get("in_force") else " (taken back since)"
    when = wording.recorded_really(item)
    match item.get("what"):
        case "retract":
            said = f"we took back {target}"
        case "add":
            said = f"we added to {target}: {field_said(_path(item))}"
        case _:
            said = f"we corrected {target}: {field_said(_path(item))}"
    return f"{said}, {when}, {item.get('recorded_by')}{taken_back}"


def correction_brief(item: object) -> str:
    """Return a correction of ours with its reason: `we corrected v3: quantity of term 1, 5–7 → 5–6
    – a slip`; without a target it stands with the entry that it is about."""
    if not isinstance(item, Mapping):
        return ""
    path, target = item.get("field"), item.get("target")
    said = correction_said(
        str(item.get("effect")),
        target if isinstance(target, int) else None,
        path if isinstance(path, str) else None,
        _decoded(item.get("was")),
        _decoded(item.get("now")),
    )
    return f"{said} – {item.get('reason')}{'' if item.get('in_force') else ' (taken back)'}"


def corrections_said(value: object) -> str:
    """Return corrections of ours with their versions, each on a line of its own."""
    every = wording.mappings(value)
    return "\n".join(f"{wording.step(each['version'])} {correction_brief(each)}" for each in every)


def shown_since(after: S | None, stands: S | None) -> Iterator[tuple[str, S | None]]:
    """Yield how we showed a corrected step since the correction, and how it stands.

    A later correction may have changed it again, or brought it back: both are said.
    """
    if after is not None and (stands is None or _shows(after) != _shows(stands)):
        yield "as we showed it after that", after
    if stands is not None:
        yield "as it stands", stands
    elif after is not None:
        yield "it stands no more, it was taken back later", None


def _shows(step: CitedStep | StepShown) -> tuple[str | None, ...]:
    return step.said, step.occurred, step.quote, step.attribution, step.speaker, step.source


def _path(item: Mapping[str, object]) -> str:
    return str(item.get("field") or "")


def changed_said(item: object) -> str:
    """Return what stood and what stands: `was 5; now 7`."""
    if not isinstance(item, Mapping) or item.get("now") is None:
        return ""
    path = _path(item)
    now = f"now {value_said(path, _decoded(item.get('now')))}"
    if item.get("was") is None:
        return now
    return f"was {value_said(path, _decoded(item.get('was')))}; {now}"


def _decoded(text: object) -> JsonValue:
    value: JsonValue = msgspec.json.decode(text) if isinstance(text, str) else None
    return value
