"""From the answers of the rooms to the shapes that are published."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from parley.negotiation.instants import instant

__all__ = ["shape"]

S = TypeVar("S", bound=Struct)


def shape(kind: type[S], *given: Struct | Mapping[str, object], **more: object) -> S:
    """Return the shape whose members are those of that name in what is given.

    The last one that has a member decides. `recorded_at` is turned from µs into an instant.
    Raises TypeError for a member that is missing.
    """
    found: dict[str, object] = {}
    for each in (*given, more):
        found |= msgspec.structs.asdict(each) if isinstance(each, Struct) else each
    recorded_at = found.get("recorded_at")
    if isinstance(recorded_at, int):
        found["recorded_at"] = instant(recorded_at)
    return kind(**{name: found[name] for name in kind.__struct_fields__ if name in found})
