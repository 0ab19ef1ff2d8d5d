"""Every printed line held against the entries that it cites: no name, figure or word of elsewhere.

The reader of a line knows nothing of rows: what stands in it as `v4` is what it rests on. So every
party, person, paper, figure and quotation in it must stand in one of those entries, or in the
registration. Dates are taken out first, as they are written; counts that a line works out (days,
sums, gaps) are looked for in no entry.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from msgspec import to_builtins

from parley.answers.entries import Entry
from parley.answers.question import Question
from parley.answers.shapes.base import OfTalks
from parley.answers.shapes.fields import LineAnswer
from parley.answers.shapes.story import StoryAnswer
from tests.negotiation.reference_entries import Entries, strings
from tests.negotiation.reference_items import cited, cited_above

__all__ = ["COUNTED", "fabricated", "printed"]

CITED = re.compile(r"(?:\b([a-z0-9][\w.-]*)#|\bv)(\d+)\b")
"""`v4`, or `slug#4` of another negotiation."""
QUOTED = re.compile(r"“([^”]*)”")
FIGURE = re.compile(r"(?<![\w.,])\d(?:[\d,.]*\d)?")
ORIGINS = re.compile(r"\b\d+ origins? \([^)\n]*\)")
"""On whom a figure rests: on others too who gave it, whom `reference_rules` looks for."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
GAP = re.compile(r"[^\n:]*(?= between demand )")
"""How far a demand lies above an offer: the one figure that a table works out."""
AWAY = tuple(
    re.compile(each)
    for each in (
        r"[^\n]*\+[^\n]* = [^\n]*",
        r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?",
        r"\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*(?: \d{4})?",
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b|\b(?:19|20)\d{2}\b",
        r"\b\d+ (?:days?|h|min|s|origins?|steps?|parties|others?)\b|\b\d+ to \d+ days",
        r"\b\d+ (?:offers?|demands?|still|more)\b|\brests on [^\n]*|= (?:at \w+ |about )?\S+",
        r"\b[\d–]+ (?:not shared out|short|over)\b|: (?:short|over) [\d–]+",
        r"\b\d+ (?:as (?:kept|under way|in trouble|not kept)|not at all)\b",
    )
)
"""Dates as they are written, and what any line may count or add."""
COUNTED = ("sums", "series", "attempts", "dates", "status", "moves", "against", "seats")
"""Answers whose lines work out figures of their own."""
Steps = set[tuple[str, int]]
"""(negotiation or contest, version)"""
Line = tuple[str, frozenset[int]]
"""(what people read, the steps on which it rests)"""


def printed(question: Question[Any, Any, Any], answer: OfTalks) -> Iterator[Line]:
    """Yield every line that people read."""
    if isinstance(answer, LineAnswer):
        own_facts = ((each.sentence, each.fact) for each in answer.items)
        yield from ((said, frozenset(fact.steps)) for said, fact in own_facts if fact is not None)
    elif isinstance(answer, StoryAnswer):
        own = (each for each in answer.items if each.told_of == answer.negotiation)
        yield from ((each.sentence, frozenset(each.steps)) for each in own)
    else:
        told = question.told(answer).entries
        items: Sequence[object] = getattr(answer, "items", ())
        # Where each item is an entry, a line rests on all that its item cites.
        one_each = len(told) == len(items) and answer.__struct_config__.tag not in REORDERED
        head = cited_above(answer) | ({1} if question.name == "status" else set())
        for place, entry in enumerate(told):
            yield _whole(entry), head | (cited(items[place]) if one_each else frozenset())


REORDERED = ("parley.claims/v1",)
"""Answers that people read in another order than programs."""


def _whole(entry: Entry) -> str:
    return "\n".join((f"{entry.label}  {entry.line}", *(note.text for note in entry.notes)))


