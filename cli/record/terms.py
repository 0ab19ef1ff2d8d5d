"""Terms, seats and assent as they are typed: `5..7`, `A=17,B=63`, `A=@list.txt`, `INC=statement`.

What is put on the table is the heart of a step, so its short forms are read in one place.
"""

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click
import msgspec

from parley.answers.failing import Failure, Kind, suggest
from parley.cli.choices import OneOf
from parley.cli.incoming import read_text_file
from parley.cli.record.telling import filled
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.quantities import QUANTITY_FORMS, parse_quantity, parse_reading
from parley.negotiation.steps import ISSUES

__all__ = [
    "assent",
    "issue_option",
    "one_term",
    "pairs",
    "pool_option",
    "quantity_of",
    "read_seats",
    "reads_as_option",
    "terms_by_party",
]

_ASSENTS: Final = ("joint", "statement", "document", "conduct")
_VALUES: Final[Mapping[str, str]] = {
    "--assent": "statement",
    "--seats": "Jind,Kalayat",
    "--subject-to": "BODY",
}
"""Option -> a value as an example; everything else takes figures."""
_NEXT_PAIR: Final = re.compile(r",(?=[^,=]+=)")

issue_option: Final = click.option(
    "--issue",
    type=OneOf(ISSUES),
    metavar="ISSUE",
    help=f"What is on the table, otherwise seat_count: {', '.join(ISSUES)}.",
)
pool_option: Final = click.option("--pool", help="Which pool, where there are several.")
reads_as_option: Final = click.option(
    "--reads-as", metavar="1..9", help="Our reading of words without a number; marked as ours."
)


def quantity_of(typed: str | None, reads_as: str | None = None) -> JsonValue:
    """Return a quantity: `5`, `5..7`, `23..`, `..9`, `190~` or any words, with our reading of them.

    Raises Failure (usage).
    """
    if typed is None:
        return None
    try:
        quantity = parse_quantity(typed)
        if reads_as is None:
            return typed  # read again at the door; in a form it is easier to change than its parts
        read = msgspec.structs.replace(quantity, reads_as=parse_reading(reads_as))
    except ValueError as error:
        raise Failure(Kind.USAGE, f"QUANTITY: {error}", hint=QUANTITY_FORMS) from error
    plain: JsonValue = msgspec.json.decode(msgspec.json.encode(read))
    return plain


def one_term(
    *,
    quantity: JsonValue,
    issue: str | None,
    pool: str | None,
    seats: str | None,
    words: str | None,
) -> JsonObject:
    """Return the one term of an offer or a demand. Raises Failure (usage)."""
    named = [] if seats is None else read_seats(seats)
    usual = "constituencies" if named and quantity is None else "seat_count"
    return filled(issue=issue or usual, pool=pool, quantity=quantity, seats=named, words=words)


def terms_by_party(
    typed: Sequence[str],
    seats: Sequence[str],
    *,
    issue: str | None,
    pool: str | None,
    name: str = "--terms",
) -> list[JsonValue]:
    """Return one term for each party of `A=17,B=63`, with the seats of `A=@list.txt`.

    `name` is the option of the first. Raises Failure (usage).
    """
    quantities, lists = pairs(typed, name), pairs(seats, "--seats")
    terms: list[JsonValue] = []
    for party in dict.fromkeys((*quantities, *lists)):
        term = one_term(
            quantity=quantity_of(quantities.get(party)),
            issue=issue,
            pool=pool,
            seats=lists.get(party),
            words=None,
        )
        terms.append({"party": party, **term})
    return terms


def pairs(typed: Sequence[str], name: str) -> dict[str, str]:
    """Return `A=17,B=63` by party; a comma inside a value is kept. Raises Failure (usage)."""
    found: dict[str, str] = {}
    for part in (part for each in typed for part in _NEXT_PAIR.split(each)):
        party, equals, value = (side.strip() for side in part.partition("="))
        if not (party and equals and value):
            example = f"{name} {party or 'INC'}={value or _VALUES.get(name, '5')}"
            raise Failure(Kind.USAGE, f"{name} “{part}” is not PARTY=VALUE", hint=example)
        if party in found:
            raise Failure(Kind.USAGE, f"{name} names {party} twice", hint="leave one out")
        found[party] = value
    return found


def assent(parties: Sequence[str], *, joint: bool, given: Sequence[str]) -> list[JsonValue]:
    """Return how each party agreed: jointly, or as `--assent INC=statement` says.

    Raises Failure (usage).
    """
    ways: Mapping[str, str] = dict.fromkeys(parties, "joint") if joint else {}
    ways = {**ways, **pairs(given, "--assent")}
    for party, way in ways.items():
        if way not in _ASSENTS:
            detail = f"--assent {party}={way}: nobody agrees by {way}"
            near = suggest(way, _ASSENTS) or f"write one of {', '.join(_ASSENTS)}"
            raise Failure(Kind.USAGE, detail, hint=near)
    return [{"party": party, "by": way} for party, way in ways.items()]


def read_seats(typed: str) -> list[JsonValue]:
    """Return named seats: `Jind,Kalayat`, or one on each line of `@FILE` (# begins a remark).

    Raises Failure (usage) for a file that cannot be read.
    """
    if not typed.startswith("@"):
        return [name.strip() for name in typed.split(",") if name.strip()]
    path = Path(os.path.expanduser(typed[1:]))  # noqa: PTH111 - no error for ~nobody
    try:
        text = unicodedata.normalize("NFC", read_text_file(path))
    except Failure as failure:
        detail = f"--seats {typed}: {failure.detail}"
        raise Failure(failure.kind, detail, hint="one name on each line, saved as UTF-8") from None
    names = (line.partition("#")[0].strip() for line in text.splitlines())
    return [name for name in names if name]
