"""A ledger in a PostgreSQL schema: recognised, and made.

Everything is made in one transaction, by whoever owns it from then on. A schema that holds
anything else is neither written to nor read as if it were a ledger.
"""

from msgspec import structs
from sqlalchemy import Connection, insert
from sqlalchemy.schema import CreateSchema

from events.errors import LedgerExists, NewerLedger, NoSuchLedger, NotALedger, StoreUnreachable
from events.sql.postgresql.address import parse_address
from events.sql.postgresql.database import PostgresDatabase, run_script
from events.sql.postgresql.objects import APPEND, objects_in
from events.sql.postgresql.rights import grant_rights
from events.sql.read import info_in
from events.sql.roles import Roles
from events.sql.tables import bookkeeping, head, ledger, log
from events.sql.views import create_state
from events.store import FORMAT, LedgerInfo

_ENCODING = "UTF8"


def open_ledger(url: str, *, read_only: bool) -> tuple[PostgresDatabase, LedgerInfo]:
    """The ledger at ``url``, opened; for reading, where this server or user cannot write.

    Raises NoSuchLedger, NotALedger, NewerLedger, StoreUnreachable, UnknownUrl.
    """
    database = PostgresDatabase(parse_address(url))
    try:
        with database.reading() as connection:
            info = _identify(connection, database)
            if info is None:
                raise NoSuchLedger(database.where)
            database.writable = not read_only and _may_write(connection, database.schema)
    except BaseException:
        database.close()
        raise
    return database, info


def create_ledger(url: str, name: str, roles: Roles) -> tuple[PostgresDatabase, LedgerInfo]:
    """Make an empty ledger in a schema that is empty or not there, and open it.

    Its creation is dated by the server's clock, as its records will be.

    Raises LedgerExists, NotALedger, StoreUnreachable, UnknownUrl.
    """
    database = PostgresDatabase(parse_address(url))
    try:
        with database.writing(alone="creation") as connection:
            if _identify(connection, database) is not None:
                raise LedgerExists(database.where)
            _check_encoding(connection, database)
            info = _create_objects(connection, database.schema, name)
            grant_rights(connection, database.schema, roles)
    except BaseException:
        database.close()
        raise
    return database, info


def _check_encoding(connection: Connection, database: PostgresDatabase) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != _ENCODING:
        raise StoreUnreachable(
            database.where,
            f"the database keeps text as {encoding}, which does not hold all names and words; "
            "a ledger needs one made by `createdb -E UTF8 -T template0`",
        )


def _create_objects(connection: Connection, schema: str, name: str) -> LedgerInfo:
    found = connection.exec_driver_sql("SELECT pg_catalog.to_regnamespace(%s)", (f'"{schema}"',))
    if found.scalar_one() is None:
        connection.execute(CreateSchema(schema))
    for tables in (log, bookkeeping):
        tables.create_all(connection, checkfirst=False)
    for statements in objects_in(schema):
        run_script(connection, statements)
    created_at = connection.exec_driver_sql(f'SELECT "{schema}".clock_now()').scalar_one()
    info = LedgerInfo(name, FORMAT, created_at)
    connection.execute(insert(ledger).values(only=1, **structs.asdict(info)))
    connection.execute(insert(head).values(only=1, size=0, recorded_at=created_at))
    create_state(connection)
    return info


def _identify(connection: Connection, database: PostgresDatabase) -> LedgerInfo | None:
    """Which ledger the schema holds; None where it is empty or not there."""
    held = connection.exec_driver_sql(
        "SELECT c.relname FROM pg_catalog.pg_class AS c "
        "WHERE c.relnamespace = pg_catalog.to_regnamespace(%s)",
        (f'"{database.schema}"',),
    )
    names = set(held.scalars())
    if not names:
        return None
    if not names.issuperset(log.tables):
        raise NotALedger(database.where, f"the schema {database.schema} holds something else")
    info = info_in(connection)
    if info is None:
        raise NotALedger(database.where, "it does not say which ledger it is")
    if info.format > FORMAT:
        raise NewerLedger(database.where, info.format, FORMAT)
    return info


def _may_write(connection: Connection, schema: str) -> bool:
    """Whether this server takes changes, and `append` from this user."""
    answer = connection.exec_driver_sql(
        "SELECT NOT pg_catalog.pg_is_in_recovery() "
        "AND pg_catalog.current_setting('default_transaction_read_only') = 'off' "
        "AND pg_catalog.has_function_privilege(%s, 'EXECUTE')",
        (f'"{schema}".{APPEND}',),
    )
    return bool(answer.scalar_one())
