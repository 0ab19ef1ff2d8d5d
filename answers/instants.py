"""Times as answers say them: UTC, to the microsecond."""

from datetime import UTC, datetime, timedelta

__all__ = ["instant"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(microseconds: int) -> str:
    """Return an instant in µs since 1970 as the answers write it."""
    return f"{_EPOCH + timedelta(microseconds=microseconds):%Y-%m-%dT%H:%M:%S.%fZ}"
