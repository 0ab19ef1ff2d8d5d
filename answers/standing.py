"""The answers `list` and `status`: what there is, and where the talks stand."""

from collections.abc import Mapping
from typing import Final

import msgspec

from answers.contest import CONTEST
from answers.entries import Entry, Note
from answers.forms import Column
from answers.listing import list_reading
from answers.shapes.base import Flag, Listed
from answers.shaping import shape
from answers.streams import slug_of
from answers.times import Asked
from answers.whole import Whole
from answers.words import wording
from answers.words.deals import deal_said, flags_said, ratifications_said
from events.canonical import JsonObject
from events.errors import IntegrityError
from negotiation.rows import NegotiationRow

__all__ = ["_LISTED", "_STATUS", "_entry", "_listed"]


_LISTED: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.standing, whole=True),
    Column("since", "since", wording.since, whole=True),
    Column("steps", "steps"),
    Column("contest", "contest", extra=True),
    Column("version", "last entry", wording.step, extra=True),
    Column("synthetic", "synthetic", extra=True),
)


_STATUS: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.state),
    Column("since", "since", wording.since, whole=True),
    Column("flags", "flags", flags_said, whole=True),
    Column("deal", "deal", deal_said),
    Column("deal.ratifications", "ratification", ratifications_said),
    Column("at_table", "at the table"),
    Column("steps", "steps"),
    Column("version", "last entry", wording.step),
    Column("silence", "silence", wording.silence),
    Column("contest", "contest", extra=True),
    Column("position", "position", extra=True),
)


def _entry(item: Mapping[str, object]) -> Entry:
    contest = item["kind"] == "contest"
    since = f"since {wording.since(item)}" if item["since"] else ""
    stands = "" if contest else f"{wording.standing(item)} {since}".rstrip()
    steps = "1 step" if item["steps"] == 1 else f"{item['steps']} steps"
    return Entry(
        heading="Contests" if contest else "Negotiations",
        label=str(item["negotiation"]),
        line=" · ".join(part for part in (stands, steps) if part),
        notes=(Note(wording.titled(item), "dim"),),
    )


def _listed(whole: Whole) -> tuple[list[Listed], IntegrityError | None]:
    """Return negotiations, then contests, as they are seen at the times asked for.

    One that cannot be read is left out, and hides no other; the error of the first is returned.
    """
    items: list[Listed] = []
    unread: IntegrityError | None = None
    rows: dict[str, JsonObject] = {}
    ledger = whole.ledger
    if whole.asked == Asked() and ledger.catch_up():
        # One row says it all: no need to read the steps of every stream.
        rows = {str(row["stream"]): row for row in ledger.store.views.select("negotiation")}
    for prefix in ("negotiation/", CONTEST):
        for head in ledger.store.stream_heads(prefix, whole.known.position):
            row = rows.get(head.stream)
            try:
                if row is not None and row["version"] == head.version:
                    items.append(_from_row(row))
                else:
                    items.append(list_reading(whole.reading(slug_of(head.stream))))
            except IntegrityError as error:
                unread = unread or error
    return items, unread


def _from_row(given: JsonObject) -> Listed:
    row = msgspec.convert({**given, "step": 1}, NegotiationRow)
    flags = tuple(Flag(flag, step) for flag, step in row.flags.items())  # type: ignore[arg-type]
    return shape(
        Listed,
        row,
        negotiation=slug_of(str(given["stream"])),
        since=row.since_date,
        since_version=row.since,
        flags=flags,
    )
