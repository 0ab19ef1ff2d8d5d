"""The sentences of a story, and its headline: facts that belong together in one sentence each.

Every clause is that of `line` (acts, amounts, voices), so that a story can say nothing more than
the lines do; names stand in full where they first come. Source: docs/adr/0046.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_all, say_list, say_many
from parley.answers.sentences.acts import tell
from parley.answers.sentences.amounts import folded, is_brief, things_listed, things_said
from parley.answers.sentences.fates import fates_said
from parley.answers.sentences.names import actors_said, begun, introducing, kept
from parley.answers.sentences.sentences import clauses_said
from parley.answers.sentences.telling import ended
from parley.answers.sentences.voices import subject, voice
from parley.answers.words.moments import from_said, on_said
from parley.answers.words.quantities import figure_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.steps import Fulfilment
from parley.negotiation.views.kept import last_word
from parley.negotiation.views.told.facts import Act, Fact, Fate, Thing
from parley.negotiation.views.told.story import OBJECTIONS, Beat, Outcome, Story

__all__ = ["beat_said", "headline_of_contest", "headline_said"]

_HEADLINES: Final[Mapping[Outcome, str]] = {
    "deal": marked("{parties} reached a deal"),
    "deal_ended": marked("{parties} reached a deal, and it ended"),
    "no_deal": marked("{parties}: talks ended without a deal"),
    "no_other_deal": marked(
        "{parties}: a deal was reached and ended, and the talks after it ended without another"
    ),
    "came_to_nothing": marked("{parties}: an attempt came to nothing before any talks"),
    "closed": marked("{parties}: talks, and no deal by the close"),
    "underway": marked("{parties} in talks, by the last word on record"),
    "reported": marked("{parties}: talks are reported, and nobody is on record for them"),
    "proposed": marked("{parties}: an alliance is sought, no talks are on record"),
    "no_talks": marked("{parties}: no talks are on record"),
    "nothing_recorded": marked("{parties}: nothing is recorded yet"),
}
_STANDING: Final[frozenset[Fate]] = frozenset({"contested", "went_on", "not_in_view"})
"""What became of a state, or of a pause, that a sentence of its course must say, beside objections:
of a deal its own sentence has these."""
_OF_A_RUN: Final[frozenset[Fate]] = frozenset(
    {"ended_in_deal", "deal_stood_until", "ended_without_deal"}
)
"""How a run of talks ended that was not the last."""
_IN_A_DEAL: Final[frozenset[Fate]] = frozenset({"ended_in_deal"})
_ANSWERED: Final[frozenset[Fate]] = frozenset(
    {
        *("accepted", "rejected", "refused", "rebuffed", "withdrawn", "dropped", "met", "expired"),
        *("confirmed", *OBJECTIONS),
    }
)
"""What somebody made of an offer or a demand."""
_STOOD: Final[frozenset[Fate]] = frozenset(
    {
        "stood_until_deal",
        "stood_until_amendment",
        "stood_until_collapse",
        "stood_until_close",
    }
)
_RUNS_MAX: Final = 3
"""Earlier runs that are told each; of more, the last ones are."""
_OF_A_DEAL: Final[frozenset[Fate]] = frozenset(
    {
        *OBJECTIONS,
        "ratified",
        "not_ratified",
        "awaits",
        "undecided",
        "amended",
        "deal_changed",
        "added_to",
        "replaced",
        "party_joined",
        "party_left",
        "party_put_out",
        "broken",
        "ended",
        "left",
    }
)
_LISTED_MAX: Final = 6
"""Figures of one side that are listed; of more, the first and the last two are."""
_CLAIMS_MAX: Final = 2
"""Claims that are told in a clause each; of more, all are listed."""
_TERMS_MAX: Final = 4
_SEATS_MAX: Final = 3
_WORDED_MAX: Final = 2
_NAMES_MAX: Final = 60
"""Letters of the full names that a headline takes; else it takes the short ones."""


def headline_said(told: Story, *, synthetic: bool) -> str:
    """What an answer proves, in one line without a full stop."""
    full = say_all([kept(each.full_name or each.name) for each in told.parties])
    short = say_all([kept(each.name) for each in told.parties])
    parties = full if 0 < len(full) <= _NAMES_MAX else short or say("nobody")
    said = say(_HEADLINES[told.outcome], parties=parties)
    if told.left:
        who = say_all([kept(each.name) for each in told.left])
        said = say("{said}; {who} left it later", said, who)
    if told.otherwise:
        who = say_all([kept(each.name) for each in told.otherwise])
        one = marked("{said}; {who} says otherwise")
        several = marked("{said}; {who} say otherwise")
        said = say_many(len(told.otherwise), one, several, said=said, who=who)
    return _finished(begun(said), synthetic)


_COUNTS: Final[Mapping[Outcome, tuple[str, str]]] = {
    "deal": (marked("{number} deal"), marked("{number} deals")),
    "deal_ended": (marked("{number} deal that ended"), marked("{number} deals that ended")),
    "no_deal": (marked("{number} ended without a deal"), marked("{number} ended without a deal")),
    "no_other_deal": (
        marked("{number} ended without a deal after an earlier one"),
        marked("{number} ended without a deal after an earlier one"),
    ),
    "came_to_nothing": (
        marked("{number} came to nothing before any talks"),
        marked("{number} came to nothing before any talks"),
    ),
    "closed": (
        marked("{number} without a deal by the close"),
        marked("{number} without a deal by the close"),
    ),
    "underway": (marked("{number} underway"), marked("{number} underway")),
    "reported": (marked("{number} only reported"), marked("{number} only reported")),
    "proposed": (marked("{number} sought"), marked("{number} sought")),
    "no_talks": (marked("{number} without talks"), marked("{number} without talks")),
    "nothing_recorded": (marked("{number} without a record"), marked("{number} without a record")),
}


def headline_of_contest(
    title: str, outcomes: Sequence[Outcome], *, exclude: bool, synthetic: bool
) -> str:
    """`Haryana, October 2024: 1 deal, 1 ended without a deal`; `exclude`: deals stand of which only
    one can hold."""
    counts = [
        say_many(number, *_COUNTS[outcome])
        for outcome in _COUNTS
        if (number := sum(each == outcome for each in outcomes))
    ]
    said = say("{title}: {counts}", title=kept(title), counts=say_list(counts) or say("no talks"))
    if exclude:
        said = say("{said}; not all of these deals can hold", said)
    return _finished(begun(said), synthetic)


def _finished(said: str, synthetic: bool) -> str:
    """A sentence that has begun, marked where the data is made up."""
    return say("Synthetic data: {sentence}", sentence=said) if synthetic else said


def beat_said(beat: Beat, known: set[str], *, synthetic: bool) -> str:
    """One sentence, without a full stop; a party that is not `known` yet is named in full."""
    with introducing(known):
        said = _beat(beat)
    return _finished(begun(said), synthetic)


def _beat(beat: Beat) -> str:
    match beat.kind:
        case "course":
            return _course(beat.facts)
        case "on_record":
            return say("on record, {clauses}", clauses="; ".join(_bargained(beat.facts)))
        case "unnamed":
            return _unnamed(beat.facts)
        case "deal":
            return "; ".join(map(_deal, beat.facts))
        case "moves":
            return "; ".join(_moved(beat.facts))
        case "claimed" if len(beat.facts) > _CLAIMS_MAX:
            return _claims(beat.facts)
        case _:
            return "; ".join(clauses_said(fact, []) for fact in beat.facts)


def _course(facts: Sequence[Fact]) -> str:
    """Who talked from when on and how it ended, what set the state, who came to the table or left
    it, pauses and the close, in the order of all."""
    runs = [fact for fact in facts if fact.kind == "attempt"]
    state = next((fact for fact in facts if fact.kind == "state"), None)
    last = runs[-1] if runs and (state is None or state.act not in _OPENINGS) else None
    earlier = [run for run in runs if run is not last]
    clauses: list[str] = []
    for fact in facts:
        if fact is last:
            left = state is not None and state.act in ("left_deal", "rejected_deal", "left")
            clauses += _run(fact, OBJECTIONS | _IN_A_DEAL if left else OBJECTIONS)
        elif fact in earlier[-_RUNS_MAX:]:
            clauses += _run(fact, OBJECTIONS | _OF_A_RUN)
        elif fact not in earlier:
            clauses.append(_clauses(fact, _told_of(fact)))
    if (more := len(earlier) - _RUNS_MAX) > 0:
        counted = say_many(more, "{number} attempt came before", "{number} attempts came before")
        clauses.insert(0, counted)
    return "; ".join(dict.fromkeys(clauses))


_OPENINGS: Final[frozenset[Act]] = frozenset(
    {"were_in_talks", "opened_talks", "resumed_talks", "fell_back"}
)
"""Acts with which the talks that are on began: the state is their run."""


def _run(run: Fact, fates: frozenset[Fate]) -> Iterator[str]:
    """From when on who was in talks, and what is told of how it ended; of talks that nobody is on
    record for, who tells of them."""
    since = from_said(run.occurred or "")
    if run.by:
        said = say("{who} were in talks {since}", who=actors_said(run.by), since=since)
    elif run.to:
        who = actors_said(run.to)
        said = say("talks were under way {since}, with {who} at the table", since=since, who=who)
    else:
        said = say("talks were under way {since}", since=since)
    told = run.teller
    if told is not None and (told.attribution_class != "on_record" or told.doubted):
        said = say("{said}, {voice}", said=said, voice=voice(told, run.by, []))
    yield said
    yield from fates_said(_with(run, fates), [])


def _told_of(fact: Fact) -> frozenset[Fate]:
    """What became of a state, a pause, of who came or left, that a course tells."""
    if fact.act == "reached_deal":
        return _STANDING
    return OBJECTIONS | _STANDING | (_ANSWERED if fact.act == "sought_alliance" else frozenset())


def _clauses(fact: Fact, fates: frozenset[Fate]) -> str:
    """The sentence of a state, of who came or left, or of a pause, with what it lacks."""
    told = _with(fact, fates)
    return clauses_said(replace(told, lacks=fact.lacks) if fact.kind == "state" else told, [])


def _with(fact: Fact, fates: frozenset[Fate]) -> Fact:
    """The fact with no more of what became of it than this."""
    became = tuple(each for each in fact.became if each.fate in fates)
    return replace(fact, became=became, lacks=())


def _unnamed(facts: Sequence[Fact]) -> str:
    """The figures that nobody is on record for, those of a report in its own voice apart."""
    said: list[str] = []
    for is_report, found in _apart(facts):
        clauses = "; ".join(_bargained(found))
        said.append(
            say("in reports, {clauses}", clauses)
            if is_report
            else say("according to unnamed sources, {clauses}", clauses)
        )
    return "; ".join(said)


def _apart(facts: Sequence[Fact]) -> Iterator[tuple[bool, list[Fact]]]:
    for is_report in (False, True):
        found = [fact for fact in facts if _is_report(fact) is is_report]
        if found:
            yield is_report, found


def _is_report(fact: Fact) -> bool:
    return fact.teller is not None and fact.teller.attribution_class == "media_report"


def _bargained(facts: Sequence[Fact]) -> Iterator[str]:
    """A clause for each side and direction: `A offered B 5 of 90 seats on 4 Sep, then 7 on …`; what
    another side tells of it apart, with who says so."""
    lines: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        ends = (tuple(each.name for each in fact.by), tuple(each.name for each in fact.to))
        lines.setdefault((fact.act, *ends, _of_others(fact)), []).append(fact)
    for line in lines.values():
        if all(is_brief(fact.things) for fact in line):
            yield "; ".join([_line(line), *_fates(line[-1])])
        else:
            for fact in line[-_WORDED_MAX:]:
                yield "; ".join([_worded(fact), *_fates(fact)])
            if (number := len(line) - _WORDED_MAX) > 0:
                yield say_many(number, "{number} more before", "{number} more before")


def _fates(fact: Fact) -> Iterator[str]:
    """What became of the last offer or demand of its side: answers, and until when it stood where
    it is on record."""
    on_record = fact.teller is None or fact.teller.attribution_class == "on_record"
    yield from fates_said(_with(fact, _ANSWERED | _STOOD if on_record else _ANSWERED), [])


def _of_others(fact: Fact) -> str:
    """Who says so, of what somebody on record tells of another's offer or demand; else nothing: a
    side's own word is on record, and reports are told as such."""
    teller = fact.teller
    if teller is None or teller.own or teller.attribution_class != "on_record":
        return ""
    return voice(teller, fact.by, [])


