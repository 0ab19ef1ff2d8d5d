"""The register: who is who across the negotiations of a ledger, as the record keeps it.

Only the shape that is stored is here: an id, a kind and facts. What a party is, and when a name
was whose, the politics say; the record keeps every version of it and can answer as it was known.
"""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from parley.events.acts import Own
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Entry
from parley.events.statement import Counting

__all__ = ["REGISTER", "RegisterEntered", "Registered", "registered"]

REGISTER = "register"


class RegisterEntered(Own, frozen=True, kw_only=True):
    """All that is known of one entry; it takes the place of the version that it names."""

    entry: Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9._-]*\Z", max_length=100)]
    """The id under which other entries name it."""
    kind: Annotated[str, Meta(pattern=r"\A[a-z]+\Z", max_length=40)]
    """What it is: party, person, office, outlet."""
    facts: dict[str, JsonValue]
    """What the politics know of it."""
    replaces: Counting | None = None
    """Version of this stream that described it before; None = it is new. Who changes an entry
    says which version they saw, so that nobody's addition is lost."""
    reason: Annotated[str, Meta(min_length=1, max_length=4_000)] | None = None


class Registered(Struct, frozen=True, kw_only=True):
    """An entry as it stands at some position; times are µs since 1970."""

    entry: str
    kind: str
    facts: JsonObject
    version: int
    """Of the register's stream, that describes it."""
    position: int
    recorded_at: int
    recorded_by: str


def registered(entries: Iterable[tuple[Entry, RegisterEntered]]) -> dict[str, Registered]:
    """The register that these records give, in recorded order; by id."""
    found: dict[str, Registered] = {}
    for record, said in entries:
        found[said.entry] = Registered(
            entry=said.entry,
            kind=said.kind,
            facts=said.facts,
            version=record.version,
            position=record.position,
            recorded_at=record.recorded_at,
            recorded_by=record.recorded_by,
        )
    return found
