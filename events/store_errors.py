"""Every way in which a store can fail; the tree stands in `events.errors`."""

# ruff: noqa: N818 - as in events.errors

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from parley.events.errors import RecordError

_NO_ENGINE: Final = "it is neither a path nor a sqlite:/// or postgresql:// address"


class StoreError(RecordError):
    """The store cannot do what was asked; ``where``, if the error has it, is the store's path."""


@dataclass(eq=False)
class UnknownUrl(StoreError):
    """No engine for this kind of address; ``where`` holds no password."""

    where: str
    reason: str = _NO_ENGINE
    says = "cannot open {where!r}: {reason}"


@dataclass(eq=False)
class DriverMissing(StoreError):
    """``extra`` is the part of the installation that brings the driver."""

    where: str
    extra: str
    says = "cannot open {where}: the driver for this kind of server is not installed"


@dataclass(eq=False)
class NoSuchLedger(StoreError):
    """Nothing is there."""

    where: str
    says = "there is no ledger at {where}"


@dataclass(eq=False)
class LedgerExists(StoreError):
    """A ledger is already there."""

    where: str
    says = "there is already a ledger at {where}"


@dataclass(eq=False)
class NotALedger(StoreError):
    """Something else is there; ``reason`` says how that was seen. It was not changed."""

    where: str
    reason: str
    says = "{where} is not a ledger: {reason}"


@dataclass(eq=False)
class NewerLedger(StoreError):
    """``found`` is the revision of the ledger's tables, ``supported`` the newest known here."""

    where: str
    found: int
    supported: int
    says = (
        "the tables of the ledger at {where} are of revision {found}; this release knows up to"
        " {supported}"
    )


@dataclass(eq=False)
class OlderLedger(StoreError):
    """``found`` is the revision of the ledger's tables, ``needed`` the one of this release."""

    where: str
    found: int
    needed: int
    says = (
        "the tables of the ledger at {where} are of revision {found}; this release needs {needed}"
    )


@dataclass(eq=False)
class MigrationFailed(StoreError):
    """Revision ``revision`` could not be applied, for ``reason``; of it nothing was changed."""

    where: str
    revision: int
    reason: str
    says = (
        "the ledger at {where} could not be brought to revision {revision}: {reason}; it is as it"
        " was before"
    )


@dataclass(eq=False)
class NotEmpty(StoreError):
    """``size`` records are there; nothing was written."""

    where: str
    size: int
    says = "the ledger at {where} already holds records ({size}); nothing was written"


@dataclass(eq=False)
class PlaceTaken(StoreError):
    """A file is there; it was left as it is."""

    where: str
    says = "there is already a file at {where}; it was left as it is"


@dataclass(eq=False)
class NoSuchRole(StoreError):
    """``role`` was to be given rights on the ledger, and the server does not know it."""

    where: str
    role: str
    says = "there is no role {quoted} on the server of {where}; nothing was changed"

    @property
    def quoted(self) -> str:
        """The role as SQL writes it."""
        return '"' + self.role.replace('"', '""') + '"'


@dataclass(eq=False)
class ReadOnlyStore(StoreError):
    """It can be read, not written."""

    where: str
    says = "the ledger at {where} can only be read here"


@dataclass(eq=False)
class TablesInUse(StoreError):
    """``reason`` names what somebody built on the views' tables, in the engine's own words."""

    where: str
    reason: str
    says = "the view tables of {where} cannot be replaced: {reason}"


@dataclass(eq=False)
class StoreUnreachable(StoreError):
    """Input and output failed; ``reason`` is in the engine's own words."""

    where: str
    reason: str
    says = "the store at {where} cannot be used: {reason}"


class RowsRefused(StoreUnreachable):
    """The engine does not take what was to be stored: a value, a size; nothing was written."""


class StoreLocked(StoreUnreachable):
    """Somebody else held it longer than we wait; nothing was written."""

    says = "another program is writing to {where} and did not finish in time"


class DiskFull(StoreUnreachable):
    """No room left; nothing was written."""

    says = "no room is left for {where}; nothing was written"


class AccessDenied(StoreUnreachable):
    """The password is wrong, the user is unknown there, or may not do this."""

    says = "the server of {where} does not allow it: {reason}"


@dataclass(eq=False)
class NotTheOwner(AccessDenied):
    """``owner`` alone may do it: ``act`` says what."""

    reason: str = field(init=False, default="")
    owner: str
    act: str = "gives and takes rights on it"
    says = "only {owner}, who owns the ledger at {where}, {act}"


@dataclass(eq=False)
class OldServer(StoreUnreachable):
    """The server is of an older release than is served; ``found`` and ``needed`` are its first
    numbers."""

    reason: str = field(init=False, default="it is of an older release")
    found: int
    needed: int
    says = "the server of {where} is PostgreSQL {found}; {needed} or newer is needed"


class NoSuchDatabase(StoreUnreachable):
    """The server answers, and has no database of that name."""

    says = "there is no database at {where}: {reason}"


@dataclass(eq=False)
class AnswerLost(StoreUnreachable):
    """The connection broke after an append was sent: it was written whole, or not at all.

    ``ids`` are those of the entries that were sent, in their order; under the same ids they are
    recorded once, however often they are sent. A store that does not know whose they are gives
    none.
    """

    ids: Sequence[str] = ()
    says = (
        "the connection to {where} broke before the answer came: {reason}; what was sent may have"
        " been recorded"
    )

    def __post_init__(self) -> None:
        self.ids = tuple(self.ids)
        super().__post_init__()
