"""Answers, read from the rows that are seen at a moment. Each shape is what --json prints.

Source: DOMAIN §4; the number of the question stands beside each answer.
"""

from collections.abc import Iterable
from typing import TypedDict, TypeVar

from msgspec import Struct

from negotiation import rows
from negotiation.evidence import AttributionClass
from negotiation.moments import Bounds
from negotiation.quantities import Quantity
from negotiation.views.seen import Seen

__all__ = [
    "ConditionItem",
    "DeadlineItem",
    "DemandItem",
    "LogItem",
    "OfferItem",
    "Status",
    "conditions",
    "deadline_status",
    "deadlines",
    "demands",
    "last_of_each_line",
    "log",
    "offer_status",
    "offers",
    "on_the_table",
    "status",
]


class FlagItem(Struct, frozen=True):
    """A flag with the step that set it."""

    flag: str
    step: int


class Status(Struct, frozen=True, kw_only=True):
    """1: where the talks stand. `state` is None before anything that counts was recorded."""

    negotiation: str
    title: str
    kind: str
    state: str | None
    since: str | None
    """Date of the step that began the current run of the state, as given."""
    since_version: int | None
    version: int
    """Last step counted in, by its number in the stream."""
    flags: tuple[FlagItem, ...]
    at_table: tuple[str, ...]
    steps: int
    synthetic: bool


def status(seen: Seen) -> Status:
    """Where the talks stand."""
    last = seen.steps[-1] if seen.steps else None
    since = None if last is None or last.since is None else seen.step(last.since)
    flags = {} if last is None else last.flags
    return Status(
        negotiation=seen.slug,
        title=seen.negotiation.title,
        kind=seen.negotiation.kind,
        state=None if last is None else last.state,
        since=None if since is None else since.occurred,
        since_version=None if since is None else since.step,
        version=max(seen.visible) if seen.cut else seen.negotiation.version,
        flags=tuple(FlagItem(flag, step) for flag, step in flags.items()),
        at_table=tuple(
            row.party
            for row in seen.all(rows.PartyRow)
            if row.at_table and not seen.saw(row.left_by)
        ),
        steps=len(seen.steps),
        synthetic=seen.negotiation.synthetic,
    )


class _Proposal(Struct, frozen=True, kw_only=True):
    """What offers and demands have in common."""

    version: int
    line: int
    occurred: str
    recorded_at: int
    by: tuple[str, ...]
    to: str
    for_party: str
    issue: str
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    source: str | None
    status: str
    ended_by: int | None


class OfferItem(_Proposal, frozen=True, kw_only=True):
    """3, 4, 16: one offered thing with its status."""

    finality: str
    conditions: tuple[str, ...]
    expires: str | None


class DemandItem(_Proposal, frozen=True, kw_only=True):
    """4: one demanded thing with its status."""

    kind: str


def offer_status(seen: Seen, row: rows.OfferRow) -> tuple[str, int | None]:
    """(status, the step that ended it): the first that holds of DOMAIN §4, "Offer status"."""
    if seen.saw(row.accepted_by):
        return "accepted", row.accepted_by
    if seen.saw(row.withdrawn_by):
        return "withdrawn", row.withdrawn_by
    if row.expires_at is not None and row.expires_at <= seen.at:
        return "expired", None
    for word, version in (
        ("rejected", row.rejected_by),
        ("superseded", row.superseded_by),
        ("lapsed", row.lapsed_by),
    ):
        if seen.saw(version):
            return word, version
    return "open", None


def offers(seen: Seen) -> list[OfferItem]:
    """Every offer that had been made, in the order of occurrence, with its status."""
    items: list[OfferItem] = []
    for step, row in _placed(seen, seen.all(rows.OfferRow)):
        word, ended_by = offer_status(seen, row)
        items.append(
            OfferItem(
                **_common(step, row, word, ended_by),
                finality=row.finality,
                conditions=row.conditions,
                expires=row.expires,
            )
        )
    return items


def demands(seen: Seen) -> list[DemandItem]:
    """Every demand that had been made, in the order of occurrence, with its status."""
    items: list[DemandItem] = []
    for step, row in _placed(seen, seen.all(rows.DemandRow)):
        word, ended_by = _demand_status(seen, row)
        items.append(DemandItem(**_common(step, row, word, ended_by), kind=row.kind))
    return items