def fabricated(line: Line, slug: str, told: Mapping[str, Entries], *, counted: bool) -> list[str]:
    """What stands in a printed line, and in none of the entries on which it rests."""
    text, behind = line
    steps = {(slug, each) for each in behind}
    for elsewhere, version in CITED.findall(text):
        there = elsewhere if elsewhere in told else slug
        steps.add((there, int(version)))
    steps = steps or {(slug, 1)}  # a line that cites nothing is about the registration
    reached = {(there, one) for there, each in steps for one in told[there].reached([each])}
    said = {one for there, each in reached for one in strings(told[there].said(each))}
    streams = {slug, *(stream for stream, _ in steps)}
    registered = {each for one in streams for each in strings(told[one].registration)}
    bare = text
    for each in told.values():
        bare = bare.replace(f"“{each.registration.title}”", " ")  # a title names its own parties
    return [
        *_names(ORIGINS.sub(" ", bare), reached, said, told, slug),
        *_quoted(bare, said | registered),
        *([] if counted else _figures(text, reached | {(one, 1) for one in streams}, told)),
    ]


def _names(
    text: str, steps: Steps, said: set[str], told: Mapping[str, Entries], slug: str
) -> Iterator[str]:
    """Parties, persons and papers that are named in none of the entries behind the line."""
    there = {one for stream, each in steps for one in _present(each, told[stream])}
    words = "\n".join(said).casefold()
    for name in sorted(told[slug].everybody, key=len, reverse=True):
        text, found = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        if found and told[slug].short(name) not in there and name.casefold() not in words:
            yield f"“{name}” is in none of {sorted(steps)}"


def _present(version: int, entries: Entries) -> set[str]:
    """Whom a step names, who sat at the table when it was made, and who held an office then."""
    if version == 1 or not entries.has(version):
        return entries.parties
    named = entries.named(version)
    seated = {*entries.table(version), *entries.table(version, after=True)}
    return named | seated | entries.holders(named)


def _quoted(text: str, behind: set[str]) -> Iterator[str]:
    """What stands in quotation marks, and nobody wrote."""
    bare = [each.replace("“", "").replace("”", "") for each in behind]
    for words in QUOTED.findall(text):
        if not any(words.rstrip("….,") in each for each in bare):
            yield f"“{words}” is nobody's words"


def _figures(text: str, steps: Steps, told: Mapping[str, Entries]) -> Iterator[str]:
    """Figures that none of the entries has: dates, steps and counts aside."""
    known = {number for stream, each in steps for number in _numbers(each, told[stream])}
    for gap in GAP.findall(text):
        bounds = [Decimal(each) for each in known if NUMBER.fullmatch(each)]
        apart = {abs(one - other) for one, other in product(bounds, repeat=2)}
        for found in FIGURE.findall(gap):
            if Decimal(found.replace(",", "")) not in apart:
                yield f"no two figures of {sorted(steps)} lie {found} apart"
    for away in (GAP, CITED, *AWAY):
        text = away.sub(" ", text)
    for found in FIGURE.findall(text):
        if found.replace(",", "") not in known:
            yield f"the figure {found} is in none of {sorted(steps)}"


def _numbers(version: int, entries: Entries) -> Iterator[str]:
    # What was taken back has no place any more; as it stood, it had some total of its pools.
    totals = [version] if entries.has(version) else [1, *entries.places]
    for at in totals:
        yield from map(str, entries.pools(at).values())
    for each in entries.said(version):
        yield from FIGURE.findall(_plain(to_builtins(each)).replace(",", ""))
        yield from map(str, _lengths(to_builtins(each)))


def _plain(value: object) -> str:
    """All that a value says, a text a line."""
    if isinstance(value, dict):
        value = [*value.values()]
    return "\n".join(map(_plain, value)) if isinstance(value, list | tuple) else str(value)


def _lengths(value: object) -> Iterator[int]:
    """How many seats, parties or persons a step lists: what may be counted in it."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list | tuple):
        yield len(value)
        for each in value:
            yield from _lengths(each)
