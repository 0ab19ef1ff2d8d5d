"""Who may do what with a ledger on a server: owner, writers, readers, and nobody else.

The privileges come first, the triggers second: a writer cannot change what was recorded because he
may not touch the log at all. He may call `append`, which runs with the owner's rights, and change
the rows of the views, which can be made again. He owns nothing, and makes nothing: whatever runs
when somebody writes is the owner's.
"""

from collections.abc import Collection, Iterable, Sequence

from psycopg.sql import Identifier
from sqlalchemy import Connection

from parley.events.sql.postgresql.making import LOG_TABLES
from parley.events.sql.postgresql.objects import APPEND, INTEGRATE
from parley.events.sql.postgresql.scripts import run_script
from parley.events.sql.roles import Rights, Roles
from parley.events.sql.tables import bookkeeping
from parley.events.store_errors import NoSuchRole


def rights_on(connection: Connection, schema: str) -> Rights:
    """Who has which rights on the ledger in ``schema``, by what the server itself keeps of them.

    Names are sorted; PUBLIC is everybody. Superusers, who may do anything, are not named.
    """
    found = connection.exec_driver_sql(_RIGHTS, {"schema": f'"{schema}"'}).all()
    (owner,) = {row.owner for row in found if row.owner} or {""}
    writers = {row.grantee for row in found if row.right_to == "append"} - {owner}
    readers = {row.grantee for row in found if row.right_to == "read"} - {owner} - writers
    return Rights(owner, tuple(sorted(writers)), tuple(sorted(readers)))


def check_roles(connection: Connection, where: str, names: Iterable[str]) -> None:
    """See that these roles are there. Raises NoSuchRole."""
    for role in names:
        there = connection.exec_driver_sql(
            "SELECT true FROM pg_catalog.pg_roles AS r WHERE r.rolname = %s", (role,)
        )
        if there.scalar_one_or_none() is None or role == _EVERYBODY:
            raise NoSuchRole(where, role)


def grant_rights(
    connection: Connection, where: str, schema: str, roles: Roles, views: Collection[str] = ()
) -> None:
    """Give ``roles`` their rights, as the ledger's owner; ``views`` are the names of the views'
    tables, and of views in SQL. Raises NoSuchRole."""
    writers, readers = ([] if role is None else [role] for role in (roles.writers, roles.readers))
    check_roles(connection, where, [*writers, *readers])
    give_rights(connection, schema, writers=writers, readers=readers, views=views)


def give_rights(
    connection: Connection,
    schema: str,
    *,
    writers: Sequence[str],
    readers: Sequence[str],
    views: Collection[str] = (),
) -> None:
    """Give these roles their rights, as the ledger's owner; ``views`` as for `grant_rights`."""
    name = _quote(schema)
    for role in map(_grantee, (*writers, *readers)):
        run_script(connection, f"GRANT USAGE ON SCHEMA {name} TO {role}")
        run_script(connection, f"GRANT SELECT ON {name}.record TO {role}")
    for role in map(_grantee, writers):
        for function in (APPEND, INTEGRATE):
            run_script(connection, f"GRANT EXECUTE ON FUNCTION {name}.{function} TO {role}")
    share_tables(connection, schema, views)


def take_rights(connection: Connection, schema: str, roles: Collection[str] | None = None) -> None:
    """Take every right on the ledger from these roles, as its owner; from everybody else, if none
    are named. Who has none loses none.
    """
    name = _quote(schema)
    tables = (f"{name}.{_quote(table)}" for table in _tables_of(connection, schema))
    functions = connection.exec_driver_sql(_FUNCTIONS, {"schema": f'"{schema}"'}).scalars()
    things = (f"SCHEMA {name}", f"TABLE {', '.join(tables)}", f"FUNCTION {', '.join(functions)}")
    found = connection.exec_driver_sql(_GRANTEES, {"schema": f'"{schema}"'}).scalars().all()
    # By custom everybody may execute a function; this server may have more such customs.
    for role in sorted({_EVERYBODY, *found}):
        if roles is not None and role not in roles:
            continue
        for thing in things:
            run_script(connection, f"REVOKE ALL ON {thing} FROM {_grantee(role)} CASCADE")
    customs = connection.exec_driver_sql(_CUSTOMS, {"schema": f'"{schema}"'}).all()
    for maker, role in customs:
        if roles is not None and role not in roles:
            continue
        run_script(
            connection,
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {_quote(maker)} IN SCHEMA {name} "
            f"REVOKE ALL ON TABLES FROM {_grantee(role)}",
        )


