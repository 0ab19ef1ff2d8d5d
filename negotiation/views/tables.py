"""The view tables: one per row Struct, with a sentence for every column.

Plain data, no SQL but the few SELECTs for "now" that psql, Datasette and pandas may read. What a
step's number is in a column's name is always a version in the same stream.
"""

import types
import typing
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from parley.negotiation import rows
from parley.negotiation.evidence import JsonValue

__all__ = [
    "SQL_VIEWS",
    "TABLES",
    "VIEWS_VERSION",
    "Cells",
    "cells_of",
    "plain_row",
    "read_row",
    "row_of",
    "schema",
    "typed_rows",
]

Cells: TypeAlias = tuple[bool | int | str | None, ...]

R = TypeVar("R", bound=rows.RowStruct)

VIEWS_VERSION = 7
"""Grows with every change of a table, of a fold, or of what they answer."""

TABLES: dict[type[rows.RowStruct], tuple[str, tuple[str, ...]]] = {
    rows.NegotiationRow: ("negotiation", ()),
    rows.RegistrationRow: ("registration", ("step",)),
    rows.StepRow: ("step", ("step",)),
    rows.EvidenceRow: ("evidence", ("step", "line")),
    rows.OfferRow: ("offer", ("step", "line")),
    rows.DemandRow: ("demand", ("step", "line")),
    rows.ConditionRow: ("condition", ("step",)),
    rows.DeadlineRow: ("deadline", ("step", "line")),
    rows.ClaimRow: ("claim", ("step",)),
    rows.StatedRow: ("stated", ("step", "line")),
    rows.TermRow: ("term", ("step", "line")),
    rows.DealRow: ("deal", ("step",)),
    rows.RatificationRow: ("ratification", ("step", "line")),
    rows.FollowedRow: ("followed", ("step",)),
    rows.VoteRow: ("vote", ("step",)),
    rows.PartyRow: ("party", ("step", "line")),
    rows.PersonRow: ("person", ("step", "line")),
    rows.MoveRow: ("move", ("step",)),
    rows.AttemptRow: ("attempt", ("step",)),
    rows.CorrectionRow: ("correction", ("step",)),
}
"""Row Struct -> its table and its key beside `stream`."""

SEARCHED: dict[type[rows.RowStruct], tuple[str, ...]] = {
    rows.StepRow: ("text",),
    rows.EvidenceRow: ("quote",),
}
"""Row Struct -> the columns whose words people search for."""

INDEXES: dict[type[rows.RowStruct], tuple[tuple[str, ...], ...]] = {
    rows.RegistrationRow: (("contest",),),
}
"""Row Struct -> by what else its rows are looked for: the negotiations of a contest."""

