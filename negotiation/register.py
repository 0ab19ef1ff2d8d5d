"""The register: who is who across negotiations, and whose a name was at a time.

A report says "Congress" or "Shiv Sena" and means whom its readers would think of that day. Each
negotiation registers the names that its own reports use; what none of them knows is looked up
here, and a name that two answer to is asked about, never guessed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from parley.negotiation.codec import EntryError, restored
from parley.negotiation.evidence import JsonValue, MomentText, Text, Value
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds, parse_moment
from parley.negotiation.pairs import listed_inside
from parley.negotiation.refusals import ENTRY, Refusal, faulty, refused
from parley.negotiation.registration import Identifier, PartyName, check_once

__all__ = [
    "KINDS",
    "Facts",
    "Known",
    "Link",
    "Member",
    "OtherName",
    "RegisterFacts",
    "answering",
    "clashes",
    "known",
    "read_known",
]

Kind = Literal["party", "person", "office", "outlet"]
KINDS: tuple[str, ...] = get_args(Kind)
EntryId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)]
RegisterFacts = Mapping[str, Mapping[str, JsonValue]]
"""Entry id -> entry, kind, facts and version, as the record keeps them."""
_MEMBERS: Mapping[str, tuple[str, ...]] = {"party": ("party", "person"), "office": ("person",)}
"""Kind -> the kinds of its members: parties of a bloc, people of a party, holders of an office."""


_ID_FORMS: Mapping[str, str] = {"wikidata": r"Q[1-9][0-9]*", "parlgov": r"[1-9][0-9]*"}


class OtherName(Value, frozen=True, kw_only=True):
    """A name that reports use: an alias, a spelling, a name that it once had."""

    name: PartyName
    lang: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47 tag, where the name is of one language."""
    valid_from: MomentText | None = None
    valid_until: MomentText | None = None


class Member(Value, frozen=True, kw_only=True):
    """Who belongs to it, for a time: a party to a bloc, a person to a party or in an office."""

    entry: EntryId
    valid_from: MomentText | None = None
    valid_until: MomentText | None = None


class Link(Value, frozen=True, kw_only=True):
    """Where it came from: another entry that was split, merged into it, or that it follows."""

    how: Literal["split_from", "merged_from", "succeeds"]
    entry: EntryId
    at: MomentText | None = None


class Facts(Value, frozen=True, kw_only=True):
    """What is known of a party, a person, an office or an outlet."""

    name: PartyName
    """Its full name, as it is now."""
    short: PartyName | None = None
    """The short name that answers use: INC."""
    names: Annotated[tuple[OtherName, ...], Meta(max_length=200)] = ()
    """Other names and spellings; a former name with the time until which it was used."""
    bloc: bool = False
    """An alliance of parties with a name of its own."""
    members: Annotated[tuple[Member, ...], Meta(max_length=500)] = ()
    links: Annotated[tuple[Link, ...], Meta(max_length=50)] = ()
    ids: tuple[Identifier, ...] = ()
    """Identifiers elsewhere, one a scheme: wikidata, parlgov."""
    valid_from: MomentText | None = None
    valid_until: MomentText | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        check_once("ids", [each.scheme for each in self.ids])


class Known(Struct, frozen=True, kw_only=True):
    """An entry of the register, read."""

    entry: str
    kind: str
    version: int
    facts: Facts

    @property
    def called(self) -> str:
        """How a person tells it from every other: `inc (Indian National Congress)`."""
        return f"{self.entry} ({self.facts.name})"


def known(register: RegisterFacts) -> dict[str, Known]:
    """The register's entries, read; by id.

    One that nobody here wrote, and nobody can read, is left out, and `verify` reports it: every
    negotiation asks the register, and it must not stop them all.
    """
    found: dict[str, Known] = {}
    for id, entry in register.items():
        with suppress(EntryError):
            each = read_known(entry)
            if not any(_moments(each.facts)):
                found[id] = each
    return found


def answering(
    register: Iterable[Known], name: str, kind: str | None = None, when: Bounds | None = None
) -> list[Known]:
    """The entries that answer to `name`, exactly or else ignoring case; by id.

    With `when`, only under names that were in use in some part of it, in UTC days: near enough,
    because a name never changes at midnight.
    """
    entries = [each for each in register if kind is None or each.kind == kind]
    exact = [each for each in entries if name in _names(each, when)]
    folded = name.casefold()
    found = exact or [
        each for each in entries if folded in (one.casefold() for one in _names(each, when))
    ]
    return sorted(found, key=lambda each: each.entry)


