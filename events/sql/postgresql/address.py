"""The address of a ledger on a PostgreSQL server: for libpq, and for people without its password.

libpq's own addresses are taken as they are (several hosts, sockets, TLS), so that whatever its
manual says works here; only the schema is ours.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from msgspec import Struct
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from parley.events.store_errors import UnknownUrl

SCHEMA = "parley"  # unless ?schema= names another
CONNECT_TIMEOUT_SECONDS = 10  # unless ?connect_timeout= says otherwise

_OURS = "schema="
_SCHEMA = re.compile(r"(?!pg_|public$|information_schema$)[a-z_][a-z0-9_]{0,62}")


class Address(Struct, frozen=True):
    """One ledger: ``conninfo`` for libpq, which may hold a password; ``where`` for messages."""

    conninfo: str
    schema: str
    where: str


def parse_address(url: str) -> Address:
    """What ``postgresql://user:password@host:port/database?schema=NAME`` means.

    A ledger has its schema to itself; the name is lower_snake, and `parley` if none is given.
    Everything else is libpq's (https://www.postgresql.org/docs/current/libpq-connect.html). Of
    several hosts each is tried in turn; with `target_session_attrs=read-write` the first that
    records is taken, so that a standby that took the place of its primary is found by itself.

    Raises UnknownUrl, without the password.
    """
    base, _, query = url.partition("?")
    options = query.split("&")  # libpq and Python do not agree on what a + means
    schemas = [option[len(_OURS) :] for option in options if option.startswith(_OURS)]
    rest = "&".join(option for option in options if not option.startswith(_OURS))
    try:
        given = conninfo_to_dict(f"{base}?{rest}" if rest else base)
    except ProgrammingError:  # its message may show the whole address
        raise UnknownUrl(_without_password(url), "libpq cannot read this address") from None
    parts = {name: str(value) for name, value in given.items()}
    schema = schemas[0] if schemas else SCHEMA
    where = _where(parts, schema)
    if len(schemas) > 1 or not _SCHEMA.fullmatch(schema):
        raise UnknownUrl(
            where, "a schema is one lower-case name of letters, digits and _, not the server's own"
        )
    conninfo = make_conninfo(
        **{
            "connect_timeout": str(CONNECT_TIMEOUT_SECONDS),
            "fallback_application_name": "parley",
            **parts,
            "client_encoding": "utf8",
        }
    )
    return Address(conninfo, schema, where)


def _where(parts: Mapping[str, str], schema: str) -> str:
    user = f"{parts['user']}@" if "user" in parts else ""
    hosts = parts.get("host", parts.get("hostaddr", ""))
    options = {}
    if "/" in hosts:  # a socket's folder, which has no place before the database
        options["host"] = hosts
        if "port" in parts:
            options["port"] = parts["port"]
    if schema != SCHEMA:
        options["schema"] = schema
    ports = parts.get("port", "").split(",")
    names = [] if "/" in hosts else hosts.split(",")
    # One port is that of every host; otherwise each has its own (libpq).
    numbers = ports * len(names) if len(ports) == 1 else ports
    places = ",".join(
        f"{name}:{port}" if port else name for name, port in zip(names, numbers, strict=False)
    )
    query = f"?{urlencode(options, safe='/,')}" if options else ""
    return f"postgresql://{user}{places}/{parts.get('dbname', '')}{query}"


def _without_password(url: str) -> str:
    """As much of an unreadable address as surely holds no password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://…{rest.rpartition('@')[2].partition('?')[0]}" if "@" in rest else url
