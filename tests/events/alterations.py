"""Every single change of what a ledger's tables hold, made by somebody with an SQL shell.

The list comes from the ledger itself: whatever tables and columns a later release makes are
altered, too. A change is taken back at the end, so that one ledger serves for all.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

import psycopg
from msgspec import Struct
from psycopg.types.string import TextLoader

__all__ = [
    "Alteration",
    "PostgresShell",
    "Refused",
    "Shell",
    "SqliteShell",
    "alterations",
    "altered",
]

Kind = Literal["altered", "taken out", "doubled"]


class Alteration(Struct, frozen=True):
    """One change: of ``column`` in the row that is ``row``-th by key, or of that row as a whole."""

    table: str
    kind: Kind
    row: int
    column: str = ""

    def __str__(self) -> str:
        return f"{self.column or 'a row'} of {self.table} {self.kind}, row {self.row}"


class Refused(Exception):  # noqa: N818 - no mistake of anybody
    """The engine takes no such change, whoever makes it."""


class Shell(Protocol):
    """Somebody who owns all of it, whom no trigger hinders."""

    def tables(self) -> list[str]:
        """Every table in which the ledger's rows, or indexes of words, are kept."""

    def columns(self, table: str) -> list[str]:
        """All columns of a table."""

    def key(self, table: str) -> list[str]:
        """Those that tell rows apart."""

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """All rows, by key."""

    def change(self, table: str, statement: str, values: Sequence[object]) -> None:
        """Run a statement that changes rows; each ``?`` is a value. Raises Refused."""

    def restore(self) -> None:
        """Take all changes back."""


def alterations(shell: Shell, *, rows: Sequence[int] | None = None) -> Iterator[Alteration]:
    """Every column altered in a row, every row taken out, every row doubled; of the ``rows`` with
    these numbers (-1: the last one) or of all."""
    for table in shell.tables():
        count = len(shell.rows(table))
        chosen = range(count) if rows is None else sorted({each % count for each in rows if count})
        for row in chosen:
            for column in shell.columns(table):
                yield Alteration(table, "altered", row, column)
            yield Alteration(table, "taken out", row)
            yield Alteration(table, "doubled", row)


@contextmanager
def altered(shell: Shell, changes: Sequence[Alteration]) -> Iterator[list[Alteration]]:
    """The ledger with these changes; which of them the engine took."""
    made = []
    try:
        for each in changes:
            try:
                _make(shell, each)
            except Refused:
                continue
            made.append(each)
        yield made
    finally:
        shell.restore()


