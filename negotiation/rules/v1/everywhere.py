"""Guards that every step passes before its own.

Source: DOMAIN §3, "Actors", "Terms" and the lines below the catalogue.
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.paths import nearest
from parley.negotiation.quantities import whole
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.spelling import SEAT_ISSUES, SHARED_SEATS
from parley.negotiation.states import State
from parley.negotiation.steps import (
    NOBODY,
    DealAmended,
    DealRatified,
    PartyJoined,
    Step,
    Term,
    VoteHeld,
    local_pointers,
)

__all__ = [
    "names_are_known",
    "not_closed",
    "pointers_lead_somewhere",
    "pools_hold",
    "reported_once_it_happened",
    "stream_takes_type",
]

CONTEST_STEPS = frozenset(
    {
        "NegotiatorAppointed",
        "MandateChanged",
        "TenureChanged",
        "VoteHeld",
        "NegotiationClosed",
        "MeetingHeld",
        "DeadlineSet",
        "DeadlineExtended",
        "StatementMade",
        "EntryCorrected",
        "RegistrationAmended",
    }
)
SET_BEFOREHAND = frozenset({"NegotiationClosed", "RegistrationAmended"})
"""What a calendar or a law brings about on its day: the paper that set it may be older."""
COUNTED = (*SEAT_ISSUES, "portfolios", "upper_house_seat")
"""Issues whose figures are of what nobody can halve."""
AFTER_CLOSE = frozenset(
    {
        "MeetingHeld",
        "TermFollowed",
        "UnilateralMoveMade",
        "StatementMade",
        "EntryCorrected",
        "RegistrationAmended",
        "VoteHeld",
    }
)
AFTER_CLOSE_OF_A_DEAL = frozenset({"PartyWithdrew", "DealAmended", "DealRatified", "DealBroken"})


def stream_takes_type(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A contest has no state and takes only what concerns no party set in particular."""
    name = type(step).__name__
    if negotiation.contest is None or name in CONTEST_STEPS:
        return None
    return refused(stream_takes_type, "not_of_a_contest", type=name, stream=negotiation.stream)


def not_closed(negotiation: Negotiation, step: Step) -> Refusal | None:
    """After the close only meetings, moves, statements, what becomes of terms, and corrections; a
    deal may still move."""
    closed = negotiation.flags.get("closed")
    name = type(step).__name__
    if closed is None or name in AFTER_CLOSE:
        return None
    rejected = isinstance(step, DealRatified) and step.outcome == "rejected"
    if negotiation.state is State.DEAL_REACHED and name in AFTER_CLOSE_OF_A_DEAL and not rejected:
        return None
    case = "rejected_after_the_close" if rejected else "after_the_close"
    return refused(not_closed, case, closed=closed, type=name)


def names_are_known(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Every party that a step names is registered; other actors say what they are."""
    if negotiation.contest is not None:
        return None
    names = [each for each in (*step.by, *step.to) if each != "all" and ":" not in each]
    holders = [each.party for each in _terms(step) if each.party not in (None, NOBODY)]
    names += [each for each in holders if each is not None and ":" not in each]
    for field in ("parties", "consent", "excluded_by", "joins"):
        names += getattr(step, field, ())
    names += [each.party for each in getattr(step, "assent", ()) if each.party != "all"]
    names += [each.party for each in getattr(step, "subject_to", ()) if each.party is not None]
    if isinstance(step, DealRatified | VoteHeld) and step.party is not None:
        names.append(step.party)
    for name in names:
        if negotiation.party(name) is None:
            known = tuple(each.party for each in negotiation.registered_parties)
            joining = isinstance(step, PartyJoined) and name in step.parties
            return refused(
                names_are_known,
                "no_such_party_to_join" if joining else "no_such_party",
                name=name,
                stream=negotiation.stream,
                known=[*known],
                meant=nearest(name, known),
            )
    return None


def pointers_lead_somewhere(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A step points only at steps that stand before it."""
    for version in local_pointers(step):
        if not negotiation.at(version).type:
            return refused(pointers_lead_somewhere, "points_nowhere", step=version)
    return None


def pools_hold(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A quantity is not above the registered pool that it draws on, and names one that is there."""
    for term in _terms(step):
        if term.pool is not None and term.pool not in negotiation.pools:
            return refused(
                pools_hold,
                "no_such_pool" if negotiation.pools else "no_pools",
                pool=term.pool,
                stream=negotiation.stream,
                known=[*negotiation.pools],
            )
        pool = negotiation.pool_of(term)
        if term.quantity is None:
            continue
        if not whole(term.quantity) and (pool is not None or term.issue in COUNTED):
            return refused(pools_hold, "no_fraction", issue=term.issue)
        if not negotiation.pools and _is_of_nothing(term):
            return refused(pools_hold, "figure_of_no_pool", stream=negotiation.stream)
        if pool is None:
            continue
        total = negotiation.pools[pool]
        low, _ = term.quantity.counts()
        if low is not None and low > total:
            return refused(pools_hold, "more_than_the_pool", number=low, total=total, pool=pool)
    return None


def _is_of_nothing(term: Term) -> bool:
    """Whether it is a bare figure of seats that says neither what it counts nor of how many."""
    figure = term.quantity
    if figure is None or figure.kind == "unquantified":
        return False
    return figure.unit is None and figure.of is None and term.issue in SHARED_SEATS


def reported_once_it_happened(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Words that were public before an act could have begun do not report it."""
    if type(step).__name__ in SET_BEFOREHAND:
        return None
    begins = negotiation.bounds(step.occurred).earliest
    for evidence in step.evidence:
        published = evidence.published
        if published is not None and negotiation.bounds(published).latest <= begins:
            return refused(
                reported_once_it_happened,
                "reported_before",
                occurred=step.occurred,
                published=published,
            )
    return None


def _terms(step: Step) -> tuple[Term, ...]:
    terms: tuple[Term, ...] = getattr(step, "terms", ())
    if isinstance(step, DealAmended):
        terms = (*step.was, *step.now)
    return terms
