"""A ledger in a second place: the same records, bytes and root, or nothing.

What was written is read back and derived from its bytes again before it counts as a copy. Views
are not taken over, except where a file is taken over whole: they are made again from the records.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from parley.events.addresses import is_server
from parley.events.errors import IntegrityError, WrongLedger
from parley.events.flaws import CopyHeadDiffers, CopyTreeDiffers
from parley.events.loading import checked
from parley.events.sql.load import Progress
from parley.events.sql.roles import Roles
from parley.events.sql.sqlite.backup import appearing, copy_pages
from parley.events.sql.sqlite.files import path_of
from parley.events.sql.store import SqlStore, create_copy, open_store
from parley.events.store import Head, LedgerInfo, Row
from parley.events.store_errors import LedgerExists

__all__ = ["Copied", "backing_up", "copying"]


class Copied(Struct, frozen=True):
    """A verified copy. It is at ``url`` until the block ends in which it was made.

    ``ledger`` is its name; ``root`` is the tree's over its ``size`` records, 32 bytes.
    """

    url: str
    ledger: str
    size: int
    root: bytes


@contextmanager
def backing_up(url: str, path: Path, progress: Progress) -> Iterator[Copied]:
    """Copy the ledger at ``url``, as it is now, into a new SQLite file at ``path``.

    Writers go on meanwhile. The file gets its name at the end of the block, and has none where
    the block fails. A ledger that is a file is taken over whole, with its views.

    ``progress`` is told (done, to do), in units of its own.

    Raises PlaceTaken; IntegrityError where the copy or the ledger itself does not hold; as
    `open_store` does.
    """
    with _open(url) as store, appearing(path) as part:
        if is_server(url):
            yield _copy_into(part, store, progress)
            return
        head = copy_pages(path_of(url), part, progress)
        root = store.root(head.size)
        _verify(str(part), store.info, head, root, progress)
        yield Copied(str(part), store.info.ledger, head.size, root)


@contextmanager
def copying(
    url: str, target: str, progress: Progress, roles: Roles | None = None
) -> Iterator[Copied]:
    """Copy the ledger at ``url``, as it is now, to ``target``, where there is none or an empty one.

    Either is a path, a sqlite:/// or a postgresql:// address. A new file gets its name at the end
    of the block, and has none where the block fails. Elsewhere the records are written and read
    back in one transaction, which has ended when the block begins. ``roles`` are given rights on a
    ledger that is made on a server.

    Raises NotEmpty, WrongLedger, NotALedger of the target, and LedgerExists where there are
    ``roles`` to be given rights on one that is there; IntegrityError where the copy or the ledger
    itself does not hold; as `open_store` and `create_store` do.
    """
    with _open(url) as store:
        if is_server(target) or path_of(target).exists():
            head, root = _copy(store, target, progress, roles=roles, read_back=progress)
            yield Copied(target, store.info.ledger, head.size, root)
            return
        with appearing(path_of(target)) as part:
            yield _copy_into(part, store, progress, roles=roles)


def _copy_into(
    part: Path, store: SqlStore, progress: Progress, *, roles: Roles | None = None
) -> Copied:
    """Copy to a file that is thrown away where it does not hold once it is complete."""
    head, root = _copy(store, str(part), progress, roles=roles)
    _verify(str(part), store.info, head, root, progress)
    return Copied(str(part), store.info.ledger, head.size, root)


def _copy(
    store: SqlStore,
    target: str,
    progress: Progress,
    *,
    roles: Roles | None = None,
    read_back: Progress | None = None,
) -> tuple[Head, bytes]:
    """Write the records; the head and the root that the copy has to have."""
    with store.snapshot() as snapshot:
        head = snapshot.head
        root = store.root(head.size)
        rows = _told(snapshot.rows, head.size, progress)
        try:
            create_copy(
                target,
                store.info,
                rows,
                size=head.size,
                root=root,
                roles=roles,
                read_back=read_back,
            )
        except LedgerExists:
            if roles is not None:
                raise  # its owner gave rights when it was made, and these might not be they
            with open_store(target, clock=_no_clock) as empty:
                if empty.info.ledger != store.info.ledger:
                    raise WrongLedger(empty.info.ledger, store.info.ledger) from None
                empty.load(rows, size=head.size, root=root, read_back=read_back)
    return head, root


def _verify(url: str, info: LedgerInfo, head: Head, root: bytes, progress: Progress) -> None:
    """Read the copy back and derive it again. Raises IntegrityError."""
    with _open(url) as copy:
        found = copy.head()
        if found != head:
            differs = CopyHeadDiffers(found.size, found.recorded_at, head.size, head.recorded_at)
            raise IntegrityError([differs])
        rows = checked(copy.read_rows(), info, size=head.size, root=root)
        for _ in _told(rows, head.size, progress):
            pass
        if copy.root(head.size) != root:
            raise IntegrityError([CopyTreeDiffers()])


def _told(rows: Iterable[Row], size: int, progress: Progress) -> Iterator[Row]:
    for row in rows:
        yield row
        progress(row.position, size)


def _open(url: str) -> SqlStore:
    return open_store(url, clock=_no_clock, read_only=True)


def _no_clock() -> int:
    """Of a store that records nothing of its own: it never asks for the time."""
    raise RuntimeError("a copy asked for the time")
