"""What a PostgreSQL schema holds, as the server's own catalogs have it, in one query.

Nothing in the schema is run by it: catalogs are read, and expressions are written out, never
evaluated. Names are those of pg_catalog, whatever the session's search path is.
"""

from msgspec import Struct, json
from sqlalchemy import Connection

__all__ = ["Catalog", "Found", "read_catalog", "read_definitions"]


class Found(Struct, frozen=True):
    """One object. ``kind`` is the server's word for it; ``of`` is the table that it belongs to, or
    the schema's name; ``facts`` are all that is compared, in a fixed order."""

    kind: str
    name: str
    of: str
    facts: tuple[object, ...]


class Catalog(Struct, frozen=True):
    """Everything in one schema; ``quoted`` is the schema's name as definitions spell it."""

    owner: str
    quoted: str
    found: tuple[Found, ...]


def read_catalog(connection: Connection, schema: str) -> Catalog:
    """What is in ``schema``; its owner is the one of the log."""
    text = connection.exec_driver_sql(_QUERY, {"schema": f'"{schema}"'}).scalar_one()
    return json.decode(text, type=Catalog)


def read_definitions(connection: Connection, schema: str) -> dict[str, str]:
    """The views in SQL in ``schema``, each as the server writes it out; nothing of it is run.

    To write them out it locks what they read, as a reader does.
    """
    found = connection.exec_driver_sql(
        "SELECT c.relname, pg_get_viewdef(c.oid) AS definition FROM pg_class AS c "
        "WHERE c.relkind = 'v' AND c.relnamespace = to_regnamespace(%s)",
        (f'"{schema}"',),
    )
    return {row.relname: row.definition or "" for row in found}


def _rights(kind: str, name: str, acl: str, default: str, of: str) -> str:
    """Each role's privileges on something, but its owner's; none is said where none was given."""
    return (
        f"SELECT '{kind}', {name}, CASE a.grantee WHEN 0 THEN 'PUBLIC' "
        "ELSE pg_get_userbyid(a.grantee)::text END, json_build_array("
        "array_agg(a.privilege_type ORDER BY a.privilege_type), bool_or(a.is_grantable)) "
        f"FROM {of} CROSS JOIN this CROSS JOIN LATERAL aclexplode(coalesce({acl}, {default})) AS a "
        "WHERE a.grantee <> this.owner GROUP BY 2, a.grantee"
    )


_FUNCTION_NAME = "p.proname || '(' || oidvectortypes(p.proargtypes) || ')'"

