"""The words of a face within a block of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from parley.answers.acts import Words, face

__all__ = ["facing"]


@contextmanager
def facing(words: Words) -> Iterator[None]:
    """Word actions in this way within the block."""
    before = face(words)
    try:
        yield
    finally:
        face(before)
