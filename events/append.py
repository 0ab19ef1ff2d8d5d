"""What is offered to the log and what the log answers, group by group.

A refusal that a writer can act on (somebody was faster, this was here already) is an answer with
its facts, not an exception; one call can hold many groups, and one group's refusal is no other's.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec
from msgspec import Struct

from parley.events.errors import WrongLedger
from parley.events.record import Record
from parley.events.statement import Prepared
from parley.events.views import StreamChange, fits, stamped


class Group(Struct, frozen=True):
    """Statements that stand together or not at all: all or none, under one recorded_at.

    It may span several streams. Within it, the statements of one stream MUST have consecutive
    versions, each naming the one before it as ``previous``, and no id may come twice.
    ``changes`` are what they change in the rows of the views, one of each of their streams; None
    leaves the rows behind, and so do changes that not every stream has.

    Raises ValueError for an empty group or one that breaks these rules in itself.
    """

    statements: tuple[Prepared, ...]
    changes: tuple[StreamChange, ...] | None = None

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("a group holds at least one statement")
        ids: set[str] = set()
        last: dict[str, Prepared] = {}
        for statement in self.statements:
            if statement.id in ids:
                raise ValueError(f"the id {statement.id} twice in one group")
            ids.add(statement.id)
            before = last.get(statement.stream)
            if before is not None and (statement.version, statement.previous) != (
                before.version + 1,
                before.hash,
            ):
                raise ValueError(
                    f"version {statement.version} of {statement.stream} does not follow "
                    f"version {before.version} in its group"
                )
            last[statement.stream] = statement

    def first_of_each_stream(self) -> Mapping[str, Prepared]:
        """The statements that must fit what is stored; the others follow them."""
        first: dict[str, Prepared] = {}
        for statement in self.statements:
            first.setdefault(statement.stream, statement)
        return first


class Appended(Struct, frozen=True):
    """Written now, at these consecutive positions, at this time (µs since 1970).

    ``followed`` says whether the rows of the views were written with it.
    """

    positions: tuple[int, ...]
    recorded_at: int
    followed: bool = False


class Same(Struct, frozen=True):
    """Written before, by this very group: a retry after a lost answer gets the first answer again.

    ``positions`` are in the group's order; ``recorded_at`` is that of the last of them.
    """

    positions: tuple[int, ...]
    recorded_at: int


class VersionIs(Struct, frozen=True):
    """Nothing written: ``stream`` is at version ``actual``, the writer had seen ``expected``.

    The two are equal when the writer saw as many statements but not the same ones: ``previous``
    is not the hash of what stands here. ``actual`` is 0 where there is no such stream.
    """

    stream: str
    expected: int
    actual: int


class IdTaken(Struct, frozen=True):
    """Nothing written: ``id`` belongs to ``stored``; ``offered`` is the refused statement's bytes.

    Where ``stored.statement == offered``, a part of the group was recorded before, without the
    rest of it.
    """

    id: str
    stored: Record
    offered: bytes


Outcome: TypeAlias = Appended | Same | VersionIs | IdTaken


class StreamHead(Struct, frozen=True):
    """The last statement of a stream: its version, its hash (32 bytes), its record's position."""

    stream: str
    version: int
    hash: bytes
    position: int


def check_ledger(group: Group, ledger: str) -> None:
    """Raises WrongLedger unless every statement was made for ``ledger``."""
    for statement in group.statements:
        if statement.ledger != ledger:
            raise WrongLedger(ledger, statement.ledger)


class Stored(Struct, frozen=True):
    """What a store knows of an id that a group offers: ``hash`` is the statement's, 32 bytes."""

    position: int
    recorded_at: int
    hash: bytes


class Taken(Struct, frozen=True):
    """`answer_ids` found ``statement``'s id in use at ``position``: IdTaken, once it is read."""

    statement: Prepared
    position: int


def answer_ids(group: Group, stored: Mapping[str, Stored]) -> Same | Taken | None:
    """The answer that the ids alone give, or None when all of them are new.

    ``stored`` holds those ids of the group that the log knows. It MUST be read after the head is
    locked: read before, a concurrent retry would look new.
    """
    if not stored:
        return None
    for statement in group.statements:
        known = stored.get(statement.id)
        if known is not None and known.hash != statement.hash:
            return Taken(statement, known.position)
    if len(stored) < len(group.statements):
        overlap = next(statement for statement in group.statements if statement.id in stored)
        return Taken(overlap, stored[overlap.id].position)
    found = [stored[statement.id] for statement in group.statements]
    return Same(tuple(known.position for known in found), max(k.recorded_at for k in found))


def answer_versions(group: Group, heads: Mapping[str, StreamHead]) -> VersionIs | None:
    """The answer that versions and ``previous`` give, or None when the group fits.

    ``heads`` holds those streams of the group that exist, read after the head is locked.
    """
    for stream, first in group.first_of_each_stream().items():
        head = heads.get(stream)
        version, last = (0, None) if head is None else (head.version, head.hash)
        if (first.version, first.previous) != (version + 1, last):
            return VersionIs(stream, expected=first.version - 1, actual=version)
    return None


def changes_of(groups: Sequence[Group], outcomes: Sequence[Outcome]) -> list[StreamChange] | None:
    """What those of these groups that were just written change in the rows; None where that is not
    said of all, does not fit what was written, or a stream comes twice: then the rows are brought
    up from the records."""
    changes: list[StreamChange] = []
    for group, outcome in zip(groups, outcomes, strict=True):
        if not isinstance(outcome, Appended):
            continue
        if group.changes is None:
            return None
        positions: dict[str, dict[int, int]] = {}
        for said, position in zip(group.statements, outcome.positions, strict=True):
            positions.setdefault(said.stream, {})[said.version] = position
        if positions.keys() != {change.stream for change in group.changes}:
            return None
        if not all(fits(change, positions[change.stream]) for change in group.changes):
            return None
        changes += [
            stamped(change, positions[change.stream], outcome.recorded_at)
            for change in group.changes
        ]
    streams = {change.stream for change in changes}
    return changes if len(streams) == len(changes) else None


def followed(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same, of which the rows were written with what was appended."""
    return [
        msgspec.structs.replace(each, followed=True) if isinstance(each, Appended) else each
        for each in outcomes
    ]
