"""What is true of one answer alone: what stands, what ended, and what belongs into it.

Written from DOMAIN §4, over the entries, step by step; nothing is remembered from one question to
the next. That an item says no more than its step is held in `reference_items`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct

from parley.answers.shapes.agreed import AgreedAnswer, AgreedLine
from parley.answers.shapes.base import OfTalks
from parley.answers.shapes.claims import ClaimLine, ClaimsAnswer
from parley.answers.shapes.conflicts import ConflictLine, ConflictsAnswer
from parley.answers.shapes.exclusions import ExclusionsAnswer
from parley.answers.shapes.fields import ChangesAnswer
from parley.answers.shapes.people import PeopleAnswer
from parley.answers.shapes.steps import (
    Demand,
    DemandsAnswer,
    Offer,
    OffersAnswer,
    TableAnswer,
)
from parley.negotiation.evidence import Evidence, attribution_class, leading
from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DealAmended,
    DealReached,
    DemandMade,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    PartialAgreementReached,
    StatementMade,
    Step,
    TenureChanged,
    pointers,
)
from parley.negotiation.views.people import PersonItem
from tests.negotiation.reference_answers import Told
from tests.negotiation.reference_entries import Entries
from tests.negotiation.reference_items import cited

__all__ = ["broken"]


def broken(answer: OfTalks, entries: Entries) -> list[str]:
    """What does not hold of an answer; nothing where it has no rules of its own."""
    rule = RULES.get(type(answer))
    found = [*_state(answer, entries)]
    return found if rule is None else [*found, *rule(answer, entries)]


def _state(answer: OfTalks, entries: Entries) -> Iterator[str]:
    """The state that an answer gives is that after the last step that moved it."""
    if hasattr(answer, "state") and isinstance(entries.registration, NegotiationRegistered):
        state = next(reversed(entries.moves.values()), None)
        if answer.state != state:
            yield f"the state is {state} and not {answer.state}"


def _points(step: Step, field: str, version: int) -> bool:
    return any(pointer == version for name, pointer in pointers(step) if name == field)


# What stands on the table ------------------------------------------------------------------------


def _all_over(told: Told, entries: Entries) -> bool:
    """Whether with a step all that stood on the table is over: a deal, a collapse, the close."""
    moved = entries.moves.get(told.version) in ("deal_reached", "collapsed")
    return moved or isinstance(told.step, NegotiationClosed)


def _ends(told: Told, version: int, receiver: str | None, entries: Entries) -> bool:
    """Whether a later step ends what was offered to somebody, or demanded of them."""
    step = told.step
    heard = receiver in entries.by(told.version)
    match step:
        case OfferAccepted():
            return step.offer == version and heard
        case OfferWithdrawn():
            return step.offer == version
        case OfferRejected():
            return step.rejected == version and heard
        case ConcessionMade():
            return step.dropped == version
        case ConditionResolved():
            return step.condition == version
        case DeadlineExtended():
            return step.deadline == version
        case OfferMade() | DemandMade() if type(step) is type(entries.step(version)):
            issues = {each.issue for each in entries.terms(told.version)}
            same = {*entries.by(told.version)} == {*entries.by(version)}
            alike = issues & {each.issue for each in entries.terms(version)}
            # Nobody's hearsay takes what is on record off the table.
            own = entries.told[entries.places[version]].written_class
            hearsay = own == "on_record" != told.written_class
            whom = receiver in entries.to(told.version)
            return step.supersedes == version and same and whom and bool(alike) and not hearsay
        case _:
            return False


def _table(answer: TableAnswer, entries: Entries) -> Iterator[str]:
    for item in answer.items:
        if item.kind not in ("offer", "demand", "condition", "deadline") or item.version == 1:
            continue
        for later in entries.after(item.version):
            over = _all_over(later, entries) and item.kind != "deadline"
            if over or any(
                _ends(later, item.version, each, entries) for each in item.to or (None,)
            ):
                yield f"{item.kind} v{item.version} stands, and v{later.version} ended it"
        if item.kind in ("offer", "deadline") and _over(item.due, entries):
            yield f"{item.kind} v{item.version} stands, and {item.due} is over"
    told = {item.version for item in answer.items}
    for each in entries.told:
        put = isinstance(each.step, OfferMade | DemandMade | ConditionSet)
        ended = _over(getattr(each.step, "expires", None), entries) or any(
            _may_end(later, each, entries) for later in entries.after(each.version)
        )
        if put and not ended and each.version not in told:
            yield f"v{each.version} stands, and is left out"


def _over(when: str | None, entries: Entries) -> bool:
    zone = entries.registration.zone
    return when is not None and parse_moment(when).bounds(zone).latest <= entries.moment


def _may_end(later: Told, each: Told, entries: Entries) -> bool:
    """Whether a later step could have ended another: it points at it, is over with all, agrees to
    something on its issue, or those who set it leave; or it is of the same kind."""
    pointing = any(pointer == each.version for _, pointer in pointers(later.step))
    agreed = isinstance(later.step, DealAmended | PartialAgreementReached | ConcessionMade)
    gone = entries.table(later.version) != entries.table(later.version, after=True)
    alike = type(later.step) is type(each.step)
    return pointing or agreed or gone or alike or _all_over(later, entries)


# Offers and demands ------------------------------------------------------------------------------

ENDS: Mapping[str, tuple[type[Step], ...]] = {
    "accepted": (OfferAccepted,),
    "withdrawn": (OfferWithdrawn,),
    "dropped": (ConcessionMade,),
    "rejected": (OfferRejected, StatementMade),
    "denied": (StatementMade,),
    "superseded": (OfferMade, DemandMade),
}
"""Status -> the types of step that give it."""


def _proposals(
    kind: type[OfferMade | DemandMade], items: Sequence[Offer | Demand], entries: Entries
) -> Iterator[str]:
    told = {(item.version, item.issue, item.quantity, item.seats, item.words) for item in items}
    for each in entries.told:
        if isinstance(each.step, kind):
            for term in each.step.terms:
                share = (each.version, term.issue, term.quantity, term.seats, term.words)
                if share not in told:
                    yield f"v{each.version}: {term} is left out"
    for item in items:
        yield from _ended(item, entries)


def _ended(item: Offer | Demand, entries: Entries) -> Iterator[str]:
    where = f"v{item.version} to {', '.join(item.to)}"
    if item.ended_by is None:
        return
    if entries.places.get(item.ended_by, -1) <= entries.places[item.version]:
        yield f"{where} was {item.status} by v{item.ended_by}, which came before it"
        return
    ending = entries.told[entries.places[item.ended_by]]
    types = ENDS.get(item.status)
    if types is not None and not isinstance(ending.step, types):
        yield f"{where} was not {item.status} by v{item.ended_by}, a {type(ending.step).__name__}"
    pointed = all(_ends(ending, item.version, each, entries) for each in item.to)
    if item.status in ("accepted", "withdrawn", "dropped") and not pointed:
        yield f"{where} was not {item.status} by v{item.ended_by}, which points elsewhere"
    over = _all_over(ending, entries) or isinstance(ending.step, DealAmended)
    if item.status == "lapsed" and not over:
        yield f"{where} lapsed with v{item.ended_by}, with which nothing was over"
    if item.status == "superseded" and entries.step(item.version).supersedes != item.ended_by:
        one, other = entries.bounds[item.version], entries.bounds[item.ended_by]
        linked = ending.step.supersedes == item.version
        if not linked and not one.precedes(other):
            yield f"{where} is superseded by v{item.ended_by} of the same days, without a pointer"


def _offers(answer: OffersAnswer, entries: Entries) -> Iterator[str]:
    if answer.listed == "each":
        yield from _proposals(OfferMade, answer.items, entries)
        return
    told: frozenset[int] = frozenset().union(*map(cited, answer.threads))
    for each in entries.told:
        answers = isinstance(
            each.step, OfferAccepted | OfferRejected | OfferWithdrawn | OfferMade | DemandMade
        )
        target = getattr(each.step, "offer", getattr(each.step, "rejected", None))
        # A word on what is not in view has no thread to stand in.
        due = isinstance(each.step, OfferMade | DemandMade) or target in told
        if answers and due and each.version not in told:
            yield f"v{each.version} is in no thread"


def _demands(answer: DemandsAnswer, entries: Entries) -> Iterator[str]:
    yield from _proposals(DemandMade, answer.items, entries)


# Claims ------------------------------------------------------------------------------------------

CLAIMING = {"claims_agreement", "claims_talks", "leak"}


def _claims(answer: ClaimsAnswer, entries: Entries) -> Iterator[str]:
    told = {item.version for item in answer.items}
    for each in entries.told:
        by_nobody = each.written_class != "on_record" and type(each.step).__name__ not in (
            *("StatementMade", "RegistrationAmended", "NegotiationClosed"),
        )
        stances = set(each.step.stances) if isinstance(each.step, StatementMade) else set()
        if (by_nobody or CLAIMING & stances) and each.version not in told:
            yield f"v{each.version} is a claim, and is left out"
    for item in answer.items:
        if item.status != "retracted":
            yield from (f"v{item.version}: {each}" for each in _claim(item, entries))


def _claim(item: ClaimLine, entries: Entries) -> Iterator[str]:
    said = {
        "denied": {"denies"},
        "refuted": {"refutes"},
        "corrected": {"corrects"},
    }.get(item.status)
    for each in item.because:
        if said is None:
            continue
        correction = entries.corrections.get(each)
        if correction is not None and correction.target == item.version:
            continue
        if not _says(each, said, item.version, entries):
            yield f"{item.status} by v{each}, which does not say so of it"
    if item.status == "confirmed":
        for each in item.because:
            yield from _confirms(each, item, entries)
    if item.status == "shown" and not {"document", "public_record"} & {
        each.attribution for each in entries.step(item.version).evidence
    }:
        yield "nothing shows it"
    if item.status == "corroborated":
        own = _voices(item.version, entries)
        others = [one for each in item.because for one in _voices(each, entries)]
        if not any(_another(one, other) for one, other in product(own, (*own, *others))):
            yield "it is corroborated by the same voice in the same report"
    yield from _origins(item, entries)
    for later in entries.told:
        denying = (*item.denied_by, *item.denied_in_part_by)
        if later.version in denying or not isinstance(later.step, StatementMade):
            continue
        denies = "denies" in later.step.stances and later.step.about == item.version
        concerned = {*entries.by(item.version), *entries.to(item.version)} & entries.parties
        if item.kind in ("agreement", "talks"):
            concerned |= {*entries.table(later.version)}
        own_word = attribution_class(leading(later.step.evidence)) == "on_record"
        speaks = _side(leading(later.step.evidence), entries) or set(entries.by(later.version))
        if denies and own_word and speaks & concerned & set(entries.by(later.version)):
            yield f"v{later.version} denied it on record, which is left out"


def _says(version: int, stances: set[str], of: int, entries: Entries) -> bool:
    step = entries.step(version) if version in entries.places else None
    if not isinstance(step, StatementMade) or not stances & {*step.stances}:
        return False
    return of in (step.about, step.in_reply_to)


def _confirms(version: int, item: ClaimLine, entries: Entries) -> Iterator[str]:
    """What confirms a claim treats it as so, or all agreed to it."""
    step = entries.step(version)
    pointing = any(pointer == item.version for _, pointer in pointers(step))
    if isinstance(step, DealReached | DealAmended | PartialAgreementReached):
        if not pointing and not _all_assent(version, entries):
            yield f"confirmed by v{version}, to which not all agreed"
    elif not pointing:
        yield f"confirmed by v{version}, which does not speak of it"
    elif isinstance(step, StatementMade) and "denies" in step.stances:
        yield f"confirmed by v{version}, which denies something of it"


def _voices(version: int, entries: Entries) -> list[tuple[Evidence, set[str]]]:
    """The reports of a step, each with whose word it is: on record that of who acts, where it
    states no side."""
    acting = {*entries.by(version)}
    found: list[tuple[Evidence, set[str]]] = []
    for each in entries.step(version).evidence:
        own = acting if attribution_class(each) == "on_record" else set()
        found.append((each, _side(each, entries) or own))
    return found


def _another(voice: tuple[Evidence, set[str]], beside: tuple[Evidence, set[str]]) -> bool:
    """Whether two reports are of two voices: of two sides, or of two persons or things of which
    two origins tell."""
    (one, whose), (other, theirs) = voice, beside
    if one is other:
        return False
    if whose and theirs - whose:
        return True
    sides = one.side is None or one.side != other.side
    voices = one.speaker is None or one.speaker != other.speaker
    return (sides and voices) or _origin(one) != _origin(other)


def _side(evidence: Evidence, entries: Entries) -> set[str]:
    side = evidence.side or evidence.on_behalf_of
    return set() if side is None else {entries.short(side)}


def _origin(evidence: Evidence) -> str | None:
    name = evidence.origin or evidence.outlet or evidence.source
    return None if name is None else " ".join(name.casefold().split())


def _origins(item: ClaimLine | ConflictLine, entries: Entries) -> Iterator[str]:
    """It rests on no origin that none of its reports has, and on each of its own."""
    confirming = item.confirmed_by if isinstance(item, ClaimLine) else ()
    own = {_origin(each) for each in entries.step(item.version).evidence}
    every = own | {
        _origin(one) for each in confirming if each in entries.places
        for one in entries.step(each).evidence
    }  # fmt: skip
    told = {" ".join(each.casefold().split()) for each in item.origins}
    if isinstance(item, ClaimLine) and told - every:
        yield f"it rests on {sorted(told - every)}, of whom no report is behind it"
    if own - {None} - told:
        yield f"it does not rest on {sorted(each for each in own - told if each)}, who report it"


# What is agreed ----------------------------------------------------------------------------------


def _all_assent(version: int, entries: Entries) -> bool:
    """Whether everybody who sat at the table when a step was made agreed to it, on record."""
    step = entries.step(version)
    if not isinstance(step, DealReached | DealAmended | PartialAgreementReached):
        return False
    table = entries.table(version)
    assent = {name for each in step.assent for name in entries.actors((each.party,), version)}
    return {*table} <= assent and attribution_class(leading(step.evidence)) == "on_record"


def _agreed(answer: AgreedAnswer, entries: Entries) -> Iterator[str]:
    for item in answer.items:
        if item.kind in ("deal", "amendment", "partial", "ended"):
            yield from (f"{item.kind} v{item.version}: {each}" for each in _of_all(item, entries))
        elif item.kind == "claimed":
            if _all_assent(item.version, entries):
                yield f"v{item.version} is only claimed, and all agreed to it"
        elif item.kind == "open":
            for each in item.steps:
                if item.issue not in {term.issue for term in entries.terms(each)}:
                    yield f"v{each} puts no {item.issue} on the table"
    yield from _left_out(answer, entries)


def _of_all(item: AgreedLine, entries: Entries) -> Iterator[str]:
    step = entries.step(item.version)
    seated = isinstance(step, DealAmended) or _all_assent(item.version, entries)
    if not seated:
        yield "agreed without everybody at the table"
    if item.kind == "ended":
        return
    for later in entries.after(item.version):
        state = entries.moves.get(later.version)
        if state == "collapsed":
            yield f"it stands, and v{later.version} ended the talks"
        if item.kind in ("deal", "amendment") and state is not None and state != "deal_reached":
            yield f"it stands, and v{later.version} ended the deal"


def _left_out(answer: AgreedAnswer, entries: Entries) -> Iterator[str]:
    told = {(item.version, item.issue, item.quantity, item.seats, item.words)
            for item in answer.items}  # fmt: skip
    versions = {item.version for item in answer.items}
    agreed = {
        (item.issue, item.quantity, item.seats, item.words)
        for item in answer.items
        if item.kind in ("deal", "amendment", "partial")
    }
    for each in entries.told:
        later = [*entries.after(each.version)]
        changed = any(isinstance(one.step, DealAmended | DealReached) for one in later)
        if isinstance(each.step, DealReached) and not changed:
            for term in each.step.terms:
                if (each.version, term.issue, term.quantity, term.seats, term.words) not in told:
                    yield f"v{each.version}: {term} was agreed, and is left out"
        stances = each.step.stances if isinstance(each.step, StatementMade) else ()
        terms = each.step.terms if isinstance(each.step, StatementMade) else ()
        held = [(term.issue, term.quantity, term.seats, term.words) in agreed for term in terms]
        settled = bool(held) and all(held)  # what all agreed to is not claimed beside
        if "claims_agreement" in stances and each.version not in versions and not settled:
            yield f"v{each.version} says that it is agreed, and is left out"


# People ------------------------------------------------------------------------------------------

STAYS = ("resignation_offered", "resignation_refused")


def _people(answer: PeopleAnswer, entries: Entries) -> Iterator[str]:
    told = cited(answer.items)
    for each in entries.told:
        step = each.step
        meets = isinstance(step, MeetingHeld) and step.mediator is not None
        named = meets or isinstance(step, NegotiatorAppointed | MandateChanged)
        if named and each.version not in told:
            yield f"v{each.version} is left out"
    for item in answer.items:
        yield from (f"v{item.version}, {item.person}: {each}" for each in _task(item, entries))


def _task(item: PersonItem, entries: Entries) -> Iterator[str]:
    step = entries.step(item.version)
    if isinstance(step, NegotiatorAppointed):
        others = tuple(each for each in step.person if each != item.person)
        if item.beside != others:
            yield f"it is told beside {item.beside}, and the step names {others}"
        if (item.role, item.title) != (step.role, step.title):
            yield f"the task is {step.role}, {step.title}"
        if item.predecessor != (", ".join(step.replaces) or None):
            yield f"it replaces {step.replaces}"
    for later in entries.after(item.version):
        if not isinstance(later.step, TenureChanged) or not _meant(later.step, item, entries):
            continue
        ended = entries.places.get(item.until_version or 0)
        if ended is not None and ended < entries.places[later.version]:
            continue
        if later.version not in cited(item):
            yield f"v{later.version} says that it is {later.step.now}, which is left out"
        counts = later.step.effective is None or _over(later.step.effective, entries)
        if later.step.now not in STAYS and item.standing and counts:
            yield f"it stands, and v{later.version} ended it"


def _meant(step: TenureChanged, item: PersonItem, entries: Entries) -> bool:
    """Whether a step is certainly about this task: it names the person, and what else it names is
    of this task too."""
    persons = {each.casefold() for each in step.person}
    named = item.kind == "appointment" and (item.person or "").casefold() in persons
    task = step.role in (None, item.role) and step.title in (None, item.title)
    whose = step.principal is None or entries.short(step.principal) == item.principal
    return named and task and whose


# Conflicts ---------------------------------------------------------------------------------------


def _conflicts(answer: ConflictsAnswer, entries: Entries) -> Iterator[str]:
    by_number: dict[int, list[ConflictLine]] = {}
    for item in answer.items:
        by_number.setdefault(item.conflict, []).append(item)
    for lines in by_number.values():
        versions = {each.version for each in lines}
        for one in lines:
            figure = one.kind in ("figures", "names")
            yield from (_origins_of_figure if figure else _origins)(one, entries)
            for other in one.against:
                if other not in versions:
                    yield f"v{one.version} stands against v{other}, which is not shown beside it"
                for another in lines:
                    if another.version == other and one.kind == "figures":
                        yield from _clash(one, another, entries)
                if one.version not in {n for each in lines if each.version == other
                                       for n in each.against}:  # fmt: skip
                    yield f"v{one.version} stands against v{other}, and not the other way round"


def _origins_of_figure(one: ConflictLine, entries: Entries) -> Iterator[str]:
    """It rests on the origins of those alone who give the same figure of the same issue."""
    alike = [
        report
        for told in entries.told
        for term in entries.terms(told.version)
        if (term.issue, term.quantity) == (one.issue, one.quantity)
        for report in told.step.evidence
    ]
    told = {" ".join(each.casefold().split()) for each in one.origins}
    if missing := told - {_origin(each) for each in alike}:
        yield f"it rests on {sorted(missing)}, of whom nobody gives that figure"


def _clash(one: ConflictLine, other: ConflictLine, entries: Entries) -> Iterator[str]:
    here, there = entries.step(one.version), entries.step(other.version)
    linked = {here.supersedes, here.in_reply_to} & {other.version} or (
        {there.supersedes, there.in_reply_to} & {one.version}
    )
    if linked:
        yield f"v{one.version} and v{other.version} answer one another"
    alike = one.quantity is not None and (one.quantity, one.seats) == (other.quantity, other.seats)
    if alike and not _differ_elsewhere(one, other, entries):
        yield f"v{one.version} and v{other.version} have one figure"


def _differ_elsewhere(one: ConflictLine, other: ConflictLine, entries: Entries) -> bool:
    """Whether one of two steps has another figure too, with which the other is in conflict."""
    return len(entries.terms(one.version)) > 1 or len(entries.terms(other.version)) > 1


# Who will not sit with whom ----------------------------------------------------------------------


def _exclusions(answer: ExclusionsAnswer, entries: Entries) -> Iterator[str]:
    told = {item.version for item in answer.items if item.negotiation == answer.negotiation}
    for each in entries.told:
        if not isinstance(each.step, StatementMade) or each.version in told:
            continue
        refuses = "rules_out" in each.step.stances
        parties = entries.parties & {*entries.excluders(each.version)}
        whom = entries.parties & {*entries.to(each.version)} - parties
        of_it = each.step.proposition not in ("figure", "collapse")
        # Who turns down one meeting, or one offer, excludes nobody.
        whole = of_it and not (each.step.terms or each.step.about or each.step.in_reply_to)
        if refuses and parties and whom and whole:
            yield f"v{each.version} refuses {sorted(whom)}, and is left out"


# What changed ------------------------------------------------------------------------------------


def _changes(answer: ChangesAnswer, entries: Entries) -> Iterator[str]:
    told = {item.version: item for item in answer.items if item.what in ("late", "new")}
    since = {v for v, entry in entries.recorded.items() if entry.position > answer.since}
    for each in entries.told:
        item = told.get(each.version)
        if (item is not None) != (each.version in since):
            yield f"v{each.version} is told as new, or left out, and is not"
        follower = next(
            (late.version for late in entries.after(each.version) if late.version not in since),
            None,
        )
        if item is not None and item.before_step != follower:
            yield f"v{each.version} stands before v{follower} and not v{item.before_step}"
    ours = {item.version for item in answer.items if item.what == "correction"}
    if ours - since:
        yield f"our corrections {sorted(ours - since)} were known before"


RULES: Mapping[type[Struct], Callable[..., Iterable[str]]] = {
    TableAnswer: _table,
    OffersAnswer: _offers,
    DemandsAnswer: _demands,
    ClaimsAnswer: _claims,
    AgreedAnswer: _agreed,
    PeopleAnswer: _people,
    ConflictsAnswer: _conflicts,
    ExclusionsAnswer: _exclusions,
    ChangesAnswer: _changes,
}
