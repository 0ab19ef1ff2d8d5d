"""People of a server, who may do different things with one ledger there."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from msgspec import Struct

from parley.events.sql.roles import Roles

__all__ = ["Staff", "staff_of"]


class Staff(Struct, frozen=True):
    """Roles of a server, and the address of one ledger as each of their members has it."""

    roles: Roles
    owner: str
    writers: tuple[str, str]
    reader: str
    stranger: str
    schema: str
    mark: str
    """Ends the name of each: owner, asha, bela (who write), chitra (who reads), devi."""


@contextmanager
def staff_of(server: str) -> Iterator[Staff]:
    """An owner who is no superuser, two writers, a reader and a stranger; gone at the end."""
    mark = uuid4().hex[:8]
    schema = f"s{mark}"
    names = [f"{name}_{mark}" for name in ("owner", "asha", "bela", "chitra", "devi")]
    owner, asha, bela, chitra, _ = names
    roles = Roles(writers=f"writers_{mark}", readers=f"Readers, 5%s {mark}")
    quoted = [f'"{role}"' for role in (roles.writers, roles.readers)]
    with psycopg.connect(server, autocommit=True) as connection:
        for role in quoted:
            connection.execute(f"CREATE ROLE {role}")
        for name in names:
            connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{mark}'")
        connection.execute(f"GRANT {quoted[0]} TO {owner}, {asha}, {bela}")
        connection.execute(f"GRANT {quoted[1]} TO {chitra}")
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO {owner}")
        urls = [f"{server}&schema={schema}&user={name}&password={mark}" for name in names]
        try:
            yield Staff(roles, urls[0], (urls[1], urls[2]), urls[3], urls[4], schema, mark)
        finally:
            connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            everybody = ", ".join([*quoted, *names])
            connection.execute(f"DROP OWNED BY {everybody}")
            connection.execute(f"DROP ROLE {everybody}")