def _make(shell: Shell, change: Alteration) -> None:
    columns = shell.columns(change.table)
    row = dict(zip(columns, shell.rows(change.table)[change.row], strict=True))
    where = " AND ".join(f'"{name}" = ?' for name in shell.key(change.table))
    place = [row[name] for name in shell.key(change.table)]
    if change.kind == "taken out":
        shell.change(change.table, f'DELETE FROM "{change.table}" WHERE {where}', place)
        return
    if change.kind == "altered":
        setting = f'UPDATE "{change.table}" SET "{change.column}" = ? WHERE {where}'
        _try(shell, change.table, setting, [[one, *place] for one in _others(row[change.column])])
        return
    places = ", ".join("?" * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    doubled = f'INSERT INTO "{change.table}" ({names}) VALUES ({places})'
    copies = [list(row.values())]
    for name in shell.key(change.table):  # what a key refuses is doubled under another one
        copies += [[*{**row, name: one}.values()] for one in _others(row[name])]
    told_apart = [*shell.key(change.table), *({"id", "stream"} & row.keys())]
    copies.append([*{**row, **{name: _others(row[name])[-1] for name in told_apart}}.values()])
    _try(shell, change.table, doubled, copies)


def _try(shell: Shell, table: str, statement: str, choices: Sequence[Sequence[object]]) -> None:
    """The first choice that no key refuses."""
    for number, values in enumerate(choices, 1):
        try:
            shell.change(table, statement, values)
        except Refused:
            if number == len(choices):
                raise
        else:
            return


def _others(value: object) -> list[object]:
    """Other values of the same kind, which no row has."""
    match value:
        case bool():
            return [not value]
        case int():
            return [value ^ 1, value + 1024]
        case bytes():
            return [value[:-1] + bytes([value[-1] ^ 1]) if value else b"\0"]
        case str() if value.startswith("'"):  # the words of a row, as PostgreSQL keeps them
            return [f"{value} 'zz':9"]
        case str() if value[:1] in ("[", "{"):
            return ["[7]", f"{value} "]
        case str():
            return [f"{value}x"]
        case _:
            return ["7", 7, True]


class SqliteShell:
    """One file, in the hands of somebody who may write to it."""

    def __init__(self, path: Path) -> None:
        self._shell = sqlite3.connect(path, isolation_level=None)
        self._kept = sqlite3.connect(":memory:")
        self._shell.backup(self._kept)
        self._guards = self._shell.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        self._shell.execute("PRAGMA ignore_check_constraints = ON")

    def tables(self) -> list[str]:
        named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        return [name for (name,) in self._kept.execute(named)]

    def columns(self, table: str) -> list[str]:
        return [name for _, name, *_ in self._kept.execute(f'PRAGMA table_info("{table}")')]

    def key(self, table: str) -> list[str]:
        info = self._kept.execute(f'PRAGMA table_info("{table}")')
        keyed = sorted((key, name) for _, name, _, _, _, key in info if key)
        return [name for _, name in keyed]

    def rows(self, table: str) -> list[tuple[object, ...]]:
        order = ", ".join(f'"{name}"' for name in self.key(table))
        return self._kept.execute(f'SELECT * FROM "{table}" ORDER BY {order}').fetchall()

    def change(self, table: str, statement: str, values: Sequence[object]) -> None:
        guards = [each for each in self._guards if each[0].startswith(f"{table}_is_never")]
        self._shell.execute("BEGIN")
        for name, _ in guards:
            self._shell.execute(f'DROP TRIGGER "{name}"')
        try:
            self._shell.execute(statement, values)
        except sqlite3.IntegrityError as error:
            self._shell.execute("ROLLBACK")
            raise Refused from error
        for _, made in guards:
            self._shell.execute(made)
        self._shell.execute("COMMIT")

    def restore(self) -> None:
        self._kept.backup(self._shell)

    def close(self) -> None:
        """Let go of the file."""
        self._shell.close()
        self._kept.close()


class PostgresShell:
    """One schema, in the hands of the server's owner, whose triggers rest meanwhile."""

    def __init__(self, server: str, schema: str) -> None:
        self._schema = schema
        self._kept = f"kept_{schema}"
        self._shell = psycopg.connect(server, autocommit=True)
        self._shell.adapters.register_loader("json", TextLoader)
        self._run(f"SET search_path = {schema}; SET session_replication_role = replica")
        self._run(f"CREATE SCHEMA {self._kept}")
        self._altered: set[str] = set()
        for table in self.tables():
            self._run(f'CREATE TABLE {self._kept}."{table}" AS TABLE "{table}"')

    def _run(self, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        cursor = self._shell.execute(statement.encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    def tables(self) -> list[str]:
        named = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        found = self._run(f"{named}'{self._schema}'::regnamespace ORDER BY 1")
        return [str(name) for (name,) in found]

    def columns(self, table: str) -> list[str]:
        found = self._run(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
            "AND NOT attisdropped ORDER BY attnum",
            [f'"{table}"'],
        )
        return [str(name) for (name,) in found]

    def key(self, table: str) -> list[str]:
        found = self._run(
            "SELECT a.attname::text FROM pg_index AS i JOIN pg_attribute AS a "
            "ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
            "WHERE i.indisprimary AND i.indrelid = %s::regclass ORDER BY a.attnum",
            [f'"{table}"'],
        )
        return [str(name) for (name,) in found]

    def rows(self, table: str) -> list[tuple[object, ...]]:
        order = ", ".join(f'"{name}"' for name in self.key(table))
        return self._run(f'SELECT * FROM {self._kept}."{table}" ORDER BY {order}')

    def change(self, table: str, statement: str, values: Sequence[object]) -> None:
        try:
            self._run(statement.replace("?", "%s"), values)
        except (psycopg.errors.IntegrityError, psycopg.errors.DataError) as error:
            raise Refused from error
        except psycopg.errors.DatatypeMismatch as error:
            raise Refused from error
        self._altered.add(table)

    def restore(self) -> None:
        for table in sorted(self._altered):
            self._run(f'DELETE FROM "{table}"')
            self._run(f'INSERT INTO "{table}" SELECT * FROM {self._kept}."{table}"')
        self._altered.clear()

    def close(self) -> None:
        """Let go of the server, and of what was kept there."""
        self._run(f"DROP SCHEMA {self._kept} CASCADE")
        self._shell.close()
