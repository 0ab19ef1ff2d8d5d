"""Who may do what with a ledger on a server: owner, writers, readers, and nobody else.

The privileges come first, the triggers second: a writer cannot change what was recorded because he
may not touch the log at all. He may call `append`, which runs with the owner's rights, put tiles
at the end of their levels, and does as he likes with the views, which can be made again.
"""

from collections.abc import Iterator

from psycopg.sql import Identifier
from sqlalchemy import Connection

from events.errors import AccessDenied, NoSuchRole
from events.sql.postgresql.objects import APPEND
from events.sql.roles import Rights, Roles
from events.sql.tables import bookkeeping


def check_roles(connection: Connection, where: str, roles: Roles) -> None:
    """See that ``roles`` are there, and that whoever is connected may give them what they get.

    Raises NoSuchRole; AccessDenied where he is not a member of the writers.
    """
    for role in filter(None, (roles.writers, roles.readers)):
        there = connection.exec_driver_sql(
            "SELECT true FROM pg_catalog.pg_roles AS r WHERE r.rolname = %s", (role,)
        )
        if there.scalar_one_or_none() is None:
            raise NoSuchRole(where, role)
    if roles.writers is not None:
        owner, member = connection.exec_driver_sql(
            "SELECT current_user::text, pg_catalog.pg_has_role(%(role)s, 'SET') "
            "AND pg_catalog.pg_has_role(%(role)s, 'USAGE')",
            {"role": roles.writers},
        ).one()
        if not member:
            writers, grantee = _quote(roles.writers), _quote(owner)
            raise AccessDenied(
                where,
                f"{owner} makes the ledger and is no member of {writers}, whose tables it is to "
                f"replace as any other writer does; whoever looks after the server types: "
                f"GRANT {writers} TO {grantee}",
            )


def rights_on(connection: Connection, schema: str) -> Rights:
    """Who has which rights on the ledger in ``schema``, by what the server itself keeps of them.

    Names are sorted; PUBLIC is everybody. Superusers, who may do anything, are not named.
    """
    found = connection.exec_driver_sql(_RIGHTS, {"schema": f'"{schema}"', "append": "append"}).all()
    (owner,) = {row.owner for row in found if row.owner} or {""}
    writers = {row.grantee for row in found if row.right_to == "append"} - {owner}
    readers = {row.grantee for row in found if row.right_to == "read"} - {owner} - writers
    return Rights(owner, tuple(sorted(writers)), tuple(sorted(readers)))


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


_RIGHTS = (
    "SELECT pg_catalog.pg_get_userbyid(c.relowner)::text AS owner, 'read' AS right_to, "
    "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee) END::text "
    "AS grantee FROM pg_catalog.pg_class AS c CROSS JOIN LATERAL pg_catalog.aclexplode("
    "coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS a "
    "WHERE c.relnamespace = pg_catalog.to_regnamespace(%(schema)s) AND c.relname = 'record' "
    "AND a.privilege_type = 'SELECT' UNION ALL "
    "SELECT NULL, 'append', "
    "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee) END::text "
    "FROM pg_catalog.pg_proc AS p CROSS JOIN LATERAL pg_catalog.aclexplode("
    "coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS a "
    "WHERE p.pronamespace = pg_catalog.to_regnamespace(%(schema)s) AND p.proname = %(append)s "
    "AND a.privilege_type = 'EXECUTE'"
)


def _quote(name: str) -> str:
    return Identifier(name).as_string()
