"""Guards of agreements: every party gives its own word.

Source: DOMAIN §3, rows 21 to 24; §2.3: one side's "agreed" is a claim.
"""

from parley.negotiation.evidence import Evidence, attribution_class
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rules.v1.refusing import listed, refused
from parley.negotiation.states import Guard, Refusal
from parley.negotiation.steps import (
    Assent,
    DealAmended,
    DealRatified,
    DealReached,
    PartialAgreementReached,
)

__all__ = [
    "assent_is_shown",
    "body_is_awaited",
    "changed_shares_assent",
    "every_party_assents",
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
    return refused(
        every_party_assents,
        f"the word of {listed(missing)} is missing: a deal on one side's word is a claim",
        f"add the assent of {listed(missing)}, or record the claim:"
        " `parley say BY claims_agreement`",
    )


def assent_is_shown(negotiation: Negotiation, step: PartialAgreementReached) -> Refusal | None:
    """Where anything is on record, it carries every assent that is written down.

    Without a word on record it stays a claim, as does what has not everybody's assent.
    """
    if _nothing_on_record(assent_is_shown, step) is not None:
        return None
    return _unshown(assent_is_shown, negotiation, step)


def _assenting(negotiation: Negotiation, assent: tuple[Assent, ...]) -> set[str]:
    return {negotiation.party(each.party) or each.party for each in assent}


def _nothing_on_record(guard: Guard, step: Agreement) -> Refusal | None:
    if any(attribution_class(each) == "on_record" for each in step.evidence):
        return None
    return refused(
        guard,
        "no evidence is on record: an unnamed source's word agrees to nothing",
        "give a speaker or a document, or record the claim: `parley say BY claims_agreement`",
    )


def _unshown(guard: Guard, negotiation: Negotiation, step: Agreement) -> Refusal | None:
    """The first assent that the evidence does not carry in the way in which it was given."""
    for assent in step.assent:
        party = negotiation.party(assent.party) or assent.party
        carried = (_carried(negotiation, step, each, assent) for each in step.evidence)
        if party not in set().union(*carried):
            reason, hint = _WANTING[assent.by]
            return refused(guard, f"{party} {reason}", hint.format(party=party))
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


_WANTING: dict[str, tuple[str, str]] = {
    "joint": (
        "is said to agree jointly, and the evidence is the word of others alone",
        "add evidence with `side: {party}` or the joint document; one side's word is a claim:"
        " `parley say BY claims_agreement`",
    ),
    "statement": (
        "assents by statement, and none of the evidence is its word",
        "add evidence with `side: {party}` and its speaker; one side's word is a claim:"
        " `parley say BY claims_agreement`",
    ),
    "document": (
        "assents by a document, and none of the evidence is that document",
        "add it (`--attribution document`); what a speaker says of it is the `statement` of that"
        " side",
    ),
    "conduct": (
        "assents by conduct, and no public record shows that conduct",
        "add the public record as evidence (`--attribution public_record`)",
    ),
}
"""Way of assent -> what is wanting where no evidence carries it, and what to do."""


def changed_shares_assent(negotiation: Negotiation, step: DealAmended) -> Refusal | None:
    """Every party whose share changes, or that joins, assents to the amendment."""
    refusal = _nothing_on_record(changed_shares_assent, step)
    if refusal is not None:
        return refusal
    changed = [
        each for each in (*step.was, *step.now) if not (each in step.was and each in step.now)
    ]
    touched = {negotiation.party(each) or each for each in step.joins}
    for term in changed:
        if term.party is None:
            touched |= set(negotiation.at_table)  # it does not say whose share; it may be anybody's
        else:
            touched.add(negotiation.party(term.party) or term.party)
    missing = touched - _assenting(negotiation, step.assent)
    if not missing:
        return _unshown(changed_shares_assent, negotiation, step)
    return refused(
        changed_shares_assent,
        f"the share of {listed(missing)} changes, and its word is missing",
        f"add the assent of {listed(missing)}, or record the claim (`parley say`)",
    )


def only_in_principle_before_talks(
    negotiation: Negotiation, step: PartialAgreementReached
) -> Refusal | None:
    """Before talks are under way, only an agreement in principle."""
    if step.in_principle:
        return None
    return refused(
        only_in_principle_before_talks,
        f"the state is {negotiation.state.words}, and before talks parties agree in principle only",
        "mark it `--in-principle`, or record first that talks opened (`parley open`)",
    )


def body_is_awaited(negotiation: Negotiation, step: DealRatified) -> Refusal | None:
    """While a deal waits for bodies that it names, one of these decides."""
    party = negotiation.party(step.party) or step.party
    awaited = [
        (negotiation.party(each.party) or each.party, each.body) for each in negotiation.pending
    ]
    here = (party, step.body.casefold())
    if not awaited or here in {(each, body.casefold()) for each, body in awaited}:
        return None
    waits_for = ", ".join(f"{body!r} of {each}" for each, body in awaited)
    return refused(
        body_is_awaited,
        f"the deal does not wait for {step.body!r} of {party}, but for {waits_for}",
        "write the body as the deal names it; if that name is our mistake, correct `subject_to`"
        " there (`parley correct`); the word of any other body is a StatementMade (`parley say`)",
    )
