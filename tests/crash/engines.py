"""Where the ledgers of a campaign lie, and what can be killed there beside the writer.

A file has nothing but its writers. A server has a process for each connection, and itself: killed,
it is started again on the same files, as a machine that comes up again would do.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Protocol

import psycopg
from pytest import MonkeyPatch

from tests.postgres import START_SECONDS_MAX, URL, running_server

# The server lives as long as the pipe to its keeper, and the keeper no longer than the server.
KEEPER = (
    '"$@" & server=$!; exec 3<&0; (read -r _ <&3; kill -INT $server) & reader=$!; '
    "wait $server; kill $reader"
)
VICTIM = "victim"  # the name under which a victim's connections are known to the server


class Engine(Protocol):
    """A place for ledgers."""

    def new_url(self) -> str:
        """The address of a place where no ledger is yet."""

    def url_of_victim(self, url: str) -> str:
        """The same place, for the process whose connections are to be found."""

    def settle(self) -> None:
        """Return once nobody is at work any more for a process that is dead."""


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._paths = (str(folder / f"ledger-{number}.db") for number in count(1))

    def new_url(self) -> str:
        return next(self._paths)

    def url_of_victim(self, url: str) -> str:
        return url

    def settle(self) -> None:
        """A file's locks end with the process that holds them."""


class Server:
    """Schemas on a PostgreSQL server of our own, running from now on.

    `url` is its address, `data` its folder, and `command` what starts it on that folder. The first
    word of `command` lies beside the server's other programs.
    """

    def __init__(self, url: str, data: Path, command: Sequence[str]) -> None:
        self.url = url
        self.data = data
        self.command = command
        self._schemas = (f"crash_{number}" for number in count(1))
        self._keeper: subprocess.Popen[bytes] | None = None
        self._start()

    def new_url(self) -> str:
        return f"{self.url}&schema={next(self._schemas)}"

    def url_of_victim(self, url: str) -> str:
        return f"{url}&application_name={VICTIM}"

    def settle(self) -> None:
        # A server goes on for a while with what a client asked before it died.
        with self.connected() as connection:
            others = (
                "FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            # One that ends by itself meanwhile cannot be ended, and is gone all the same.
            connection.execute(
                f"SELECT pg_terminate_backend(pid, %s) {others}".encode(),
                (int(START_SECONDS_MAX * 1000),),
            )
            left = connection.execute(f"SELECT count(*) {others}".encode()).fetchone()
        assert left == (0,), "a connection of a dead process does not end"

    def connected(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection that commits each statement; a context manager that closes it."""
        return psycopg.connect(self.url, autocommit=True)

    def kill_backend(self) -> None:
        """Kill a process that serves the victim: the server then ends all others and recovers."""
        watching = self.connected()
        try:
            row = watching.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = %s "
                "ORDER BY state = 'active' DESC LIMIT 1",
                (VICTIM,),
            ).fetchone()
            if row is not None:
                os.kill(int(str(row[0])), signal.SIGKILL)
                # Until the server has noticed, it answers as if nothing were.
                wait_until(lambda: not _is_served(watching))
        finally:
            watching.close()
        wait_until(self._answers)

    def kill_and_start(self) -> None:
        """Kill the server itself, and start it again on the same files."""
        self.kill()
        self._start()

    def kill(self) -> None:
        """Kill the server itself, as `kill -9` does; the processes that it started follow it."""
        os.kill(_number_of(self.data), signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """End the server."""
        if self._keeper is not None:
            self._keeper.communicate()  # closes its pipe, and waits for the end
            self._keeper = None

    def run(self, program: str, *words: str) -> None:
        """Run another program of this PostgreSQL, as the owner of this server's files."""
        place = str(Path(self.command[0]).with_name(program))
        process = self._owned([place, *words], subprocess.PIPE)
        said, _ = process.communicate()
        assert process.returncode == 0, said.decode()

    def _start(self) -> None:
        while True:
            keeping = ["/bin/sh", "-c", KEEPER, "keeper", *self.command]
            keeper = self._keeper = self._owned(keeping, subprocess.DEVNULL)
            # Until the last process of a killed server has gone, a new one refuses to start.
            wait_until(lambda: keeper.poll() is not None or self._answers())  # noqa: B023
            if keeper.poll() is None:
                return
            self.close()

    def _owned(self, words: Sequence[str], output: int) -> subprocess.Popen[bytes]:
        owner = self.data.stat()
        ours = os.geteuid() == owner.st_uid
        return subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=None if ours else owner.st_uid,
            group=None if ours else owner.st_gid,
            extra_groups=None if ours else [],
        )

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url):
            return True
        return False


def wait_until(reached: Callable[[], bool]) -> None:
    """Return once something is so; raises TimeoutError when it never is."""
    give_up = monotonic() + START_SECONDS_MAX
    while not reached():
        if monotonic() > give_up:
            raise TimeoutError("the server does not do what it was told to")
        sleep(0.02)


def _is_served(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    with suppress(psycopg.OperationalError):
        connection.execute("SELECT 1")
        return True
    return False


def _number_of(data: Path) -> int:
    """The number of the process that serves the files of `data`."""
    return int((data / "postmaster.pid").read_text().split()[0])


@contextmanager
def server_to_kill() -> Iterator[Server]:
    """A PostgreSQL of our own that keeps to its disk; skips the test where there is none."""
    with MonkeyPatch.context() as patch:
        patch.delenv(URL, raising=False)  # a server that somebody lends us is not to be killed
        with running_server("fsync=on", "full_page_writes=on") as url:
            server = _taken_over(url)
            try:
                yield server
            finally:
                server.close()


def _taken_over(url: str) -> Server:
    """The server at `url`, ended in order and started by us: its starter would wait for it."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    data = Path(str(row[0]))
    command = shlex.split((data / "postmaster.opts").read_text())
    os.kill(_number_of(data), signal.SIGINT)
    wait_until(lambda: not (data / "postmaster.pid").exists())
    return Server(url, data, command)
