"""Processes that are born to be killed: forked, ready to work, from one that has imported all.

A new interpreter takes half a second to begin, and hundreds of kills cannot wait for it. The one
that forks has no threads and no connections, so that its children start clean.

What a child says, in lines of JSON, goes through its standard output: the pipe ends when the
child and every process it started are gone. Until its end is asked for, a child that died stays
known to the system under its number, which therefore is nobody else's.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import msgspec
from msgspec import Struct

ROOT = Path(__file__).parents[2]
END_SECONDS_MAX = 240.0  # for whatever must happen: a process that hangs fails the test

Word = list[object]  # what a child says: its kind, then the facts


class Order(Struct, frozen=True, kw_only=True):
    """What a child is to do: `job` names a function of `tests.crash.jobs`.

    `seed` says which batches it records. It dies by itself at the `die_at`th point of its writing
    transactions, if that is given; `plant` names a fault that it works with. `place`
    is the server on which it reads. No file takes more from it than `file_bytes_max`.
    """

    job: str
    url: str
    folder: str
    seed: int = 1
    count: int = 1_000_000
    die_at: int | None = None
    plant: str | None = None
    place: str = "primary"
    file_bytes_max: int | None = None


class Child:
    """A process that works until it has done its job or is killed. `words`: all it has said."""

    def __init__(self, nursery: "Nursery", pid: int, pipe: int) -> None:
        self.pid = pid
        self.words: list[Word] = []
        self._nursery = nursery
        self._pipe: int | None = pipe
        self._rest = b""
        self._over = False

    def listen(self, seconds: float = END_SECONDS_MAX, *, until: str = "", times: int = 1) -> bool:
        """Listen for so long, or until it has said a kind of word so many times in all.

        False once nobody is left to say anything.
        """
        end = monotonic() + seconds
        while not self._over and self.count(until) < times:
            left = max(0.0, end - monotonic())
            if self._pipe is None or not select.select([self._pipe], [], [], left)[0]:
                break
            heard = os.read(self._pipe, 65536)
            self._over = not heard
            *lines, self._rest = (self._rest + heard).split(b"\n")
            self.words += [json.loads(line) for line in lines]
        return not self._over

    def count(self, kind: str) -> int:
        """How often it has said a kind of word."""
        return sum(word[0] == kind for word in self.words)

    def failures(self) -> list[str]:
        """What it failed with, as it was traced."""
        return [str(word[2]) for word in self.words if word[0] == "failed"]

    def kill(self) -> None:
        """Kill it as `kill -9` does; the processes that it started are left to themselves."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Wait for its end and hear the rest; what it started is killed with it.

        Returns the exit code, or the signal that ended it as a negative number.
        """
        if self._pipe is None:
            raise ValueError("this child has ended before")
        status = self._nursery.bury(self.pid)
        if self.listen():
            raise TimeoutError(f"process {self.pid} or one that it started did not end")
        os.close(self._pipe)
        self._pipe = None
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Kill it, if it still runs, and forget what it says."""
        if self._pipe is not None:
            self.kill()
            self.end()


class Nursery:
    """Where children come from; MUST be used as a context manager."""

    def __enter__(self) -> "Nursery":
        self._door, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.nursery", str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._door.settimeout(END_SECONDS_MAX)
        return self

    def __exit__(self, *_: object) -> None:
        self._door.close()
        self._process.wait(END_SECONDS_MAX)

    @contextmanager
    def working(self, order: Order) -> Iterator[Child]:
        """A child at work on `order`; killed in the end, if it still runs."""
        ours, theirs = os.pipe()
        socket.send_fds(self._door, [msgspec.json.encode(order)], [theirs])
        os.close(theirs)
        child = Child(self, self._answer(), ours)
        try:
            yield child
        finally:
            child.close()

    def bury(self, pid: int) -> int:
        """Wait for a child's end and kill what it started; its status, as `os.waitpid` has it."""
        self._door.send(str(pid).encode())
        return self._answer()

    def _answer(self) -> int:
        answer = self._door.recv(64)
        if not answer:
            raise RuntimeError("the process that forks the children has ended")
        return int(answer)


def _serve(door: socket.socket) -> None:
    """Fork a child for every order and answer its number; bury those whose numbers are sent."""
    while True:
        said, pipes, _, _ = socket.recv_fds(door, 65536, 1)
        if not said:
            return
        if pipes:
            answer = os.fork()
            if answer == 0:
                door.close()
                _work(msgspec.json.decode(said, type=Order), pipes[0])
            os.close(pipes[0])
        else:
            answer = _bury(int(said))
        door.send(str(answer).encode())


def _bury(pid: int) -> int:
    # As long as the child has not been waited for, its number, and that of its group, is its own.
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with suppress(ProcessLookupError):  # it died before it made its group, and started nothing
        os.killpg(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def _work(order: Order, pipe: int) -> None:
    """Do the job and end this process, whatever happens."""
    from tests.crash import jobs

    code = 1
    try:
        os.setpgid(0, 0)
        os.dup2(pipe, 1)
        os.close(pipe)
        # What fails is said; that a killed rebuild leaves semaphores, Python need not complain of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        jobs.work(order)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    import tests.crash.jobs  # noqa: F401 - once, for all the children

    _serve(socket.socket(fileno=int(sys.argv[1])))
