"""Group commit: what many threads append while one commit runs is the next commit.

A commit waits for the disk, and one that carries a hundred records waits no longer. There is no
timer: nobody waits for company, and a record waits for two commits at most, the one that was
under way when it came and its own.
"""

from collections.abc import Sequence
from copy import copy
from itertools import islice
from threading import Condition
from typing import Protocol

from parley.events.append import Group, Outcome
from parley.events.errors import Malformed, RecordTooLarge, WrongLedger

__all__ = ["Append", "Coalescing"]

# What is wrong with one request, and not with the store or with the others of its commit.
OF_ONE_REQUEST = (RecordTooLarge, Malformed, WrongLedger, ValueError)


class Append(Protocol):
    """`EventStore.append` on one ledger."""

    def __call__(self, groups: Sequence[Group]) -> list[Outcome]:
        """One outcome per group, in one transaction."""


class _Request:
    """One call, from its thread to the thread that commits it, and back."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.outcomes: list[Outcome] | None = None
        self.error: Exception | None = None

    @property
    def answered(self) -> bool:
        return self.outcomes is not None or self.error is not None


class Coalescing:
    """An `Append` that makes one transaction of the calls that come while another one runs.

    Every call gets the outcomes of its own groups, in the order in which the calls came; what is
    wrong with one call is told to that call alone. ``append`` is never called twice at a time.
    """

    def __init__(self, append: Append) -> None:
        self._append = append
        self._changed = Condition()  # guards what follows, and is told when it changes
        self._queue: list[_Request] = []
        self._committing = False

    def __call__(self, groups: Sequence[Group]) -> list[Outcome]:
        request = _Request(groups)
        with self._changed:
            self._queue.append(request)
            try:
                self._changed.wait_for(lambda: request.answered or not self._committing)
            except BaseException:  # somebody pressed Ctrl-C: not yet sent, not to be sent
                if request in self._queue:
                    self._queue.remove(request)
                raise
            if not request.answered:
                batch, self._queue = self._queue, []
                self._committing = True
        if not request.answered:
            self._lead(batch, request)
        if request.error is not None:
            raise request.error
        return request.outcomes or []

    def _lead(self, batch: list[_Request], own: _Request) -> None:
        """Commit for everybody in ``batch``."""
        try:
            self._commit(batch)
        finally:
            with self._changed:
                # Ctrl-C in our thread is no answer to the others. Somebody sends their bytes
                # again, and what was written is known by its ids.
                left = [one for one in batch if not (one is own or one.answered)]
                self._queue = left + self._queue
                self._committing = False
                self._changed.notify_all()

    def _commit(self, batch: Sequence[_Request]) -> None:
        groups = [group for one in batch for group in one.groups]
        try:
            outcomes = iter(self._append(groups))
        except OF_ONE_REQUEST as error:  # nothing of the batch was written
            if len(batch) == 1:
                batch[0].error = error
            else:
                middle = len(batch) // 2
                self._commit(batch[:middle])
                self._commit(batch[middle:])
        except Exception as error:
            for one in batch:
                one.error = copy(error)  # each thread adds its own trace to what it raises
        else:
            for one in batch:
                one.outcomes = list(islice(outcomes, len(one.groups)))
