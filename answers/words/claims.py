"""How claims are hedged and what became of them, in words a newsroom can print.

Nothing here may say more than the record does: a claim is never worded as a fact, and silence is
never worded as a denial.
"""

from typing import Final

from parley.answers.shapes.claims import ClaimLine, DelayShown, PrematureShown
from parley.answers.words import wording
from parley.answers.words.offers import origins_said
from parley.negotiation.arrows import arrow

__all__ = ["POSITIONS", "claim_said", "delay_said", "hedge", "lead_said", "status_said"]

POSITIONS: Final = {
    "talks": "says that talks are on",
    "agreement": "says that it is agreed",
    "collapse": "says, or shows by what it does, that it is over",
    "none": "denies that there are talks",
}
"""Word of a position -> what the party says."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def hedge(attribution_class: str, by: tuple[str, ...], kind: str) -> str:
    """Return how a claim has to be hedged."""
    if attribution_class == "anonymous":
        return "according to unnamed sources"
    if attribution_class == "media_report":
        return "according to a report"
    who = arrow(by, ()) or "somebody"
    return f"said on record by {who}" if kind == "act" else f"claimed by {who}"


def claim_said(item: ClaimLine) -> str:
    """Return a claim in one line with its hedge."""
    # The line of a statement on record says itself who claims it.
    own_hedge = item.type == "StatementMade" and item.attribution_class == "on_record"
    return item.said if own_hedge else f"{item.hedge}: {item.said}"


def status_said(item: ClaimLine) -> str:
    """Return what became of a claim: `denied on record by v11`, `disputed by v40`."""
    because = wording.steps(item.because)
    match item.status:
        case "retracted":
            return f"taken back by us with {because}"
        case "corrected":
            return f"corrected by {because}"
        case "refuted":
            return f"refuted by {because}"
        case "denied":
            return f"denied on record by {because}"
        case "disputed":
            return f"disputed by {because}"
        case "corroborated":
            return f"corroborated: {_support(item)}"
        case "reported":
            return "only reported"


def _support(item: ClaimLine) -> str:
    others = [each for each in item.because if each != item.version]
    parts = [wording.steps(others)] if others else []
    parts += [origins_said(item.origins)] if len(item.origins) > 1 else []
    parts += [f"word of {', '.join(item.sides)}"] if len(item.sides) > 1 else []
    return ", ".join(parts)


def lead_said(premature: PrematureShown | None) -> str:
    """Return how early a claim of agreement was: `claimed before all agreed with v30: 3 to 4 days
    earlier`."""
    if premature is None:
        return ""
    first = premature.confirmed_by
    if first is None:
        return "never confirmed by all up to this moment"
    how_long = delay_said(premature.lead) or "how long is not known"
    return f"claimed before all agreed with {wording.step(first)}: {how_long} earlier"


def delay_said(delay: DelayShown | None) -> str:
    """Return a span of time: `2 h 31 min to 4 h`, `at most 1 day`, `within 1 day either way`."""
    if delay is None:
        return ""
    least, most = delay.at_least_seconds, delay.at_most_seconds
    if most is None:
        return f"at least {_span(least)}" if least is not None and least > 0 else "not known"
    if least is None:
        return f"at most {_span(most)}"
    if least < 0:
        if least == -most:
            return f"within {_span(most)} either way"
        return f"between {_span(-least)} before and {_span(most)} after"
    if least == 0:
        return f"at most {_span(most)}"
    return _span(least) if least == most else f"{_span(least)} to {_span(most)}"


def _span(seconds: int) -> str:
    """Return a length of time with its two largest units."""
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    units = [
        (days, wording.counted(days, "day")),
        (hours, f"{hours} h"),
        (minutes, f"{minutes} min"),
        (left, f"{left} s"),
    ]
    said = [words for count, words in units if count]
    return " ".join(said[:2]) or "no time"
