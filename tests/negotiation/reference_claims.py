"""Claims, agreements, sums and seats worked out slowly from DOMAIN §4, as a judge of the views.

Every question is asked of the steps themselves, each looked at against each. No row and no view of
ours is read. What DOMAIN leaves open is decided as docs/adr/0019 says.
"""

from collections.abc import Sequence

from parley.negotiation.evidence import Evidence
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.registration import NegotiationRegistered, totals_of
from parley.negotiation.steps import (
    ConcessionMade,
    DealAmended,
    DealReached,
    DemandMade,
    MeetingHeld,
    NegotiationClosed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    PartialAgreementReached,
    RegistrationAmended,
    StatementMade,
    Step,
    TalksOpened,
    Term,
    UnilateralMoveMade,
)
from tests.negotiation.reference_answers import Told, settled_issue, short, stands
from tests.negotiation.reference_offers import (
    Named,
    actors,
    amended_by,
    conflicting,
    named_figures,
    pool,
    shares,
)

__all__ = [
    "agreed_terms",
    "claimed_steps",
    "early_claims",
    "open_issues",
    "shared_list_seats",
    "shared_seats",
    "statuses_of_claims",
    "verdict_of_deal",
    "what_it_ends",
]

ON_RECORD = ("on_record", "party_statement", "document", "public_record", "own_observation")
SHOWN = ("document", "public_record", "own_observation")
PARTIAL = ("figure", "words", "secrecy")
OF_SEATS = ("seat_count", "constituencies", "seat_swap")


# Claim status -----------------------------------------------------------------------------------


def statuses_of_claims(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, str]]:
    """(version, status) of every claim that was not retracted, in the order of occurrence."""
    pairs = [pair for pair, _ in conflicting(registration, told)]
    figures = named_figures(registration, told)
    found: list[tuple[int, str]] = []
    for place, each in enumerate(told):
        every = _denying(registration, told, place, figures)
        denials = [one for one in every if _denies_all(registration, told, place, one, figures)]
        said = _confirming(registration, told, place, figures)
        done = _taking_up(registration, told, place, figures)
        standing = [
            one
            for one in denials
            if not _pointed(told, told[one].version, {"corrects", "refutes"})
            and not any(
                other > one and _heard(registration, told, other) & _heard(registration, told, one)
                for other in said | done
            )
        ]
        settled = _settled(registration, told, place)
        corrected = _pointed(told, each.version, {"corrects"})
        refuted = _pointed(told, each.version, {"refutes"})
        disputed = {version for pair in pairs for version in pair}
        if not (_claims(registration, told, place, figures) or denials or corrected or refuted):
            continue
        behind = _same(registration, figures, told, place)
        behind |= _of_others(registration, told, place, figures)
        if settled is not None and settled[0] == "confirmed":
            behind |= settled[1]
        for one in denials:
            behind |= _pointed(told, told[one].version, {"corrects", "refutes"})
        status = "stated" if each.written_class == "on_record" else "reported"
        if done:
            status = "taken_up"
        if settled is not None and settled[0] == "settled":
            status = "settled"
        if _shown(registration, told, place):
            status = "shown"
        if _borne_out(registration, told, place, behind | {place}, disputed, figures):
            status = "corroborated"
        if each.version in disputed:
            status = "disputed"
        if settled is not None and settled[0] == "otherwise":
            status = "otherwise"
        if said or (settled is not None and settled[0] == "confirmed"):
            status = "confirmed"
        if standing:
            status = "denied"
        if refuted:
            status = "refuted"
        if corrected:
            status = "corrected"
        found.append((each.version, status))
    return found


