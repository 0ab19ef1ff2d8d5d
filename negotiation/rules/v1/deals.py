"""Guards of agreements: every party gives its own word.

Source: DOMAIN §3, rows 21 to 24 and 32; §2.3: one side's "agreed" is a claim.
"""

from parley.negotiation.evidence import Evidence, JsonValue, attribution_class
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal, names, refused
from parley.negotiation.rules.v1.refusing import no_such
from parley.negotiation.states import Guard
from parley.negotiation.steps import (
    NOBODY,
    Assent,
    DealAmended,
    DealRatified,
    DealReached,
    PartialAgreementReached,
    TermFollowed,
)

__all__ = [
    "assent_is_shown",
    "body_is_awaited",
    "changed_shares_assent",
    "every_party_assents",
    "follows_what_was_agreed",
    "only_in_principle_before_talks",
]

Agreement = PartialAgreementReached | DealReached | DealAmended


def every_party_assents(negotiation: Negotiation, step: DealReached) -> Refusal | None:
    """A deal is every party's word: assent on record of each party at the table."""
    refusal = _nothing_on_record(every_party_assents, step)
    if refusal is not None:
        return refusal
    missing = set(negotiation.at_table) - _assenting(negotiation, step.assent)
    if not missing:
        return _unshown(every_party_assents, negotiation, step)
    return refused(every_party_assents, "word_missing", missing=names(missing))


def assent_is_shown(negotiation: Negotiation, step: PartialAgreementReached) -> Refusal | None:
    """Where anything is on record, it carries every assent that is written down.

    Without a word on record it stays a claim, as does what has not everybody's assent.
    """
    if _nothing_on_record(assent_is_shown, step) is not None:
        return None
    return _unshown(assent_is_shown, negotiation, step)


def _assenting(negotiation: Negotiation, assent: tuple[Assent, ...]) -> set[str]:
    return {each.party for each in negotiation.assents(assent)}


def _nothing_on_record(guard: Guard, step: Agreement) -> Refusal | None:
    if any(attribution_class(each) == "on_record" for each in step.evidence):
        return None
    return refused(guard, "nothing_on_record")


def _unshown(guard: Guard, negotiation: Negotiation, step: Agreement) -> Refusal | None:
    """The first assent that the evidence does not carry in the way in which it was given."""
    for assent in negotiation.assents(step.assent):
        carried = (_carried(negotiation, step, each, assent) for each in step.evidence)
        if assent.party not in set().union(*carried):
            return refused(guard, f"assent_by_{assent.by}", party=assent.party)
    return None


def _carried(
    negotiation: Negotiation, step: Agreement, evidence: Evidence, assent: Assent
) -> set[str]:
    """The parties whose assent, given in that way, an evidence carries (docs/adr/0026).

    A side that is stated is that party's word and nobody else's, on a document too. Without one, a
    document or a public record carries everybody's word; a report carries that of a step's only
    party, and, where several act together, what they say jointly, or a document that it tells of
    without the words of a speaker.
    """
    if attribution_class(evidence) != "on_record":
        return set()
    shown = evidence.attribution in ("document", "public_record")
    by_word = evidence.speaker is not None and not shown
    if (assent.by == "conduct" and not shown) or (assent.by == "document" and by_word):
        return set()
    stated = negotiation.stated_side(evidence)
    if stated is not None:
        return {stated}
    if shown:
        return _assenting(negotiation, step.assent)
    parties = {each for each in negotiation.voice_of(evidence, step) if negotiation.party(each)}
    if len(parties) < 2:
        return parties
    return set() if assent.by == "statement" else _assenting(negotiation, step.assent)


def changed_shares_assent(negotiation: Negotiation, step: DealAmended) -> Refusal | None:
    """Every party whose share changes, or that joins, assents to the amendment; where no share is
    named, everybody who takes the joiner in."""
    refusal = _nothing_on_record(changed_shares_assent, step)
    if refusal is not None:
        return refusal
    changed = [
        each for each in (*step.was, *step.now) if not (each in step.was and each in step.now)
    ]
    if not step.now and not step.was and not step.joins:
        return refused(changed_shares_assent, "nothing_amended")
    touched = {negotiation.party(each) or each for each in step.joins}
    if touched and not changed:
        touched |= set(negotiation.at_table)  # whom they take in is everybody's to say
    for term in changed:
        if term.party == NOBODY or (term.party is not None and ":" in term.party):
            continue  # it is nobody's share who could give a word here
        if term.party is None:
            touched |= set(negotiation.at_table)  # it does not say whose share; it may be anybody's
        else:
            touched.add(negotiation.party(term.party) or term.party)
    missing = touched - _assenting(negotiation, step.assent)
    if not missing:
        return _unshown(changed_shares_assent, negotiation, step)
    return refused(changed_shares_assent, "share_changes", missing=names(missing))


def only_in_principle_before_talks(
    negotiation: Negotiation, step: PartialAgreementReached
) -> Refusal | None:
    """Before talks are under way, only an agreement in principle."""
    if step.in_principle:
        return None
    return refused(
        only_in_principle_before_talks, "in_principle_only", state=negotiation.state.value
    )


def body_is_awaited(negotiation: Negotiation, step: DealRatified) -> Refusal | None:
    """While a deal waits for bodies that it names, one of these decides."""
    party = None if step.party is None else negotiation.party(step.party) or step.party
    awaited = [
        (None if each.party is None else negotiation.party(each.party) or each.party, each.body)
        for each in negotiation.pending
    ]
    here = (party, step.body.casefold())
    if not awaited or here in {(each, body.casefold()) for each, body in awaited}:
        return None
    waits_for: list[JsonValue] = [{"party": each, "body": body} for each, body in awaited]
    return refused(
        body_is_awaited, "body_not_awaited", body=step.body, party=party, awaited=waits_for
    )


def follows_what_was_agreed(negotiation: Negotiation, step: TermFollowed) -> Refusal | None:
    """What is followed was agreed by all: a deal, an amendment, or a part with everybody's word."""
    if not isinstance(step.deal, int):
        return no_such(follows_what_was_agreed, negotiation, step.deal, "no_agreement")
    agreed = negotiation.at(step.deal)
    terms = agreed.terms
    mutual = all(row.mutual for row in terms) and agreed.claim is None
    if agreed.type not in ("DealReached", "DealAmended", "PartialAgreementReached"):
        return no_such(follows_what_was_agreed, negotiation, step.deal, "no_agreement")
    if not mutual:
        return refused(follows_what_was_agreed, "only_claimed", step=step.deal)
    if step.term is None or step.term <= len(terms):
        return None
    if not terms:
        return refused(follows_what_was_agreed, "no_terms", step=step.deal)
    return refused(follows_what_was_agreed, "no_such_term", step=step.deal, terms=len(terms))