def clashes(entry: Mapping[str, JsonValue], register: RegisterFacts) -> list[Refusal]:
    """What keeps an entry from following this register."""
    try:
        new = read_known({**entry, "version": 0})
    except EntryError as error:
        return [error.refusal.at(f"facts.{error.refusal.field}".removesuffix("."))]
    found: list[Refusal] = []
    if new.kind not in KINDS:
        found.append(refused(ENTRY, "none_of", value=new.kind, known=[*KINDS]).at("kind"))
    found += _moments(new.facts)
    found += _identifiers(new.facts)
    found += _replaced(entry, new, register)
    found += _people_and_places(new, register)
    return found


def read_known(entry: Mapping[str, JsonValue]) -> Known:
    """An entry of the register, read. Raises EntryError for facts that say nothing."""
    version = entry.get("version")
    return Known(
        entry=str(entry["entry"]),
        kind=str(entry["kind"]),
        version=version if isinstance(version, int) else 0,
        facts=restored(listed_inside(entry["facts"]), Facts),
    )


def _names(entry: Known, when: Bounds | None) -> list[str]:
    facts = entry.facts
    named = [entry.entry] if facts.short is None else [entry.entry, facts.short]
    if _in_use(facts.valid_from, facts.valid_until, when):
        named.append(facts.name)
    others = (each for each in facts.names if _in_use(each.valid_from, each.valid_until, when))
    return [*named, *(each.name for each in others)]


def _in_use(since: str | None, until: str | None, when: Bounds | None) -> bool:
    if when is None:
        return True
    earliest = UNBOUNDED_PAST if since is None else parse_moment(since).bounds("UTC").earliest
    latest = UNBOUNDED_FUTURE if until is None else parse_moment(until).bounds("UTC").latest
    return earliest < when.latest and when.earliest < latest


def _identifiers(facts: Facts) -> Iterable[Refusal]:
    for each in facts.ids:
        form = _ID_FORMS.get(each.scheme)
        if form is not None and re.fullmatch(form, each.id) is None:
            yield refused(ENTRY, "no_id_there", id=each.id, scheme=each.scheme).at("facts.ids")


def _moments(facts: Facts) -> Iterable[Refusal]:
    spans: Sequence[OtherName | Member | Facts] = (*facts.names, *facts.members, facts)
    given = [moment for each in spans for moment in (each.valid_from, each.valid_until)]
    for moment in (*given, *(each.at for each in facts.links)):
        if moment is not None:
            try:
                parse_moment(moment)
            except ValueError as error:
                yield faulty("facts", f"“{moment}”: {error}")


def _replaced(
    entry: Mapping[str, JsonValue], new: Known, register: RegisterFacts
) -> Iterable[Refusal]:
    """Who changes an entry has seen the version that stands."""
    stands, replaces = register.get(new.entry), entry.get("replaces")
    actual = None if stands is None else stands.get("version")
    if replaces == actual:
        if stands is not None and stands.get("kind") != new.kind:
            kept = refused("kind_stays", "kind_stays", entry=new.entry, kind=stands["kind"])
            yield kept.at("kind")
        return
    if stands is None:
        case = "nothing_to_replace"
    else:
        case = "entered_already" if replaces is None else "changed_in_between"
    kind = new.kind if stands is None else stands["kind"]
    yield Refusal(
        guard="replaces_what_stands",
        case=case,
        facts={"entry": new.entry, "kind": kind, "stands": actual, "seen": replaces},
        field="replaces",
        other=actual if isinstance(actual, int) else None,
    )


def _people_and_places(new: Known, register: RegisterFacts) -> Iterable[Refusal]:
    """Members and links lead to entries of the right kind."""
    if new.facts.bloc and new.kind != "party":
        yield refused("bloc_of_parties", "no_party").at("facts.bloc")
    due = [(each.entry, _MEMBERS.get(new.kind, ()), "member") for each in new.facts.members]
    due += [(each.entry, (new.kind,), "link") for each in new.facts.links]
    for id, kinds, what in due:
        stands = register.get(id)
        if id == new.entry:
            case = f"its_own_{what}"
        elif stands is None:
            case = "not_in_the_register"
        elif stands.get("kind") not in kinds:
            case = f"{what}_of_another_kind" if kinds else f"takes_no_{what}"
        else:
            continue
        found = refused(
            f"{what}_is_registered",
            case,
            id=id,
            entry=new.entry,
            kind=None if stands is None else stands.get("kind"),
            kinds=[*kinds],
            enter=kinds[0] if kinds else "party",
        )
        yield found.at(f"facts.{what}s")
