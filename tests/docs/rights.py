"""The section of docs/operations.md about who may do what, typed by the people whom it names.

They need a server with roles, so it is played apart from other pages: what it calls db.example.org
is the server of the tests, and each name there is one of its own for the time of the play.

Nobody writes the answers by hand: `python -m tests.docs.rights` types everything and writes the
page again; read the difference before it is committed.
"""

import re
import shlex
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.docs.session import BLOCK, Session
from tests.generate import ROOT
from tests.postgres import running_server

__all__ = ["HEADING", "PAGE", "play_rights"]

PAGE = ROOT / "docs" / "operations.md"
HEADING = "## Who may do what\n"
PEOPLE = ("desk", "press", "olga", "asha", "chitra")
ADDRESS = re.compile(r"postgresql://(\w+)@db\.example\.org/talks")


class _Office:
    """The roles and the database of the section, on the server of the tests."""

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server
        self._mark = uuid4().hex[:8]
        self._session = Session(folder)
        self._database = f"talks_{self._mark}"

    def follow(self, block: re.Match[str]) -> str:
        """Do what a block says; return it with the answers that came."""
        if block["language"] == "sql":
            with psycopg.connect(self._server, autocommit=True) as shell:
                for statement in self._there(block["body"]).split(";")[:-1]:
                    shell.execute(statement.encode())
            return block[0]
        if block["language"] != "console":
            return block[0]
        commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", block["body"], re.MULTILINE)
        return "```console\n" + "\n\n".join(map(self._typed, commands)) + "\n```"

    def leave(self) -> None:
        """Let nothing of it remain."""
        with psycopg.connect(self._server, autocommit=True) as shell:
            shell.execute(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)".encode())
            for name in reversed(PEOPLE):
                shell.execute(f"DROP ROLE IF EXISTS {name}_{self._mark}".encode())

    def _typed(self, command: str) -> str:
        if command.startswith("psql "):
            return f"$ {command}\n{self._refused(shlex.split(command))}"
        alone = BLOCK.match(f"```console\n$ {self._there(command)}\n```")
        assert alone is not None
        answered = self._session.follow(alone)
        _, _, answer = answered.partition(f"$ {self._there(command)}\n")
        return f"$ {command}\n{self._here(answer.removesuffix('```').rstrip())}".rstrip()

    def _refused(self, words: list[str]) -> str:
        """What psql shows of a statement that the server refuses."""
        _, address, _, statement = words
        name = ADDRESS.fullmatch(address)
        assert name is not None
        with psycopg.connect(self._address(name[1])) as shell:
            try:
                shell.execute(statement.encode())
            except psycopg.errors.InsufficientPrivilege as error:
                return f"ERROR:  {error.diag.message_primary}"
        raise AssertionError(f"the server did as it was told: {statement}")

    def _address(self, person: str) -> str:
        host = conninfo_to_dict(self._server)["host"]
        return f"postgresql://{person}_{self._mark}@/{self._database}?host={host}"

    def _there(self, text: str) -> str:
        """The text as it is typed at this server."""
        text = re.sub(rf"({ADDRESS.pattern})\?", lambda found: f"{self._address(found[2])}&", text)
        text = ADDRESS.sub(lambda found: self._address(found[1]), text)
        text = re.sub(r"\bDATABASE talks\b", f"DATABASE {self._database}", text)
        return re.sub(rf"\b({'|'.join(PEOPLE)})\b", rf"\1_{self._mark}", text)

    def _here(self, text: str) -> str:
        """What this server answers as the page has it."""
        for person in PEOPLE:
            own, page = self._address(person), f"postgresql://{person}@db.example.org/talks"
            text = text.replace(f"{own}&", f"{page}?").replace(own, page)
        return text.replace(f"_{self._mark}", "")


def play_rights(text: str, folder: Path, server: str) -> str:
    """Type the section in an empty account; the page with the answers."""
    before, heading, section = text.partition(HEADING)
    section, following, after = section.partition("\n## ")
    office = _Office(server, folder)
    try:
        played = BLOCK.sub(office.follow, section)
    finally:
        office.leave()
    return "".join([before, heading, played, following, after])


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch, running_server() as url:
        PAGE.write_text(play_rights(written, Path(scratch), url), encoding="utf-8")
