"""Every way in which the record can refuse or fail.

One root, so that a face needs one ``except``; each error carries its facts as fields, so that a
face can word them again without parsing a message.

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
    └── StoreError
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
from typing import Final

NAMED_MAX = 3  # of what may be a long list, in one sentence


class RecordError(Exception):
    """Root of the tree: ``message`` says what and why, ``hint`` what to type or do next."""

    message: str
    hint: str

    def __str__(self) -> str:
        return self.message


class NotCanonical(RecordError):
    """``reason`` says what is wrong; ``where`` is a key path (``$.step.parties[0]``) or a byte."""

    def __init__(self, reason: str, where: str) -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where
        self.message = f"{reason} at {where}"
        self.hint = (
            "the ledger takes JSON with ASCII keys, each once, whole numbers below 2**53 and no "
            "fractions: write a fraction as text"
        )


class Malformed(RecordError):
    """``what`` ("statement", "record", "ledger name") cannot be read, for ``reason``."""

    def __init__(
        self, what: str, reason: str, hint: str = "the layout is in docs/format.md"
    ) -> None:
        super().__init__(what, reason, hint)
        self.what = what
        self.reason = reason
        self.message = f"not a {what}: {reason}"
        self.hint = hint


class RecordTooLarge(RecordError):
    """``size`` and ``limit`` are bytes; nothing was written."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit
        self.message = f"a record of {size} bytes is over the limit of {limit}; nothing was written"
        self.hint = "put the document into the sources and quote from it"


class ClockImpossible(RecordError):
    """``clock`` is the time of this machine's clock, µs since 1970; nothing was written."""

    def __init__(self, clock: int) -> None:
        super().__init__(clock)
        self.clock = clock
        year = 1970 + clock // 31_556_952_000_000
        self.message = f"this machine's clock stands in the year {year}; nothing was written"
        self.hint = "set the clock, then record again"


class WrongLedger(RecordError):
    """A statement that names ``found`` was offered to the ledger ``expected``."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found
        self.message = f"the statement was made for ledger {found!r}, and this is {expected!r}"
        self.hint = "record it again here; a statement cannot move from one ledger to another"


class IntegrityError(RecordError):
    """What is stored contradicts itself; ``findings`` are sentences, the first found first."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)
        self.message = "the record does not hold together: " + "; ".join(self.findings)
        self.hint = "keep the file as it is, run `parley verify`, compare with a copy"


class StreamStopped(IntegrityError):
    """The entries of ``stream`` cannot be read, for ``reason``; it concerns no other stream."""

    def __init__(self, stream: str, reason: str) -> None:
        super().__init__([f"{stream} cannot be read: {reason}"])
        self.args = (stream, reason)  # so that it is copied and pickled with them
        self.stream = stream
        self.reason = reason
        self.message = self.findings[0]
        self.hint = "`parley verify` says more; everything else in the ledger goes on"


class ViewsDamaged(IntegrityError):
    """What is stored of the views is not what the records give; ``finding`` is a sentence."""

    def __init__(self, finding: str) -> None:
        super().__init__([finding])
        self.args = (finding,)
        self.finding = finding
        self.message = f"{finding}; the records are not touched by it"
        self.hint = "`parley rebuild` makes the views again, `parley verify` compares everything"


RIGHTS_HINT: Final = (
    "its owner puts them right: `parley db grant --writers ROLE` or `--readers ROLE` gives a role "
    "its due, `parley db revoke ROLE` takes all of them"
)


class NotAsMade(IntegrityError):
    """Something that this release did not make could run in the ledger, or a guard of its log is
    gone; nothing was written. ``findings`` name each; with ``rebuilt``, all are of the views, with
    ``rights``, all are rights that a role has or lacks.
    """

    def __init__(self, findings: Sequence[str], rebuilt: bool, rights: bool = False) -> None:
        super().__init__(findings)
        self.args = (findings, rebuilt, rights)  # so that it is copied and pickled with them
        self.rebuilt = rebuilt
        self.rights = rights
        named = "; ".join(self.findings[:NAMED_MAX])
        more = len(self.findings) - NAMED_MAX
        self.message = f"nothing was written, for the ledger is not as it was made: {named}"
        self.message += f"; and {more} more" if more > 0 else ""
        self.hint = "`parley verify` names each; "
        if rebuilt:
            self.hint += "`parley rebuild` makes the views again from the records"
        elif rights:
            self.hint += RIGHTS_HINT
        else:
            self.hint += "`parley db copy FROM TO` takes the records into a clean ledger"


