"""How the politics say no: which rule, which of its cases, and the facts; never a sentence.

A sentence is of a language and a release, a face names what to do in its own words, and rules are
frozen: `answers.words.refusals` words a case, and says what may be done instead.
"""

from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from parley.negotiation.evidence import JsonValue

__all__ = ["ENTRY", "Refusal", "faulty", "names", "refused"]

ENTRY = "entry"
"""The guard of what no rule found: the words make no valid entry."""


class Refusal(Struct, frozen=True, kw_only=True):
    """Why an entry may not stand where it would.

    `case` is the name of one sentence, `facts` fill it: versions, parties, figures, dates, as plain
    JSON. `field` is a path such as `evidence.0.speaker`, where one field is at fault; `other` the
    version of another entry that it concerns.
    """

    guard: str
    case: str
    facts: dict[str, JsonValue] = {}
    field: str = ""
    other: int | None = None

    def __str__(self) -> str:
        """It as a developer reads it."""
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        what = f"{self.guard} refuses it: {self.case.replace('_', ' ')}"
        return f"{what} ({facts})" if facts else what

    def plain(self) -> dict[str, JsonValue]:
        """It as a fact of another refusal."""
        return {"guard": self.guard, "case": self.case, "facts": self.facts}

    def at(self, field: str) -> "Refusal":
        """The same of another field."""
        return msgspec.structs.replace(self, field=field)


def refused(guard: str | Callable[..., object], case: str, /, **facts: JsonValue) -> Refusal:
    """The refusal of a guard, which is given by itself or by name."""
    name = guard if isinstance(guard, str) else guard.__name__
    return Refusal(guard=name, case=case, facts=facts)


def faulty(field: str, reason: str, hint: str | None = None) -> Refusal:
    """What is wrong with the text of a field, as whoever reads such texts says it."""
    return Refusal(guard=ENTRY, case="said", facts={"reason": reason, "hint": hint}, field=field)


def names(found: Iterable[str | None]) -> list[JsonValue]:
    """Names as a fact: each once, in order of the alphabet."""
    return [*sorted({str(each) for each in found})]
