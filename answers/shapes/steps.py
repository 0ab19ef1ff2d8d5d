"""The JSON shapes of the answers about steps: timeline, offers, what stands, one step, replay.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import DatePutRight, HashText, OfTalks
from parley.answers.shapes.offers import ThreadShown
from parley.negotiation.evidence import Anchor, AttributionClass, JsonValue
from parley.negotiation.instants import Given, Instant, State
from parley.negotiation.quantities import Quantity
from parley.negotiation.rows import SealedPart
from parley.negotiation.steps import Opening
from parley.negotiation.views.dates import DateKind
from parley.negotiation.views.proposals import DemandItem, OfferItem
from parley.negotiation.views.reporters import FirstReport
from parley.negotiation.views.series import Gap
from parley.negotiation.views.standing import FlagItem
from parley.negotiation.views.timeline import LogItem

__all__ = [
    "Correction",
    "Demand",
    "DemandsAnswer",
    "EvidenceShown",
    "LogAnswer",
    "LogLine",
    "Offer",
    "OffersAnswer",
    "Pointing",
    "ReplayAnswer",
    "Replayed",
    "ReportedShown",
    "ShowAnswer",
    "TableAnswer",
    "TableLine",
]


class LogLine(LogItem, frozen=True, kw_only=True):
    """One entry of the timeline."""

    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position` of the answer."""


class LogAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.log/v1"):
    """`parley log`: the timeline."""

    order: Literal["occurred", "recorded"]
    steps: int
    """How many steps are in view, whether or not they are asked for."""
    items: tuple[LogLine, ...]


class Offer(OfferItem, frozen=True, kw_only=True):
    """One offered thing with its status."""

    said: str
    """What is offered or demanded, in words."""
    of: int | None
    """How much there is to share in its pool, as registered by then; null = not known."""


class OffersAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.offers/v1"):
    """`parley offers`: every offer, or with --last the last of each line."""

    listed: Literal["threads", "each", "last"]
    """What was asked for: the threads, every offer, or the last of each line."""
    threads: tuple[ThreadShown, ...]
    """The threads in which offers and demands stand; with --each and --last none."""
    items: tuple[Offer, ...]


class Demand(DemandItem, frozen=True, kw_only=True):
    """One demanded thing with its status."""

    said: str
    """What is offered or demanded, in words."""
    of: int | None
    """How much there is to share in its pool, as registered by then; null = not known."""


class DemandsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.demands/v1"):
    """`parley offers --demands`: every demand, or with --last the last of each line."""

    items: tuple[Demand, ...]


class TableLine(Struct, frozen=True, kw_only=True):
    """One thing that stands on the table."""

    kind: Literal[
        "agreed", "accepted", "offer", "demand", "condition", "deadline", "gap", "conflict"
    ]
    """agreed: what all have agreed in part, while no deal is reached. accepted: an offer that was
    accepted, on what all have not agreed."""
    version: int
    """The step that put it there; 1 = registered with the negotiation. Of a gap, the later of
    offer and demand; of a conflict, each of the figures has a line."""
    occurred: Given | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    said: str
    quote: str | None = None
    translated: bool = False
    """The quote is a translation."""
    due: Given | None = None
    """When an offer expires, when a deadline is over."""
    issue: str | None = None
    """What it is a figure or a term of; null of conditions and deadlines."""
    for_parties: tuple[str, ...] = ()
    each: bool = False
    """Of an offer: several receive it, each of them as much; a figure that they do not share."""
    pool: str | None = None
    quantity: Quantity | None = None
    of: int | None = None
    """How much there is to share in its pool, as registered by then; null = not known."""
    seats: tuple[str, ...] = ()
    finality: Literal["final", "open", "not_stated"] | None = None
    """Of an offer: whether it is said to be the last one."""
    demanded: Literal["demand", "precondition", "veto"] | None = None
    """Of a demand: as what it was put."""
    on_what: str | None = None
    """Of a condition: what depends on it."""
    date: DateKind | None = None
    """Of a deadline: what kind of date it is."""
    what: str | None = None
    """Of a deadline: what is due."""
    consequence: str | None = None
    """Of a deadline: what was threatened."""
    gap: Gap | None = None
    """Of a gap, where both ends name a figure; otherwise null."""
    closing: bool | None = None
    """Whether the last two gaps shrink at both ends; null where that cannot be said."""
    attribution_class: AttributionClass | None = None
    """Of the step; of a gap the class in which it is measured."""
    against: tuple[int, ...] = ()
    """Of a figure in conflict the steps with whose figures it cannot be reconciled, of a gap the
    demands and offers between which it lies."""
    origins: tuple[str, ...] = ()
    """Of a figure in conflict: the independent origins on which it rests."""
    attribution: str | None = None
    speaker: str | None = None
    source_as_described: str | None = None
    source: str | None = None


class TableAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.table/v1"):
    """`parley table`: what stands on the table."""

    state: State | None
    since: Given | None
    """When the first step of the current unbroken run of the state happened."""
    since_version: int | None
    flags: tuple[FlagItem, ...]
    items: tuple[TableLine, ...]


class EvidenceShown(Struct, frozen=True, kw_only=True):
    """One report of a step."""

    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    source: str | None
    outlet: str | None
    origin: str | None
    url: str | None
    published: Given | None
    source_as_described: str | None
    side: str | None
    voice: str | None
    speaker: str | None
    on_behalf_of: str | None
    quote: str | None
    lang: str | None
    translated: bool
    translated_by: str | None
    transcribed: bool
    """We wrote the words down from sound, film or a picture."""
    confidence: str | None
    archived: str | None
    """SHA-256 of the archived bytes of the source."""
    anchors: tuple[Anchor, ...]
    """Where the words stand there, as it was recorded; not checked here."""
    note: str | None
    sealed: tuple[SealedPart, ...]
    """What of it is sealed, and whose data it is."""
    sides: tuple[str, ...]
    """Whose voice it is: the stated side, else the speaker's party; empty = neither is known."""
    paraphrase: str | None
    """Our words for the step where this report's exact ones are not recorded."""


class ReportedShown(Struct, frozen=True, kw_only=True):
    """A number of a step, who had it first, and how many independent origins it has."""

    line: int
    said: str
    """What it is a figure of, and the figure, in words."""
    quantity: Quantity
    steps: tuple[int, ...]
    """The steps that name this number for the same thing."""
    first: tuple[FirstReport, ...]
    """More than one where the dates of publication leave open which came first."""
    origins: tuple[str, ...]
    """Agency, else outlet, else source, each once; empty = none is stated."""


class Pointing(Struct, frozen=True, kw_only=True):
    """A pointer from one step to another; a step of another stream is `stream#version`."""

    field: str
    step: int | str
    said: str | None
    """The other step in one line, where it is in view."""


class Correction(Struct, frozen=True, kw_only=True):
    """A correction of an entry: our own mistake, or an addition."""

    version: int
    effect: Literal["replace", "retract", "add"]
    field: str | None
    was: str | None
    now: str | None
    reason: str
    in_force: bool
    recorded_at: Instant
    recorded_by: str


class ShowAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.show/v1"):
    """`parley show STEP`: one entry in full."""

    version: int
    log_position: int
    """Its own position in the log; `position` is that of the answer."""
    type: str
    believed: bool
    """False for an entry that was retracted, or of which nothing was public yet."""
    said: str
    occurred: Given | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    text: str | None = None
    note: str | None = None
    state_before: State | None = None
    state: State | None = None
    allowed_by: tuple[str, ...] | None
    """The guards that it passed, none of a correction; null where it was not judged at its place,
    since an earlier step is not in view."""
    changed: tuple[str, ...]
    evidence: tuple[EvidenceShown, ...]
    reported: tuple[ReportedShown, ...]
    """Each number of the step with its first report."""
    points_at: tuple[Pointing, ...]
    pointed_at_by: tuple[Pointing, ...]
    undetermined: tuple[int, ...] = ()
    corrections: tuple[Correction, ...]
    act: str | None
    opens: Opening | None
    """The commitment that it says it opens; not checked here."""
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position`."""
    recorded_by: str
    id: str
    step: dict[str, JsonValue]
    """The step as it was recorded, before any correction, in today's shape; of its reports those
    that were public at `public_at`."""
    statement_hash: HashText
    leaf_hash: HashText


class Replayed(Struct, frozen=True, kw_only=True):
    """One step of a replay."""

    version: int
    log_position: int
    type: str
    occurred: Given | None = None
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position`."""
    said: str
    text: str | None = None
    """Our paraphrase; of a correction its reason."""
    quote: str | None = None
    translated: bool = False
    """The quote is a translation."""
    speaker: str | None = None
    source_as_described: str | None = None
    attribution: str | None = None
    source: str | None = None
    state_before: State | None
    state: State | None
    allowed_by: tuple[str, ...] | None
    """The guards that it passed, none of a correction; null where it was not judged at its place,
    since an earlier step is not in view."""
    changed: tuple[str, ...]
    """What it changed, in words."""
    flags: tuple[str, ...]
    undetermined: tuple[int, ...] = ()
    before: int | None
    """In recorded order: the step that was recorded earlier and happened later."""


class ReplayAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.replay/v1"):
    """`parley replay`: step by step, as it happened or as it was recorded."""

    order: Literal["occurred", "recorded"]
    items: tuple[Replayed, ...]
