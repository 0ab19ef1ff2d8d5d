"""Short phrases that lines share: bodies, issues, moments, and the value of any field in words.

A correction names a field by its path and a value as JSON; who reads of it has typed neither.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from parley.answers.language import marked, say, say_list, say_word, spoken_language
from parley.answers.words.moments import moment_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.evidence import JsonValue
from parley.negotiation.moments import MomentError
from parley.negotiation.pairs import PAIRS
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import ExternalDate, Identifier, Office, Party, Pool, SeatName
from parley.negotiation.spelling import SHARED_SEATS
from parley.negotiation.steps import NOBODY, Votes

__all__ = [
    "TENURES",
    "acceptance_said",
    "bodies_said",
    "body_said",
    "change_said",
    "correction_said",
    "field_said",
    "holder_said",
    "is_read",
    "issue_beside",
    "outcome_said",
    "task_said",
    "the_body_said",
    "value_said",
    "vote_said",
    "votes_said",
]

TENURES: Final[Mapping[str, str]] = {
    "resignation_offered": marked("resignation offered"),
    "resignation_refused": marked("resignation refused"),
    "resignation_accepted": marked("resignation accepted"),
    "discharged": marked("discharged"),
    "given_back": marked("task given back"),
    "reported": marked("last report handed in"),
    "ended": marked("task ended"),
}
"""What became of somebody's task -> the words for it."""

_ARTICLES = ("the ", "a ", "an ", "its ", "their ")
"""With what a body begins that is called with an article."""

LINE_MAX = 100
"""Characters of a change that stands in a line."""

_MOMENTS = ("occurred", "published", "expires", "effective", "when", "was", "now", "election_date")
"""Fields that hold a moment."""
_ONE = {
    "parties": "party",
    "seats": "seat",
    "terms": "term",
    "dates": "date",
    "pools": "pool",
    "ids": "id",
    "offices": "office",
    "seat_names": "seat",
}
"""Field with a list -> what one of them is called, where it is not the same word."""
_NAMED = ("parties", "pools", "ids", "offices", "seat_names", "dates")
"""Fields of a registration whose items a path may call by their names."""
_FIELDS = frozenset(
    name
    for kind in (Party, Pool, Identifier, Office, SeatName, ExternalDate)
    for name in kind.__struct_fields__
)


def acceptance_said(in_principle: bool, condition: str | None, *, in_full: bool = False) -> str:
    """How far something was accepted: `in principle, on a condition (our committee agrees)`."""
    if in_full:
        how_far = acceptance_said(in_principle, condition)
        return say("in full, {how_far}", how_far) if how_far else say("in full")
    if not condition:
        return say("in principle") if in_principle else ""
    if in_principle:
        return say("in principle, on a condition ({condition})", condition)
    return say("on a condition ({condition})", condition)


def is_read(quote: str | None, lang: str | None, *, translated: bool) -> bool:
    """Whether there are exact words that a reader of the language spoken here reads as they were
    said: then nobody needs ours beside them."""
    spoken = spoken_language().partition("-")[0]
    own = lang is None or lang.partition("-")[0].casefold() == spoken
    return quote is not None and own and not translated


def body_said(party: str | None, body: str) -> str:
    """`Working Committee of INC`; a body whose name has the party in it stands alone."""
    named = party is None or party.casefold() in body.casefold().split()
    if named:
        return body
    # `council of the party` is that of somebody already.
    message = marked("{body} ({party})") if " of the " in body else marked("{body} of {party}")
    return say(message, body, party)


def bodies_said(bodies: Iterable[tuple[str | None, str]]) -> str:
    """The same of several (party, body), with commas."""
    return say_list(body_said(party, body) for party, body in bodies)


def the_body_said(party: str | None, body: str) -> str:
    """One of them inside a sentence: `the congress of MR`. A body of nobody's is called as it is
    recorded, and so is one that has an article already."""
    said = body_said(party, body)
    if party is None or body.casefold().startswith(_ARTICLES):
        return said
    return say("the {body}", body=said)


