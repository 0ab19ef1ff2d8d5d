"""Why an entry is refused, and what may be done instead: sentences made of a case and its facts.

The politics name a case and fill it with facts; its sentences stand in three tables: of talks,
of bargains, of entries. The record of a refused attempt keeps the facts, so it is worded here
too, in the language and to the face that asks.
"""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from parley.answers.acts import Advice, advise
from parley.answers.language import say, say_in, say_list
from parley.answers.words import wording
from parley.answers.words.refusals_of_bargains import OF_BARGAINS
from parley.answers.words.refusals_of_entries import OF_ENTRIES
from parley.answers.words.refusals_of_rules import INSTEAD, OF_RULES, OTHERWISE
from parley.answers.words.refusing import Case
from parley.answers.words.steps import STEPS_SAID
from parley.events.canonical import JsonValue

__all__ = ["CASES", "Said", "said_of"]

CASES: Final[Mapping[str, Case]] = {**OF_RULES, **OF_BARGAINS, **OF_ENTRIES}
"""Name of a case -> its sentences."""


class Said(Struct, frozen=True):
    """A refusal for people: what and why, and what to do next."""

    reason: str
    hint: Advice | None


def said_of(case: str, facts: Mapping[str, JsonValue]) -> Said:
    """Return what a case says with its facts; one that this release does not know, by its name."""
    known = CASES.get(case)
    if known is None:
        return _as_given(case, facts)
    parts = {name: _PARTS.get(name, _part)(value) for name, value in facts.items()}
    reason = say(known.reason, **parts) if parts else say(known.reason)
    if facts.get("judged_apart"):
        reason = say("{reason} (judged without what is wrong before it)", reason=reason)
    return Said(reason, _hint(case, known, facts, parts))


def _hint(
    case: str, known: Case, facts: Mapping[str, JsonValue], parts: Mapping[str, object]
) -> Advice | None:
    if facts.get("meant"):
        return advise("did you mean “{meant}”?", meant=facts["meant"])
    if known.hint == "" and case != "not_here_now":
        return None
    if known.hint is None:
        return _inner(facts["because"]).hint
    hint, acts = known.hint, known.acts
    if case == "not_here_now":
        instead = INSTEAD.get((str(facts["state"]), str(facts["type"])), OTHERWISE)
        hint, acts = instead.reason, instead.acts
    filled = {name: act.filled(facts) for name, act in acts.items()}
    return advise(hint, **{**parts, **filled})


def _as_given(case: str, facts: Mapping[str, JsonValue]) -> Said:
    """What whoever reads a text said of it; or a case that a later release records."""
    hint = facts.get("hint")
    reason = facts.get("reason", case.replace("_", " "))
    return Said(str(reason), Advice(str(hint)) if hint else None)


def _inner(because: JsonValue) -> Said:
    if not isinstance(because, dict) or not isinstance(facts := because.get("facts"), dict):
        raise TypeError(f"{because!r} is no refusal")
    return said_of(str(because["case"]), facts)


def _part(value: JsonValue) -> object:
    return say_list(value) if isinstance(value, list) else value


def _states(value: JsonValue) -> str:
    shown = [None if each == "unopened" else str(each) for each in _each(value)]
    return say_in("between states", " or ").join(map(wording.state, shown))


def _bodies(value: JsonValue) -> str:
    return say_list(
        say("{body!r} of {party}", **each) for each in _each(value) if isinstance(each, dict)
    )


def _each(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


_PARTS: Final[Mapping[str, Callable[[JsonValue], object]]] = {
    "awaited": _bodies,
    "because": lambda value: _inner(value).reason,
    "did": lambda value: say(STEPS_SAID[str(value)]),
    "issue": lambda value: wording.spaced(str(value)),
    "kinds": lambda value: say_in("between kinds", " or ").join(map(str, _each(value))),
    "legal": _states,
    "makers": lambda value: wording.actors(map(str, _each(value))),
    "state": _states,
    "way": lambda value: " → ".join(map(str, _each(value))),
}
"""Name of a fact -> how it is said, where not as it stands."""
