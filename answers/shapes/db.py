"""The JSON shapes of the answers about a ledger's place.

What is said in answers/shapes/base.py about shapes holds for these too.
They are not about a position of the log as it was asked for, so they lack what other answers say.
"""

from msgspec import Struct

from parley.answers.shapes.base import HashText, WrongDates
from parley.negotiation.instants import Instant

__all__ = ["BackupAnswer", "CopyAnswer", "InfoAnswer", "MigrateAnswer", "RightsAnswer", "Step"]


class Step(Struct, frozen=True):
    """One revision of the tables, and what it does."""

    revision: int
    what: str


class InfoAnswer(Struct, frozen=True, kw_only=True, tag_field="shape", tag="parley.db-info/v1"):
    """`parley db info`: where the ledger lies, and how."""

    engine: str
    db: str
    """Its path or address, without a password."""
    server: str
    """Version of the engine."""
    ledger: str | None
    """Its name; null, as are the members after `due`, where the tables are newer than this
    release."""
    created_at: Instant | None
    revision: int
    """Of its tables."""
    newest: int
    """The revision that this release works with."""
    due: bool
    """Whether `parley db migrate` has something to do."""
    records: int | None
    disk_bytes: int
    """What it takes on disk, with views and indexes."""
    views: int | None
    """Version of the view tables; null = none were made yet."""
    views_cursor: int | None
    """The position up to which they are complete."""
    wrong_dates: tuple[WrongDates, ...]
    """What clock records say of dates."""
    settings: dict[str, str]
    """The engine's own settings for what happens at a power cut."""
    owner: str | None
    """The role that made it and migrates it; null = a file, whose permissions say who may do
    what."""
    writers: tuple[str, ...]
    """Roles that may record, beside the owner."""
    readers: tuple[str, ...]
    """Roles that may only read."""
    bad_place: str | None
    """Why its file should not lie there, as far as can be seen: a folder that is kept in step, a
    network drive; null = nothing was seen."""


class RightsAnswer(Struct, frozen=True, kw_only=True, tag_field="shape", tag="parley.db-rights/v1"):
    """`parley db grant`, `parley db revoke`: who has which rights on a ledger now."""

    db: str
    """Its address, without a password."""
    owner: str
    writers: tuple[str, ...]
    """Roles that may record, beside the owner."""
    readers: tuple[str, ...]
    """Roles that may only read."""


class MigrateAnswer(
    Struct, frozen=True, kw_only=True, tag_field="shape", tag="parley.db-migrate/v1"
):
    """`parley db migrate`: what was done, or with --dry-run is to be done."""

    db: str
    before: int
    """Revision of the tables when the command began."""
    after: int
    """Revision when it ended, or would end."""
    steps: tuple[Step, ...]
    """What this command did or would do; what another process did meanwhile is not in it."""
    dry_run: bool


class _Copied(Struct, frozen=True, kw_only=True, tag_field="shape"):
    """A copy that was read back, derived again and compared."""

    ledger: str
    copied_from: str
    """Path or address, without a password, as is the next."""
    copied_to: str
    size: int
    """Records in the copy; what was recorded later is not in it."""
    root: HashText
    """Root of the RFC 9162 tree over them."""


class BackupAnswer(_Copied, frozen=True, kw_only=True, tag="parley.db-backup/v1"):
    """`parley db backup`: a copy in a file."""


class CopyAnswer(_Copied, frozen=True, kw_only=True, tag="parley.db-copy/v1"):
    """`parley db copy`: a copy in another place."""

    streams: int
    """Whose views were made again."""