def _worded(fact: Fact) -> str:
    """An offer or a demand in words: the act, and after a colon what it was."""
    told = tell(fact, [])
    final = say("called final") if fact.finality == "final" else ""
    act = (
        say("{what}, {voice}", what=told.act, voice=who) if (who := _of_others(fact)) else told.act
    )
    said = say("{said}: {detail}", said=act, detail=told.detail)
    return f"{said} ({final})" if final else said


def _line(facts: Sequence[Fact]) -> str:
    first = facts[0]
    by, to = actors_said(first.by), actors_said(first.to)
    listed: list[str] = []
    for index, fact in enumerate(facts):
        if len(facts) > _LISTED_MAX and 0 < index < len(facts) - 2:
            if index == 1:
                number = len(facts) - 3
                more = say_many(number, "{number} more", "{number} more")
                own = all(_follow(each, facts) for each in facts[1:-2])
                listed.append(say("then {what}", what=more) if own else more)
            continue
        said = _item(fact, short=index > 0 and _alike(fact, first))
        if any(_is_told(fact, each) for each in facts[:index]):
            continue
        answers = [] if fact is facts[-1] else [*fates_said(_with(fact, _ANSWERED), [])]
        said = f"{said} ({'; '.join(answers)})" if answers else said
        listed.append(_joined(said, fact, facts[:index]) if index else said)
    what = ", ".join(listed)
    message = "{by} offered {to} {what}" if first.act == "offered" else "{by} asked {to} for {what}"
    said = say(message, by, to, what=what)
    return say("{what}, {voice}", what=said, voice=who) if (who := _of_others(first)) else said