class VersionConflict(RecordError):
    """``stream`` is at version ``actual``, the writer had seen ``expected``: nothing written."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(stream, expected, actual)
        self.stream = stream
        self.expected = expected
        self.actual = actual
        found = f"not {expected}" if actual != expected else "but not the one that was seen"
        self.message = (
            f"{stream} is at version {actual}, {found}: somebody recorded in between; "
            "nothing was written"
        )
        self.hint = "look at what was added (`parley log`), then record again"


class ViewsReplaced(RecordError):
    """The tables of views of version ``version`` were replaced by others while they were made."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version
        self.message = (
            f"the views of version {version} were not made to the end: another release of parley "
            "made its own in their place meanwhile"
        )
        self.hint = "let everybody use one release, the newest, then `parley rebuild` again"


class IdConflict(RecordError):
    """``id`` belongs to ``stored`` (a statement's bytes); ``offered`` says something else."""

    def __init__(self, id: str, stored: bytes, offered: bytes) -> None:
        super().__init__(id, stored, offered)
        self.id = id
        self.stored = stored
        self.offered = offered
        self.message = (
            f"the id {id} belongs to another statement; stored: {stored.decode()} offered: "
            f"{offered.decode()}"
        )
        self.hint = "leave the id out for a new entry; a retry repeats the whole batch as it was"


class NoSuchStream(RecordError):
    """``stream`` holds nothing; ``meant`` is a name like it, if there is one."""

    def __init__(self, stream: str, meant: str | None) -> None:
        super().__init__(stream, meant)
        self.stream = stream
        self.meant = meant
        kind, _, name = stream.partition("/")
        self.message = f"there is no {kind} {name or kind!r} in this ledger"
        self.hint = (
            f"did you mean {meant.partition('/')[2] or meant}?"
            if meant
            else "`parley list` shows what there is, `parley new` registers one"
        )


class StoreError(RecordError):
    """The store cannot do what was asked; ``where``, if the error has it, is the store's path."""


class UnknownUrl(StoreError):
    """No engine for this kind of address; ``where`` holds no password."""

    def __init__(
        self,
        where: str,
        reason: str = "it is neither a path nor a sqlite:/// or postgresql:// address",
    ) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason
        self.message = f"cannot open {where!r}: {reason}"
        self.hint = "give a path such as ./parley.db, or postgresql://user@host/database"


class DriverMissing(StoreError):
    """``extra`` is the part of the installation that brings the driver."""

    def __init__(self, where: str, extra: str) -> None:
        super().__init__(where, extra)
        self.where = where
        self.extra = extra
        self.message = f"cannot open {where}: the driver for this kind of server is not installed"
        self.hint = f"pip install 'parley-ledger[{extra}]'"


class NoSuchLedger(StoreError):
    """Nothing is there."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where
        self.message = f"there is no ledger at {where}"
        self.hint = "`parley init` makes one; --db names another place"


class LedgerExists(StoreError):
    """A ledger is already there."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where
        self.message = f"there is already a ledger at {where}"
        self.hint = "use it as it is, or name another place with --db"


class NotALedger(StoreError):
    """Something else is there; ``reason`` says how that was seen. It was not changed."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason
        self.message = f"{where} is not a ledger: {reason}"
        self.hint = "it was left as it is; name another place with --db"


class NewerLedger(StoreError):
    """``found`` is the revision of the ledger's tables, ``supported`` the newest known here."""

    def __init__(self, where: str, found: int, supported: int) -> None:
        super().__init__(where, found, supported)
        self.where = where
        self.found = found
        self.supported = supported
        self.message = (
            f"the tables of the ledger at {where} are of revision {found}; this version of parley "
            f"knows up to {supported}"
        )
        self.hint = "upgrade parley; `parley --version` shows the one you have"


class OlderLedger(StoreError):
    """``found`` is the revision of the ledger's tables, ``needed`` the one of this version."""

    def __init__(self, where: str, found: int, needed: int) -> None:
        super().__init__(where, found, needed)
        self.where = where
        self.found = found
        self.needed = needed
        self.message = (
            f"the tables of the ledger at {where} are of revision {found}; this version of parley "
            f"needs {needed}"
        )
        self.hint = "`parley db migrate` brings them there; `parley db migrate --dry-run` says how"


class MigrationFailed(StoreError):
    """Revision ``revision`` could not be applied, for ``reason``; of it nothing was changed."""

    def __init__(self, where: str, revision: int, reason: str) -> None:
        super().__init__(where, revision, reason)
        self.where = where
        self.revision = revision
        self.reason = reason
        self.message = (
            f"the ledger at {where} could not be brought to revision {revision}: {reason}; it is "
            "as it was before"
        )
        self.hint = "go on with the parley that made it, and report this with `parley db info`"


class NotEmpty(StoreError):
    """``size`` records are there; nothing was written."""

    def __init__(self, where: str, size: int) -> None:
        super().__init__(where, size)
        self.where = where
        self.size = size
        held = "a record" if size == 1 else f"{size} records"
        self.message = f"the ledger at {where} already holds {held}; nothing was written"
        self.hint = "name a place where there is no ledger yet"


