"""A negotiation as its steps have made it: what guards read and rows are drawn from.

What is kept of it holds only what a next step can touch without pointing at it, so that one row of
a table stands for a stream of any length and a fresh process judges without reading it. What is
closed stands in rows, looked up where a step asks for it (`at`; docs/adr/0054).
"""

from collections.abc import Iterator

from msgspec import Struct, field

from parley.negotiation.evidence import AttributionClass, Evidence, attribution_class
from parley.negotiation.left import NOTHING, Left, stands, waits
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.past import Past, Recall
from parley.negotiation.registration import (
    ContestRegistered,
    ExternalDate,
    NegotiationRegistered,
    Party,
    party_named,
    totals_of,
)
from parley.negotiation.rows import (
    AttemptRow,
    Called,
    DeadlineRow,
    DealRow,
    Holder,
    PartyRow,
    PersonRow,
    Position,
    RatificationRow,
    RegistrationRow,
    TermRow,
)
from parley.negotiation.spelling import SEAT_ISSUES, same_words
from parley.negotiation.states import State
from parley.negotiation.steps import (
    Assent,
    DealAmended,
    DealRatified,
    DealReached,
    DemandMade,
    MandateChanged,
    OfferMade,
    PartialAgreementReached,
    PartyWithdrew,
    Ratification,
    Step,
    TenureChanged,
    Term,
    VoteHeld,
)

__all__ = [
    "Kept",
    "Lane",
    "Last",
    "Latest",
    "Listed",
    "Negotiation",
    "Parked",
    "kept",
    "opened",
    "party_row",
    "registered_deadline",
    "registration_row",
    "resumed",
]


class Lane(Struct, frozen=True, kw_only=True):
    """What offers, or demands, must have in common to supersede one another."""

    kind: str
    """offer, or the kind of the demand."""
    by: tuple[str, ...]
    to: str
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    attribution_class: AttributionClass


class Last(Struct, frozen=True, kw_only=True):
    """An offer or a demand that nothing certainly later has followed."""

    step: int
    line: int
    latest: int
    """Before when it was made, µs."""
    authors: tuple[str, ...]
    """Whose word it is: the parties that speak on record, else the origins of the reports."""


class Latest(Struct, kw_only=True):
    """The offers or demands that stand last in a lane."""

    lane: Lane
    rows: list[Last]


class Parked(Struct, frozen=True, kw_only=True):
    """An issue, or a field of policy by its name, that the talks leave aside."""

    scope: str
    step: int
    """The suspension that parked it."""


class Listed(Struct, kw_only=True):
    """The seats that some parties have named on record in lists of their own."""

    by: tuple[str, ...]
    seats: list[str]


class Kept(Struct, kw_only=True):
    """What is kept of a negotiation between two steps: its fold."""

    stream: str
    registration: NegotiationRegistered | None
    contest: ContestRegistered | None = None
    state: State = State.UNOPENED
    since: int | None = None
    flags: dict[str, int] = field(default_factory=dict)
    """Flag -> version of the step that set it."""
    registered: RegistrationRow | None = None
    """The row of the registration as it stands."""
    parties: list[PartyRow] = field(default_factory=list)
    """Stays at the table; kept is the last one of each party, which is called as it was before."""
    left: dict[int, Left] = field(default_factory=dict)
    """Version -> what the step left; kept is what is open."""
    latest: list[Latest] = field(default_factory=list)
    deals: list[DealRow] = field(default_factory=list)
    """Those that nothing has ended."""
    last_deal: int | None = None
    awaited: list[RatificationRow] = field(default_factory=list)
    """The decisions that the last deal still waits for."""
    people: list[PersonRow] = field(default_factory=list)
    """Appointments and mandates that nothing has ended."""
    lists: list[Listed] = field(default_factory=list)
    attempt: AttemptRow | None = None
    """The last one."""
    parked: list[Parked] = field(default_factory=list)
    pending: list[Ratification] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    """One a party, in the order in which they first spoke."""
    stated_by: list[str] = field(default_factory=list)
    """The parties whose own word set the state; who says otherwise later corrects itself."""


