"""Every answer held slowly against the entries alone: what an item says is in the step it cites.

One walk for all answers. Each member of each item is known here by what it is: a step, a name, what
the step itself says, a word of ours. A member of which nobody has said what it is is a fault too:
what is added to an answer is held against the records, or it is said here why not. What is true of
one answer alone stands in `reference_rules`.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from parley.answers.shapes.across import AcrossLine
from parley.answers.shapes.agreed import AgreedLine
from parley.answers.shapes.base import OfTalks
from parley.answers.shapes.fields import ChangeLine
from parley.negotiation.evidence import attribution_class, best_class
from parley.negotiation.instants import instant
from parley.negotiation.quantities import Quantity
from parley.negotiation.steps import (
    Assent,
    DemandMade,
    OfferMade,
    Term,
    Votes,
)
from parley.negotiation.views.across import Across
from parley.negotiation.views.links import LinkItem
from parley.negotiation.views.told.facts import Actor, Fact
from tests.negotiation.reference_entries import Entries, strings

__all__ = ["Item", "cited", "cited_above", "faults", "items"]

STEPS = {
    *("version", "step", "steps", "about", "against", "agreed_in", "answers", "asked", "because"),
    *("before_step", "by_step", "confirmed_by", "contested_since", "corrected_by", "deals"),
    *(
        "demands",
        "denied_by",
        "disputed_by",
        "ended_by",
        "friendly",
        "joined_by",
        "denied_in_part_by",
        "first_agreement",
        "taken_up_by",
        "left_by",
        "offers",
        "on",
    ),
    *("on_the_table", "precedes", "predecessor_version", "target", "refuted_by", "replies"),
    *("cited_in", "repeated_by", "came_since", "claimed_by", "granted_in"),
    *("set_by", "since_version", "standing", "supersedes", "undetermined"),
    *("until_version", "versions"),
    *("with_names",),
}
"""Members that are steps, where they are numbers."""
NUMBERS = {
    *("steps", "of", "low", "high", "total_low", "total_high", "by_low", "by_high", "at_least"),
    *(
        "at_most",
        "at_least_seconds",
        "at_most_seconds",
        "in_contest",
        "line",
        "number",
        "term",
        "conflict",
    ),
    *("position", "log_position", "attempts", "inconclusive", "over", "since", "total"),
}
"""Numbers that are worked out, or of the record."""
NAMES = {
    *("by", "to", "for_parties", "party", "parties", "whom", "givers", "receivers"),
    "on_record_by",
    *("principal", "put_out_by", "told_by", "sides", "missing", "at_table", "ended_by"),
}
"""Members that are names, where they are texts."""
SAID = {
    *(
        "seats",
        "granted",
        "words",
        "verbatim",
        "conditions",
        "expires",
        "text",
        "condition",
        "on_what",
    ),
    *("consequence", "scope", "mandate", "was", "person", "title", "office", "beside", "body"),
    *("reported_seats", "issue", "note", "reason", "when", "added", "removed"),
    *("listed_seats", "agreed_seats", "named", "overlapping", "role", "moved_to", "occurred"),
    *(
        "effective",
        "joined",
        "together",
        "left",
        "published",
        "lang",
        "translated_by",
        "what",
        "due",
        "until",
        "since",
        "pool",
        "unit",
    ),
}
"""Members that the step says in these very words."""
OURS = {
    *("kind", "status", "state", "state_before", "flag", "flags", "finality", "demanded", "date"),
    *("word", "attribution_class", "attribution", "speaker", "source", "quote", "recorded_at"),
    "source_as_described",
    *("recorded_by", "id", "form", "verdict", "basis", "outcome", "stood_until", "overtaken_by"),
    *("moved", "how", "ended_how", "missing", "field", "value", "key", "proposition", "awaits"),
    *("origins", "effect", "colour", "elsewhere", "about", "against", "negotiation", "type"),
    *("aliases", "name", "seat", "fulfilment", "stream", "asked", "told_of", "fields", "now"),
    *("contest", "ends", "change"),
    *("predecessor", "whose", "gone", "new", "election"),
}
"""Words of ours, or of the record itself, or looked at by a rule of their own."""
PROSE = {"said", "arithmetic", "gap_said", "hedge", "subject", "citation", "hedges", "sentence"}
PROSE |= {"headline"}
"""What is printed: `reference_printed` holds it against the steps."""
HEADER = {*OfTalks.__struct_fields__, "shape", "items", "threads", "listed", "order", "unread"}
"""What an answer says of itself."""
APART = (Across, AcrossLine, LinkItem, Actor, Fact)
"""What has a slow reference of its own: what stands between negotiations, and what `line` tells."""
ELSEWHEN = {("CorrectionLine", "before"), ("CorrectionLine", "after"), ("DiffLine", "before")}
"""Members that show a step as it was at another time of knowledge."""
OURS_THERE = {
    *(("ChangeLine", "what"), ("CorrectionLine", "what"), ("Chapter", "what")),
    *(("SinceThen", "what"), ("CorrectionLine", "was"), ("CorrectionShown", "was")),
    ("ExclusionItem", "what"),
    ("TableLine", "what"),
    ("PersonItem", "role"),
    ("PartyShown", "party"),
}
"""Words of ours in members that in other items are of the step."""
VALUES = (Quantity, Votes, Assent)
"""What a step says as one thing."""
SHARE = (
    *("givers", "receivers", "to", "for_parties"),
    *("issue", "pool", "quantity", "seats", "words"),
)
DUE = ("what", "words", "consequence", "moved_to", "was")
OF_SEVERAL = {
    ("PersonItem", "mandate"),
    ("PersonItem", "was"),
    ("PersonItem", "votes"),
    ("PersonItem", "until"),
    ("AgreedLine", "seats"),
    ("Pair", "whom"),
    ("SumLine", "overlapping"),
    ("TableLine", "by"),
    ("TableLine", "to"),
    ("ThreadShown", "until"),
    *((kind, name) for kind in ("Move", "SeriesPoint") for name in SHARE),
    *((kind, name) for kind in ("DeadlineItem", "TableLine", "Coming") for name in DUE),
}
"""Members that are of another step behind the item than its own: of one that it cites, or at which
one of those points."""
OF_THE_ONE_AROUND = {("Overlap", "seats")}
"""Members that are of the step of the item in which theirs stands."""


PROPOSED = ("Offer", "Demand", "ThreadShown", "Move", "TableLine")
NOBODY_DOES = ("expired", "lapsed")
"""Moves of a thread that nobody makes."""


OF_WHOLE = ("ShareLine",)
"""Items that tell of the answer's own steps beside those that they cite."""