def _is_told(fact: Fact, earlier: Fact) -> bool:
    """Whether an earlier report has the very same of the same day, and nothing became of this."""
    same = (fact.things, fact.occurred, fact.finality) == (
        earlier.things,
        earlier.occurred,
        earlier.finality,
    )
    return same and not any(each.fate in _ANSWERED for each in fact.became)


def _follow(fact: Fact, before: Sequence[Fact]) -> bool:
    """Whether it takes the place of one of these, or is the next word of the same author."""
    return not set(fact.follows).isdisjoint(each.step for each in before)


def _joined(said: str, fact: Fact, before: Sequence[Fact]) -> str:
    """`then 7 on …` of what its side itself put in the place of an earlier one; else it is what
    another report, or another word of the same days, has."""
    if _follow(fact, before):
        return say("then {what}", what=said)
    if fact.in_addition:
        return said
    own = fact.teller is not None and fact.teller.own
    return say("also {what}", what=said) if own else say("by another report {what}", what=said)


def _alike(fact: Fact, first: Fact) -> bool:
    """Whether its figure can be read like the first one: of the same whole, nothing beside."""
    return all(
        len(each.things) == 1
        and each.things[0].quantity is not None
        and each.things[0].quantity.kind != "unquantified"
        for each in (fact, first)
    ) and _whole(fact.things[0]) == _whole(first.things[0])


