"""The two pages about states: the diagram of the machine, and every step type in every state.

Who asks whether a step is legal should not have to read the rules; who changes the rules should
see in a page what else has changed.
"""

from parley.negotiation.rules import CURRENT
from parley.negotiation.states import State
from parley.negotiation.steps import CATALOGUE, EntryCorrected
from tests.negotiation.state_cells import COLUMNS, VARIANTS, Column, outcome

__all__ = ["describe_machine", "describe_table", "diagram"]

SAME, REFUSED = "same", "refused"
VERSION = CURRENT.version


def describe_machine() -> str:
    """Return docs/state-machine.md: the moves between states, drawn from the machine."""
    lines = [
        "# The state machine",
        "",
        f"The steps that move a negotiation to another state, under rules version {VERSION}. Made",
        "from the machine itself by `make docs`; a test compares the two. Before the first of the",
        "four states a negotiation is in `unopened`, which is shown as “no talks yet”. What each",
        "step does in each state, refusals too, stands in [the table](state-table.md).",
        "",
        "```mermaid",
        diagram(),
        "```",
    ]
    return "\n".join(lines) + "\n"


def diagram() -> str:
    """Return the moves between different states, as a Mermaid state diagram."""
    labels: dict[tuple[State, State], list[str]] = {}
    for (source, type_name), branches in CURRENT.transitions.table.items():
        for branch in branches:
            if branch.to is not source:
                labels.setdefault((source, branch.to), []).append(type_name)
    lines = ["stateDiagram-v2", "    [*] --> unopened"]
    lines += [
        f"    {source.value} --> {target.value}: {', '.join(sorted(set(names)))}"
        for (source, target), names in sorted(labels.items())
    ]
    return "\n".join(lines)


def describe_table() -> str:
    """Return docs/state-table.md: what each step type does in each state."""
    titles = ["#", "step", *(column.title for column in COLUMNS)]
    lines = [
        "# Every step in every state",
        "",
        f"What rules version {VERSION} answer to a step to which nothing else can be objected.",
        "Made by trying every cell on the machine (`make docs`); a test compares the page with the",
        "table that replay uses. A negotiation is closed only from the states shown closed here.",
        "EntryCorrected stands outside the order of occurrence, so no state forbids it: it changes",
        "what is believed, and everything after that is judged again.",
        "",
        f"| {' | '.join(titles)} |",
        f"|{'---|' * len(titles)}",
    ]
    for name, kind in CATALOGUE.items():
        cells = [describe_cell(column, name) for column in COLUMNS]
        lines.append(f"| {' | '.join([str(kind.number), name, *cells])} |")
    return "\n".join(lines) + "\n"


def describe_cell(column: Column, name: str) -> str:
    """Return what a step type does there: `→ collapsed`, `same`, `refused`, or by variants."""
    if name == EntryCorrected.__name__:
        return SAME
    said = [(each.words, _said(column, outcome(column, name, each))) for each in VARIANTS[name]]
    if len({answer for _, answer in said}) == 1:
        return said[0][1]
    return ", ".join(f"{answer} {words}" for words, answer in said)


def _said(column: Column, after: State | None) -> str:
    if after is None:
        return REFUSED
    return SAME if after is column.state else f"→ {after.words}"
