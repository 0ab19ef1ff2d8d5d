"""Two PostgreSQL servers, one of which follows the other and takes its place when it is lost.

Whoever loses a server types what docs/operations.md says, so the commands are taken from that page
as they stand, with our two folders in the place of its two machines.
"""

import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Literal

from tests.crash.engines import Server, server_to_kill, wait_until
from tests.generate import ROOT

PAGE = ROOT / "docs" / "operations.md"
HEADING = "## A standby\n"
PRIMARY, STANDBY = "one.example", "two.example"
DATA = "/var/lib/postgresql/data"
COMMAND = re.compile(r"<!-- standby: (\w+) -->\n```\w+\n(.*?)\n```", re.DOTALL)


class Pair:
    """A primary and its standby; `url` is an address that finds whichever of them records."""

    def __init__(self, first: Server) -> None:
        self._typed = _commands(PAGE.read_text(encoding="utf-8"))
        homes = [first.data.parent, first.data.parent.with_name("other")]
        homes[1].mkdir(mode=0o700)
        owner = first.data.stat()
        os.chown(homes[1], owner.st_uid, owner.st_gid)
        self.primary = first
        self.url = self._address(*homes)
        self._type(first, "role")
        self.standby = self._follower(homes[1])

    def wait_for_standby(self) -> None:
        """Let the primary acknowledge nothing that the standby has not."""
        self._type(self.primary, "wait")
        wait_until(lambda: self._type(self.primary, "look") == [("sync",)])

    def set_commits(self, mode: str) -> None:
        """Set what a commit waits for: `on`, `remote_apply` …"""
        self._run(self.primary, f"ALTER SYSTEM SET synchronous_commit = {mode}")
        self._run(self.primary, "SELECT pg_reload_conf()")

    def hold_back(self) -> None:
        """Let nothing more through to the standby."""
        self._listen_to("")
        wait_until(lambda: self._type(self.primary, "look") == [])

    def let_through(self) -> None:
        """Let the standby follow again."""
        self._listen_to(self._followed)

    def commits_wait(self) -> bool:
        """Whether a commit of the primary waits for the standby now."""
        waiting = "SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        return self._run(self.primary, waiting) != []

    def caught_up(self) -> bool:
        """Whether the standby shows what the primary holds."""
        ((end,),) = self._run(self.primary, "SELECT pg_current_wal_flush_lsn()")
        reached = SQL("SELECT pg_last_wal_replay_lsn() >= {}").format(Literal(str(end)))
        return self._run(self.standby, reached.as_string()) == [(True,)]

    def fail_over(self) -> None:
        """Kill the primary, and let the standby take its place."""
        self.primary.kill()
        self.primary, self.standby = self.standby, self.primary
        self._type(self.primary, "promote")
        self._type(self.primary, "alone")

    def follow_again(self) -> None:
        """Make the server that was lost the standby of the other."""
        shutil.rmtree(self.standby.data)
        self.standby = self._follower(self.standby.data.parent)

    def close(self) -> None:
        """End both."""
        self.standby.close()
        self.primary.close()

    def _follower(self, home: Path) -> Server:
        """A standby of the primary in `home`, which holds nothing."""
        ours = self.primary.data.parent
        self._followed = f"host={ours} user=replicator application_name=second"
        typed = self._typed["follow"].replace(PRIMARY, str(ours)).replace(DATA, f"{home}/data")
        assert self._followed in typed, "the page says something else to pg_basebackup"
        self.primary.run(*shlex.split(typed.replace("\\\n", " ")))
        command = [word.replace(str(ours), str(home)) for word in self.primary.command]
        url = self.primary.url.replace(str(ours), str(home))
        return Server(url, home / "data", command)

    def _address(self, *homes: Path) -> str:
        """The page's address, of our servers: sockets are named by their folders."""
        scheme, _, options = self._typed["address"].partition(f"asha@{PRIMARY},{STANDBY}/talks?")
        server, _, _ = self.primary.url.partition("?")
        assert server.startswith(scheme)
        return f"{server}?host={','.join(map(str, homes))}&{options}"

    def _listen_to(self, conninfo: str) -> None:
        setting = SQL("ALTER SYSTEM SET primary_conninfo = {}").format(Literal(conninfo))
        self._run(self.standby, setting.as_string())
        self._run(self.standby, "SELECT pg_reload_conf()")

    def _type(self, server: Server, name: str) -> list[tuple[object, ...]]:
        """Type a command of the page; the rows of its last statement."""
        rows: list[tuple[object, ...]] = []
        for statement in filter(str.strip, self._typed[name].split(";")):
            rows = self._run(server, statement)
        return rows

    def _run(self, server: Server, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(server.url, autocommit=True) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description is not None else []


def _commands(page: str) -> Mapping[str, str]:
    """What the section says to type, by the word before it."""
    section = page.partition(HEADING)[2].partition("\n## ")[0]
    return dict(COMMAND.findall(section))


@contextmanager
def two_servers() -> Iterator[Pair]:
    """A pair of our own, both of which keep to their disk; skips where there is no PostgreSQL."""
    with server_to_kill() as first:
        pair = Pair(first)
        try:
            yield pair
        finally:
            pair.close()
