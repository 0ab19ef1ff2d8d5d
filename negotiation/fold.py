"""Folding a history into rows: one step after another, each row saying which steps made it.

Extending by the next step and folding from nothing give the same rows (a property test); late
news and corrections fold their stream again.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from parley.negotiation.account import Account, Believed, Recorded
from parley.negotiation.evidence import (
    SEALABLE,
    Evidence,
    Sealed,
    attribution_class,
    leading,
    unsealed,
)
from parley.negotiation.evolve import Effect, evolve
from parley.negotiation.facts import drawn_pools, facts_of
from parley.negotiation.negotiation import Kept, Negotiation, kept, opened, resumed
from parley.negotiation.past import Recall
from parley.negotiation.published import is_told, public_from
from parley.negotiation.rows import (
    CorrectionRow,
    EvidenceRow,
    Holder,
    NegotiationRow,
    RowStruct,
    SealedPart,
    StepRow,
)
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.steps import EntryCorrected, Step, local_pointers, pointers

__all__ = [
    "Folded",
    "Folding",
    "Stamp",
    "Stored",
    "begin",
    "fold_account",
    "restored",
    "stamps_of",
    "stored",
]

Rows = list[RowStruct]
Given: TypeAlias = Literal["position", "recorded_at"]
_GIVEN: tuple[Given, ...] = ("position", "recorded_at")


class Stamp(Struct, frozen=True, kw_only=True):
    """A cell that only recording fills: the position of entry v`version`, or its time (µs), and
    `at_most` where that is earlier. `row` counts from 0."""

    row: int
    column: str
    version: int
    gives: Given
    at_most: int | None = None


class Counted(Struct, kw_only=True):
    """What is counted of a stream beside its negotiation."""

    version: int
    """The last entry of the stream that is counted in."""
    steps: int = 0
    latest_earliest: int | None = None
    latest_pointed: int = 0
    """The latest version that a step points at: it stands before that step, however late."""
    rules: int = CURRENT.version
    since_date: str | None = None


class Stored(Counted, kw_only=True):
    """A fold as it is stored: enough to judge and extend without reading the stream, where the
    rows are beside it."""

    kept: Kept


class Folded(Counted, kw_only=True):
    """A stream folded up to some entry."""

    negotiation: Negotiation


def stored(folded: Folded) -> bytes:
    """A fold in the bytes in which it is stored: the same ones, whether the stream was folded from
    nothing or its last fold extended."""
    given = {name: getattr(folded, name) for name in Counted.__struct_fields__}
    return msgspec.json.encode(Stored(**given, kept=kept(folded.negotiation)))


def restored(data: bytes, recall: Recall | None) -> Folded:
    """A fold that was stored; `recall` finds rows as they are with it. Raises ValueError."""
    found = msgspec.json.decode(data, type=Stored)
    given = {name: getattr(found, name) for name in Counted.__struct_fields__}
    return Folded(**given, negotiation=resumed(found.kept, found.version, recall))


def begin(account: Account) -> "Folding":
    """The fold of a stream that holds its registration only."""
    negotiation = opened(account.stream, account.registration)
    folding = Folding(Folded(negotiation=negotiation, version=1))
    _note(folding.folded, account.entries[1])
    folding.put([*negotiation.parties, *negotiation.at(1).deadlines])
    if negotiation.registered is not None:
        folding.put([negotiation.registered])
    return folding


class Folding:
    """A stream while it is folded: each step once, and the rows that all of them leave."""

    def __init__(self, folded: Folded) -> None:
        """`folded` is moved on, so it MUST be the caller's to lose."""
        self.folded = folded
        self._made: dict[tuple[object, ...], RowStruct] = {}

    def put(self, rows: Iterable[RowStruct]) -> None:
        """Put rows in place of those with the same keys."""
        for row in rows:
            self._made[_key(row)] = row

    def step(self, believed: Believed) -> Rows:
        """Count in the next step of the order; answers the rows that it made or changed, its own
        first."""
        folded, step = self.folded, believed.step
        rules = RULES.get(believed.entry.rules or CURRENT.version, CURRENT)
        named = _named(folded.negotiation, step)
        effect = evolve(folded.negotiation, believed.version, step, rules)
        if folded.latest_earliest is None or believed.bounds.earliest > folded.latest_earliest:
            folded.latest_earliest = believed.bounds.earliest
        folded.latest_pointed = max(folded.latest_pointed, *local_pointers(step), 0)
        if effect.before is not effect.after:
            folded.since_date = step.occurred
        _note(folded, believed.entry)
        row = _step_row(folded, believed, effect, named)
        folded.steps += 1
        rows: Rows = [row, *_evidence_rows(folded, believed), *effect.touched]
        self.put(rows)
        return rows

    def rows(self, last: Recorded) -> Rows:
        """The rows so far, with the stream's own row; `last` is the stream's last entry."""
        return [*self._made.values(), _negotiation_row(self.folded, last)]

    def rows_of(self, account: Account, *, public_at: int | None = None) -> Rows:
        """The same of a whole account, of which every step in view was counted in."""
        for entry in account.entries.values():
            _note(self.folded, entry)
        self.put(_correction_rows(account, public_at))
        return self.rows(account.entries[max(account.entries)])


