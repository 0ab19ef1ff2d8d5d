"""Old step versions to today's; acts on reads only, stored bytes stay as they are.

A step type whose shape changes gets a new type_version here and in TYPE_VERSIONS, and an upcast
from the version before it. Golden records of every version are read through this in the tests.
"""

from collections.abc import Callable

from parley.negotiation.codec import ENTRIES, EntryError
from parley.negotiation.evidence import JsonValue
from parley.negotiation.pairs import listed_inside

__all__ = ["TYPE_VERSIONS", "UPCASTS", "restated", "todays"]

TYPE_VERSIONS: dict[str, int] = {
    **dict.fromkeys(ENTRIES, 1),
    "NegotiationRegistered": 2,
    "ContestRegistered": 2,
    "NegotiatorAppointed": 2,
    "MandateChanged": 2,
    "DealRatified": 2,
}
"""Entry type -> the version that is written today."""


def _names_as_values(step: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Pools and ids were objects whose keys were names: `{"seats": 90}` (docs/adr/0029)."""
    return {name: listed_inside(value, name) for name, value in step.items()}


def _votes(step: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """A vote was a line of words."""
    kept = {name: value for name, value in step.items() if name != "vote"}
    return {**kept, "votes": {"words": step["vote"]}} if "vote" in step else kept


def _several_persons(step: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """A task was one person's, and replaced one (docs/adr/0041)."""
    several = ("person", "replaces")
    return {name: [value] if name in several else value for name, value in step.items()}


UPCASTS: dict[tuple[str, int], Callable[[dict[str, JsonValue]], dict[str, JsonValue]]] = {
    ("NegotiationRegistered", 1): _names_as_values,
    ("ContestRegistered", 1): _names_as_values,
    ("NegotiatorAppointed", 1): _several_persons,
    ("MandateChanged", 1): lambda step: _votes(_several_persons(step)),
    ("DealRatified", 1): _votes,
}
"""(type, version) -> from that version to the next."""


def restated(type_name: str, type_version: int, step: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """The step as it would be written today, also where it quotes a registration of then.

    Raises EntryError as `todays` does.
    """
    said = todays(type_name, type_version, step)
    field = str(said.get("field", "")).rpartition(".")[2]
    return {
        name: listed_inside(value, field) if name in ("was", "now") else value
        for name, value in said.items()
    }


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
