"""Guards of who sits at the table, of talks and their dates.

Source: DOMAIN §3, rows 1 to 9, 18, 19 and 31.
"""

from parley.negotiation.codec import EntryError, amended
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.paths import PathError
from parley.negotiation.refusals import Refusal, names, refused
from parley.negotiation.rules.v1.refusing import no_such
from parley.negotiation.steps import (
    AllianceProposed,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    TalksOpened,
    TalksResumed,
    TalksSuspended,
    TenureChanged,
)

__all__ = [
    "amendment_fits",
    "deadline_lies_ahead",
    "deadline_moves",
    "joins_from_outside",
    "leaves_the_table",
    "not_suspended",
    "somebody_for_somebody",
    "somebody_has_it",
    "somebody_holds_it",
    "something_to_resume",
    "tolerated_or_lapsed",
    "two_in_the_talks",
    "two_participants",
    "two_parties_named",
]


def tolerated_or_lapsed(negotiation: Negotiation, step: NegotiationClosed) -> Refusal | None:
    """Talks that nothing ended are closed where one side let the other govern; else they lapsed."""
    if step.reason == "tolerated":
        return None
    return refused(tolerated_or_lapsed, "talks_unended", state=negotiation.state.value)


def two_parties_named(negotiation: Negotiation, step: AllianceProposed) -> Refusal | None:
    """An alliance takes two."""
    named = set(negotiation.parties_in((*step.by, *step.to)))
    if len(named) >= 2:
        return None
    case = "one_party_named" if named else "no_party_named"
    return refused(two_parties_named, case, parties=names(named))


def joins_from_outside(negotiation: Negotiation, step: PartyJoined | DealAmended) -> Refusal | None:
    """Who joins the table, or a deal, does not sit at the table yet."""
    joining = step.joins if isinstance(step, DealAmended) else step.parties
    there = {negotiation.party(each) for each in joining} & set(negotiation.at_table)
    if not there:
        return None
    return refused(joins_from_outside, "at_the_table", parties=names(there))


def leaves_the_table(negotiation: Negotiation, step: PartyWithdrew) -> Refusal | None:
    """Who leaves sits at the table."""
    away = {negotiation.party(each) for each in step.parties} - set(negotiation.at_table)
    if not away:
        return None
    return refused(leaves_the_table, "not_at_the_table", parties=names(away))


def somebody_for_somebody(negotiation: Negotiation, step: NegotiatorAppointed) -> Refusal | None:
    """A person with a principal, or a role or title with a principal."""
    if step.principal is not None and (step.person or step.role or step.title):
        return None
    return refused(somebody_for_somebody, "nobody_appointed")


def somebody_has_it(negotiation: Negotiation, step: MandateChanged) -> Refusal | None:
    """A mandate is a person's, a role's, or that of who gives it."""
    if step.by or step.person or step.role or step.title:
        return None
    return refused(somebody_has_it, "nobodys_mandate")


def somebody_holds_it(negotiation: Negotiation, step: TenureChanged) -> Refusal | None:
    """A task that is given back, or taken, was given to somebody who still has it."""
    if not (step.person or step.role or step.title):
        return refused(somebody_holds_it, "nobodys_task")
    if negotiation.held(step):
        return None
    who = step.person or tuple(each for each in (step.title, step.role) if each)
    return refused(somebody_holds_it, "holds_nothing", who=names(who))


def not_suspended(negotiation: Negotiation, step: TalksSuspended) -> Refusal | None:
    """What is suspended or parked already cannot be again."""
    whole = step.scope is None
    earlier = (
        negotiation.flags.get("suspended") if whole else negotiation.parked_with(step.scope or "")
    )
    if earlier is None:
        return None
    return refused(not_suspended, "suspended_already", step=earlier)


def something_to_resume(negotiation: Negotiation, step: TalksResumed) -> Refusal | None:
    """Talks under way resume only after a pause, or where an issue was parked."""
    if step.scope is None and "suspended" in negotiation.flags:
        return None
    if step.scope is not None and negotiation.parked_with(step.scope) is not None:
        return None
    case = "talks_not_suspended" if step.scope is None else "issue_not_parked"
    return refused(something_to_resume, case, scope=step.scope)


def two_in_the_talks(negotiation: Negotiation, step: TalksOpened | TalksResumed) -> Refusal | None:
    """Who is said to be in the talks are two at least, those who open them among them."""
    if not step.parties:
        return None
    named = {negotiation.party(each) for each in step.parties}
    if len(named) < 2:
        return refused(two_in_the_talks, "talks_alone", parties=names(named))
    others = set(negotiation.parties_in(step.by)) - named
    if not others:
        return None
    return refused(two_in_the_talks, "not_in_the_talks", parties=names(named), others=names(others))


def two_participants(negotiation: Negotiation, step: MeetingHeld) -> Refusal | None:
    """A meeting has two participants, or is a party's own."""
    if step.internal or len(negotiation.actors((*step.by, *step.to))) >= 2:
        return None
    return refused(two_participants, "met_alone")


def deadline_lies_ahead(negotiation: Negotiation, step: DeadlineSet) -> Refusal | None:
    """A deadline has a date or words, and is not wholly before the step that sets it."""
    if step.when is None and step.words is None:
        return refused(deadline_lies_ahead, "no_deadline")
    if step.when is None:
        return None
    when, occurred = negotiation.bounds(step.when), negotiation.bounds(step.occurred)
    if when.latest > occurred.earliest:
        return None
    return refused(deadline_lies_ahead, "deadline_is_over", when=step.when, occurred=step.occurred)


def deadline_moves(negotiation: Negotiation, step: DeadlineExtended) -> Refusal | None:
    """A deadline that stands, or its date with evidence, and a different one now."""
    if step.deadline is None:
        if step.was is None:
            return refused(deadline_moves, "which_deadline")
        was: str | None = step.was
    elif isinstance(step.deadline, int):
        rows = negotiation.at(step.deadline).deadlines
        if not rows:
            return no_such(deadline_moves, negotiation, step.deadline, "no_deadline_there")
        if len(rows) > 1:
            return refused(deadline_moves, "which_date", step=step.deadline, count=len(rows))
        if rows[0].moved_by is not None:
            return refused(
                deadline_moves, "moved_already", step=step.deadline, later=rows[0].moved_by
            )
        was = rows[0].when
    else:
        return None
    if was != step.now:
        return None
    return refused(deadline_moves, "date_stays", was=was)


def amendment_fits(negotiation: Negotiation, step: RegistrationAmended) -> Refusal | None:
    """The registration holds `was` at that field, and is whole with `now`."""
    if step.field.split(".")[0] in ("zone", "title", "synthetic", "note"):
        return refused(amendment_fits, "our_own_words", path=step.field)
    if step.field.split(".")[0] == "at_table":
        return refused(amendment_fits, "seats_at_the_start")
    try:
        now = amended(negotiation.registration or negotiation.contest_registration, step)
    except (PathError, EntryError) as error:
        return refused(amendment_fits, "amendment_unfit", fault=str(error))
    lost = {each.party for each in negotiation.registered_parties} - {
        each.party for each in now.parties
    }
    if not lost:
        return None
    return refused(amendment_fits, "party_lost", parties=names(lost))