class Item(Struct, frozen=True):
    """One item of an answer, at any depth."""

    value: Struct
    own: frozenset[int]
    """The step that it is about; where it has none of its own, those that it cites."""
    behind: frozenset[int]
    """All the steps behind it."""
    around: frozenset[int]
    """The step that the item is about in which it stands."""
    stream: str
    """Where they are recorded."""

    @property
    def kind(self) -> str:
        return type(self.value).__name__


def items(value: object, around: frozenset[int], stream: str) -> Iterator[Item]:
    """Every item in an answer, those within it after it."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from items(each, around, stream)
    if not isinstance(value, Struct) or isinstance(value, (*APART, *VALUES)):
        return
    if isinstance(value, ChangeLine) and value.changed is not None and value.changed.after is None:
        return  # what is gone is told as it was
    behind, stream = cited(value), getattr(value, "negotiation", getattr(value, "told_of", stream))
    version = getattr(value, "version", getattr(value, "step", None))
    own = frozenset({version}) if isinstance(version, int) else behind or around
    if type(value).__name__ in OF_WHOLE:
        own |= around
    if isinstance(value, AgreedLine) and value.kind == "accepted":
        own |= behind  # what was accepted stands in the offer
    yield Item(value, own, behind, around, stream)
    for name in value.__struct_fields__:
        if (type(value).__name__, name) not in ELSEWHEN:
            # How far an offer was accepted says who accepts it.
            about = behind if name == "acceptance" else own
            yield from items(getattr(value, name), about, stream)


def cited(value: object) -> frozenset[int]:
    """Every step of which an item says something, at any depth."""
    found: set[int] = set()
    if isinstance(value, list | tuple):
        found.update(*map(cited, value))
    elif isinstance(value, Struct) and not isinstance(value, (*APART, *VALUES)):
        for name in value.__struct_fields__:
            member = getattr(value, name)
            found |= {*_steps(name, member)} | cited(member)
    return frozenset(found)


def cited_above(answer: OfTalks) -> frozenset[int]:
    """Every step of which an answer says something outside its items: all of these rest on it."""
    own = {name: getattr(answer, name) for name in answer.__struct_fields__ if name not in HEADER}
    return frozenset(
        each for name, member in own.items() for each in {*_steps(name, member), *cited(member)}
    )


def _steps(name: str, member: object) -> Iterator[int]:
    """The steps that a member names; `steps` alone is how many."""
    if name in STEPS and not (name == "steps" and isinstance(member, int)):
        yield from _numbers(member)


def _numbers(value: object) -> Iterator[int]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, int) and not isinstance(each, bool):
            yield each


def faults(answer: OfTalks, told: Mapping[str, Entries]) -> list[str]:
    """What an answer says that the steps which it cites do not say; `told` is what was recorded,
    by the name of the negotiation or contest."""
    found: list[str] = []
    here = told[answer.negotiation]
    for item in items(answer, frozenset({1, *here.places}), answer.negotiation):
        where = f"{item.kind} {', '.join(f'v{each}' for each in sorted(item.own))}"
        found += [f"{where}: {each}" for each in _faults_of(item, told[item.stream])]
    return found


def _faults_of(item: Item, entries: Entries) -> Iterator[str]:
    value = item.value
    yield from _unknown(item, entries)
    for name in value.__struct_fields__:
        member = getattr(value, name)
        if isinstance(value, OfTalks) and name in HEADER:
            continue
        several = (item.kind, name) in OF_SEVERAL
        steps = entries.reached(item.behind or item.own) if several else {*item.own}
        if (item.kind, name) in OF_THE_ONE_AROUND:
            steps = {*item.around}
        if isinstance(value, OfTalks):
            steps = {1, *entries.places}
        yield from _of_member(item, name, member, steps, entries)
    version = getattr(value, "version", None)
    if isinstance(version, int) and version in entries.places:
        yield from _told_alike(item, version, entries)
        yield from _voice(item, version, entries)
        yield from _term(item, version, entries)


def _unknown(item: Item, entries: Entries) -> Iterator[str]:
    """A step that is cited had happened, was known, and was public; or it is a correction."""
    for name in item.value.__struct_fields__:
        for each in _steps(name, getattr(item.value, name)):
            known = each in entries.corrections or (name == "target" and each in entries.recorded)
            retracted = getattr(item.value, "status", "") == "retracted"
            if not entries.has(each) and not known and not (retracted and each in entries.before):
                yield f"{name}: v{each} is not in view"


def _of_member(
    item: Item, name: str, member: object, steps: set[int], entries: Entries
) -> Iterator[str]:
    texts = [each for each in _flat(member) if isinstance(each, str)]
    numbers = [*_numbers(member)]
    for value in (each for each in _flat(member) if isinstance(each, VALUES)):
        if not any(value in [*_values(entries.said(each))] for each in steps) and not (
            isinstance(value, Assent) and any(_assents(value, each, entries) for each in steps)
        ):
            yield f"{name} {value} is not in the step"
    if numbers and name not in STEPS | NUMBERS:
        yield f"the number {name}: say in reference_items.py what it is"
    if not texts or name in OURS | PROSE or (item.kind, name) in OURS_THERE:
        return
    if name in NAMES:
        everybody = {one for each in steps for one in _named_at(each, entries)}
        for text in texts:
            if text not in everybody:
                yield f"{name}: {text} is not named there"
    elif name in SAID:
        said = {one for each in steps for one in strings(entries.said(each))}
        there = [each for each in steps if entries.has(each)]
        pools = {pool for each in there for pool in entries.pools(each)} if name == "pool" else ()
        for text in texts:
            spelt = entries.spellings(text) if name == "seats" else {text}
            if not spelt & said and text not in pools:
                yield f"{name}: “{text}” is not said there"
    else:
        yield f"the text {name}: say in reference_items.py what it is"


def _assents(value: Assent, version: int, entries: Entries) -> bool:
    """Whether a party agrees in a step in this way; `all` is everybody at the table."""
    if version not in entries.places:
        return False
    return any(
        value.by == each.by and value.party in entries.actors((each.party,), version)
        for each in getattr(entries.step(version), "assent", ())
    )


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _flat(each)
    else:
        yield value


def _values(value: object) -> Iterator[object]:
    """Every Struct in a step, at any depth."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    elif isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from _values(getattr(value, name))


