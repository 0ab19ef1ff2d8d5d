"""When a record is recorded: strictly after the one before it, and near a clock that is believed.

The log proves order; its times must at least never contradict that order, and one wrong clock
must not push the head so far ahead that every right clock is refused afterwards.
"""

from collections.abc import Callable
from typing import TypeAlias

from events.errors import ClockAhead, ClockBehind

Clock: TypeAlias = Callable[[], int]  # µs since 1970, UTC

SECOND = 1_000_000  # µs
CLOCK_BEHIND_MAX = 60 * SECOND  # from here on behind the head, a clock is refused
CLOCK_AHEAD_MAX = 24 * 60 * 60 * SECOND  # farther ahead of the head, a clock must be confirmed


def next_recorded_at(clock: int, head: int, *, confirmed: bool) -> int:
    """The time of the next append, given the clock and the head's time; all in µs since 1970.

    A clock a little behind gives the head's time plus one, so that order and time agree.

    Raises ClockBehind from CLOCK_BEHIND_MAX on; ClockAhead beyond CLOCK_AHEAD_MAX, unless somebody
    has ``confirmed`` the clock.
    """
    if clock <= head - CLOCK_BEHIND_MAX:
        raise ClockBehind(clock, head)
    if clock > head + CLOCK_AHEAD_MAX and not confirmed:
        raise ClockAhead(clock, head)
    return max(clock, head + 1)