class Negotiation(Kept, kw_only=True):
    """The fold of a stream while evolve() moves it on, in place. A judge works on a copy."""

    past: Past
    waiting: list[DeadlineRow] = field(default_factory=list)
    """Dates that a step may meet without pointing at them, or an amendment move."""
    terms: list[TermRow] = field(default_factory=list)
    """Terms that are agreed by all and stand."""
    lanes: dict[Lane, Latest] = field(default_factory=dict)
    """What stands last, by its lane."""
    called: dict[str, str | None] = field(default_factory=dict)
    """What `party` has answered; to be cleared when the registration changes."""

    def at(self, pointer: int | str | None) -> Left:
        """What the step left at which something points; NOTHING where none stands here.

        Raises NotRecalled.
        """
        if not isinstance(pointer, int):
            return NOTHING
        if pointer not in self.left:
            self.past.look_up((pointer,))
        return self.left.get(pointer, NOTHING)

    @property
    def zone(self) -> str:
        """The arena's zone, in which moments without one are read."""
        return (self.registration or self.contest_registration).zone

    @property
    def contest_registration(self) -> ContestRegistered:
        """The registration of a contest's stream."""
        if self.contest is None:
            raise ValueError(f"{self.stream} has no registration")
        return self.contest

    @property
    def registered_parties(self) -> tuple[Party, ...]:
        return (self.registration or self.contest_registration).parties

    @property
    def pools(self) -> dict[str, int]:
        """Pool -> how much there is to share."""
        return totals_of((self.registration or self.contest_registration).pools)

    @property
    def seat_names(self) -> dict[str, str]:
        """Every registered spelling of a seat, with the seat that it stands for."""
        general = self.registration or self.contest_registration
        return {alias: each.seat for each in general.seat_names for alias in each.aliases}

    @property
    def led_by(self) -> str | None:
        return None if self.registration is None else self.registration.led_by

    @property
    def at_table(self) -> tuple[str, ...]:
        """Short names of the parties that sit at the table now."""
        return tuple(row.party for row in self.parties if row.at_table and row.left_by is None)

    def parked_with(self, scope: str) -> int | None:
        """The suspension that parked an issue or a field; None where it is not parked."""
        return next((each.step for each in self.parked if same_words(each.scope, scope)), None)

    def party(self, name: str) -> str | None:
        """The short name of a registered party, by any of its names; by one that it had before
        where nobody else has it now."""
        if name not in self.called:
            known = party_named(self.registered_parties, name) or self._party_formerly(name)
            self.called[name] = known
        return self.called[name]

    def _party_formerly(self, name: str) -> str | None:
        folded = name.casefold()
        for row in self.parties:
            if folded in (each.casefold() for each in row.aliases):
                return row.party
        return None

    def actors(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Actors as answers show them: parties by short name, `all` as the table, others as is."""
        if not names:
            return ()
        found: list[str] = []
        for name in names:
            found.extend(self.at_table if name == "all" else (self.party(name) or name,))
        return tuple(dict.fromkeys(found))

    def assents(self, given: tuple[Assent, ...]) -> tuple[Assent, ...]:
        """Who agreed and how, by short names; `all` is everybody at the table of whom it is not
        said otherwise."""
        said = self.actors(tuple(each.party for each in given if each.party != "all"))
        return tuple(
            Assent(party=party, by=each.by)
            for each in given
            for party in self.actors((each.party,))
            if each.party != "all" or party not in said
        )

    def side(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Actors as one side: the same for the same ones, in whatever order a report names them."""
        if len(names) < 2:
            return names
        order = [row.party for row in self.parties]
        known = [each for each in dict.fromkeys(order) if each in names]
        return (*known, *sorted(each for each in names if each not in known))

    def parties_in(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The registered parties among some actors."""
        return tuple(each for each in self.actors(names) if self.party(each) == each)

    def receivers(self, step: Step) -> tuple[str, ...]:
        """To whom an offer or a demand goes: as named, else every other party at the table."""
        return self.counterparties(step) if step.to else self._others_at_table(step)

    def addressed(self, step: Step) -> tuple[str, ...]:
        """To whom a step goes; an offer or a demand that names nobody goes to the whole table."""
        proposes = isinstance(step, OfferMade | DemandMade)
        return self.receivers(step) if proposes else self.counterparties(step)

    def counterparties(self, step: Step) -> tuple[str, ...]:
        """Whom a step is addressed to, as answers show them; there `all` is the table without
        those who act."""
        found: list[str] = []
        for name in step.to:
            found.extend(self._others_at_table(step) if name == "all" else self.actors((name,)))
        return tuple(dict.fromkeys(found))

    def _others_at_table(self, step: Step) -> tuple[str, ...]:
        acting = self.actors(step.by)
        return tuple(each for each in self.at_table if each not in acting)

    def holders(self, names: tuple[str, ...]) -> tuple[Holder, ...]:
        """Who holds each office among some actors now, where that is known: who was appointed to
        it, else whom the contest registers, else who was named in the role of that name."""
        found: list[Holder] = []
        for name in dict.fromkeys(names):
            scheme, _, office = name.partition(":")
            if scheme != "office":
                continue
            held = [
                row.person
                for row in self.people
                if row.office == office and row.person is not None and row.ended_by is None
            ]
            if not held and self.registered is not None:
                offices = self.registered.offices
                held = [each.held_by for each in offices if each.office == office and each.held_by]
            held = held or self._in_the_role(office)
            if held:
                found.append(Holder(office=office, held_by=tuple(held)))
        return tuple(found)

    def _in_the_role(self, office: str) -> list[str]:
        role = office.casefold().replace(" ", "_")
        return [
            row.person
            for row in self.people
            if row.kind == "appointment"
            and row.role == role
            and row.person is not None
            and row.ended_by is None
        ][-1:]

    def held(self, step: MandateChanged | TenureChanged) -> list[PersonRow]:
        """The appointments that stand now of those whom a step is about; none where it names
        nobody."""
        if not (step.person or step.role or step.title):
            return []
        persons = {each.casefold() for each in step.person}
        title = None if step.title is None else step.title.casefold()
        whom = step.principal if isinstance(step, TenureChanged) else None
        principal = None if whom is None else self.party(whom) or whom
        return [
            row
            for row in self.people
            if row.kind == "appointment"
            and row.ended_by is None
            and (not persons or (row.person or "").casefold() in persons)
            and step.role in (None, row.role)
            and (title is None or title == (row.title or "").casefold())
            and principal in (None, row.principal)
        ]

    def bounds(self, moment: str) -> Bounds:
        """The bounds of a moment in this arena."""
        return parse_moment(moment).bounds(self.zone)

    def pool_of(self, term: Term) -> str | None:
        """The pool that a term draws on: as named, else for seats the only one."""
        if term.pool is not None or term.issue not in SEAT_ISSUES:
            return term.pool
        pools = (self.registration or self.contest_registration).pools
        return pools[0].pool if len(pools) == 1 else None

    def voice_of(self, evidence: Evidence, step: Step) -> tuple[str, ...]:
        """Whose word an evidence carries: the side that it states, else the step's own actors
        (DOMAIN §4, "Side")."""
        stated = self.stated_side(evidence)
        return self._acting(step) if stated is None else (stated,)

    def stated_side(self, evidence: Evidence) -> str | None:
        """The side that an evidence states: its own field, else the party spoken for."""
        if evidence.side is not None:
            return self.party(evidence.side) or evidence.side
        return self.party(evidence.on_behalf_of) if evidence.on_behalf_of else None

    def _acting(self, step: Step) -> tuple[str, ...]:
        """Whose act a step is: as named, else those whom the step itself is about: who ratifies,
        who leaves or puts out, who agrees."""
        if step.by:
            return self.actors(step.by)
        match step:
            case DealRatified() | VoteHeld() if step.party is not None:
                return self.actors((step.party,))
            case PartyWithdrew():
                return self.actors(step.excluded_by or step.parties)
            case PartialAgreementReached() | DealReached() | DealAmended():
                return self.actors(tuple(each.party for each in step.assent))
            case _:
                return ()

    def on_record(self, step: Step, names: tuple[str, ...]) -> bool:
        """Whether one of `names` is on record for the step, or a document shows it."""
        for evidence in step.evidence:
            if attribution_class(evidence) != "on_record":
                continue
            if evidence.attribution in ("document", "public_record"):
                return True
            if set(self.voice_of(evidence, step)) & set(names):
                return True
        return False


def opened(stream: str, registration: NegotiationRegistered | ContestRegistered) -> Negotiation:
    """A stream just registered: its parties seated, its external dates standing."""
    own = Left(type=type(registration).__name__)
    left = {1: own}
    negotiation = Negotiation(
        stream=stream,
        registration=registration if isinstance(registration, NegotiationRegistered) else None,
        contest=registration if isinstance(registration, ContestRegistered) else None,
        left=left,
        past=Past(left),
    )
    seated: tuple[str, ...] = ()
    if isinstance(registration, NegotiationRegistered):
        names = registration.at_table or tuple(each.party for each in registration.parties)
        seated = tuple(negotiation.party(name) or name for name in names)
    negotiation.parties = [
        party_row(party, step=1, line=line, at_table=party.party in seated)
        for line, party in enumerate(registration.parties)
    ]
    own.deadlines = [
        registered_deadline(negotiation, date, step=1, line=line)
        for line, date in enumerate(registration.dates)
    ]
    negotiation.waiting = [*own.deadlines]
    negotiation.registered = registration_row(registration, step=1)
    return negotiation


def resumed(kept: Kept, upto: int, recall: Recall | None) -> Negotiation:
    """A negotiation as it was kept behind its entry v`upto`; it is moved on in place. `recall`
    finds what is closed, as it is in the rows."""
    negotiation = Negotiation(
        **{name: getattr(kept, name) for name in Kept.__struct_fields__},
        past=Past(kept.left, upto=upto, whole=False, recall=recall),
    )
    for left in kept.left.values():
        negotiation.waiting += [row for row in left.deadlines if waits(left, row)]
        negotiation.terms += [row for row in left.terms if stands(row)]
    negotiation.lanes = {each.lane: each for each in kept.latest}
    return negotiation


def kept(negotiation: Negotiation) -> Kept:
    """What is kept of a negotiation: the same bytes, however it came to where it stands."""
    given = {name: getattr(negotiation, name) for name in Kept.__struct_fields__}
    last = {row.party: row for row in negotiation.parties}
    still = {*_open(negotiation)}
    left = {version: left for version, left in negotiation.left.items() if version in still}
    return Kept(**{**given, "parties": [*last.values()], "left": left})


def _open(negotiation: Negotiation) -> Iterator[int]:
    """The steps of which a later one may touch something without pointing at it."""
    yield 1  # as short as the registration
    for latest in negotiation.latest:
        yield from (last.step for last in latest.rows)
    yield from (row.step for row in negotiation.terms if stands(row))
    yield from (row.step for row in negotiation.waiting if waits(negotiation.left[row.step], row))


def registration_row(
    registration: NegotiationRegistered | ContestRegistered, *, step: int
) -> RegistrationRow:
    """What a registration says from `step` on, of all that an amendment can change."""
    own = registration if isinstance(registration, NegotiationRegistered) else None
    links = {
        name: tuple(getattr(own, name, ()))
        for name in ("part_of", "exclusive_with", "conditional_on", "succeeds")
    }
    return RegistrationRow(
        step=step,
        arena=None if own is None else own.arena,
        contest=None if own is None else own.contest,
        led_by=None if own is None else own.led_by,
        pools=registration.pools,
        seat_names=registration.seat_names,
        offices=registration.offices if isinstance(registration, ContestRegistered) else (),
        links={name: links[name] for name in sorted(links) if links[name]},
        election_date=(
            registration.election_date if isinstance(registration, ContestRegistered) else None
        ),
        names=tuple(
            Called(party=party.party, name=party.name, colour=party.colour)
            for party in registration.parties
        ),
    )


def party_row(party: Party, *, step: int, line: int, at_table: bool) -> PartyRow:
    """A stay of a party, beginning at `step`."""
    return PartyRow(
        step=step,
        line=line,
        party=party.party,
        name=party.name,
        aliases=party.aliases,
        ids=party.ids,
        at_table=at_table,
    )


def registered_deadline(
    negotiation: Negotiation, date: ExternalDate, *, step: int, line: int
) -> DeadlineRow:
    """A registered external date as the hard deadline that it is."""
    return DeadlineRow(
        step=step,
        line=line,
        kind="external_hard",
        by=(),
        when=date.when,
        when_latest=negotiation.bounds(date.when).latest,
        what=date.what,
        words=None,
        awaits=None,
        consequence=None,
        ends=None,
        waits_for=(),
        attribution_class="on_record",
    )
