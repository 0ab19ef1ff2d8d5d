"""What a rules version is: a transition table with its guards, under a number.

Every record carries the number of the rules that judged it and is judged again under them; a
released version is frozen like a golden record (DESIGN, "Rules have versions").
"""

from collections.abc import Sequence

from parley.negotiation.evidence import JsonValue
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.states import Guard, Row, State, Transitions
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
        legal: list[JsonValue] = [state.value for state in self.transitions.sources(name)]
        return refused(
            "state", "not_here_now", type=name, legal=legal, state=negotiation.state.value
        )
