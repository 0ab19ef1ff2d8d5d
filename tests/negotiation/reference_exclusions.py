"""Who will not sit with whom, worked out slowly from the steps alone, as docs/adr/0043 says it.

No row and no view is read: of each pair of parties everything that came after a refusal is looked
at anew, in the refusal's own stream by the account, in the others by their dates.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    AllianceProposed,
    ConcessionMade,
    DealAmended,
    DealReached,
    OfferAccepted,
    OfferMade,
    PartialAgreementReached,
    PartyJoined,
    PartyWithdrew,
    StatementMade,
    Step,
    TalksOpened,
    TalksResumed,
)
from tests.negotiation.reference_answers import Standing, Told, short, stands, written_class

__all__ = ["Stream", "refusals"]

SEATS = ("seat_count", "constituencies", "seat_swap")
ORDER = ("denied", "taken_back", "overtaken", "not_taken_back")


@dataclass
class Stream:
    """One negotiation with its steps in view."""

    slug: str
    registration: NegotiationRegistered
    told: Sequence[Told]
    called: Mapping[str, str]
    """Short name here -> what the party is called in the stream that is asked."""

    def bounds(self, place: int) -> Bounds:
        return parse_moment(self.told[place].step.occurred).bounds(self.registration.zone)

    def seated(self, place: int) -> list[str]:
        """Who sat at the table before a step."""
        return [self.short(each) for each in self._stood[place].at_table]

    @cached_property
    def _stood(self) -> list[Standing]:
        """Where the talks stood before each step, and after the last."""
        counts = range(len(self.told) + 1)
        return [stands(self.registration, self.told[:count]) for count in counts]

    def short(self, name: str) -> str:
        found = short(self.registration, name)
        return self.called.get(found, found)

    def names(self, place: int, given: Sequence[str]) -> set[str]:
        """Actors as answers name them; `all` is everybody at the table."""
        found: set[str] = set()
        for name in given:
            found |= {*self.seated(place)} if name == "all" else {self.short(name)}
        return found

    def to(self, place: int) -> set[str]:
        """To whom a step goes; without those who act where it goes to all."""
        step = self.told[place].step
        by, found = self.names(place, step.by), set[str]()
        for name in step.to:
            found |= {*self.seated(place)} - by if name == "all" else self.names(place, [name])
        if isinstance(step, OfferMade) and not step.to:
            return {*self.seated(place)} - by
        return found

    def place(self, version: object) -> int | None:
        found = [n for n, each in enumerate(self.told) if each.version == version]
        return found[0] if found else None

    def moved(self, place: int) -> bool:
        return self._stood[place].state != self._stood[place + 1].state


def refusals(streams: Sequence[Stream], which: int) -> Iterator[tuple[int, str, set[str], str]]:
    """(version, kind, whom, what became of it) of each refusal in one of the streams."""
    own = streams[which]
    parties = {own.short(each.party) for each in own.registration.parties}
    for place, each in enumerate(own.told):
        step, by = each.step, own.names(place, each.step.by) & parties
        kind = _kind(step)
        whom = {each for each in own.to(place) if not each.startswith("office:")}
        if not by:  # who is no party may speak in the voice of one
            voices = (
                one.side or one.on_behalf_of
                for one in step.evidence
                if written_class([one.attribution]) == each.written_class
            )
            by = own.names(place, [one for one in voices if one is not None]) & parties
        if isinstance(step, PartyWithdrew):
            by, whom = own.names(place, step.excluded_by), own.names(place, step.parties)
        if kind is None or not by or not whom:
            continue
        pairs = {(one, other) for one in by for other in whom if one != other}
        became = {_became(streams, which, place, pair) for pair in pairs}
        if isinstance(step, StatementMade) and step.issue is not None:
            # Of one matter: what they did together in another is beside the point.
            became = {_became(streams, which, place, pair, issue=step.issue) for pair in pairs}
        if len(became) > 1:
            yield each.version, kind, whom, "in_part"
        else:
            yield each.version, kind, whom, became.pop() if became else "not_taken_back"


def _kind(step: Step) -> str | None:
    if isinstance(step, StatementMade):
        of_a_thing = step.terms or step.issue in SEATS or step.proposition in ("figure", "collapse")
        return "ruled_out" if "rules_out" in step.stances and not of_a_thing else None
    if isinstance(step, PartyWithdrew):
        return "put_out" if step.excluded_by else None
    return None


def _became(
    streams: Sequence[Stream],
    which: int,
    place: int,
    pair: tuple[str, str],
    *,
    issue: str | None = None,
) -> str:
    found = {"not_taken_back"}
    refused = streams[which].bounds(place).latest
    version = streams[which].told[place].version
    for number, other in enumerate(streams):
        moved = False
        for later in range(place + 1 if number == which else 0, len(other.told)):
            step = other.told[later].step
            certain = refused <= other.bounds(later).earliest
            if number == which:
                pointed = version in (
                    *(step.about, step.in_reply_to, step.supersedes, *step.after),
                    *(getattr(step, "dropped", None), getattr(step, "rejected", None)),
                )
                certain = certain or pointed or (moved and other.moved(later))
                moved = moved or (certain and other.moved(later))
            if certain:
                about = version if number == which else None
                made = _makes(other, later, pair, about)
                beside = issue is not None and issue not in _agreed_on(step)
                found |= set() if beside and made == "overtaken" else {made}
    return min(found, key=ORDER.index)


def _agreed_on(step: Step) -> set[str]:
    """On what all agreed with a step."""
    terms = step.now if isinstance(step, DealAmended) else getattr(step, "terms", ())
    mutual = isinstance(step, PartialAgreementReached | DealReached | DealAmended)
    return {each.issue for each in terms} if mutual else set()


def _makes(other: Stream, place: int, pair: tuple[str, str], refusal: int | None) -> str:
    """What a step makes of the refusal of one by another."""
    party, whom = pair
    step = other.told[place].step
    by, to, table = other.names(place, step.by), other.to(place), {*other.seated(place)}
    own = party in by
    match step:
        case StatementMade():
            return _word(other, place, pair, refusal) if own else "not_taken_back"
        case ConcessionMade():
            dropped = own and refusal is not None and step.dropped == refusal
            return "taken_back" if dropped else "not_taken_back"
        case AllianceProposed() | OfferMade():
            done = own and whom in by | (to or table)
        case OfferAccepted():
            at = other.place(step.offer)
            giver = set() if at is None else other.names(at, other.told[at].step.by)
            done = own and whom in by | giver
        case TalksOpened() | TalksResumed():
            parked = isinstance(step, TalksResumed) and step.scope is not None
            there = by | (to | other.names(place, step.parties) or table)
            done = not parked and {party, whom} <= there
        case PartyJoined():
            consent = other.names(place, step.consent)
            done = party in consent and whom in consent | other.names(place, step.parties)
        case PartialAgreementReached() | DealReached() | DealAmended():
            assent = other.names(place, [each.party for each in step.assent])
            all_of_it = isinstance(step, DealReached | DealAmended) or (
                table <= assent and other.told[place].written_class == "on_record"
            )
            done = all_of_it and {party, whom} <= assent
        case _:
            done = False
    return "overtaken" if done else "not_taken_back"


def _word(other: Stream, place: int, pair: tuple[str, str], refusal: int | None) -> str:
    step = other.told[place].step
    assert isinstance(step, StatementMade)
    stances = set(step.stances)
    if refusal is not None and step.about == refusal:
        if stances & {"denies", "refutes"}:
            return "denied"
        if "corrects" in stances:
            return "taken_back"
    by = other.names(place, step.by)
    answered: set[str] = set()
    for pointer in (step.about, step.in_reply_to):
        if (at := other.place(pointer)) is not None and at < len(other.told):
            answered |= other.names(at, other.told[at].step.by)
    heard = by | (other.to(place) or answered or {*other.seated(place)} - by)
    if stances & {"rules_out", "rebuffs", "denies"} or pair[1] not in heard:
        return "not_taken_back"
    kind = {"welcomes", "claims_talks", "claims_agreement"}
    return "taken_back" if stances & kind else "not_taken_back"
