"""How a guard says no: its name, the reason, what to do instead."""

from collections.abc import Callable

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.states import Refusal

__all__ = [
    "SAY",
    "listed",
    "no_such",
    "refused",
]

SAY = "record the report as a StatementMade instead (`parley say`), which changes no state"


def refused(guard: Callable[..., object], reason: str, hint: str) -> Refusal:
    return Refusal(guard=guard.__name__, reason=reason, hint=hint)


def listed(names: object) -> str:
    return ", ".join(sorted(str(each) for each in names)) if isinstance(names, set) else str(names)


def no_such(
    guard: Callable[..., object], negotiation: Negotiation, pointer: int | str, what: str
) -> Refusal:
    kind = negotiation.types.get(pointer) if isinstance(pointer, int) else None
    reason = (
        f"v{pointer} ({kind}) is not {what}" if kind else f"{pointer} is not in this negotiation"
    )
    return refused(guard, reason, "`parley log` lists the steps with their numbers")
