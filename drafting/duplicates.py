"""Offers and demands that look like one that is recorded already.

Eight outlets report one offer. Recorded eight times it would look like eight offers, each taking
over from the one before; it is one step with eight sources (DOMAIN §2.10).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from parley.answers.words.moments import moment_said
from parley.answers.words.steps import step_said
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import parse_quantity
from parley.negotiation.rows import StepRow
from parley.negotiation.views.tables import row_of

__all__ = ["find_duplicates"]

_TABLES: Final[Mapping[str, str]] = {"OfferMade": "offer", "DemandMade": "demand"}


def find_duplicates(scene: Scene, draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield version and line of each step with the same giver, receiver, issue and days.

    Its quantity is equal, or one of the two has none. Other types than offers and demands have
    no duplicates.
    """
    table = _TABLES.get(draft.type)
    occurred, terms = draft.fields.get("occurred"), _listed(draft.fields.get("terms"))
    if (
        table is None
        or not isinstance(occurred, str)
        or not terms
        or not isinstance(terms[0], dict)
    ):
        return
    bounds = parse_moment(occurred).bounds(scene.zone)
    names = _short_names(scene.rows("party"))
    by = [names.get(str(each).casefold(), each) for each in _listed(draft.fields.get("by"))]
    to = [names.get(str(each).casefold(), each) for each in _listed(draft.fields.get("to"))]
    steps = {row["step"]: row for row in scene.rows("step")}
    seen: set[JsonValue] = set()
    for row in scene.rows(table):
        step = steps.get(row["step"])
        if step is None or row["step"] in seen:
            continue
        earliest, latest = step["earliest"], step["latest"]
        same = (
            row["by"] == by
            and (not to or row["to"] in to)
            and row["issue"] == terms[0].get("issue")
            and _same_quantity(row["quantity"], terms[0].get("quantity"))
            and isinstance(earliest, int)
            and isinstance(latest, int)
            and earliest < bounds.latest
            and bounds.earliest < latest
        )
        if same and isinstance(row["step"], int):
            seen.add(row["step"])
            own = row_of(StepRow, step)
            yield own.step, f"{step_said(own)} {moment_said(own.occurred)}"


def _short_names(parties: Sequence[JsonObject]) -> Mapping[str, str]:
    return {
        str(name).casefold(): str(row["party"])
        for row in parties
        for name in (row["party"], row["name"], *_listed(row["aliases"]))
    }


def _same_quantity(recorded: JsonValue, typed: JsonValue) -> bool:
    if not isinstance(recorded, dict) or typed is None:
        return True
    if isinstance(typed, str):
        try:
            typed = msgspec.to_builtins(parse_quantity(typed))
        except ValueError:
            return False  # it will be refused, with its reason
    keys = ("kind", "value", "low", "high")
    if not isinstance(typed, dict) or any(recorded.get(key) != typed.get(key) for key in keys):
        return False
    words = [str(each.get("verbatim") or "").casefold() for each in (recorded, typed)]
    return recorded.get("kind") != "unquantified" or words[0] == words[1]


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [] if value is None else [value]
