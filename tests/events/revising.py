"""Revisions that only tests have, and processes that migrate to them.

``python -m tests.events.revising VERB URL FOLDER`` is such a process: the revisions in FOLDER
stand beside the released ones. A revision may say something in a line and wait for one:
``say("…")`` and ``wait()`` are there for its words.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from parley.events.errors import RecordError
from parley.events.sql.migrations import LOCATIONS
from parley.events.sql.migrations.running import Step, migrate
from parley.events.sql.store import reach_database

ROOT = Path(__file__).parents[2]

_REVISION = '''"""{what}"""

from alembic import op
import sqlalchemy as sa

from tests.events.revising import say, wait

revision = "{number:04d}"
down_revision = "{before:04d}"


def upgrade():
    schema = op.get_context().version_table_schema
    place = "" if schema is None else f'"{{schema}}".'
{body}
'''

ADDS_A_TABLE = """
op.create_table("planted", sa.Column("size", sa.Integer()), schema=schema)
op.execute(f"INSERT INTO {place}planted SELECT size FROM {place}head")
"""
STOPS_HALFWAY = ADDS_A_TABLE + 'say("halfway")\nwait()\n'
RAISES = ADDS_A_TABLE + 'raise ZeroDivisionError("somebody\\nmiscounted")\n'
ASKS_FOR_WHAT_IS_NOT_THERE = ADDS_A_TABLE + 'op.execute(f"SELECT none FROM {place}nowhere")\n'


def say(*facts: object) -> None:
    """One line of JSON, to whoever started this process."""
    os.write(1, (json.dumps(facts) + "\n").encode())


def wait() -> None:
    """For a line from there."""
    sys.stdin.readline()


def plant(folder: Path, number: int, body: str, what: str = "a planted revision") -> None:
    """Write a revision with the words of its ``upgrade``."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    text = _REVISION.format(what=what, number=number, before=number - 1, body=lines)
    (folder / f"r{number:04d}_planted.py").write_text(text, encoding="utf-8")


@contextmanager
def known(folder: Path) -> Iterator[None]:
    """Be a release that has the revisions in ``folder`` too."""
    LOCATIONS.append(folder)
    try:
        yield
    finally:
        LOCATIONS.remove(folder)


def migrate_at(url: str) -> tuple[tuple[int, int], list[Step]]:
    """Migrate the ledger at ``url``: the revisions before and after, and what was done."""
    done: list[Step] = []
    with closing(reach_database(url, read_only=False)) as database:
        return migrate(database, done.append), done


@contextmanager
def migrating(url: str, folder: Path, count: int = 1) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that migrate; whoever still runs at the end is killed."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.events.revising", url, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def main(url: str, folder: str) -> None:
    """Say that we are ready, wait, migrate, and say what was done."""
    with known(Path(folder)):
        say("ready")
        wait()
        try:
            (before, after), done = migrate_at(url)
            say("done", before, after, len(done))
        except RecordError as error:
            say(type(error).__name__, error.message)


if __name__ == "__main__":
    main(*sys.argv[1:])
