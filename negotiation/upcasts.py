"""Old step versions to today's; acts on reads only, stored bytes stay as they are.

A step type whose shape changes gets a new type_version here and in TYPE_VERSIONS, and an upcast
from the version before it. Golden records of every version are read through this in the tests.
"""

from collections.abc import Callable

from negotiation.codec import ENTRIES, EntryError
from negotiation.evidence import JsonValue

__all__ = ["TYPE_VERSIONS", "UPCASTS", "todays"]

TYPE_VERSIONS: dict[str, int] = dict.fromkeys(ENTRIES, 1)
"""Entry type -> the version that is written today."""

UPCASTS: dict[tuple[str, int], Callable[[dict[str, JsonValue]], dict[str, JsonValue]]] = {}
"""(type, version) -> from that version to the next. Empty: every type is at its first version."""


def todays(type_name: str, type_version: int, step: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """The step in today's shape.

    Raises EntryError for a type or version that this release does not know.
    """
    if type_name not in TYPE_VERSIONS or type_version > TYPE_VERSIONS[type_name]:
        raise EntryError(
            f"{type_name} version {type_version} is not known here; a newer parley wrote it"
        )
    for version in range(type_version, TYPE_VERSIONS[type_name]):
        step = UPCASTS[type_name, version](step)
    return step
