"""A ledger in a PostgreSQL schema: recognised, and made.

Everything is made in one transaction, by whoever owns it from then on. A schema that holds
anything else is neither written to nor read as if it were a ledger.
"""

from collections.abc import Collection, Set
from contextlib import closing
from functools import partial

from msgspec import structs
from psycopg import Error
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from parley.events.sql.database import Fill
from parley.events.sql.migrations import VERSION_TABLE, check_revision, revision_in
from parley.events.sql.postgresql.address import parse_address
from parley.events.sql.postgresql.database import PostgresDatabase
from parley.events.sql.postgresql.objects import APPEND
from parley.events.sql.postgresql.rights import (
    check_roles,
    grant_rights,
    rights_on,
    take_rights,
)
from parley.events.sql.read import info_in
from parley.events.sql.roles import Rights, Roles
from parley.events.sql.tables import head, ledger, log
from parley.events.sql.typed import check_plain
from parley.events.sql.view_tables import ViewTables
from parley.events.store import LedgerInfo
from parley.events.store_errors import (
    LedgerExists,
    NoSuchLedger,
    NotALedger,
    NotTheOwner,
    RowsRefused,
    StoreUnreachable,
)
from parley.events.tables import Schema

_ENCODING = "UTF8"
_MADE_BEFORE = ("42P06", "42P07")  # a schema, a table of that name
_CATALOGUE, _TWICE = "pg_catalog", "23505"  # where its name is taken while it is made
_OF_THE_FIRST_REVISION = {"ledger", "head", "record", "tile"}


def open_ledger(url: str, *, read_only: bool) -> tuple[PostgresDatabase, LedgerInfo]:
    """The ledger at ``url``, opened; for reading, where this server or user cannot write.

    Raises NoSuchLedger, NotALedger, NewerLedger, OlderLedger, StoreUnreachable, UnknownUrl.
    """
    database = PostgresDatabase(parse_address(url))
    try:
        with database.reading() as connection:
            info = _identify(connection, database)
            database.writable = (
                not read_only
                and _takes_changes(connection)
                and _may_append(connection, database.schema)
            )
    except BaseException:
        database.close()
        raise
    return database, info


def reach_ledger(url: str, *, read_only: bool) -> PostgresDatabase:
    """The schema, where it holds a ledger, of whatever revision its tables are.

    Raises NoSuchLedger, NotALedger, StoreUnreachable, UnknownUrl.
    """
    database = PostgresDatabase(parse_address(url))
    try:
        with database.reading() as connection:
            _names_of_ledger(connection, database)
            database.writable = not read_only and _takes_changes(connection)
    except BaseException:
        database.close()
        raise
    return database


def create_ledger(
    url: str,
    name: str,
    roles: Roles,
    created_at: int | None = None,
    fill: Fill | None = None,
) -> tuple[PostgresDatabase, LedgerInfo]:
    """Make a ledger in a schema that is empty or not there, and open it.

    Its creation is dated by the server's clock, as its records will be, unless ``created_at`` (µs
    since 1970) says when the ledger was made of which this is a copy.

    Raises LedgerExists, NewerLedger, OlderLedger, NotALedger, NoSuchRole, StoreUnreachable,
    UnknownUrl; what ``fill`` raises, and then there is no ledger.
    """
    database = PostgresDatabase(parse_address(url))
    making = partial(_make, database, name, roles, created_at, fill)
    try:
        try:
            return database, making()
        except (RowsRefused, StoreUnreachable) as error:
            if not _was_faster(error):
                raise
            return database, making()  # which finds what somebody else has made meanwhile
    except BaseException:
        database.close()
        raise


def _make(
    database: PostgresDatabase,
    name: str,
    roles: Roles,
    created_at: int | None,
    fill: Fill | None,
) -> LedgerInfo:
    with database.writing() as connection:
        if _names_in(connection, database):
            _identify(connection, database)
            raise LedgerExists(database.where)
        _check_encoding(connection, database)
        info = _create_objects(connection, database.schema, name, created_at)
        take_rights(connection, database.schema)
        grant_rights(connection, database.where, database.schema, roles)
        if fill is not None:
            fill(connection, info)
        return info


def _was_faster(error: Exception) -> bool:
    """Whether a schema, a table or its only row could not be made, because somebody made it at the
    same moment: whoever is second waits for the first where the name is taken."""
    cause = error.__cause__
    known = cause.orig if isinstance(cause, DBAPIError) else None
    if not isinstance(known, Error):
        return False
    taken = known.diag.schema_name == _CATALOGUE or known.diag.table_name == ledger.name
    return known.sqlstate in _MADE_BEFORE or (known.sqlstate == _TWICE and taken)


