"""How claims are hedged and what became of them, in words a newsroom can print.

Nothing here may say more than the record does: a claim is never worded as a fact, and silence is
never worded as a denial.
"""

from collections.abc import Container
from typing import Final

from parley.answers.language import marked, say, say_list, say_many
from parley.answers.shapes.claims import ClaimLine
from parley.answers.words import wording
from parley.answers.words.exclusions import names_said
from parley.answers.words.offers import origins_said
from parley.negotiation.arrows import arrow
from parley.negotiation.views.claims import Premature
from parley.negotiation.views.disputes import Delay

__all__ = [
    "cited_said",
    "claim_said",
    "delay_said",
    "hedge",
    "lead_said",
    "partly_denied_said",
    "position_said",
    "status_said",
]

_POSITIONS: Final = {
    "talks": marked("{party} says that talks are on"),
    "agreement": marked("{party} says that it is agreed"),
    "collapse": marked("{party} says, or shows by what it does, that it is over"),
    "none": marked("{party} denies that there are talks"),
    "no_agreement": marked("{party} denies that it is agreed"),
    "no_collapse": marked("{party} denies that it is over"),
}
"""Word of a position -> what the party says."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def position_said(party: str, word: str) -> str:
    """Return what a party says of the talks: `INC says that it is agreed`."""
    return say(_POSITIONS[word], party=party)


def hedge(attribution_class: str, by: tuple[str, ...], kind: str) -> str:
    """Return how a claim has to be hedged."""
    if attribution_class == "anonymous":
        return say("according to unnamed sources")
    if attribution_class == "media_report":
        return say("according to a report")
    who = arrow(by, ()) or say("somebody")
    return say("said on record by {who}", who) if kind == "act" else say("claimed by {who}", who)


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
            return say("taken back by us with {because}", because)
        case "corrected":
            return say("corrected by {because}", because)
        case "refuted":
            return say("refuted by {because}", because)
        case "denied":
            said = say("denied on record by {because}", because)
            if not item.came_since:
                return said
            return say(
                "{said}; on record since: {steps}", said, steps=wording.steps(item.came_since)
            )
        case "disputed":
            return say("disputed by {because}", because)
        case "corroborated":
            return say("corroborated: {support}", support=_support(item))
        case "confirmed":
            return say("confirmed by {because}", because)
        case "otherwise":
            return say("agreed otherwise later, in {because}", because)
        case "shown":
            return say("a document or the public record shows it")
        case "taken_up":
            return say("taken up on record by {because}", because)
        case "settled":
            return say("on record since: {because}", because)
        case "stated":
            return _stated(item)
        case "reported":
            return say("only reported")


def _stated(item: ClaimLine) -> str:
    """Return whose word alone it is."""
    if item.attribution == "document" and item.type == "StatementMade" and not item.sides:
        return say("only the document itself says so")
    who = names_said(item.sides) if item.sides else arrow(item.by, ())
    return say("on record by {who} alone", who) if who else say("on record by one alone")


def partly_denied_said(item: ClaimLine) -> str:
    """Return that a part of it, or its words, were denied."""
    return say("denied in part by {steps}", steps=wording.steps(item.denied_in_part_by))


def cited_said(item: ClaimLine, named: Container[int] = ()) -> str:
    """Return on how many origins it rests, and the other steps that give them, but for those that
    are named beside it: `2 origins (PTI, Rediff), with v11`."""
    origins, more = origins_said(item.origins), [e for e in item.cited_in if e not in named]
    return say("{origins}, with {steps}", origins, steps=wording.steps(more)) if more else origins


def _support(item: ClaimLine) -> str:
    others = [each for each in item.because if each != item.version]
    parts = [wording.steps(others)] if others else []
    parts += [cited_said(item, others)] if len(item.origins) > 1 else []
    parts += [say("word of {sides}", sides=say_list(item.sides))] if len(item.sides) > 1 else []
    return say_list(parts)


def lead_said(premature: Premature | None) -> str:
    """Return how early a claim of agreement was: `the first agreement of all on record is v30, 3 to
    4 days later`."""
    if premature is None:
        return ""
    first = premature.first_agreement
    if first is None:
        return say("all have agreed to nothing on record up to this moment")
    how_long = delay_said(premature.lead) or say("how long is not known")
    least = None if premature.lead is None else premature.lead.at_least_seconds
    if least is not None and least < 0:
        return say(
            "the first agreement of all on record is {step}, later or just before: {how_long}",
            how_long,
            step=wording.step(first),
        )
    return say(
        "the first agreement of all on record is {step}, {how_long} later",
        how_long,
        step=wording.step(first),
    )


def delay_said(delay: Delay | None) -> str:
    """Return a span of time: `2 h 31 min to 4 h`, `at most 1 day`, `within 1 day either way`,
    `6 h to 1 day before`."""
    if delay is None:
        return ""
    least, most = delay.at_least_seconds, delay.at_most_seconds
    if most is not None and most < 0:
        if least is None:
            return say("at least {span} before", span=_span(-most))
        low, high = _span(-most), _span(-least)
        return say("{low} before", low) if low == high else say("{low} to {high} before", low, high)
    if most is None:
        known = least is not None and least > 0
        return say("at least {span}", span=_span(least or 0)) if known else say("not known")
    if least is None:
        return say("at most {span}", span=_span(most))
    if least < 0:
        if least == -most:
            return say("within {span} either way", span=_span(most))
        before, after = _span(-least), _span(most)
        return say("between {before} before and {after} after", before, after)
    if least == 0:
        return say("at most {span}", span=_span(most))
    low, high = _span(least), _span(most)
    if least % _DAY == most % _DAY == 0 and least != most:
        low, high = str(least // _DAY), _span(most)
    return low if least == most else say("{low} to {high}", low, high)


def _span(seconds: int) -> str:
    """Return a length of time with its two largest units."""
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    units = [
        (days, say_many(days, "{number} day", "{number} days")),
        (hours, say("{hours} h", hours)),
        (minutes, say("{minutes} min", minutes)),
        (left, say("{seconds} s", seconds=left)),
    ]
    said = [words for count, words in units if count]
    return " ".join(said[:2]) or say("no time")
