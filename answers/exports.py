"""The answer `exports`: who was shown what."""

from typing import Final

from answers.forms import Column
from answers.words import wording

__all__ = ["_COLUMNS"]


_COLUMNS: Final = (
    Column("recorded_at", "when", wording.recorded),
    Column("recorded_by", "by"),
    Column("what", "what"),
    Column("at_position", "as of", lambda position: f"@{position}"),
    Column("shown_to", "for whom"),
    Column("file", "file"),
    Column("sha256", "SHA-256", lambda digest: str(digest)[:12]),
    Column("format", "format", extra=True),
    Column("bytes", "bytes", extra=True),
    Column("negotiations", "negotiations", extra=True),
    Column("as_of", "happened by", extra=True),
    Column("public_at", "published by", extra=True),
    Column("known_at", "recorded by", extra=True),
    Column("root", "root", extra=True),
    Column("note", "note", extra=True),
    Column("log_position", "position", extra=True),
)
