"""Guards of who sits at the table, of talks and their dates.

Source: DOMAIN §3, rows 1 to 9, 18, 19 and 31.
"""

from parley.negotiation.codec import EntryError, amended
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.paths import PathError
from parley.negotiation.rules.v1.refusing import listed, no_such, refused
from parley.negotiation.states import Refusal
from parley.negotiation.steps import (
    AllianceProposed,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    MeetingHeld,
    NegotiatorAppointed,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    TalksResumed,
    TalksSuspended,
)

__all__ = [
    "amendment_fits",
    "deadline_lies_ahead",
    "deadline_moves",
    "joins_from_outside",
    "leaves_the_table",
    "not_suspended",
    "somebody_for_somebody",
    "something_to_resume",
    "two_participants",
    "two_parties_named",
]


def two_parties_named(negotiation: Negotiation, step: AllianceProposed) -> Refusal | None:
    """An alliance takes two."""
    named = set(negotiation.parties_in((*step.by, *step.to)))
    if len(named) >= 2:
        return None
    return refused(
        two_parties_named,
        f"an alliance takes two parties, and only {', '.join(named) or 'none'} is named",
        "name who proposes and to whom: `parley propose BY TO`",
    )


def joins_from_outside(negotiation: Negotiation, step: PartyJoined | DealAmended) -> Refusal | None:
    """Who joins the table, or a deal, does not sit at the table yet."""
    joining = step.joins if isinstance(step, DealAmended) else step.parties
    there = {negotiation.party(each) for each in joining} & set(negotiation.at_table)
    if not there:
        return None
    return refused(
        joins_from_outside,
        f"{listed(there)} already sits at the table",
        "a party that came back after leaving joins after its PartyWithdrew (`parley leave`)",
    )


def leaves_the_table(negotiation: Negotiation, step: PartyWithdrew) -> Refusal | None:
    """Who leaves sits at the table."""
    away = {negotiation.party(each) for each in step.parties} - set(negotiation.at_table)
    if not away:
        return None
    return refused(
        leaves_the_table,
        f"{listed(away)} does not sit at the table",
        "`parley status` shows who does; `withdraw` takes back an offer, `break` ends a deal",
    )


def somebody_for_somebody(negotiation: Negotiation, step: NegotiatorAppointed) -> Refusal | None:
    """A person with a principal, or a role with a principal."""
    if step.principal is not None and (step.person is not None or step.role is not None):
        return None
    return refused(
        somebody_for_somebody,
        "an appointment needs a principal and a person, or a principal and a role",
        "say for whom: `parley appoint PERSON --principal PARTY --role ROLE`",
    )


def not_suspended(negotiation: Negotiation, step: TalksSuspended) -> Refusal | None:
    """What is suspended or parked already cannot be again."""
    parked = negotiation.parked.get(step.scope or "")
    earlier = negotiation.flags.get("suspended") if step.scope is None else parked
    if earlier is None:
        return None
    return refused(
        not_suspended,
        f"v{earlier} suspended that already",
        f"a second source for it is `parley cite {earlier}`",
    )


def something_to_resume(negotiation: Negotiation, step: TalksResumed) -> Refusal | None:
    """Talks under way resume only after a pause, or where an issue was parked."""
    if step.scope is None and "suspended" in negotiation.flags:
        return None
    if step.scope is not None and step.scope in negotiation.parked:
        return None
    what = "the talks are not suspended" if step.scope is None else f"{step.scope} is not parked"
    return refused(
        something_to_resume, what, "talks that simply go on are a MeetingHeld (`parley meet`)"
    )


def two_participants(negotiation: Negotiation, step: MeetingHeld) -> Refusal | None:
    """A meeting has two participants, or is a party's own."""
    if step.internal or len(negotiation.actors((*step.by, *step.to))) >= 2:
        return None
    return refused(
        two_participants,
        "a meeting takes two participants",
        "name both sides (`parley meet BY TO`), or mark it `--internal`",
    )


def deadline_lies_ahead(negotiation: Negotiation, step: DeadlineSet) -> Refusal | None:
    """A deadline has a date or words, and is not wholly before the step that sets it."""
    if step.when is None and step.words is None:
        return refused(
            deadline_lies_ahead, "it has neither a date nor words", "give `--when` or `--words`"
        )
    if step.when is None:
        return None
    when, occurred = negotiation.bounds(step.when), negotiation.bounds(step.occurred)
    if when.latest > occurred.earliest:
        return None
    return refused(
        deadline_lies_ahead,
        f"{step.when} is over before the step itself ({step.occurred})",
        "check both dates; what happened is a step of its own",
    )


def deadline_moves(negotiation: Negotiation, step: DeadlineExtended) -> Refusal | None:
    """A deadline that stands, or its date with evidence, and a different one now."""
    if step.deadline is None:
        if step.was is None:
            return refused(
                deadline_moves,
                "it does not say which deadline moves",
                "point at it (`deadline`), or give the date that it had (`was`)",
            )
        was: str | None = step.was
    elif isinstance(step.deadline, int):
        rows = negotiation.deadlines.get(step.deadline, [])
        if not rows:
            return no_such(deadline_moves, negotiation, step.deadline, "a deadline")
        if len(rows) > 1:
            return refused(
                deadline_moves,
                f"v{step.deadline} registers {len(rows)} dates, and which one moves is not said",
                "move a registered date with `parley record RegistrationAmended`",
            )
        if rows[0].moved_by is not None:
            return refused(
                deadline_moves,
                f"the deadline of v{step.deadline} was already moved by v{rows[0].moved_by}",
                f"move that one: `--moves {rows[0].moved_by}`",
            )
        was = rows[0].when
    else:
        return None
    if was != step.now:
        return None
    return refused(
        deadline_moves,
        f"the date stays {was}",
        "give another date: `parley deadline NEW-DATE --moves STEP`",
    )


def amendment_fits(negotiation: Negotiation, step: RegistrationAmended) -> Refusal | None:
    """The registration holds `was` at that field, and is whole with `now`."""
    if step.field.split(".")[0] in ("zone", "title", "synthetic", "note"):
        return refused(
            amendment_fits,
            f"{step.field} is how we describe the negotiation, not something that happened in it",
            "correct our own entry instead: `parley correct 1`",
        )
    if step.field.split(".")[0] == "at_table":
        return refused(
            amendment_fits,
            "at_table says who sat there at the start, and who comes or goes later is a step",
            "record that step: `parley join` or `parley leave`",
        )
    try:
        now = amended(negotiation.registration or negotiation.contest_registration, step)
    except (PathError, EntryError) as error:
        return refused(amendment_fits, str(error), "`parley show 1` prints the registration")
    lost = {each.party for each in negotiation.registered_parties} - {
        each.party for each in now.parties
    }
    if not lost:
        return None
    return refused(
        amendment_fits,
        f"{listed(lost)} would be unknown here, and earlier steps speak of it",
        "keep the short name: change `parties.N.name`, and add what it was to `parties.N.aliases`",
    )
