"""What a program asks of, in one call each: a negotiation, the whole ledger, its own records.

The three times are written as on the command line: `2024-09-07`, `v4`, `@120`; without one, it is
now. What is read answers any question of its kind, as often as asked.
"""

from typing import Literal

from parley.answers import diff, own, reading, whole
from parley.answers.diff import Between
from parley.answers.own import OwnRecords
from parley.answers.reading import Reading
from parley.answers.times import Asked, Standpoint
from parley.answers.whole import Whole
from parley.events.ledger import Ledger

__all__ = ["read", "read_all", "read_between", "read_own"]


def read(
    ledger: Ledger,
    slug: str,
    *,
    as_of: str | None = None,
    public_at: str | None = None,
    known_at: str | None = None,
) -> Reading:
    """Return a negotiation, or a contest (`contest/…`), as it is seen at these times.

    Raises Failure: usage for a time that is none, not found for what was not there yet;
    NoSuchStream.
    """
    asked = Asked(as_of=as_of, public_at=public_at, known_at=known_at)
    return reading.read_stream(_standpoint(ledger), asked, slug)


def read_all(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    public_at: str | None = None,
    known_at: str | None = None,
) -> Whole:
    """Return the whole ledger as it is seen at these times, of which dates alone are in UTC.

    Raises Failure as `read`.
    """
    asked = Asked(as_of=as_of, public_at=public_at, known_at=known_at)
    return whole.read_whole(_standpoint(ledger), asked)


def read_own(ledger: Ledger, *, known_at: str | None = None) -> OwnRecords:
    """Return the ledger's own records: sources, the register, checks, exports. Raises Failure."""
    return own.read_own(_standpoint(ledger), known_at)


def read_between(
    ledger: Ledger,
    slug: str,
    first: str = "",
    last: str = "",
    *,
    recorded: bool = False,
    public_at: str | None = None,
) -> Between:
    """Return a negotiation at two times of what had happened, or with `recorded` at two of what we
    knew; empty ones are the registration and now. Raises Failure as `read`."""
    axis: Literal["occurred", "recorded"] = "recorded" if recorded else "occurred"
    asked = Asked(public_at=public_at)
    return diff.read_between(_standpoint(ledger), asked, slug, axis, first, last)


def _standpoint(ledger: Ledger) -> Standpoint:
    return Standpoint(ledger=ledger, now=ledger.clock(), zone="UTC")
