"""When a record is recorded: strictly after the one before it, and never a lock-out.

The log proves order; its times must at least never contradict that order. Whether a clock is right
cannot be known from the log alone: silence is normal, and a colleague's laptop may have run ahead.
So nobody is refused by a clock, unless its time could not be written. What looks odd is told once,
and put right by a record.
"""

import time
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from parley.events.errors import ClockImpossible

__all__ = [
    "BEHIND_TOLD",
    "JUMP_TOLD",
    "LATEST",
    "SECOND",
    "Clock",
    "Oddity",
    "next_recorded_at",
    "oddity_of",
    "wall_clock",
]

Clock: TypeAlias = Callable[[], int]  # µs since 1970, UTC

SECOND = 1_000_000  # µs
BEHIND_TOLD = 60 * SECOND  # from here on, a clock behind the head is told
LATEST = 7_258_118_400_000_000  # the year 2200: records can say a time until 2255
JUMP_TOLD = 366 * 24 * 60 * 60 * SECOND  # beyond it, a silence is told: it may be the clock's


class Oddity(Struct, frozen=True, kw_only=True):
    """Why the date of a record may be wrong; times are µs since 1970.

    ``behind``: it stands just after the record before it, whose date is later than ``clock``.
    ``jump``: it stands more than JUMP_TOLD after the record before it, which is at ``before``.
    """

    kind: Literal["behind", "jump"]
    position: int
    recorded_at: int
    before: int
    clock: int


def wall_clock() -> int:
    """This machine's time in µs since 1970."""
    return time.time_ns() // 1000


def next_recorded_at(clock: int, head: int) -> int:
    """The time of the next append, given the clock and the head's time; all in µs since 1970.

    A clock behind the head gives the head's time plus one, so that order and time agree. Raises
    ClockImpossible for one from LATEST on: its next records could not be dated at all.
    """
    if clock >= LATEST:
        raise ClockImpossible(clock)
    return max(clock, head + 1)


def oddity_of(position: int, recorded_at: int, before: Sequence[int], clock: int) -> Oddity | None:
    """What is odd about the date of the record at ``position``, which was just recorded.

    ``before`` are the times of the (at most two) appends before it, the last one last; ``clock`` is
    what the machine that recorded it says now. A clock that stays behind is told of once: then the
    append before it stands just after the one before that, too.
    """
    if not before:
        return None
    behind = recorded_at == before[-1] + 1 and recorded_at >= clock + BEHIND_TOLD
    told = len(before) == 2 and before[1] == before[0] + 1
    if behind and not told:
        kind: Literal["behind", "jump"] = "behind"
    elif recorded_at > before[-1] + JUMP_TOLD:
        kind = "jump"
    else:
        return None
    return Oddity(
        kind=kind, position=position, recorded_at=recorded_at, before=before[-1], clock=clock
    )