# What is in the schema is what depends on it; numbers below 16384 are of what initdb made.
_OBJECTS = (
    "SELECT CASE r.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' "
    "WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' "
    "WHEN 'p' THEN 'partitioned table' ELSE 'relation' END, r.name, r.name, "
    "json_build_array(r.owned, r.relpersistence::text, r.relrowsecurity, r.relforcerowsecurity, "
    "r.relispartition, r.reloftype = 0, r.relam IN (0, 2)) FROM rel AS r",
    "SELECT 'option', r.name, r.name, to_json(r.reloptions) FROM rel AS r "
    "WHERE r.reloptions IS NOT NULL",
    "SELECT 'inheritance', h.inhrelid::regclass::text, r.name, '[]'::json "
    "FROM rel AS r JOIN pg_inherits AS h ON h.inhparent = r.oid",
    "SELECT 'inheritance', r.name, h.inhparent::regclass::text, '[]'::json "
    "FROM rel AS r JOIN pg_inherits AS h ON h.inhrelid = r.oid",
    "SELECT 'column', a.attname::text, r.name, json_build_array(a.attnum, "
    "upper(format_type(a.atttypid, a.atttypmod)) || CASE WHEN a.attcollation IN (0, 100) "
    "THEN '' ELSE ' COLLATE ' || a.attcollation::regcollation END, a.attnotnull, a.atthasdef, "
    "a.attidentity::text, a.attgenerated::text, a.attacl IS NULL) "
    "FROM rel AS r JOIN pg_attribute AS a ON a.attrelid = r.oid "
    "WHERE r.relkind <> 'v' AND a.attnum > 0 AND NOT a.attisdropped",
    "SELECT 'column right', a.attname::text, r.name, '[]'::json "
    "FROM rel AS r JOIN pg_attribute AS a ON a.attrelid = r.oid "
    "WHERE r.relkind = 'v' AND a.attacl IS NOT NULL",
    "SELECT 'constraint', k.conname::text, r.name, json_build_array(k.contype::text, k.conkey, "
    "pg_get_expr(k.conbin, k.conrelid), k.convalidated, k.condeferrable) "
    "FROM rel AS r JOIN pg_constraint AS k ON k.conrelid = r.oid WHERE k.contype <> 'n'",
    "SELECT 'index', c.relname::text, r.name, json_build_array(i.indkey::int2[], "
    "CASE c.relam WHEN 403 THEN 'btree' WHEN 2742 THEN 'gin' ELSE 'another' END, "
    "i.indisunique, i.indisprimary, i.indisvalid AND i.indisready AND i.indislive "
    "AND i.indimmediate AND NOT i.indisexclusion AND NOT i.indnullsnotdistinct "
    "AND i.indnkeyatts = i.indnatts AND 0 = ALL (i.indoption::int2[]), "
    "i.indexprs IS NULL AND i.indpred IS NULL AND 16384 > ALL (i.indclass::oid[])) "
    "FROM rel AS r JOIN pg_index AS i ON i.indrelid = r.oid JOIN pg_class AS c "
    "ON c.oid = i.indexrelid",
    "SELECT 'trigger', t.tgname::text, r.name, json_build_array("
    "pg_get_triggerdef(t.oid), t.tgenabled::text) "
    "FROM rel AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid",
    "SELECT 'rule', w.rulename::text, r.name, '[]'::json "
    "FROM rel AS r JOIN pg_rewrite AS w ON w.ev_class = r.oid "
    "WHERE r.relkind <> 'v' OR w.rulename <> '_RETURN'",
    "SELECT 'policy', p.polname::text, r.name, '[]'::json "
    "FROM rel AS r JOIN pg_policy AS p ON p.polrelid = r.oid",
    "SELECT 'statistics', s.stxname::text, r.name, '[]'::json "
    "FROM rel AS r JOIN pg_statistic_ext AS s ON s.stxrelid = r.oid",
    f"SELECT 'function', {_FUNCTION_NAME}, this.name, "
    "json_build_array(p.proowner = this.owner, p.prokind::text, "
    "(SELECT l.lanname::text FROM pg_language AS l WHERE l.oid = p.prolang), "
    "p.provolatile::text, p.prosecdef, p.proisstrict, p.proparallel::text, "
    "pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.proconfig, p.prosrc, "
    "p.probin IS NULL AND p.prosqlbody IS NULL AND p.prosupport = 0) "
    "FROM fn AS p CROSS JOIN this",
    "SELECT o.type, coalesce(o.name, o.identity), this.name, '[]'::json FROM part "
    "CROSS JOIN this CROSS JOIN LATERAL pg_identify_object(part.classid, part.objid, 0) AS o "
    "WHERE part.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, "
    "'pg_statistic_ext'::regclass) "
    # Whoever may make nothing here may say what becomes of it when he does.
    "AND NOT EXISTS (SELECT FROM pg_default_acl AS d WHERE d.oid = part.objid "
    "AND part.classid = 'pg_default_acl'::regclass AND d.defaclrole <> this.owner)",
    "SELECT 'schema', this.name, this.name, json_build_array(this.schema_owner = this.owner) "
    "FROM this",
    _rights("right on schema", "t.name", "t.acl", "acldefault('n', t.schema_owner)", "this AS t"),
    _rights("right on table", "r.name", "r.relacl", "acldefault('r', r.relowner)", "rel AS r"),
    _rights("right on function", _FUNCTION_NAME, "p.proacl", "acldefault('f', 0)", "fn AS p"),
)
_QUERY = (
    "WITH this AS MATERIALIZED (SELECT n.oid, n.nspname::text AS name, n.nspowner AS schema_owner, "
    "n.nspacl AS acl, c.relowner AS owner FROM pg_namespace AS n JOIN pg_class AS c "
    "ON c.relnamespace = n.oid AND c.relname = 'record' "
    "WHERE n.oid = to_regnamespace(%(schema)s)), "
    "part AS MATERIALIZED (SELECT d.classid, d.objid FROM this JOIN pg_depend AS d "
    "ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = this.oid), "
    "rel AS MATERIALIZED (SELECT c.*, c.relname::text AS name, c.relowner = this.owner AS owned "
    "FROM part CROSS JOIN this JOIN pg_class AS c ON c.oid = part.objid "
    "WHERE part.classid = 'pg_class'::regclass), "
    "fn AS MATERIALIZED (SELECT p.* FROM part JOIN pg_proc AS p ON p.oid = part.objid "
    "WHERE part.classid = 'pg_proc'::regclass), "
    "object(kind, name, of, facts) AS (" + " UNION ALL ".join(_OBJECTS) + ") "
    "SELECT json_build_object('owner', pg_get_userbyid(this.owner), "
    "'quoted', quote_ident(this.name), 'found', (SELECT coalesce(json_agg(object), '[]'::json) "
    "FROM object))::text FROM this"
)
