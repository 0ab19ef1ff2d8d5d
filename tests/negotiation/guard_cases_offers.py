"""Refusals of the guards of offers, demands and conditions.

A guard without a case fails a test.
"""

from tests.negotiation.guard_case import Case
from tests.negotiation.words import (
    accepts,
    collapses,
    demands,
    meets,
    offers,
    proposes,
    registers,
    says,
    seats,
    step,
)

__all__ = ["CASES"]

THREE = registers(at_table=["INC", "AAP", "CPM"])
OFFER = (proposes(), offers())
"""The offer is v3."""
TWO_LINES = offers(terms=[seats("6"), {"issue": "speaker", "words": "the chair"}])
CONDITION = (step("ConditionSet", by="AAP", condition="a common symbol"),)

CASES: tuple[Case, ...] = (
    # Offers, demands, conditions ----------------------------------------------------------------
    Case(
        guard="receivers_are_others",
        refused=offers(to=["AAP", "Congress"]),
        words=("INC stands on both sides", "parley offer BY TO QUANTITY"),
        taken=offers(to=["AAP", "CPM"]),
    ),
    Case(
        guard="receivers_are_others",
        refused=demands(by="all", to=[]),
        words=("nobody is left to receive it",),
        taken=demands(by="AAP", to=[]),
    ),
    Case(
        guard="offer_can_be_taken_back",
        given=OFFER,
        refused=step("OfferWithdrawn", by="AAP", offer=3),
        words=("the offer of v3 is INC's", "parley reject"),
        taken=step("OfferWithdrawn", by="INC", offer=3),
    ),
    Case(
        guard="offer_can_be_taken_back",
        registration=THREE,
        given=OFFER,
        refused=step("OfferWithdrawn", by=["INC", "CPM"], offer=3),
        words=("the offer of v3 is INC's", "only who made an offer takes it back"),
        taken=step("OfferWithdrawn", by=["Congress"], offer=3),
    ),
    Case(
        guard="offer_can_be_taken_back",
        given=(*OFFER, accepts(3)),
        refused=step("OfferWithdrawn", by="INC", offer=3),
        words=("was accepted by v4", "parley break"),
        taken=says("pessimistic"),
    ),
    Case(
        guard="offer_can_be_taken_back",
        given=(*OFFER, step("OfferWithdrawn", "2024-09-04", by="INC", offer=3)),
        refused=step("OfferWithdrawn", by="INC", offer=3),
        words=("was withdrawn by v4",),
        taken=offers(at="2024-09-05"),
    ),
    Case(
        guard="offer_can_be_taken_back",
        given=OFFER,
        refused=step("OfferWithdrawn", by="INC", offer=2),
        words=("v2 (AllianceProposed) is not an offer",),
        taken=step("OfferWithdrawn", by="INC", offer=3),
    ),
    Case(
        guard="offer_can_be_taken_back",
        given=OFFER,
        refused=step("OfferWithdrawn", by="INC", offer="other-talks#3"),
        words=("negotiation/other-talks#3 is not in this negotiation",),
        taken=step("OfferWithdrawn", by="INC", offer="v3"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=OFFER,
        refused=accepts(3, by="INC"),
        words=("INC made the offer of v3 itself", "the one who receives"),
        taken=accepts(3),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        registration=THREE,
        given=OFFER,
        refused=accepts(3, by="CPM"),
        words=("not made to CPM", "it is made to AAP"),
        taken=accepts(3),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=OFFER,
        refused=accepts(2),
        words=("v2 (AllianceProposed) is not an offer",),
        taken=accepts(3),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(*OFFER, accepts(3)),
        refused=accepts(3, "2024-09-05"),
        words=("was accepted by v4", "parley say BY welcomes"),
        taken=says("welcomes"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(*OFFER, step("OfferWithdrawn", "2024-09-04", by="INC", offer=3)),
        refused=accepts(3, "2024-09-05"),
        words=("was withdrawn by v4",),
        taken=offers("6", "2024-09-05"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(*OFFER, step("OfferRejected", "2024-09-04", by="AAP", rejected=3)),
        refused=accepts(3, "2024-09-05"),
        words=("was rejected by v4",),
        taken=demands("8", "2024-09-05"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(*OFFER, collapses("2024-09-04")),
        refused=accepts(3, "2024-09-05"),
        words=("lapsed with v4",),
        taken=says("welcomes", "2024-09-05"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(proposes(), offers(expires="2024-09-04")),
        refused=accepts(3, "2024-09-05"),
        words=("expired (2024-09-04)", "a late acceptance is a StatementMade"),
        taken=accepts(3, "2024-09-04"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(*OFFER, offers("6", "2024-09-04")),
        refused=accepts(3, "2024-09-05"),
        words=("the offer of v3 was superseded by v4", "`parley accept AAP 4`"),
        taken=accepts(4, "2024-09-05"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        given=(proposes(), TWO_LINES, offers("6", "2024-09-04")),
        refused=accepts(3, "2024-09-05"),
        words=(
            "the seat count in the offer of v3 was superseded by v4",
            "`parley accept AAP 4`",
            "parley deal --partial",
        ),
        taken=accepts(4, "2024-09-05"),
    ),
    Case(
        guard="offer_is_open_for_accepter",
        registration=THREE,
        given=(proposes(), offers(to=["AAP", "CPM"]), offers("6", "2024-09-04")),
        refused=accepts(3, "2024-09-05"),
        words=("the offer of v3 was superseded by v4",),
        taken=accepts(3, "2024-09-05", by="CPM"),
    ),
    Case(
        guard="something_is_rejected",
        given=OFFER,
        refused=step("OfferRejected", by="AAP"),
        words=("what is rejected", "parley reject BY STEP", "--words"),
        taken=step("OfferRejected", by="AAP", words="any seat-sharing"),
    ),
    Case(
        guard="something_is_rejected",
        given=(proposes(), says(at="2024-09-02"), meets("2024-09-03")),
        refused=step("OfferRejected", by="AAP", rejected=3),
        words=("v3 (StatementMade) is not an offer, a demand or a meeting",),
        taken=step("OfferRejected", by="AAP", rejected=4),
    ),
    Case(
        guard="something_is_rejected",
        given=OFFER,
        refused=step("OfferRejected", by="INC", rejected=3),
        words=("the offer of v3 is not made to INC, but to AAP", "parley withdraw"),
        taken=step("OfferRejected", by="AAP", rejected=3),
    ),
    Case(
        guard="something_is_rejected",
        registration=THREE,
        given=OFFER,
        refused=step("OfferRejected", by=["AAP", "CPM"], rejected=3),
        words=("not made to CPM", "parley say BY rebuffs"),
        taken=step("OfferRejected", by="Aam Aadmi Party", rejected=3),
    ),
    Case(
        guard="something_is_rejected",
        registration=THREE,
        given=(demands(at="2024-09-02"), meets("2024-09-03")),
        refused=step("OfferRejected", by="AAP", rejected=2),
        words=("the demand of v2 is not made to AAP, but to INC", "parley withdraw"),
        taken=step("OfferRejected", by="CPM", rejected=3),
    ),
    Case(
        guard="something_is_dropped",
        given=(*OFFER, demands("12", "2024-09-04")),
        refused=step("ConcessionMade", by="INC", dropped=4),
        words=("v4 is AAP's, and INC cannot drop it", "parley offer"),
        taken=step("ConcessionMade", by="AAP", dropped=4),
    ),
    Case(
        guard="something_is_dropped",
        registration=THREE,
        given=(demands(at="2024-09-04", by=["AAP", "CPM"]),),
        refused=step("ConcessionMade", by=["INC", "AAP"], dropped=2),
        words=("v2 is AAP+CPM's, and INC cannot drop it",),
        taken=step("ConcessionMade", by="CPM", dropped=2),
    ),
    Case(
        guard="something_is_dropped",
        given=CONDITION,
        refused=step("ConcessionMade", by="INC", dropped=2),
        words=("v2 is AAP's", "parley condition STEP --outcome met"),
        taken=step("ConcessionMade", by="AAP", dropped=2),
    ),
    Case(
        guard="something_is_dropped",
        given=(step("UltimatumIssued", by="AAP", to="INC", when="2024-09-09"),),
        refused=step("ConcessionMade", by="INC", dropped=2),
        words=("v2 is AAP's",),
        taken=step("ConcessionMade", by="AAP", dropped=2),
    ),
    Case(
        guard="something_is_dropped",
        given=(says("claims_agreement"), says("optimistic")),
        refused=step("ConcessionMade", by="AAP", dropped=2),
        words=("v2 is INC's",),
        taken=step("ConcessionMade", by="AAP", dropped=3),
    ),
    Case(
        guard="something_is_dropped",
        given=OFFER,
        refused=step("ConcessionMade", by="AAP"),
        words=("what is conceded", "parley withdraw BY STEP"),
        taken=step("ConcessionMade", by="AAP", words="its claim to Kalayat"),
    ),
    Case(
        guard="something_is_dropped",
        given=(*OFFER, demands("12", "2024-09-04")),
        refused=step("ConcessionMade", by="AAP", dropped=3),
        words=("v3 (OfferMade) is not a demand or a condition",),
        taken=step("ConcessionMade", by="AAP", dropped=4),
    ),
    Case(
        guard="condition_is_unsettled",
        given=(*CONDITION, step("ConditionResolved", "2024-09-06", condition=2, outcome="waived")),
        refused=step("ConditionResolved", "2024-09-07", condition=2, outcome="met"),
        words=("the condition of v2 is waived since v3", "parley cite 3"),
        taken=says(at="2024-09-07", about=2),
    ),
    Case(
        guard="condition_is_unsettled",
        given=(
            *CONDITION,
            step("ConditionResolved", "2024-09-06", condition=2, outcome="failed"),
            step("ConditionResolved", "2024-09-07", condition=2, outcome="met"),
        ),
        refused=step("ConditionResolved", "2024-09-08", condition=2, outcome="waived"),
        words=("the condition of v2 is met since v4", "parley cite 4"),
        taken=says(at="2024-09-08", about=2),
    ),
    Case(
        guard="condition_is_unsettled",
        given=(*CONDITION, proposes("2024-09-06")),
        refused=step("ConditionResolved", "2024-09-07", condition=3, outcome="met"),
        words=("v3 (AllianceProposed) is not a condition",),
        taken=step("ConditionResolved", "2024-09-07", condition=2, outcome="met"),
    ),
)
