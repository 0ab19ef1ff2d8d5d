"""Streams, and the names by which people call them."""

from typing import Final

__all__ = ["CONTEST", "NEGOTIATION", "is_contest", "slug_of", "stream_of"]

NEGOTIATION: Final = "negotiation/"
CONTEST: Final = "contest/"


def stream_of(slug: str) -> str:
    """Return the stream of a negotiation's slug; a contest's is written `contest/…` already."""
    return slug if slug.startswith((CONTEST, NEGOTIATION)) else f"{NEGOTIATION}{slug}"


def slug_of(stream: str) -> str:
    """Return the name by which a person calls a stream."""
    return stream.removeprefix(NEGOTIATION)


def is_contest(slug: str) -> bool:
    """Whether it is a contest, which has no state, and no negotiation."""
    return slug.startswith(CONTEST)
