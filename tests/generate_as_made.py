"""What an SQLite file says of itself that this release makes: `answers/as_made.py`."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from parley.answers.opening import create_ledger
from parley.events.changes import schema_of
from parley.events.sql.migrations import identifier_of, newest_revision
from parley.events.sql.sqlite.reader import contents_digest
from parley.negotiation.politics import AlliancePolitics

__all__ = ["AS_MADE", "describe_as_made"]

AS_MADE = "answers/as_made.py"

_TEXT = '''"""What a ledger in an SQLite file says of itself that this release has made.

Written by `python -m tests.generate`. Where a file says the same, letter by letter, it is read by
the driver alone, and nothing in it can run; any other is looked at word by word.
"""

from typing import Final

__all__ = ["DIGEST", "REVISION", "VIEWS"]

VIEWS: Final = {views}
"""The version of its views."""
REVISION: Final = "{revision}"
"""Of its tables, as Alembic writes it."""
DIGEST: Final = "{digest}"
"""SHA-256 of its list of contents."""
'''


def describe_as_made() -> str:
    """Return the module as the code would have it."""
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "made.db")
        create_ledger(file, recorder="tests", name="tests/made").close()
        with closing(sqlite3.connect(file)) as connection:
            digest = contents_digest(connection)
    views = schema_of(AlliancePolitics()).version
    return _TEXT.format(views=views, revision=identifier_of(newest_revision()), digest=digest)
