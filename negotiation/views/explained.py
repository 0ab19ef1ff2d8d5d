"""One step explained: why it was allowed, what cites it and what stands on it.

Source: DOMAIN §4, question 28; docs/adr/0023.
"""

from msgspec import Struct, structs

from parley.negotiation.rows import StepRow
from parley.negotiation.rules import RULES
from parley.negotiation.states import Guard, State
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.fields import Field, fields
from parley.negotiation.views.seen import Seen

__all__ = ["Explained", "GuardPassed", "Resting", "explain", "guard_names"]


class GuardPassed(Struct, frozen=True):
    """A guard that the step passed, and what it asks; empty where this release knows none such."""

    guard: str
    asks: str


class Resting(CitedStep, frozen=True, kw_only=True):
    """A later step that points at the step; `pointer` is the field that does."""

    pointer: str


class Explained(Struct, frozen=True, kw_only=True):
    """28: what there is to say about one step in view."""

    cited: CitedStep
    type: str
    rules: int
    """Version of the rules under which it was judged, and is."""
    guards: tuple[GuardPassed, ...]
    judged: bool
    """False where it was not judged at its place: an earlier step is not in view."""
    state_before: str | None
    state: str | None
    answers: tuple[Field, ...]
    """The fields of the answer behind which it stands."""
    resting: tuple[Resting, ...]


def explain(seen: Seen, version: int) -> Explained | None:
    """What there is to say about a step; None for what is no step in view."""
    row, cited = seen.step(version), cite_step(seen, version)
    if row is None or cited is None:
        return None
    return Explained(
        cited=cited,
        type=row.type,
        rules=row.rules,
        guards=_guards(row),
        judged=row.branch is not None,
        state_before=row.state_before,
        state=row.state,
        answers=tuple(field for field in fields(seen) if version in field.steps),
        resting=tuple(_resting(seen, version)),
    )


def guard_names(row: StepRow | None) -> tuple[str, ...] | None:
    """The names of the guards that a step passed, none of what is no step; None where it was not
    judged at its place."""
    guards = () if row is None else _guards_of(row)
    return None if guards is None else tuple(guard.__name__ for guard in guards)


def _guards_of(row: StepRow) -> tuple[Guard, ...] | None:
    """The guards that a step passed at its place; None where it was not judged there, and none
    under rules that this release does not know."""
    if row.branch is None:
        return None
    if row.rules not in RULES:
        return ()
    before = State(row.state_before or State.UNOPENED)
    return RULES[row.rules].transitions.table[before, row.type][row.branch].guards


def _guards(row: StepRow) -> tuple[GuardPassed, ...]:
    return tuple(
        GuardPassed(guard.__name__, (guard.__doc__ or "").strip().splitlines()[0])
        for guard in _guards_of(row) or ()
    )


def _resting(seen: Seen, version: int) -> list[Resting]:
    return [
        Resting(**structs.asdict(cited), pointer=pointer)
        for row in seen.steps
        for pointer, steps in row.pointers.items()
        if version in steps and (cited := cite_step(seen, row.step)) is not None
    ]
