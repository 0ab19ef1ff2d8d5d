"""What is wrong with the description of a source, before it is recorded."""

import re
from typing import Final

from parley.answers.failing import suggest
from parley.events.canonical import JsonObject
from parley.events.errors import Malformed
from parley.events.kinds import SourceDescribed, read_source

__all__ = ["source_problems"]

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def source_problems(fields: JsonObject) -> list[tuple[str, str, str]]:
    """Return what keeps fields from describing a source: (field, reason, hint)."""
    known = SourceDescribed.__struct_fields__
    found = [
        (
            name,
            f"a source has no field {name!r}",
            suggest(name, known) or f"it has {', '.join(known)}",
        )
        for name in fields
        if name not in known
    ]
    id_ = fields.get("source")
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        reason = "its id is missing" if id_ is None else f"{id_!r} cannot be its id"
        found.append(("source", reason, "lower-case letters, digits, dots and dashes"))
    if found:
        return found
    try:
        read_source(fields)
    except Malformed as error:
        reason, _, path = error.reason.partition(" - at `$.")
        return [(path.rstrip("`"), reason, "")]
    return []
