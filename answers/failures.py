"""What an error of the rooms below means to a person: its kind, what and why, what to do next."""

from collections.abc import Mapping
from typing import Final

from parley.answers.acts import all_of
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.words.findings import error_said, fact_of
from parley.answers.words.next_steps import next_step
from parley.answers.words.refusals import said_of
from parley.events import errors, store_errors
from parley.events.refusals import NotRecorded

__all__ = ["failure_of"]

_KINDS: Final[Mapping[type[errors.RecordError], Kind]] = {
    # The nearest base class that is listed decides.
    errors.RecordError: Kind.FAILED,
    errors.IntegrityError: Kind.INTEGRITY,
    errors.VersionConflict: Kind.CONFLICT,
    errors.ViewsReplaced: Kind.CONFLICT,
    errors.IdConflict: Kind.CONFLICT,
    errors.NoSuchStream: Kind.NOT_FOUND,
    store_errors.UnknownUrl: Kind.USAGE,
    store_errors.NoSuchLedger: Kind.NOT_FOUND,
    store_errors.NoSuchRole: Kind.NOT_FOUND,
    store_errors.NotALedger: Kind.STORE,
    store_errors.NewerLedger: Kind.MIGRATION,
    store_errors.OlderLedger: Kind.MIGRATION,
    store_errors.MigrationFailed: Kind.MIGRATION,
    store_errors.StoreUnreachable: Kind.STORE,
}


def failure_of(error: BaseException) -> Failure:
    """Return what an error means to a person, whichever room it comes from; INTERNAL when nobody
    foresaw it."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, NotRecorded):
        return _refusal(error)
    if isinstance(error, errors.RecordError):
        return _record_failure(error)
    if isinstance(error, OSError):
        return _system_failure(error)
    return Failure(
        Kind.INTERNAL, say("internal error: {name}: {error}", error, name=type(error).__name__)
    )


def _refusal(error: NotRecorded) -> Failure:
    said = [said_of(each.case, each.facts) for _, each in error.problems]
    hint = all_of(list(dict.fromkeys(each.hint for each in said if each.hint)))
    return Failure(Kind.REFUSED, "; ".join(dict.fromkeys(each.reason for each in said)), hint=hint)


def _record_failure(error: errors.RecordError) -> Failure:
    """Return an error of the record in the language that is spoken; its fields are facts."""
    kind = next(_KINDS[each] for each in type(error).__mro__ if each in _KINDS)
    facts = {name: fact_of(value) for name, value in vars(error).items() if name != "says"}
    return Failure(kind, error_said(error), hint=next_step(error) or "", facts=facts)


def _system_failure(error: OSError) -> Failure:
    reason = error.strerror or str(error) or type(error).__name__
    return Failure(Kind.FAILED, f"{error.filename}: {reason}" if error.filename else reason)
