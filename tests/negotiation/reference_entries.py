"""What the entries alone say at three moments: as known by then, as public by then, as far as over.

No row, no fold and no view is read. The order of the steps is the account's, which has a slow
judge of its own (`reference_account`); all else is worked out here, each time from the beginning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from parley.events.ledger import Ledger
from parley.events.politics import Entry, entry_of
from parley.negotiation.account import Account, Believed, account_of
from parley.negotiation.evidence import Evidence
from parley.negotiation.moments import Bounds, end_of, parse_moment
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered, totals_of
from parley.negotiation.steps import (
    DealAmended,
    DemandMade,
    EntryCorrected,
    NegotiatorAppointed,
    OfferMade,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    Step,
    TalksOpened,
    TalksResumed,
    Term,
    local_pointers,
)
from tests.negotiation.reference_answers import Told, stands

__all__ = ["Entries", "Times", "entries_at", "strings"]


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about: a day or `v4`, a day, a position; None = now, whatever, the head."""

    as_of: str | None = None
    public_at: str | None = None
    known_at: int | None = None


@dataclass
class Entries:
    """One stream as it is seen at some times."""

    registration: NegotiationRegistered | ContestRegistered
    told: Sequence[Told]
    """The steps in view, in their order."""
    recorded: dict[int, Entry]
    """Every entry that was known, by its version."""
    corrections: dict[int, EntryCorrected]
    """Ours, that were known."""
    bounds: dict[int, Bounds]
    position: int
    moment: int
    """When it is asked about (µs); what is over by then has passed."""
    before: dict[int, Step] = field(default_factory=dict)
    """Every step that was known as it was first recorded, in view or not."""

    @cached_property
    def places(self) -> dict[int, int]:
        return {each.version: place for place, each in enumerate(self.told)}

    def has(self, version: int) -> bool:
        return version == 1 or version in self.places

    def step(self, version: int) -> Step:
        return self.told[self.places[version]].step

    def said(self, version: int) -> list[msgspec.Struct]:
        """What an entry says, also of a step that we took back; an amendment says it of the
        registration."""
        if version == 1:
            return [self.registration]
        if not self.has(version):
            found = self.corrections.get(version) or self.before.get(version)
            return [] if found is None else [found]
        step = self.step(version)
        return [step, self.registration] if isinstance(step, RegistrationAmended) else [step]

    def after(self, version: int) -> Sequence[Told]:
        """The steps after one, in their order."""
        return self.told[self.places.get(version, -1) + 1 :]

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name that a party has, or had, without case -> its short name."""
        found: dict[str, str] = {}
        for each in self.registration.parties:
            for name in (each.party, each.name, *each.aliases):
                found[name.casefold()] = each.party
        for one in self.told:
            if isinstance(one.step, RegistrationAmended):
                _, _, rest = one.step.field.partition("parties.")
                which, _, what = rest.partition(".")
                parties = self.registration.parties
                party = (
                    parties[int(which)].party if which.isdigit() else found.get(which.casefold())
                )
                if what in ("name", "aliases") and party is not None:
                    found |= {name.casefold(): party for name in strings(one.step.now)}
        return found

    def spellings(self, seat: str) -> set[str]:
        """Every name that is registered for a seat, or was."""
        told = [getattr(self.registration, "seat_names", ())]
        told += [
            each.step.now
            for each in self.told
            if isinstance(each.step, RegistrationAmended) and each.step.field == "seat_names"
        ]
        every = [strings(one) for names in told for one in names]
        return {seat}.union(*(names for names in every if seat in names))

    @cached_property
    def everybody(self) -> set[str]:
        """Every name of a party, of somebody who speaks or has a task, and of a paper."""
        named = {each.name for each in self.registration.parties if len(each.name) > 1}
        for party in self.registration.parties:
            named |= {each for each in (party.party, *party.aliases) if len(each) > 1}
        for told in self.told:
            for each in told.step.evidence:
                named |= {each.speaker or "", each.outlet or "", each.source or ""}
            named |= {*getattr(told.step, "person", ())}
        return named - {""}

    @property
    def parties(self) -> set[str]:
        return {each.party for each in self.registration.parties}

    def short(self, name: str) -> str:
        """A party by its short name, whatever it was called; any other actor as it is written."""
        return self.names.get(name.casefold(), name)

    def table(self, version: int, *, after: bool = False) -> tuple[str, ...]:
        """Who sat at the table when a step was made; 1 = as registered."""
        registration = self.registration
        if isinstance(registration, ContestRegistered):
            return ()
        everybody = [each.party for each in registration.parties]
        seated = [self.short(each) for each in registration.at_table or everybody]
        count = 0 if version == 1 else self.places[version] + after
        for each in self.told[:count]:
            seated = [*self._seated(seated, each.step)]
        return tuple(seated)

    def _seated(self, seated: Sequence[str], step: Step) -> Iterator[str]:
        names: Sequence[str] = ()
        match step:
            case PartyWithdrew():
                gone = {self.short(each) for each in step.parties}
                seated = [each for each in seated if each not in gone]
            case PartyJoined():
                names = step.parties
            case DealAmended():
                names = step.joins
            case TalksOpened() | TalksResumed() if step.parties:
                names = step.parties
                there = {self.short(each) for each in names}
                seated = [each for each in seated if each in there]
        yield from dict.fromkeys((*seated, *(self.short(each) for each in names)))

    def actors(self, names: Sequence[str], version: int) -> tuple[str, ...]:
        """Actors by their short names; `all` is who sat at the table when the step was made."""
        found: list[str] = []
        for name in names:
            found += self.table(version) if name == "all" else (self.short(name),)
        return tuple(dict.fromkeys(found))

    def by(self, version: int) -> tuple[str, ...]:
        """Who did it."""
        return self.actors(self.step(version).by, version)

    def excluders(self, version: int) -> tuple[str, ...]:
        """Who rules somebody out: where it is sources that nobody names, the parties that the
        reports say they speak for."""
        step, by = self.step(version), self.by(version)
        unnamed = [each for each in by if each not in self.parties]
        sides = (each.side or each.on_behalf_of for each in step.evidence)
        spoken_for = [self.short(each) for each in sides if each is not None]
        known = [each for each in dict.fromkeys(spoken_for) if each in self.parties]
        return tuple(known) if len(unnamed) == len(by) and known else by

    def to(self, version: int) -> tuple[str, ...]:
        """To whom; an offer or a demand that names nobody is put to all others at the table."""
        step = self.step(version)
        own = self.by(version)
        everybody = isinstance(step, OfferMade | DemandMade) and not step.to
        found: list[str] = []
        for name in ("all",) if everybody else step.to:
            found += (
                [each for each in self.table(version) if each not in own]
                if name == "all"
                else [self.short(name)]
            )
        return tuple(dict.fromkeys(found))

    def named(self, version: int) -> set[str]:
        """Everybody whom a step names, in any field; who sat at the table where it means them."""
        if version == 1:
            return self.parties
        step = self.step(version)
        found = {self.short(each) for each in strings(step)}
        some = isinstance(step, TalksOpened | TalksResumed) and step.parties
        if "all" in found or some or (isinstance(step, OfferMade | DemandMade) and not step.to):
            found |= {*self.table(version)}
        return found | {each.partition(":")[2] for each in found if ":" in each}

    def reached(self, versions: Iterable[int]) -> set[int]:
        """Some steps, and all those at which they point, at which those point."""
        found: set[int] = set()
        waiting = [*versions]
        while waiting:
            version = waiting.pop()
            if version not in found:
                found.add(version)
                if version in self.places:
                    waiting += local_pointers(self.step(version))
        return found

    def holders(self, names: set[str]) -> set[str]:
        """Who is recorded to hold one of some offices, or the task of that name."""
        folded = {each.casefold().replace(" ", "_") for each in names}
        offices = getattr(self.registration, "offices", ())
        found = {each.held_by for each in offices if each.office in names and each.held_by}
        for told in self.told:
            if isinstance(told.step, NegotiatorAppointed):
                tasks = {told.step.office or "", told.step.role or "", told.step.title or ""}
                if {each.casefold().replace(" ", "_") for each in tasks} & folded:
                    found |= {*told.step.person}
        return found

    def terms(self, version: int) -> Sequence[Term]:
        step = self.step(version)
        found: Sequence[Term] = step.now if isinstance(step, DealAmended) else ()
        return found or getattr(step, "terms", ())

    def pools(self, version: int) -> dict[str, int]:
        """How much there was to share, as it was registered when a step was made."""
        found = dict(totals_of(self.registration.pools))
        count = 0 if version == 1 else self.places[version] + 1
        for each in self.told[:count]:
            if isinstance(each.step, RegistrationAmended):
                kind, _, pool = each.step.field.partition(".")
                if kind == "pools" and isinstance(each.step.now, int):
                    found[pool] = each.step.now
        return found

    @cached_property
    def moves(self) -> dict[int, str | None]:
        """Step -> the state after it, of every step that changed it."""
        if isinstance(self.registration, ContestRegistered):
            return {}
        return dict(stands(self.registration, self.told).moves)


def entries_at(ledger: Ledger, stream: str, times: Times, *, now: int) -> Entries:
    """What the entries say of a stream at some times."""
    head = ledger.head().size if times.known_at is None else times.known_at
    known = [entry_of(each) for each in ledger.store.read_stream(stream)]
    known = [each for each in known if each.position <= head]
    account = account_of(stream, known)
    registration = account.registration
    steps = [each for each in account.steps if _public(each, account, times.public_at)]
    moment = now
    for asked in (times.public_at, times.as_of):
        if asked is not None and not asked.startswith("v"):
            moment = min(now, end_of(asked, account.zone))
    steps = steps[: _over(steps, times.as_of, account.zone)]
    return Entries(
        registration=registration,
        told=[_told(each, account, times.public_at) for each in steps],
        recorded={each.version: each for each in known},
        corrections={
            version: value
            for version, value in account.originals.items()
            if isinstance(value, EntryCorrected)
        },
        bounds={each.version: each.bounds for each in steps},
        position=head,
        moment=moment,
        before={
            version: value
            for version, value in account.originals.items()
            if isinstance(value, Step)
        },
    )


def _over(steps: Sequence[Believed], as_of: str | None, zone: str) -> int:
    """How many of some steps had happened: those over by then, and what stands before them."""
    if as_of is None:
        return len(steps)
    if as_of.startswith("v"):
        return 1 + max((at for at, e in enumerate(steps) if f"v{e.version}" == as_of), default=-1)
    end = end_of(as_of, zone)
    return 1 + max((at for at, e in enumerate(steps) if e.bounds.latest <= end), default=-1)


def _told(believed: Believed, account: Account, public_at: str | None) -> Told:
    step = msgspec.structs.replace(
        believed.step, evidence=tuple(_public(believed, account, public_at))
    )
    attributions = {each.attribution for each in step.evidence}
    named = attributions - {"anonymous", "media_report"}
    best = "on_record" if named else "anonymous" if "anonymous" in attributions else "media_report"
    return Told(believed.version, step, best)


def _public(believed: Believed, account: Account, public_at: str | None) -> list[Evidence]:
    """The reports of a step that were public by the end of a day; without a date from when they
    were recorded on."""
    found: list[Evidence] = []
    for each in believed.step.evidence:
        since = _brought(each, believed, account)
        if each.published is not None:
            since = parse_moment(each.published).bounds(account.zone).latest
        if public_at is None or since <= end_of(public_at, account.zone):
            found.append(each)
    return found


def _brought(report: Evidence, believed: Believed, account: Account) -> int:
    """When a report was recorded: with its step, or with the correction that added it later."""
    first = account.originals[believed.version]
    known = first.evidence if isinstance(first, Step) else ()
    for version, each in account.originals.items():
        if report not in known and isinstance(each, EntryCorrected):
            adds = (each.target, each.field, each.effect) == (believed.version, "evidence", "add")
            if adds and msgspec.convert(each.now, Evidence) == report:
                return account.entries[version].recorded_at
    return believed.entry.recorded_at


def strings(value: object) -> set[str]:
    """Every text in a value, at any depth."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return {text for each in value.values() for text in strings(each)}
    if isinstance(value, list | tuple):
        return {text for each in value for text in strings(each)}
    return set()
