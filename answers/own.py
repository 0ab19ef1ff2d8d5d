"""What a question about the ledger's own records is about: as of which position they stood.

These records stand outside every account, so of the three times only that of knowledge counts.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.answers.reading import describe_times
from parley.answers.shapes.base import AsKnown
from parley.answers.streams import slug_of
from parley.answers.times import Asked, Known, Standpoint, find_known
from parley.events.ledger import Ledger

__all__ = ["OwnRecords", "as_slugs", "read_own"]


class OwnRecords(Struct, frozen=True):
    """The ledger's own records up to a position; made by `read_own`."""

    standpoint: Standpoint
    known: Known

    @property
    def ledger(self) -> Ledger:
        """The ledger that is asked."""
        return self.standpoint.ledger

    def facts(self) -> AsKnown:
        """Return what such an answer says about itself."""
        asked = Asked(known_at=self.known.text)
        return describe_times(self.ledger, self.known, asked, self.standpoint.zone)

    def remarks(self) -> Iterator[str]:
        """Yield by which clock records the position was found, and whether it may still change."""
        if self.known.corrected_by:
            yield self.known.said()
        if (unsettled := self.known.unsettled()) is not None:
            yield unsettled


def read_own(standpoint: Standpoint, known_at: str | None) -> OwnRecords:
    """Return the own records as they were known at a time. Raises Failure."""
    return OwnRecords(standpoint, find_known(standpoint, known_at, standpoint.zone))


def as_slugs(streams: tuple[str, ...]) -> tuple[str, ...]:
    """Return streams, or steps of them, as people call them."""
    return tuple(slug_of(stream) for stream in streams)
