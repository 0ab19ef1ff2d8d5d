"""The only place where record and politics meet: opens and creates ledgers for the faces."""

from collections.abc import Callable, Sequence
from functools import partial

from events.ledger import Ledger
from events.sql.store import create_store, open_store
from negotiation.politics import AlliancePolitics

__all__ = ["create_ledger", "list_slugs", "open_ledger"]


def open_ledger(db: str, *, read_only: bool, recorder: str, clock: Callable[[], int]) -> Ledger:
    """The ledger at `db`, a path or an address; `clock` answers µs since 1970.

    Raises the StoreErrors of events.errors.
    """
    store = open_store(db, clock=clock, read_only=read_only)
    reopen = partial(open_store, db, clock=_no_clock, read_only=True)
    return Ledger(store, AlliancePolitics(), recorder=recorder, clock=clock, reopen=reopen)


def create_ledger(db: str, *, name: str, recorder: str, clock: Callable[[], int]) -> Ledger:
    """A new, empty ledger called `name`, which every statement in it repeats."""
    store = create_store(db, ledger=name, clock=clock)
    return Ledger(store, AlliancePolitics(), recorder=recorder, clock=clock)


def _no_clock() -> int:
    """Of a store that only reads: it never asks for the time."""
    raise RuntimeError("a store opened for reading asked for the time")


def list_slugs(ledger: Ledger) -> Sequence[str]:
    """The negotiations by slug, the contests as `contest/…`."""
    negotiations = [name.partition("/")[2] for name in ledger.streams("negotiation/")]
    return [*negotiations, *ledger.streams("contest/")]
