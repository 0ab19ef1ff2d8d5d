"""How the values of answers are put into words, the same in every table, line and card.

These are the renders of columns: each takes the plain JSON value under the column's key.
"""

from collections.abc import Mapping
from typing import Final

from parley.answers.language import say_word
from parley.answers.words.moments import moment_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.saying import arrow

__all__ = [
    "actors",
    "assent",
    "attribution",
    "attributions",
    "counted",
    "dated",
    "days",
    "days_left",
    "described",
    "ending",
    "flags_set",
    "lines",
    "mappings",
    "moment",
    "nothing_recorded",
    "principal",
    "quantity",
    "quoted",
    "recorded",
    "recorded_really",
    "said_by",
    "silence",
    "since",
    "spaced",
    "standing",
    "state",
    "state_change",
    "step",
    "steps",
    "titled",
]

_NO_TALKS: Final = "no talks yet"
_ATTRIBUTIONS: Final = {
    "on_record": "on record",
    "party_statement": "party statement",
    "document": "document",
    "anonymous": "unnamed source",
    "media_report": "report",
    "public_record": "public record",
    "own_observation": "own observation",
}


def step(value: object) -> str:
    """Return `v4` of 4, nothing of null; what is no number stands as it is (`stream#4`)."""
    if value is None:
        return ""
    return f"v{value}" if isinstance(value, int) else str(value)


def steps(value: object) -> str:
    """Return `v4, v7` of a list of versions."""
    return ", ".join(step(each) for each in value) if isinstance(value, list | tuple) else ""


def moment(value: object) -> str:
    """Return a moment as given as people read it, `7 Sep 2024`; nothing of null."""
    return moment_said(value) if isinstance(value, str) else ""


def dated(value: object) -> str:
    """Return a cited step by its date: `9 Sep 2024 (v39)`."""
    if not isinstance(value, Mapping):
        return ""
    return f"{moment(value['occurred'])} ({step(value['version'])})"


def recorded(value: object) -> str:
    """Return an instant to the second: `2024-09-08 10:00:01 UTC`."""
    return f"{value[:10]} {value[11:19]} UTC" if isinstance(value, str) else ""


def recorded_really(item: object) -> str:
    """Return when something was recorded, and what a clock record says of that date:
    `2024-09-09 09:00:01 UTC; really about 8 Sep 2024 14:30 (Asia/Kolkata, clocks#1)`."""
    if not isinstance(item, Mapping):
        return ""
    when, really = recorded(item.get("recorded_at")), item.get("put_right")
    if not isinstance(really, Mapping):
        return when
    said, zone = moment(really["really"]), f"{really['zone']}, "
    zone = "" if "UTC" in said else zone
    return f"{when}; really about {said} ({zone}clocks#{really['clock_record']})"


def state(value: object) -> str:
    """Return a state in words; null is `no talks yet`."""
    return _NO_TALKS if value is None else spaced(value)


def flags_set(value: object) -> str:
    """Return flags without their steps: `suspended, ratification pending`."""
    return ", ".join(map(spaced, value)) if isinstance(value, list | tuple) else ""


def standing(item: object) -> str:
    """Return where a negotiation stands, with its flags; a contest has no state."""
    if not isinstance(item, Mapping) or item.get("kind") == "contest":
        return "(contest)"
    each_flag = mappings(item.get("flags"))
    set_by = ", ".join(f"{spaced(each['flag'])} ({step(each['step'])})" for each in each_flag)
    words = state(item.get("state"))
    return f"{words}; {set_by}" if set_by else words


def spaced(value: object) -> str:
    """Return a name of the catalogue as words: `seat count`."""
    return say_word(str(value)) if value is not None else ""


def state_change(item: object) -> str:
    """Return `proposed → talks underway` where an item changed the state."""
    if not isinstance(item, Mapping) or item.get("state") == item.get("state_before"):
        return ""
    return f"{state(item.get('state_before'))} → {state(item.get('state'))}"


def titled(item: object) -> str:
    """Return a title; made-up data says so."""
    if not isinstance(item, Mapping):
        return ""
    return f"{item.get('title')}{' (synthetic data)' if item.get('synthetic') else ''}"


def since(item: object) -> str:
    """Return since when, and with which step: `3 Sep 2024 (v5)`, `6 Sep 2024 or before (v6)`."""
    if not isinstance(item, Mapping) or item.get("since") is None:
        return ""
    when = moment(item.get("since"))
    if when.startswith("by "):
        when = f"{when.removeprefix('by ')} or before"
    return f"{when} ({step(item.get('since_version'))})"


def actors(value: object) -> str:
    """Return `INC+CPM` of a list of actors."""
    return arrow(tuple(map(str, value)), ()) if isinstance(value, list | tuple) else ""


def assent(value: object) -> str:
    """Return who agreed, and how: `INC (joint), AAP (conduct)`."""
    if not isinstance(value, list | tuple):
        return ""
    return ", ".join(f"{each['party']} ({each['by']})" for each in value)


def attribution(value: object) -> str:
    """Return how a step is attributed: `on record`, `unnamed source`."""
    return _ATTRIBUTIONS.get(str(value), str(value)) if value is not None else ""