def share_tables(connection: Connection, schema: str, views: Collection[str]) -> None:
    """Let whoever has rights on the ledger have them on each of its tables, as its owner.

    Whoever reads the log reads all; whoever may append changes the rows of the views, and what
    keeps count of them, and nothing else. ``views`` are the names of the views' tables, and of
    views in SQL; what else is in the schema, whoever made it, is left alone.
    """
    rights = rights_on(connection, schema)
    ours = {*LOG_TABLES, *bookkeeping.tables, *views}
    tables = {name: kind for name, kind in _tables_of(connection, schema).items() if name in ours}
    place = _quote(schema)
    read = ", ".join(f"{place}.{_quote(name)}" for name in tables)
    for role in (*rights.writers, *rights.readers):
        run_script(connection, f"GRANT SELECT ON {read} TO {_grantee(role)}")
    written = ", ".join(
        f"{place}.{_quote(name)}"
        for name, kind in tables.items()
        if kind == "r" and name not in LOG_TABLES
    )
    for role in rights.writers if written else ():
        run_script(connection, f"GRANT INSERT, UPDATE, DELETE ON {written} TO {_grantee(role)}")


def _tables_of(connection: Connection, schema: str) -> dict[str, str]:
    """The tables and views of the ledger's owner, each with the server's letter for its kind."""
    found = connection.exec_driver_sql(_TABLES, {"schema": f'"{schema}"'})
    return {row.relname: row.relkind for row in found}


def _grantee(role: str) -> str:
    return role if role == _EVERYBODY else _quote(role)


_EVERYBODY = "PUBLIC"  # as rights_on names it
_HERE = "pg_catalog.to_regnamespace(%(schema)s)"
_OWNER = (
    "(SELECT log.relowner FROM pg_catalog.pg_class AS log "
    f"WHERE log.relnamespace = {_HERE} AND log.relname = 'record')"
)
_TABLES = (
    "SELECT c.relname, c.relkind::text FROM pg_catalog.pg_class AS c "
    "WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') "
    f"AND c.relnamespace = {_HERE} AND c.relowner = {_OWNER} ORDER BY 1"
)
_FUNCTIONS = (
    "SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc AS p "
    f"WHERE p.prokind = 'f' AND p.pronamespace = {_HERE} AND p.proowner = {_OWNER} ORDER BY 1"
)
_NAME = "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee) END::text"
_GRANTEES = (
    f"SELECT {_NAME} FROM pg_catalog.pg_namespace AS n "
    "CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS a "
    f"WHERE n.oid = {_HERE} AND a.grantee <> n.nspowner UNION "
    f"SELECT {_NAME} FROM pg_catalog.pg_class AS c "
    "CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS a "
    f"WHERE c.relnamespace = {_HERE} AND a.grantee <> c.relowner UNION "
    f"SELECT {_NAME} FROM pg_catalog.pg_proc AS p "
    "CROSS JOIN LATERAL pg_catalog.aclexplode(p.proacl) AS a "
    f"WHERE p.pronamespace = {_HERE} AND a.grantee <> p.proowner"
)
_CUSTOMS = (
    f"SELECT DISTINCT pg_catalog.pg_get_userbyid(d.defaclrole)::text, {_NAME} "
    "FROM pg_catalog.pg_default_acl AS d "
    "CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) AS a "
    f"WHERE d.defaclnamespace = {_HERE} "
    "AND d.defaclobjtype = 'r' AND a.grantee <> d.defaclrole "
    "AND pg_catalog.pg_has_role(d.defaclrole, 'USAGE')"  # of others they change nothing here
)
_RIGHTS = (
    "SELECT pg_catalog.pg_get_userbyid(c.relowner)::text AS owner, 'read' AS right_to, "
    f"{_NAME} AS grantee FROM pg_catalog.pg_class AS c CROSS JOIN LATERAL pg_catalog.aclexplode("
    "coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS a "
    f"WHERE c.relnamespace = {_HERE} AND c.relname = 'record' AND a.privilege_type = 'SELECT' "
    f"UNION ALL SELECT NULL, 'append', {_NAME} "
    "FROM pg_catalog.pg_proc AS p CROSS JOIN LATERAL pg_catalog.aclexplode("
    "coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS a "
    f"WHERE p.pronamespace = {_HERE} AND p.proname = 'append' AND a.privilege_type = 'EXECUTE'"
)


def _quote(name: str) -> str:
    return Identifier(name).as_string()
