"""Entries to plain JSON values and back: what statements hold, corrections change, rows show."""

from typing import TypeVar

import msgspec

from parley.negotiation.evidence import JsonValue, Value
from parley.negotiation.pairs import listed_inside
from parley.negotiation.paths import PathError, added, placed, replaced
from parley.negotiation.problems import fault_of
from parley.negotiation.refusals import Refusal, faulty
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered, Registration
from parley.negotiation.steps import CATALOGUE, EntryCorrected, RegistrationAmended

__all__ = ["ENTRIES", "EntryError", "amended", "corrected", "plain", "restored"]

ENTRIES: dict[str, type[Value]] = {
    "NegotiationRegistered": NegotiationRegistered,
    "ContestRegistered": ContestRegistered,
    **CATALOGUE,
}
"""Every entry type that a negotiation's or a contest's stream may hold."""

V = TypeVar("V", bound=Value)


class EntryError(ValueError):
    """Values that make no valid entry of their type; `refusal` says what is wrong, and where."""

    def __init__(self, wrong: str | Refusal) -> None:
        self.refusal = faulty("", wrong) if isinstance(wrong, str) else wrong
        reason, field = self.refusal.facts.get("reason", self.refusal), self.refusal.field
        super().__init__(f"{field}: {reason}" if field else str(reason))


def plain(value: msgspec.Struct) -> dict[str, JsonValue]:
    """An entry as plain JSON values; fields at their default are left out."""
    made: dict[str, JsonValue] = msgspec.json.decode(msgspec.json.encode(value))
    return made


def restored(value: JsonValue, kind: type[V]) -> V:
    """The entry that plain values stand for.

    Raises EntryError when they make none: an unknown field, a wrong type, a broken rule of shape.
    """
    try:
        return msgspec.json.decode(msgspec.json.encode(value), type=kind)
    except msgspec.ValidationError as error:
        raise EntryError(fault_of(str(error))) from error
    except UnicodeEncodeError as error:
        raise EntryError("a text holds half of a surrogate pair, which is no character") from error


def amended(registration: V, step: RegistrationAmended) -> V:
    """The registration as a RegistrationAmended leaves it.

    Raises PathError or EntryError when the amendment does not fit.
    """
    was, now = _said(step.was, step.field), _said(step.now, step.field)
    changed = replaced(plain(registration), step.field, was, now)
    return restored(changed, type(registration))


def corrected(value: V, correction: EntryCorrected) -> V:
    """An entry as a correction with effect replace or add leaves it.

    Raises PathError or EntryError when the correction does not fit.
    """
    if correction.field is None:
        raise PathError("a correction without a field is a retraction")
    change = plain(value)
    was, now = correction.was, correction.now
    if isinstance(value, Registration):
        was, now = _said(was, correction.field), _said(now, correction.field)
    if correction.effect == "add":
        empty = _is_empty_list(value, placed(change, correction.field))
        if empty and not isinstance(now, list):
            now = [now]
        made = added(change, correction.field, now)
    else:
        made = replaced(change, correction.field, was, now)
    return restored(made, type(value))


def _said(value: JsonValue, path: str) -> JsonValue:
    """A value of a registration in today's shape: who said it may have seen its first version."""
    return listed_inside(value, path.rpartition(".")[2])


def _is_empty_list(value: Value, path: str) -> bool:
    """Whether a list without anything in it stands at `path`; plain() leaves those out."""
    here: object = value
    for key in path.split("."):
        if not isinstance(here, tuple):
            here = getattr(here, key, None)
        elif key.isdecimal() and int(key) < len(here):
            here = here[int(key)]
        else:
            return False
    return here == ()
