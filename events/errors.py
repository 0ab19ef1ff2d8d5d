"""Every way in which the record can refuse or fail.

One root, so that a face needs one ``except``. Each error carries its facts as fields, and says in
plain English what happened and why, as any library does; what to do next is for a face to say.

    RecordError
    ├── NotCanonical              bytes that are not the JSON this ledger signs and stores
    ├── Malformed                 not laid out as a statement, a record or a name
    ├── RecordTooLarge            a record beyond RECORD_BYTES_MAX
    ├── WrongLedger               a statement made for another ledger
    ├── IntegrityError            what is stored contradicts itself
    │   ├── StreamStopped         the entries of one stream give no rows
    │   ├── ViewsDamaged          what is stored of the views is not what the records give
    │   └── NotAsMade             something else could run in the ledger, or a guard is gone
    ├── ClockImpossible           no record can be dated by this clock
    ├── NotRecorded               the politics refused it (`events.refusals`)
    ├── VersionConflict           somebody else recorded first
    ├── ViewsReplaced             another release makes the views meanwhile
    ├── IdConflict                the id belongs to another statement
    ├── NoSuchStream              nothing is recorded under that name
    └── StoreError                (`events.store_errors`)
        ├── UnknownUrl            no engine for this kind of address
        ├── DriverMissing         an engine whose driver is not installed
        ├── NoSuchLedger          nothing is there
        ├── LedgerExists          a ledger is already there
        ├── NotALedger            something else is there
        ├── NewerLedger           its tables are of a later revision
        ├── OlderLedger           its tables are of an earlier revision
        ├── MigrationFailed       a revision could not be applied
        ├── NotEmpty              records are there where there must be none
        ├── PlaceTaken            a file is there where there must be none
        ├── NoSuchRole            the server knows nobody of that name
        ├── ReadOnlyStore         it can be read, not written
        ├── TablesInUse           somebody built on tables that have to be replaced
        └── StoreUnreachable      input and output failed
            ├── RowsRefused       the engine does not take what was to be stored
            ├── StoreLocked       somebody else holds it
            ├── DiskFull          no room left
            ├── AccessDenied      the server does not let this user do it
            │   └── NotTheOwner   only the ledger's owner may do it
            ├── OldServer         a release of the server that is not served
            ├── NoSuchDatabase    the server has no database of that name
            └── AnswerLost        it may have been written
"""

# ruff: noqa: N818 - `except StoreLocked` is a sentence; an Error suffix on each would not be.

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from parley.events.flaws import Flaw, NotLaidOut, Said

NAMED_MAX: Final = 3
"""Of what may be a long list, in one sentence."""


class RecordError(Exception):
    """Root of the tree. ``says`` is the sentence, with fields and properties in braces."""

    says = ""

    def __post_init__(self) -> None:
        # So that it is copied and pickled with them, however they were given.
        self.args = tuple(getattr(self, each.name) for each in fields(self) if each.init)  # type: ignore[arg-type]

    @property
    def message(self) -> str:
        """What happened, and why."""
        return self.says.format_map(_Named(self))

    def __str__(self) -> str:
        return self.message


class _Named(dict[str, object]):
    """The fields and the properties of an error by their names."""

    def __init__(self, error: RecordError) -> None:
        super().__init__()
        self.error = error

    def __missing__(self, name: str) -> object:
        return getattr(self.error, name)


@dataclass(eq=False)
class NotCanonical(RecordError):
    """``reason`` says what is wrong; ``where`` is a key path (``$.step.parties[0]``) or a byte."""

    reason: str
    where: str
    says = "{reason} at {where}"


@dataclass(eq=False)
class Malformed(RecordError):
    """``what`` ("statement", "record", "ledger name") cannot be read, for ``reason``."""

    what: str
    reason: str
    says = "not a {what}: {reason}"


@dataclass(eq=False)
class RecordTooLarge(RecordError):
    """``size`` and ``limit`` are bytes; nothing was written."""

    size: int
    limit: int
    says = "a record of {size} bytes is over the limit of {limit}; nothing was written"


@dataclass(eq=False)
class ClockImpossible(RecordError):
    """``clock`` is the time of this machine's clock, µs since 1970; nothing was written."""

    clock: int
    says = "this machine's clock stands in the year {year}; nothing was written"

    @property
    def year(self) -> int:
        """Of the clock."""
        return 1970 + self.clock // 31_556_952_000_000