def _borne_out(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    behind: set[int],
    disputed: set[int],
    figures: Sequence[Named],
) -> bool:
    """Whether any piece of evidence bears out another one, the first of them the claim's own."""
    concerned = _concerned(registration, told, place, figures)
    own = [one for one in told[place].step.evidence if one.attribution in ON_RECORD]
    for first in own or told[place].step.evidence:
        for other in behind:
            for second in told[other].step.evidence:
                if first is second or told[other].version in disputed:
                    continue
                one_word = isinstance(told[place].step, StatementMade | PartialAgreementReached)
                joint = len(actors(registration, told, place, told[place].step.by)) > 1
                if (
                    one_word
                    and joint
                    and other == place
                    and second.attribution in ON_RECORD
                    and second.attribution not in SHOWN
                ):
                    continue
                ours = _sides(registration, told, told[place], first)
                theirs = _sides(registration, told, told[other], second)
                elsewhere = bool(
                    _origin(first) and _origin(second) and _origin(first) != _origin(second)
                )
                recorded = second.attribution in ON_RECORD
                leaked = "leak" in getattr(told[other].step, "stances", ())
                shown = second.attribution in SHOWN and not leaked
                names = [
                    " ".join((one.speaker or "").casefold().split()) for one in (first, second)
                ]
                apart = names[0] not in names[1] and names[1] not in names[0]
                if ours and theirs - ours:
                    return True
                if first.attribution in ON_RECORD:
                    another = recorded and all(names) and apart
                    if elsewhere and (another or shown):
                        return True
                elif (
                    recorded and (names[1] or theirs or shown) and (elsewhere or theirs & concerned)
                ):
                    return True
    return False


def _origin(one: Evidence) -> str:
    return " ".join((one.origin or one.outlet or one.source or "").casefold().split())


