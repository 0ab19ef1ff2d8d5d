"""How corrections are put into words, the same on a screen and on the page that is published."""

from collections.abc import Mapping

import msgspec

from cli import wording
from cli.output import plain_text

__all__ = ["changed_said", "heading_said", "value_said", "what_said"]


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
    when = wording.recorded(item.get("recorded_at"))
    match item.get("what"):
        case "retract":
            said = f"we took back {target}"
        case "add":
            said = f"we added to {target}: {_field(item)}"
        case _:
            said = f"we corrected {target}: {_field(item)}"
    return f"{said}, {when}, {item.get('recorded_by')}{taken_back}"


def _field(item: Mapping[str, object]) -> str:
    return str(item.get("field") or "").replace("_", " ")


def changed_said(item: object) -> str:
    """Return what stood and what stands: `was 5; now 7`."""
    if not isinstance(item, Mapping) or item.get("now") is None:
        return ""
    now = f"now {value_said(item.get('now'))}"
    if item.get("was") is None:
        return now
    return f"was {value_said(item.get('was'))}; {now}"


def value_said(text: object) -> str:
    """Return a JSON text as a person reads it: a text without its quotation marks and escapes."""
    value = msgspec.json.decode(text) if isinstance(text, str) else None
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name.replace('_', ' ')}: {plain_text(each)}" for name, each in value.items()
        )
    return f"“{value}”" if isinstance(value, str) else plain_text(value)