def _whole(thing: Thing) -> tuple[object, ...]:
    return thing.issue, thing.pool, thing.total, thing.for_whom


def _item(fact: Fact, *, short: bool) -> str:
    """`5–7 of 90 seats on 7 Sep 2024`, called final, doubted."""
    hedges: list[str] = []
    things = fact.things
    if short:
        things = tuple(replace(each, issue=None, total=None) for each in things)
    what = things_said(things, hedges)
    said = say("{what} {when}", what, when=on_said(fact.occurred or ""))
    notes = [say("called final")] if fact.finality == "final" else []
    if fact.in_addition:
        notes.append(say("in addition"))
    if fact.teller is not None and fact.teller.doubted:
        notes.append(say("a report that we doubt"))
    if any(each.fate == "contradicted" for each in fact.became):
        notes.append(say("contradicted"))
    return f"{said} ({'; '.join(notes)})" if notes else said


def _claims(facts: Sequence[Fact]) -> str:
    """Who claims an agreement, of many on one day: each with what, and that nobody else says so."""
    items = []
    for fact in facts:
        who, beside = subject(fact.teller, fact.by, [])
        what = things_said(fact.things, []) if fact.things and is_brief(fact.things) else ""
        parts = say_list(part for part in (what, beside) if part)
        items.append(f"{who} ({parts})" if parts else who)
    when = on_said(facts[-1].occurred or "")
    said = say("{who} each claimed {when} that something is agreed", who=say_all(items), when=when)
    if all({"confirmation", "second_word"} & {*fact.lacks} for fact in facts):
        return say("{said}; nobody else is recorded as confirming any of it", said)
    return said


# Moves -------------------------------------------------------------------------------------------


