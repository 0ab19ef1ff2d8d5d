"""What the shared statements need of an engine: transactions, and the few places where SQL differs.

One protocol, so that a query stands once and is right on both engines; how each is reached, how it
locks and how it fails is in its own room beside this file.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from msgspec import Struct
from sqlalchemy import Column, Connection, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from parley.events.append import Group, Outcome
from parley.events.hints import Hints
from parley.events.inspection import Strange
from parley.events.sql.composed import Composed
from parley.events.sql.roles import Rights
from parley.events.sql.words import WordTable
from parley.events.store import LedgerInfo
from parley.events.tables import Schema, SqlView
from parley.events.views import Waiting, wait_silently

if TYPE_CHECKING:  # it takes a while to import, and most ledgers are files
    from sqlalchemy.dialects import postgresql

Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"
Answer = TypeVar("Answer")

Fill = Callable[[Connection, LedgerInfo], None]
"""Puts the first records into a ledger, in the transaction that makes it."""

Follow = Callable[[Connection, Sequence[Group], Sequence[Outcome]], list[Outcome]]
"""Writes the rows of what an append wrote, in its transaction; answers its outcomes."""


Question = tuple[Composed, Sequence[object]]
"""What is asked of an engine, and the values that it is asked with."""


class Place(Struct, frozen=True):
    """What an engine says of itself: its name and version, what the ledger takes on disk.

    ``settings`` are those, in the engine's own words, that decide whether what was acknowledged
    survives a power cut. ``rights`` is None for a file, where its folder's permissions decide.
    """

    engine: str
    server: str
    disk_bytes: int
    settings: dict[str, str]
    rights: Rights | None = None


class Database(Protocol):
    """The place of one ledger. Every method may raise StoreError, in the ledger's words."""

    @property
    def where(self) -> str:
        """Its path or address, for messages; without a password."""

    @property
    def schema(self) -> str | None:
        """Where its tables are, on an engine that has several such places."""

    @property
    def writable(self) -> bool:
        """False where it can only be read; then whatever writes raises ReadOnlyStore."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the ledger from its first statement on."""

    def reading_views(self) -> AbstractContextManager[Connection]:
        """The same for tables of views: nobody makes them again meanwhile."""

    def writing(self, *, durable: bool = True) -> AbstractContextManager[Connection]:
        """A transaction. It commits at the end of the block and rolls back on an exception.

        Unless ``durable``, a crash may lose it, but never without everything after it. What has to
        wait MUST be locked: SQLite has one writer, PostgreSQL many.
        """

    def failure_of(self, error: DBAPIError) -> Exception:
        """What an error that came in a transaction means, in the ledger's words."""

    def goes_on(self, connection: Connection) -> bool:
        """Whether a transaction can still be committed after what was undone in it."""

    def together(self, connection: Connection) -> AbstractContextManager[object]:
        """Whatever `events.sql.composed` runs in the block goes to the engine in one message, where
        that is worth it: the block MUST ask nothing, and its end raises what is wrong."""

    def ask(self, questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
        """The rows that each of these finds, as they stand there: all of one moment, of tables
        that nobody makes again meanwhile."""

    def hold_behind_savepoint(
        self, connection: Connection, savepoint: str, question: Composed
    ) -> list[tuple[Any, ...]]:
        """Set a savepoint, and what ``question`` finds behind it. From there on no lock is waited
        for for long: others wait behind the transaction."""

    def describe(self, connection: Connection) -> Place:
        """What the engine says of itself and of this place."""

    def migrating(self) -> AbstractContextManager[Connection]:
        """A durable transaction of the tables' owner; one is under way at a time."""

    def hold_log(self, connection: Connection) -> None:
        """Let nobody append, nor wait to, until the owner's transaction ends."""

    def change_tables(
        self,
        work: Callable[[Connection], Answer],
        names: Collection[str],
        waiting: Waiting = wait_silently,
    ) -> Answer:
        """Run ``work``, which makes or drops tables of views, in one such transaction.

        Nobody else reads or writes those tables meanwhile; whoever has rights on the ledger has
        them on what is there then of ``names``. ``work`` may run more than once; ``waiting`` is
        called before the second time.
        """

    def makes_tables(self, connection: Connection) -> bool:
        """Whether whoever is connected may make and drop tables of views here."""

    def table_kinds(self, connection: Connection) -> dict[str, str]:
        """The tables and SQL views that there are, whoever made them: "table" or "view" by name."""

    def put_tiles(self, connection: Connection, size: int, most: int) -> None:
        """Store ``most`` of the full tiles that a tree of ``size`` lacks, lower levels first.

        They are made from the stored leaf hashes. Raises IntegrityError where some are missing.
        """

    def insert_into(self, table: Table) -> Insert:
        """An INSERT that knows ON CONFLICT."""

    def words(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> WordTable:
        """Where the words of table ``name`` stand; what is made for it joins ``metadata``."""

    def create_tables(self, connection: Connection, tables: MetaData) -> None:
        """Make tables of which none is there, with what they are about where the engine keeps
        that. ``tables`` MUST NOT grow afterwards."""

    def create_view(self, connection: Connection, view: SqlView) -> None:
        """Make a view in SQL, with what it is about where the engine keeps that."""

    def drop(self, connection: Connection, kind: str, name: str) -> None:
        """Drop a "table" or "view" of views, however damaged."""

    def inspect(
        self, connection: Connection, schema: Schema, *, closely: bool = False
    ) -> list[Strange]:
        """`EventStore.inspect`."""

    def hints(self) -> Hints:
        """`EventStore.hints`, on a connection of their own."""

    def close(self) -> None:
        """Let go of files and connections. MAY be called again."""