ABOUT: dict[str, str] = {
    "stream": "The stream, such as negotiation/haryana-2024.",
    "step": "Version of the entry that made the row.",
    "line": "Number within the step, from 0.",
    "place": "Place in the order of occurrence, from 1.",
    "kind": "Which kind.",
    "title": "Title: of a stream as registered, of a task in its own words.",
    "arena": "Where, as registered.",
    "zone": "IANA time zone of the arena.",
    "contest": "Stream of the contest it belongs to.",
    "election_date": "Of a contest: its election, as given.",
    "led_by": "Office that leads the talks.",
    "pools": "Seats or posts to share: pool and total.",
    "seat_names": "Seats with their other spellings: seat and aliases.",
    "offices": "Of a contest: its offices, who holds each, and what it may do.",
    "names": "What the parties are called, and how they are drawn: party, name, colour.",
    "links": "Links to other streams, by kind of link.",
    "synthetic": "Made-up data.",
    "state": "proposed, talks_underway, deal_reached, collapsed; null = no talks yet.",
    "since": "Step that began the current unbroken run of the state.",
    "since_date": "Its date as given.",
    "flags": "Flag -> step that set it.",
    "version": "Last entry of the stream.",
    "steps": "Believed steps.",
    "last_position": "Position of the last entry.",
    "last_recorded_at": "When the last entry was recorded, µs since 1970 UTC.",
    "rules": "Rules version.",
    "type": "Step type of the catalogue.",
    "occurred": "When it happened, as given.",
    "earliest": "Earliest instant that this can mean, µs since 1970 UTC.",
    "latest": "Instant by which it had certainly happened, µs since 1970 UTC.",
    "by": "Who did it; parties by short name.",
    "to": "To whom.",
    "holders": "Offices that it names, each with who held it then.",
    "facts": "What its type adds to every step; parties by short name.",
    "totals": "Pools that its figures draw on, each with its total then.",
    "text": "Our paraphrase.",
    "quote": "Exact words.",
    "source": "Source id, else outlet, else url.",
    "attribution": "How it is attributed.",
    "attribution_class": "on_record, anonymous or media_report.",
    "speaker": "Who said so, by name.",
    "published": "When the words became public, as given.",
    "public": "Instant by which they were public, µs since 1970 UTC.",
    "positions": "What each party last said on record about the state: party, word, step.",
    "state_before": "State before the step.",
    "branch": "Which of the rules' branches it took; null where an earlier step is not in view.",
    "pointers": "Pointer field -> steps it points at.",
    "corrected_by": "Entries that corrected or answered it.",
    "act": "Act id, where one act stands in several streams.",
    "note": "The recorder's remark; of an evidence null where it is sealed.",
    "of_a_part": "A statement about a part of the talks, such as one term; no word on all of them.",
    "opens": "Commitment that it opens, with the salt; whether it does is not checked here.",
    "position": "Position in the log.",
    "recorded_at": "When it was recorded, µs since 1970 UTC.",
    "recorded_by": "Who recorded it.",
    "id": "Statement id.",
    "outlet": "Who published it.",
    "origin": "Agency behind it.",
    "url": "Where it was found.",
    "source_as_described": "Unnamed source in the report's words; null where they are sealed.",
    "side": "Party whose voice it is.",
    "voice": "high_command, state_unit or individual.",
    "on_behalf_of": "For whom the speaker spoke.",
    "lang": "Language of the quote.",
    "translated": "The quote is a translation.",
    "translated_by": "Who translated.",
    "transcribed": "We wrote the words down from sound, film or a picture.",
    "confidence": "The recorder's confidence in it.",
    "archived": "SHA-256 of the archived bytes of the source.",
    "anchors": "Where the words stand in the archived source; not checked here.",
    "sealed": "Members that are sealed, each with the subject whose data it is.",
    "for_parties": "Who gets it.",
    "issue": "Issue type of the catalogue.",
    "pool": "Pool of the registration.",
    "quantity": "The figure with its kind and words.",
    "seats": "Named seats.",
    "words": "What is meant, in words.",
    "verbatim": "Exact words of the first quote.",
    "conditions": "Conditions it carries.",
    "package": "Its terms stand or fall together.",
    "finality": "final, open or not_stated.",
    "in_addition": "It adds to earlier offers.",
    "expires": "When it expires, as given.",
    "expires_at": "Instant from which it has expired, µs since 1970 UTC.",
    "accepted_by": "Step that accepted it.",
    "acceptance": "How far, where not simply: in principle, on which condition.",
    "withdrawn_by": "Step that took it back.",
    "rejected_by": "Step that rejected it.",
    "superseded_by": "Step that superseded it.",
    "superseded_as": "Why that step supersedes: pointer, hearsay, own_word or report.",
    "lapsed_by": "Deal, collapse or close with which it lapsed.",
    "attributed_by_other_side": "The other side says that it was demanded.",
    "dropped_by": "Step that dropped it.",
    "condition": "The condition.",
    "on_what": "What depends on it.",
    "resolutions": "(step, met | failed | waived | dropped | refused), in order.",
    "when": "The date, as given.",
    "when_latest": "Instant at which it is over, µs since 1970 UTC.",
    "what": "What is due.",
    "awaits": "Step type that meets it.",
    "consequence": "What is threatened.",
    "ends": "What ends on that day, where the date is from when an end counts.",
    "waits_for": "To whom it was put, but for those who have given way to a threat since.",
    "moved_by": "Step that moved it.",
    "met_by": "Step that met it; of a date, perhaps in time.",
    "late_by": "Step that would have met it and came too late.",
    "failed_by": "Statement on record that it was not kept.",
    "stances": "Stances of the statement.",
    "proposition": "What it is about: talks, agreement, collapse, figure, words.",
    "about": "Step that it is about.",
    "on_record_by": "Parties among those who did it whose own word is on record.",
    "terms": "What is claimed.",
    "denied_by": "What denies it: of a demand, who was asked, on record.",
    "confirmed_by": "Steps that confirm it.",
    "party": "Party, by short name.",
    "mutual": "Every party at the table agreed.",
    "assent": "Who assented, and how.",
    "ended_by": "Step that ended it.",
    "form": "announced, signed or de_facto; announced where nobody says.",
    "deal": "Deal that it is about.",
    "body": "Body that approves or rejects.",
    "awaited": "The deal was made subject to it.",
    "outcome": "approved or rejected; null = not yet.",
    "term": "Which of its terms, from 1; null = all that it agreed.",
    "fulfilment": "kept, under_way, in_trouble, not_kept or contested, as somebody says.",
    "decided_by": "Step with which it decided.",
    "name": "Full name.",
    "aliases": "Other names.",
    "ids": "Identifiers elsewhere: scheme and id.",
    "at_table": "It sits (or sat) at the table.",
    "left_by": "Step with which it left.",
    "person": "Person.",
    "role": "Role.",
    "principal": "For whom.",
    "together": "Of a mandate that several gave together: who they are; there is no principal.",
    "office": "Office that is held with it.",
    "appointment": "Of a mandate: step with which its holder was appointed.",
    "tenure": "(step, what became of the task), in order.",
    "mandate": "What may be agreed to.",
    "votes": "How many voted how.",
    "subject": "Kind of thing that was voted on.",
    "replaces": "Whom the report says it replaces.",
    "scope": "Scope.",
    "count": "How many.",
    "overlaps": "How many the other side has named too.",
    "overlapping_seats": "Which the other side has named too.",
    "last_step": "Last step of the run.",
    "ended_in": "State in which the run ended.",
    "target": "Entry that it corrects.",
    "effect": "replace, retract or add.",
    "field": "Path of the field.",
    "was": "What stood there, as JSON.",
    "now": "What stands there now, as JSON.",
    "reason": "Why.",
    "in_force": "Not taken back itself.",
}
"""Column -> what it is about."""

