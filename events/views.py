"""The tables that every engine must offer to views: rows and cursor together, rebuilt in place.

A view is a fold of the log and can always be made again, so all that a store has to promise is
that rows, folds and cursor move as one, and that a rebuild never leaves a stream half written.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from parley.events.canonical import JsonObject, JsonValue, encode
from parley.events.cells import Cells, StreamCells
from parley.events.politics import Stamp, Wanted
from parley.events.search import Query
from parley.events.tables import Change, Schema, Table

Waiting = Callable[[], None]
"""Is called when a change has to wait for programs that read what it replaces."""


def wait_silently() -> None:
    """Tell nobody."""


class StreamChange(Struct, frozen=True, kw_only=True):
    """What new records of one stream change.

    With ``replace``, every row of the stream goes first (a refold). Then ``changes``, in order;
    their rows MUST be of this stream. ``fold`` is what folding the stream up to ``version`` gave,
    in the caller's own bytes, in place of the fold that was there; None leaves none. ``stamps``
    are the cells of ``changes`` that only recording fills. In a `Group`, rows MUST be complete.
    """

    stream: str
    version: int
    changes: tuple[Change, ...]
    fold: bytes | None
    replace: bool = False
    stamps: tuple[Stamp, ...] = ()


def fits(change: StreamChange, versions: Container[int]) -> bool:
    """Whether what only recording fills belongs to one of these versions, and one of the rows."""
    rows = range(len(change.changes))
    return all(each.version in versions and each.row in rows for each in change.stamps)


def stamped(change: StreamChange, positions: Mapping[int, int], recorded_at: int) -> StreamChange:
    """``change`` once its entries are recorded: at these positions, by version, at this time."""
    rows = [one.row for one in change.changes]
    for stamp in change.stamps:
        given = positions[stamp.version] if stamp.gives == "position" else recorded_at
        if stamp.at_most is not None:
            given = min(given, stamp.at_most)
        rows[stamp.row] = {**rows[stamp.row], stamp.column: given}
    changes = (Change(one.table, row) for one, row in zip(change.changes, rows, strict=True))
    return msgspec.structs.replace(change, changes=tuple(changes), stamps=())


class Fold(Struct, frozen=True):
    """A stored fold: ``data`` is what the statements of ``stream`` up to ``version`` gave."""

    stream: str
    version: int
    data: bytes


class StreamRows(Struct, frozen=True, kw_only=True):
    """Every row of one stream by table, and the fold that goes with them; all of one moment."""

    fold: Fold | None
    tables: dict[str, list[JsonObject]]


def chosen(table: Table, rows: Iterable[JsonObject], wanted: Wanted) -> list[JsonObject]:
    """Those of some rows of one stream that are wanted, by key: what `ViewStore.recall` means.

    Raises ValueError where the table has no such column, or its key no number.
    """
    table.check_selection(dict.fromkeys(wanted.empty), ())
    found = [row for row in rows if all(row[column] is None for column in wanted.empty)]
    if wanted.steps is not None:
        number, numbers = table.number, {*wanted.steps}
        found = [row for row in found if row[number] in numbers]
    return sorted(found, key=lambda row: [row[column] for column in table.key])


class StoredCells(Struct, frozen=True):
    """Rows as they are stored, and the position up to which all rows were complete then.

    Each row is its columns in their order; a boolean may be 0 or 1, and what is of the kind json
    is its text. Nothing is held against the columns: who makes something of it does.
    """

    cursor: int
    rows: list[tuple[object, ...]]


class ViewStore(Protocol):
    """The views of one ledger. Every method that writes raises ReadOnlyStore on such a store.

    Methods that name a table or take changes raise ValueError for what `prepare`'s schema does
    not have (unknown tables and columns, values of another kind), for rows of another stream, and
    for a stream that comes twice in one call.
    """

    def prepare(self, schema: Schema) -> bool:
        """Use ``schema``; make its tables if there are none at all.

        False when the stored tables are of another version, cannot be made here, or are not all
        there (`missing`): then only `remake` may follow. MUST be called before the others. What
        is missing is never made here: `remake` does, when it is asked to.
        """

    def missing(self) -> tuple[str, ...]:
        """What `prepare` did not find of the tables in use and of those that keep count of them."""

    def version(self) -> int | None:
        """The version of which `prepare` found the tables, as they themselves say; None where
        there are none yet."""

    def cursor(self) -> int:
        """The position up to which the rows are complete; 0 when nothing is folded."""

    def extend(self, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        """Apply ``changes`` and move the cursor, in one transaction.

        False, and nothing written, when the cursor is not ``expected_cursor`` any more or the
        stored tables are of another version than `prepare`'s: read again before going on.
        A commit lost in a power cut MUST lose rows and cursor together; it need not be durable.
        """

    def fold(self, stream: str) -> Fold | None:
        """The stored fold of ``stream``."""

    def folded_streams(self) -> set[str]:
        """The names of the streams that have a stored fold."""

    def select_stream(self, stream: str) -> StreamRows:
        """Every row of ``stream``, each table sorted by its key, and its fold.

        MUST be of one moment: neither an `extend` nor a `rewrite` comes in between.
        """

    def recall(
        self, stream: str, version: int, wanted: Sequence[Wanted]
    ) -> list[list[JsonObject]] | None:
        """For each of some wishes the rows of ``stream``, by key; as they are with its fold up to
        ``version``, all of one moment. None where its fold is another one by now.

        Raises ValueError for a column that is not there; ViewsDamaged.
        """

    def folded(self, streams: Collection[str]) -> dict[str, int]:
        """Up to which version each of these streams is folded; what has no fold is left out."""

    def cells(self, table: str, streams: Collection[str]) -> StoredCells:
        """Every row of these streams in one table, each stream's sorted by the key. MUST be of one
        moment with its cursor."""

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        """Rows equal to ``where`` in every column named there, in the order of ``order_by``.

        None in ``where`` finds None. None sorts before every value, text by code point, ties by
        key. Columns of kind json may stand in neither.
        """

    def index(self, most: int) -> int:
        """Put the words of at most so many rows into the index that `search` goes by; how many
        are indexed now. The others are searched for without it.

        MUST leave out rows that somebody else is at, and leave them to others when it dies.
        """

    def search(self, table: str, query: Query) -> list[JsonObject]:
        """Rows whose searched columns answer ``query``, as `events.search.matches` says; by key.
        Whether they are indexed yet MUST NOT matter.

        Raises ValueError for a table in which nothing is searched.
        """

    def misindexed(self, table: str) -> set[str]:
        """The streams of which `search` does not go by the words of the rows in ``table``; "" for
        words that belong to no row.

        Raises ValueError as `search` does, IntegrityError for an index that cannot be read.
        """

    def outlasts_rewriting(self) -> bool:
        """Whether what is wrong in the tables would outlast a `rewrite` of every stream, so that
        they have to be made again. It takes as long as reading all rows."""

    def rewrite(self, make: Callable[[int], Sequence[StreamCells]]) -> bool:
        """Write whole streams again, in one transaction, while readers read the old rows.

        ``make`` is given the cursor, and answers streams as the records up to it make them: every
        row of theirs goes, and theirs are written. Nobody else changes rows or cursor meanwhile.
        False, and nothing written, when the stored tables are of another version than `prepare`'s.
        """

    def differing(self, made: Sequence[StreamCells]) -> set[str]:
        """Those of these streams whose stored rows or fold are not exactly these, at one moment,
        or cannot be read: whoever wants to know how they differ reads them."""

    def streams_in(self, table: str) -> set[str]:
        """The streams that have a row in a table. Raises IntegrityError for a name that is none."""

    def forget_strangers(self, known: Callable[[], Collection[str]]) -> None:
        """Take away rows, folds and words of every stream that is not ``known``.

        MUST ask for those only when nobody else can change rows any more: what was recorded and
        folded in between would look like a stranger's.
        """

    def remake(self, schema: Schema, waiting: Waiting = wait_silently) -> None:
        """Make the tables of ``schema`` again, empty, with the cursor at 0, in one transaction.

        What stands under its names, or under a name that an earlier version's tables had, goes;
        what keeps count of the views is made again where it is lost. It takes whoever owns the
        tables; ``waiting`` is called, once, where programs that read the old rows have to be
        waited for. Raises StoreLocked when they do not end: it may be tried again.
        """


def check_changes(schema: Schema, changes: Sequence[StreamChange]) -> list[StreamChange]:
    """``changes`` with complete rows. Raises ValueError unless ``schema`` has every table and
    column, each row is of its stream, and each stream comes once.
    """
    streams = [change.stream for change in changes]
    if len(set(streams)) < len(streams):
        raise ValueError("a stream comes twice among the changes")
    return [
        msgspec.structs.replace(
            change, changes=tuple(_complete(schema, change.stream, one) for one in change.changes)
        )
        for change in changes
    ]


def _complete(schema: Schema, stream: str, one: Change) -> Change:
    row = schema.table(one.table).complete(one.row)
    if row["stream"] != stream:
        raise ValueError(f"a row of stream {row['stream']} in a change of stream {stream}")
    return Change(one.table, row)


def as_cells(schema: Schema, change: StreamChange) -> StreamCells:
    """The rows of a whole stream as cells. Raises ValueError for those that ``schema`` does not
    have."""
    (complete,) = check_changes(schema, [change])
    tables: dict[str, dict[Cells, Cells]] = {}
    for one in complete.changes:
        table = schema.table(one.table)
        cells = cells_in(table, one.row)
        keyed: Cells = tuple(one.row[name] for name in table.key)  # type: ignore[misc]  # plain
        tables.setdefault(table.name, {})[keyed] = cells
    return StreamCells(
        stream=change.stream,
        version=change.version,
        tables={name: list(rows.values()) for name, rows in tables.items()},
        fold=change.fold,
    )


def cells_in(table: Table, row: JsonObject) -> Cells:
    """A complete row as the cells of its columns."""
    return tuple(
        encode(value).decode() if column.kind == "json" and value is not None else value  # type: ignore[misc]  # plain, as completed
        for column, value in zip(table.columns, row.values(), strict=True)
    )
