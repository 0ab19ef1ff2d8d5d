"""The JSON shapes of the answers about steps: timeline, offers, what stands, one step, replay.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, DatePutRight, Given, HashText, Instant, State
from parley.answers.shapes.offers import AcceptanceShown, GapShown, ThreadShown
from parley.negotiation.evidence import AttributionClass, JsonValue
from parley.negotiation.quantities import Quantity

__all__ = [
    "Correction",
    "Demand",
    "DemandsAnswer",
    "EvidenceShown",
    "FirstReportShown",
    "LogAnswer",
    "LogLine",
    "Offer",
    "OffersAnswer",
    "Pointing",
    "Proposal",
    "ReplayAnswer",
    "Replayed",
    "ReportedShown",
    "ShowAnswer",
    "TableAnswer",
    "TableLine",
]


class LogLine(Struct, frozen=True, kw_only=True):
    """One entry of the timeline."""

    version: int
    position: int
    type: str
    occurred: Given | None
    """null for a correction: it is ours, and outside the order of occurrence."""
    published: Given | None
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position` of the answer."""
    recorded_by: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: str
    """The entry in one line."""
    text: str | None
    """Our paraphrase; of a correction its reason."""
    quote: str | None
    source: str | None
    attribution: str | None
    speaker: str | None
    """Who said so, or the report's words for an unnamed source."""
    state: State | None
    state_before: State | None
    flags: tuple[str, ...]
    corrected_by: tuple[int, ...]
    undetermined: tuple[int, ...]
    """Neighbours against which the dates leave the order open."""
    id: str
    note: str | None


class LogAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.log/v1"):
    """`parley log`: the timeline."""

    negotiation: str
    title: str
    synthetic: bool
    order: Literal["occurred", "recorded"]
    steps: int
    """How many steps are in view, whether or not they are asked for."""
    items: tuple[LogLine, ...]


class Proposal(Struct, frozen=True, kw_only=True):
    """What offers and demands have in common."""

    version: int
    line: int
    """Which of the things in this step, from 0."""
    occurred: Given
    recorded_at: Instant
    by: tuple[str, ...]
    to: str
    for_party: str
    """Who would get it."""
    issue: str
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    """The exact words of the report."""
    said: str
    """What is offered or demanded, in words."""
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    source: str | None


class Offer(Proposal, frozen=True, kw_only=True):
    """One offered thing with its status."""

    status: Literal["open", "accepted", "withdrawn", "expired", "rejected", "superseded", "lapsed"]
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed: it stood until the deal, the collapse or the close of that step."""
    acceptance: AcceptanceShown | None
    """Of what was accepted: how far; null for what was accepted simply."""
    finality: Literal["final", "open", "not_stated"]
    conditions: tuple[str, ...]
    in_addition: bool
    """It adds to the giver's earlier offers."""
    expires: Given | None


class OffersAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.offers/v1"):
    """`parley offers`: every offer, or with --last the last of each line."""

    negotiation: str
    title: str
    synthetic: bool
    listed: Literal["threads", "each", "last"]
    """What was asked for: the threads, every offer, or the last of each line."""
    threads: tuple[ThreadShown, ...]
    """The threads in which offers and demands stand; with --each and --last none."""
    items: tuple[Offer, ...]


class Demand(Proposal, frozen=True, kw_only=True):
    """One demanded thing with its status."""

    status: Literal["open", "dropped", "rejected", "superseded", "lapsed"]
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Literal["deal", "amendment", "collapse", "close"] | None
    """Of what lapsed: it stood until the deal, the collapse or the close of that step."""
    kind: Literal["demand", "precondition", "veto"]
    attributed_by_other_side: bool
    """Only the other side says that it was demanded."""


class DemandsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.demands/v1"):
    """`parley offers --demands`: every demand, or with --last the last of each line."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[Demand, ...]


class TableLine(Struct, frozen=True, kw_only=True):
    """One thing that stands on the table."""

    kind: Literal["offer", "demand", "condition", "deadline", "gap", "conflict"]
    version: int
    """The step that put it there; 1 = registered with the negotiation. Of a gap, the later of
    offer and demand; of a conflict, each of the figures has a line."""
    occurred: Given | None
    by: tuple[str, ...]
    to: str | None
    said: str
    quote: str | None
    due: Given | None
    """When an offer expires, when a deadline is over."""
    issue: str | None
    """What it is a figure or a term of; null of conditions and deadlines."""
    for_party: str | None
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    gap: GapShown | None
    """Of a gap, where both ends name a figure; otherwise null."""
    closing: bool | None
    """Whether the last two gaps shrink at both ends; null where that cannot be said."""
    attribution_class: AttributionClass | None
    """In which a gap is measured; null of everything else."""
    against: tuple[int, ...]
    """Of a figure in conflict the steps with whose figures it cannot be reconciled, of a gap the
    demands and offers between which it lies."""
    origins: tuple[str, ...]
    """Of a figure in conflict: the independent origins on which it rests."""
    attribution: str | None
    speaker: str | None
    source: str | None


class TableAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.table/v1"):
    """`parley table`: what stands on the table."""

    negotiation: str
    title: str
    state: State | None
    since: Given | None
    """When the first step of the current unbroken run of the state happened."""
    since_version: int | None
    synthetic: bool
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
    confidence: str | None
    sides: tuple[str, ...]
    """Whose voice it is: the stated side, else the speaker's party; empty = neither is known."""
    paraphrase: str | None
    """Our words for the step where this report's exact ones are not recorded."""


class FirstReportShown(Struct, frozen=True, kw_only=True):
    """A report before which none in the record is known to have named a number."""

    version: int
    outlet: str | None
    origin: str | None
    source: str | None
    url: str | None
    published: Given | None
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    quote: str | None


class ReportedShown(Struct, frozen=True, kw_only=True):
    """A number of a step, who had it first, and how many independent origins it has."""

    line: int
    said: str
    """What it is a figure of, and the figure, in words."""
    quantity: Quantity
    steps: tuple[int, ...]
    """The steps that name this number for the same thing."""
    first: tuple[FirstReportShown, ...]
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


class ShowAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.show/v1"):
    """`parley show STEP`: one entry in full."""

    negotiation: str
    title: str
    synthetic: bool
    version: int
    log_position: int
    """Its own position in the log; `position` is that of the answer."""
    type: str
    believed: bool
    """False for an entry that was retracted, or of which nothing was public yet."""
    said: str
    occurred: Given | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    text: str | None
    note: str | None
    state_before: State | None
    state: State | None
    allowed_by: tuple[str, ...] | None
    """The guards that it passed, none of a correction; null where it was not judged at its place,
    since an earlier step is not in view."""
    changed: tuple[str, ...]
    evidence: tuple[EvidenceShown, ...]
    reported: tuple[ReportedShown, ...]
    """Each number of the step with its first report."""
    points_at: tuple[Pointing, ...]
    pointed_at_by: tuple[Pointing, ...]
    undetermined: tuple[int, ...]
    corrections: tuple[Correction, ...]
    act: str | None
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position`."""
    recorded_by: str
    id: str
    step: dict[str, JsonValue]
    """The step as it was recorded, before any correction, in today's shape."""
    statement_hash: HashText
    leaf_hash: HashText


class Replayed(Struct, frozen=True, kw_only=True):
    """One step of a replay."""

    version: int
    log_position: int
    type: str
    occurred: Given | None
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position`."""
    said: str
    text: str | None
    """Our paraphrase; of a correction its reason."""
    quote: str | None
    speaker: str | None
    attribution: str | None
    source: str | None
    state_before: State | None
    state: State | None
    allowed_by: tuple[str, ...] | None
    """The guards that it passed, none of a correction; null where it was not judged at its place,
    since an earlier step is not in view."""
    changed: tuple[str, ...]
    """What it changed, in words."""
    flags: tuple[str, ...]
    undetermined: tuple[int, ...]
    before: int | None
    """In recorded order: the step that was recorded earlier and happened later."""


class ReplayAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.replay/v1"):
    """`parley replay`: step by step, as it happened or as it was recorded."""

    negotiation: str
    title: str
    synthetic: bool
    order: Literal["occurred", "recorded"]
    items: tuple[Replayed, ...]