def _shown(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> bool:
    """Whether the public record has it, or a document that is no party's own and did not leak."""
    step = told[place].step
    names = {party.party for party in registration.parties}
    own = bool(names & {*actors(registration, told, place, step.by)})
    own = own or "leak" in getattr(step, "stances", ())
    kinds = {one.attribution for one in step.evidence}
    return "public_record" in kinds or ("document" in kinds and not own)


def _settled(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> tuple[str, set[int]] | None:
    """(confirmed, otherwise or settled, the places of the agreements that made it so)."""
    step = told[place].step
    if not _says_agreed(registration, told, place):
        shown = _first_shown(registration, told, place)
        return None if shown is None else ("settled", {shown})
    terms = getattr(step, "terms", ())
    if not terms:
        whole = isinstance(step, StatementMade) and step.issue is None
        deal = _deal_for(registration, told, place) if whole else None
        if deal is None:
            return None
        return "confirmed" if deal < place else "settled", {deal}
    found = [_of_term(registration, told, place, term) for term in terms]
    known = [one for one in found if one is not None]
    if not known:
        return None
    if any(word == "otherwise" for word, _ in known):
        return "otherwise", {other for word, other in known if word == "otherwise"}
    every = len(known) == len(found) and all(word == "confirmed" for word, _ in known)
    return "confirmed" if every else "settled", {other for _, other in known}


def _first_shown(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> int | None:
    """Of talks that a report opened: the first later step on record by those at the table that
    shows talks, or ends them."""
    states = [stands(registration, told[:number]).state for number in range(len(told) + 1)]
    opened = isinstance(told[place].step, TalksOpened) and states[place] != "talks_underway"
    if not opened or _heard(registration, told, place):
        return None
    for other in range(place + 1, len(told)):
        step = told[other].step
        stances = getattr(step, "stances", ())
        shows = isinstance(step, TalksOpened | PartialAgreementReached | MeetingHeld)
        shows = shows or "claims_talks" in stances
        if "confirms" in stances:
            target = [each.step for each in told if each.version == getattr(step, "about", None)]
            of = getattr(step, "proposition", None)
            shows = shows or of == "talks" or (of is None and [*map(_opens, target)] == [True])
        table = {*stands(registration, told[: other + 1]).at_table}
        if states[other + 1] != "talks_underway" or (
            shows and _heard(registration, told, other) & table
        ):
            return other if told[other].written_class == "on_record" else None
    return None


def _opens(step: Step) -> bool:
    return isinstance(step, TalksOpened | MeetingHeld)


def _deal_for(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> int | None:
    step = told[place].step
    names = {party.party for party in registration.parties}
    named = names & {*actors(registration, told, place, (*step.by, *step.to))}
    states = [stands(registration, told[: number + 1]).state for number in range(len(told))]
    for other, each in enumerate(told):
        if not isinstance(each.step, DealReached):
            continue
        if not named <= {short(registration, one.party) for one in each.step.assent}:
            continue
        if other < place and {*states[other:place]} == {"deal_reached"}:
            return other
        between = range(place + 1, other)
        ended = any(states[n] == "collapsed" != states[n - 1] for n in between)
        if other > place and not ended:
            return other
    return None


def _of_term(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, claimed: Term
) -> tuple[str, int] | None:
    others: list[int] = []
    standing = agreed_terms(registration, told[:place])
    for other, each in enumerate(told):
        step = each.step
        agreed: Sequence[Term] = ()
        if isinstance(step, DealReached):
            agreed = step.terms
        elif isinstance(step, DealAmended):
            agreed = step.now
        elif isinstance(step, PartialAgreementReached) and _of_all(registration, told, other):
            agreed = step.terms
        for term in agreed:
            if _share(registration, told, place, claimed) != _share(
                registration, told, other, term
            ):
                continue
            if other < place and (each.version, term) not in standing:
                continue
            if other == place:
                continue
            if _has_it(registration, claimed, term):
                return "confirmed", other
            apart = _contradicts(registration, claimed, term)
            zone = registration.zone
            first = parse_moment(told[place].step.occurred).bounds(zone)
            then = parse_moment(step.occurred).bounds(zone)
            if other > place and apart and first.precedes(then):
                return "otherwise", other
            if other > place and not apart:
                others.append(other)
    return ("settled", others[0]) if others else None


def _share(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, term: Term
) -> tuple[object, ...]:
    stood = totals_of(amended_by(registration, told[: place + 1]).pools)
    of = None if term.quantity is None else term.quantity.of
    drawn = pool(registration, term)
    whole = None if drawn is not None and of == stood.get(drawn) else of
    party = None if term.party is None else short(registration, term.party)
    return party, drawn, settled_issue(term.issue), whole


def _has_it(registration: NegotiationRegistered, claimed: Term, term: Term) -> bool:
    ours = {seat(registration, name) for name in claimed.seats}
    theirs = {seat(registration, name) for name in term.seats}
    if claimed.words is not None and claimed.words.lower() != (term.words or "").lower():
        return False
    if ours - theirs:
        return False
    if claimed.quantity is None:
        return bool(ours) or claimed.words is not None
    if term.quantity is None:
        return bool(theirs) and claimed.quantity.bounds() == (len(theirs), len(theirs))
    units = [one.unit for one in (claimed.quantity, term.quantity) if one.unit is not None]
    numbers = [
        (
            one.kind,
            one.bounds(),
            one.value,
            (one.verbatim or "").lower() if one.kind == "unquantified" else "",
        )
        for one in (claimed.quantity, term.quantity)
    ]
    return len({*units}) < 2 and numbers[0] == numbers[1]


def _contradicts(registration: NegotiationRegistered, claimed: Term, term: Term) -> bool:
    ours = {seat(registration, name) for name in claimed.seats}
    theirs = {seat(registration, name) for name in term.seats}
    if ours and theirs and ours - theirs and theirs - ours:
        return True
    one, other = claimed.quantity, term.quantity
    return one is not None and other is not None and one.meets(other) is False


def _heard(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> set[str]:
    """The parties among those who act whose own word a step is on record."""
    step = told[place].step
    by = set(actors(registration, told, place, step.by)) & {
        party.party for party in registration.parties
    }
    return {
        party
        for one in _recorded(step)
        for party in by
        if one.attribution in ("document", "public_record")
        or party in _voice(registration, told, place, one)
    }


def _of_others(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    figures: Sequence[Named],
) -> set[int]:
    """The places of the statements to confirm it by others than those whose word it is."""
    own = _heard(registration, told, place)
    names = _speakers(told[place].step)
    return {
        other
        for other, each in enumerate(told)
        if isinstance(each.step, StatementMade)
        and "confirms" in each.step.stances
        and told[place].version in (each.step.about, each.step.in_reply_to)
        and _of_the_claim(registration, told, place, each.step, figures)
        and not _heard(registration, told, other) & own
        and (_heard(registration, told, other) or not _speakers(told[other].step) & names)
    }


def _of_the_claim(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    said: StatementMade,
    figures: Sequence[Named],
) -> bool:
    """Whether a confirmation is about the step, or answers it with what it claims."""
    if said.about is not None:
        return said.about == told[place].version
    claimed = _claimed(registration, told, place)
    if claimed is not None:
        return said.proposition == claimed
    issues = {each.term.issue for each in figures if each.place == place}
    return said.proposition == "figure" and len(issues) == 1


def _speakers(step: Step) -> set[str]:
    return {" ".join(one.speaker.casefold().split()) for one in _recorded(step) if one.speaker}


def _confirming(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    figures: Sequence[Named],
) -> set[int]:
    """The same by those whom the step is about, on record."""
    return {
        other
        for other in _of_others(registration, told, place, figures)
        if _listened(registration, told, place, other, figures)
    }


def _taking_up(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    figures: Sequence[Named],
) -> set[int]:
    """The places of what those whom the step is about, and whose word it is not, did with it or
    said of it without saying the opposite, on record."""
    version = told[place].version
    found = _taken_up(told, place)
    asks = isinstance(told[place].step, OfferMade | DemandMade)
    for other, each in enumerate(told):
        step = each.step
        if version not in (step.about, step.in_reply_to):
            continue
        if isinstance(step, StatementMade):
            against = {"denies", "corrects", "refutes"} & {*step.stances}
            whole = "confirms" in step.stances and _of_the_claim(
                registration, told, place, step, figures
            )
            if not against and not whole and not _opposite(told[place].step, step):
                found.add(other)
        answers = isinstance(
            step, OfferMade | DemandMade | ConcessionMade | OfferAccepted | OfferRejected
        )
        if answers and asks:
            found.add(other)
    return {other for other in found if _listened(registration, told, place, other, figures)}


def _opposite(one: Step, other: StatementMade) -> bool:
    """Whether two statements say the opposite, neither of them by denying."""
    first, second = {*getattr(one, "stances", ())}, {*other.stances}
    if "denies" in first and getattr(one, "proposition", None) in PARTIAL:
        return False
    pairs = (
        ({"claims_agreement"}, {"claims_talks", "pessimistic"}),
        ({"optimistic"}, {"pessimistic"}),
        ({"denies", "refutes"}, {"claims_agreement"}),
    )
    return any(
        (first & one and second & two) or (first & two and second & one) for one, two in pairs
    )


def _listened(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    other: int,
    figures: Sequence[Named],
) -> bool:
    """Whether a step is the word, on record, of one whom another is about and whose word that is
    not already."""
    named = _concerned(registration, told, place, figures)
    of_all = not named or _says_agreed(registration, told, place)
    of_all = of_all or "claims_talks" in getattr(told[place].step, "stances", ())
    concerned = named | (_table(registration, told, other) if of_all else set())
    heard = _heard(registration, told, other)
    return bool(heard & concerned - _heard(registration, told, place))


def _table(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> set[str]:
    return set(stands(registration, told[:place]).at_table)


def _taken_up(told: Sequence[Told], place: int) -> set[int]:
    """The places of the steps that treat the step as one that was made."""
    fields = ("offer", "rejected", "dropped", "condition", "deadline", "demand")
    return {
        other
        for other, each in enumerate(told)
        for field in fields
        for value in [getattr(each.step, field, None)]
        if told[place].version in (value if isinstance(value, tuple) else (value,))
    }


def _claims(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, figures: Sequence[Named]
) -> bool:
    each = told[place]
    step = each.step
    if isinstance(step, StatementMade):
        claiming = {"claims_agreement", "claims_talks", "leak"} & set(step.stances)
        if each.written_class != "on_record":
            claiming |= {"denies", "refutes"} & set(step.stances)
        return bool(claiming or any(figure.place == place for figure in figures))
    if isinstance(step, PartialAgreementReached):
        return not _of_all(registration, told, place)
    if isinstance(step, DemandMade) and _told_by_the_other(registration, told, place):
        return True
    record = isinstance(step, RegistrationAmended | NegotiationClosed)
    return not record and each.written_class != "on_record"


def _told_by_the_other(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> bool:
    step = told[place].step
    by = actors(registration, told, place, step.by)
    own = any(set(_voice(registration, told, place, one)) & set(by) for one in _recorded(step))
    other = any(one.side and short(registration, one.side) not in by for one in step.evidence)
    return not own and other


def _recorded(step: Step) -> list[Evidence]:
    return [one for one in step.evidence if one.attribution in ON_RECORD]


def _voice(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, one: Evidence
) -> tuple[str, ...]:
    if one.side is not None:
        return (short(registration, one.side),)
    names = {party.party for party in registration.parties}
    if one.on_behalf_of and short(registration, one.on_behalf_of) in names:
        return (short(registration, one.on_behalf_of),)
    return actors(registration, told, place, told[place].step.by)


def _sides(
    registration: NegotiationRegistered, told: Sequence[Told], teller: Told, one: Evidence
) -> set[str]:
    names = {party.party for party in registration.parties}
    stated = short(registration, one.side or one.on_behalf_of or "")
    if stated in names:
        return {stated}
    if one.side is not None or one.attribution not in ON_RECORD:
        return set()
    place = [each.version for each in told].index(teller.version)
    return set(actors(registration, told, place, teller.step.by)) & names


def _denying(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, figures: Sequence[Named]
) -> list[int]:
    """The places of the denials, of it or of a part, by those whom it is about, on record."""
    found = []
    each = told[place]
    for other, denial in enumerate(told):
        step = denial.step
        if not isinstance(step, StatementMade) or "denies" not in step.stances:
            continue
        if each.version not in (step.about, step.in_reply_to):
            continue
        concerned = _concerned(registration, told, place, figures)
        if _claimed(registration, told, place) is not None or not concerned:
            concerned |= set(stands(registration, told[:other]).at_table)
        if _heard(registration, told, other) & concerned:
            found.append(other)
    return found


def _claimed(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> str | None:
    if _says_agreed(registration, told, place):
        return "agreement"
    return "talks" if "claims_talks" in getattr(told[place].step, "stances", ()) else None


def _denies_all(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    other: int,
    figures: Sequence[Named],
) -> bool:
    """Whether a denial is of the step, or of the very thing that it claims."""
    each, denial = told[place], told[other].step
    claimed = _claimed(registration, told, place)
    assert isinstance(denial, StatementMade)
    if denial.about != each.version:
        return claimed is not None and denial.proposition == claimed
    if denial.proposition not in PARTIAL:
        return True
    named = any(figure.place == place for figure in figures)
    if claimed is None and named and denial.proposition == "figure":
        return True
    leaked = "leak" in getattr(each.step, "stances", ())
    words = claimed is None and not named and isinstance(each.step, StatementMade)
    return denial.proposition == "words" and (leaked or words)


def _concerned(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    figures: Sequence[Named],
) -> set[str]:
    names = {party.party for party in registration.parties}
    step = told[place].step
    found = {*actors(registration, told, place, step.by)}
    found |= {*actors(registration, told, place, step.to)}
    for each in figures:
        if each.place == place:
            found |= {str(word) for subject in each.subjects for word in _flat(subject[1:-3])}
    return found & names


def _flat(words: Sequence[object]) -> list[object]:
    return [one for word in words for one in (word if isinstance(word, tuple) else (word,))]


def _pointed(told: Sequence[Told], version: int, stances: set[str]) -> set[int]:
    """The places of the statements with such a stance about a step."""
    return {
        place
        for place, each in enumerate(told)
        if isinstance(each.step, StatementMade)
        and stances & set(each.step.stances)
        and each.step.about == version
    }


def _when(registration: NegotiationRegistered, each: Told) -> Bounds:
    return parse_moment(each.step.occurred).bounds(registration.zone)


def _same(
    registration: NegotiationRegistered, every: Sequence[Named], told: Sequence[Told], place: int
) -> set[int]:
    """The places of other steps that have all that a step names: of each thing the same figure,
    its seats and its words; where neither takes the other's place, and no earlier offer stands for
    a later one."""
    own = [one for one in every if one.place == place]
    return {
        other
        for other in range(len(told))
        if own
        and other != place
        and told[other].version != getattr(told[place].step, "supersedes", None)
        and told[place].version != getattr(told[other].step, "supersedes", None)
        and not (
            isinstance(told[place].step, OfferMade | DemandMade)
            and isinstance(told[other].step, OfferMade | DemandMade)
            and _when(registration, told[other]).precedes(_when(registration, told[place]))
        )
        and all(
            any(each.place == other and _carries(registration, one, each) for each in every)
            for one in own
        )
    }


def _carries(registration: NegotiationRegistered, one: Named, other: Named) -> bool:
    ours, theirs = one.term, other.term
    if not any(subject in other.subjects for subject in one.subjects):
        return False
    if ours.words is not None and ours.words != theirs.words:
        return False
    if {seat(registration, name) for name in ours.seats} - {
        seat(registration, name) for name in theirs.seats
    }:
        return False
    if ours.quantity is None:
        return True
    return theirs.quantity is not None and (
        (ours.quantity.kind, ours.quantity.bounds(), ours.quantity.value)
        == (theirs.quantity.kind, theirs.quantity.bounds(), theirs.quantity.value)
        and ours.quantity.verbatim == theirs.quantity.verbatim
    )


# What is agreed ---------------------------------------------------------------------------------


def _of_all(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> bool:
    step = told[place].step
    assert isinstance(step, PartialAgreementReached)
    seated = set(stands(registration, told[:place]).at_table)
    assent = {short(registration, one.party) for one in step.assent}
    return seated <= assent and told[place].written_class == "on_record"


def _says_agreed(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> bool:
    step = told[place].step
    if isinstance(step, PartialAgreementReached):
        return not _of_all(registration, told, place)
    return isinstance(step, StatementMade) and "claims_agreement" in step.stances


def claimed_steps(registration: NegotiationRegistered, told: Sequence[Told]) -> list[int]:
    """The versions of one-sided partials and claims of agreement (question 11, "Claimed")."""
    return [
        each.version for place, each in enumerate(told) if _says_agreed(registration, told, place)
    ]


def early_claims(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, int | None]]:
    """(claim of agreement, first step of all after it) where none of all came before it."""
    mutual = [
        place
        for place, each in enumerate(told)
        if isinstance(each.step, DealReached)
        or (isinstance(each.step, PartialAgreementReached) and _of_all(registration, told, place))
    ]
    return [
        (each.version, told[mutual[0]].version if mutual else None)
        for place, each in enumerate(told)
        if _says_agreed(registration, told, place) and (not mutual or place < mutual[0])
    ]


def agreed_terms(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, Term]]:
    """(version, term) of the deal as amended and of the partials of all before it on which it has
    no term; without a deal of all partials that still stand."""
    deal: list[tuple[int, Term]] = []
    partial: list[tuple[int, Term]] = []
    kept: list[tuple[int, Term]] = []
    before: str | None = None
    for place, each in enumerate(told):
        step = each.step
        after = stands(registration, told[: place + 1]).state
        if isinstance(step, DealReached):
            deal += [(each.version, term) for term in step.terms]
        elif isinstance(step, DealAmended):
            then = amended_by(registration, told[:place])
            ended = what_it_ends(then, [term for _, term in (*deal, *kept, *partial)], step)
            deal = [one for one in deal if one[1] not in ended]
            kept = [one for one in kept if one[1] not in ended]
            partial = [one for one in partial if one[1] not in ended]
            deal += [(each.version, term) for term in step.now]
        elif isinstance(step, PartialAgreementReached) and _of_all(registration, told, place):
            partial += [(each.version, term) for term in step.terms]
        if after != before:
            if before == "deal_reached":
                deal, kept, partial = [], [], []
            if after == "deal_reached" and isinstance(step, DealReached):
                named = {about(registration, term) for term in step.terms}
                kept = [one for one in partial if about(registration, one[1]) not in named]
            if after in ("deal_reached", "collapsed"):
                partial = []
        before = after
    return [*kept, *deal] if before == "deal_reached" else partial


def about(registration: NegotiationRegistered, term: Term) -> tuple[str | None, str]:
    """What a term settles, whoever gets it; names settle the number of seats."""
    return pool(registration, term), settled_issue(term.issue)


def what_it_ends(
    registration: NegotiationRegistered, standing: Sequence[Term], step: DealAmended
) -> list[Term]:
    """The standing terms that an amendment says were otherwise before it; and the only figure of a
    share for which it gives a new one without saying what it was."""
    ended: list[Term] = []
    for term in standing:
        for was in step.was:
            said = [
                term.quantity == was.quantity or was.quantity is None,
                sorted(seat(registration, name) for name in term.seats)
                == sorted(seat(registration, name) for name in was.seats)
                or not was.seats,
                term.words == was.words or was.words is None,
            ]
            if _thing(registration, term) == _thing(registration, was) and all(said):
                ended.append(term)
    for now in step.now:
        thing = _thing(registration, now)
        figures = [
            term for term in standing if _thing(registration, term) == thing and term.quantity
        ]
        given = [was for was in step.was if _thing(registration, was) == thing]
        if now.quantity and len(figures) == 1 and not given:
            ended += figures
    return ended


def _thing(registration: NegotiationRegistered, term: Term) -> tuple[object, ...]:
    whose = None if term.party is None else short(registration, term.party)
    return whose, pool(registration, term), term.issue


def open_issues(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> set[tuple[str, str | None]]:
    """(issue, pool) of what was offered or demanded and has no agreed term."""
    settled = {about(registration, term) for _, term in agreed_terms(registration, told)}
    named: set[tuple[str, str | None]] = {
        (term.issue, pool(registration, term))
        for each in told
        if isinstance(each.step, OfferMade | DemandMade)
        for term in each.step.terms
        if about(registration, term) not in settled
    }
    made = [each.step for each in told if isinstance(each.step, DealReached)]
    in_deal = stands(registration, told).state == "deal_reached"
    if not (in_deal and made and not made[-1].terms):
        return named
    # A deal without terms may have settled anything: only what came after it is known to be open.
    since = [place for place, each in enumerate(told) if each.step is made[-1]][-1]
    after = {
        (term.issue, pool(registration, term))
        for each in told[since:]
        if isinstance(each.step, OfferMade | DemandMade)
        for term in each.step.terms
    }
    return named & after


# Registrations, each for its time -----------------------------------------------------------------


def verdict_of_deal(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> tuple[str, int | None, int | None] | None:
    """(verdict, by at least, by at most) of a deal's own figures against the pool, by trying every
    total that they allow; None where no figure of seats is in it, or a speaker names a total, or
    nothing but words is given."""
    step = told[place].step
    assert isinstance(step, DealReached)
    total = totals_of(amended_by(registration, told[:place]).pools)["seats"]
    parts: dict[str | None, list[Term]] = {}
    for term in step.terms:
        if term.issue in OF_SEATS:
            whose = None if term.party is None else short(registration, term.party)
            if term not in parts.setdefault(whose, []):
                parts[whose].append(term)
    everything = [term for terms in parts.values() for term in terms]
    if not parts or any(term.quantity and term.quantity.of for term in everything):
        return None
    low, high, bounded = 0, 0, False
    for terms in parts.values():
        for term in [t for t in terms if t.issue == "seat_count"] or terms:
            least, most = (
                (len(term.seats), len(term.seats))
                if term.quantity is None
                else term.quantity.counts()
            )
            bounded = bounded or least is not None or most is not None
            low += least or 0
            high += 10_000 if most is None else most  # beyond every pool of the tests
    if not bounded:
        return None  # words alone add up to nothing
    if set(stands(registration, told[:place]).at_table) - set(parts):
        high = max(high, 10_000)
    possible = (low, high)
    if possible[0] > total:
        return "over", low - total, None if high >= 10_000 else high - total
    if possible[1] < total:
        return "short", total - high, total - low
    return ("closes", None, None) if low == high == total else ("unknown", None, None)


# Seats ------------------------------------------------------------------------------------------


def seat(registration: NegotiationRegistered, name: str) -> str:
    """A seat in the spelling that is registered, in small letters."""
    for each in registration.seat_names:
        if name.lower() in [other.lower() for other in (each.seat, *each.aliases)]:
            return each.seat.lower()
    return name.lower()


def shared_seats(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    standing: Sequence[tuple[int, int]],
) -> dict[str, tuple[set[str], set[int]]]:
    """Seat -> (parties with a hold on it, steps naming it as a friendly contest), for seats of two
    parties; `standing` are (version, line) of the offers and demands that still count."""
    holds: dict[str, set[str]] = {}
    friendly: dict[str, set[int]] = {}
    now = amended_by(registration, told)

    def hold(names: Sequence[str], parties: Sequence[str]) -> None:
        for name in names:
            holds.setdefault(seat(now, name), set()).update(parties)

    for place, each in enumerate(told):
        step = each.step
        terms: Sequence[Term] = ()
        if isinstance(step, OfferMade | DemandMade):
            terms = step.terms
            for line, (_, whom, term) in enumerate(shares(registration, told, place)):
                if (each.version, line) in standing and term.issue in OF_SEATS:
                    hold(term.seats, whom)
        elif isinstance(step, UnilateralMoveMade):
            hold(step.seats, actors(registration, told, place, step.by))
        elif isinstance(step, DealReached | PartialAgreementReached | StatementMade):
            terms = step.terms
        elif isinstance(step, DealAmended):
            terms = step.now
        for term in terms:
            if term.issue == "friendly_contest":
                for name in term.seats:
                    friendly.setdefault(seat(now, name), set()).add(each.version)
    for _, term in agreed_terms(registration, told):
        if term.party is not None and term.issue in OF_SEATS:
            hold(term.seats, [short(registration, term.party)])
    return {
        name: (parties, friendly.get(name, set()))
        for name, parties in holds.items()
        if len(parties) > 1
    }


def shared_list_seats(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> dict[int, set[tuple[int, str]]]:
    """Move -> (other side's move, seat in both), for every unilateral move."""
    found: dict[int, set[tuple[int, str]]] = {}
    now = amended_by(registration, told)
    lists = [
        (place, each.version, each.step)
        for place, each in enumerate(told)
        if isinstance(each.step, UnilateralMoveMade)
    ]
    for place, version, step in lists:
        by = set(actors(registration, told, place, step.by))
        found[version] = {
            (other_version, seat(now, name))
            for other_place, other_version, other in lists
            for name in step.seats
            if not by & set(actors(registration, told, other_place, other.by))
            and seat(now, name) in [seat(now, each) for each in other.seats]
        }
    return found
