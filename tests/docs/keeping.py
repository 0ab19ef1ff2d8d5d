"""The sections of docs/operations.md about looking after a ledger, typed as they stand.

They need a server beside the file, so they are played apart from other pages; what they call
db.example.org is the server of the tests.

Nobody writes the answers by hand: `python -m tests.docs.keeping` types everything and writes the
page again; read the difference before it is committed.
"""

import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.docs.session import play
from tests.generate import ROOT
from tests.postgres import running_server

__all__ = ["PAGE", "play_keeping"]

PAGE = ROOT / "docs" / "operations.md"
HEADINGS = ("## Migrations\n", "## Backup\n", "## Moving between engines\n", "## Wrong clocks\n")
ADDRESS = "postgresql://asha@db.example.org/talks"


def play_keeping(text: str, folder: Path, server: str) -> str:
    """Type these sections, one after the other, in one empty account; the page with the answers."""
    schema = f"t{uuid4().hex}"
    address = f"{server}{'&' if '?' in server else '?'}schema={schema}"
    begin = text.index(HEADINGS[0])
    following = text.find("\n## ", text.index(HEADINGS[-1]) + 1)
    end = len(text) if following == -1 else following
    try:
        played = play(text[begin:end].replace(ADDRESS, address), folder)
    finally:
        with psycopg.connect(server) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())
    return text[:begin] + played.replace(address, ADDRESS) + text[end:]


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch, running_server() as url:
        PAGE.write_text(play_keeping(written, Path(scratch), url), encoding="utf-8")
