"""A person at a terminal: runs `parley` the three ways it is run, in a place of its own.

In this process for most tests (fast, and the clock can be set), as a program for what concerns
the program as a whole, and on a real terminal for what only happens there.
"""

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from parley.cli.main import main
from parley.events.clock import wall_clock
from tests.children import hear_ctrl_c

PROGRAM = (str(Path(sys.executable).with_name("parley")),)
ANSWER_SECONDS_MAX = 120  # what takes so long hangs, even on a busy machine
PATIENCE_SECONDS = 5.0


class Result(NamedTuple):
    """What one run left on the screen, and its exit code."""

    stdout: str
    stderr: str
    code: int


class Place:
    """An account with an empty home folder and a current folder in it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.here = folder / "here"
        self.home.mkdir()
        self.here.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LOGNAME": "asha",
            "TZ": "UTC",
            "TERM": "xterm",
            "COLUMNS": "80",
        }

    @property
    def user_config(self) -> Path:
        """Where this account's config file lies."""
        return self.home / ".config" / "parley" / "config.toml"

    @property
    def ledger(self) -> Path:
        """Where this account's ledger lies when nothing else is said."""
        return self.home / ".local" / "share" / "parley" / "parley.db"

    @property
    def state(self) -> Path:
        """Where this account's state lies."""
        return self.home / ".local" / "state" / "parley"

    def run(
        self,
        *args: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
        clock: Callable[[], int] = wall_clock,
    ) -> Result:
        """Run in this process, with stdout and stderr as pipes of a Latin-1 locale."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="latin-1") for _ in range(2))
        typed = mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with self.entered(environment), typed, redirect_stdout(out), redirect_stderr(err):
            code = main(args, clock=clock)
        return Result(_written(out), _written(err), code)

    @contextmanager
    def entered(self, environment: Mapping[str, str] | None = None) -> Iterator[None]:
        """Be in this place, with its environment and no other."""
        everything = {**self.environment, **(environment or {})}
        with chdir(self.here), mock.patch.dict(os.environ, everything, clear=True):
            yield

    def run_program(
        self,
        *args: str,
        program: Sequence[str] = PROGRAM,
        environment: Mapping[str, str] | None = None,
    ) -> Result:
        """Run the installed program, without a terminal."""
        done = subprocess.run(
            [*program, *args],
            cwd=self.here,
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ANSWER_SECONDS_MAX,
        )
        return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)


class Screen:
    """A program on a real terminal: type, look, and wait for what must appear.

    MUST be used as a context manager, so that neither program nor terminal outlives the test.
    """

    def __init__(
        self,
        place: Place,
        *args: str,
        program: Sequence[str] = PROGRAM,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._ours, theirs = pty.openpty()
        # A shell of a new session opens the terminal and so makes it its own: Ctrl-C works.
        self._process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" <>"$0" >&0 2>&0', os.ttyname(theirs), *program, *args],
            cwd=place.here,
            env={**place.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
        )
        self._theirs = theirs
        self._seen = b""

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._theirs)
        os.close(self._ours)

    @property
    def text(self) -> str:
        """Everything shown so far without its colours, lines ended by \\n."""
        return re.sub(r"\x1b\[[0-9;]*m", "", self.coloured)

    @property
    def coloured(self) -> str:
        """Everything shown so far."""
        return self._seen.decode(errors="replace").replace("\r\n", "\n")

    def wait_for(self, text: str) -> None:
        """Read until the text has been shown."""
        self._read_until(lambda: text in self.text, f"“{text}” was never shown")

    def type(self, keys: str) -> None:
        """Type; \\r is the return key, \\x03 is Ctrl-C, \\x04 is Ctrl-D."""
        os.write(self._ours, keys.encode())

    def leave(self, key: str = "") -> int:
        """Read to the end of the program and return its exit code.

        The `key` is pressed again where nothing follows, as people do: a signal that arrives
        between Python's last look and its wait for a key is seen only with the next one. Pressed
        too soon it would end the program while it leaves, with another exit code.
        """
        pressed = 0.0

        def ended() -> bool:
            nonlocal pressed
            waited = time.monotonic() - pressed > PATIENCE_SECONDS
            if key and waited and self._process.poll() is None and not self._ready():
                self.type(key)
                pressed = time.monotonic()
            return self._process.poll() is not None

        self._read_until(ended, "the program did not end")
        while self._ready(0):
            self._seen += os.read(self._ours, 65536)
        return self._process.wait()

    def _ready(self, seconds: float = 0.05) -> bool:
        return bool(select.select([self._ours], [], [], seconds)[0])

    def _read_until(self, reached: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS_MAX
        while not reached():
            assert time.monotonic() < deadline, f"{complaint}; the screen: {self.text!r}"
            if self._ready():
                self._seen += os.read(self._ours, 65536)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
