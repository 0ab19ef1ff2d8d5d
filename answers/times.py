"""The three times of a question: as of what had happened, as published, as known.

Every answer repeats them with absolute dates, so that it can be asked again tomorrow.
"""

import re
from typing import Final

from msgspec import Struct

from parley.answers.acts import Act, advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_in, say_list
from parley.answers.words.moments import moment_said
from parley.events.ledger import Ledger
from parley.negotiation.moments import (
    UNBOUNDED_FUTURE,
    MomentError,
    end_of,
    resolve,
)
from parley.negotiation.notation import Point, read

__all__ = [
    "AS_OF",
    "KNOWN_AT",
    "POSITION",
    "PUBLIC_AT",
    "STEP",
    "Asked",
    "Known",
    "Standpoint",
    "absolute",
    "end_or_never",
    "find_known",
    "refuse_moment",
    "say_until",
]

AS_OF: Final = do("give", as_of=None)
PUBLIC_AT: Final = do("give", public_at=None)
KNOWN_AT: Final = do("give", known_at=None)
"""The three times, as a face calls what was given for them."""

STEP: Final = re.compile(r"(?:(?P<slug>[^#\s]+)#v?|v)(?P<version>\d{1,9})")
"""A step that cannot be taken for a date: `v4` or `slug#4`."""

POSITION: Final = re.compile(r"@(\d{1,15})")
"""A position of the log: `@120`."""

_NUMBERED: Final = re.compile(r"(?P<kind>[v@#]?)(?P<number>\d{1,3}|(?<=[v@#])\d{1,9})")
"""A step or a position as people write one; a bare number of four digits is a year."""


class Asked(Struct, frozen=True, kw_only=True):
    """The three times, as they were typed or with absolute dates; None = not asked for."""

    as_of: str | None = None
    public_at: str | None = None
    known_at: str | None = None


class Known(Struct, frozen=True, kw_only=True):
    """A time of knowledge: everything recorded up to `position`.

    `text` is how it was asked for (`@120`, or a moment with an absolute date), None for the head.
    `settled` is False where the asked time lies after the last record.
    """

    position: int
    text: str | None
    settled: bool
    corrected_by: tuple[int, ...] = ()
    """Versions of the clock records without which it were another position."""

    def unsettled(self) -> str | None:
        """Return that the answer may still change, None where it cannot."""
        if self.settled:
            return None
        return say(
            "as of @{position}, not settled: nothing is recorded after that time yet, "
            "and what is recorded next may still carry an earlier one",
            self.position,
        )

    def said(self) -> str:
        """Return it in words: `as known at @14, by clocks#1`."""
        if not self.corrected_by:
            return say("as known at @{position}", self.position)
        by = say_list(f"clocks#{version}" for version in self.corrected_by)
        return say("as known at @{position}, by {by}", self.position, by)


class Standpoint(Struct, frozen=True, kw_only=True):
    """From where a question is asked: of which ledger, when (µs since 1970), and in which zone
    dates are read that name no arena."""

    ledger: Ledger
    now: int
    zone: str


def find_known(
    standpoint: Standpoint, text: str | None, zone: str, *, option: str | None = None
) -> Known:
    """Return the position that was given as a time of knowledge; a time in it is read in `zone`.
    `option` is what it was given for, where that is not the time of knowledge itself.

    Raises Failure: usage for what is neither, not found for a position beyond the log.
    """
    ledger = standpoint.ledger
    if text is None:
        return Known(position=ledger.head().size, text=None, settled=True)
    given = _given(text) if option is None else f"{option} {text}"
    if found := POSITION.fullmatch(text):
        position, size = int(found[1]), ledger.head().size
        if position > size:
            detail = say("{known_at}: the log ends at @{size}", size, known_at=given)
            hint = advise("{log} shows positions", log=do("log", recorded=True))
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
        return Known(position=position, text=text, settled=True)
    if STEP.fullmatch(text):
        detail = say("{known_at}: a step is no time of knowledge", known_at=given)
        hint = advise(
            "write a time, or the position that {show} gives, such as @120",
            show=do("show", version=text),
        )
        raise Failure(Kind.USAGE, detail, hint=hint)
    written = absolute(text, option or KNOWN_AT, zone, now=standpoint.now)
    # What a moment means is over just before its end; a record of the end itself is later.
    moment = ledger.known_at(time=end_of(written, zone) - 1)
    return Known(
        position=moment.position,
        text=written,
        settled=moment.settled,
        corrected_by=moment.corrected_by,
    )


def absolute(text: str, option: object, zone: str, *, now: int) -> str:
    """Return what was typed as a moment with an absolute date. Raises Failure (usage)."""
    try:
        return resolve(text, now, zone).text
    except MomentError as error:
        raise refuse_moment(option, text, error) from error


def refuse_moment(option: object, typed: str, error: MomentError) -> Failure:
    """Return the failure for what is no moment; a step or a position has options of its own."""
    detail = f"{option} “{error.text}”: {error.reason}"
    found = _NUMBERED.fullmatch(typed)
    if found is None:
        return Failure(Kind.USAGE, detail, hint=error.hint)
    kind, number = found["kind"], found["number"]
    step, position = do("give", as_of=f"v{number}"), _given(f"@{number}")
    if option == AS_OF and not kind:
        hint = advise("a step is written v{number}: {step}", number, step=step)
    elif option in (AS_OF, PUBLIC_AT) and kind == "@":
        hint = advise("a position is a time of knowledge: {position}", position=position)
    elif option == KNOWN_AT:
        hint = advise("a position is written @{number}: {position}", number, position=position)
    elif option == PUBLIC_AT:
        hint = advise("a step is a time of what had happened: {step}", step=step)
    else:
        hint = advise(
            "a date stands here; of a step that came before say {after}",
            after=do("give", after=number),
        )
    return Failure(Kind.USAGE, detail, hint=hint)


def _given(known_at: str) -> Act:
    return do("give", known_at=known_at)


def end_or_never(when: str | None, zone: str) -> int:
    """Return the end of a moment, in µs since 1970; of none the end of all times."""
    return UNBOUNDED_FUTURE if when is None else end_of(when, zone)


def say_until(text: str, zone: str) -> str:
    """Return a time of a question in words: `7 Sep 2024 (end of day, Asia/Kolkata)`, `at @12`."""
    if POSITION.fullmatch(text):
        return say("at {position}", position=text)
    if found := STEP.fullmatch(text):
        return say("just after v{version}", version=found["version"])
    written, words = read(text), moment_said(text)
    if not isinstance(written, Point):
        return say("{moment} (its end, {zone})", zone, moment=words)
    if written.precision == "time":
        return words if written.offset else f"{words} ({zone})"
    unit = say_in("end of", written.precision)
    return say("{moment} (end of {unit}, {zone})", unit, zone, moment=words)
