"""The JSON shapes of the answers: what a program may rely on, each with its version.

What the views work out is published as it is, or with more members: an item of an answer is that
of its view, or extends it. docs/schemas/ holds a JSON Schema of each shape, made from here and
compared by a test, so that nothing that changes inside the ledger changes unseen what programs
elsewhere read. Members that an answer does not have are null or empty, and always written. A new
member is no new version; a member that goes or means something else is. The answers about single
steps are in answers/shapes/steps.py.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from parley.events.verify import NotCompared
from parley.negotiation.evidence import JsonValue
from parley.negotiation.instants import Given, Instant, State
from parley.negotiation.views.standing import FlagItem

__all__ = [
    "Answer",
    "AsKnown",
    "DatePutRight",
    "Finding",
    "HashText",
    "ListAnswer",
    "Listed",
    "OfTalks",
    "RebuildAnswer",
    "RecordAnswer",
    "VerifyAnswer",
    "WrongDates",
]

HashText = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hexadecimal.")]


class Answer(Struct, frozen=True, kw_only=True, tag_field="shape"):
    """What every answer says about itself."""

    position: int
    """It is about everything recorded up to this position of the log."""
    rules: int
    """Version of the rules of this release."""
    views: int
    """Version of the views: it grows with every change of what they answer."""
    as_of: Given | None
    """What had happened by the end of this, in `zone`, or `v4` for just after that step; null =
    everything recorded."""
    public_at: Given | None
    """What had been published by the end of this, in `zone`; null = published or not."""
    known_at: str | None
    """What had been recorded by then: `@120`, or a moment in `zone`; null = up to now."""


class AsKnown(Answer, frozen=True, kw_only=True):
    """What every answer from a stream says besides."""

    settled: bool
    """False where the time asked for lies after the last record: what is recorded from now on may
    still carry an earlier one."""
    clock_records: tuple[int, ...]
    """Where a time was asked for: versions of the records in `clocks` that put wrong dates right,
    without which it were another `position`."""
    zone: str | None
    """Time zone in which moments without one are read; null where each stream has its own."""


class OfTalks(AsKnown, frozen=True, kw_only=True):
    """What every answer about one negotiation, or one contest, says besides."""

    negotiation: str
    """Its slug; a contest's begins with `contest/`."""
    title: str
    negotiations: tuple[str, ...]
    """Of a contest: the negotiations that belong to it, which have answers of their own; but for
    the story and the refusals an answer is of what stands in the contest itself."""
    synthetic: bool
    """Made-up data says so on its face."""


class Listed(Struct, frozen=True, kw_only=True):
    """One negotiation, or one contest, which has no state."""

    negotiation: str
    """Its slug; a contest's begins with `contest/`."""
    kind: Literal["negotiation", "contest"]
    title: str
    state: State | None
    """null = no talks yet."""
    since: Given | None
    since_version: int | None
    flags: tuple[FlagItem, ...]
    steps: int
    version: int
    contest: str | None
    synthetic: bool


class ListAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.list/v1"):
    """`parley list`: every negotiation and contest."""

    unread: tuple[str, ...]
    """Streams that cannot be read, and are left out."""
    items: tuple[Listed, ...]


class RecordAnswer(Struct, frozen=True, kw_only=True, tag_field="shape", tag="parley.record/v1"):
    """`parley show STEP --raw --json` and a line of `parley export`: one record, exactly.

    `record` is UTF-8 text; its bytes are the leaf: SHA-256 of 0x00 and them is `leaf_hash`.
    """

    position: int
    recorded_at: Instant
    stream: str
    version: int
    type: str
    statement: dict[str, JsonValue]
    statement_hash: HashText
    leaf_hash: HashText
    record: str


class Finding(Struct, frozen=True):
    """One thing that does not hold; `where` is `@position`, `stream#version` or a table.

    `case` and `facts` are for programs, `what` says the same to people.
    """

    check: str
    where: str
    what: str
    case: str
    facts: dict[str, JsonValue]


class WrongDates(Struct, frozen=True, kw_only=True):
    """Records whose dates a clock record put right; both positions are included."""

    clock_record: int
    """Version in the stream `clocks`."""
    first: int
    last: int
    recorded_by_then: Instant
    """They count as recorded by then."""


class DatePutRight(Struct, frozen=True, kw_only=True):
    """What a clock record says of the date of a record: it was really recorded at another time."""

    clock_record: int
    """Version in the stream `clocks`."""
    really: Given
    """When it was really recorded, about, in `zone`."""
    zone: str
    by: str
    """Who says so."""
    recorded_by_then: Instant
    """It counts as recorded by then."""


class VerifyAnswer(Answer, frozen=True, kw_only=True, tag="parley.verify/v1"):
    """`parley verify`: what was derived again, and what does not hold."""

    ok: bool
    ledger: str
    size: int
    root: HashText
    """Root of the RFC 9162 tree over the first `size` records."""
    streams: int
    not_compared: NotCompared | None
    """Why the views were not compared; null = they were."""
    views_at: int | None
    """The position up to which there are rows, which were compared; null where none were."""
    findings: tuple[Finding, ...]
    wrong_dates: tuple[WrongDates, ...]
    """What clock records say of dates; it is no finding."""
    checkpoint_compared: bool
    """Whether it was held against a checkpoint from outside, without which this shows only that the
    ledger agrees with itself."""


class RebuildAnswer(Answer, frozen=True, kw_only=True, tag="parley.rebuild/v1"):
    """`parley db rebuild`: the views were made again."""

    streams: int
    stopped: tuple[str, ...]
    """Streams with an entry that cannot be read: they have no rows."""
