"""Rules version 1: which step is legal where, and what each guard asks.

Source: DOMAIN §3, the catalogue's columns "transition" and "guard" and the lines below it. Frozen
with the first release: a change is a rules/v2.py, and every record keeps the version it carries.
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rules.rulebook import Rules
from parley.negotiation.rules.v1.deals import (
    assent_is_shown,
    body_is_awaited,
    changed_shares_assent,
    every_party_assents,
    follows_what_was_agreed,
    only_in_principle_before_talks,
)
from parley.negotiation.rules.v1.everywhere import (
    names_are_known,
    not_closed,
    pointers_lead_somewhere,
    pools_hold,
    reported_once_it_happened,
    stream_takes_type,
)
from parley.negotiation.rules.v1.offers import (
    condition_is_unsettled,
    offer_can_be_taken_back,
    offer_is_open_for_accepter,
    receivers_are_others,
    something_is_dropped,
    something_is_rejected,
)
from parley.negotiation.rules.v1.talks import (
    amendment_fits,
    deadline_lies_ahead,
    deadline_moves,
    joins_from_outside,
    leaves_the_table,
    not_suspended,
    somebody_for_somebody,
    somebody_has_it,
    somebody_holds_it,
    something_to_resume,
    tolerated_or_lapsed,
    two_in_the_talks,
    two_participants,
    two_parties_named,
)
from parley.negotiation.rules.v1.voices import (
    addressee_named,
    by_a_party,
    by_a_party_or_an_office,
    by_a_party_or_described,
    by_a_party_or_the_leading_office,
    by_nobody_else,
    conclusive,
    itself_on_record,
    on_record_after_a_collapse,
    on_record_or_reported,
    says_about_what,
    somebody_speaks,
)
from parley.negotiation.states import Guard, Row, Selector, State
from parley.negotiation.steps import DealRatified, PartyWithdrew

__all__ = ["RULES"]

UNOPENED, PROPOSED, TALKS, DEAL, COLLAPSED = State
ANY = tuple(State)


def ends_it(negotiation: Negotiation, step: PartyWithdrew) -> bool:
    """The withdrawal ends the negotiation, or leaves fewer than two at the table."""
    leaving = {negotiation.party(each) for each in step.parties}
    return step.ends_negotiation or len(set(negotiation.at_table) - leaving) < 2


def goes_on(negotiation: Negotiation, step: PartyWithdrew) -> bool:
    """Two at least stay at the table, and the withdrawal ends nothing."""
    return not ends_it(negotiation, step)


def approves(negotiation: Negotiation, step: DealRatified) -> bool:
    """The body approves."""
    return step.outcome == "approved"


def rejects(negotiation: Negotiation, step: DealRatified) -> bool:
    """The body rejects."""
    return step.outcome == "rejected"


def _row(
    kind: str,
    sources: tuple[State, ...],
    to: State | None,
    *guards: Guard,
    when: tuple[Selector, ...] = (),
) -> Row:
    return Row(type=kind, sources=sources, to=to, guards=guards, when=when)


ROWS: tuple[Row, ...] = (
    _row("AllianceProposed", (UNOPENED,), PROPOSED, by_a_party_or_an_office, two_parties_named),
    _row(
        "AllianceProposed",
        (COLLAPSED,),
        PROPOSED,
        by_a_party_or_an_office,
        two_parties_named,
        on_record_after_a_collapse,
    ),
    _row("AllianceProposed", (PROPOSED, TALKS), None, by_a_party_or_an_office, two_parties_named),
    _row("PartyJoined", (UNOPENED, PROPOSED, TALKS, COLLAPSED), None, joins_from_outside),
    _row(
        "PartyWithdrew",
        (PROPOSED, TALKS, DEAL),
        COLLAPSED,
        leaves_the_table,
        itself_on_record,
        when=(ends_it,),
    ),
    _row("PartyWithdrew", (PROPOSED, TALKS, DEAL), None, leaves_the_table, when=(goes_on,)),
    _row("PartyWithdrew", (UNOPENED, COLLAPSED), None, leaves_the_table),
    _row("NegotiatorAppointed", ANY, None, somebody_for_somebody),
    _row("MandateChanged", ANY, None, somebody_has_it),
    _row("VoteHeld", ANY, None),
    _row("TenureChanged", ANY, None, somebody_holds_it),
    _row(
        "TalksOpened",
        (UNOPENED, PROPOSED),
        TALKS,
        by_a_party_or_the_leading_office,
        two_in_the_talks,
        on_record_or_reported,
    ),
    _row(
        "TalksOpened",
        (TALKS,),
        None,
        by_a_party_or_the_leading_office,
        two_in_the_talks,
        on_record_or_reported,
    ),
    _row("MeetingHeld", ANY, None, two_participants),
    _row("TalksSuspended", (TALKS,), None, by_nobody_else, not_suspended, on_record_or_reported),
    _row(
        "TalksResumed",
        (COLLAPSED,),
        TALKS,
        by_a_party_or_the_leading_office,
        two_in_the_talks,
        on_record_or_reported,
    ),
    _row(
        "TalksResumed",
        (TALKS,),
        None,
        by_nobody_else,
        something_to_resume,
        two_in_the_talks,
        on_record_or_reported,
    ),
    _row("DemandMade", ANY, None, by_a_party, receivers_are_others),
    _row(
        "OfferMade",
        (UNOPENED,),
        PROPOSED,
        by_a_party_or_the_leading_office,
        receivers_are_others,
    ),
    _row(
        "OfferMade",
        (PROPOSED, TALKS, DEAL, COLLAPSED),
        None,
        by_a_party_or_the_leading_office,
        receivers_are_others,
    ),
    _row(
        "OfferWithdrawn",
        (PROPOSED, TALKS, DEAL, COLLAPSED),
        None,
        somebody_speaks,
        offer_can_be_taken_back,
    ),
    _row(
        "OfferAccepted",
        (PROPOSED, TALKS, DEAL, COLLAPSED),
        None,
        by_a_party,
        offer_is_open_for_accepter,
    ),
    _row("OfferRejected", ANY, None, by_a_party_or_described, something_is_rejected),
    _row("ConcessionMade", ANY, None, by_a_party, something_is_dropped),
    _row("ConditionSet", ANY, None, by_a_party_or_the_leading_office),
    _row("ConditionResolved", ANY, None, condition_is_unsettled),
    _row("DeadlineSet", ANY, None, deadline_lies_ahead),
    _row("DeadlineExtended", ANY, None, deadline_moves),
    _row("UltimatumIssued", ANY, None, by_a_party_or_the_leading_office, addressee_named),
    _row(
        "PartialAgreementReached",
        (PROPOSED,),
        None,
        only_in_principle_before_talks,
        assent_is_shown,
    ),
    _row("PartialAgreementReached", (TALKS,), None, assent_is_shown),
    _row("DealReached", (PROPOSED, TALKS), DEAL, every_party_assents),
    _row("DealAmended", (DEAL,), DEAL, joins_from_outside, changed_shares_assent),
    _row("DealRatified", (DEAL,), DEAL, body_is_awaited, itself_on_record, when=(approves,)),
    _row("DealRatified", (DEAL,), TALKS, body_is_awaited, itself_on_record, when=(rejects,)),
    _row(
        "TermFollowed",
        (PROPOSED, TALKS, DEAL, COLLAPSED),
        None,
        somebody_speaks,
        follows_what_was_agreed,
    ),
    _row("DealBroken", (DEAL,), COLLAPSED, by_a_party, itself_on_record),
    _row("TalksCollapsed", (PROPOSED, TALKS), COLLAPSED, conclusive),
    _row("UnilateralMoveMade", ANY, None, by_a_party),
    _row("StatementMade", ANY, None, somebody_speaks, says_about_what),
    _row("NegotiationClosed", (UNOPENED, DEAL, COLLAPSED), None),
    _row("NegotiationClosed", (PROPOSED, TALKS), None, tolerated_or_lapsed),
    _row("RegistrationAmended", ANY, None, amendment_fits),
)
EVERYWHERE: tuple[Guard, ...] = (
    stream_takes_type,
    not_closed,
    names_are_known,
    pointers_lead_somewhere,
    pools_hold,
    reported_once_it_happened,
)
RULES = Rules(1, ROWS, EVERYWHERE)
