"""Folding conditions, deadlines and the registered dates."""

from negotiation.codec import amended
from negotiation.folding.fold import Fold
from negotiation.negotiation import party_row, registered_deadline
from negotiation.rows import (
    ConditionRow,
    DeadlineRow,
)
from negotiation.steps import (
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    RegistrationAmended,
    Step,
    UltimatumIssued,
)

__all__ = [
    "condition_resolved",
    "condition_set",
    "deadline_extended",
    "deadline_set",
    "meet_deadlines",
    "registration_amended",
    "ultimatum_issued",
]


_REGISTERING = ("NegotiationRegistered", "ContestRegistered", "RegistrationAmended")


def condition_set(fold: Fold, step: ConditionSet) -> None:
    row = ConditionRow(
        step=fold.version,
        by=fold.by,
        condition=step.condition,
        on_what=step.on_what,
        attribution_class=fold.attribution_class,
    )
    fold.negotiation.conditions[fold.version] = row
    fold.touch(row, f"condition open: {step.condition}")


def condition_resolved(fold: Fold, step: ConditionResolved) -> None:
    if not isinstance(step.condition, int):
        return
    row = fold.negotiation.conditions.get(step.condition)
    if row is not None:
        row.resolutions = (*row.resolutions, (fold.version, step.outcome))
        fold.touch(row, f"the condition of v{step.condition} is {step.outcome}")


def _deadline_row(
    fold: Fold,
    *,
    kind: str,
    when: str | None,
    what: str | None,
    words: str | None,
    awaits: str | None,
    consequence: str | None,
) -> None:
    negotiation = fold.negotiation
    row = DeadlineRow(
        step=fold.version,
        line=0,
        kind=kind,
        by=fold.by,
        when=when,
        when_latest=negotiation.bounds(when).latest if when is not None else None,
        what=what,
        words=words,
        awaits=awaits,
        consequence=consequence,
        attribution_class=fold.attribution_class,
    )
    negotiation.deadlines[fold.version] = [row]
    named = when or words or what or consequence
    fold.touch(row, " ".join(each for each in (kind, named, "stands") if each))


def deadline_set(fold: Fold, step: DeadlineSet) -> None:
    awaits = step.awaits or ("MeetingHeld" if step.kind == "next_meeting" else None)
    _deadline_row(
        fold,
        kind=step.kind,
        when=step.when,
        what=step.what,
        words=step.words,
        awaits=awaits,
        consequence=step.consequence,
    )


def deadline_extended(fold: Fold, step: DeadlineExtended) -> None:
    rows = (
        fold.negotiation.deadlines.get(step.deadline, []) if isinstance(step.deadline, int) else []
    )
    for row in rows:
        if row.moved_by is not None:
            continue
        row.moved_by = fold.version
        fold.touch(row, f"the deadline of v{row.step} is moved")
    first = rows[0] if rows else None
    _deadline_row(
        fold,
        kind=first.kind if first else "self_set",
        when=step.now,
        what=first.what if first else step.text,
        words=None,
        awaits=first.awaits if first else None,
        consequence=first.consequence if first else None,
    )


def ultimatum_issued(fold: Fold, step: UltimatumIssued) -> None:
    _deadline_row(
        fold,
        kind="ultimatum",
        when=step.when,
        what=step.words,
        words=None if step.when is not None else step.words or step.text,
        awaits=None,
        consequence=step.consequence,
    )


def meet_deadlines(fold: Fold, step: Step) -> None:
    """The first later step of the awaited type that may have come by then meets a deadline; the
    first that certainly came after it is kept as the late one."""
    name = type(step).__name__
    earliest = fold.negotiation.bounds(step.occurred).earliest
    for rows in fold.negotiation.deadlines.values():
        for row in rows:
            if row.awaits != name or row.moved_by is not None:
                continue
            in_time = row.when_latest is None or earliest < row.when_latest
            if in_time and row.met_by is None:
                row.met_by = fold.version
                fold.touch(row, f"the deadline of v{row.step} is met")
            elif not in_time and row.late_by is None and row.met_by is None:
                row.late_by = fold.version
                fold.touch(row, f"what v{row.step} awaits has come, after its date")


def _move_registered_dates(fold: Fold) -> None:
    negotiation = fold.negotiation
    standing = [
        row
        for rows in negotiation.deadlines.values()
        for row in rows
        if negotiation.types.get(row.step) in _REGISTERING and row.moved_by is None
    ]
    dates = (negotiation.registration or negotiation.contest_registration).dates
    wanted = {(date.what, date.when) for date in dates}
    for row in standing:
        if (row.what, row.when) not in wanted:
            row.moved_by = fold.version
            fold.touch(row, f"{row.what}: {row.when} no longer stands")
    there = {(row.what, row.when) for row in standing}
    new = [date for date in dates if (date.what, date.when) not in there]
    negotiation.deadlines[fold.version] = [
        registered_deadline(negotiation, date, step=fold.version, line=line)
        for line, date in enumerate(new)
    ]
    for row in negotiation.deadlines[fold.version]:
        fold.touch(row, f"{row.what}: {row.when}")


def registration_amended(fold: Fold, step: RegistrationAmended) -> None:
    """Both registrations stay, each for its time: the new one counts from this step on."""
    negotiation = fold.negotiation
    if negotiation.registration is not None:
        negotiation.registration = amended(negotiation.registration, step)
    elif negotiation.contest is not None:
        negotiation.contest = amended(negotiation.contest, step)
    known = {row.party: row for row in negotiation.parties}
    for line, party in enumerate(negotiation.registered_parties):
        row = known.get(party.party)
        if row is None:
            row = party_row(party, step=fold.version, line=line, at_table=False)
            negotiation.parties.append(row)
            fold.touch(row)
        elif (row.name, row.aliases, row.ids) != (party.name, party.aliases, party.ids):
            row.name, row.aliases, row.ids = party.name, party.aliases, party.ids
            fold.touch(row)
    if step.field.startswith("dates"):
        _move_registered_dates(fold)
    fold.changed.append(f"registration: {step.field}")