def _demand_status(seen: Seen, row: rows.DemandRow) -> tuple[str, int | None]:
    for word, version in (
        ("dropped", row.dropped_by),
        ("rejected", row.rejected_by),
        ("superseded", row.superseded_by),
    ):
        if seen.saw(version):
            return word, version
    return "open", None


P = TypeVar("P", rows.OfferRow, rows.DemandRow)


def _placed(seen: Seen, given: list[P]) -> list[tuple[rows.StepRow, P]]:
    steps = {row.step: row for row in seen.steps}
    pairs = [(steps[row.step], row) for row in given]
    return sorted(pairs, key=lambda pair: (pair[0].place, pair[1].line))


class _Common(TypedDict):
    version: int
    line: int
    occurred: str
    recorded_at: int
    by: tuple[str, ...]
    to: str
    for_party: str
    issue: str
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    source: str | None
    status: str
    ended_by: int | None


def _common(
    step: rows.StepRow, row: rows.OfferRow | rows.DemandRow, word: str, ended_by: int | None
) -> _Common:
    return _Common(
        version=row.step,
        line=row.line,
        occurred=step.occurred,
        recorded_at=step.recorded_at,
        by=row.by,
        to=row.to,
        for_party=row.for_party,
        issue=row.issue,
        pool=row.pool,
        quantity=row.quantity,
        seats=row.seats,
        words=row.words,
        verbatim=row.verbatim,
        attribution=step.attribution,
        attribution_class=row.attribution_class,
        speaker=step.speaker,
        source=step.source,
        status=word,
        ended_by=ended_by,
    )


I = TypeVar("I", OfferItem, DemandItem)  # noqa: E741 - an item


def last_of_each_line(seen: Seen, items: list[I]) -> list[I]:
    """3: per giver, receiver, issue and class the last one, whatever its status; those whose
    moments overlap with the last one's are all shown, and classes are never merged."""
    lines: dict[tuple[object, ...], list[I]] = {}
    for item in items:
        key = (item.by, item.to, item.for_party, item.issue, item.pool, item.attribution_class)
        lines.setdefault(key, []).append(item)
    steps = {row.step: row for row in seen.steps}
    shown: list[I] = []
    for line in lines.values():
        last = _bounds(steps[line[-1].version])
        shown += [
            each
            for each in line
            if each is line[-1] or (_bounds(steps[each.version]).overlaps(last))
        ]
    places = {row.step: row.place for row in seen.steps}
    return sorted(shown, key=lambda item: (places[item.version], item.line))


def _bounds(row: rows.StepRow) -> Bounds:
    return Bounds(row.earliest, row.latest)


class ConditionItem(Struct, frozen=True, kw_only=True):
    """17: a condition; `status` is open, met, failed, waived or dropped."""

    version: int
    by: tuple[str, ...]
    condition: str
    on_what: str | None
    status: str
    resolved_by: int | None


def conditions(seen: Seen) -> list[ConditionItem]:
    """Every condition that had been set, with the last word on it."""
    items: list[ConditionItem] = []
    for row in seen.all(rows.ConditionRow):
        settled = [each for each in row.resolutions if each[0] in seen.visible]
        version, word = settled[-1] if settled else (None, "open")
        items.append(
            ConditionItem(
                version=row.step,
                by=row.by,
                condition=row.condition,
                on_what=row.on_what,
                status=word,
                resolved_by=version,
            )
        )
    return items


class DeadlineItem(Struct, frozen=True, kw_only=True):
    """15: a date to come; version 1 = registered with the negotiation."""

    version: int
    kind: str
    by: tuple[str, ...]
    when: str | None
    what: str | None
    words: str | None
    consequence: str | None
    status: str
    by_step: int | None
    """The step that moved or met it."""


def deadline_status(seen: Seen, row: rows.DeadlineRow) -> tuple[str, int | None]:
    """extended, met, missed (a soft target: passed) or pending; the first that holds."""
    if seen.saw(row.moved_by):
        return "extended", row.moved_by
    if seen.saw(row.met_by):
        return "met", row.met_by
    if row.when_latest is not None and row.when_latest <= seen.at:
        return ("passed" if row.kind == "soft_target" else "missed"), None
    return "pending", None