def _named_at(version: int, entries: Entries) -> set[str]:
    """Whom a step names; with shares together `A+B`."""
    if not entries.has(version):
        told = strings(entries.said(version))
        # What was taken back has no table any more; as it stood, `all` were parties, and so were
        # those to whom a proposal is put that names nobody.
        to_all = "all" in told or any(
            isinstance(each, OfferMade | DemandMade) and not each.to
            for each in entries.said(version)
        )
        everybody = entries.parties if to_all else set()
        return {entries.short(each) for each in told} | everybody
    named = entries.named(version)
    if version == 1:
        return named
    return {*named, *entries.table(version, after=True)}


def _told_alike(item: Item, version: int, entries: Entries) -> Iterator[str]:
    """Who acts on whom, of what type it is, when it happened and was recorded."""
    value, step, entry = item.value, entries.step(version), entries.recorded[version]
    expected: dict[str, object] = {
        "by": entries.by(version),
        "to": entries.to(version),
        "type": type(step).__name__,
        "occurred": step.occurred,
        "recorded_at": instant(entry.recorded_at),
        "recorded_by": entry.recorded_by,
        "text": step.text,
    }
    for name, there in expected.items():
        member = getattr(value, name, None)
        if member is None or (item.kind, name) in OF_SEVERAL:
            continue
        if name == "by" and item.kind == "ExclusionItem":
            there = entries.excluders(version)
        if name == "by" and getattr(value, "kind", None) == "put_out":
            there = entries.actors(getattr(step, "excluded_by", ()), version)
        if isinstance(member, str) and isinstance(there, tuple):
            if member not in there:
                yield f"{name}: {member} is none of {there}"
        elif name in ("by", "to"):
            nobody = member == () and getattr(value, "kind", "") in NOBODY_DOES
            # Of several who received one thing, those with whom it went alike are told together.
            some = name == "to" and item.kind in PROPOSED and {*member} <= {*_flat(there)}
            if not nobody and not (member and some) and {*member} != {*_flat(there)}:
                yield f"{name}: {member} and not {there}"
        elif member != there:
            yield f"{name}: {member} and not {there}"


