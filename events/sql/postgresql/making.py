"""What this release makes in a PostgreSQL schema, said as the server's catalogs say it.

It comes from the same tables, statements and files that make a ledger, and from nothing that a
ledger holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from sqlalchemy import (
    CheckConstraint,
    Column,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import dialect

from parley.events.sql.migrations import VERSION_TABLE
from parley.events.sql.postgresql.catalog import Found
from parley.events.sql.postgresql.objects import OBJECTS, objects_in
from parley.events.sql.tables import bookkeeping, log

__all__ = [
    "LOG_TABLES",
    "MadeViews",
    "made_functions",
    "made_tables",
    "made_triggers",
    "made_views",
]

LOG_TABLES = (*log.tables, VERSION_TABLE)

# As Alembic makes it in every ledger; a test compares the two.
_revisions = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)

_DIALECT = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it without types
_BETWEEN = re.compile(r"(?:--[^\n]*|\s+)+")
_FUNCTION = re.compile(
    r'CREATE FUNCTION :"schema"\.(?P<name>\w+)\((?P<arguments>.*?)\)\s*'
    r"(?:RETURNS (?P<result>.*?)\s*)?\nLANGUAGE (?P<language>\w+)(?: (?P<volatility>\w+))?\n"
    r"(?P<options>.*?)AS \$\$(?P<source>.*)\$\$;\n",
    re.DOTALL,
)
_TRIGGER = re.compile(r"CREATE TRIGGER (?P<name>\w+) .*? ON (?P<table>\S+)\s.*?(?=;)", re.DOTALL)


class MadeViews(Struct, frozen=True):
    """What there is of views: ``found`` as the catalogs say it; the names of its tables; its views
    in SQL by name, each with its definition."""

    found: tuple[Found, ...]
    tables: frozenset[str]
    sql_views: Mapping[str, str]


def made_views(tables: MetaData, sql_views: Mapping[str, str]) -> MadeViews:
    """The tables of views, and views in SQL over them."""
    return MadeViews(
        (
            *_tables(tables.tables.values()),
            *(Found("view", name, name, _PLAIN) for name in sorted(sql_views)),
        ),
        frozenset(tables.tables),
        sql_views,
    )


@lru_cache(maxsize=1)
def made_tables() -> tuple[Found, ...]:
    """The tables of the log, and of what keeps count of the views."""
    return tuple(_tables([*log.tables.values(), _revisions, *bookkeeping.tables.values()]))


_PLAIN = (True, "p", False, False, False, True, True)


def _tables(tables: Iterable[Table]) -> Iterator[Found]:
    """Tables with columns, constraints and indexes."""
    for table in tables:
        yield Found("table", table.name, table.name, _PLAIN)
        yield from _columns(table)
        yield from _constraints(table)


@lru_cache(maxsize=8)
def made_functions(schema: str) -> tuple[Found, ...]:
    """The ledger's functions, to the last letter."""
    return tuple(_functions(schema))


def _functions(schema: str) -> Iterator[Found]:
    for text in objects_in(schema):
        found = _FUNCTION.search(text.replace(f'"{schema}"', ':"schema"'))
        if found is None:
            continue  # the triggers
        arguments = _spelt(found["arguments"])
        given = [one for one in arguments.split(", ") if one and not one.startswith("OUT ")]
        kinds = [one.split(" ", 1)[1] for one in given]
        outs = "OUT " in arguments
        options = found["options"]
        settings = re.findall(r"^SET (\w+) = (.*?)\s*(?:--.*)?$", options, re.MULTILINE)
        yield Found(
            "function",
            f"{found['name']}({', '.join(kinds)})",
            schema,
            (
                True,
                "f",
                found["language"],
                (found["volatility"] or "VOLATILE")[0].lower(),
                "SECURITY DEFINER" in options,
                False,
                "u",
                arguments,
                "record" if outs else re.sub(r" ?([()]) ?", r"\1", _spelt(found["result"])),
                [f"{name}={value.strip(chr(39))}" for name, value in settings] or None,
                found["source"].replace(':"schema"', f'"{schema}"'),
                True,
            ),
        )


def made_triggers(quoted: str) -> Iterator[Found]:
    """The log's triggers; ``quoted`` is the schema's name as the server spells it."""
    for found in _TRIGGER.finditer(OBJECTS["triggers"]):
        definition = _spelt(found[0]).replace(':"schema"', quoted)
        table = found["table"].removeprefix(':"schema".')
        yield Found("trigger", found["name"], table, (definition, "O"))


def _columns(table: Table) -> Iterator[Found]:
    for number, column in enumerate(table.columns, 1):
        kind = column.type.compile(_DIALECT).replace("VARCHAR", "CHARACTER VARYING")
        facts = (number, kind, not column.nullable, False, "", "", True)
        yield Found("column", column.name, table.name, facts)


def _constraints(table: Table) -> Iterator[Found]:
    numbers = {column.name: number for number, column in enumerate(table.columns, 1)}

    def places(columns: object) -> list[int]:
        return [numbers[column.name] for column in columns]  # type: ignore[attr-defined]

    for one in table.constraints:
        if isinstance(one, CheckConstraint):
            text = str(one.sqltext)
            checked = re.findall(r"\w+", text)
            on = [number for name, number in numbers.items() if name in checked]
            name = "_".join([table.name, *(table.columns[each - 1].name for each in on), "check"])
            yield Found("constraint", name, table.name, ("c", on, f"({text})", True, False))
            continue
        if not isinstance(one, PrimaryKeyConstraint | UniqueConstraint):
            raise TypeError(f"{table.name} has a constraint of a kind that no other table has")
        primary = isinstance(one, PrimaryKeyConstraint)
        on = places(one.columns)
        ending = ["pkey"] if primary else [*(column.name for column in one.columns), "key"]
        name = str(one.name or "_".join([table.name, *ending]))
        kind = "p" if primary else "u"
        yield Found("constraint", name, table.name, (kind, on, None, True, False))
        yield Found("index", name, table.name, (on, "btree", True, primary, True, True))
    for index in table.indexes:
        method = index.dialect_options["postgresql"]["using"] or "btree"
        facts = (places(index.columns), method, False, False, True, True)
        yield Found("index", str(index.name), table.name, facts)


def _spelt(text: str) -> str:
    """Without comments, and with one space between words."""
    return _BETWEEN.sub(" ", text).strip()
