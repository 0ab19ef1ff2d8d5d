"""Appending through the database's own function: bytes in, one outcome per group out.

The order of things, which is the whole correctness of the store, is in ``sql/append.sql``,
one call of one transaction; the rows of the views follow in the same transaction, as the caller's
own statements (docs/adr/0035). Here are only the words on both sides of it.
"""

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Any

import psycopg
from msgspec import Struct, json
from sqlalchemy import Connection

from parley.events.append import Appended, Group, IdTaken, Outcome, Same, VersionIs, check_ledger
from parley.events.errors import IntegrityError, Malformed, RecordError, RecordTooLarge
from parley.events.flaws import AnotherLedgerThere, LogContradictsHead
from parley.events.record import compose
from parley.events.sql.database import Follow
from parley.events.sql.postgresql.database import PostgresDatabase
from parley.events.sql.postgresql.failures import TRY_AGAIN, failure_from, is_disconnect
from parley.events.sql.stored import parse_at
from parley.events.statement import Prepared
from parley.events.store_errors import AnswerLost, ReadOnlyStore, StoreUnreachable

ATTEMPTS_MAX = 3  # when the server rolled it back and asks to try again
ANSWER_SECONDS_MAX = 10.0  # how long to look for a server that can say what became of an append
ANSWER_PAUSE_SECONDS = 0.1

_CONTRADICTION = "23"  # integrity constraint violation, and what our triggers raise
# What is wrong with the bytes themselves: they were not taken the first time either.
_OF_THE_BYTES = frozenset(["PL001", "PL002", "PL005"])

_CALL = (
    "SELECT outcome, positions, recorded_at, stream, expected, actual, offered, stored "
    'FROM "{schema}".append('
    "%s::pg_catalog.bytea[], %s::pg_catalog.text[], %s::pg_catalog.int4[])"
)


class _Answered(Struct, frozen=True):
    """What the function says of a group; which of it, the outcome says."""

    outcome: str
    positions: list[int]
    recorded_at: int
    stream: str
    expected: int
    actual: int
    offered: int
    stored: bytes


class _Sizes(Struct, frozen=True):
    size: int
    limit: int


def append_groups(
    database: PostgresDatabase, ledger: str, follow: Follow, groups: Sequence[Group]
) -> list[Outcome]:
    """`EventStore.append`; ``follow`` writes the rows. Where the connection breaks, it is asked
    again for the same bytes: what the first call wrote is found by its ids. Raises AnswerLost when
    nobody can be asked, or nobody who is asked can tell: a standby that takes no changes, a head
    that somebody holds.
    """
    if not database.writable:
        raise ReadOnlyStore(database.where)
    for group in groups:
        check_ledger(group, ledger)
    offered = [statement for group in groups for statement in group.statements]
    for statement in offered:
        if statement.signatures:
            compose(1, 0, b"", statement.signatures)  # as strict as every other engine
    if not offered:
        return []
    call = (
        _CALL.format(schema=database.schema.replace("%", "%%")),
        (
            [statement.statement for statement in offered],
            ["".join(f"{line}\n" for line in said.signatures) for said in offered],
            [number for number, group in enumerate(groups) for _ in group.statements],
        ),
    )

    def answered(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> list[Outcome]:
        return follow(connection, groups, [_outcome(_Answered(*row), offered) for row in rows])

    outcomes = _insist(lambda: database.transact(call, answered), database.where)
    if any(isinstance(outcome, Appended) for outcome in outcomes):
        database.send_hint()
    return outcomes


def _insist(append: Callable[[], list[Outcome]], where: str) -> list[Outcome]:
    """The outcomes of one transaction, whatever it takes to be told."""
    lost: psycopg.Error | None = None  # the call of which nobody knows what became
    give_up = 0.0
    attempt = 1
    while True:
        try:
            return append()
        except psycopg.Error as error:
            again = error.sqlstate in TRY_AGAIN and attempt < ATTEMPTS_MAX
            if is_disconnect(error):
                give_up = give_up or monotonic() + ANSWER_SECONDS_MAX
                lost = error
            elif error.sqlstate in _OF_THE_BYTES or not (again or lost):
                raise _failure(error, where) from error
            attempt += 1 if again else 0
        except StoreUnreachable:
            if lost is None:
                raise
        if lost is not None:
            if monotonic() > give_up:
                raise AnswerLost(where, " ".join(str(lost).split())) from lost
            sleep(ANSWER_PAUSE_SECONDS)


def _outcome(said: _Answered, offered: Sequence[Prepared]) -> Outcome:
    match said.outcome:
        case "appended":
            return Appended(tuple(said.positions), said.recorded_at)
        case "same":
            return Same(tuple(said.positions), said.recorded_at)
        case "version_is":
            return VersionIs(said.stream, expected=said.expected, actual=said.actual)
        case _:
            refused = offered[said.offered - 1]
            (position,) = said.positions
            return IdTaken(refused.id, parse_at(position, said.stored), refused.statement)


def _failure(error: psycopg.Error, where: str) -> RecordError:
    detail = (error.diag.message_detail or "").encode()
    reason = error.diag.message_primary or str(error)
    match error.sqlstate:
        case "PL001":
            return Malformed("statement", reason)
        case "PL002":
            sizes = json.decode(detail, type=_Sizes)
            return RecordTooLarge(sizes.size, sizes.limit)
        case "PL005":
            return IntegrityError([AnotherLedgerThere(where)])
        case code if code is not None and code.startswith(_CONTRADICTION):
            return IntegrityError([LogContradictsHead(where, reason)])
        case _:
            return failure_from(error, where)
