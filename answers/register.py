"""The answers `register` and `register-entry`: parties, people, offices, outlets, once for all."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

import msgspec
from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.columns import below
from parley.answers.failing import Failure, Kind, suggest
from parley.answers.forms import Column, Columns
from parley.answers.language import say, say_in, say_list
from parley.answers.own import OwnRecords
from parley.answers.question import Question
from parley.answers.shapes.own import Entered, EntryAnswer, RegisterAnswer
from parley.answers.streams import stream_of
from parley.answers.words import wording
from parley.events.canonical import JsonObject
from parley.events.register import Registered
from parley.negotiation.register import Known, answering, known
from parley.negotiation.views.gathering import gather

__all__ = [
    "ENTRY",
    "REGISTER",
    "EntryKind",
    "EntryOptions",
    "RegisterOptions",
    "find_entry",
    "must_find",
]

EntryKind = Literal["party", "person", "office", "outlet"]


def _spanned(words: str, since: str | None, until: str | None) -> str:
    """Return words with the dates between which they hold: `INC (1885–)`."""
    if since is None and until is None:
        return words
    return f"{words} ({wording.moment(since)}–{wording.moment(until)})"


def _names(entry: Entered) -> str:
    return say_list(_spanned(each.name, each.valid_from, each.valid_until) for each in entry.names)


def _members(entry: Entered) -> str:
    given = entry.members
    return say_list(_spanned(each.entry, each.valid_from, each.valid_until) for each in given)


def _links(entry: Entered) -> str:
    return say_list(
        _spanned(f"{wording.spaced(each.how)} {each.entry}", None, each.at) for each in entry.links
    )


def _ids(entry: Entered) -> str:
    return say_list(f"{each.scheme} {each.id}" for each in entry.ids)


_COLUMNS: Final[Columns[Entered]] = (
    Column("entry", "id"),
    Column("kind", "kind", extra=True),
    Column("short", "short"),
    Column("name", "name"),
    Column("names", "also called", _names),
    Column("members", "members", _members),
    Column("links", "comes from", _links),
    Column("ids", "ids", _ids),
    Column("bloc", "bloc", extra=True),
    Column("valid_from", "from", extra=True),
    Column("valid_until", "until", extra=True),
    Column("note", "note", extra=True),
    Column("recorded_by", "recorded by", extra=True),
    Column("register_version", "version", extra=True),
    Column("log_position", "position", extra=True),
)
_LISTED_ONLY: Final = ("bloc", "register_version")


def _entry(answer: EntryAnswer) -> Entered | None:
    return answer.entry


_CARD: Final[Columns[EntryAnswer]] = (
    Column("registered_as", "in the negotiation"),
    *(below(each, "entry", _entry) for each in _COLUMNS if each.key not in _LISTED_ONLY),
)


def find_entry(entries: Iterable[Known], kind: str, name: str) -> Known | None:
    """Return the entry that answers to a name; None where none does.

    Raises Failure (refused), listing them, where several do.
    """
    entries = list(entries)
    by_id = [each for each in entries if each.entry == name and each.kind == kind]
    found = by_id or answering(entries, name, kind)
    if len(found) > 1:
        called = say_in("both", " and ").join(each.called for each in found)
        detail = say("“{name}” may be {called}", name, called)
        raise Failure(Kind.REFUSED, detail, hint=say("write the id: {entry}", entry=found[0].entry))
    return found[0] if found else None


def must_find(entries: Iterable[Known], kind: str, name: str) -> Known:
    """Return the entry that answers to a name.

    Raises Failure: not found, refused where several answer.
    """
    entries = list(entries)
    found = find_entry(entries, kind, name)
    if found is None:
        near = suggest(name, [each.entry for each in entries if each.kind == kind])
        detail = say("the register has no {kind} “{name}”", kind, name)
        hint = near or advise("{enter}", enter=do("enter", kind=kind, entry=None, name=name))
        raise Failure(Kind.NOT_FOUND, detail, hint=hint)
    return found


def _plain(register: Mapping[str, Registered]) -> dict[str, JsonObject]:
    return {id: msgspec.structs.asdict(each) for id, each in register.items()}


def _entered(each: Registered, entry: Known) -> Entered:
    return gather(
        Entered, entry.facts, each, register_version=each.version, log_position=each.position
    )


class RegisterOptions(Struct, frozen=True):
    """The options of `register`."""

    kind: EntryKind
    """Which entries."""


def _list(own: OwnRecords, options: RegisterOptions) -> RegisterAnswer:
    register = own.ledger.register(own.known.position)
    items = tuple(
        _entered(register[id], entry)
        for id, entry in sorted(known(_plain(register)).items())
        if entry.kind == options.kind
    )
    return gather(RegisterAnswer, own.facts(), kind=options.kind, items=items)


def _remarks(answer: RegisterAnswer) -> Iterator[str]:
    if not answer.items:
        kind = answer.kind
        yield say(
            "the register has no {kind} yet: {enter}",
            kind,
            enter=do("enter", kind=kind, entry=None, name=None),
        )


REGISTER: Final = Question(
    name="register",
    subject=OwnRecords,
    shape=RegisterAnswer,
    build=_list,
    columns=_COLUMNS,
    options=RegisterOptions,
    remarks=_remarks,
)


class EntryOptions(Struct, frozen=True):
    """The options of `register-entry`."""

    kind: EntryKind
    name: str
    """Its id, or any of its names."""
    negotiation: str | None = None
    """The slug of a negotiation, whose own party of that name goes first; None = of none."""


def _registered(own: OwnRecords, options: EntryOptions) -> tuple[str, ...]:
    """Return the names of the negotiation's own party that is called so, the short one first."""
    if options.negotiation is None:
        return ()
    for row in own.ledger.rows(stream_of(options.negotiation))["party"]:
        aliases = row["aliases"] if isinstance(row["aliases"], list) else []
        names = tuple(map(str, (row["party"], row["name"], *aliases)))
        if options.name.casefold() in (each.casefold() for each in names):
            return names
    return ()


def _one(own: OwnRecords, options: EntryOptions) -> EntryAnswer:
    kind, name = options.kind, options.name
    names = _registered(own, options)
    register = own.ledger.register(own.known.position)
    entries = known(_plain(register)).values()
    if names:
        asked = (name, *names)
        found = next(filter(None, (find_entry(entries, kind, each) for each in asked)), None)
    else:
        found = must_find(entries, kind, name)
    return gather(
        EntryAnswer,
        own.facts(),
        negotiation=options.negotiation if names else None,
        registered_as=names[0] if names else None,
        entry=None if found is None else _entered(register[found.entry], found),
    )


ENTRY: Final = Question(
    name="register-entry",
    subject=OwnRecords,
    shape=EntryAnswer,
    build=_one,
    columns=_CARD,
    options=EntryOptions,
)
