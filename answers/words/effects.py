"""What a step changed, in words: read off its row and the rows that it made, moved or ended."""

from collections.abc import Iterable, Iterator, Mapping

from parley.answers.language import marked, say, say_list, say_word
from parley.answers.words import wording
from parley.answers.words.moments import moment_said
from parley.answers.words.phrases import body_said, field_said, task_said
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
    StatementMade,
    Step,
    TalksResumed,
    TalksSuspended,
)
from parley.negotiation.views.seen import Seen

__all__ = ["changes_at", "changes_said"]


def changes_said(
    row: rows.StepRow,
    touched: Iterable[rows.RowStruct],
    places: Mapping[int, int] | None = None,
) -> tuple[str, ...]:
    """What a step changed, `touched` being the rows of it: a line for each thing, said once.

    `places` has the places of the steps in the order of occurrence; without it every other step
    that ended something stands before this one, as it does when a step is recorded last.
    """
    lines = (
        wording.state_change(row),
        *_by_itself(row, step_of(row)),
        *_in_rows(row, touched, places),
    )
    return tuple(dict.fromkeys(line for line in lines if line))


def changes_at(seen: Seen, version: int) -> tuple[str, ...]:
    """The same of a step in view; nothing of a correction, or of the registration."""
    row = seen.step(version)
    return () if row is None else changes_said(row, seen.touched(version), seen.places)


def _over(
    step: rows.StepRow, row: rows.OfferRow | rows.DemandRow, places: Mapping[int, int] | None
) -> bool:
    """Whether something else had ended an offer or a demand by the end of a step."""
    ends = (
        (row.accepted_by, row.withdrawn_by, row.rejected_by)
        if isinstance(row, rows.OfferRow)
        else (row.met_by, row.dropped_by, row.rejected_by, row.denied_by)
    )
    by_then = step.place
    return any(
        end is not None and (places is None or places.get(end, by_then + 1) <= by_then)
        for end in ends
    )


def _by_itself(row: rows.StepRow, step: Step) -> Iterator[str]:
    """What the step itself says, whatever rows there are of what it points at."""
    by = "+".join(row.by)
    match step:
        case OfferWithdrawn(offer=int(offer)):
            yield say("the offer of v{offer} is withdrawn", offer)
        case OfferAccepted(offer=int(offer)):
            yield say("the offer of v{offer} is accepted by {by}", offer, by)
        case OfferRejected(rejected=int(rejected)):
            yield say("v{rejected} is rejected by {by}", rejected, by)
        case ConcessionMade(dropped=int(dropped)):
            yield say("v{dropped} is dropped", dropped)
        case TalksSuspended(scope=str(scope)):
            yield say("{scope} is parked", scope=say_word(scope))
        case TalksSuspended():
            yield say("talks are suspended")
        case TalksResumed(scope=None) if row.state == row.state_before:
            yield say("talks are no longer suspended")
        case TalksResumed(scope=str(scope)):
            yield say("{scope} is taken up again", scope=say_word(scope))
        case PartialAgreementReached() if row.step in row.flags.values():
            yield say("agreed in part: {scope}", step.scope)
        case DealAmended():
            yield say("the deal is amended")
        case DealRatified(outcome="approved"):
            yield say("{body} approves", body=body_said(step.party, step.body))
        case NegotiationClosed():
            yield say("closed: {reason}", reason=say_word(step.reason))
        case RegistrationAmended():
            yield say("registration: {field}", field=field_said(step.field))
        case _:
            pass


