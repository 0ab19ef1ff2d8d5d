"""Every cell of the type × state table: a step that its guards would take, tried in each state.

The table in the documents is made from these attempts, and the tests compare the same attempts
with the compiled table and with what DOMAIN §3 says.
"""

from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.door import understand
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal
from parley.negotiation.rules import CURRENT
from parley.negotiation.states import State
from parley.negotiation.steps import Step
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    JOINTLY,
    closes,
    collapses,
    deal,
    demands,
    offers,
    opens,
    proposes,
    registers,
    seats,
    step,
)

__all__ = ["COLUMNS", "VARIANTS", "Column", "Variant", "attempt", "outcome", "stands"]


class Column(Struct, frozen=True):
    """Where a negotiation stands when a step is tried."""

    title: str
    state: State
    closed: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("no talks yet", State.UNOPENED),
    Column("proposed", State.PROPOSED),
    Column("talks underway", State.TALKS_UNDERWAY),
    Column("deal reached", State.DEAL_REACHED),
    Column("collapsed", State.COLLAPSED),
    Column("no talks yet, closed", State.UNOPENED, closed=True),
    Column("deal reached, closed", State.DEAL_REACHED, closed=True),
    Column("collapsed, closed", State.COLLAPSED, closed=True),
)


class Variant(Struct, frozen=True):
    """One way in which a step type can be meant, where the row of the table depends on it.

    A field that is written `"<demand>"` is the version of the demand that stands.
    """

    words: str
    fields: JsonObject


def _only(**fields: object) -> tuple[Variant, ...]:
    return (Variant("", msgspec.to_builtins(fields)),)


VARIANTS: Mapping[str, tuple[Variant, ...]] = {
    "AllianceProposed": _only(by="INC", to="AAP"),
    "PartyJoined": _only(parties="CPM"),
    "PartyWithdrew": (
        Variant("if it ends the negotiation", {"parties": "AAP", "ends_negotiation": True}),
        Variant("if two others stay", {"parties": "AAP"}),
    ),
    "NegotiatorAppointed": _only(person="A person", principal="INC"),
    "MandateChanged": _only(by="INC", now="may offer five seats"),
    "VoteHeld": _only(body="the Assembly", subject="confidence", outcome="approved"),
    "TenureChanged": _only(by="INC", person="Deepak Babaria", now="discharged"),
    "TalksOpened": _only(by="INC"),
    "MeetingHeld": _only(by="INC", to="AAP"),
    "TalksSuspended": _only(by="INC"),
    "TalksResumed": _only(by="INC"),
    "DemandMade": _only(by="AAP", to="INC", terms=seats("9")),
    "OfferMade": _only(by="INC", to="AAP", terms=seats("6")),
    "OfferWithdrawn": _only(by="INC", offer="<offer>"),
    "OfferAccepted": _only(by="AAP", offer="<offer>"),
    "OfferRejected": _only(by="INC", rejected="<demand>"),
    "ConcessionMade": _only(by="AAP", dropped="<demand>"),
    "ConditionSet": _only(by="AAP", condition="a common symbol"),
    "ConditionResolved": _only(condition="<condition>", outcome="met"),
    "DeadlineSet": _only(kind="self_set", when="2024-12"),
    "DeadlineExtended": _only(deadline="<deadline>", now="2024-12"),
    "UltimatumIssued": _only(by="AAP", to="INC"),
    "PartialAgreementReached": (
        Variant("if in principle", {"scope": "an alliance", "in_principle": True}),
        Variant("if not", {"scope": "the seats of one district"}),
    ),
    "DealReached": _only(assent=[*JOINTLY, {"party": "CPM", "by": "joint"}]),
    "DealAmended": _only(now=seats("5", party="AAP"), assent=JOINTLY),
    "DealRatified": (
        Variant("if approved", {"party": "AAP", "body": "a council", "outcome": "approved"}),
        Variant("if rejected", {"party": "AAP", "body": "a council", "outcome": "rejected"}),
    ),
    "TermFollowed": _only(by="AAP", deal="<part>", fulfilment="kept"),
    "DealBroken": _only(by="AAP"),
    "TalksCollapsed": _only(by="AAP"),
    "UnilateralMoveMade": _only(by="AAP", kind="candidate_list"),
    "StatementMade": _only(by="AAP", stances="pessimistic"),
    "NegotiationClosed": (
        Variant("if the talks had ended", {"reason": "poll"}),
        Variant("if the other was let govern", {"reason": "tolerated"}),
    ),
    "RegistrationAmended": _only(field="arena", was="A state", now="A state, as it is called now"),
}
"""Every step type that the machine knows -> the ways to try it."""