def holder_said(holder: str) -> str:
    """Who gets something: a party; `smaller allies` who are none here; nobody as yet."""
    if holder == NOBODY:
        return say("still open:")
    return holder.removeprefix("described:")


_MOTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "no_confidence": (
        marked("a motion of no confidence in {whom}"),
        marked("a motion of no confidence"),
    ),
    "confidence": (marked("a motion of confidence in {whom}"), marked("a motion of confidence")),
}
"""Subject of a vote -> what it was on: of whom, or of nobody who is named."""


def vote_said(subject: str, what: str | None) -> str:
    """On what a vote was: `Ann Smith as prime minister (investiture)`, `a motion of no confidence
    in the government`."""
    if (motion := _MOTIONS.get(subject)) is not None:
        of_somebody, of_nobody = motion
        return say(of_somebody, whom=what) if what else say(of_nobody)
    if what is None or subject == "other":
        return what or say_word(subject)
    return say("{what} ({subject})", what=what, subject=say_word(subject))


def outcome_said(subject: str, outcome: str) -> str:
    """Whether a motion was carried: who approves one of no confidence approves of nobody."""
    if subject not in _MOTIONS:
        return say_word(outcome)
    return say("carried") if outcome == "approved" else say("not carried")


def votes_said(votes: Votes | None) -> str:
    """`154 for, 195 against`, or the words in which it was told."""
    if votes is None:
        return ""
    told = (
        (quantity_said(figure), said)
        for figure, said in (
            (votes.in_favour, marked("{figure} for")),
            (votes.against, marked("{figure} against")),
            (votes.abstained, marked("{figure} abstained")),
            (votes.absent, marked("{figure} absent")),
        )
        if figure is not None
    )
    figures = [say(said, figure=figure) for figure, said in told]
    return say_list([*figures, *([votes.words] if votes.words else [])])


def task_said(role: str | None, title: str | None) -> str:
    """`informateur`; a title in its own words, with the role where there is one too."""
    return say_list(each for each in (title, say_word(role) if role else None) if each)


def issue_beside(issue: str, words: str | None) -> str:
    """The issue as it is named beside its words; nothing of seats, or where the words name it."""
    told = words is not None and issue.replace("_", " ") in words.casefold()
    return "" if issue in SHARED_SEATS or told else say_word(issue)


def field_said(path: str) -> str:
    """A field's path in words: `terms.0.quantity` is `quantity of term 1`, `parties.INC.name` the
    `name of party INC`."""
    names: list[str] = []
    of = ""
    rest = path.split(".")
    while rest:
        part, *rest = rest
        if names and (part.isdecimal() or names[-1] in _NAMED):
            listed = names.pop()
            while rest and not part.isdecimal() and rest[0] not in _FIELDS:
                part, *rest = f"{part}.{rest[0]}", *rest[1:]
            counted = part.isdecimal() and (rest or listed not in PAIRS)
            which = str(int(part) + 1) if counted else part
            one = f"{say_word(_ONE.get(listed, listed))} {which}"
            of = say("{part} of {whole}", part=one, whole=of) if of else one
        else:
            names.append(part)
    said = say_word(" ".join(names))
    return say("{part} of {whole}", part=said, whole=of) if said and of else said or of


def correction_said(
    effect: str, target: int | None, field: str | None, was: JsonValue, now: JsonValue
) -> str:
    """A correction of ours in one line: `we corrected v3: quantity of term 1, 5–7 → 5–6`.

    Values that would not fit in a line are left to the answers that show them in full. Without a
    target it stands in such an answer, with the entry that it is about: `we took it back`.
    """
    if field is None and now is not None:
        there = str(now).partition("/")[2]
        if target is None:
            return say("we moved it: it stands as {there}", there)
        return say("we moved v{target}: it stands as {there}", target, there)
    if field is None:
        return say("we took it back") if target is None else say("we took back v{target}", target)
    said = change_said(field, was, now)
    if target is None:
        return say(
            "we added to it: {what}" if effect == "add" else "we corrected it: {what}", what=said
        )
    said = field_said(field) if len(said) > LINE_MAX else said
    return say(
        "we added to v{target}: {what}" if effect == "add" else "we corrected v{target}: {what}",
        target,
        what=said,
    )


