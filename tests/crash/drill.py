"""The recovery drill of docs/operations.md, played: the damage done, the answers, the cures.

Whoever needs that page has no time to find out that it is wrong, so a test types all of it. The
blocks before the first `###` make a ledger; each `###` begins with that ledger as it was then, and
does its damage with the programs that people have at hand.

Nobody writes the answers by hand: `python -m tests.crash.drill` types everything and writes the
page again; read the difference before it is committed.
"""

import os
import re
import shlex
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.docs.session import BLOCK, Session
from tests.generate import ROOT

__all__ = ["PAGE", "play_drill"]

PAGE = ROOT / "docs" / "operations.md"
HEADING = "## Recovery drill"


def play_drill(text: str, folder: Path) -> str:
    """Type the drill of a page in an empty account below `folder`; return it with the answers."""
    before, heading, drill = text.partition(f"{HEADING}\n")
    drill, following, after = drill.partition("\n## ")
    session = Session(folder)
    begin, *cases = re.split(r"(?m)^(?=### )", drill)
    played = [_play(session, begin)]
    kept = folder / "kept"
    shutil.copytree(session.place.here, kept)
    for case in cases:
        shutil.rmtree(session.place.here)
        shutil.copytree(kept, session.place.here)
        played.append(_play(session, case))
    return "".join([before, heading, *played, following, after])


def _play(session: Session, part: str) -> str:
    return BLOCK.sub(lambda block: _follow(session, block), part)


def _follow(session: Session, block: re.Match[str]) -> str:
    if block["language"] != "console":
        return block[0]
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", block["body"], re.MULTILINE)
    answers = "\n\n".join(_typed(session, command) for command in commands)
    return f"```console\n{answers}\n```"


def _typed(session: Session, command: str) -> str:
    program, *words = shlex.split(command.replace("\\\n", " "))
    if program == "parley":
        alone = BLOCK.match(f"```console\n$ {command}\n```")
        assert alone is not None
        return session.follow(alone).removeprefix("```console\n").removesuffix("\n```")
    here = session.place.here
    match program, words:
        case "sqlite3", [name, statements]:
            with closing(sqlite3.connect(here / name)) as connection:
                connection.executescript(statements)
        case "cp", [name, other]:
            shutil.copy(here / name, here / other)
        case "mv", [name, other]:
            shutil.move(here / name, here / other)
        case "truncate", ["-s", size, name]:
            os.truncate(here / name, int(size))
        case _:
            raise ValueError(f"nobody knows how to type {command}")
    return f"$ {command}"


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        PAGE.write_text(play_drill(written, Path(scratch)), encoding="utf-8")
