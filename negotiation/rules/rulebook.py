"""What a rules version is: a transition table with its guards, under a number.

Every record carries the number of the rules that judged it and is judged again under them; a
released version is frozen like a golden record (DESIGN, "Rules have versions").
"""

from collections.abc import Sequence

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.states import Guard, Refusal, Row, State, Transitions
from parley.negotiation.steps import Step

__all__ = ["Rules"]


class Rules:
    """One version of the rules."""

    def __init__(self, version: int, rows: Sequence[Row], everywhere: Sequence[Guard]) -> None:
        self.version = version
        self.rows = tuple(rows)
        self.everywhere = tuple(everywhere)
        """Guards that every step passes before its own."""
        self.transitions = Transitions(rows)

    def judge(self, negotiation: Negotiation, step: Step) -> State | Refusal:
        """The state after `step`, or why it may not stand here."""
        for guard in self.everywhere:
            refusal = guard(negotiation, step)
            if refusal is not None:
                return refusal
        outcome = self.transitions.fire(negotiation, step)
        return self._illegal(negotiation, step) if outcome is None else outcome

    def _illegal(self, negotiation: Negotiation, step: Step) -> Refusal:
        name = type(step).__name__
        legal = self.transitions.sources(name)
        where = " or ".join(state.words for state in legal)
        return Refusal(
            guard="state",
            reason=f"{name} is legal in {where}, and the state here is {negotiation.state.words}",
            hint=_HINTS.get((negotiation.state, name), _OTHERWISE),
        )


_OTHERWISE = (
    "if a report only says so, record it as a StatementMade (`parley say`), which changes no state"
)
_HINTS: dict[tuple[State, str], str] = {
    (State.COLLAPSED, "TalksOpened"): "talks that go on after a collapse are TalksResumed"
    " (`parley resume`)",
    (State.COLLAPSED, "DealReached"): "record TalksResumed with stage undisclosed and `../DATE` in"
    " the same batch (`parley deal … --opened ../DATE`)",
    (State.UNOPENED, "DealReached"): "record TalksOpened with stage undisclosed and `../DATE` in"
    " the same batch (`parley deal … --opened ../DATE`)",
    (State.DEAL_REACHED, "TalksOpened"): "a deal stands; a change of it is DealAmended"
    " (`parley amend`), its end DealBroken (`parley break`)",
    (State.DEAL_REACHED, "AllianceProposed"): "a deal stands; a change of it is DealAmended"
    " (`parley amend`)",
    (State.DEAL_REACHED, "TalksCollapsed"): "a deal that ends is DealBroken (`parley break`)",
    (State.DEAL_REACHED, "PartyJoined"): "a party joins a deal with DealAmended and joins"
    " (`parley amend`)",
    (State.UNOPENED, "TalksCollapsed"): "nothing has been proposed yet; record the proposal first"
    " (`parley propose`)",
    (State.PROPOSED, "NegotiationClosed"): "record that the talks lapsed first"
    " (`parley collapse --how lapsed`)",
    (State.TALKS_UNDERWAY, "NegotiationClosed"): "record that the talks lapsed first"
    " (`parley collapse --how lapsed`)",
    (State.TALKS_UNDERWAY, "DealBroken"): "no deal stands: talks that end are TalksCollapsed"
    " (`parley collapse`), a party that leaves the table PartyWithdrew (`parley leave`)",
    (State.PROPOSED, "TalksSuspended"): "talks are not under way yet (`parley open`)",
}
