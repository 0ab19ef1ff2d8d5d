"""What keeps count of the views: which tables are in use, and how far they are.

It stands apart from the rows, because it can be lost and has to be made again without them.
"""

from collections.abc import Collection, Sequence, Set

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from parley.events.cells import StreamCells
from parley.events.errors import IntegrityError, ViewsDamaged, flaw_of
from parley.events.flaws import FoldDamaged, ViewsUnsaid
from parley.events.sql.composed import Asked, Composed, among
from parley.events.sql.database import Database
from parley.events.sql.tables import bookkeeping, view_fold, view_state
from parley.events.tables import Schema
from parley.events.views import Fold, StreamChange

__all__ = [
    "State",
    "create_state",
    "fold_in",
    "fold_version_in",
    "folded_in",
    "folds_in",
    "hold_state",
    "missing_keeping",
    "move_cursor",
    "remake_keeping",
    "state_from",
    "state_in",
    "use_tables",
    "write_folds",
]


class State(Struct, frozen=True):
    """Which views are in use: their version (0: none), and up to which position they are."""

    schema_version: int
    cursor: int


_STATE = select(view_state.c.schema_version, view_state.c.cursor)
_STATE_SEEN, _STATE_LOCKED = Asked(_STATE), Asked(_STATE.with_for_update())
_MOVE = Composed(update(view_state).values(cursor=bindparam("upto")), "upto")
_FOLD = Asked(
    select(view_fold.c.stream, view_fold.c.version, view_fold.c.data).where(
        view_fold.c.stream == bindparam("of")
    ),
    "of",
)
_FOLD_VERSION = Asked(
    select(view_fold.c.version).where(view_fold.c.stream == bindparam("of")), "of"
)
_FOLDED = Asked(
    select(view_fold.c.stream, view_fold.c.version).where(among(view_fold.c.stream, "names")),
    "names",
)
_FOLDS = Asked(
    select(view_fold.c.stream, view_fold.c.version, view_fold.c.data).where(
        among(view_fold.c.stream, "names")
    ),
    "names",
)
_FORGET = Composed(delete(view_fold).where(view_fold.c.stream == bindparam("of")), "of")


def create_state(connection: Connection) -> None:
    """Say, in a new ledger, that there are no views yet."""
    connection.execute(insert(view_state).values(only=1, schema_version=0, cursor=0))


def missing_keeping(connection: Connection, there: Set[str]) -> tuple[str, ...]:
    """What is lost of the tables that keep count of the views, or the row without which they
    say nothing; a damaged row is lost, too."""
    lost = tuple(name for name in bookkeeping.tables if name not in there)
    if lost:
        return lost
    try:
        state_in(connection)
    except DBAPIError as error:
        if "decode to UTF-8" not in str(error.orig):  # Python's own words for a damaged text
            raise
    except IntegrityError:
        pass
    else:
        return ()
    return (f"the row of {view_state.name}",)


def remake_keeping(connection: Connection) -> None:
    """Make the tables that keep count of the views again; they say that there are none yet."""
    bookkeeping.drop_all(connection)
    bookkeeping.create_all(connection, checkfirst=False)
    create_state(connection)


def state_in(connection: Connection, *, lock: bool = False) -> State:
    """The views in use; with ``lock``, nobody else changes them until the transaction ends.

    Raises IntegrityError where nothing is said of them, or nothing that could be.
    """
    return state_from((_STATE_LOCKED if lock else _STATE_SEEN).one(connection))


def hold_state(connection: Connection, database: Database, savepoint: str) -> State:
    """The same behind a savepoint, which is set, and nobody else changes them."""
    rows = database.hold_behind_savepoint(connection, savepoint, _STATE_LOCKED)
    return state_from(_STATE_LOCKED.only(_STATE_LOCKED.checked(rows)))


def state_from(row: tuple[int, ...] | None) -> State:
    """The views in use, of what is said of them. Raises ViewsDamaged for what cannot be."""
    if row is None or min(row) < 0:
        raise ViewsDamaged(ViewsUnsaid())
    return State(*row)


def use_tables(connection: Connection, schema: Schema, *, cursor: int) -> None:
    """Say that the tables of ``schema`` are in use, complete up to ``cursor``."""
    said = {"schema_version": schema.version, "cursor": cursor}
    connection.execute(update(view_state).values(said))


def move_cursor(connection: Connection, upto: int) -> None:
    """Say that the rows are complete up to a position."""
    _MOVE.run(connection, upto)


def fold_in(connection: Connection, stream: str) -> Fold | None:
    """The stored fold of a stream. Raises ViewsDamaged."""
    try:
        row = _FOLD.one(connection, stream)
        return None if row is None else Fold(*row)
    except IntegrityError as error:
        raise ViewsDamaged(FoldDamaged(stream, flaw_of(error))) from error


def fold_version_in(connection: Connection, stream: str) -> int | None:
    """Up to which version the stored fold of a stream is. Raises ViewsDamaged."""
    try:
        row = _FOLD_VERSION.one(connection, stream)
        return None if row is None else int(row[0])
    except IntegrityError as error:
        raise ViewsDamaged(FoldDamaged(stream, flaw_of(error))) from error


def folded_in(connection: Connection, streams: Collection[str]) -> dict[str, int]:
    """Up to which version each of these streams is folded. Raises IntegrityError."""
    return dict(_FOLDED.all(connection, sorted(streams)))


def folds_in(connection: Connection, streams: Sequence[str]) -> list[Fold]:
    """The stored folds of these streams. Raises IntegrityError."""
    return [Fold(*row) for row in _FOLDS.all(connection, list(streams))]


def write_folds(
    connection: Connection, put: Composed, changes: Sequence[StreamChange | StreamCells]
) -> None:
    """Put the folds of these streams, by the statement of the engine, in place of those that were
    there."""
    gone = [(change.stream,) for change in changes if change.fold is None]
    if gone:
        _FORGET.run_each(connection, gone)
    folds = [
        (change.stream, change.version, change.fold)
        for change in changes
        if change.fold is not None
    ]
    if folds:
        put.run_each(connection, folds)
