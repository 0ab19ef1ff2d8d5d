"""The answer `diff`: what two answers say differently, at two steps or at two times."""

import re
from typing import Final, NamedTuple

from answers.failing import Failure, Kind
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.fields import DiffAnswer
from answers.times import Asked, say_until
from answers.words import wording
from answers.words.fields import words_after, words_before
from negotiation.views.seen import Seen

__all__ = ["_BARE", "_BETWEEN", "_COLUMNS", "_DIFFER", "_THREE_DOTS", "_Pair", "_check", "_title"]


_BETWEEN: Final = re.compile(r"(?<!/)\.\.(?!/)")
"""The dots between A and B; those of `../2024-09-07` are part of a date."""


_THREE_DOTS: Final = re.compile(r"(?<!\.)\.{3}(?!\.)")


_BARE: Final = re.compile(r"[0-9]{1,3}")
"""A number too short for a year."""


_DIFFER: Final = 1
"""Exit code of --exit-code, as that of other programs called diff."""


_COLUMNS: Final = (
    Column("field", "field"),
    Column("before", "before", words_before, whole=True),
    Column("after", "after", words_after, whole=True),
    Column("step.version", "set by", wording.step),
    Column("step", "according to", wording.attributions),
    Column("step.quote", "words", wording.quoted),
    Column("kind", "kind", extra=True),
    Column("step.occurred", "when", wording.moment, extra=True),
    Column("step.said", "step", extra=True),
    Column("step.source", "source", extra=True),
)


def _check(asked: Asked, *, known: bool) -> None:
    """Refuse a time for what A and B are times of. Raises Failure (usage)."""
    if known and asked.known_at is not None:
        detail = f"A and B are times at which we knew, and --known-at {asked.known_at} another"
        raise Failure(Kind.USAGE, detail, hint="leave --known-at out")
    if not known and asked.as_of is not None:
        detail = f"A and B are times of what happened, and --as-of {asked.as_of} another"
        raise Failure(Kind.USAGE, detail, hint="leave --as-of out, or write positions: @100..@120")


class _Pair(NamedTuple):
    """Two answers, with A and B as absolute times; None = an open end."""

    before: Seen
    after: Reading
    first: str | None
    last: str | None


def _title(reading: Reading, answer: DiffAnswer) -> str:
    first = "registered" if answer.before is None else say_until(answer.before, reading.zone)
    last = "now" if answer.after is None else say_until(answer.after, reading.zone)
    return f"{reading.slug}: {first} → {last}"
