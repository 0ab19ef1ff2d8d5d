"""What verification finds: what is wrong, and the place that it is about.

They stand apart from the checks, so that each part of verification can make them and none has to
know the others.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from parley.events.errors import RecordError, flaw_of
from parley.events.flaws import Flaw, Unreadable
from parley.events.store_errors import DiskFull, StoreLocked

__all__ = ["Finding", "finding_if_unreadable"]


class Finding(Struct, frozen=True):
    """One thing that does not hold.

    `check` is one word for the kind of check; `where` is `@position`, `stream#version`, a table, or
    a table and a stream; `flaw` has both sides of the contradiction as facts, and no sentence.
    """

    check: str
    where: str
    flaw: Flaw


@contextmanager
def finding_if_unreadable(findings: list[Finding], check: str, where: str) -> Iterator[None]:
    """Turn what the store cannot read into a finding; what only hinders now passes as an error.

    A flipped byte may make a text no text, or a page no page: whoever verifies wants to be told of
    that beside everything else, not to be left with the first of them.
    """
    try:
        yield
    except (StoreLocked, DiskFull):
        raise
    except (RecordError, ValueError) as error:
        findings.append(Finding(check, where, Unreadable(flaw_of(error))))
