"""What a ledger in an SQLite file says of itself that this release has made.

Written by `python -m tests.generate`. Where a file says the same, letter by letter, it is read by
the driver alone, and nothing in it can run; any other is looked at word by word.
"""

from typing import Final

__all__ = ["DIGEST", "REVISION", "VIEWS"]

VIEWS: Final = 5
"""The version of its views."""
REVISION: Final = "0003"
"""Of its tables, as Alembic writes it."""
DIGEST: Final = "29cd395aa8a30fbba87f98d1fce1b8ec1849b20c0770ee00e7c8e8de88108157"
"""SHA-256 of its list of contents."""
