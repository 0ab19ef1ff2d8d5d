"""One event against the table of states: ours, and the two libraries of state machines.

Ours answers whether a step may stand, and if not, which rule and which fact are against it. Theirs
fire an event of four states with one condition, on an object that holds its state.
"""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from statemachine import State, StateMachine
from transitions import Machine

from bench import talks
from bench.ground import grown, made
from bench.result import HEADS, Result, rates
from bench.scale import Scale
from bench.turns import Side, in_turn
from parley.negotiation.account import account_of
from parley.negotiation.fold import fold_account
from parley.negotiation.rules import RULES

__all__ = ["measure"]

EACH = 400
STATES = ("open", "offered", "countered", "closed")
EVENTS = ("offer", "counter", "close", "reopen")
ROUND = tuple(zip(EVENTS, STATES, (*STATES[1:], STATES[0]), strict=True))
TRANSITIONS = f"transitions {version('transitions')}"
STATEMACHINE = f"python-statemachine {version('python-statemachine')}"
OURS = "parley judges an offer"
INCLUDES = (
    "One event each, in memory. parley: an offer of seats judged by every guard of rules 1 on a"
    " negotiation of twenty steps, by the table compiled from the machine. The libraries: four"
    " states in a ring, one condition, an event by its name."
)


class _Model:
    """What transitions drives."""

    state: str

    def majority(self) -> bool:
        """The one condition."""
        return True


class _Ring(StateMachine):
    """The same for python-statemachine."""

    open = State(initial=True)
    offered = State()
    countered = State()
    closed = State()
    offer = open.to(offered)
    counter = offered.to(countered, cond="majority")
    close = countered.to(closed)
    reopen = closed.to(open)

    def majority(self) -> bool:
        """The one condition."""
        return True


def measure(scale: Scale) -> Iterator[Result]:
    """In memory."""
    sides = {TRANSITIONS: _transitions(), STATEMACHINE: _statemachine(), OURS: _ours()}
    taken = in_turn(sides, each=EACH, rounds=scale.rounds)
    yield Result("One event of a state machine", INCLUDES, HEADS, rates(taken))


def _transitions() -> Side:
    model: Any = _Model()
    table = [
        {"trigger": event, "source": before, "dest": after}
        | ({"conditions": "majority"} if event == "counter" else {})
        for event, before, after in ROUND
    ]
    Machine(model, [*STATES], transitions=table, initial="open", auto_transitions=False)

    def fire(times: int) -> None:
        for number in range(times):
            model.trigger(EVENTS[number % len(EVENTS)])

    return fire


def _statemachine() -> Side:
    machine: Any = _Ring()

    def fire(times: int) -> None:
        for number in range(times):
            machine.send(EVENTS[number % len(EVENTS)])

    return fire


def _ours() -> Side:
    with TemporaryDirectory() as name, made(str(Path(name) / "ours.db")) as ledger:
        grown(ledger, talks.name_of(0), 20)
        account = account_of(talks.name_of(0), ledger.entries(talks.name_of(0)))
    folded, _ = fold_account(account)
    (offer,) = (each.step for each in account.steps if each.version == talks.FIRST_OFFER)
    judge, negotiation = RULES[1].judge, folded.negotiation

    def fire(times: int) -> None:
        for _ in range(times):
            judge(negotiation, offer)

    return fire
