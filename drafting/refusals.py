"""What a refusal says: who refused, in which state, what was tried, and what to type next.

A refused step is the moment in which a person learns the domain, so the rule's own words and its
hint are kept, and what was typed is named as it was typed.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.streams import NEGOTIATION, slug_of
from parley.events.errors import NotRecorded
from parley.events.politics import NO_ENTRY, Draft
from parley.negotiation.steps import CATALOGUE

__all__ = ["SHAPE", "Refused", "refusal_of", "refused_steps"]

SHAPE: Final = NO_ENTRY
"""The guard of what is no valid entry: the words were wrong, not the politics."""
_TYPED: Final[Mapping[str, str]] = {
    "by": "BY",
    "to": "TO",
    "occurred": "--at",
    "in_reply_to": "--reply",
    "source_as_described": "--anon",
    "verbatim": "--quote",
    "quantity": "QUANTITY",
}
"""Last part of a field's path -> what a person typed for it, where the names differ."""
_OPTIONS: Final = frozenset(
    (
        *("speaker", "side", "source", "outlet", "origin", "url", "published", "lang"),
        *("attribution", "text", "note", "about", "supersedes", "after", "seats", "issue", "pool"),
    )
)

_FACTS: Final = "facts."
"""Begins the fields of an entry of the register."""
_TYPED_FACTS: Final[Mapping[str, str]] = {
    "name": "--name",
    "short": "--short",
    "note": "--note",
    "valid_from": "--from",
    "valid_until": "--until",
}


class Refused(Struct, frozen=True, kw_only=True):
    """One problem of one draft (counted from 0), as the answers show it."""

    draft: int
    guard: str
    field: str
    reason: str
    hint: str | None
    other: int | None


def refused_steps(error: NotRecorded) -> list[Refused]:
    """Return the problems of a refusal as plain data."""
    return [
        Refused(
            draft=number,
            guard=str(getattr(problem, "guard", SHAPE)),
            field=str(getattr(problem, "field", "")),
            reason=str(getattr(problem, "reason", problem)),
            hint=getattr(problem, "hint", None),
            other=getattr(problem, "other", None),
        )
        for number, problem in error.problems
    ]


def refusal_of(
    error: NotRecorded, drafts: Sequence[Draft], states: Mapping[str, str | None]
) -> Failure:
    """Return the failure that a person sees; `states` are those of the streams as they stand.

    Words that make no valid entry are a usage error; what a rule forbids is a refusal.
    """
    refused = refused_steps(error)
    lines = [_line(each, drafts[each.draft], states, len(drafts)) for each in refused]
    first = refused[0]
    stream, type_name = drafts[first.draft].stream, drafts[first.draft].type
    usual = f"parley record {type_name} --list shows what each field takes"
    if type_name not in CATALOGUE:
        usual = "parley new --help"
    hints = dict.fromkeys(each.hint for each in refused if each.hint) or (usual,)
    return Failure(
        Kind.USAGE if all(each.guard == SHAPE for each in refused) else Kind.REFUSED,
        "\n  ".join(dict.fromkeys(lines)),
        hint="; ".join(hints),
        facts={
            "guard": first.guard,
            "negotiation": slug_of(stream),
            "state": states.get(stream),
            "tried": type_name,
            "problems": [msgspec.to_builtins(each) for each in refused],
            "kept": error.kept,
            "not_kept": error.not_kept,
        },
    )


def _line(refused: Refused, draft: Draft, states: Mapping[str, str | None], drafts: int) -> str:
    if refused.guard == SHAPE:
        field = _typed(refused.field, draft.type)
        return f"{field}: {refused.reason}" if field else refused.reason
    where = slug_of(draft.stream)
    if draft.stream.startswith(NEGOTIATION):
        where += f", state {states.get(draft.stream) or 'no talks yet'}"
    number = f" (number {refused.draft + 1} of {drafts})" if drafts > 1 else ""
    return f"{refused.reason}\n  refused by {refused.guard}: {draft.type}{number} in {where}"


def _typed(field: str, type_name: str) -> str:
    if field.startswith(_FACTS):
        said = field.removeprefix(_FACTS)
        return _TYPED_FACTS.get(said, said)
    names = [part for part in field.split(".") if not part.isdigit()]
    last = names[-1] if names else field
    if last in ("by", "to") and (len(names) > 1 or type_name not in CATALOGUE):
        return f"--{last}" if len(names) == 1 else field  # it is not who acts in a step
    if last in _TYPED:
        return _TYPED[last]
    return f"--{last}" if last in _OPTIONS else field
