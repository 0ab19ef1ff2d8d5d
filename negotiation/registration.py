"""The registrations: version 1 of a negotiation's or a contest's stream.

They say who sits at the table, about how many seats, in which zone: what every guard and every
count after them relies on. They are no catalogue steps: nothing has happened yet.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from parley.negotiation.civil import load_zone
from parley.negotiation.evidence import Evidence, Line, MomentText, Text, Value
from parley.negotiation.moments import parse_moment

__all__ = [
    "Colour",
    "ContestRegistered",
    "ExternalDate",
    "Identifier",
    "NegotiationRegistered",
    "Office",
    "Party",
    "PartyName",
    "Pool",
    "Registration",
    "SeatName",
    "check_once",
    "party_named",
    "totals_of",
]

PartyName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        pattern=r"^(?!all$)[^:\n,=]+$",
        description="A registered party: its short name, or one of its names or aliases.",
    ),
]
Colour = Annotated[
    str,
    Meta(
        pattern=r"^#[0-9A-Fa-f]{6}$",
        description="Red, green and blue as `#rrggbb`, six hexadecimal digits.",
        examples=["#19aaed"],
    ),
]
StreamName = Annotated[
    str, Meta(pattern=r"^(negotiation|contest)/[a-z0-9][a-z0-9._-]*$", max_length=200)
]


class Pool(Value, frozen=True, kw_only=True):
    """Seats or posts to share under one name."""

    pool: Annotated[str, Meta(min_length=1, max_length=100)]
    total: Annotated[int, Meta(ge=1, le=1_000_000)]


class Identifier(Value, frozen=True, kw_only=True):
    """What something is called in another catalogue: wikidata, Q10225."""

    scheme: Line
    """The catalogue, such as wikidata or parlgov."""
    id: Line


class Party(Value, frozen=True, kw_only=True):
    """A party with every name under which reports speak of it."""

    party: PartyName
    """The short name that answers use."""
    name: Line
    aliases: tuple[PartyName, ...] = ()
    valid_from: MomentText | None = None
    valid_until: MomentText | None = None
    ids: tuple[Identifier, ...] = ()
    """Identifiers elsewhere, one a scheme: wikidata, parlgov."""
    colour: Colour | None = None
    """In which pictures draw it; None = one that goes by the order of registration."""

    def __post_init__(self) -> None:
        check_once("ids", [each.scheme for each in self.ids])


class ExternalDate(Value, frozen=True, kw_only=True):
    """A date that the law or the calendar sets, such as the close of nominations."""

    what: Line
    when: MomentText
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        parse_moment(self.when)


class Office(Value, frozen=True, kw_only=True):
    """An office that may lead the talks or appoint who leads them."""

    office: PartyName
    held_by: Line | None = None
    may: tuple[Literal["lead", "appoint"], ...] = ()


class SeatName(Value, frozen=True, kw_only=True):
    """A seat that reports spell in several ways."""

    seat: Line
    aliases: Annotated[tuple[Line, ...], Meta(min_length=1)]


class NegotiationRegistered(Value, frozen=True, kw_only=True):
    """One party set in one arena: opens its stream."""

    title: Line
    arena: Line
    zone: Annotated[str, Meta(max_length=60, examples=["Asia/Kolkata"])]
    """IANA name; moments without a zone are read in it."""
    parties: Annotated[tuple[Party, ...], Meta(min_length=2, max_length=200)]
    pools: tuple[Pool, ...] = ()
    """Seats or posts to share; a term names its pool where there are several."""
    seat_names: tuple[SeatName, ...] = ()
    """Seats with several spellings: compared as one, shown as given."""
    contest: StreamName | None = None
    at_table: tuple[PartyName, ...] | None = None
    """Who sits at the table at the start; None = every party."""
    dates: tuple[ExternalDate, ...] = ()
    led_by: PartyName | None = None
    """The office that leads the talks, if any."""
    part_of: tuple[StreamName, ...] = ()
    exclusive_with: tuple[StreamName, ...] = ()
    conditional_on: tuple[StreamName, ...] = ()
    succeeds: tuple[StreamName, ...] = ()
    synthetic: bool = False
    """Made-up data says so on its face."""
    note: Text | None = None

    def __post_init__(self) -> None:
        load_zone(self.zone)
        check_once("pools", [each.pool for each in self.pools])
        _check_names(self.parties)
        if self.at_table is not None:
            if len({party_named(self.parties, name) for name in self.at_table}) < 2:
                raise ValueError("at_table needs at least two parties")
            for name in self.at_table:
                if party_named(self.parties, name) is None:
                    raise ValueError(f"at_table names {name!r}, which is not among the parties")


class ContestRegistered(Value, frozen=True, kw_only=True):
    """An election or a government formation: groups negotiations, has no state."""

    title: Line
    kind: Literal["election", "formation"]
    zone: Annotated[str, Meta(max_length=60)]
    election_date: MomentText | None = None
    pools: tuple[Pool, ...] = ()
    seat_names: tuple[SeatName, ...] = ()
    dates: tuple[ExternalDate, ...] = ()
    offices: tuple[Office, ...] = ()
    parties: tuple[Party, ...] = ()
    """Known names; steps of a contest may name others."""
    synthetic: bool = False
    note: Text | None = None

    def __post_init__(self) -> None:
        load_zone(self.zone)
        check_once("pools", [each.pool for each in self.pools])
        _check_names(self.parties)
        if self.election_date is not None:
            parse_moment(self.election_date)


Registration = NegotiationRegistered | ContestRegistered


def party_named(parties: tuple[Party, ...], name: str) -> str | None:
    """The short name of the party that answers to `name`, exactly first, then ignoring case."""
    folded = name.casefold()
    for party in parties:
        if name in (party.party, party.name, *party.aliases):
            return party.party
    for party in parties:
        if folded in (each.casefold() for each in (party.party, party.name, *party.aliases)):
            return party.party
    return None


def totals_of(pools: Sequence[Pool]) -> dict[str, int]:
    """Pool -> how much there is to share."""
    return {each.pool: each.total for each in pools}


def check_once(field: str, names: Sequence[str]) -> None:
    """Raises ValueError where a name stands twice in a list whose items are called by names."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise ValueError(f"{field} names {name!r} twice")


def _check_names(parties: tuple[Party, ...]) -> None:
    owner: dict[str, str] = {}
    for party in parties:
        for name in {each.casefold() for each in (party.party, party.name, *party.aliases)}:
            if name in owner:
                raise ValueError(
                    f"the name {name!r} stands for both {owner[name]} and {party.party}"
                )
            owner[name] = party.party
        for moment in (party.valid_from, party.valid_until):
            if moment is not None:
                parse_moment(moment)