def change_said(path: str, was: JsonValue, now: JsonValue) -> str:
    """What stood in a field, if anything did, and what stands: `quantity of term 1, 5–7 → 5–6`;
    of parties who were registered beside the others that they are: `Zed (Z) is registered`."""
    if path == "parties" and (anew := _registered_anew(was, now)):
        if len(anew) == 1:
            return say("{party} is registered", party=anew[0])
        return say("{parties} are registered", parties=say_list(anew))
    stood = "" if was is None else f"{value_said(path, was)} → "
    return f"{field_said(path)}, {stood}{value_said(path, now)}"


def _registered_anew(was: JsonValue, now: JsonValue) -> list[str]:
    """The parties of `now` beside those of `was`, where those stand there as they stood."""
    if not isinstance(was, list) or not isinstance(now, list) or now[: len(was)] != was:
        return []
    return [
        each if each == called else f"{each} ({called})"
        for party in now[len(was) :]
        if isinstance(party, dict)
        for each, called in [(str(party.get("name")), str(party.get("party")))]
    ]


def value_said(path: str, value: JsonValue) -> str:
    """A field's value in words: `5–7 (of 90)`, `7 Sep 2024`, `“no figure”`; `–` of nothing."""
    match value:
        case None:
            return "–"
        case bool():
            return say("yes" if value else "no")
        case str():
            return _text_said(path, value)
        case list():
            return say_list(value_said(path, each) for each in value) or say("none")
        case dict():
            return _object_said(path, value)
        case _:
            return str(value)


def _text_said(path: str, text: str) -> str:
    if path.rpartition(".")[2] in _MOMENTS:
        try:
            return moment_said(text)
        except MomentError:
            pass  # `was` and `now` of other steps hold words as well
    return f"“{text}”"


def _object_said(path: str, value: Mapping[str, JsonValue]) -> str:
    if "issue" in value:
        return _term_said(value)
    if "attribution" in value:
        return _evidence_said(value)
    if value.keys() == {"subject", "sealed"}:
        return say("sealed, of {subject}", subject=value["subject"])
    if value.keys() == {"party", "by"}:
        return f"{value['party']} ({say_word(str(value['by']))})"
    if "body" in value and "party" in value:
        return body_said(str(value["party"]), str(value["body"]))
    if value.keys() and value.keys() <= {*Votes.__struct_fields__}:
        return votes_said(msgspec.convert(value, Votes))
    try:
        return quantity_said(msgspec.convert(value, Quantity))
    except msgspec.ValidationError:
        pass  # it is no quantity
    told = ((name, value_said(f"{path}.{name}", each)) for name, each in value.items())
    return say_list(f"{say_word(name)} {said}" for name, said in told)


def _term_said(value: Mapping[str, JsonValue]) -> str:
    words = value.get("words")
    told = None if words is None else str(words)
    quantity, seats = value.get("quantity"), value.get("seats")
    parts = (
        holder_said(str(value.get("party") or "")),
        "" if quantity is None else value_said("quantity", quantity),
        issue_beside(str(value["issue"]), told),
        told or "",
        f"[{', '.join(map(str, seats))}]" if isinstance(seats, list) else "",
    )
    return " ".join(part for part in parts if part)


def _evidence_said(value: Mapping[str, JsonValue]) -> str:
    described = value.get("source_as_described")
    if isinstance(described, dict):
        described = None
    quote = value.get("quote")
    words = quote.get("verbatim") if isinstance(quote, dict) else None
    who = (
        value.get("speaker") or (f"“{described}”" if described else None),
        say_word(str(value["attribution"])),
    )
    told = (
        f"“{words}”" if words else "",
        say_list(str(each) for each in who if each),
    )
    where = value.get("source") or value.get("outlet") or value.get("url")
    said = " – ".join(each for each in told if each)
    return f"{said} · {where}" if where else said
