"""The state machine, cell by cell: the machine, the compiled table, the page and DOMAIN agree.

Small enough to be tried completely, so it is: every step type in every state, open and closed.
"""

import inspect
from pathlib import Path

import pytest

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal
from parley.negotiation.rules import CURRENT
from parley.negotiation.states import Branch, Row, State, Transitions
from parley.negotiation.steps import CATALOGUE, EntryCorrected, Step
from tests.generate_states import REFUSED, SAME, describe_cell, describe_machine, diagram
from tests.negotiation.state_cells import (
    COLUMNS,
    VARIANTS,
    Column,
    Variant,
    attempt,
    outcome,
    stands,
)
from tests.negotiation.words import corrects

DOCS = Path(__file__).parents[2] / "docs"
UNOPENED, PROPOSED, TALKS, DEAL, COLLAPSED = State
MACHINE = CURRENT.transitions.machine
OPEN = [column for column in COLUMNS if not column.closed]
CLOSED = [column for column in COLUMNS if column.closed]
CELLS = [
    pytest.param(column, name, variant, id=f"{column.title}-{name}-{variant.words}")
    for column in COLUMNS
    for name, variants in VARIANTS.items()
    for variant in variants
]
EVERYWHERE: dict[State, tuple[State, ...]] = {state: (state,) for state in State}
WITHDRAWAL = {PROPOSED: (COLLAPSED, PROPOSED), TALKS: (COLLAPSED, TALKS), DEAL: (COLLAPSED, DEAL)}
DOMAIN: dict[str, dict[State, tuple[State, ...]]] = {
    "AllianceProposed": {
        UNOPENED: (PROPOSED,),
        COLLAPSED: (PROPOSED,),
        PROPOSED: (PROPOSED,),
        TALKS: (TALKS,),
    },
    "PartyJoined": {state: (state,) for state in (UNOPENED, PROPOSED, TALKS, COLLAPSED)},
    "PartyWithdrew": {UNOPENED: (UNOPENED,), COLLAPSED: (COLLAPSED,), **WITHDRAWAL},
    "TalksOpened": {UNOPENED: (TALKS,), PROPOSED: (TALKS,), TALKS: (TALKS,)},
    "TalksSuspended": {TALKS: (TALKS,)},
    "TalksResumed": {COLLAPSED: (TALKS,), TALKS: (TALKS,)},
    "OfferMade": {**EVERYWHERE, UNOPENED: (PROPOSED,)},
    "OfferWithdrawn": {state: (state,) for state in (PROPOSED, TALKS, DEAL, COLLAPSED)},
    "OfferAccepted": {state: (state,) for state in (PROPOSED, TALKS, DEAL, COLLAPSED)},
    "PartialAgreementReached": {PROPOSED: (PROPOSED,), TALKS: (TALKS,)},
    "DealReached": {PROPOSED: (DEAL,), TALKS: (DEAL,)},
    "DealAmended": {DEAL: (DEAL,)},
    "DealRatified": {DEAL: (DEAL, TALKS)},
    "TermFollowed": {state: (state,) for state in (PROPOSED, TALKS, DEAL, COLLAPSED)},
    "DealBroken": {DEAL: (COLLAPSED,)},
    "TalksCollapsed": {PROPOSED: (COLLAPSED,), TALKS: (COLLAPSED,)},
    "NegotiationClosed": {state: (state,) for state in State},
}
"""DOMAIN §3, the column "transition", copied by hand; a type that is not here stands there as "–":
legal in every state, and changing none."""
AFTER_CLOSE = {7, 27, 28, 29, 31, 34}
AFTER_CLOSE_OF_TALKS = {32}
AFTER_CLOSE_OF_A_DEAL = {3, 23, 24, 25}
NOT_IN_NONE = {8, 9, 12, 13, 21, 22, 23, 24, 25, 26, 32}


