"""The only place where record and politics meet: opens, creates and keeps ledgers for the faces."""

import secrets
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from parley.answers.as_made import DIGEST, REVISION, VIEWS
from parley.answers.streams import CONTEST, NEGOTIATION, slug_of
from parley.events.addresses import is_server
from parley.events.changes import schema_of
from parley.events.clock import Clock, wall_clock
from parley.events.errors import IntegrityError
from parley.events.ledger import Ledger
from parley.events.places import BadPlace, bad_place
from parley.events.sql.roles import Rights, Roles
from parley.events.sql.sqlite.files import path_of
from parley.events.sql.sqlite.reader import AsMade, open_reader
from parley.events.store import EventStore
from parley.events.workers import Reopen
from parley.negotiation.politics import AlliancePolitics

if TYPE_CHECKING:  # they are slow to import, and most commands need none of them
    from parley.events.sql.copying import Copied
    from parley.events.sql.describing import Description
    from parley.events.sql.migrations.running import Step

__all__ = [
    "Roles",
    "back_up",
    "change_rights",
    "copy_ledger",
    "create_ledger",
    "describe_ledger",
    "due_steps",
    "find_bad_place",
    "list_slugs",
    "migrate_ledger",
    "open_ledger",
]

Progress = Callable[[int, int], None]

_AS_MADE = AsMade(VIEWS, REVISION, DIGEST)


def open_ledger(db: str, *, recorder: str | None = None, clock: Clock = wall_clock) -> Ledger:
    """The ledger at `db`, a path or an address; only to be read where nobody is named to record.

    `clock` answers µs since 1970. Raises the StoreErrors of events.errors.
    """
    open_whole = partial(_open_whole, db, clock, read_only=recorder is None)
    only_read = recorder is None and not is_server(db)
    store = open_reader(path_of(db), _AS_MADE, open_whole) if only_read else open_whole()
    try:
        politics, by = AlliancePolitics(), recorder or ""
        return Ledger(store, politics, recorder=by, clock=clock, reopen=_reopening(db))
    except BaseException:
        store.close()
        raise


def _open_whole(db: str, clock: Clock, *, read_only: bool) -> EventStore:
    from parley.events.sql.store import open_store

    return open_store(db, clock=clock, read_only=read_only)


def create_ledger(
    db: str,
    *,
    recorder: str,
    name: str | None = None,
    clock: Clock = wall_clock,
    roles: Roles | None = None,
) -> Ledger:
    """A new, empty ledger called `name`, which every statement in it repeats; otherwise `local/`
    and chance.

    On a server `roles` are given rights on it. Raises the StoreErrors of events.errors.
    """
    from parley.events.sql.store import create_store

    name = name or f"local/{secrets.token_hex(4)}"
    store = create_store(db, ledger=name, clock=clock, roles=roles)
    politics, reopen = AlliancePolitics(), _reopening(db)
    return Ledger(store, politics, recorder=recorder, clock=clock, reopen=reopen)


def _reopening(db: str) -> Reopen:
    """Opens the ledger at `db` for reading, in this process or in another one."""
    return partial(_open_whole, db, _no_clock, read_only=True)


def change_rights(db: str, *, give: Roles | None, take: Collection[str]) -> Rights:
    """Take rights on the ledger at `db`, which is on a server, away from roles; then give some.

    Answers who has which rights afterwards. Raises NotTheOwner, NoSuchRole.
    """
    from parley.events.sql.store import change_rights as change_rights_of_views

    return change_rights_of_views(db, schema_of(AlliancePolitics()), give=give, take=take)


def find_bad_place(db: str) -> BadPlace | None:
    """What speaks against the place of the ledger at `db`; None of a server, and where nothing is
    seen. Raises UnknownUrl."""
    return None if is_server(db) else bad_place(path_of(db))


def _no_clock() -> int:
    """Of a store that only reads: it never asks for the time."""
    raise RuntimeError("a store opened for reading asked for the time")


def list_slugs(ledger: Ledger) -> Sequence[str]:
    """The negotiations by slug, the contests as `contest/…`."""
    return [*map(slug_of, ledger.streams(NEGOTIATION)), *ledger.streams(CONTEST)]


def describe_ledger(db: str) -> "Description":
    """What there is to know of the ledger's place, of whatever revision its tables are."""
    from parley.events.sql.describing import describe_ledger

    return describe_ledger(db)


def due_steps(db: str) -> "tuple[int, list[Step]]":
    """The revision of the tables, and what `migrate_ledger` would do. Raises NewerLedger …"""
    from parley.events.sql.migrations.running import due_steps
    from parley.events.sql.store import reach_database

    with closing(reach_database(db, read_only=True)) as database:
        return due_steps(database)


def migrate_ledger(
    db: str, report: "Callable[[Step], None]", progress: Progress
) -> tuple[int, int]:
    """Apply what is due; answers the revisions before and after. Raises MigrationFailed …

    Tables of views that a revision dropped are there again afterwards, as their owner makes them,
    with their rows up to the head: nobody who reads next has to wait for that.
    """
    from parley.events.sql.migrations.running import migrate
    from parley.events.sql.store import reach_database

    with closing(reach_database(db, read_only=False)) as database:
        done = migrate(database, report)
    ledger = open_ledger(db, recorder="", clock=_no_clock)
    with ledger, suppress(IntegrityError):  # what was due is done; `verify` says what is damaged
        ledger.projector.catch_up(progress)
    return done


def back_up(db: str, file: str, progress: Progress) -> "Copied":
    """A verified copy of the ledger at `db` in a new SQLite file, with views.

    Raises NotAsMade where the file holds what this release did not make and could run: a backup
    would carry it along.
    """
    from parley.events.sql.copying import backing_up

    with backing_up(db, Path(file), progress) as copied:
        with _open_copy(copied) as ledger:
            ledger.projector.refuse_strange()
            ledger.catch_up()
        return copied


def copy_ledger(
    db: str, to: str, progress: Progress, *, roles: Roles | None
) -> "tuple[Copied, int]":
    """A verified copy of the ledger at `db` in another place; answers of how many streams too.

    On a server `roles` are given rights on it.
    """
    from parley.events.sql.copying import copying

    with copying(db, to, progress, roles) as copied, _open_copy(copied) as ledger:
        return copied, ledger.rebuild(progress).streams


def _open_copy(copied: "Copied") -> Ledger:
    return open_ledger(copied.url, recorder="", clock=_no_clock)