_NOW = {
    "sqlite": "(CAST(strftime('%s', 'now') AS INTEGER) * 1000000)",
    "postgresql": "((EXTRACT(epoch FROM now()) * (1000000)::numeric))::bigint",
}
_OFFER_NOW = (
    'SELECT stream, step, line, "by", "to", issue, quantity, seats, words, verbatim,'
    " attribution_class,"
    " CASE WHEN (accepted_by IS NOT NULL) THEN 'accepted'"
    " WHEN (withdrawn_by IS NOT NULL) THEN 'withdrawn'"
    " WHEN (expires_at <= {now}) THEN 'expired'"
    " WHEN (rejected_by IS NOT NULL) THEN 'rejected'"
    " WHEN (superseded_as = 'report') THEN 'overtaken'"
    " WHEN (superseded_as <> 'hearsay') THEN 'superseded'"
    " WHEN (lapsed_by IS NOT NULL) THEN 'lapsed' ELSE 'open' END AS status FROM offer"
)
_DEADLINE_NOW = (
    'SELECT stream, step, line, kind, "when", what, words,'
    " CASE WHEN (moved_by IS NOT NULL) THEN 'extended'"
    " WHEN (met_by IS NOT NULL) THEN 'met'"
    " WHEN ((when_latest <= {now}) AND ((kind = 'soft_target')"
    " OR ((kind <> 'ultimatum') AND (awaits IS NULL)))) THEN 'passed'"
    " WHEN (when_latest <= {now}) THEN 'missed' ELSE 'pending' END AS status FROM deadline"
)
_HAPPENED = (
    "SELECT stream, step, place, type, state,"
    " min(latest) OVER (PARTITION BY stream ORDER BY place"
    " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS happened FROM step"
)
SQL_VIEWS: tuple[tuple[str, str, str], ...] = (
    ("offer_now", "Offers with the status that they have now.", _OFFER_NOW),
    ("deadline_now", "Deadlines with the status that they have now.", _DEADLINE_NOW),
    (
        "step_happened",
        "From which instant on (µs since 1970 UTC) each step had happened: the latest bound of"
        " its own moment or of a later step's.",
        _HAPPENED,
    ),
)


@cache
def schema() -> dict[str, JsonValue]:
    """Every table with its columns, key and SQL views, as plain data; to be left as it is."""
    return {
        "tables": [_table(kind, name, key) for kind, (name, key) in TABLES.items()],
        "sql_views": [
            {
                "name": name,
                "about": about,
                "sqlite": text.format(now=_NOW["sqlite"]),
                "postgresql": text.format(now=_NOW["postgresql"]),
            }
            for name, about, text in SQL_VIEWS
        ],
    }


def _table(kind: type[rows.RowStruct], name: str, key: tuple[str, ...]) -> dict[str, JsonValue]:
    hints = get_type_hints(kind)
    columns: list[JsonValue] = [
        {"name": "stream", "kind": "text", "about": ABOUT["stream"], "nullable": False}
    ]
    for field in kind.__struct_fields__:
        column, nullable = _column_kind(hints[field])
        columns.append({"name": field, "kind": column, "about": ABOUT[field], "nullable": nullable})
    about = (kind.__doc__ or "").strip().splitlines()[0]
    return {
        "name": name,
        "columns": columns,
        "key": ["stream", *key],
        "about": about,
        "indexes": [list(columns) for columns in INDEXES.get(kind, ())],
        "searched": list(SEARCHED.get(kind, ())),
    }


