"""The kinds of value that answers publish: moments as they were given, instants, states.

Rows count microseconds; an answer says an instant in UTC, to the microsecond.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Final, Literal

from msgspec import Meta

__all__ = ["Given", "Instant", "State", "instant"]

Instant = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$",
        description="An instant: ISO 8601, UTC, with microseconds.",
    ),
]
Given = Annotated[str, Meta(description="A moment as given, such as 2024-09-07 or ../2024-09-06.")]
State = Literal["proposed", "talks_underway", "deal_reached", "collapsed"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=8192)
def instant(microseconds: int) -> Instant:
    """Return an instant in µs since 1970 as the answers write it."""
    return f"{_EPOCH + timedelta(microseconds=microseconds):%Y-%m-%dT%H:%M:%S.%fZ}"
