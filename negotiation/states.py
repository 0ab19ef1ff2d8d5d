"""The state machine: four states, built by transitions from the rows of a rules version.

This is the only place that imports transitions. Judging fires the machine; replay reads a table
compiled from that same machine, some fifty times faster; a test compares the two cell by cell.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol, cast

from msgspec import Struct
from transitions import EventData, Machine

from parley.negotiation.instants import State as Shown
from parley.negotiation.refusals import Refusal

__all__ = [
    "Attempt",
    "Branch",
    "Guard",
    "Row",
    "Selector",
    "Standing",
    "State",
    "Transitions",
]


class State(StrEnum):
    """Where a negotiation stands. Only the last four are ever shown (DESIGN, "state")."""

    UNOPENED = "unopened"
    PROPOSED = "proposed"
    TALKS_UNDERWAY = "talks_underway"
    DEAL_REACHED = "deal_reached"
    COLLAPSED = "collapsed"

    @property
    def shown(self) -> Shown | None:
        """The state in an answer; None before the first of the four."""
        return None if self is State.UNOPENED else cast("Shown", self.value)

    @property
    def words(self) -> str:
        """The state as people read it."""
        return "no talks yet" if self is State.UNOPENED else self.value.replace("_", " ")


class Standing(Protocol):
    """What the machine needs of a negotiation: where it stands."""

    @property
    def state(self) -> State: ...


Guard = Callable[..., Refusal | None]
"""guard(negotiation, step): whether a step may stand; a refusal says why not. It takes the step
type of its own row, which is why the parameters are not spelt out here. Its docstring says in one
line what it asks."""
Selector = Callable[..., bool]
"""selector(negotiation, step): which of several rows a legal step takes; never refuses."""


class Row(Struct, frozen=True, kw_only=True):
    """One line of the transition table: a step of `type` leads from any of `sources` to `to`."""

    type: str
    sources: tuple[State, ...]
    to: State | None
    """None = the state stays."""
    when: tuple[Selector, ...] = ()
    guards: tuple[Guard, ...] = ()


class Branch(Struct, frozen=True):
    """One cell entry of the compiled table."""

    to: State
    when: tuple[Selector, ...]
    guards: tuple[Guard, ...]


class Attempt:
    """A step tried on a negotiation: what the machine moves. transitions sets `state`."""

    def __init__(self, negotiation: Standing, step: object) -> None:
        self.negotiation = negotiation
        self.step = step
        self.state: str = negotiation.state.value
        self.refusal: Refusal | None = None


def _attempt_of(event: EventData) -> Attempt:
    """transitions types its model as any object; ours are attempts."""
    if not isinstance(event.model, Attempt):
        raise TypeError(f"{event.model!r} is no attempt")
    return event.model


class _Guarded:
    """A guard as a condition: answers False and leaves its refusal on the attempt."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def __call__(self, event: EventData) -> bool:
        attempt = _attempt_of(event)
        attempt.refusal = self.guard(attempt.negotiation, attempt.step)
        return attempt.refusal is None


class _Selected:
    """A selector as a condition."""

    def __init__(self, selector: Selector) -> None:
        self.selector = selector

    def __call__(self, event: EventData) -> bool:
        attempt = _attempt_of(event)
        return self.selector(attempt.negotiation, attempt.step)


class Transitions:
    """The machine of one rules version, and the table compiled from it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.machine = Machine(
            model=None,
            states=[state.value for state in State],
            initial=State.UNOPENED.value,
            auto_transitions=False,  # the default adds a to_<state> back door
            queued=False,
            send_event=True,
            ignore_invalid_triggers=True,
        )
        for row in rows:
            self.machine.add_transition(
                row.type,
                [source.value for source in row.sources],
                "=" if row.to is None else row.to.value,
                conditions=[
                    *(_Selected(selector) for selector in row.when),
                    *(_Guarded(guard) for guard in row.guards),
                ],
            )
        self.table: dict[tuple[State, str], tuple[Branch, ...]] = _compiled(self.machine)
        self.fallback: dict[str, tuple[Branch, ...]] = {}
        for row in rows:
            if row.to is not None:
                self.fallback[row.type] = (
                    *self.fallback.get(row.type, ()),
                    Branch(row.to, row.when, row.guards),
                )

    def fire(self, negotiation: Standing, step: object) -> State | Refusal | None:
        """Try a step on the machine: the state after it, the guard's refusal, or None where the
        machine has no such transition from the negotiation's state."""
        attempt = Attempt(negotiation, step)
        if self.machine.events[type(step).__name__].trigger(attempt):
            return State(attempt.state)
        return attempt.refusal

    def branch(self, negotiation: Standing, step: object) -> int | None:
        """Which branch a step that already stands takes, by the compiled table; None where an
        earlier step is missing from view."""
        branches = self.table.get((negotiation.state, type(step).__name__), ())
        for number, branch in enumerate(branches):
            if all(selector(negotiation, step) for selector in branch.when):
                return number
        return None

    def assumed(self, negotiation: Standing, step: object) -> State:
        """The state that a step leads to when the steps before it came out later (DOMAIN, "Cut"):
        its row's target, or the state as it is for a row that changes none."""
        for branch in self.fallback.get(type(step).__name__, ()):
            if all(selector(negotiation, step) for selector in branch.when):
                return branch.to
        return negotiation.state

    def sources(self, type_name: str) -> tuple[State, ...]:
        """The states in which a step type is legal, guards aside."""
        return tuple(state for state in State if (state, type_name) in self.table)


def _compiled(machine: Machine) -> dict[tuple[State, str], tuple[Branch, ...]]:
    table: dict[tuple[State, str], tuple[Branch, ...]] = {}
    for type_name, event in machine.events.items():
        for source, transitions in event.transitions.items():
            table[State(source), type_name] = tuple(
                Branch(
                    State(transition.dest or source),
                    tuple(
                        each.func.selector
                        for each in transition.conditions
                        if isinstance(each.func, _Selected)
                    ),
                    tuple(
                        each.func.guard
                        for each in transition.conditions
                        if isinstance(each.func, _Guarded)
                    ),
                )
                for transition in transitions
            )
    return table