def change_rights(url: str, views: Schema, *, give: Roles | None, take: Collection[str]) -> Rights:
    """Take the rights of ``take`` on the ledger at ``url`` away, then give ``give`` theirs, also on
    what there is of ``views``.

    Whoever connects owns it, or may act as its owner. Answers who has which rights afterwards.
    Raises NotTheOwner, NoSuchRole, ReadOnlyStore; as `open_ledger` does.
    """
    database, _ = open_ledger(url, read_only=True)
    with closing(database):
        with database.reading() as connection:
            database.writable = _takes_changes(connection)
            if not database.owned(connection):
                raise NotTheOwner(database.where, rights_on(connection, database.schema).owner)
        with database.migrating() as connection:
            check_roles(connection, database.where, take)
            take_rights(connection, database.schema, take)
            if give is not None:
                names = ViewTables(database, views).all_names()
                grant_rights(connection, database.where, database.schema, give, names)
            return rights_on(connection, database.schema)


def _check_encoding(connection: Connection, database: PostgresDatabase) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != _ENCODING:
        raise StoreUnreachable(
            database.where,
            f"the database keeps text as {encoding}, which does not hold all names and words; "
            "a ledger needs one made by `createdb -E UTF8 -T template0`",
        )


def _create_objects(
    connection: Connection, schema: str, name: str, created_at: int | None
) -> LedgerInfo:
    from parley.events.sql.migrations.running import make_tables  # it takes a while to import

    found = connection.exec_driver_sql("SELECT pg_catalog.to_regnamespace(%s)", (f'"{schema}"',))
    if found.scalar_one() is None:
        connection.execute(CreateSchema(schema))
    make_tables(connection, schema)
    if created_at is None:
        created_at = connection.exec_driver_sql(f'SELECT "{schema}".clock_now()').scalar_one()
    info = LedgerInfo(name, created_at)
    connection.execute(insert(ledger).values(only=1, **structs.asdict(info)))
    connection.execute(insert(head).values(only=1, size=0, recorded_at=created_at))
    return info


def _names_in(connection: Connection, database: PostgresDatabase) -> Set[str]:
    """What the ledger is made of that is there; nothing where the schema is empty or not there.

    Raises NotALedger for anything else; IntegrityError where something else has taken the place
    of a table of the log.
    """
    held = connection.exec_driver_sql(
        "SELECT c.relname, CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' "
        "ELSE 'relation' END AS kind FROM pg_catalog.pg_class AS c "
        "WHERE c.relnamespace = pg_catalog.to_regnamespace(%s)",
        (f'"{database.schema}"',),
    )
    kinds = {row.relname: row.kind for row in held}
    if kinds and not kinds.keys() >= _OF_THE_FIRST_REVISION:
        raise NotALedger(database.where, f"the schema {database.schema} holds something else")
    of_log = (*log.tables, VERSION_TABLE)
    check_plain({name: kinds[name] for name in of_log if kinds.get(name, "table") != "table"})
    return kinds.keys()


def _names_of_ledger(connection: Connection, database: PostgresDatabase) -> Set[str]:
    """What the ledger is made of. Raises NoSuchLedger, NotALedger."""
    names = _names_in(connection, database)
    if not names:
        raise NoSuchLedger(database.where)
    return names


def _identify(connection: Connection, database: PostgresDatabase) -> LedgerInfo:
    """Which ledger the schema holds. Raises NoSuchLedger, NewerLedger, OlderLedger, NotALedger."""
    names = _names_of_ledger(connection, database)
    found = revision_in(connection, names, database.where)
    check_revision(found, database.where)
    info = info_in(connection)
    if info is None:
        raise NotALedger(database.where, "it does not say which ledger it is")
    return info


def _takes_changes(connection: Connection) -> bool:
    """Whether this server takes changes, in sessions such as this one."""
    answer = connection.exec_driver_sql(
        "SELECT NOT pg_catalog.pg_is_in_recovery() "
        "AND pg_catalog.current_setting('default_transaction_read_only') = 'off'"
    )
    return bool(answer.scalar_one())


def _may_append(connection: Connection, schema: str) -> bool:
    """Whether this user may call `append`."""
    answer = connection.exec_driver_sql(
        "SELECT pg_catalog.has_function_privilege(%s, 'EXECUTE')", (f'"{schema}".{APPEND}',)
    )
    return bool(answer.scalar_one())
