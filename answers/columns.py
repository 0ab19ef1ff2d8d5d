"""The columns that many answers have, each declared once: which step, when, by whom, who says so.

A column takes every item that has the members it needs, whatever the item is.
"""

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from msgspec import structs

from parley.answers.forms import Column
from parley.answers.words import wording
from parley.answers.words.wording import Attributed, Cited
from parley.negotiation.views.cited_steps import CitedStep

__all__ = [
    "BY",
    "FOR",
    "QUOTE",
    "SET_BY",
    "SET_IN",
    "SET_ON",
    "SET_WITH",
    "SOURCED",
    "SPEAKER",
    "STEP",
    "TO",
    "WHEN",
    "below",
    "extra",
]


class _Versioned(Protocol):
    @property
    def version(self) -> int | None: ...


class _Occurred(Protocol):
    @property
    def occurred(self) -> str | None: ...


class _Acted(Protocol):
    @property
    def by(self) -> tuple[str, ...]: ...


class _Addressed(Protocol):
    @property
    def to(self) -> tuple[str, ...]: ...


class _Meant(Protocol):
    @property
    def for_parties(self) -> tuple[str, ...]: ...


class _SetByStep(Protocol):
    @property
    def step(self) -> CitedStep | None: ...


_C = TypeVar("_C")
_P = TypeVar("_P")
_W = TypeVar("_W")


def extra(column: Column[_C]) -> Column[_C]:
    """Return the column as one that is written in csv and when --columns names it."""
    return structs.replace(column, extra=True)


def below(column: Column[_P], key: str, part: Callable[[_W], _P | None]) -> Column[_W]:
    """Return a column of a part as one of the whole, which has it under a key; empty without it."""

    def words(whole: _W) -> str:
        found = part(whole)
        return "" if found is None else column.text(found)

    return Column(f"{key}.{column.key}", column.title, words)


STEP: Final[Column[_Versioned]] = Column("version", "step", lambda each: wording.step(each.version))
WHEN: Final[Column[_Occurred]] = Column(
    "occurred", "when", lambda each: wording.moment(each.occurred)
)
TO: Final[Column[_Addressed]] = Column("to", "to", lambda each: wording.actors(each.to))
FOR: Final[Column[_Meant]] = Column(
    "for_parties", "for", lambda each: wording.actors(each.for_parties)
)
BY: Final[Column[_Acted]] = Column("by", "by", lambda each: wording.actors(each.by))
SPEAKER: Final[Column[Attributed]] = Column(
    "speaker", "according to", wording.attributions, in_csv=lambda each: each.speaker
)
QUOTE: Final[Column[Cited]] = Column(
    "quote", "words", wording.words_quoted, in_csv=lambda each: wording.quoted(each.quote)
)
SOURCED: Final[tuple[Column[Attributed], ...]] = (
    Column("attribution", "attribution", extra=True),
    Column("source_as_described", "unnamed source", extra=True),
    Column("source", "source", extra=True),
)
"""Beside SPEAKER, which says all of it in words; in csv the speaker's name alone."""
SET_IN: Final[Column[_SetByStep]] = below(STEP, "step", lambda each: each.step)
SET_ON: Final[Column[_SetByStep]] = below(WHEN, "step", lambda each: each.step)
SET_BY: Final[Column[_SetByStep]] = Column(
    "step", "according to", lambda each: wording.attributions(each.step)
)
SET_WITH: Final[Column[_SetByStep]] = below(QUOTE, "step", lambda each: each.step)
"""The step that an item rests on: which, when, according to whom, in which words."""