def _voice(item: Item, version: int, entries: Entries) -> Iterator[str]:
    """Attribution, speaker, source and words are all of one evidence, of the best class."""
    value = item.value
    if getattr(value, "attribution", None) is None:
        return
    steps = item.behind if item.kind == "ThreadShown" else {version}
    evidence = [
        one
        for each in steps
        if entries.has(each) and each != 1
        for one in entries.step(each).evidence
    ]
    names = ("attribution", "speaker", "source_as_described", "source")
    told = [getattr(value, name, None) for name in names]
    quote = getattr(value, "quote", getattr(value, "verbatim", None))
    alike = [
        each
        for each in evidence
        if told
        == [
            each.attribution,
            each.speaker,
            each.source_as_described,
            each.source or each.outlet or each.url,
        ]
        and quote == (None if each.quote is None else each.quote.verbatim)
    ]
    if not alike:
        yield f"{told} with “{quote}” is of no one report"
    best = best_class(entries.step(version).evidence)
    told_class = getattr(value, "attribution_class", None)
    lane = item.kind in ("TableLine", "ThreadShown", "SeriesPoint")
    if not lane and told_class not in (None, best):
        yield f"it is told as {told_class}, and the best of its reports is {best}"
    best_told = best in {attribution_class(each) for each in alike}
    if alike and item.kind != "ThreadShown" and not best_told:
        yield "it is told with the words of a report that is not the best"


def _term(item: Item, version: int, entries: Entries) -> Iterator[str]:
    """Figure, seats and words of one share stand together in one term, for whom they are told."""
    value = item.value
    names = [name for name in ("issue", "quantity", "seats", "words") if hasattr(value, name)]
    told = {name: getattr(value, name) for name in names}
    if not told.get("issue") or not (told.get("quantity") or told.get("seats")):
        return
    alike = [
        (each, at)
        for at in sorted({version, *item.own})
        for each in entries.terms(at)
        if all(getattr(each, name) == member for name, member in told.items())
    ]
    if not alike:
        yield f"no term of the step says {told}"
        return
    party = getattr(value, "party", None)
    whom = getattr(value, "for_parties", () if party is None else (party,))
    whose = [_whose(each, at, entries) for each, at in alike]
    # What one step puts to several, to each of them by a term alike, is told as one, "each".
    to_each = item.kind in PROPOSED and {*whom} == {*getattr(value, "to", ())}
    if whom and not any({*whom} <= one for one in whose + [set().union(*whose)] * to_each):
        yield f"{told} is not for {', '.join(whom)}"


def _whose(term: Term, version: int, entries: Entries) -> set[str]:
    """Who would get it: whom the term names; of an offer the receivers, of a demand its makers."""
    if term.party is not None:
        return {entries.short(term.party)}
    step = entries.step(version)
    if isinstance(step, OfferMade):
        return {*entries.to(version)}
    return {*entries.by(version)} if isinstance(step, DemandMade) else set()