def _column_kind(hint: object) -> tuple[str, bool]:
    """(kind of column, whether it may be null) for a field's type."""
    options = [each for each in get_args(hint) if each is not types.NoneType]
    union = get_origin(hint) in (types.UnionType, typing.Union)
    nullable = union and len(options) < len(get_args(hint))
    bare = options[0] if union and len(options) == 1 else hint
    if get_origin(bare) is typing.Literal:
        return "text", nullable
    kinds: dict[object, str] = {str: "text", int: "integer", bool: "boolean"}
    return kinds.get(bare, "json"), nullable


def row_of(kind: type[R], values: Mapping[str, JsonValue]) -> R:
    """The row that plain values of its table stand for; `stream` is no part of it."""
    given = {name: value for name, value in values.items() if name != "stream"}
    return msgspec.convert(given, kind)


def typed_rows(kind: type[R], cells: Sequence[tuple[object, ...]]) -> list[tuple[str, R]]:
    """Stored rows of a table with their streams: each the cells of its columns, of which JSON is
    still text. Columns are checked and read whole, because most cells of one say the same.

    Raises ValueError for what no row holds; who reads each value by itself finds what it is.
    """
    if not cells:
        return []
    streams, *columns = zip(*cells, strict=True)
    names = kind.__struct_fields__
    read = [column.read(given) for column, given in zip(_columns(kind), columns, strict=True)]
    made = zip(*read, strict=True)
    return [
        (str(stream), kind(**dict(zip(names, row, strict=True))))
        for stream, row in zip(streams, made, strict=True)
    ]


class _Column:
    """How the cells of one column are read."""

    def __init__(self, hint: object) -> None:
        kind, nullable = _column_kind(hint)
        self._kinds: set[type] = {{"integer": int, "boolean": bool}.get(kind, str)}
        if kind == "boolean":
            self._kinds.add(int)
        if nullable:
            self._kinds.add(types.NoneType)
        self._kind = kind
        options = [hint, *get_args(hint)]
        words = [set(get_args(each)) for each in options if get_origin(each) is typing.Literal]
        self._words = {*words[0], None} if words else None
        self._decode = msgspec.json.Decoder(hint).decode if kind == "json" else None

    def read(self, cells: Sequence[object]) -> Sequence[object]:
        """Their values. Raises ValueError for another kind of value."""
        if not {*map(type, cells)} <= self._kinds:
            raise ValueError("a cell of another kind")
        if self._kind == "boolean":
            if not {*cells} <= {0, 1, None}:
                raise ValueError("a cell of another kind")
            return [None if cell is None else bool(cell) for cell in cells]
        if self._decode is not None:
            decode = self._decode
            known: dict[object, object] = {
                cell: decode(cell) for cell in {*cells} if isinstance(cell, str)
            }
            return [known.get(cell) for cell in cells]
        if self._words is not None and not {*cells} <= self._words:
            raise ValueError("a word of none")
        return cells


@cache
def _columns(kind: type[rows.RowStruct]) -> tuple[_Column, ...]:
    hints = get_type_hints(kind)
    return tuple(_Column(hints[name]) for name in kind.__struct_fields__)


def read_row(table: str, values: Mapping[str, JsonValue]) -> rows.RowStruct:
    """The same of a table by its name."""
    return row_of(next(kind for kind, (name, _) in TABLES.items() if name == table), values)


def cells_of(stream: str, row: rows.RowStruct) -> tuple[str, Cells]:
    """(table, the cells of its columns) of a row; JSON as text with its keys sorted."""
    table, of_json = _cells(type(row))
    cells = [stream, *msgspec.structs.astuple(row)]
    for place in of_json:
        if cells[place] is not None:
            cells[place] = _encode(cells[place]).decode()
    return table, tuple(cells)


@cache
def _cells(kind: type[rows.RowStruct]) -> tuple[str, tuple[int, ...]]:
    """The table of a row, and the places of its columns that hold JSON."""
    hints = get_type_hints(kind)
    kinds = (_column_kind(hints[field])[0] for field in kind.__struct_fields__)
    return TABLES[kind][0], tuple(place for place, each in enumerate(kinds, 1) if each == "json")


_encode = msgspec.json.Encoder(order="sorted").encode


def plain_row(row: rows.RowStruct) -> tuple[str, dict[str, JsonValue]]:
    """(table, plain values) of a row; the stream is added by who stores it."""
    table, _ = TABLES[type(row)]
    # Through sorted JSON, so that a row made here is the same row as it comes back from a store,
    # to the order of the keys.
    values: dict[str, JsonValue] = msgspec.json.decode(msgspec.json.encode(row, order="sorted"))
    return table, values
