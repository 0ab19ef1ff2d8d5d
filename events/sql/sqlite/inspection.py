"""What a file holds beside what this release makes, and what it lacks of that.

The same statements that make a ledger are run in memory, and what SQLite then says of the two is
compared word by word: tables, columns, constraints, indexes, triggers, views, and the tables that
an index of words keeps for itself. Nothing of what is expected is read from the file, and nothing
in the file is run by reading its list of contents.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DatabaseError

from parley.events import flaws
from parley.events.inspection import Strange
from parley.events.sql.database import Database
from parley.events.sql.migrations import VERSION_TABLE
from parley.events.sql.sqlite.triggers import SQLITE_TRIGGERS
from parley.events.sql.tables import bookkeeping, log
from parley.events.sql.view_tables import ViewTables
from parley.events.tables import Schema

__all__ = ["Expected", "expect", "inspect"]

# As Alembic makes it in every ledger; a test compares the two.
_REVISION_TABLE = (
    f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL,"
    f" CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
)

# What ANALYZE makes for SQLite's own use: figures by which it chooses an index.
_STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}

_TOKEN = re.compile(
    r"""[ \t\n\f\r]+ | --[^\n]* | /\*.*?\*/      # between words
      | '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\]
      | [\w$]+ | .""",
    re.VERBOSE | re.DOTALL,
)
_BETWEEN = re.compile(r"[ \t\n\f\r]|--|/\*")


class _Thing(Struct, frozen=True):
    """One line of a file's list of contents. ``words`` are those of its definition, None for an
    index that belongs to a constraint."""

    type: str
    name: str
    table: str
    words: tuple[str, ...] | None

    @property
    def kind(self) -> str:
        """What it is by its definition, whatever its line says."""
        made = self.words[1].upper() if self.words is not None and len(self.words) > 1 else ""
        return _KINDS.get(made, self.type)


_KINDS = {
    "TABLE": "table",
    "VIRTUAL": "virtual table",
    "INDEX": "index",
    "UNIQUE": "index",
    "TRIGGER": "trigger",
    "VIEW": "view",
}

_Things = Mapping[tuple[bool, str], _Thing]
"""By whether it is a trigger, for those have names of their own, and by name in lower case."""


class Expected(Struct, frozen=True):
    """What this release makes: of the log, of what keeps count of the views, and of the views.

    All but the log can be made again, and the views are made when a ledger is first used.
    """

    log: _Things
    keeping: _Things
    views: _Things


def expect(database: Database, schema: Schema) -> Expected:
    """What a ledger with the views of ``schema`` consists of, made once in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as memory:
            log.create_all(memory, checkfirst=False)
            for statement in (_REVISION_TABLE, *SQLITE_TRIGGERS):
                memory.exec_driver_sql(statement)
            log_made = _things(memory)
            bookkeeping.create_all(memory, checkfirst=False)
            kept = _things(memory)
            ViewTables(database, schema).create(memory)
            return Expected(log_made, _less(kept, log_made), _less(_things(memory), kept))
    finally:
        engine.dispose()


def inspect(
    connection: Connection, expected: Expected, where: str, *, closely: bool = False
) -> list[Strange]:
    """`EventStore.inspect` of the file at ``where``, in the caller's transaction; more closely,
    what SQLite itself complains of."""
    found = sorted(_compare(connection, expected), key=lambda each: (each.kind, each.name))
    if closely and not found:  # to check a constraint or an index is to evaluate what it says
        found += _complaints(connection, where)
    return found


def _complaints(connection: Connection, where: str) -> Iterator[Strange]:
    """Pages, indexes and constraints that do not hold, in SQLite's words."""
    try:
        said = connection.exec_driver_sql("PRAGMA main.integrity_check").scalars().all()
    except DatabaseError as error:
        said = [str(error.orig)]
    for each in said:
        if each != "ok":
            yield Strange("file", where, flaws.FileDamaged(str(each)), runs=False)


def _compare(connection: Connection, expected: Expected) -> Iterator[Strange]:
    there = _things(connection)
    altered: set[str] = set()
    due = expected.views if there.keys() & expected.views.keys() else {}
    for things, rebuilt in ((expected.log, False), (expected.keeping, True), (due, True)):
        for key, made in things.items():
            found = there.get(key)
            if found == made:
                continue
            if made.words is None and (found is None or made.table in altered):
                continue  # it goes with the constraint in its table's definition
            altered.add(made.name)
            yield _differing(made, found, rebuilt=rebuilt)
    for key in there.keys() - expected.log.keys() - expected.keeping.keys() - expected.views.keys():
        found = there[key]
        if found.words is not None and found.words != _STATISTICS_WORDS.get(found.name):
            yield _foreign(found, expected)
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version != 0:
        yield Strange("setting", "user_version", flaws.SettingDiffers(version), False)


def _differing(made: _Thing, found: _Thing | None, *, rebuilt: bool) -> Strange:
    """Of the log, everything counts: its tables' constraints are guards as its triggers are."""
    if found is None:
        guards = not rebuilt and made.type != "index"
        return Strange(made.kind, made.name, flaws.Missing(), runs=guards, rebuilt=rebuilt)
    if found.kind != made.kind:
        what = flaws.InPlaceOf(made.kind)
        return Strange(
            found.kind,
            made.name,
            what,
            runs=made.type != "view",
            rebuilt=rebuilt,
            on_reading=not rebuilt,
        )
    # A plain table, or a view that nobody but people reads, runs nothing; an index, or a virtual
    # table, may.
    runs = not rebuilt or made.kind in ("index", "virtual table")
    # A column may be an expression, which is worked out for whoever reads it.
    computed = not {"generated", "as"}.isdisjoint(word.lower() for word in found.words or ())
    on_reading = computed and made.kind == "table" and not rebuilt
    return Strange(
        made.kind, made.name, flaws.Altered(), runs=runs, rebuilt=rebuilt, on_reading=on_reading
    )


def _foreign(found: _Thing, expected: Expected) -> Strange:
    """Something of somebody else. A table or a view of theirs lies still until they use it."""
    table = (False, found.table.lower())
    on_views = table in expected.keeping or table in expected.views
    on_ours = found.kind == "index" and (on_views or table in expected.log)
    runs = found.kind in ("trigger", "virtual table") or on_ours
    apart = found.table != found.name
    what = flaws.NobodysOnTable(found.table) if apart else flaws.Nobodys()
    return Strange(found.kind, found.name, what, runs=runs, rebuilt=on_ours and on_views)


def _things(connection: Connection) -> _Things:
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_schema").all()
    found = [
        _Thing(str(type), str(name), str(table), None if sql is None else _words(str(sql)))
        for type, name, table, sql in rows
    ]
    return {(each.kind == "trigger", each.name.lower()): each for each in found}


def _less(things: _Things, others: _Things) -> _Things:
    return {key: things[key] for key in things.keys() - others.keys()}


def _words(sql: str) -> tuple[str, ...]:
    """The words of a definition: how it is spaced changes nothing, and old files keep theirs.

    Only what SQLite takes for a space is one: to it, U+00A0 is a letter of a name.
    """
    return tuple(word for word in _TOKEN.findall(sql) if not _BETWEEN.match(word))


_STATISTICS_WORDS = {name: _words(sql) for name, sql in _STATISTICS.items()}
