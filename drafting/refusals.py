"""What a refusal says: who refused, in which state, what was tried, and what to do next.

A refused step is the moment in which a person learns the domain, so the rule is named and its
advice given, and what was typed is named as it was typed.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.acts import Act, Advice, acts_of, advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.streams import NEGOTIATION, slug_of
from parley.answers.words import wording
from parley.answers.words.refusals import said_of
from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.events.refusals import NO_ENTRY, NotRecorded, Refusal
from parley.negotiation.steps import CATALOGUE

__all__ = ["SHAPE", "Refused", "refusal_of", "refused_steps"]

SHAPE: Final = NO_ENTRY
"""The guard of what is no valid entry: the words were wrong, not the politics."""


class Refused(Struct, frozen=True, kw_only=True):
    """One problem of one draft (counted from 0), as the answers show it."""

    draft: int
    guard: str
    case: str
    facts: Mapping[str, JsonValue]
    field: str
    reason: str
    hint: str | None
    actions: tuple[Act, ...]
    """What to do next, which the hint says in words."""
    other: int | None


def refused_steps(error: NotRecorded) -> list[Refused]:
    """Return the problems of a refusal as plain data."""
    return [_refused(number, problem) for number, problem in error.problems]


def _refused(number: int, problem: Refusal) -> Refused:
    said = said_of(problem.case, problem.facts)
    return Refused(
        draft=number,
        guard=problem.guard,
        case=problem.case,
        facts=problem.facts,
        field=problem.field,
        reason=said.reason,
        hint=None if said.hint is None else str(said.hint),
        actions=acts_of(said.hint or ""),
        other=problem.other,
    )


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
    usual = advise("{registers}", registers=do("register", slug=None))
    if type_name in CATALOGUE:
        usual = advise("{fields} shows what each field takes", fields=do("fields", type=type_name))
    hints = {each.hint: each.actions for each in refused if each.hint}
    hint = Advice("; ".join(hints), list(chain(*hints.values()))) if hints else usual
    return Failure(
        Kind.USAGE if all(each.guard == SHAPE for each in refused) else Kind.REFUSED,
        "\n  ".join(dict.fromkeys(lines)),
        hint=hint,
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
        field = do("field", path=refused.field, type=draft.type)
        return f"{field}: {refused.reason}" if refused.field else refused.reason
    what, where = draft.type, slug_of(draft.stream)
    if draft.stream.startswith(NEGOTIATION):
        where = say(
            "{slug}, state {state}", slug=where, state=wording.state(states.get(draft.stream))
        )
    if drafts > 1:
        what = say(
            "{type} (number {number} of {drafts})", drafts, type=what, number=refused.draft + 1
        )
    by = say("refused by {guard}: {what} in {where}", refused.guard, what, where)
    return f"{refused.reason}\n  {by}"
