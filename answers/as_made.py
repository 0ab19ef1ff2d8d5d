"""What a ledger in an SQLite file says of itself that this release has made.

Written by `python -m tests.generate`. Where a file says the same, letter by letter, it is read by
the driver alone, and nothing in it can run; any other is looked at word by word.
"""

from typing import Final

__all__ = ["DIGEST", "REVISION", "VIEWS"]

VIEWS: Final = 6
"""The version of its views."""
REVISION: Final = "0003"
"""Of its tables, as Alembic writes it."""
DIGEST: Final = "fb8eb86e462f0b68bc3d226b4c7a873a5e9c51f2784b5562b5b7563b792a8fa4"
"""SHA-256 of its list of contents."""