def page() -> dict[str, dict[str, str]]:
    """The table of docs/state-table.md as it lies in the folder: step type -> column -> cell."""
    lines = (DOCS / "state-table.md").read_text("utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    titles = rows[0][2:]
    return {cells[1]: dict(zip(titles, cells[2:], strict=True)) for cells in rows[2:]}


def refused_everywhere(cells: dict[str, str], columns: list[Column]) -> bool:
    return all(cells[column.title] == REFUSED for column in columns)


# The machine and the table compiled from it -----------------------------------------------------


def taken(negotiation: Negotiation, step: Step) -> Branch | None:
    """The branch of the compiled table that a step takes."""
    number = CURRENT.transitions.branch(negotiation, step)
    key = (negotiation.state, type(step).__name__)
    return None if number is None else CURRENT.transitions.table[key][number]


@pytest.mark.parametrize(("column", "name", "variant"), CELLS)
def test_the_compiled_table_says_what_the_machine_does(
    column: Column, name: str, variant: Variant
) -> None:
    negotiation, step = attempt(column, name, variant)
    fired = CURRENT.transitions.fire(negotiation, step)
    branch = taken(negotiation, step)
    if branch is None:
        assert fired is None
    elif isinstance(fired, Refusal):
        assert fired.guard in [guard.__name__ for guard in branch.guards]
    else:
        assert fired is branch.to
        assert all(guard(negotiation, step) is None for guard in branch.guards)


def test_every_branch_of_the_compiled_table_is_tried_by_a_cell() -> None:
    tried = set()
    for column in COLUMNS:
        for name, variants in VARIANTS.items():
            for variant in variants:
                negotiation, step = attempt(column, name, variant)
                branch = taken(negotiation, step)
                tried.add((column.state, name, None if branch is None else branch.to))
    there = {
        (state, name, branch.to)
        for (state, name), branches in CURRENT.transitions.table.items()
        for branch in branches
    }
    assert there <= tried


def test_a_guard_that_refuses_leaves_its_reason_and_the_state() -> None:
    def never(negotiation: object, step: object) -> Refusal | None:
        return Refusal(guard="never", case="because", facts={"by": "INC"})

    row = Row(type="AllianceProposed", sources=(UNOPENED,), to=PROPOSED, guards=(never,))
    negotiation, step = attempt(COLUMNS[0], "AllianceProposed", VARIANTS["AllianceProposed"][0])
    assert Transitions([row]).fire(negotiation, step) == never(negotiation, step)
    assert negotiation.state is UNOPENED


def test_firing_moves_no_negotiation() -> None:
    negotiation, step = attempt(COLUMNS[0], "AllianceProposed", VARIANTS["AllianceProposed"][0])
    assert CURRENT.transitions.fire(negotiation, step) is PROPOSED
    assert negotiation.state is UNOPENED


# Nothing but what is meant ----------------------------------------------------------------------


def test_there_are_four_states_and_the_one_before_them() -> None:
    assert set(MACHINE.states) == {"unopened", *(state.shown for state in State if state.shown)}
    assert [state.shown for state in State] == [
        None,
        "proposed",
        "talks_underway",
        "deal_reached",
        "collapsed",
    ]


def test_the_machine_is_triggered_by_steps_of_the_catalogue_and_by_nothing_else() -> None:
    assert set(MACHINE.events) == set(CATALOGUE) - {EntryCorrected.__name__} == set(VARIANTS)


def test_no_transition_has_a_side_effect_or_a_condition_that_is_no_function() -> None:
    for event in MACHINE.events.values():
        for transitions in event.transitions.values():
            for transition in transitions:
                assert transition.prepare == transition.before == transition.after == []
                for condition in transition.conditions:
                    assert callable(condition.func)
                    assert not isinstance(condition.func, str)
                    assert condition.target is True


def test_no_state_has_a_side_effect() -> None:
    for state in MACHINE.states.values():
        assert state.on_enter == state.on_exit == []
    assert MACHINE.before_state_change == MACHINE.after_state_change == []
    assert MACHINE.prepare_event == MACHINE.finalize_event == []


def test_the_machine_holds_no_negotiation() -> None:
    assert MACHINE.models == []


def test_every_guard_and_selector_is_a_function_of_a_negotiation_and_a_step() -> None:
    for row in CURRENT.rows:
        for function in (*row.when, *row.guards):
            assert inspect.isfunction(function)
            assert list(inspect.signature(function).parameters) == ["negotiation", "step"]
            assert (function.__doc__ or "").strip().endswith((".", ").")), function.__name__


# The page and DOMAIN ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("column", OPEN, ids=lambda column: column.title)
def test_open_cells_are_those_of_the_domain(column: Column, name: str) -> None:
    due = DOMAIN.get(name, EVERYWHERE).get(column.state, ())
    reached = [outcome(column, name, variant) for variant in VARIANTS[name]]
    assert tuple(dict.fromkeys(each for each in reached if each is not None)) == due


def test_the_page_lists_the_catalogue_in_its_order() -> None:
    assert list(page()) == list(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_page_says_what_the_machine_answers(name: str) -> None:
    assert page()[name] == {column.title: describe_cell(column, name) for column in COLUMNS}


def test_before_the_first_state_everything_is_legal_but_eleven_types() -> None:
    none = [column for column in OPEN if column.state is UNOPENED]
    refused = {
        CATALOGUE[name].number for name, cells in page().items() if refused_everywhere(cells, none)
    }
    assert refused == NOT_IN_NONE


def test_after_the_close_only_what_the_domain_lists_is_legal() -> None:
    for column in CLOSED:
        more = AFTER_CLOSE_OF_A_DEAL if column.state is DEAL else set()
        more |= AFTER_CLOSE_OF_TALKS if column.state is not UNOPENED else set()
        cells = {CATALOGUE[name].number: each[column.title] for name, each in page().items()}
        assert {number for number, cell in cells.items() if cell != REFUSED} == AFTER_CLOSE | more


def test_a_rejection_after_the_close_is_refused() -> None:
    assert page()["DealRatified"]["deal reached, closed"] == "same if approved, refused if rejected"


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.title)
def test_a_correction_is_taken_in_every_state(column: Column) -> None:
    assert page()["EntryCorrected"][column.title] == SAME
    talks = stands(column)
    completed = corrects(2, "note", None, "seen twice", effect="add")
    assert talks.judge(completed).judged[0].state == column.state.shown


def test_the_diagram_in_the_documents_is_that_of_the_machine() -> None:
    assert (DOCS / "state-machine.md").read_text("utf-8") == describe_machine()


def test_the_diagram_shows_every_move_between_different_states() -> None:
    moves = {
        (state.value, branch.to.value, name)
        for (state, name), branches in CURRENT.transitions.table.items()
        for branch in branches
        if branch.to is not state
    }
    drawn = set()
    for line in diagram().splitlines()[2:]:
        arrow, _, names = line.strip().partition(": ")
        source, _, target = arrow.partition(" --> ")
        drawn |= {(source, target, name) for name in names.split(", ")}
    assert drawn == moves
