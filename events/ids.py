"""Statement ids: new ones, which sort by the time they were made, and ones made of what they name.

Version 7 stands in Python only from 3.14 on, and the layouts of RFC 9562 §5.7 and §5.8 are four
lines each.
"""

import hashlib
import secrets
from uuid import UUID

__all__ = ["derived_id", "made_at", "new_id"]


def new_id(clock: int) -> str:
    """A UUIDv7 for a clock in µs since 1970, as text in lower case."""
    milliseconds = clock // 1000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    return _spelt(value, version=7)


def made_at(id: str) -> int | None:
    """When a UUIDv7 was made by the clock of who made it, µs since 1970; None of other ids.

    Nobody has checked it: it is a hint, and no date of a record.
    """
    value = UUID(id)
    return (value.int >> 80) * 1000 if value.version == 7 else None


def derived_id(*parts: bytes) -> str:
    """The UUIDv8 of some bytes, part by part: the same parts give the same id, on every machine.

    It is the front of the SHA-256 over the parts, each behind its length (8 bytes, big-endian).
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return _spelt(int.from_bytes(digest.digest()[:16], "big"), version=8)


def _spelt(value: int, *, version: int) -> str:
    value = value & ~(0xF << 76) | version << 76
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return str(UUID(int=value))