def fold_account(
    account: Account, steps: Sequence[Believed] | None = None, *, public_at: int | None = None
) -> tuple[Folded, Rows]:
    """Fold a whole account, or the part of its steps that is in view; answers all its rows. With
    `public_at` (µs) its corrections are those that are told then."""
    folding = begin(account)
    for believed in account.steps if steps is None else steps:
        folding.step(believed)
    return folding.folded, folding.rows_of(account, public_at=public_at)


def stamps_of(rows: Sequence[RowStruct], first: int) -> Iterable[Stamp]:
    """The cells of rows that wait for the entries from v`first` on to be recorded."""
    published: dict[int, list[int]] = {}  # step -> when its reports with a date had become public
    undated: set[int] = set()  # steps with a report without a date
    for number, row in enumerate(rows):
        match row:
            case EvidenceRow() if row.step >= first:
                if row.published is not None:
                    published.setdefault(row.step, []).append(row.public)
                    continue
                undated.add(row.step)
                yield Stamp(row=number, column="public", version=row.step, gives="recorded_at")
            case StepRow() | CorrectionRow() if row.step >= first:
                for gives in _GIVEN:
                    yield Stamp(row=number, column=gives, version=row.step, gives=gives)
            case NegotiationRow() if row.version >= first:
                for gives in _GIVEN:
                    last = f"last_{gives}"
                    yield Stamp(row=number, column=last, version=row.version, gives=gives)
    for number, row in enumerate(rows):
        if isinstance(row, StepRow) and row.step in undated:
            yield Stamp(
                row=number,
                column="public",
                version=row.step,
                gives="recorded_at",
                at_most=min(published.get(row.step, ()), default=None),
            )


def _note(folded: Folded, entry: Recorded) -> None:
    folded.version = max(folded.version, entry.version)
    if entry.rules is not None:
        folded.rules = max(folded.rules, entry.rules)


def _key(row: RowStruct) -> tuple[object, ...]:
    return (type(row), row.step, getattr(row, "line", 0), getattr(row, "party", None))


def _negotiation_row(folded: Folded, last: Recorded) -> NegotiationRow:
    """The stream's one row: what it is for all time, and where it stands with everything
    recorded; what an amendment can change stands in the rows of the registration."""
    negotiation = folded.negotiation
    registration = negotiation.registration
    general = registration or negotiation.contest_registration
    return NegotiationRow(
        step=1,
        kind="contest" if registration is None else "negotiation",
        title=general.title,
        zone=general.zone,
        contest=None if registration is None else registration.contest,
        synthetic=general.synthetic,
        state=negotiation.state.shown,
        since=negotiation.since,
        since_date=folded.since_date,
        flags=dict(negotiation.flags),
        version=folded.version,
        steps=folded.steps,
        last_position=last.position,
        last_recorded_at=last.recorded_at,
        rules=folded.rules,
    )


