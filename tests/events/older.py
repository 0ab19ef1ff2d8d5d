"""A writer that leaves the rows of the views behind, as one does that cannot write them."""

from collections.abc import Callable, Sequence

from parley.events.append import Group, Outcome
from parley.events.ledger import Ledger
from parley.events.store import EventStore
from parley.negotiation.politics import AlliancePolitics

__all__ = ["without_rows"]


class _Forgetful:
    """A store through which nobody writes rows with the log."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def append(self, groups: Sequence[Group]) -> list[Outcome]:
        return self._store.append([Group(each.statements) for each in groups])


def without_rows(store: EventStore, clock: Callable[[], int]) -> Ledger:
    """The ledger in the hands of such a writer."""
    politics = AlliancePolitics()
    made = Ledger(_Forgetful(store), politics, recorder="Asha", clock=clock)  # type: ignore[arg-type]
    made.projector.usable = False
    return made
