"""What can go wrong in front of a person, as data: kind, what and why, what to do next."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

import msgspec

from parley.answers.acts import acts_of
from parley.answers.language import marked, say

__all__ = [
    "Failure",
    "Kind",
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


class Failure(Exception):  # noqa: N818 - a failure need not be anybody's error
    """An error a person can act on.

    `detail` says what and why, `hint` what to do next (empty when there is nothing to do),
    which may be an advice with actions; `facts` are extra members of the JSON object: plain
    values, named as in the other answers.
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
    """Return the RFC 9457 object of a failure; `exit`, `hint` and `actions` are members of ours."""
    problem: dict[str, object] = {
        "type": f"urn:parley:problem:{failure.kind.slug}",
        "title": say(failure.kind.title),
        "detail": failure.detail,
        "exit": failure.kind.exit_code,
    }
    if failure.hint:
        problem["hint"] = str(failure.hint)
    if acts := acts_of(failure.hint):
        problem["actions"] = msgspec.to_builtins(acts)
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


def with_hint(reason: str, hint: str | None) -> str:
    """Return a reason with what to do about it."""
    return f"{reason} ({hint})" if hint else reason
