"""New statement ids: UUID version 7, so that ids sort by the time at which they were made.

Python has them only from 3.14 on, and the layout of RFC 9562 §5.7 is four lines.
"""

import secrets
from uuid import UUID

__all__ = ["new_id"]


def new_id(clock: int) -> str:
    """A UUIDv7 for a clock in µs since 1970, as text in lower case."""
    milliseconds = clock // 1000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return str(UUID(int=value))
