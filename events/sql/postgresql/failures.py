"""What a PostgreSQL server refuses or cannot do, in the ledger's words.

The codes are SQLSTATEs (PostgreSQL manual, appendix A), which every version and language shares.
"""

import re

from psycopg import DataError, Error, OperationalError

from parley.events.errors import ClockImpossible, IntegrityError, RecordError
from parley.events.flaws import EngineDamage, Said
from parley.events.store_errors import (
    AccessDenied,
    DiskFull,
    NoSuchDatabase,
    ReadOnlyStore,
    RowsRefused,
    StoreLocked,
    StoreUnreachable,
    TablesInUse,
)

# Nothing of such a transaction was written, and the server asks to try it again.
TRY_AGAIN = frozenset(["40001", "40P01"])  # serialization failure, deadlock

_KINDS: dict[str, type[StoreUnreachable | TablesInUse]] = {
    **dict.fromkeys(TRY_AGAIN, StoreLocked),
    "55P03": StoreLocked,  # lock not available
    "53100": DiskFull,
    "42501": AccessDenied,  # insufficient privilege
    "28000": AccessDenied,  # invalid authorization
    "28P01": AccessDenied,  # invalid password
    "3D000": NoSuchDatabase,
    "2BP01": TablesInUse,  # dependent objects still exist
}
_READ_ONLY = "25006"
_OF_VALUES = ("22", "23", "54")  # classes: data, integrity constraints, limits of the program
_DAMAGED = frozenset(["XX001", "XX002"])  # data or index corrupted
_INCOMPLETE = "PL006"  # our own functions: no head, or positions are missing
_CLOCK = "PL007"  # no record can be dated by the server's clock
# While connecting, libpq hands over no code; servers word these two so, unless translated.
_WHILE_CONNECTING: tuple[tuple[str, type[StoreUnreachable]], ...] = (
    ("authentication failed", AccessDenied),
    ("no password supplied", AccessDenied),
    ("no pg_hba.conf entry", AccessDenied),
    ("permission denied", AccessDenied),
    ("does not exist", NoSuchDatabase),
)
# What the driver says of each of several hosts, on a line of its own.
_OF_A_HOST = re.compile(r"^- host: .*?, hostaddr: (?:None|'[^']*'): (?:connection [\w ]+: )?(.*)")


def failure_from(error: Error, where: str) -> RecordError:
    """The error that ``error`` means for the ledger at ``where``."""
    reason = _reason(error)
    code = error.sqlstate
    if code == _READ_ONLY:
        return ReadOnlyStore(where)
    if code == _INCOMPLETE:
        return IntegrityError([Said(reason)])
    if code == _CLOCK:
        return ClockImpossible(int(error.diag.message_detail or 0))
    if code in _DAMAGED:
        return IntegrityError([EngineDamage("PostgreSQL", where, reason)])
    if isinstance(error, DataError) or (code or "").startswith(_OF_VALUES):
        return RowsRefused(where, reason)  # the driver refuses some before the server sees them
    if code is None:
        for words, kind in _WHILE_CONNECTING:
            if words in reason:
                if kind is NoSuchDatabase and 'role "' in reason:
                    return AccessDenied(where, reason)
                return kind(where, reason)
        return StoreUnreachable(where, reason)
    return _KINDS.get(code, StoreUnreachable)(where, reason)


def is_disconnect(error: Error) -> bool:
    """Whether the connection broke, so that nobody knows how far the server came."""
    # Class 08: connection exceptions; 57P01 to 57P03: the server is shut down or crashed.
    code = error.sqlstate
    if code is None:
        return isinstance(error, OperationalError)
    return code.startswith(("08", "57P"))


def _reason(error: Error) -> str:
    """In one line: the server's own words, and what it adds to them; of several hosts, each's."""
    parts = [error.diag.message_primary, error.diag.message_detail]
    said = str(error).splitlines()
    hosts = [found[1] for line in said if (found := _OF_A_HOST.match(line))]
    return (
        ": ".join(part for part in parts if part)
        or "; ".join(hosts)
        or " ".join(" ".join(said).split())
    )
