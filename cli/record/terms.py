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
from parley.answers.language import say
from parley.cli.choices import OneOf
from parley.cli.incoming import read_text_file
from parley.cli.record.telling import filled
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.quantities import QUANTITY_FORMS, parse_quantity, parse_reading
from parley.negotiation.steps import ISSUES

__all__ = [
    "TERM_OPTIONS",
    "assent",
    "issue_option",
    "pairs",
    "pool_option",
    "quantity_of",
    "read_seats",
    "term_of",
    "terms_by_party",
]

_ASSENTS: Final = ("joint", "statement", "document", "conduct")
_VALUES: Final[Mapping[str, str]] = {
    "--assent": "statement",
    "--seats": "Jind,Kalayat",
    "--subject-to": "BODY",
}
"""Option -> a value as an example; everything else takes figures."""
_TERM: Final = ("quantity", "reads_as", "issue", "pool", "seats", "words")
_NEXT_PAIR: Final = re.compile(r",(?=[^,=]+=)")

_ISSUE: Final = f"What is on the table, otherwise seat_count: {', '.join(ISSUES)}."
_POOL: Final = "Which pool, where there are several."

issue_option: Final = click.option("--issue", type=OneOf(ISSUES), metavar="ISSUE", help=_ISSUE)
pool_option: Final = click.option("--pool", metavar="POOL", help=_POOL)
TERM_OPTIONS: Final = (
    click.Option(
        ["--issue"],
        type=OneOf(ISSUES),
        metavar="ISSUE",
        help=_ISSUE,
    ),
    click.Option(
        ["--seats"], metavar="NAMES|@FILE", help="Named seats: Jind,Kalayat, or one on each line."
    ),
    click.Option(["--words"], metavar="WORDS", help="What is meant, where it is no quantity."),
    click.Option(
        ["--reads-as"],
        metavar="1..9",
        help="Our reading of words without a number; marked as ours.",
    ),
    click.Option(["--pool"], metavar="POOL", help=_POOL),
)
"""The options of the one term of an offer or a demand, beside QUANTITY."""


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
        raise Failure(Kind.USAGE, say("QUANTITY: {error}", error), hint=QUANTITY_FORMS) from error
    plain: JsonValue = msgspec.json.decode(msgspec.json.encode(read))
    return plain


def term_of(typed: Mapping[str, object], *, pools: bool = True) -> JsonObject:
    """Return the one term of an offer or a demand, of the values of QUANTITY and TERM_OPTIONS.

    Without `pools` there are no seats to share, and words, or a figure of something else, are asked
    what they are about. Raises Failure (usage).
    """
    given = {name: None if typed.get(name) is None else str(typed[name]) for name in _TERM}
    quantity = quantity_of(given["quantity"], given["reads_as"])
    seats = given["seats"]
    named = [] if seats is None else read_seats(seats)
    usual = "constituencies" if named and quantity is None else "seat_count"
    if not pools and given["issue"] is None and not named and not _counts_seats(given["quantity"]):
        detail = say(
            "QUANTITY “{typed}” is of no pool here: what is it about?", typed=given["quantity"]
        )
        hint = say("write “5 seats”, or --issue programme or another issue")
        raise Failure(Kind.USAGE, detail, hint=hint)
    return filled(
        issue=given["issue"] or usual,
        pool=given["pool"],
        quantity=quantity,
        seats=named,
        words=given["words"],
    )


def _counts_seats(typed: str | None) -> bool:
    """Whether a typed quantity is a figure that says that it counts seats."""
    try:
        quantity = parse_quantity(typed or "")
    except ValueError:
        return False
    return quantity.kind != "unquantified" and quantity.unit in ("seat", "seats")


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
        typed_of = {"quantity": quantities.get(party), "seats": lists.get(party)}
        terms.append({"party": party, **term_of({**typed_of, "issue": issue, "pool": pool})})
    return terms


def pairs(typed: Sequence[str], name: str) -> dict[str, str]:
    """Return `A=17,B=63` by party; a comma inside a value is kept. Raises Failure (usage)."""
    found: dict[str, str] = {}
    for part in (part for each in typed for part in _NEXT_PAIR.split(each)):
        party, equals, value = (side.strip() for side in part.partition("="))
        if not (party and equals and value):
            example = (
                "--joint"
                if part == "joint"
                else f"{name} {party or 'INC'}={value or _VALUES.get(name, '5')}"
            )
            raise Failure(
                Kind.USAGE, say("{name} “{part}” is not PARTY=VALUE", name, part), hint=example
            )
        _put(found, party, value, name)
    return found


def _put(found: dict[str, str], party: str, value: str, name: str) -> None:
    """Raises Failure (usage) for a party that is named twice."""
    if party in found:
        raise Failure(
            Kind.USAGE, say("{name} names {party} twice", name, party), hint=say("leave one out")
        )
    found[party] = value


def assent(
    scene: Scene, parties: Sequence[str], *, joint: bool, given: Sequence[str]
) -> list[JsonValue]:
    """Return how each party agreed: jointly, or as `--assent INC=statement` says of it, `A+B=…` and
    `A,B=…` of both, `all=…` of every other party at the table.

    Raises Failure (usage).
    """
    told: dict[str, str] = {}
    for each in given:
        names, _, way = each.rpartition("=")
        several = [] if not names or "=" in names else scene.actors(names)
        for party, how in [(one, way) for one in several] or pairs([each], "--assent").items():
            _put(told, party, how, "--assent")
    ways = {**(dict.fromkeys(parties, "joint") if joint else {}), **told}
    for party, way in ways.items():
        if way not in _ASSENTS:
            detail = f"--assent {party}={way}: nobody agrees by {way}"
            near = suggest(way, _ASSENTS) or say(
                "write one of {assents}", assents=", ".join(_ASSENTS)
            )
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
        detail = say("--seats {typed}: {detail}", typed, failure.detail)
        raise Failure(
            failure.kind, detail, hint=say("one name on each line, saved as UTF-8")
        ) from None
    names = (line.partition("#")[0].strip() for line in text.splitlines())
    return [name for name in names if name]
