"""What a ledger in an SQLite file says of itself that this release has made.

Written by `python -m tests.generate`. Where a file says the same, letter by letter, it is read by
the driver alone, and nothing in it can run; any other is looked at word by word.
"""

from typing import Final

__all__ = ["DIGEST", "REVISION", "VIEWS"]

VIEWS: Final = 7
"""The version of its views."""
REVISION: Final = "0003"
"""Of its tables, as Alembic writes it."""
DIGEST: Final = "964952d3b731d992a64f75878a6b25eda73370647b74476bcb7f281cbab6c125"
"""SHA-256 of its list of contents."""
