"""What most questions are asked of: one stream, as it is seen at the three times.

Every answer says so about itself, so every question reads through here. The head is answered from
the view tables; an earlier time of knowledge, or of publication, from the records themselves.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, TypeVar

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.belonging import candidates
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_list
from parley.answers.shapes.base import Answer, AsKnown, DatePutRight, OfTalks
from parley.answers.stored import StoredRows
from parley.answers.streams import slug_of, stream_of
from parley.answers.times import (
    AS_OF,
    POSITION,
    PUBLIC_AT,
    STEP,
    Asked,
    Known,
    Standpoint,
    absolute,
    find_known,
    say_until,
)
from parley.answers.words.lines import line_said
from parley.events.clocks import ClockCorrected, Span, standing_spans
from parley.events.errors import IntegrityError, StreamStopped
from parley.events.ledger import Ledger
from parley.events.politics import entry_of
from parley.negotiation.instants import instant
from parley.negotiation.moments import end_of
from parley.negotiation.rows import NegotiationRow
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Given, PlainRows, Seen

__all__ = [
    "Dated",
    "Reading",
    "describe_ledger",
    "describe_times",
    "missing_step",
    "no_such_step",
    "parse_own_step",
    "parse_step",
    "read_contest",
    "read_just_after",
    "read_other",
    "read_others",
    "read_rows",
    "read_stream",
    "read_together",
]

_BARE_STEP: Final = re.compile(r"\d{1,9}")


A = TypeVar("A", bound=Struct)


class Dated(Struct, frozen=True):
    """When something was recorded, and what a clock record says of that date."""

    recorded_at: str
    put_right: DatePutRight | None


class Reading:
    """One stream at the three times; made by `read_stream`.

    `asked` has absolute dates and `v4` for steps; `zone` is the arena's; `rows` are the stream's
    at the time of knowledge and of publication; `now` is in µs since 1970.
    """

    def __init__(
        self, ledger: Ledger, stream: str, rows: Given, known: Known, asked: Asked, *, now: int
    ) -> None:
        self.ledger = ledger
        self.known = known
        self.asked = asked
        self.unread: IntegrityError | None = None
        """Why its contest or the clock records cannot be read, once that was tried."""
        self.zone = rows.read(NegotiationRow)[0].zone
        text, instant, step = asked.as_of, None, None
        if text is not None:
            found = STEP.fullmatch(text)
            step = int(found["version"]) if found else None
            instant = None if found else end_of(text, self.zone)
        self.seen = Seen(stream, rows, now=now, said=line_said, as_of=instant, step=step)

    @property
    def slug(self) -> str:
        """The name of the negotiation, or `contest/…`."""
        return slug_of(self.seen.stream)

    @property
    def has_state(self) -> bool:
        """Whether it is a negotiation; a contest has no state."""
        return self.seen.negotiation.kind == "negotiation"

    def as_recorded(self, position: int) -> Seen | None:
        """Return the same view as it was answered with the log up to a position; None before the
        stream began."""
        stream, asked = self.seen.stream, self.asked
        if self.ledger.store.stream_head(stream, position) is None:
            return None
        public_at = None if asked.public_at is None else end_of(asked.public_at, self.zone)
        rows = self.ledger.rows_at(stream, position, public_at=public_at)
        at, moment = self.seen.at, self.seen.moment
        cut = None if asked.as_of is None else STEP.fullmatch(asked.as_of)
        if cut is None:
            return Seen(stream, rows, now=at, said=line_said, as_of=at if self.seen.cut else None)
        step = int(cut["version"])
        known = {row["step"] for row in rows["step"]}
        if step not in known:
            # The step that is the cut was not recorded then: the last one before it that was.
            step = next((row.step for row in reversed(self.seen.steps) if row.step in known), 1)
        return Seen(stream, rows, now=at, said=line_said, step=step, moment=moment)

    def put_right(self, position: int) -> DatePutRight | None:
        """Return what a clock record that was known says of the date of a record; None of most."""
        for span in self._spans:
            if span.first <= position <= span.last:
                said = self._corrections[span.version]
                return DatePutRight(
                    clock_record=span.version,
                    really=said.really,
                    zone=said.zone,
                    by=said.by,
                    recorded_by_then=instant(span.recorded_by),
                )
        return None

    @cached_property
    def _spans(self) -> list[Span]:
        return standing_spans(self._corrections.items())

    @cached_property
    def _corrections(self) -> dict[int, ClockCorrected]:
        try:
            said = self.ledger.clock_corrections(self.known.position)
        except IntegrityError as damaged:
            # What cannot be read of this stream stops its own list, and no negotiation's answer.
            self.unread = self.unread or damaged
            return {}
        return {each.version: each.said for each in said}

    def facts(self) -> OfTalks:
        """Return what every answer says about itself, and which negotiation it is about."""
        known = describe_times(self.ledger, self.known, self.asked, self.zone)
        return gather(
            OfTalks,
            self.seen.negotiation,
            known,
            negotiation=self.slug,
            negotiations=self.negotiations,
        )

    @cached_property
    def negotiations(self) -> tuple[str, ...]:
        """The negotiations that belong to it, where it is a contest; one that cannot be read is
        announced."""
        if self.has_state:
            return ()
        contest = self.seen.stream
        others = read_others(self, [*candidates(self.ledger, contest, self.known)])
        return tuple(other.slug for other in others if other.registration.contest == contest)

    def answer(self, kind: type[A], *given: Struct, **more: object) -> A:
        """Return an answer from the stream with these members, and what it says about itself."""
        return gather(kind, *given, self.facts(), **more)

    def last_counted(self) -> int:
        """Return the version of the last entry that is counted in."""
        everything = self.asked.as_of is None and self.asked.public_at is None
        return self.seen.negotiation.version if everything else max(self.seen.visible)

    def cuts_said(self) -> list[str]:
        """Return in words what had happened and been published by then, as far as it was asked."""
        parts = []
        if self.asked.as_of is not None:
            parts.append(say("as of {when}", when=say_until(self.asked.as_of, self.zone)))
        if self.asked.public_at is not None:
            parts.append(
                say("as published by {when}", when=say_until(self.asked.public_at, self.zone))
            )
        return parts

    def remarks(self) -> Iterator[str]:
        """Yield what the answer itself does not show: data that is made up, other times than now,
        and a contest that cannot be read."""
        if self.seen.negotiation.synthetic:
            yield say("{slug} is synthetic data: made up, nothing of it was reported", self.slug)
        parts = self.cuts_said()
        if self.asked.known_at is not None and self.known.settled:
            parts.append(self.known.said())
        if parts:
            yield say_list(parts)
        if (unsettled := self.known.unsettled()) is not None:
            yield unsettled
        if self.unread is not None:
            yield say("{unread}; `{verify}` says more", self.unread, verify=do("verify"))


def describe_ledger(ledger: Ledger, position: int) -> Answer:
    """Return what every answer says about the ledger that gave it."""
    politics = ledger.politics
    return Answer(
        position=position,
        rules=politics.rules,
        views=politics.views,
        as_of=None,
        public_at=None,
        known_at=None,
    )


def describe_times(ledger: Ledger, known: Known, asked: Asked, zone: str | None) -> AsKnown:
    """Return what every answer at chosen times says of the ledger and of them."""
    return gather(
        AsKnown,
        describe_ledger(ledger, known.position),
        asked,
        settled=known.settled,
        clock_records=known.corrected_by,
        zone=zone,
    )


def read_stream(
    standpoint: Standpoint, asked: Asked, slug: str, *, by_clock: bool = True
) -> Reading:
    """Read the negotiation of that slug, or a contest, at the times asked for.

    Without --as-of, dates are judged by the clock, or at --public-at; without `by_clock` at the
    time of the last record that counts, so that the same question is always answered the same.
    Raises Failure: usage for a time that is none, not found for a negotiation or a step that was
    not there yet; NoSuchStream.
    """
    ledger, now = standpoint.ledger, standpoint.now
    stream = ledger.require(stream_of(slug))
    zone = "" if asked.known_at is None else _first_zone(ledger, stream)
    known = find_known(standpoint, asked.known_at, zone)
    _require_known(ledger, stream, known, zone)
    rows = _rows(ledger, stream, known)
    zone = rows.read(NegotiationRow)[0].zone
    if not by_clock:
        now = next(ledger.log(after=known.position - 1, upto=known.position)).recorded_at
    public_at = None
    if asked.public_at is not None:
        public_at = absolute(asked.public_at, PUBLIC_AT, zone, now=standpoint.now)
        published = end_of(public_at, zone)
        rows = PlainRows(ledger.rows_at(stream, known.position, public_at=published))
        now = min(now, published)
    cut = Asked(as_of=asked.as_of, public_at=public_at, known_at=known.text)
    return _read(standpoint, cut, stream, rows, known, now)


def read_rows(
    standpoint: Standpoint, asked: Asked, stream: str, rows: Given, known: Known
) -> Reading:
    """Read a stream by its rows at the head, as `read_stream` does, whatever is published when."""
    return _read(standpoint, asked, stream, rows, known, standpoint.now)


def _read(
    standpoint: Standpoint, asked: Asked, stream: str, rows: Given, known: Known, now: int
) -> Reading:
    """Read it as of the moment that is asked, which may be written relative to now."""
    ledger, zone = standpoint.ledger, rows.read(NegotiationRow)[0].zone
    uncut = Asked(public_at=asked.public_at, known_at=known.text)
    reading = Reading(ledger, stream, rows, known, uncut, now=now)
    if asked.as_of is None:
        return reading
    if STEP.fullmatch(asked.as_of):
        step = parse_own_step(asked.as_of, AS_OF, stream)
        if step != 1 and reading.seen.step(step) is None:
            raise missing_step(reading, step)
        as_of = f"v{step}"
    else:
        as_of = absolute(asked.as_of, AS_OF, zone, now=standpoint.now)
    cut = Asked(as_of=as_of, public_at=asked.public_at, known_at=known.text)
    return Reading(ledger, stream, rows, known, cut, now=now)


def read_just_after(standpoint: Standpoint, slug: str, position: int) -> Reading:
    """Read a stream as it was known at a position that was just recorded: from the tables while
    that is the head, and otherwise from the records up to it. Raises as `read_stream`."""
    ledger = standpoint.ledger
    stream, known = stream_of(slug), Known(position=position, text=None, settled=True)
    rows = _rows(ledger, stream, known)
    return Reading(ledger, stream, rows, known, Asked(), now=standpoint.now)


def read_contest(reading: Reading) -> Seen | None:
    """Return the contest that a negotiation belongs to as it is seen at the same times; None where
    it belongs to none, to one that was not recorded by then, or to one that cannot be read, which
    the reading then announces."""
    stream = reading.seen.registration.contest
    return None if stream is None else read_other(reading, stream)


def read_others(reading: Reading, streams: Sequence[str]) -> Iterator[Seen]:
    """Yield those of other streams that `read_other` reads; at the head their rows are read
    together."""
    stored = read_together(reading.ledger, reading.known, reading.asked, streams)
    for stream in streams:
        if stream in stored.streams:
            yield _beside(reading.seen, stream, stored.of(stream))
        elif (other := read_other(reading, stream)) is not None:
            yield other


def read_together(ledger: Ledger, known: Known, asked: Asked, streams: Sequence[str]) -> StoredRows:
    """The rows of those streams that the tables have at these times."""
    together: frozenset[str] = frozenset()
    if known.text is None and asked.public_at is None:
        together = ledger.reaching(streams)
        if ledger.head().size != known.position:
            together = frozenset()
    return StoredRows(ledger, together, known.position)


def read_other(reading: Reading, stream: str) -> Seen | None:
    """Return another stream as it is seen at the times of a reading; None where it was not recorded
    by then, or cannot be read, which the reading then announces."""
    ledger, known, seen = reading.ledger, reading.known, reading.seen
    if ledger.store.stream_head(stream, known.position) is None:
        return None
    try:
        if reading.asked.public_at is None:
            rows = _rows(ledger, stream, known)
        else:
            public_at = end_of(reading.asked.public_at, reading.zone)
            rows = PlainRows(ledger.rows_at(stream, known.position, public_at=public_at))
    except StreamStopped as stopped:
        reading.unread = stopped
        return None
    return _beside(seen, stream, rows)


def _beside(seen: Seen, stream: str, rows: Given) -> Seen:
    """Another stream, as it is seen at the times of a view."""
    as_of = seen.at if seen.cut else None
    return Seen(stream, rows, now=seen.at, said=line_said, as_of=as_of, moment=seen.moment)


def parse_step(text: str) -> tuple[str | None, int]:
    """Return the slug, if one is named, and the version that `4`, `v4` or `slug#4` means.

    Raises Failure (usage) for anything else.
    """
    if _BARE_STEP.fullmatch(text):
        return None, int(text)
    found = STEP.fullmatch(text)
    if found is None:
        detail = say("“{text}” is no step", text)
        raise Failure(
            Kind.USAGE,
            detail,
            hint=advise("write 4, v4 or slug#4; {log} shows them", log=do("log")),
        )
    return found["slug"], int(found["version"])


def parse_own_step(text: str, option: object, stream: str) -> int:
    """Return the version in this stream that a step means which was typed for an option.

    Raises Failure (usage) for what is no step, and for a step of another stream.
    """
    named, version = parse_step(text)
    if named is not None and stream_of(named) != stream:
        detail = say(
            "{option} {text} stands in another negotiation than {stream}",
            option,
            text,
            stream=slug_of(stream),
        )
        raise Failure(
            Kind.USAGE, detail, hint=advise("{there}", there=do("give", negotiation=named))
        )
    return version


def no_such_step(ledger: Ledger, stream: str, version: int, upto: int) -> Failure | None:
    """Return that the stream has no such entry up to a position; None if it has."""
    head = ledger.store.stream_head(stream, upto)
    last = 0 if head is None else head.version
    if 1 <= version <= last:
        return None
    detail = say(
        "there is no v{version} in {stream}; its last entry is v{last}",
        version,
        last,
        stream=slug_of(stream),
    )
    return Failure(
        Kind.NOT_FOUND,
        detail,
        hint=advise("{log} shows the steps with their numbers", log=do("log")),
    )


def missing_step(reading: Reading, version: int) -> Failure:
    """Return why a version is no step of this view."""
    slug, seen = reading.slug, reading.seen
    missing = no_such_step(reading.ledger, seen.stream, version, reading.known.position)
    if missing is not None:
        return missing
    for each in seen.corrections():
        if each.step == version:
            detail = say(
                "v{version} is a correction of ours, outside the order of what happened", version
            )
            return Failure(
                Kind.USAGE, detail, hint=advise("{show} shows it", show=do("show", version=version))
            )
        if (each.target, each.effect, each.in_force) == (version, "retract", True):
            detail = say("v{version} of {slug} was retracted by v{step}", version, slug, each.step)
            return Failure(
                Kind.NOT_FOUND,
                detail,
                hint=advise("{show} shows what it said", show=do("show", version=version)),
            )
    detail = say(
        "v{version} of {slug} is not in view at the times that were asked for", version, slug
    )
    return Failure(
        Kind.NOT_FOUND,
        detail,
        hint=advise("{show} shows its dates", show=do("show", version=version)),
    )


def _rows(ledger: Ledger, stream: str, known: Known) -> Given:
    if known.text is None and stream in (reaching := ledger.reaching([stream])):
        return StoredRows(ledger, reaching, known.position).of(stream)
    return PlainRows(ledger.rows_at(stream, known.position))


def _require_known(ledger: Ledger, stream: str, known: Known, zone: str) -> None:
    """Raise Failure (not found) when nothing of the stream was recorded yet."""
    if ledger.store.stream_head(stream, known.position) is None:
        first = next(iter(ledger.store.read_stream(stream)))
        when = say_until(known.text or f"@{known.position}", zone)
        slug = slug_of(stream)
        detail = say("{slug} was not recorded yet by {when}", slug, when)
        if known.text is None or POSITION.fullmatch(known.text):
            detail = say("{slug} was not recorded yet {when}", slug, when)
        hint = advise(
            "it was registered at @{position}: {then}, or later",
            first.position,
            then=do("give", known_at=f"@{first.position}"),
        )
        raise Failure(Kind.NOT_FOUND, detail, hint=hint)


def _first_zone(ledger: Ledger, stream: str) -> str:
    """The zone as first registered: what a time of knowledge means must never change."""
    first = next(iter(ledger.store.read_stream(stream)))
    return str(entry_of(first).step["zone"])