BABARIA: JsonObject = {"person": "Deepak Babaria", "role": "in_charge"}


@cache
def stands(
    column: Column, *, three: bool = False, suspended: bool = False, agreed: bool = False
) -> Talks:
    """A negotiation that stands there, with a demand, a condition, a deadline and an offer (where
    an offer would not open it) to point at, `agreed` with a part that both agreed to in principle
    (where it was proposed); `three` parties sit at the table, or two."""
    talks = Talks()
    third: list[JsonValue] = [{"party": "CPM", "by": "joint"}] if three else []
    seated: list[JsonValue] = ["INC", "AAP", "CPM"] if three else ["INC", "AAP"]
    paths = {
        State.UNOPENED: [],
        State.PROPOSED: [proposes()],
        State.TALKS_UNDERWAY: [proposes(), opens()],
        State.DEAL_REACHED: [proposes(), opens(), deal(assent=[*JOINTLY, *third])],
        State.COLLAPSED: [proposes(), opens(), collapses()],
    }
    if agreed:
        for path in paths.values():
            path[1:1] = (
                [
                    step(
                        "PartialAgreementReached",
                        scope="an alliance",
                        in_principle=True,
                        assent=JOINTLY,
                    )
                ]
                if path
                else []
            )
    props = [
        demands(at="2024-09-08"),
        step("NegotiatorAppointed", "2024-09-08", principal="INC", **BABARIA),
        step("ConditionSet", "2024-09-08", by="AAP", condition="no rallies"),
        step("DeadlineSet", "2024-09-08", kind="self_set", when="2024-11"),
    ]
    if column.state is not State.UNOPENED:
        props.append(offers(at="2024-09-08"))
    if suspended and column.state is State.TALKS_UNDERWAY:
        props.append(step("TalksSuspended", "2024-09-08", by="INC"))
    if column.closed:
        props.append(closes("2024-10-05"))
    for draft in (registers(at_table=seated), *paths[column.state], *props):
        assert not talks.record(draft).problems, (column, draft)
    return talks


def attempt(column: Column, type_name: str, variant: Variant) -> tuple[Negotiation, Step]:
    """The negotiation that stands in a column, and the step that is tried on it."""
    three = type_name in ("PartyWithdrew", "DealReached")
    talks = stands(
        column,
        three=three,
        suspended=type_name == "TalksResumed",
        agreed=type_name == "TermFollowed",
    )
    versions = {
        f"<{_PROPS[entry.type]}>": entry.version for entry in talks.entries if entry.type in _PROPS
    }
    fields: JsonObject = {
        name: versions.get(value, versions["<demand>"])
        if isinstance(value, str) and value.startswith("<")
        else value
        for name, value in variant.fields.items()
    }
    draft = step(type_name, "2024-10-06", **fields)
    made = understand(draft.type, draft.fields, labels={}, sources={})
    assert isinstance(made, Step), made
    return talks.negotiation, made


_PROPS = {
    "DemandMade": "demand",
    "ConditionSet": "condition",
    "DeadlineSet": "deadline",
    "OfferMade": "offer",
    "PartialAgreementReached": "part",
}


_OF_STATES = ("state", "not_closed", "only_in_principle_before_talks", "tolerated_or_lapsed")
"""Guards that ask where the negotiation stands."""


def outcome(column: Column, type_name: str, variant: Variant) -> State | None:
    """The state after the step, as the rules answer by firing the machine; None = refused."""
    negotiation, made = attempt(column, type_name, variant)
    answer = CURRENT.judge(negotiation, made)
    if isinstance(answer, Refusal):
        assert answer.guard in (
            "state",
            "not_closed",
            "only_in_principle_before_talks",
            "tolerated_or_lapsed",
        ), answer
        return None
    return answer