def ending(item: object) -> str:
    """Return a status and the step that gave it: `superseded by v14`. What lapsed is said to have
    stood until the deal, the collapse or the close: `stood until the deal of v22`."""
    if not isinstance(item, Mapping):
        return ""
    word, by = str(item.get("status")), item.get("ended_by")
    if by is None:
        return word
    if word == "lapsed":
        return f"stood until the {item.get('stood_until')} of {step(by)}"
    how_far = item.get("acceptance")
    if isinstance(how_far, Mapping):
        word += " in principle" if how_far.get("in_principle") else ""
        condition = how_far.get("condition")
        return f"{word} by {step(by)}{f', on condition “{condition}”' if condition else ''}"
    return f"{word} by {step(by)}"


def attributions(item: object) -> str:
    """Return who says so, how and where: `Deepak Babaria, on record · ians-2024-09-07`.

    For a column that is given the whole item, as is `standing`.
    """
    if not isinstance(item, Mapping) or item.get("attribution") is None:
        return ""
    speaker, kind = item.get("speaker"), item.get("attribution")
    if kind == "anonymous":
        who = " ".join(each for each in (attribution(kind), described(speaker)) if each)
    else:
        who = ", ".join(str(each) for each in (speaker, attribution(kind)) if each)
    source = item.get("source")
    return f"{who} · {source}" if source else who


def described(value: object) -> str:
    """Return the report's words for an unnamed source in quotation marks; nothing of `unnamed
    source`, with which no report describes anybody."""
    return "" if str(value).casefold() == attribution("anonymous") else quoted(value)


def said_by(item: object, said: str) -> str:
    """Return the exact words and who says so; words that stand in `said` are not said again."""
    if not isinstance(item, Mapping):
        return ""
    words = quoted(item.get("quote") or item.get("verbatim"))
    parts = ("" if words in said else words, attributions(item))
    return " – ".join(part for part in parts if part)


def quoted(value: object) -> str:
    """Return words in quotation marks; nothing of null."""
    return f"“{value}”" if value else ""


def days(value: object) -> str:
    """Return a count of days: `7 days`, `6–8 days`, `at least 3 days`, `at most 4 days`."""
    if not isinstance(value, Mapping):
        return ""
    least, most = value.get("at_least"), value.get("at_most")
    if most is None:
        return f"at least {counted(least, 'day')}" if least else "an unknown number of days"
    if least == most:
        return counted(most, "day")
    return f"{least}–{most} days" if least else f"at most {counted(most, 'day')}"


def days_left(value: object) -> str:
    """Return how long until then: `in 3 days`, `that day`."""
    if isinstance(value, Mapping) and value.get("at_most") == 0:
        return "that day"
    return f"in {days(value)}"


def counted(number: object, noun: str) -> str:
    """Return `1 step`, `2 steps`, `0 steps`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quantity(value: object) -> str:
    """Return a quantity: `5–7`, `“good small numbers”`; nothing of null."""
    return quantity_said(Quantity(**value)) if isinstance(value, Mapping) else ""


def lines(value: object) -> str:
    """Return a list of texts, each on a line of its own."""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else ""


def mappings(value: object) -> list[Mapping[str, object]]:
    """Return the objects of a list; none of anything else."""
    items = value if isinstance(value, list | tuple) else ()
    return [each for each in items if isinstance(each, Mapping)]


def principal(value: object) -> str:
    """Return for whom somebody speaks: `INC`, `monarch` of `office:monarch`."""
    return "" if value is None else str(value).rpartition(":")[2]


def silence(value: object) -> str:
    """Return for how long nothing was recorded to happen, and which date comes next: `no step for
    9 days (v33), nominations close in 3 days`."""
    if not isinstance(value, Mapping):
        return ""
    last, coming = value["last"], value.get("coming")
    quiet = value["days"] != {"at_least": 0, "at_most": 0}
    if not quiet:
        said = "last step that day"
    elif isinstance(value["days"], Mapping) and not value["days"].get("at_least"):
        said = f"last step {days(value['days'])} before"
    else:
        said = f"no step for {days(value['days'])}"
    said += f" ({step(last['version'])})"
    if isinstance(coming, Mapping):
        what = coming.get("what") or coming.get("words") or spaced(coming["kind"])
        said += f", {what} {days_left(coming.get('due_in'))}"
    return f"{said}; {_looked(value.get('checked'))}" if quiet else said


def _looked(checks: object) -> str:
    """Return who looked meanwhile: `looked at meanwhile: PTI (nothing), The Hindu (nothing)`."""
    if not isinstance(checks, list | tuple) or not checks:
        return "no check is recorded meanwhile"
    last = {str(each["outlet"]): spaced(each["outcome"]) for each in checks}
    return "looked at meanwhile: " + ", ".join(
        f"{outlet} ({outcome})" for outlet, outcome in last.items()
    )


def nothing_recorded(negotiation: str) -> str:
    """Return that a negotiation has no step yet, and how the first one is recorded."""
    return f"nothing has been recorded in {negotiation} yet: parley propose --help"
