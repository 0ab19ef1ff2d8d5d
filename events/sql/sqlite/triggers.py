"""Triggers by which the database itself refuses to change what was recorded.

They stop a mistake and a curious hand with an SQL shell. They do not stop an owner, who can drop
them: for that there is the tree, and checkpoints that somebody else holds.
"""

_REFUSAL = "parley: {table} is never {changed}; record a correction instead"


def _refuse(table: str, event: str, changed: str, condition: str = "1") -> str:
    message = _REFUSAL.format(table=table, changed=changed)
    return (
        f"CREATE TRIGGER {table}_is_never_{changed.replace(' ', '_')} BEFORE {event} ON {table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_NOT_THE_END_OF_A_STREAM = (
    "NEW.version IS NOT (SELECT max(version) FROM record WHERE stream = NEW.stream)"
    " OR NOT EXISTS (SELECT 1 FROM record WHERE position = NEW.position AND stream = NEW.stream"
    " AND version = NEW.version AND statement_hash = NEW.hash)"
)

# INSERT OR REPLACE deletes the row in its way without firing triggers on DELETE: what is in the
# way of an insert has to be looked for before it.
SQLITE_TRIGGERS = (
    *(
        _refuse(table, event, changed)
        for table in ("ledger", "record", "tile")
        for event, changed in (("UPDATE", "changed"), ("DELETE", "deleted"))
    ),
    _refuse("ledger", "INSERT", "made twice", "EXISTS (SELECT 1 FROM ledger)"),
    _refuse(
        "record",
        "INSERT",
        "put out of order",
        "NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM record)"
        " OR EXISTS (SELECT 1 FROM record WHERE id = NEW.id)"
        " OR NEW.version IS NOT"
        " (SELECT coalesce(max(version), 0) + 1 FROM record WHERE stream = NEW.stream)",
    ),
    _refuse(
        "tile",
        "INSERT",
        "put out of order",
        "NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM tile WHERE level = NEW.level)",
    ),
    _refuse("stream", "INSERT", "put out of order", _NOT_THE_END_OF_A_STREAM),
    _refuse(
        "stream",
        "UPDATE",
        "moved but forward",
        f"NEW.stream <> OLD.stream OR NEW.version <= OLD.version OR {_NOT_THE_END_OF_A_STREAM}",
    ),
    _refuse("stream", "DELETE", "deleted"),
    _refuse("head", "INSERT", "made twice", "EXISTS (SELECT 1 FROM head)"),
    _refuse("head", "DELETE", "deleted"),
    _refuse(
        "head",
        "UPDATE",
        "moved but forward",
        "NEW.only <> 1 OR NEW.size <= OLD.size OR NEW.recorded_at <= OLD.recorded_at"
        " OR NEW.size IS NOT (SELECT max(position) FROM record)"
        " OR NEW.recorded_at IS NOT (SELECT recorded_at FROM record WHERE position = NEW.size)"
        # Who knows no ends of streams (an older release, at it meanwhile) records nothing.
        " OR NOT EXISTS (SELECT 1 FROM record JOIN stream ON stream.stream = record.stream"
        " AND stream.position = record.position WHERE record.position = NEW.size)",
    ),
)