def deadlines(seen: Seen) -> list[DeadlineItem]:
    """Every deadline that had been set, registered dates included."""
    items: list[DeadlineItem] = []
    for row in seen.all(rows.DeadlineRow):
        word, version = deadline_status(seen, row)
        if not row.by and row.kind == "external_hard" and word == "missed":
            word = "passed"  # a fixed date comes and goes; nobody misses it
        items.append(
            DeadlineItem(
                version=row.step,
                kind=row.kind,
                by=row.by,
                when=row.when,
                what=row.what,
                words=row.words,
                consequence=row.consequence,
                status=word,
                by_step=version,
            )
        )
    return items


class OnTheTable(Struct, frozen=True, kw_only=True):
    """What stands: open offers and demands, open conditions, what is due."""

    offers: tuple[OfferItem, ...]
    demands: tuple[DemandItem, ...]
    conditions: tuple[ConditionItem, ...]
    deadlines: tuple[DeadlineItem, ...]


def on_the_table(seen: Seen) -> OnTheTable:
    """What stands at the moment."""
    return OnTheTable(
        offers=tuple(_open(offers(seen))),
        demands=tuple(_open(demands(seen))),
        conditions=tuple(each for each in conditions(seen) if each.status in ("open", "failed")),
        deadlines=tuple(each for each in deadlines(seen) if each.status == "pending"),
    )


def _open(items: Iterable[I]) -> list[I]:
    return [each for each in items if each.status == "open"]


class LogItem(Struct, frozen=True, kw_only=True):
    """One entry of the timeline."""

    version: int
    position: int
    type: str
    occurred: str | None
    """None for a correction: it is ours, and outside the order of occurrence."""
    published: str | None
    recorded_at: int
    recorded_by: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: str
    text: str | None
    quote: str | None
    source: str | None
    attribution: str | None
    speaker: str | None
    state: str | None
    state_before: str | None
    flags: tuple[str, ...]
    corrected_by: tuple[int, ...]
    undetermined: tuple[int, ...]
    """Steps directly around it whose order against it the dates leave open."""
    id: str
    note: str | None


def log(seen: Seen) -> list[LogItem]:
    """The timeline in the order of occurrence; our corrections after it, as recorded."""
    items = [
        LogItem(
            version=row.step,
            position=row.position,
            type=row.type,
            occurred=row.occurred,
            published=row.published,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            by=row.by,
            to=row.to,
            said=row.said,
            text=row.text,
            quote=row.quote,
            source=row.source,
            attribution=row.attribution,
            speaker=row.speaker,
            state=row.state,
            state_before=row.state_before,
            flags=tuple(row.flags),
            corrected_by=row.corrected_by,
            undetermined=_undetermined(seen.steps, index),
            id=row.id,
            note=row.note,
        )
        for index, row in enumerate(seen.steps)
    ]
    items += [_correction(row) for row in seen.corrections()]
    return items


def _undetermined(steps: list[rows.StepRow], index: int) -> tuple[int, ...]:
    here, found = steps[index], []
    for other in (*steps[max(0, index - 1) : index], *steps[index + 1 : index + 2]):
        pointing = _points(here, other.step) or _points(other, here.step)
        if not pointing and _bounds(here).overlaps(_bounds(other)):
            found.append(other.step)
    return tuple(found)


def _points(row: rows.StepRow, version: int) -> bool:
    return any(version in pointed for pointed in row.pointers.values())


def _correction(row: rows.CorrectionRow) -> LogItem:
    field = f" {row.field}" if row.field else ""
    change = "" if row.effect == "retract" else f": {row.was or '–'} → {row.now or '–'}"
    return LogItem(
        version=row.step,
        position=row.position,
        type="EntryCorrected",
        occurred=None,
        published=None,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        by=(),
        to=(),
        said=f"{row.effect} v{row.target}{field}{change}",
        text=row.reason,
        quote=None,
        source=None,
        attribution=None,
        speaker=None,
        state=None,
        state_before=None,
        flags=(),
        corrected_by=(),
        undetermined=(),
        id=row.id,
        note=None,
    )
