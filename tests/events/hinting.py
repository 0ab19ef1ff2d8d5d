"""Hints that the test gives: lost, doubled, early, and with whatever happens while one waits."""

from collections.abc import Callable
from typing import cast

from parley.events.hints import Hints
from parley.events.store import EventStore, Head
from parley.events.store_errors import StoreUnreachable

While = Callable[[], bool]
"""What happens during one wait; whether a hint came of it."""


class WaitsInVain(AssertionError):  # noqa: N818 - it says what happened
    """The reader waits once more than anything happens."""


class ScriptedHints:
    """Each wait lasts as long as the next entry of the script; after the last it is in vain."""

    def __init__(self, script: list[While]) -> None:
        self._script = script

    def wait(self, seconds: float) -> bool:
        assert seconds >= 0
        if not self._script:
            raise WaitsInVain
        return self._script.pop(0)()

    def wake(self) -> None:
        """It never sleeps."""

    def close(self) -> None:
        """Nothing to let go of."""


class Scripted:
    """A store with such hints, which the first `outages` looks at its head cannot reach."""

    def __init__(self, store: EventStore, script: list[While], outages: int = 0) -> None:
        self._store = store
        self._script = script
        self._outages = outages

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def hints(self) -> Hints:
        return ScriptedHints(self._script)

    def head(self) -> Head:
        if self._outages:
            self._outages -= 1
            raise StoreUnreachable("somewhere", "it was switched off")
        return self._store.head()


def scripted(store: EventStore, *script: While, outages: int = 0) -> EventStore:
    """The store with this script of waits."""
    return cast("EventStore", Scripted(store, list(script), outages))
