"""Refused attempts: who tried to record what, and which rule said no, kept outside every account.

Whether a ledger keeps them is a record of its own, so that whoever finds none can see whether
there were none or nobody kept them; and keeping one can fail in no way that hides the refusal.
"""

from collections.abc import Callable, Sequence

import msgspec

from parley.events.acts import REFUSALS, AttemptRefused, Objection, RefusalsSwitched, Tried
from parley.events.append import StreamHead
from parley.events.canonical import JsonObject, JsonValue, is_plain_key
from parley.events.errors import NotCanonical, RecordTooLarge, VersionConflict
from parley.events.own import readable
from parley.events.politics import Draft
from parley.events.refusals import NO_ENTRY, NotRecorded, Refusal
from parley.events.store import EventStore

__all__ = ["append_refusal", "attempt_of", "is_refused_by_rule", "keeps_refusals"]

ATTEMPTS_MAX = 5  # looked at again after losing a race, before giving up
TRIED_MAX = 100  # entries and objections of one attempt that are kept; `drafts` counts them all
WORDS_MAX = 8_000  # characters of a fact that is a text

Append = Callable[[Draft, int], object]
"""Appends a draft behind this version of its stream. Raises VersionConflict, RecordError."""


def is_refused_by_rule(refused: NotRecorded) -> bool:
    """Whether a rule said no: words that make no valid entry were judged by none."""
    return any(problem.guard != NO_ENTRY for _, problem in refused.problems)


def keeps_refusals(store: EventStore, head: StreamHead | None) -> bool:
    """Whether refusals are kept behind this head of their stream; without a switch they are not.

    A kept refusal is itself the proof that they were kept then, so the last record decides, of
    those that can be read.
    """
    if head is None:
        return False
    for version in range(head.version, 0, -1):
        for _, said in readable(store, REFUSALS, after=version - 1, upto=head.position):
            return said.keep if isinstance(said, RefusalsSwitched) else True
    return False


def append_refusal(
    store: EventStore, append: Append, drafts: Sequence[Draft], refused: NotRecorded
) -> bool:
    """Append a refused attempt where the ledger keeps them; whether it was.

    What cannot stand in a record is left out of it. Raises RecordError where it cannot be kept.
    """
    expected = 0
    for _ in range(ATTEMPTS_MAX):
        head = store.stream_head(REFUSALS)
        if head is None or not keeps_refusals(store, head):
            return False
        expected = head.version
        try:
            try:
                append(attempt_of(drafts, refused, whole=True), expected)
            except (NotCanonical, RecordTooLarge):
                append(attempt_of(drafts, refused, whole=False), expected)
        except VersionConflict:
            continue  # somebody else was refused, or switched it off: look again
        return True
    raise VersionConflict(REFUSALS, expected, expected + 1)


def attempt_of(drafts: Sequence[Draft], refused: NotRecorded, *, whole: bool) -> Draft:
    """The record of a refused attempt; `whole` with what was written in it."""
    problems = refused.problems[:TRIED_MAX]
    numbers = sorted({number for number, _ in problems})
    attempt = AttemptRefused(
        drafts=len(drafts),
        tried=tuple(_tried(number, drafts[number], whole=whole) for number in numbers),
        objections=tuple(_objection(*each) for each in problems),
    )
    fields: JsonObject = msgspec.to_builtins(attempt)
    return Draft(stream=REFUSALS, type=AttemptRefused.__name__, fields=fields)


def _tried(number: int, draft: Draft, *, whole: bool) -> Tried:
    return Tried(
        draft=number,
        stream=draft.stream[:400],
        type=draft.type[:400],
        fields=_without_names_as_keys(draft.fields) if whole else None,
    )


def _without_names_as_keys(fields: JsonObject) -> JsonObject | None:
    """What was written, as a statement can hold it; None where a field itself has such a name."""
    kept = _in_pairs(fields)
    return kept if isinstance(kept, dict) else None


def _in_pairs(value: JsonValue) -> JsonValue:
    if isinstance(value, list | tuple):
        return [_in_pairs(each) for each in value]
    if not isinstance(value, dict):
        return value
    members = {key: _in_pairs(each) for key, each in value.items()}
    if all(map(is_plain_key, members)):
        return members
    return [{"name": key, "value": each} for key, each in members.items()]


def _objection(number: int, problem: Refusal) -> Objection:
    return Objection(
        draft=number,
        guard=problem.guard,
        case=problem.case,
        facts=_shortened(problem.facts),
        field=problem.field[:WORDS_MAX] or None,
        other=problem.other,
    )


def _shortened(facts: JsonObject) -> JsonObject:
    return {
        name: value[:WORDS_MAX] if isinstance(value, str) else value
        for name, value in facts.items()
    }
