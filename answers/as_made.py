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
DIGEST: Final = "5fe31e0f607c1f0ec35f281de199d63beff5f12e873c1274e7b06f204503dd00"
"""SHA-256 of its list of contents."""
