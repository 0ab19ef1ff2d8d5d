"""The ledger's own objects in a PostgreSQL schema: one file of SQL each, made in this order.

They are files so that they can be read, and tried in psql (``psql -v schema=NAME -f``), as they
are: psql writes a quoted name in place of :"schema", and so do we.
"""

from importlib.resources import files

NAMES = (
    "clock_now",
    "read_statement",
    "append",
    "integrate",
    "refuse",
    "check_record_order",
    "check_tile_order",
    "check_stream",
    "check_head",
    "triggers",
)
OBJECTS = {
    name: files("parley.events.sql.postgresql").joinpath("sql", f"{name}.sql").read_text("utf-8")
    for name in NAMES
}
INTEGRATE = "integrate(integer)"
APPEND = "append(bytea[], text[], integer[])"  # as PostgreSQL tells functions apart


def objects_in(schema: str) -> list[str]:
    """The statements that make them in ``schema``."""
    return [text.replace(':"schema"', f'"{schema}"') for text in OBJECTS.values()]
