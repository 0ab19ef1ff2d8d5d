"""What a question about the whole ledger is about: its three times, without a zone of its own."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct, field, structs

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_list
from parley.answers.reading import Reading, describe_times, read_rows, read_stream, read_together
from parley.answers.shapes.base import AsKnown
from parley.answers.streams import slug_of
from parley.answers.times import (
    AS_OF,
    PUBLIC_AT,
    STEP,
    Asked,
    Known,
    Standpoint,
    absolute,
    find_known,
)
from parley.answers.unread import Unread
from parley.answers.words import wording
from parley.events.ledger import Ledger

__all__ = ["Whole", "read_whole"]


class Whole(Struct, frozen=True):
    """The whole ledger at the three times; made by `read_whole`. `asked` has absolute dates."""

    standpoint: Standpoint
    known: Known
    asked: Asked
    unread: Unread = field(default_factory=Unread)
    """The streams that an answer left out."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that is asked."""
        return self.standpoint.ledger

    def reading(self, slug: str) -> Reading:
        """Return one stream as it is seen at these times. Raises as `read_stream`."""
        at = None if self.known.text is None else f"@{self.known.position}"
        return read_stream(self.standpoint, structs.replace(self.asked, known_at=at), slug)

    def readings(self, streams: Sequence[str]) -> Iterator[tuple[str, Callable[[], Reading]]]:
        """Yield those of these streams that were recorded by then, each with what reads it and
        raises as `read_stream`; at the head their rows are read together."""
        stored = read_together(self.ledger, self.known, self.asked, streams)
        for stream in streams:
            if stream in stored.streams:
                rows = stored.of(stream)
                yield (
                    stream,
                    partial(read_rows, self.standpoint, self.asked, stream, rows, self.known),
                )
            elif self.ledger.store.stream_head(stream, self.known.position) is not None:
                yield stream, partial(self.reading, slug_of(stream))

    def facts(self) -> AsKnown:
        """Return what every answer says about itself."""
        return describe_times(self.ledger, self.known, self.asked, None)

    def remarks(self) -> Iterator[str]:
        """Yield in words which times other than now the answer is about."""
        parts = []
        if self.asked.as_of is not None:
            parts.append(say("as of {when}", when=wording.moment(self.asked.as_of)))
        if self.asked.public_at is not None:
            parts.append(say("as published by {when}", when=wording.moment(self.asked.public_at)))
        if self.asked.known_at is not None and self.known.settled:
            parts.append(self.known.said())
        if parts:
            yield say("{times}; dates end in the zone of each arena", times=say_list(parts))
        if (unsettled := self.known.unsettled()) is not None:
            yield unsettled


def read_whole(standpoint: Standpoint, asked: Asked) -> Whole:
    """Return the whole ledger at the times that are asked for.

    Raises Failure: usage for a time that is none, or a step, which only one stream has; not found
    for a position beyond the log.
    """
    if asked.as_of is not None and STEP.fullmatch(asked.as_of):
        detail = say(
            "{as_of}: a step stands in one negotiation, and this is about all",
            as_of=do("give", as_of=asked.as_of),
        )
        hint = advise("write a date, or {status}", status=do("status", as_of="v4"))
        raise Failure(Kind.USAGE, detail, hint=hint)
    zone, now = standpoint.zone, standpoint.now
    known = find_known(standpoint, asked.known_at, zone)
    as_of = asked.as_of and absolute(asked.as_of, AS_OF, zone, now=now)
    public_at = asked.public_at and absolute(asked.public_at, PUBLIC_AT, zone, now=now)
    times = Asked(as_of=as_of, public_at=public_at, known_at=known.text)
    return Whole(standpoint, known, times)
