"""The JSON shapes of the answers about the ledger itself: checks, refusals, exports, the register.

They stand beside those of answers/shapes/base.py and follow the same promise.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, HashText
from parley.negotiation.evidence import JsonValue
from parley.negotiation.instants import Given, Instant
from parley.negotiation.register import Link, Member, OtherName
from parley.negotiation.registration import Identifier

__all__ = [
    "Checked",
    "ChecksAnswer",
    "ClocksAnswer",
    "DateCorrected",
    "Entered",
    "EntryAnswer",
    "Exported",
    "ExportsAnswer",
    "RefusalsAnswer",
    "RefusedAttempt",
    "RegisterAnswer",
    "SourceAnswer",
    "SourceShown",
    "SourcesAnswer",
]


class Checked(Struct, frozen=True, kw_only=True):
    """Somebody looked whether there was news."""

    outlet: str
    outcome: Literal["nothing", "steps", "not_said"]
    at: Given | None
    """When somebody looked, in `zone`; null = when it was recorded."""
    zone: str | None
    negotiations: tuple[str, ...]
    """What it was about, by slug; none = the whole ledger."""
    steps: tuple[str, ...]
    """The steps that it led to: slug#version."""
    note: str | None
    log_position: int
    recorded_at: Instant
    recorded_by: str


class ChecksAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.checks/v1"):
    """`parley list checks`: who looked where for news, and what came of it."""

    items: tuple[Checked, ...]


class DateCorrected(Struct, frozen=True, kw_only=True):
    """Somebody says that records were really made at another time than they are dated."""

    version: int
    """Of the stream `clocks`."""
    first: int
    last: int
    """The positions whose dates are wrong, both ends included."""
    really: Given
    """When they were really recorded, in `zone`."""
    zone: str
    by: str
    """Who says so."""
    why: str
    replaces: int | None
    stands: bool
    """false = a later clock record takes its place."""
    log_position: int
    recorded_at: Instant
    recorded_by: str


class ClocksAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.clocks/v1"):
    """`parley list clocks`: what was said of wrong dates."""

    items: tuple[DateCorrected, ...]


class RefusedAttempt(Struct, frozen=True, kw_only=True):
    """One objection to one entry that somebody tried to record."""

    recorded_at: Instant
    recorded_by: str
    """Who tried it."""
    log_position: int
    negotiation: str
    tried: str
    """Type of the entry."""
    guard: str
    """The rule that said no."""
    case: str
    """Which of its sentences; `said` = it was kept before cases were."""
    facts: dict[str, JsonValue]
    """What the sentence is made of."""
    reason: str
    hint: str | None
    draft: int
    """Number of the entry among the `drafts` that were to be recorded together, from 0."""
    drafts: int
    fields: dict[str, JsonValue] | None
    """The entry as it was written; null = too long to be kept."""


class RefusalsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.refusals/v1"):
    """`parley list refusals`: the attempts that were refused and kept."""

    kept: bool
    """Whether this ledger keeps refused attempts."""
    items: tuple[RefusedAttempt, ...]


class Exported(Struct, frozen=True, kw_only=True):
    """An answer that was shown to somebody."""

    what: str
    format: str
    at_position: int
    """It was about everything recorded up to there."""
    root: HashText
    sha256: HashText
    """Of the file."""
    bytes: int
    negotiations: tuple[str, ...]
    as_of: Given | None
    public_at: Given | None
    known_at: str | None
    shown_to: str | None
    file: str | None
    note: str | None
    log_position: int
    recorded_at: Instant
    recorded_by: str


class ExportsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.exports/v1"):
    """`parley list exports`: who was shown what."""

    items: tuple[Exported, ...]


class Entered(Struct, frozen=True, kw_only=True):
    """An entry of the register."""

    entry: str
    kind: Literal["party", "person", "office", "outlet"]
    name: str
    short: str | None
    names: tuple[OtherName, ...]
    bloc: bool
    members: tuple[Member, ...]
    links: tuple[Link, ...]
    ids: tuple[Identifier, ...]
    valid_from: Given | None
    valid_until: Given | None
    note: str | None
    register_version: int
    """Of the register, that describes it so."""
    log_position: int
    recorded_at: Instant
    recorded_by: str


class RegisterAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.register/v1"):
    """`parley register list KIND`: the register's entries."""

    kind: Literal["party", "person", "office", "outlet"]
    """What was asked for; every entry is of it."""
    items: tuple[Entered, ...]


class EntryAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.register-entry/v1"):
    """`parley register show KIND NAME`: one entry of the register."""

    negotiation: str | None
    """Where its name was looked up first; null = in no negotiation."""
    registered_as: str | None
    """Short name of the party in that negotiation."""
    entry: Entered | None
    """null = the register does not know it."""


class SourceShown(Struct, frozen=True, kw_only=True):
    """A described source, as it was described last."""

    source: str
    """The id by which steps name it."""
    published: Given | None
    """When it was published, as given."""
    outlet: str | None
    origin: str | None
    """The agency it comes from: stories of one origin are one source."""
    title: str | None
    url: str | None
    reviewed: bool | None
    """Whether an editor reviewed it; null = not said."""
    sha256: HashText | None
    """Of the archived bytes."""
    note: str | None
    log_position: int


class SourcesAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.sources/v1"):
    """`parley source list`: the described sources, by id."""

    items: tuple[SourceShown, ...]


class SourceAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.source/v1"):
    """`parley source show`: one described source."""

    item: SourceShown