def _in_rows(
    step: rows.StepRow, touched: Iterable[rows.RowStruct], places: Mapping[int, int] | None
) -> Iterator[str]:
    for row in touched:
        match row:
            case rows.OfferRow():
                yield from _proposed(step, row, "offer", over=_over(step, row, places))
            case rows.DemandRow():
                yield from _proposed(step, row, row.kind, over=_over(step, row, places))
            case rows.ConditionRow():
                yield from _condition(step, row)
            case rows.DeadlineRow():
                yield from _deadline(step, row)
            case rows.PartyRow() if row.step == step.step and row.at_table:
                yield say("{party} joins the table", row.party)
            case rows.PartyRow() if row.left_by == step.step and step.type != "PartyWithdrew":
                yield say("{party} is not in these talks", row.party)
            case rows.PartyRow() if row.left_by == step.step:
                yield say("{party} leaves the table", row.party)
            case rows.PersonRow(kind="mediation") if row.step == step.step:
                yield say("{person} mediates", row.person)
            case rows.PersonRow():
                yield from _person(step, row)
            case rows.ClaimRow() if row.step == step.step:
                who = "+".join(row.by) or say("a report")
                yield say(
                    "claimed by {who}: {what}", who, what=say_list(map(say_word, row.stances))
                )
            case _:
                pass


def _person(step: rows.StepRow, row: rows.PersonRow) -> Iterator[str]:
    who = row.person or task_said(row.role, row.title)
    whom = wording.principal(row.principal) or wording.actors(row.together)
    if row.step == step.step and row.kind == "mandate":
        yield say("the mandate of {who} changes", who=who or whom)
    elif row.step == step.step:
        yield say("{who} for {whom}", who, whom)
    elif row.ended_by == step.step and row.kind == "appointment":
        yield say("the task of {who} ends", who)
    elif (step.step, "resignation_offered") in row.tenure:
        yield say("{who} has the task until it is decided", who)
    elif (step.step, "resignation_refused") in row.tenure:
        yield say("{who} keeps the task", who)


def _proposed(
    step: rows.StepRow, row: rows.OfferRow | rows.DemandRow, kind: str, *, over: bool
) -> Iterator[str]:
    if row.step == step.step:
        who, issue = f"{'+'.join(row.by)}→{row.to}", say_word(row.issue)
        yield say("{kind} {who} stands: {issue}", who, issue, kind=say_word(kind))
    if isinstance(row, rows.DemandRow):
        yield from _answered(step, row)
    if row.superseded_by == step.step and not over:
        message = marked("the {kind} of v{step} is superseded")
        if row.superseded_as in ("report", "hearsay"):
            message = marked("another report has the {kind} of v{step} otherwise, or again")
        yield say(message, step=row.step, kind=say_word(kind))
    if row.lapsed_by == step.step and not over:
        offers = isinstance(row, rows.OfferRow)
        yield say("open offers lapse" if offers else "open demands lapse")


def _answered(step: rows.StepRow, row: rows.DemandRow) -> Iterator[str]:
    kind = say_word(row.kind)
    if row.met_by == step.step:
        yield say("the {kind} of v{step} is met", kind, row.step)
    if row.rejected_by == step.step and step.type == StatementMade.__name__:
        yield say("the {kind} of v{step} is refused", kind, row.step)
    if row.denied_by == step.step:
        yield say("the {kind} of v{step} is denied", kind, row.step)


def _condition(step: rows.StepRow, row: rows.ConditionRow) -> Iterator[str]:
    if row.step == step.step:
        yield say("condition open: {condition}", row.condition)
    for version, outcome in row.resolutions:
        if version == step.step and outcome != "dropped":
            yield say("the condition of v{step} is {outcome}", row.step, outcome=say_word(outcome))


def _deadline(step: rows.StepRow, row: rows.DeadlineRow) -> Iterator[str]:
    amended = step.type == RegistrationAmended.__name__
    when, kind = moment_said(row.when), say_word(row.kind)
    if row.step == step.step:
        named = when or row.words or row.what or row.consequence or ""
        what = " ".join(filter(None, (kind, named)))
        yield f"{row.what}: {when}" if amended else say("{what} stands", what)
    if row.moved_by == step.step:
        yield (
            say("{what}: {when} no longer stands", row.what, when)
            if amended
            else say("the deadline of v{step} is moved", row.step)
        )
    if row.met_by == step.step:
        yield say("the deadline of v{step} is met", row.step)
    if row.late_by == step.step:
        yield say("what v{step} awaits has come, after its date", row.step)
