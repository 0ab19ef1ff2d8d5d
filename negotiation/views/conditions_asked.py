"""A condition somebody asks about, over the closed list of fields, and when it first held.

The grammar is small and closed, so that the same words mean the same in ten years: a field with
or without its value, or a count of fields, joined by `and`. Source: issue of DOMAIN §4, question 2:
every answer at any moment; docs/adr/0023.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, get_args

from msgspec import Struct

from parley.negotiation.views.fields import (
    KINDS,
    Field,
    FieldError,
    Kind,
    fields_of,
    folded,
    party_in,
    require_kind,
)
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.standing import Flag

__all__ = ["Condition", "Fact", "FirstHeld", "first_held", "read_condition"]

_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_COUNT: Final = re.compile(r"(?P<what>[^<>=]+?)\s*(?P<how>>=|<=|>|<|=)\s*(?P<number>\d{1,6})")
_STEP: Final = re.compile(r"v?\d{1,9}(\.\d{1,4})?")
_COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_FLAGS: Final[tuple[str, ...]] = get_args(Flag)


class Fact(Struct, frozen=True, kw_only=True):
    """One part of a condition: a field that is there, or how many there are."""

    kind: str
    key: str | None = None
    """None = any field of the kind."""
    value: str | None = None
    """None = whatever its value."""
    compare: str = ">"
    number: int = 0
    """How many such fields there have to be: by default more than none."""

    @property
    def said(self) -> str:
        """The part as it is written in full."""
        if self.key is not None:
            name = f"{self.kind} {self.key}".rstrip()
            return name if self.value is None else f"{name}={self.value}"
        plural = next(kind.plural for kind in KINDS if kind.name == self.kind)
        counted = plural if self.value is None else f"{self.value} {plural}"
        return f"{counted}{self.compare}{self.number}"

    def holds(self, fields: Sequence[Field]) -> list[Field] | None:
        """The fields for which it holds, perhaps none; None where it does not hold."""
        found = [field for field in fields if self._takes(field)]
        return found if _COMPARE[self.compare](len(found), self.number) else None

    def _takes(self, field: Field) -> bool:
        return (
            field.kind == self.kind
            and (self.key is None or folded(self.key) == folded(field.key))
            and (self.value is None or folded(self.value) == folded(field.value))
        )


class Condition(Struct, frozen=True):
    """Facts that hold together."""

    facts: tuple[Fact, ...]

    @property
    def said(self) -> str:
        """The condition as it is written in full."""
        return " and ".join(fact.said for fact in self.facts)


class FirstHeld(Struct, frozen=True, kw_only=True):
    """When a condition first held."""

    condition: str
    step: int | None
    """Just after this step; 1 = from the registration on; None = after no step."""
    by_time: bool
    """It held after no step, and holds at the moment that is asked about: a date went by."""
    fields: tuple[Field, ...]
    """The fields for which it held."""
    held_since: bool
    """It held after every step since then."""


def read_condition(text: str) -> Condition:
    """Return the condition that somebody wrote. Raises FieldError.

    `state=deal_reached` · `flag=contested` · `party AAP=left` or `party AAP left` ·
    `offer v11=accepted` · `offers>0` · `open offers>=2`; several are joined by `and`.
    """
    parts = [part.strip() for part in _AND.split(text.strip())]
    return Condition(tuple(_read_fact(part) for part in parts))


def _read_fact(text: str) -> Fact:
    counted = _COUNT.fullmatch(text)
    if counted is not None:
        fact = _read_count(counted["what"].split(), counted["how"], int(counted["number"]))
        if fact is not None:
            return fact
        if counted["how"] != "=":
            raise _uncountable(counted["what"].split())
    name, equals, value = (part.strip() for part in text.partition("="))
    words = name.split()
    if not words or any(sign in text for sign in "<>!"):
        reason = f"“{text}” is no condition"
        raise FieldError(reason, text, _forms())
    if not equals:
        fact = _read_count(words, ">", 0)
        if fact is not None:
            return fact
    kind = require_kind(words[0])
    return _read_field(kind, words[1:], value if equals else None)


def _read_count(words: Sequence[str], compare: str, number: int) -> Fact | None:
    """A plural, with or without a value before it; None for what is none."""
    kind = next((kind for kind in KINDS if kind.plural == words[-1].casefold()), None)
    if kind is None or len(words) > 2:
        return None
    value = None if len(words) == 1 else _require_value(kind, words[0])
    return Fact(kind=kind.name, value=value, compare=compare, number=number)


def _uncountable(words: Sequence[str]) -> FieldError:
    kind = require_kind(words[-1])
    plurals = [each.plural for each in KINDS if each.plural]
    return FieldError(f"“{' '.join(words)}” cannot be counted", kind.plural, plurals)


def _read_field(kind: Kind, words: Sequence[str], value: str | None) -> Fact:
    """The key and the value; where no `=` stands between them, the last word may be the value."""
    words = list(words)
    if value is None and words and folded(words[-1]) in kind.values:
        value = words.pop()
    key = " ".join(words)
    if kind.name == "flag" and not key and value is not None:
        key, value = value, None  # flag=contested
    if kind.key and not key:
        if value is None:
            return Fact(kind=kind.name)
        return Fact(kind=kind.name, value=_require_value(kind, value))
    if not kind.key and key:
        value, key = key, ""  # state collapsed
    if kind.name == "flag" and folded(key) not in _FLAGS:
        raise FieldError(f"there is no flag “{key}”", key, _FLAGS)
    if kind.key == "STEP":
        if _STEP.fullmatch(key) is None:
            raise FieldError(f"“{key}” is no step of an {kind.name}", key, _forms())
        key = key if key.startswith("v") else f"v{key}"
    return Fact(
        kind=kind.name,
        key=folded(key) if kind.name == "flag" else key,
        value=None if value is None else _require_value(kind, value),
    )


def _require_value(kind: Kind, word: str) -> str:
    if not kind.values:
        return word
    if folded(word) not in kind.values:
        raise FieldError(f"no {kind.name} is ever “{word}”", word, kind.values)
    return folded(word)


def _forms() -> tuple[str, ...]:
    return ("state=VALUE", "flag=FLAG", "party PARTY=VALUE", "offer STEP=VALUE", "offers>0")


# When it first held -----------------------------------------------------------------------------


def first_held(seen: Seen, condition: Condition) -> FirstHeld:
    """Find the first moment in view at which a condition held: just after which step.

    Each step is a moment, and so is the registration. Only what a step can change is asked again
    after it. Raises FieldError for a key that no field of the kind has at any of them.
    """
    condition = Condition(tuple(_with_short_name(seen, fact) for fact in condition.facts))
    walk = _Walk(seen, condition)
    first: tuple[int, tuple[Field, ...]] | None = None
    held_since = True
    for version in (1, *(row.step for row in seen.steps)):
        found = walk.after(version)
        if first is None and found is not None:
            first = version, found
        held_since = held_since and (first is None or found is not None)
    now = walk.at(seen)
    if first is None and now is None:
        walk.require_keys()
    return FirstHeld(
        condition=condition.said,
        step=None if first is None else first[0],
        by_time=first is None and now is not None,
        fields=first[1] if first is not None else now or (),
        held_since=first is not None and held_since and now is not None,
    )


class _Walk:
    """The fields that a condition is about, kept up from step to step."""

    def __init__(self, seen: Seen, condition: Condition) -> None:
        self._seen = seen
        self._condition = condition
        names = {fact.kind for fact in condition.facts}
        self._kinds = [kind for kind in KINDS if kind.name in names]
        self._changing = {kind.name: self._changes(seen, kind) for kind in self._kinds}
        self._fields: dict[str, list[Field]] = {}
        self._keys: dict[str, dict[str, None]] = {kind.name: {} for kind in self._kinds}

    def _changes(self, seen: Seen, kind: Kind) -> frozenset[int] | None:
        """The steps at which one of the facts about a kind can begin or cease to hold."""
        found: set[int] = set()
        for fact in self._condition.facts:
            changing = kind.changing(seen, fact.key) if fact.kind == kind.name else frozenset()
            if changing is None:
                return None
            found |= changing
        return frozenset(found)

    def after(self, version: int) -> tuple[Field, ...] | None:
        """The fields for which the condition holds just after a step; None where it does not."""
        cut: Seen | None = None
        for kind in self._kinds:
            changing = self._changing[kind.name]
            if kind.name not in self._fields or changing is None or version in changing:
                cut = cut or self._seen.just_after(version)
                self._ask(kind, cut)
        return self._found()

    def at(self, seen: Seen) -> tuple[Field, ...] | None:
        """The same at the moment that is asked about."""
        for kind in self._kinds:
            self._ask(kind, seen)
        return self._found()

    def require_keys(self) -> None:
        """Raise FieldError where a field is asked for that was never there."""
        for fact in self._condition.facts:
            known = self._keys[fact.kind]
            if (
                fact.key
                and fact.kind != "flag"
                and not any(folded(key) == folded(fact.key) for key in known)
            ):
                name = f"{fact.kind} {fact.key}"
                names = [f"{fact.kind} {key}" for key in known]
                raise FieldError(f"there is no field “{name}” at any moment", name, names)

    def _ask(self, kind: Kind, cut: Seen) -> None:
        found = list(fields_of(cut, kind))
        self._fields[kind.name] = found
        self._keys[kind.name].update((field.key, None) for field in found)

    def _found(self) -> tuple[Field, ...] | None:
        found: list[Field] = []
        for fact in self._condition.facts:
            held = fact.holds(self._fields[fact.kind])
            if held is None:
                return None
            found += held
        return tuple(dict.fromkeys(found))


def _with_short_name(seen: Seen, fact: Fact) -> Fact:
    """A party may be asked about by any of its names."""
    if fact.kind != "party" or fact.key is None:
        return fact
    return Fact(kind=fact.kind, key=party_in(seen, fact.key), value=fact.value)