@dataclass(eq=False)
class WrongLedger(RecordError):
    """A statement that names ``found`` was offered to the ledger ``expected``."""

    expected: str
    found: str
    says = "the statement was made for ledger {found!r}, and this is {expected!r}"


@dataclass(eq=False)
class IntegrityError(RecordError):
    """What is stored contradicts itself; ``findings`` say how, the first found first."""

    findings: Sequence[Flaw]
    says = "the record does not hold together: {found}"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.findings = tuple(self.findings)

    @property
    def found(self) -> str:
        """The first findings."""
        named = "; ".join(map(str, self.findings[:NAMED_MAX]))
        more = len(self.findings) - NAMED_MAX
        return f"{named}; and {more} more" if more > 0 else named


@dataclass(eq=False)
class StreamStopped(IntegrityError):
    """The entries of ``stream`` cannot be read, for ``reason``; it concerns no other stream."""

    findings: Sequence[Flaw] = field(init=False, default=())
    stream: str
    reason: Flaw
    says = "{stream} cannot be read: {reason}"

    def __post_init__(self) -> None:
        self.findings = (self.reason,)
        super().__post_init__()


@dataclass(eq=False)
class ViewsDamaged(IntegrityError):
    """What is stored of the views is not what the records give; ``finding`` says how."""

    findings: Sequence[Flaw] = field(init=False, default=())
    finding: Flaw
    says = "{finding}; the records are not touched by it"

    def __post_init__(self) -> None:
        self.findings = (self.finding,)
        super().__post_init__()


@dataclass(eq=False)
class NotAsMade(IntegrityError):
    """Something that this release did not make could run in the ledger, or a guard of its log is
    gone; nothing was written. ``findings`` name each; with ``rebuilt``, all are of the views, with
    ``rights``, all are rights that a role has or lacks.
    """

    rebuilt: bool
    rights: bool = False
    says = "nothing was written, for the ledger is not as it was made: {found}"


@dataclass(eq=False)
class VersionConflict(RecordError):
    """``stream`` is at version ``actual``, the writer had seen ``expected``: nothing written."""

    stream: str
    expected: int
    actual: int
    says = (
        "{stream} is at version {actual}, not {expected}: somebody recorded in between; nothing was"
        " written"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.actual == self.expected:
            self.says = (
                "{stream} is at version {actual}, but not the one that was seen: somebody recorded"
                " in between; nothing was written"
            )


@dataclass(eq=False)
class ViewsReplaced(RecordError):
    """The tables of views of version ``version`` were replaced by others while they were made."""

    version: int
    says = (
        "the views of version {version} were not made to the end: another release made its own in"
        " their place meanwhile"
    )


@dataclass(eq=False)
class IdConflict(RecordError):
    """``id`` belongs to ``stored`` (a statement's bytes); ``offered`` says something else."""

    id: str
    stored: bytes
    offered: bytes
    says = "the id {id} belongs to another statement; stored: {stored_text} offered: {offered_text}"

    @property
    def stored_text(self) -> str:
        """The statement that has the id."""
        return self.stored.decode()

    @property
    def offered_text(self) -> str:
        """The statement that was to have it."""
        return self.offered.decode()


@dataclass(eq=False)
class NoSuchStream(RecordError):
    """``stream`` holds nothing; ``meant`` is a name like it, if there is one."""

    stream: str
    meant: str | None
    says = "there is no {kind} {name!r} in this ledger"

    @property
    def kind(self) -> str:
        """What the stream would be: a negotiation, a contest."""
        return self.stream.partition("/")[0]

    @property
    def name(self) -> str:
        """Its name among those of its kind."""
        return self.stream.partition("/")[2] or self.kind


def flaw_of(error: Exception) -> Flaw:
    """What an error says is wrong, as a fact of something else that is."""
    match error:
        case IntegrityError(findings=(first, *_)):
            return first
        case Malformed():
            return NotLaidOut(error.what, error.reason)
        case RecordError() | ValueError():
            return Said(str(error))
    return Said(f"{type(error).__name__}: {error}")  # nobody foresaw it: a class of Python helps
