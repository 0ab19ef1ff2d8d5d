"""Folding a history into rows: one step after another, each row saying which steps made it.

Extending by the next step and folding from nothing give the same rows (a property test); late
news and corrections fold their stream again.
"""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from parley.negotiation.account import Account, Believed, Recorded, public_from
from parley.negotiation.evidence import attribution_class, best_class
from parley.negotiation.evolve import Effect, evolve
from parley.negotiation.negotiation import Negotiation, opened
from parley.negotiation.rows import CorrectionRow, EvidenceRow, NegotiationRow, RowStruct, StepRow
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.saying import said
from parley.negotiation.steps import EntryCorrected, StatementMade, local_pointers, pointers

__all__ = ["Folded", "Rows", "begin", "fold_account", "fold_step"]

Rows = list[RowStruct]


class Folded(Struct, kw_only=True):
    """A stream folded up to some entry: enough to judge and extend without reading the stream."""

    negotiation: Negotiation
    version: int
    """The last entry of the stream that is counted in."""
    steps: int = 0
    latest_earliest: int | None = None
    latest_pointed: int = 0
    """The latest version that a step points at: it stands before that step, however late."""
    last_position: int = 0
    last_recorded_at: int = 0
    rules: int = CURRENT.version
    since_date: str | None = None


def begin(account: Account) -> tuple[Folded, Rows]:
    """The fold of a stream that holds its registration only."""
    negotiation = opened(account.stream, account.registration)
    folded = Folded(negotiation=negotiation, version=1)
    _note(folded, account.entries[1])
    rows: Rows = [*negotiation.parties, *negotiation.deadlines[1]]
    if negotiation.registered is not None:
        rows.append(negotiation.registered)
    return folded, rows


def fold_step(folded: Folded, believed: Believed) -> tuple[Effect, Rows]:
    """Count in the next step of the order; answers what it did and the rows it made or changed."""
    negotiation = folded.negotiation
    rules = RULES.get(believed.entry.rules or CURRENT.version, CURRENT)
    effect = evolve(negotiation, believed.version, believed.step, rules)
    if folded.latest_earliest is None or believed.bounds.earliest > folded.latest_earliest:
        folded.latest_earliest = believed.bounds.earliest
    folded.latest_pointed = max(folded.latest_pointed, *local_pointers(believed.step), 0)
    if effect.before is not effect.after:
        folded.since_date = believed.step.occurred
    _note(folded, believed.entry)
    row = _step_row(folded, believed, effect)
    folded.steps += 1
    return effect, [row, *_evidence_rows(folded, believed), *effect.touched]


def fold_account(account: Account, steps: Sequence[Believed] | None = None) -> tuple[Folded, Rows]:
    """Fold a whole account, or the part of its steps that is in view; answers all its rows."""
    folded, rows = begin(account)
    made: dict[tuple[object, ...], RowStruct] = {_key(row): row for row in rows}
    for believed in account.steps if steps is None else steps:
        for row in fold_step(folded, believed)[1]:
            made[_key(row)] = row
    for entry in account.entries.values():
        _note(folded, entry)
    corrections = _correction_rows(account)
    return folded, [*made.values(), *corrections, negotiation_row(folded)]


def _note(folded: Folded, entry: Recorded) -> None:
    folded.version = max(folded.version, entry.version)
    folded.last_position = max(folded.last_position, entry.position)
    folded.last_recorded_at = max(folded.last_recorded_at, entry.recorded_at)
    if entry.rules is not None:
        folded.rules = max(folded.rules, entry.rules)


def _key(row: RowStruct) -> tuple[object, ...]:
    return (type(row), row.step, getattr(row, "line", 0), getattr(row, "party", None))


def negotiation_row(folded: Folded) -> NegotiationRow:
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
        last_position=folded.last_position,
        last_recorded_at=folded.last_recorded_at,
        rules=folded.rules,
    )


def _step_row(folded: Folded, believed: Believed, effect: Effect) -> StepRow:
    negotiation, step, entry = folded.negotiation, believed.step, believed.entry
    best = best_class(step.evidence)
    first = next(each for each in step.evidence if attribution_class(each) == best)
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
        by=negotiation.actors(step.by),
        to=negotiation.counterparties(step),
        on_record_by=tuple(
            each for each in negotiation.parties_in(step.by) if negotiation.on_record(step, (each,))
        ),
        by_as_given=step.by,
        to_as_given=step.to,
        said=said(negotiation, step),
        text=step.text,
        quote=next((each.quote.verbatim for each in step.evidence if each.quote), None),
        source=first.source or first.outlet or first.url,
        attribution=first.attribution,
        attribution_class=best,
        speaker=first.speaker or first.source_as_described,
        published=first.published,
        public=min(
            public_from(each, negotiation.zone, entry.recorded_at) for each in step.evidence
        ),
        state_before=effect.before.shown,
        state=effect.after.shown,
        since=negotiation.since,
        flags=dict(negotiation.flags),
        positions=tuple(negotiation.positions),
        allowed_by=effect.allowed_by,
        changed=tuple(effect.changed),
        reason=getattr(step, "reason", None),
        stances=step.stances if isinstance(step, StatementMade) else (),
        proposition=step.proposition if isinstance(step, StatementMade) else None,
        pointers=grouped,
        corrected_by=believed.corrected_by,
        act=step.act,
        note=step.note,
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
        id=entry.id,
        rules=entry.rules or CURRENT.version,
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
            source_as_described=each.source_as_described,
            side=each.side,
            voice=each.voice,
            speaker=each.speaker,
            on_behalf_of=each.on_behalf_of,
            quote=each.quote.verbatim if each.quote else None,
            lang=each.quote.lang if each.quote else None,
            translated=bool(each.quote and each.quote.translated),
            translated_by=each.quote.by_whom if each.quote else None,
            confidence=each.confidence,
        )


def _correction_rows(account: Account) -> Iterable[CorrectionRow]:
    for version, original in account.originals.items():
        if not isinstance(original, EntryCorrected):
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