def _moved(facts: Sequence[Fact]) -> Iterator[str]:
    """A clause for each move; the lists of candidates of one side in one."""
    lists: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact.act == "put_out_list" and fact.things and fact.things[0].quantity is not None:
            lists.setdefault(tuple(each.name for each in fact.by), []).append(fact)
    told: set[int] = set()
    for fact in facts:
        alike = lists.get(tuple(each.name for each in fact.by), [])
        if fact not in alike or len(alike) < 2:
            yield clauses_said(fact, [])
        elif fact.step not in told:
            told.update(each.step for each in alike)
            yield _lists(alike)


def _lists(facts: Sequence[Fact]) -> str:
    """`A put out lists of candidates: 31 on 6 Sep 2024 and 9 on 8 Sep 2024`, with who says so of
    all where it is the same."""
    voices = [voice(fact.teller, fact.by, []) for fact in facts]
    items = []
    for fact, said in zip(facts, voices, strict=True):
        figure = figure_said(fact.things[0].quantity) if fact.things[0].quantity else ""
        item = say("{figure} {when}", figure=figure, when=on_said(fact.occurred or ""))
        items.append(item if len({*voices}) == 1 or not said else f"{item} ({said})")
    by, lists = actors_said(facts[0].by), say_all(items)
    if len({*voices}) > 1 or not voices[0]:
        return say("{by} put out lists of candidates: {lists}", by, lists)
    return say("{by} put out lists of candidates, {voice}: {lists}", by, lists, voice=voices[0])


# The deal ---------------------------------------------------------------------------------------


_WHOLE: Final = marked("the agreement")
_PART: Final = marked("the agreement on a part")
_PART_IN_PRINCIPLE: Final = marked("the agreement in principle on a part")


def _deal(fact: Fact) -> str:
    """What was agreed, its first terms named, and what bodies and later words made of it."""
    hedges: list[str] = []
    things = [*folded(fact.things)]
    named, more = tuple(map(_brief, things[:_TERMS_MAX])), len(things) - _TERMS_MAX
    what = _WHOLE
    if fact.act == "agreed_part":
        what = _PART_IN_PRINCIPLE if fact.in_principle else _PART
    given = {
        "what": say(what),
        "when": on_said(fact.occurred or ""),
        "voice": voice(fact.teller, fact.by, hedges),
    }
    if not named and fact.words:
        said = say("{what} {when}, {voice}: {scope}", scope=ended(fact.words), **given)
    elif not named:
        said = say("{what} {when} names no term, {voice}", **given)
    elif is_brief(named):
        said = say("{what} {when} has {terms}, {voice}", terms=things_said(named, hedges), **given)
    else:
        said = say("{what} {when} has these terms, {voice}: {terms}",
                   terms=things_listed(named, hedges), **given)  # fmt: skip
    if more > 0:
        said = say_many(more, "{said}; and {number} more term", "{said}; and {number} more terms",
                        said=said)  # fmt: skip
    fates = fates_said(_with(fact, _OF_A_DEAL), hedges)
    return "; ".join([said, *fates, *_followed(fact)])


def _brief(thing: Thing) -> Thing:
    """A long list of seats counted, and not named."""
    if len(thing.seats) <= _SEATS_MAX:
        return thing
    if thing.quantity is not None:
        return replace(thing, seats=())
    unit = say_many(len(thing.seats), "named seat", "named seats")
    counted = Quantity(kind="exact", value=len(thing.seats), unit=unit)
    return replace(thing, seats=(), quantity=counted, total=None)


_FULFILMENTS: Final = {
    "kept": marked("{number} as kept"),
    "under_way": marked("{number} as under way"),
    "in_trouble": marked("{number} as in trouble"),
    "not_kept": marked("{number} as not kept"),
    "contested": marked("{number} as kept and as not kept"),
}


def _followed(fact: Fact) -> Iterator[str]:
    """How many of its terms were last recorded as what, and on how many nobody is recorded."""
    words: dict[Thing | None, list[tuple[object, Fulfilment]]] = {}
    for each in fact.became:
        if each.fulfilment is not None:
            words.setdefault(each.thing, []).append((each.by, each.fulfilment))
    last = {thing: last_word(said) for thing, said in words.items()}
    counts = [
        say(said, number=number)
        for word, said in _FULFILMENTS.items()
        if (number := sum(each == word for each in last.values()))
    ]
    rest = sum(each not in last for each in fact.things) if None not in last else 0
    if rest and counts:
        counts.append(say("{number} not at all", number=rest))
    if counts:
        yield say("terms last recorded: {counts}", counts=say_all(counts))