class PlaceTaken(StoreError):
    """A file is there; it was left as it is."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where
        self.message = f"there is already a file at {where}; it was left as it is"
        self.hint = "name a file that is not there yet"


class NoSuchRole(StoreError):
    """``role`` was to be given rights on the ledger, and the server does not know it."""

    def __init__(self, where: str, role: str) -> None:
        super().__init__(where, role)
        self.where = where
        self.role = role
        quoted = '"' + role.replace('"', '""') + '"'
        self.message = f"there is no role {quoted} on the server of {where}; nothing was changed"
        self.hint = f"whoever looks after the server makes it: CREATE ROLE {quoted}"


class ReadOnlyStore(StoreError):
    """It can be read, not written."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where
        self.message = f"the ledger at {where} can only be read here"
        self.hint = (
            "record as one of its writers, whom `parley db info` names, on a server that takes "
            "changes; its owner makes a role one of them: `parley db grant --writers ROLE`"
            if "://" in where
            else "make the file and its folder writable, or record into a copy elsewhere"
        )


class TablesInUse(StoreError):
    """``reason`` names what somebody built on the views' tables, in the engine's own words."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason
        self.message = f"the view tables of {where} cannot be replaced: {reason}"
        self.hint = "drop what was built on them, type the same once more, then make it again"


class StoreUnreachable(StoreError):
    """Input and output failed; ``reason`` is in the engine's own words."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason
        self.message = f"the store at {where} cannot be used: {reason}"
        self.hint = "check the address, the disk or server and the permissions, then try again"


class RowsRefused(StoreUnreachable):
    """The engine does not take what was to be stored: a value, a size; nothing was written."""


class StoreLocked(StoreUnreachable):
    """Somebody else held it longer than we wait; nothing was written."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.message = f"another program is writing to {where} and did not finish in time"
        self.hint = "try again; if it lasts, look for a program that keeps the ledger open"


class DiskFull(StoreUnreachable):
    """No room left; nothing was written."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.message = f"no room is left for {where}; nothing was written"
        self.hint = "make room on the disk, then try again"


class AccessDenied(StoreUnreachable):
    """The password is wrong, the user is unknown there, or may not do this."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.message = f"the server of {where} does not allow it: {reason}"
        self.hint = (
            "what a writer owns since the first release is taken over once its owner may act as "
            "the writer: GRANT WRITER TO OWNER on the server, then type it again"
            if "must be owner" in reason
            else "check user and password; the ledger's owner gives rights: `parley db grant "
            "--readers ROLE` or `--writers ROLE`"
        )


class NotTheOwner(AccessDenied):
    """``owner`` alone may do it: ``act`` says what."""

    def __init__(self, where: str, owner: str, act: str = "gives and takes rights on it") -> None:
        super().__init__(where, owner)
        self.args = (where, owner, act)
        self.owner = owner
        self.act = act
        self.message = f"only {owner}, who owns the ledger at {where}, {act}"
        self.hint = f"type it as {owner}: --db postgresql://{owner}@HOST/DATABASE"


class OldServer(StoreUnreachable):
    """The server is of an older release than is served; ``found`` and ``needed`` are its first
    numbers."""

    def __init__(self, where: str, found: int, needed: int) -> None:
        super().__init__(where, f"it is PostgreSQL {found}")
        self.args = (where, found, needed)
        self.found = found
        self.needed = needed
        self.message = (
            f"the server of {where} is PostgreSQL {found}; parley needs {needed} or newer"
        )
        self.hint = "upgrade the server, or name a ledger elsewhere with --db"


class NoSuchDatabase(StoreUnreachable):
    """The server answers, and has no database of that name."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.message = f"there is no database at {where}: {reason}"
        self.hint = "`createdb` makes one; `parley init` then makes the ledger in it"


class AnswerLost(StoreUnreachable):
    """The connection broke after an append was sent: it was written whole, or not at all.

    ``ids`` are those of the entries that were sent, in their order; under the same ids they are
    recorded once, however often they are sent. A store that does not know whose they are gives
    none.
    """

    def __init__(self, where: str, reason: str, ids: Sequence[str] = ()) -> None:
        super().__init__(where, reason)
        self.ids = tuple(ids)
        self.args = (where, reason, self.ids)  # so that it is copied and pickled with them
        self.message = (
            f"the connection to {where} broke before the answer came: {reason}; what was sent may "
            "have been recorded"
        )
        if len(self.ids) == 1:
            self.hint = (
                f"type the same again with --id {self.ids[0]}: it is then recorded once, whatever "
                "became of the first time"
            )
        elif self.ids:
            self.hint = (
                f"all {len(self.ids)} entries were recorded or none: `parley export | grep "
                f"{self.ids[0]}` finds the first of them; type the same again only where it finds "
                "nothing"
            )
        else:
            self.hint = (
                "look with `parley log` before recording again; under the same id it is safe"
            )
