"""What can go wrong in front of a person, as data: kind, what and why, what to do next."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from parley.answers.language import marked, say
from parley.events import errors

__all__ = [
    "Failure",
    "Kind",
    "failure_of",
    "mask_passwords",
    "problem_from",
    "suggest",
    "with_hint",
]


class Kind(Enum):
    """The ways to fail: `slug` ends the RFC 9457 type, `exit_code` is what the shell sees."""

    REFUSED = ("refused", 1, marked("A rule refused the step"))
    FAILED = ("failed", 1, marked("The operation failed"))
    INTERNAL = ("internal", 1, marked("Internal error"))
    USAGE = ("usage", 2, marked("The command was not understood"))
    NOT_FOUND = ("not-found", 3, marked("Not found"))
    CONFLICT = ("version-conflict", 4, marked("The version is not the expected one"))
    INTEGRITY = ("integrity", 5, marked("The record does not verify"))
    STORE = ("store", 6, marked("The store cannot be used"))
    MIGRATION = ("needs-migration", 6, marked("The store and this release do not fit"))
    INTERRUPTED = ("interrupted", 130, marked("Interrupted"))

    def __init__(self, slug: str, exit_code: int, title: str) -> None:
        self.slug = slug
        self.exit_code = exit_code
        self.title = title


_KINDS: Final[Mapping[type[errors.RecordError], Kind]] = {
    # The nearest base class that is listed decides.
    errors.RecordError: Kind.FAILED,
    errors.IntegrityError: Kind.INTEGRITY,
    errors.NotRecorded: Kind.REFUSED,
    errors.VersionConflict: Kind.CONFLICT,
    errors.ViewsReplaced: Kind.CONFLICT,
    errors.IdConflict: Kind.CONFLICT,
    errors.NoSuchStream: Kind.NOT_FOUND,
    errors.UnknownUrl: Kind.USAGE,
    errors.NoSuchLedger: Kind.NOT_FOUND,
    errors.NoSuchRole: Kind.NOT_FOUND,
    errors.NotALedger: Kind.STORE,
    errors.NewerLedger: Kind.MIGRATION,
    errors.OlderLedger: Kind.MIGRATION,
    errors.MigrationFailed: Kind.MIGRATION,
    errors.StoreUnreachable: Kind.STORE,
}


class Failure(Exception):  # noqa: N818 - a failure need not be anybody's error
    """An error a person can act on.

    `detail` says what and why, `hint` what to type next (empty when there is nothing to type),
    `facts` are extra members of the JSON object: plain values, named as in the other answers.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        hint: str = "",
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.hint = hint
        self.facts = dict(facts or {})


def problem_from(failure: Failure) -> dict[str, object]:
    """Return the RFC 9457 object of a failure; `exit` and `hint` are our extension members."""
    problem: dict[str, object] = {
        "type": f"urn:parley:problem:{failure.kind.slug}",
        "title": say(failure.kind.title),
        "detail": failure.detail,
        "exit": failure.kind.exit_code,
    }
    if failure.hint:
        problem["hint"] = failure.hint
    return problem | {key: value for key, value in failure.facts.items() if key not in problem}


def mask_passwords(text: str) -> str:
    """Return the text with the passwords of database addresses in it written ***."""
    text = re.sub(r"://([^:/@\s\"]*):[^\s\"]*@", r"://\1:***@", text)
    return re.sub(r"([?&][a-z]*password=)[^&\s\"]*", r"\1***", text)


def suggest(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Return `did you mean “…”?` for the nearest known words, or nothing when none is near.

    `prefix` is written before each of them. A second word stands only where it is about as near.
    """
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(word, list(known), n=2)
    if len(near) == 2:
        first, second = (SequenceMatcher(None, each, word).ratio() for each in near)
        near = near if first - second < _NEARER else near[:1]
    match near:
        case [one]:
            return say("did you mean “{one}”?", one=prefix + one)
        case [one, other]:
            return say("did you mean “{one}” or “{other}”?", one=prefix + one, other=prefix + other)
        case _:
            return ""


_NEARER: Final = 0.15
"""How much likelier the first of two words must be to be the only one that is suggested."""


def failure_of(error: BaseException) -> Failure:
    """Return what an error means to a person, whichever room it comes from; INTERNAL when nobody
    foresaw it."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, errors.RecordError):
        return _record_failure(error)
    if isinstance(error, OSError):
        return _system_failure(error)
    return Failure(
        Kind.INTERNAL, say("internal error: {name}: {error}", error, name=type(error).__name__)
    )


def _record_failure(error: errors.RecordError) -> Failure:
    """Read `message` and `hint`, which the record's errors promise; other fields are facts."""
    kind = next(_KINDS[each] for each in type(error).__mro__ if each in _KINDS)
    facts = {
        name: value.decode(errors="replace") if isinstance(value, bytes) else value
        for name, value in vars(error).items()
        if not name.startswith("_") and name not in ("message", "hint")
    }
    return Failure(kind, error.message, hint=error.hint, facts=facts)


def _system_failure(error: OSError) -> Failure:
    reason = error.strerror or str(error) or type(error).__name__
    return Failure(Kind.FAILED, f"{error.filename}: {reason}" if error.filename else reason)


def with_hint(reason: str, hint: str | None) -> str:
    """Return a reason with what to do about it."""
    return f"{reason} ({hint})" if hint else reason