class _Named(Struct, frozen=True, kw_only=True):
    """Whom a step names, as it was before it: `all` who let somebody in are not those let in."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    holders: tuple[Holder, ...]
    on_record_by: tuple[str, ...]


def _named(negotiation: Negotiation, step: Step) -> _Named:
    principal = getattr(step, "principal", None) or ""
    by = negotiation.actors(step.by)
    parties = [each for each in by if negotiation.party(each) == each]
    return _Named(
        by=by,
        to=negotiation.addressed(step),
        holders=negotiation.holders((*step.by, *step.to, principal)),
        on_record_by=tuple(each for each in parties if negotiation.on_record(step, (each,))),
    )


def _step_row(folded: Folded, believed: Believed, effect: Effect, named: "_Named") -> StepRow:
    negotiation, step, entry = folded.negotiation, believed.step, believed.entry
    first = leading(step.evidence)
    grouped: dict[str, tuple[int | str, ...]] = {}
    for name, pointer in pointers(step):
        grouped[name] = (*grouped.get(name, ()), pointer)
    return StepRow(
        step=believed.version,
        place=folded.steps + 1,
        type=type(step).__name__,
        occurred=step.occurred,
        earliest=believed.bounds.earliest,
        latest=believed.bounds.latest,
        by=named.by,
        to=named.to,
        holders=named.holders,
        on_record_by=named.on_record_by,
        facts=facts_of(negotiation, step),
        totals=drawn_pools(negotiation, step),
        text=step.text,
        quote=None if first.quote is None else first.quote.verbatim,
        translated=first.quote is not None and first.quote.translated,
        source=first.source or first.outlet or first.url,
        attribution=first.attribution,
        attribution_class=attribution_class(first),
        speaker=first.speaker,
        source_as_described=unsealed(first.source_as_described),
        published=first.published,
        public=min(
            public_from(each, negotiation.zone, entry.recorded_at) for each in step.evidence
        ),
        state_before=effect.before.shown,
        state=effect.after.shown,
        since=negotiation.since,
        flags=dict(negotiation.flags),
        positions=tuple(negotiation.positions),
        branch=effect.branch,
        pointers=grouped,
        corrected_by=believed.corrected_by,
        act=step.act,
        note=step.note,
        opens=step.opens,
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        id=entry.id,
        rules=entry.rules or CURRENT.version,
        of_a_part=negotiation.at(believed.version).of_a_part,
    )


def _evidence_rows(folded: Folded, believed: Believed) -> Iterable[EvidenceRow]:
    zone = folded.negotiation.zone
    for line, each in enumerate(believed.step.evidence):
        yield EvidenceRow(
            step=believed.version,
            line=line,
            attribution=each.attribution,
            attribution_class=attribution_class(each),
            source=each.source,
            outlet=each.outlet,
            origin=each.origin,
            url=each.url,
            published=each.published,
            public=public_from(each, zone, believed.entry.recorded_at),
            source_as_described=unsealed(each.source_as_described),
            side=each.side,
            voice=each.voice,
            speaker=each.speaker,
            on_behalf_of=each.on_behalf_of,
            quote=each.quote.verbatim if each.quote else None,
            lang=each.quote.lang if each.quote else None,
            translated=bool(each.quote and each.quote.translated),
            translated_by=each.quote.by_whom if each.quote else None,
            transcribed=bool(each.quote and each.quote.transcribed),
            confidence=each.confidence,
            archived=each.archived,
            anchors=each.quote.anchors if each.quote else (),
            note=unsealed(each.note),
            sealed=tuple(_sealed_parts(each)),
        )


def _sealed_parts(evidence: Evidence) -> Iterable[SealedPart]:
    for member in SEALABLE:
        value = getattr(evidence, member)
        if isinstance(value, Sealed):
            yield SealedPart(member=member, subject=value.subject)


def _correction_rows(account: Account, public_at: int | None) -> Iterable[CorrectionRow]:
    for version, original in account.originals.items():
        if not isinstance(original, EntryCorrected):
            continue
        if public_at is not None and not is_told(account, version, public_at):
            continue
        entry = account.entries[version]
        yield CorrectionRow(
            step=version,
            target=original.target,
            effect=original.effect,
            field=original.field,
            was=_as_text(original.was),
            now=_as_text(original.now),
            reason=original.reason,
            in_force=account.value(version) is not None,
            position=entry.position,
            recorded_at=entry.recorded_at,
            recorded_by=entry.recorded_by,
            id=entry.id,
        )


def _as_text(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value, order="sorted").decode()
