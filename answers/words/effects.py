"""What a step changed, in words: read off its row and the rows that it made, moved or ended."""

from collections.abc import Iterable, Iterator

from parley.answers.words.phrases import body_said, field_said, moment_said
from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.steps import (
    ConcessionMade,
    DealAmended,
    DealRatified,
    NegotiationClosed,
    OfferAccepted,
    OfferRejected,
    OfferWithdrawn,
    PartialAgreementReached,
    RegistrationAmended,
    Step,
    TalksResumed,
    TalksSuspended,
)
from parley.negotiation.views.seen import Seen

__all__ = ["changes_at", "changes_said"]


def changes_said(row: rows.StepRow, touched: Iterable[rows.RowStruct]) -> tuple[str, ...]:
    """What a step changed, `touched` being the rows of it: a line for each thing, said once."""
    lines = (_state(row), *_by_itself(row, step_of(row)), *_in_rows(row, touched))
    return tuple(dict.fromkeys(line for line in lines if line))


def changes_at(seen: Seen, version: int) -> tuple[str, ...]:
    """The same of a step in view; nothing of a correction, or of the registration."""
    row = seen.step(version)
    return () if row is None else changes_said(row, seen.touched(version))


def _state(row: rows.StepRow) -> str:
    if row.state == row.state_before:
        return ""
    before, after = (
        "no talks yet" if each is None else _spaced(each) for each in (row.state_before, row.state)
    )
    return f"{before} → {after}"


def _by_itself(row: rows.StepRow, step: Step) -> Iterator[str]:
    """What the step itself says, whatever rows there are of what it points at."""
    by = "+".join(row.by)
    match step:
        case OfferWithdrawn(offer=int(offer)):
            yield f"the offer of v{offer} is withdrawn"
        case OfferAccepted(offer=int(offer)):
            yield f"the offer of v{offer} is accepted by {by}"
        case OfferRejected(rejected=int(rejected)):
            yield f"v{rejected} is rejected by {by}"
        case ConcessionMade(dropped=int(dropped)):
            yield f"v{dropped} is dropped"
        case TalksSuspended(scope=str(scope)):
            yield f"{_spaced(scope)} is parked"
        case TalksSuspended():
            yield "talks are suspended"
        case TalksResumed(scope=None) if row.state == row.state_before:
            yield "talks are no longer suspended"
        case TalksResumed(scope=str(scope)):
            yield f"{_spaced(scope)} is taken up again"
        case PartialAgreementReached() if row.step in row.flags.values():
            yield f"agreed in part: {step.scope}"
        case DealAmended():
            yield "the deal is amended"
        case DealRatified(outcome="approved"):
            yield f"{body_said(step.party, step.body)} approves"
        case NegotiationClosed():
            yield f"closed: {_spaced(step.reason)}"
        case RegistrationAmended():
            yield f"registration: {field_said(step.field)}"
        case _:
            pass


def _in_rows(step: rows.StepRow, touched: Iterable[rows.RowStruct]) -> Iterator[str]:
    for row in touched:
        match row:
            case rows.OfferRow():
                yield from _proposed(step, row, "offer")
            case rows.DemandRow():
                yield from _proposed(step, row, row.kind)
            case rows.ConditionRow():
                yield from _condition(step, row)
            case rows.DeadlineRow():
                yield from _deadline(step, row)
            case rows.PartyRow() if row.step == step.step and row.at_table:
                yield f"{row.party} joins the table"
            case rows.PartyRow() if row.left_by == step.step:
                yield f"{row.party} leaves the table"
            case rows.PersonRow(kind="mediation") if row.step == step.step:
                yield f"{row.person} mediates"
            case rows.PersonRow() if row.step == step.step:
                yield f"{row.person or _spaced(row.role or '')} for {row.principal or '?'}"
            case rows.ClaimRow() if row.step == step.step:
                who = "+".join(row.by) or "a report"
                yield f"claimed by {who}: {_spaced(', '.join(row.stances))}"
            case _:
                pass


def _proposed(step: rows.StepRow, row: rows.OfferRow | rows.DemandRow, kind: str) -> Iterator[str]:
    if row.step == step.step:
        yield f"{kind} {'+'.join(row.by)}→{row.to} stands: {_spaced(row.issue)}"
    if row.superseded_by == step.step:
        yield f"the {kind} of v{row.step} is superseded"
    if row.lapsed_by == step.step:
        yield f"open {'offers' if isinstance(row, rows.OfferRow) else 'demands'} lapse"


def _condition(step: rows.StepRow, row: rows.ConditionRow) -> Iterator[str]:
    if row.step == step.step:
        yield f"condition open: {row.condition}"
    for version, outcome in row.resolutions:
        if version == step.step and outcome != "dropped":
            yield f"the condition of v{row.step} is {outcome}"


def _deadline(step: rows.StepRow, row: rows.DeadlineRow) -> Iterator[str]:
    amended = step.type == RegistrationAmended.__name__
    when, kind = moment_said(row.when), _spaced(row.kind)
    if row.step == step.step:
        named = when or row.words or row.what or row.consequence or ""
        yield (
            f"{row.what}: {when}" if amended else " ".join([*filter(None, (kind, named)), "stands"])
        )
    if row.moved_by == step.step:
        gone = f"{row.what}: {when} no longer stands"
        yield gone if amended else f"the deadline of v{row.step} is moved"
    if row.met_by == step.step:
        yield f"the deadline of v{row.step} is met"
    if row.late_by == step.step:
        yield f"what v{row.step} awaits has come, after its date"


def _spaced(word: str) -> str:
    return word.replace("_", " ")
