"""Who may do what with a ledger on a server: owner, writers, readers, and nobody else.

The privileges come first, the triggers second: a writer cannot change what was recorded because he
may not touch the log at all. He may call `append`, which runs with the owner's rights, put tiles
at the end of their levels, and does as he likes with the views, which can be made again.
"""

from collections.abc import Iterator

from psycopg.sql import Identifier
from sqlalchemy import Connection

from events.sql.postgresql.objects import APPEND
from events.sql.roles import Roles
from events.sql.tables import bookkeeping


def grant_rights(connection: Connection, schema: str, roles: Roles) -> None:
    """Give ``roles`` their rights on a new ledger, as its owner, and nothing to anybody else."""
    for statement in _statements(_quote(schema), roles):
        connection.exec_driver_sql(statement)


def _statements(schema: str, roles: Roles) -> Iterator[str]:
    # By custom everybody may execute a function; this server may have more such customs.
    for things in ("SCHEMA", "ALL TABLES IN SCHEMA", "ALL FUNCTIONS IN SCHEMA"):
        yield f"REVOKE ALL ON {things} {schema} FROM PUBLIC"
    for role in filter(None, (roles.writers, roles.readers)):
        yield f"GRANT USAGE ON SCHEMA {schema} TO {_quote(role)}"
        yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {_quote(role)}"
    owner = "CURRENT_USER"  # of the tables of the views, which are still to be made
    if roles.writers is not None:
        owner = _quote(roles.writers)
        yield f"GRANT CREATE ON SCHEMA {schema} TO {owner}"
        yield f"GRANT INSERT ON {schema}.tile TO {owner}"
        yield f"GRANT EXECUTE ON FUNCTION {schema}.{APPEND} TO {owner}"
        for table in bookkeeping.tables:
            yield f"ALTER TABLE {schema}.{table} OWNER TO {owner}"
    if roles.readers is not None:
        yield (
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} "
            f"GRANT SELECT ON TABLES TO {_quote(roles.readers)}"
        )


def _quote(name: str) -> str:
    return Identifier(name).as_string()
