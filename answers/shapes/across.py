"""The JSON shape of a fact across negotiations as it is said in a sentence.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from msgspec import Struct

__all__ = ["AcrossLine"]


class AcrossLine(Struct, frozen=True, kw_only=True):
    """One fact across negotiations as a sentence."""

    sentence: str
    steps: tuple[str, ...]
    """The steps of both sides: `slug#version`."""
