"""What the guards of offers, demands, conditions and deals say when they refuse."""

from collections.abc import Mapping
from typing import Final

from parley.answers.acts import do
from parley.answers.language import marked
from parley.answers.words.refusing import Case, refusal

__all__ = ["OF_BARGAINS"]

_CLAIMS: Final = do("StatementMade", by=None, stances="claims_agreement")
_SAYS: Final = do("StatementMade")
_NUMBERS: Final = marked("`{lists}` lists the steps with their numbers")
_LISTS: Final = do("log")
_LATE: Final = marked("a late acceptance is a StatementMade (`{welcomes}`)")
_WELCOMES: Final = do("StatementMade", by=None, stances="welcomes")

OF_BARGAINS: Final[Mapping[str, Case]] = {
    # Offers, demands and conditions -------------------------------------------------------------
    "on_both_sides": refusal(
        "{parties} stands on both sides",
        "name the giver and then the receiver: `{offers}`",
        offers=do("OfferMade", by=None, to=None, terms=None),
    ),
    "no_receiver": refusal("nobody is left to receive it", "name the receiver"),
    "no_offer": refusal("v{step} ({type}) is not an offer", _NUMBERS, lists=_LISTS),
    "offer_of_others": refusal(
        "the offer of v{step} is {makers}'s",
        "only who made an offer takes it back; a refusal is `{rejects}`",
        rejects=do("OfferRejected"),
    ),
    "offer_accepted": refusal(
        "the offer of v{step} was accepted by v{ended}",
        "a deal that ends is `{breaks}`",
        breaks=do("DealBroken"),
    ),
    "offer_withdrawn": refusal("the offer of v{step} was withdrawn by v{ended}", "nothing to do"),
    "own_offer": refusal(
        "{parties} made the offer of v{step} itself", "the one who receives an offer accepts it"
    ),
    "not_made_to": refusal(
        "the offer of v{step} is not made to {party}", "it is made to {receivers}"
    ),
    "accepted_already": refusal(
        "the offer of v{step} was accepted by v{ended}", _LATE, welcomes=_WELCOMES
    ),
    "accepted_after_withdrawal": refusal(
        "the offer of v{step} was withdrawn by v{ended}", _LATE, welcomes=_WELCOMES
    ),
    "accepted_after_rejection": refusal(
        "the offer of v{step} was rejected by v{ended}", _LATE, welcomes=_WELCOMES
    ),
    "accepted_after_lapse": refusal(
        "the offer of v{step} lapsed with v{ended}", _LATE, welcomes=_WELCOMES
    ),
    "accepted_after_expiry": refusal(
        "the offer of v{step} expired ({expires})", _LATE, welcomes=_WELCOMES
    ),
    "superseded": refusal(
        "the offer of v{step} was superseded by v{later}",
        "accept the later one: `{accepts}`",
        accepts=do("OfferAccepted", by="$accepter", offer="$later"),
    ),
    "superseded_in_part": refusal(
        "the {issue} in the offer of v{step} was superseded by v{later}",
        "accept the later one: `{accepts}`; what still stands of this one is agreed with"
        " `{agrees}`",
        accepts=do("OfferAccepted", by="$accepter", offer="$later"),
        agrees=do("PartialAgreementReached"),
    ),
    "nothing_rejected": refusal(
        "it does not say what is rejected",
        "point at the offer (`{rejects}`) or say it in words (`{words}`)",
        rejects=do("OfferRejected", by=None, rejected=None),
        words=do("give", words=None),
    ),
    "not_to_be_rejected": refusal(
        "v{step} ({type}) is not an offer, a demand or a meeting", _NUMBERS, lists=_LISTS
    ),
    "offer_made_to_others": refusal(
        "the offer of v{step} is not made to {others}, but to {receivers}",
        "only who received it rejects it; who made it takes it back with `{withdraws}`, and what"
        " others think of it is `{rebuffs}`",
        withdraws=do("OfferWithdrawn"),
        rebuffs=do("StatementMade", by=None, stances="rebuffs", about=None),
    ),
    "demand_made_to_others": refusal(
        "the demand of v{step} is not made to {others}, but to {receivers}",
        "only who received it rejects it; who made it takes it back with `{concedes}`, and what"
        " others think of it is `{rebuffs}`",
        concedes=do("ConcessionMade"),
        rebuffs=do("StatementMade", by=None, stances="rebuffs", about=None),
    ),
    "nothing_dropped": refusal(
        "it does not say what is conceded",
        "point at the demand (`{concedes}`) or say it in words (`{words}`)",
        concedes=do("ConcessionMade", by=None, dropped=None),
        words=do("give", words=None),
    ),
    "not_to_be_dropped": refusal(
        "v{step} ({type}) is not a demand or a condition", _NUMBERS, lists=_LISTS
    ),
    "asked_by_others": refusal(
        "v{step} is {makers}'s, and {others} cannot drop it",
        "only who asked for something drops it; who grants it makes an offer (`{offers}`), and a"
        " condition that is met or waived is `{meets}`",
        offers=do("OfferMade"),
        meets=do("ConditionResolved", outcome="met", condition=None),
    ),
    "no_condition": refusal("v{step} ({type}) is not a condition", _NUMBERS, lists=_LISTS),
    "condition_settled": refusal(
        "the condition of v{step} is {outcome} since v{settled}",
        "a second source for it is `{cites}`",
        cites=do("cite", target="$settled"),
    ),
    # Deals --------------------------------------------------------------------------------------
    "word_missing": refusal(
        "the word of {missing} is missing: a deal on one side's word is a claim",
        "add the assent of {missing}, or record the claim: `{claims}`",
        claims=_CLAIMS,
    ),
    "nothing_on_record": refusal(
        "no evidence is on record: an unnamed source's word agrees to nothing",
        "give a speaker or a document, or record the claim: `{claims}`",
        claims=_CLAIMS,
    ),
    "assent_by_joint": refusal(
        "{party} is said to agree jointly, and the evidence is the word of others alone",
        "add evidence with `side: {party}` or the joint document; one side's word is a claim:"
        " `{claims}`",
        claims=_CLAIMS,
    ),
    "assent_by_statement": refusal(
        "{party} assents by statement, and none of the evidence is its word",
        "add evidence with `side: {party}` and its speaker; one side's word is a claim: `{claims}`",
        claims=_CLAIMS,
    ),
    "assent_by_document": refusal(
        "{party} assents by a document, and none of the evidence is that document",
        "add it (`{document}`); what a speaker says of it is the `statement` of that side",
        document=do("give", attribution="document"),
    ),
    "assent_by_conduct": refusal(
        "{party} assents by conduct, and no public record shows that conduct",
        "add the public record as evidence (`{shown}`)",
        shown=do("give", attribution="public_record"),
    ),
    "nothing_amended": refusal(
        "it does not say what changes, nor who joins",
        "name the terms as they are now (`{amends}`), or who joins with `joins`",
        amends=do("DealAmended"),
    ),
    "share_changes": refusal(
        "the share of {missing} changes, and its word is missing",
        "add the assent of {missing}, or record the claim (`{says}`)",
        says=_SAYS,
    ),
    "in_principle_only": refusal(
        "the state is {state}, and before talks parties agree in principle only",
        "mark it `{in_principle}`, or record first that talks opened (`{opens}`)",
        in_principle=do("give", in_principle=True),
        opens=do("TalksOpened"),
    ),
    "no_agreement": refusal(
        "v{step} ({type}) is nothing that was agreed",
        "point at the deal, its amendment or a part of it: `{kept}` lists their terms",
        kept=do("kept"),
    ),
    "only_claimed": refusal(
        "v{step} is agreed by one side's word alone, and what nobody agreed to cannot be kept",
        "point at the step with everybody's word; what becomes of a claim is a statement: `{says}`",
        says=_SAYS,
    ),
    "no_terms": refusal(
        "v{step} names no term",
        "leave `{term}` out: it is then about all that was agreed",
        term=do("give", term=None),
    ),
    "no_such_term": refusal(
        "v{step} has {terms} terms, counted from 1",
        "check the number; `{kept}` lists them",
        kept=do("kept"),
    ),
    "body_not_awaited": refusal(
        "the deal does not wait for {body!r} of {party}, but for {awaited}",
        "write the body as the deal names it; if that name is our mistake, correct `subject_to`"
        " there (`{corrects}`); the word of any other body is a StatementMade (`{says}`)",
        corrects=do("correct"),
        says=_SAYS,
    ),
}
"""Case -> what is said."""
