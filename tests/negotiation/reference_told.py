"""Facts held slowly against the entries alone, as a judge of what `line` and the report print.

Nothing of rows, folds or views is read: each member of a fact is looked for in the step that it
tells, in the registration of that time, in the later steps that point at it. What is found wanting
is said in a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from parley.negotiation.evidence import Evidence, attribution_class, leading
from parley.negotiation.quantities import Measure
from parley.negotiation.registration import NegotiationRegistered, totals_of
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionResolved,
    DeadlineExtended,
    DealAmended,
    DealReached,
    DemandMade,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    PartialAgreementReached,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    StatementMade,
    Step,
    TalksOpened,
    TalksResumed,
    Term,
    TermFollowed,
)
from parley.negotiation.views.told.facts import Actor, Became, Fact, Teller, Thing
from tests.negotiation.reference_answers import Told, short, stands, statuses_of_offers

__all__ = ["History", "faults", "untold"]

_SAID = {
    "denies": "denied",
    "confirms": "confirmed",
    "corrects": "corrected",
    "refutes": "refuted",
    "rebuffs": "rebuffed",
    "rules_out": "ruled_out",
    "welcomes": "welcomed",
}
"""Stance -> what it makes of the step that it points at, the first that a statement has."""
_DONE: dict[str, tuple[type[Step], str]] = {
    "accepted": (OfferAccepted, "offer"),
    "withdrawn": (OfferWithdrawn, "offer"),
    "dropped": (ConcessionMade, "dropped"),
    "moved": (DeadlineExtended, "deadline"),
}
"""Fate -> the type of step that makes it, and the field in which it points."""
_RECORDED = (
    *("form", "scope", "package", "finality", "was", "votes", "place", "office", "reason"),
    *("figures", "stances", "stage", "lasting"),
)
"""Members of a fact that are those of its step."""
_ALL_AGREE = ("reached_deal", "agreed", "agreed_part", "amended", "added_to_deal")
_SEATS = ("seat_count", "constituencies", "seat_swap")


@dataclass
class History:
    """A history in view: its registration and its steps in their order."""

    registration: NegotiationRegistered
    told: Sequence[Told]

    def place(self, version: int) -> int:
        return next(at for at, each in enumerate(self.told) if each.version == version)

    def has(self, version: int) -> bool:
        return any(each.version == version for each in self.told)

    def step(self, version: int) -> Step:
        return self.told[self.place(version)].step

    def table(self, version: int) -> tuple[str, ...]:
        """Who sat at the table when a step was made; 1 = as registered."""
        return self._before(version, 0)

    def table_after(self, version: int) -> tuple[str, ...]:
        return self._before(version, 1)

    def _before(self, version: int, more: int) -> tuple[str, ...]:
        count = 0 if version == 1 else self.place(version) + more
        return stands(self.registration, self.told[:count]).at_table

    @property
    def over(self) -> bool:
        state = stands(self.registration, self.told).state
        closed = any(isinstance(each.step, NegotiationClosed) for each in self.told)
        return closed or state in ("deal_reached", "collapsed")

    def name(self, party: str, version: int) -> str | None:
        """The registered name of a party as it was at a step."""
        named = {each.party: each.name for each in self.registration.parties}
        for field, now in self._amended(version):
            if field == "parties.1.name":
                named[self.registration.parties[1].party] = str(now)
        return named.get(party)

    def pools(self, version: int) -> dict[str, int]:
        found = dict(totals_of(self.registration.pools))
        for field, now in self._amended(version):
            kind, _, pool = field.partition(".")
            if kind == "pools" and isinstance(now, int):
                found[pool] = now
        return found

    def _amended(self, version: int) -> Iterator[tuple[str, object]]:
        count = 0 if version == 1 else self.place(version) + 1
        for each in self.told[:count]:
            if isinstance(each.step, RegistrationAmended):
                yield each.step.field, each.step.now

    def named(self, version: int) -> set[str]:
        """Every party and other actor that a step names, in any field."""
        found = {short(self.registration, each) for each in _strings(self.step(version))}
        return found | {each.partition(":")[2] for each in found if ":" in each}


def faults(fact: Fact, history: History) -> list[str]:
    """What the records do not say of what a fact says, or say and it does not."""
    if fact.step == 1:
        return [f"v1: {each}" for each in _registered(fact, history)]
    if not history.has(fact.step):
        return [f"v{fact.step} is not in view"]
    if fact.act == "not_agreed":
        return [f"v{fact.step}: {each}" for each in _open(fact, history)]
    found = [
        *_names(fact, history),
        *_figures(fact, history),
        *_teller(fact.teller, history.step(fact.step)),
        *_everybody(fact, history),
        *_tense(fact, history),
        *(_added(fact.step, history) if fact.act == "added_to_deal" else ()),
        *(
            fault
            for each in fact.became
            if each.fate == "added_to" and each.step is not None
            for fault in _added(each.step, history)
        ),
        *_from_when(fact, history),
        *_as_recorded(fact, history),
        *_after(fact, history),
        *_left_out(fact, history),
    ]
    return [f"v{fact.step} {fact.act}: {each}" for each in found]


def untold(found: Sequence[Fact], history: History) -> list[str]:
    """The steps of which no fact tells: what was said or met for has one of its own."""
    own = {each.step for each in found if each.act not in ("contested", "gap", "not_agreed")}
    beside = {became.step for each in found for became in each.became}
    return [
        f"v{each.version} {type(each.step).__name__} is in no line"
        for each in history.told
        if not isinstance(each.step, RegistrationAmended)
        and each.version not in own
        and (each.version not in beside or isinstance(each.step, StatementMade | MeetingHeld))
    ]


def _registered(fact: Fact, history: History) -> Iterator[str]:
    seated = history.table(1)
    for actor in fact.by:
        if actor.full_name != history.name(actor.name, 1):
            yield f"{actor.name} was not called {actor.full_name}"
        if fact.act == "at_table" and actor.name not in seated:
            yield f"{actor.name} did not sit there"
        if fact.act == "never_sat" and actor.name in seated:
            yield f"{actor.name} sat there"
    if fact.act == "at_table" and fact.over != history.over:
        yield "whether it is over is wrong"
    opened = any(state == "talks_underway" for _, state in _moves(history)) or any(
        isinstance(each.step, DealReached) and {one.by for one in each.step.assent} != {"conduct"}
        for each in history.told
    )
    if fact.act == "at_table" and not opened:
        yield "nobody sat down"
    if fact.act == "no_talks" and opened:
        yield "there were talks"


def _takes(each: Told, issue: str | None, pool: str | None, history: History) -> bool:
    """Whether who accepts an offer was offered something of an issue, and that stands accepted."""
    offer = getattr(each.step, "offer", None)
    if not isinstance(offer, int) or not history.has(offer):
        return False
    own = {short(history.registration, name) for name in each.step.by}
    own |= {*history.table(each.version)} if "all" in own else set()
    statuses = statuses_of_offers(history.registration, history.told, {}, 0)
    lines = [line for line in statuses if line[0] == offer]
    receivers = {receiver for _, receiver, _, _ in lines}
    taken = any(line[1] in own and line[2] == issue and line[3] == "accepted" for line in lines)
    for term in _terms(history.step(offer)):
        party = None if term.party is None else short(history.registration, term.party)
        if (term.issue, term.pool) == (issue, pool) and (party not in receivers or party in own):
            return taken
    return False


def _open(fact: Fact, history: History) -> Iterator[str]:
    """Of an issue: a step puts it on the table, and nothing that all agreed to is about it."""
    if fact.issue not in {each.issue for each in _terms(history.step(fact.step))}:
        yield f"{fact.issue} is not in the step"
    yield from _after(fact, history)
    told = {each.step for each in fact.became}
    subject = "seats" if fact.issue in _SEATS else fact.issue
    for each in history.told:
        accepts = isinstance(each.step, OfferAccepted) and each.version not in told
        if accepts and _takes(each, fact.issue, fact.pool, history):
            yield f"v{each.version} accepted it, which is left out"
        if isinstance(each.step, DealReached | DealAmended):
            pools = {None, *history.pools(each.version)} if len(history.pools(1)) == 1 else ()
            agreed = {
                term.issue
                for term in _terms(each.step)
                if term.pool == fact.pool or {term.pool, fact.pool} <= {*pools}
            }
            if subject in {"seats" if issue in _SEATS else issue for issue in agreed}:
                yield f"{fact.issue} is agreed with v{each.version}"


def _moves(history: History) -> Sequence[tuple[int, str | None]]:
    return stands(history.registration, history.told).moves


# Who ---------------------------------------------------------------------------------------------


def _names(fact: Fact, history: History) -> Iterator[str]:
    actors = [*fact.by, *fact.to, *(whom for thing in fact.things for whom in thing.for_whom)]
    here = _meant(fact.step, history)
    if fact.kind == "exclusion":
        # Who refuses nobody by name refuses the other one, where only one other sits there.
        others = {*history.table(fact.step)} - {each.name for each in fact.by}
        here |= others if len(others) == 1 else set()
    if fact.kind == "attempt" and not fact.by:
        # Of talks of nobody by name it is told who sat there.
        here |= {*history.table(fact.step)}
        if {each.name for each in fact.to} != {*history.table(fact.step)}:
            yield f"{fact.to} is not who sat there"
    yield from _there(actors, fact.step, here, history)
    for each in fact.became:
        if each.step is not None and history.has(each.step):
            # Whoever answers is named by what they answer to, or by the answer.
            yield from _there(each.by, each.step, here | _meant(each.step, history), history)


def _meant(version: int, history: History) -> set[str]:
    """Whom a step names; the table of then where it means all who sit there."""
    step = history.step(version)
    open_to_all = isinstance(step, OfferMade | DemandMade) and not step.to
    # Who is in the talks from then on says who sat there and is in them no more.
    of_some = isinstance(step, TalksOpened | TalksResumed) and bool(step.parties)
    everybody = open_to_all or of_some or "all" in _strings(step)
    # Who refuses what another proposed refuses who proposed it.
    refused = step.rejected if isinstance(step, OfferRejected) else None
    # Who tells what became of a term names whose it is, who stands in the deal.
    followed = step.deal if isinstance(step, TermFollowed) else None
    others = {
        name
        for each in (refused, followed)
        if isinstance(each, int) and history.has(each)
        for name in history.named(each)
    }
    named = history.named(version) | others
    return named | (set(history.table(version)) if everybody else set())


def _there(
    actors: Sequence[Actor], version: int, meant: set[str], history: History
) -> Iterator[str]:
    for actor in actors:
        if actor.name not in meant:
            yield f"{actor.name} is not named in v{version}, and did not sit there"
        if actor.kind == "party" and actor.full_name != history.name(actor.name, version):
            yield f"{actor.name} was not called {actor.full_name} at v{version}"


def _strings(value: object) -> set[str]:
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return {text for each in value.values() for text in _strings(each)}
    if isinstance(value, list | tuple):
        return {text for each in value for text in _strings(each)}
    return set()


# How much ----------------------------------------------------------------------------------------


def _terms(step: Step) -> Sequence[Term]:
    if isinstance(step, DealAmended):
        return step.now
    found: Sequence[Term] = getattr(step, "terms", ())
    return found


def _told_terms(fact: Fact, history: History) -> Sequence[Term]:
    """The terms that a fact may tell: those of the step, or the one that it says was followed."""
    step = history.step(fact.step)
    if not isinstance(step, TermFollowed):
        return _terms(step)
    if step.term is None or not isinstance(step.deal, int):
        return ()
    return _terms(history.step(step.deal))[step.term - 1 : step.term]


def _figures(fact: Fact, history: History) -> Iterator[str]:
    step = history.step(fact.step)
    for thing in fact.things:
        if thing.issue is None:
            counted = step.figure if isinstance(step, MandateChanged) else None
            if thing.quantity not in (getattr(step, "count", None), counted):
                yield "the count is not in the step"
            continue
        alike = [each for each in _told_terms(fact, history) if _same(thing, each)]
        if not alike:
            yield f"{thing.issue} {thing.quantity} is not in the step"
            continue
        each_of_them = thing.each and {one.name for one in thing.for_whom or fact.to} <= {
            short(history.registration, each.party).removeprefix("described:")
            for each in alike
            if each.party is not None
        }
        if not each_of_them and not any(_for_whom(fact, thing, each, history) for each in alike):
            yield f"{thing.issue} is not for {[each.name for each in thing.for_whom]}"
        if thing.each != _is_each(fact, thing, step):
            yield f"whether each gets {thing.quantity} is wrong"
        if not any(_total(each, fact.step, history) == thing.total for each in alike):
            yield f"{thing.issue} is not of {thing.total}"
    told = [each for each in _terms(step) if not any(_same(thing, each) for thing in fact.things)]
    whole = fact.act in ("offered", "demanded", "made_precondition", "ruled_out", "said", "leaked")
    if whole and told:
        yield f"{len(told)} terms are left out"


def _as_recorded(fact: Fact, history: History) -> Iterator[str]:
    """What the step says beside it is as somebody recorded it."""
    step = history.step(fact.step)
    for member in _RECORDED:
        told = getattr(fact, member)
        if told and told != getattr(step, member, None):
            yield f"{member} is not {told!r} in the step"
    named = history.named(fact.step)
    for each in (*fact.consent, *fact.done_by):
        if each.name not in named:
            yield f"{each.name} is not named in the step"
    for thing in fact.was_agreed:
        if not any(_same(thing, each) for each in getattr(step, "was", ())):
            yield f"{thing.issue} is not what was agreed before"
    if fact.overlap is not None and fact.overlap.quantity != getattr(step, "overlaps", None):
        yield "the overlap is not in the step"


def _is_each(fact: Fact, thing: Thing, step: Step) -> bool:
    """Whether several receive a figure, each of them as much."""
    quantity = thing.quantity
    counts = quantity is not None and quantity.shared is None
    return isinstance(step, OfferMade) and counts and len(thing.for_whom or fact.to) > 1


def _same(thing: Thing, term: Term) -> bool:
    return (thing.issue, thing.quantity, thing.seats, thing.words) == (
        term.issue,
        term.quantity,
        term.seats,
        term.words,
    )


def _for_whom(fact: Fact, thing: Thing, term: Term, history: History) -> bool:
    """Whether a share is told of whom the term gives it to."""
    told = tuple(each.name for each in thing.for_whom)
    step = history.step(fact.step)
    party = None if term.party is None else short(history.registration, term.party)
    party = None if party is None else party.removeprefix("described:")
    if isinstance(step, OfferMade):
        receivers = tuple(each.name for each in fact.to)
        if party is None:
            return told in ((), receivers) or set(told) <= set(receivers)
        return told == (party,) or (told == () and receivers == (party,))
    if isinstance(step, DemandMade):
        givers = tuple(each.name for each in fact.by)
        own = party is None or (party,) == givers
        return told in ((), givers) if own else told == (party,)
    return told == (() if party is None else (party,))


def _total(term: Term, version: int, history: History) -> Measure | None:
    quantity = term.quantity
    if quantity is None or quantity.kind == "unquantified":
        return None
    if quantity.of is not None:
        return quantity.of
    pools = history.pools(version)
    pool = term.pool
    if pool is None and term.issue in _SEATS and len(pools) == 1:
        pool = next(iter(pools))
    seats = term.issue in _SEATS and quantity.unit in (None, "seat", "seats")
    return pools.get(pool) if pool is not None and (seats or quantity.unit is None) else None


# According to whom -------------------------------------------------------------------------------


def _teller(teller: Teller | None, step: Step) -> Iterator[str]:
    if teller is None:
        yield "nobody says so"
        return
    if not any(_speaks(teller, each) for each in step.evidence):
        yield "class, speaker, source and words are of no one evidence"
    if teller.attribution_class != attribution_class(leading(step.evidence)):
        yield "it is told with another class than the best"
    named = [each.name for each in teller.also]
    speaking = [one.speaker for one in step.evidence if one.attribution == "on_record"]
    if {*named} - {*speaking}:
        yield f"{named} do not all speak in it"
    if teller.attribution == "on_record" and teller.speaker is not None:
        told = [each.casefold() for each in (teller.speaker, *named)]
        for name in speaking:
            if name is not None and not any(
                name.casefold() in each or each in name.casefold() for each in told
            ):
                yield f"{name} speaks in it, and is left out"


def _speaks(teller: Teller, evidence: Evidence) -> bool:
    quote = evidence.quote
    return (
        teller.attribution,
        teller.speaker,
        teller.described_as,
        teller.outlet,
        teller.source,
        teller.quote,
        teller.translated,
        teller.doubted,
    ) == (
        evidence.attribution,
        evidence.speaker,
        evidence.source_as_described,
        evidence.outlet or evidence.origin,
        evidence.source or evidence.url,
        None if quote is None else quote.verbatim,
        quote is not None and quote.translated,
        evidence.confidence == "low",
    )


def _everybody(fact: Fact, history: History) -> Iterator[str]:
    """Nothing is agreed without all who sat at the table."""
    if fact.act not in _ALL_AGREE:
        return
    step = history.step(fact.step)
    if not isinstance(step, DealReached | DealAmended | PartialAgreementReached):
        yield "it is no agreement"
    everybody = {*history.table(fact.step)}
    if isinstance(step, DealAmended):
        # Only those whose share is changed have to agree.
        told = {short(history.registration, each.party) for each in step.assent}
        everybody = everybody if "all" in told else told
    missing = everybody - {each.name for each in fact.by}
    if missing:
        yield f"agreed without {sorted(missing)}"
    if fact.in_principle != getattr(step, "in_principle", False):
        yield "whether it was in principle is wrong"
    if attribution_class(leading(step.evidence)) != "on_record":
        yield "agreed by a word that is not on record"


def _added(version: int, history: History) -> Iterator[str]:
    """What only adds to a deal names no term of before, and is about nothing that was agreed."""
    step = history.step(version)
    if not isinstance(step, DealAmended) or step.was:
        yield f"v{version} does more than add"
        return
    for earlier in history.told[: history.place(version)]:
        if isinstance(earlier.step, DealReached | DealAmended):
            there = {(each.pool, _subject(each, history)) for each in _terms(earlier.step)}
            if there & {(each.pool, _subject(each, history)) for each in step.now}:
                yield f"v{version} is about what v{earlier.version} is about"


def _subject(term: Term, history: History) -> tuple[str | None, str]:
    party = None if term.party is None else short(history.registration, term.party)
    return party, "seats" if term.issue in _SEATS else term.issue


def _tense(fact: Fact, history: History) -> Iterator[str]:
    if "talks_end" in fact.lacks and history.over:
        yield "talks go on that are over"
    if fact.kind in ("state", "party") and fact.over != history.over:
        yield "whether it is over is wrong"


_ENDS = ("declared_over", "ended_with_act", "ended_by_conduct", "left_deal", "left", "put_out")


def _from_when(fact: Fact, history: History) -> Iterator[str]:
    """From when on an end counts is said with it; who declared it over is on record with it."""
    for version, effective in (
        *([(fact.step, fact.effective)] if fact.act in _ENDS else ()),
        *((each.step, each.effective) for each in fact.became),
    ):
        told = None if version is None or not history.has(version) else history.step(version)
        if told is not None and getattr(told, "effective", None) != effective:
            yield f"v{version} does not count from {effective} on"
    teller = fact.teller
    if fact.act == "declared_over" and fact.by and teller is not None:
        acting = fact.claimed or (teller.own and teller.attribution != "public_record")
        if not acting:
            yield "nobody declared it"
    if fact.act in _ENDS and fact.kind == "state":
        before = stands(history.registration, history.told[: history.place(fact.step)]).state
        if fact.unopened != (before == "proposed"):
            yield "whether talks had begun is wrong"
    due = fact.due
    if fact.kind == "deadline" and due is not None and due.moved:
        step = history.step(fact.step)
        if not isinstance(step, DeadlineExtended) or due.when != step.now:
            yield "no date was moved"
        elif due.was != (step.was or _date_of(step.deadline, history)):
            yield f"the date before was not {due.was}"


def _date_of(version: int | str | None, history: History) -> str | None:
    """The date that a step set, or moved to; registered dates are many."""
    if version == 1 and history.registration.dates:
        return history.registration.dates[0].when
    if not isinstance(version, int) or not history.has(version):
        return None
    step = history.step(version)
    for name in ("when", "now", "effective"):
        if isinstance(found := getattr(step, name, None), str):
            return found
    return None


# What became of it -------------------------------------------------------------------------------


def _points(step: Step, field: str, version: int) -> bool:
    return getattr(step, field, None) == version


def _after(fact: Fact, history: History) -> Iterator[str]:
    """Each thing that became of it stands in a step that made it so."""
    for each in fact.became:
        if each.step is None:
            continue
        if not history.has(each.step):
            if each.fate not in ("corrected_by_us", "moved"):
                yield f"{each.fate} by v{each.step}, which is not in view"
            continue
        step = history.step(each.step)
        if each.teller is not None:
            yield from _teller(each.teller, step)
        if each.fate in _DONE:
            kind, field = _DONE[each.fate]
            anew = each.fate == "moved" and _points(step, "supersedes", fact.step)
            registered = isinstance(step, RegistrationAmended)
            # An issue that is open tells which offer on it was accepted.
            of = each.of_step if fact.act == "not_agreed" else fact.step
            done = isinstance(step, kind) and _points(step, field, of or fact.step)
            if not (anew or registered or done):
                yield f"v{each.step} has not {each.fate} it"
            if each.fate == "moved" and fact.due is not None and each.when == fact.due.when:
                yield f"v{each.step} moved it to where it was"
        yield from _came_or_went(each, step, history)
        if each.fate in _SAID.values() and not _speaks_of(step, fact.step):
            yield f"v{each.step} does not speak of it"
        yield from _heard_rightly(fact, each, step, history)
        yield from _own_word(each, step, history)
    steps = [each.step for each in fact.became if each.step is not None and history.has(each.step)]
    if [history.place(each) for each in steps] != sorted(history.place(each) for each in steps):
        yield "what became of it is not in order"


def _heard_rightly(fact: Fact, each: Became, step: Step, history: History) -> Iterator[str]:
    """Whether a part that is denied is no denial of all, and who says it again confirms nothing."""
    if not isinstance(step, StatementMade):
        return
    partly = step.about != fact.step and step.proposition not in ("agreement", "talks")
    if each.fate == "denied" and partly and not each.in_part:
        yield f"v{each.step} denies a part, and is told as a denial of all"
    own = history.step(fact.step)
    told = [one for whose in (own, step) for one in whose.evidence]
    stated = any(one.side is not None or one.on_behalf_of is not None for one in told)
    classes = {attribution_class(leading(one.evidence)) for one in (own, step)}
    alike = set(own.by) == set(step.by) and classes == {"on_record"} and not stated
    if fact.claimed and each.fate == "confirmed" and alike:
        yield f"v{each.step} is the word of those who said so already"


def _came_or_went(each: Became, step: Step, history: History) -> Iterator[str]:
    """Whether the step let in, lost or put out just those whom it is said to."""
    known = history.registration
    match each.fate:
        case "party_joined":
            named = set(step.joins) if isinstance(step, DealAmended) else set()
            named |= set(step.parties) if isinstance(step, PartyJoined) else set()
            whom = each.by
        case "party_left" | "party_put_out":
            named = set(step.parties) if isinstance(step, PartyWithdrew) else set()
            whom = each.to if each.fate == "party_put_out" else each.by
            putting = isinstance(step, PartyWithdrew) and bool(step.excluded_by)
            if putting != (each.fate == "party_put_out"):
                yield f"v{each.step}: who left is said to be put out, or the other way round"
        case _:
            return
    if not {actor.name for actor in whom} <= {short(known, name) for name in named}:
        yield f"{[actor.name for actor in whom]} did not come or go with v{each.step}"


def _own_word(each: Became, step: Step, history: History) -> Iterator[str]:
    """Whether it is told as the own word of those who act just where it is."""
    if each.teller is None or not each.teller.own:
        return
    lead = leading(step.evidence)
    side = lead.side if lead.side is not None else lead.on_behalf_of
    if attribution_class(lead) != "on_record":
        yield f"v{each.step} is nobody's own word"
    if side is None:
        return
    acting = {short(history.registration, name) for name in step.by}
    if step.by and "all" not in step.by and short(history.registration, side) not in acting:
        yield f"v{each.step} is the word of {side}, who does not act"


def _speaks_of(step: Step, version: int) -> bool:
    return isinstance(step, StatementMade) and version in (step.about, step.in_reply_to)


def _left_out(fact: Fact, history: History) -> Iterator[str]:
    """Whether each later step that answers it is told."""
    told = {(each.fate, each.step) for each in fact.became}
    steps = {step for _, step in told}
    for later in history.told:
        if isinstance(later.step, StatementMade) and _speaks_of(later.step, fact.step):
            spoken = next((_SAID[each] for each in later.step.stances if each in _SAID), None)
            if spoken is not None and later.version not in steps and fact.kind != "exclusion":
                yield f"v{later.version} {spoken} it, which is left out"
    if fact.act in _ALL_AGREE and not fact.over:
        yield from _gone(fact, history, steps)
    if fact.act == "were_in_talks":
        yield from _gone_from_talks(fact, history, steps)
    if fact.act not in ("offered", "demanded", "made_precondition", "ruled_out"):
        return
    receivers = {each.name for each in fact.to}
    done: set[tuple[str, str]] = set()
    for later in history.told[history.place(fact.step) + 1 :]:
        by = {short(history.registration, name) for name in later.step.by}
        wanted = _wanted(later.step, fact.step)
        if wanted is None:
            continue
        acting = by & receivers if wanted in ("accepted", "rejected") else {""}
        fresh = {(wanted, each) for each in acting} - done
        done |= fresh
        if fresh and (wanted, later.version) not in told:
            yield f"v{later.version} {wanted} it, which is left out"


def _gone(fact: Fact, history: History, told: set[int | None]) -> Iterator[str]:
    """Whoever agreed and left what still stands is told of."""
    agreed = {each.name for each in fact.by}
    over = {step for step, state in _moves(history) if state != "deal_reached"}
    for later in history.told[history.place(fact.step) + 1 :]:
        if later.version in over:
            return
        if isinstance(later.step, PartyWithdrew):
            gone = {short(history.registration, each) for each in later.step.parties}
            if gone & agreed and later.version not in told:
                yield f"v{later.version}: {sorted(gone & agreed)} left, which is left out"


def _gone_from_talks(fact: Fact, history: History, told: set[int | None]) -> Iterator[str]:
    """Whoever was in talks and left them before they ended, or came to them, is told of."""
    began = history.place(fact.step)
    for later in history.told[began + 1 :]:
        moves = {step for step, _ in _moves(history)} | {fact.step}
        if later.version in moves or isinstance(later.step, NegotiationClosed):
            return
        table = {*history.table(later.version)}
        if isinstance(later.step, PartyWithdrew):
            changed = {short(history.registration, each) for each in later.step.parties} & table
        elif isinstance(later.step, PartyJoined):
            changed = {short(history.registration, each) for each in later.step.parties} - table
        else:
            continue
        if changed and later.version not in told:
            yield f"v{later.version}: {sorted(changed)} came or went, which is left out"


def _wanted(step: Step, version: int) -> str | None:
    match step:
        case OfferAccepted() if step.offer == version:
            return "accepted"
        case OfferRejected() if step.rejected == version:
            return "rejected"
        case OfferWithdrawn() if step.offer == version:
            return "withdrawn"
        case ConcessionMade() if step.dropped == version:
            return "dropped"
        case ConditionResolved():
            return None
        case _:
            return None
