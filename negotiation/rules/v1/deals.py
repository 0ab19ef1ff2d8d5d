"""Guards of deals: every party gives its own word.

Source: DOMAIN §3, rows 22 and 23; §2.3: one side's "agreed" is a claim.
"""

from negotiation.evidence import attribution_class
from negotiation.negotiation import Negotiation
from negotiation.rules.v1.refusing import listed, refused
from negotiation.states import Refusal
from negotiation.steps import (
    Assent,
    DealAmended,
    DealReached,
    PartialAgreementReached,
    Step,
)

__all__ = [
    "changed_shares_assent",
    "every_party_assents",
    "only_in_principle_before_talks",
]


def every_party_assents(
    negotiation: Negotiation, step: DealReached | DealAmended
) -> Refusal | None:
    """A deal is every party's word: assent on record of each party at the table."""
    refusal = _assent_is_shown(negotiation, step, step.assent)
    if refusal is not None:
        return refusal
    missing = set(negotiation.at_table) - _assenting(negotiation, step.assent)
    if not missing:
        return None
    return refused(
        every_party_assents,
        f"the word of {listed(missing)} is missing: a deal on one side's word is a claim",
        f"add the assent of {listed(missing)}, or record the claim:"
        " `parley say BY claims_agreement`",
    )


def _assenting(negotiation: Negotiation, assent: tuple[Assent, ...]) -> set[str]:
    return {negotiation.party(each.party) or each.party for each in assent}


def _assent_is_shown(
    negotiation: Negotiation, step: Step, assent: tuple[Assent, ...]
) -> Refusal | None:
    on_record_somehow = any(attribution_class(each) == "on_record" for each in step.evidence)
    if not on_record_somehow:
        return refused(
            every_party_assents,
            "no evidence is on record: an unnamed source's word agrees to nothing",
            "give a speaker or a document, or record the claim: `parley say BY claims_agreement`",
        )
    public = any(each.attribution in ("public_record", "document") for each in step.evidence)
    for each in assent:
        if each.by == "conduct" and not public:
            return refused(
                every_party_assents,
                f"{each.party} assents by conduct, and no public record shows that conduct",
                "add the public record as evidence (`--attribution public_record`)",
            )
        if each.by == "statement" and not public:
            party = negotiation.party(each.party) or each.party
            if not negotiation.on_record(step, (party,)):
                return refused(
                    every_party_assents,
                    f"{each.party} assents by statement, and none of the evidence is its word",
                    f"add evidence with `side: {each.party}` and its speaker",
                )
    return None


def changed_shares_assent(negotiation: Negotiation, step: DealAmended) -> Refusal | None:
    """Every party whose share changes, or that joins, assents to the amendment."""
    refusal = _assent_is_shown(negotiation, step, step.assent)
    if refusal is not None:
        return refused(changed_shares_assent, refusal.reason, refusal.hint)
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
        return None
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
