"""The ledger's own records by stream: which type may stand where, read strictly.

The politics judge their streams; these have nobody else to keep nonsense out of them, so what is
appended and what is verified comes through this one door.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from parley.events.acts import (
    CHECKS,
    EXPORTS,
    REFUSALS,
    AttemptRefused,
    CheckMade,
    ExportMade,
    FirstAttemptRefused,
    RefusalsSwitched,
)
from parley.events.canonical import JsonObject
from parley.events.clocks import CLOCKS, ClockCorrected
from parley.events.errors import Malformed, NotCanonical
from parley.events.kinds import SOURCES, SourceDescribed
from parley.events.politics import Entry, entry_of
from parley.events.register import REGISTER, RegisterEntered
from parley.events.store import EventStore

__all__ = ["OWN", "Kept", "kept", "own_version", "read_own", "readable", "written_own"]

T = TypeVar("T", bound=Struct)


class Earlier(Protocol):
    """An entry in a shape that is no longer written."""

    def today(self) -> Struct:
        """What it says, in the shape of today."""


OWN: Final[Mapping[str, tuple[type[Struct], ...]]] = {
    SOURCES: (SourceDescribed,),
    CHECKS: (CheckMade,),
    REFUSALS: (RefusalsSwitched, AttemptRefused),
    REGISTER: (RegisterEntered,),
    EXPORTS: (ExportMade,),
    CLOCKS: (ClockCorrected,),
}
"""Stream -> the types that may stand in it, in the shape of today."""
_EARLIER: Final[Mapping[str, tuple[type[Earlier], ...]]] = {
    AttemptRefused.__name__: (FirstAttemptRefused,),
}
"""Type -> the shapes that it had before, from its first version on: a shape never changes, and one
that is written differently is a new version of its type."""


class Kept(Struct, Generic[T], frozen=True, kw_only=True):
    """One of the ledger's own records: what it says, who recorded it and when (µs since 1970)."""

    version: int
    position: int
    recorded_at: int
    recorded_by: str
    id: str
    said: T


def own_version(type_name: str) -> int:
    """The version in which a type of the ledger's own is written today."""
    return len(_EARLIER.get(type_name, ())) + 1


def read_own(stream: str, type_name: str, fields: JsonObject, version: int | None = None) -> Struct:
    """What an entry of one of the ledger's own streams says, in the shape of today; `version` is
    that of its type, None = of today.

    Raises Malformed for a stream that is none, a type that is not at home in it, a version that a
    newer release wrote, or other fields.
    """
    types = {kind.__name__: kind for kind in OWN.get(stream, ())}
    if type_name not in types:
        what = f"{type_name} in {stream!r}"
        where = f"which takes {', '.join(types)}" if types else "and there is no such stream"
        raise Malformed("record of the ledger's own", f"{what}, {where}")
    if version is not None and version > own_version(type_name):
        raise Malformed(type_name, f"version {version} is not known here")
    try:
        if version is not None and version < own_version(type_name):
            return msgspec.convert(fields, _EARLIER[type_name][version - 1]).today()
        return msgspec.convert(fields, types[type_name])
    except msgspec.ValidationError as error:
        what = "source" if stream == SOURCES else type_name
        raise Malformed(what, str(error)) from error


def written_own(stream: str, type_name: str, fields: JsonObject) -> JsonObject:
    """The step to record for an entry of one of the ledger's own streams. Raises Malformed."""
    said = read_own(stream, type_name, fields)
    step: JsonObject = msgspec.json.decode(msgspec.json.encode(said))  # as it will be read again
    return step


def kept(store: EventStore, stream: str, kind: type[T], upto: int | None) -> Iterator[Kept[T]]:
    """The records of one type in a stream, in recorded order, up to a position."""
    for entry, said in readable(store, stream, upto=upto):
        if isinstance(said, kind):
            yield _kept(entry, said)


def readable(
    store: EventStore, stream: str, *, after: int = 0, upto: int | None = None
) -> Iterator[tuple[Entry, Struct]]:
    """The entries of one of the ledger's own streams with what they say, in recorded order.

    One that cannot be read is left out, and `verify` reports it: every negotiation asks these
    streams, and one entry that nobody here wrote must not stop them all.
    """
    for record in store.read_stream(stream, after=after, upto=upto):
        try:
            entry = entry_of(record)
            said = read_own(stream, entry.type, entry.step, entry.type_version)
        except (Malformed, NotCanonical):
            continue
        yield entry, said


def _kept(entry: Entry, said: T) -> Kept[T]:
    return Kept(
        version=entry.version,
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        id=entry.id,
        said=said,
    )
