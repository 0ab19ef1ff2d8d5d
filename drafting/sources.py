"""What is wrong with the description of a source, before it is recorded."""

import re
from typing import Final

from parley.answers.failing import suggest
from parley.answers.language import say, say_list
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
            say("a source has no field {name!r}", name),
            suggest(name, known) or say("it has {known}", known=say_list(known)),
        )
        for name in fields
        if name not in known
    ]
    id_ = fields.get("source")
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        reason = say("its id is missing") if id_ is None else say("{id!r} cannot be its id", id=id_)
        found.append(("source", reason, say("lower-case letters, digits, dots and dashes")))
    if found:
        return found
    try:
        read_source(fields)
    except Malformed as error:
        reason, _, path = error.reason.partition(" - at `$.")
        return [(path.rstrip("`"), reason, "")]
    return []
