"""What is said of what does not hold: what `verify` finds, and what an error of the record names.

Each is a case with its facts (`parley.events.flaws`), whose English sentence is the message that a
language translates.
"""

from collections.abc import Mapping
from string import Formatter
from typing import Final

from parley.answers.language import marked, say, say_in, say_list, say_many
from parley.answers.words.refusals import said_of
from parley.events.errors import NAMED_MAX, IntegrityError, RecordError
from parley.events.flaws import Flaw, OfObject, RefusedAgain, RowsDiffer
from parley.events.verify import NotCompared

__all__ = ["NOT_COMPARED", "NO_CHECKPOINT", "error_said", "fact_of", "flaw_said"]

NO_CHECKPOINT: Final = marked(
    "no outside checkpoint was compared: this shows that the ledger agrees with itself, not that"
    " its owner never rewrote it as a whole or cut off its end"
)
NOT_COMPARED: Final[Mapping[NotCompared, str]] = {
    "other_version": marked("they are of another version"),
    "not_whole": marked("tables of theirs are missing or altered"),
    "log_does_not_hold": marked("the log itself does not hold"),
    "no_end": marked("the log was not read, for nothing says where it ends"),
    "might_run": marked("the log was not read, for what stands in its tables might run"),
    "only_bytes": marked(
        "what the records say, how they spell it, histories, the ledger's own records and the views"
        " were not looked at, only bytes"
    ),
}
"""Why `verify` did not compare the views."""


def flaw_said(flaw: Flaw, it: str | None = None) -> str:
    """Return what is wrong as a sentence; its subject, where it has one, is `it`."""
    if isinstance(flaw, OfObject):
        return flaw_said(flaw.what, flaw.named)
    subject = say_in("what a finding is about", "it") if it is None else it
    return say(flaw.says, **_parts(flaw), it=subject)


def _parts(flaw: Flaw) -> Mapping[str, object]:
    match flaw:
        case RowsDiffer():
            return {"wrong": _rows(flaw.wrong), "missing": _rows(flaw.missing)}
        case RefusedAgain(version, guard, refusal, given):
            return {"version": version, "guard": guard, "because": said_of(refusal, given).reason}
    return {name: _part(getattr(flaw, name)) for name in flaw.__struct_fields__}


def _part(value: object) -> object:
    if isinstance(value, Flaw):
        return flaw_said(value)
    return say_list(value) if isinstance(value, tuple) else value


def _rows(count: int) -> str:
    return say_many(count, "{number} row is", "{number} rows are")


def error_said(error: RecordError) -> str:
    """Return what happened and why, in the language that is spoken."""
    names = [name for _, name, _, _ in Formatter().parse(error.says) if name]
    parts = {name: _part(getattr(error, name)) for name in names}
    if isinstance(error, IntegrityError) and "found" in parts:
        parts["found"] = _found(error)
    return say(error.says, **parts)


def _found(error: IntegrityError) -> str:
    named = say_in("between findings", "; ").join(map(flaw_said, error.findings[:NAMED_MAX]))
    more = len(error.findings) - NAMED_MAX
    return say("{named}; and {more} more", named, more) if more > 0 else named


def fact_of(value: object) -> object:
    """Return a fact of an error as plain data; what is wrong is its case, facts and sentence."""
    if isinstance(value, Flaw):
        return {"case": value.case, "facts": value.facts, "what": flaw_said(value)}
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return tuple(map(fact_of, value)) if isinstance(value, tuple) else value
