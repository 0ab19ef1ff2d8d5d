"""Hints that the log may have grown, for readers who wait; and the bell that wakes them.

A hint saves time and nothing else: it may come early, twice or never, so whoever gets one looks
at the log, and looks again after a while when none comes.
"""

import select
import socket
from contextlib import suppress
from typing import NamedTuple, Protocol

__all__ = ["Bell", "Hints", "Woken"]


class Hints(Protocol):
    """The hints for one reader, made by `EventStore.hints`.

    One thread waits; `wake` MAY be called from any other, and by a signal handler.
    """

    def wait(self, seconds: float) -> bool:
        """Wait for a hint, for `wake` or for so many seconds; whether to look at the log now.

        MUST be True, at once, for the first call and after what kept hints from coming, such as a
        broken connection; and SHOULD be for whatever was committed since the last call.
        Raises nothing that looking at the log would not raise: without hints it just waits.
        """

    def wake(self) -> None:
        """End the wait of now, or the next one."""

    def close(self) -> None:
        """Let go of connections. MAY be called again."""


class Woken(NamedTuple):
    """What ended a wait; neither, when its time was over."""

    rung: bool
    readable: bool


class Bell:
    """A wait that another thread or a signal handler can end, beside what a socket ends.

    A lock could not do that: a handler that interrupts its holder would wait for itself.
    """

    def __init__(self) -> None:
        self._ear, self._hand = socket.socketpair()
        self._ear.setblocking(False)
        self._hand.setblocking(False)

    def ring(self) -> None:
        """End the wait of now, or the next one; nothing once the bell is closed."""
        with suppress(OSError):  # full: it has been rung often enough; or closed
            self._hand.send(b"!")

    def wait(self, seconds: float, *, beside: int | None = None) -> Woken:
        """Wait for so many seconds, the bell, or something to read at the descriptor ``beside``."""
        poll = select.poll()
        poll.register(self._ear, select.POLLIN)
        if beside is not None:
            poll.register(beside, select.POLLIN)
        ready = {descriptor for descriptor, _ in poll.poll(max(0, round(seconds * 1000)))}
        rung = self._ear.fileno() in ready
        if rung:
            self._ear.recv(4096)
        return Woken(rung, readable=beside in ready)

    def close(self) -> None:
        """Let go of it. MAY be called again."""
        self._ear.close()
        self._hand.close()
