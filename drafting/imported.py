"""What a file of entries holds: each entry as a draft, with the place where it stands.

Three forms hold the same: a whole file in YAML or JSON (`parley: 1`, sources, contests and
negotiations with their steps), and rows in JSONL or CSV, one entry each. Everything that is wrong
with their shape is found here; whether the steps may stand, the ledger says.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, suggest, with_hint
from parley.answers.language import say, say_list
from parley.answers.streams import CONTEST, stream_of
from parley.drafting.files.documents import ENTRIES_MAX, Plain, Problem, Row
from parley.drafting.files.trees import Path, field_of
from parley.drafting.sources import source_problems
from parley.drafting.typed import due_at, read_typed_tree
from parley.events.canonical import JsonObject, JsonValue
from parley.events.kinds import SOURCES, SourceDescribed
from parley.events.politics import Draft
from parley.negotiation.codec import ENTRIES
from parley.negotiation.pairs import listed

__all__ = ["Imported", "Placed", "read_rows"]

_FORMAT_VERSION: Final = 1
"""Of the whole-file form; it stands in the file as `parley: 1`."""

_SECTIONS: Final = ("parley", "sources", "contests", "negotiations")
_OF_A_STREAM: Final = ("register", "steps", "id")
_OF_A_ROW: Final = ("negotiation", "contest", "type", "label", "id")
_SOURCE: Final = "SourceDescribed"
_REGISTERED: Final = {"contest": "ContestRegistered", "negotiation": "NegotiationRegistered"}


class Placed(Struct, frozen=True):
    """A draft and where it stands: `row` of the file, `path` of the entry in it.

    `derived` = its id was made of its words, and does not stand in the file.
    """

    draft: Draft
    row: Row
    path: Path
    derived: bool = False

    def locate(self, name: str, field: str, reason: str) -> Problem:
        """Return a problem of one field of the entry, at the field's line."""
        path = (*self.path, *_as_written(_at(self.row.value, self.path), field))
        return Problem(name, self.row.where(path), field or self.draft.type, reason)


class Imported(Struct, frozen=True):
    """The entries of a file, in its order, and what is wrong with their shape."""

    entries: Sequence[Placed]
    problems: Sequence[Problem]


def read_rows(rows: Sequence[Row], name: str) -> Imported:
    """Return what the rows of a file hold; `name` is what problems call the file."""
    reader = _Reader(name)
    for row in rows:
        if row.typed and ("parley" in row.value or set(row.value) & set(_SECTIONS)):
            reader.read_whole(row)
        else:
            reader.read_row(row)
    if len(reader.entries) > ENTRIES_MAX:  # of a whole file, which is one row
        over = reader.entries[ENTRIES_MAX]
        reason = say(
            "more than {most} entries, and no more are recorded at a time", most=ENTRIES_MAX
        )
        return Imported((), [over.locate(name, "", reason)])
    reader.check_ids_and_labels()
    return Imported(reader.entries, reader.problems)


class _Reader:
    """Collects the entries of a file and everything that is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Placed] = []
        self.problems: list[Problem] = []

    def refuse(self, row: Row, path: Path, reason: str, hint: str = "") -> None:
        problem = Problem(self.name, row.where(path), field_of(path), with_hint(reason, hint))
        self.problems.append(problem)

    def read_whole(self, row: Row) -> None:
        """Take a file with sections apart."""
        if row.value.get("parley") != _FORMAT_VERSION:
            found = row.value.get("parley")
            reason = say(
                "`parley` is {found!r}, and this release reads files of form {format_version}",
                found,
                format_version=_FORMAT_VERSION,
            )
            self.refuse(
                row,
                ("parley",),
                reason,
                say("begin the file with parley: {format_version}", format_version=_FORMAT_VERSION),
            )
        self._check_names(row, (), row.value, _SECTIONS)
        for path, fields in self._objects(row, ("sources",), row.value.get("sources")):
            self._add_source(row, path, fields)
        for section, kind in (("contests", "contest"), ("negotiations", "negotiation")):
            for path, fields in self._objects(row, (section,), row.value.get(section)):
                self._read_stream(row, path, fields, kind)

    def read_row(self, row: Row) -> None:
        """Take one row: an entry with the negotiation or contest it belongs to."""
        fields = dict(row.value)
        type_name = fields.pop("type", None)
        if type_name == _SOURCE:
            self._add_source(row, (), fields)
            return
        kind = "negotiation" if "negotiation" in fields else "contest"
        slug = fields.pop(kind, None)
        if not isinstance(slug, str) or not slug:
            hint = say(
                "a row has {of_a_row} and the entry's own fields", of_a_row=say_list(_OF_A_ROW)
            )
            self.refuse(
                row, (), say("it does not say to which negotiation or contest it belongs"), hint
            )
            return
        self._add(row, (), _stream(kind, slug), type_name, fields)

    def check_ids_and_labels(self) -> None:
        """Refuse an id or a label that stands for two entries."""
        seen: dict[tuple[str, str], Placed] = {}
        for placed in self.entries:
            for kind, value in (("id", placed.draft.id), ("label", placed.draft.label)):
                where = placed.draft.stream if kind == "label" else ""
                if value is None:
                    continue
                if (kind + where, value) in seen:
                    reason = say("the {kind} {value} stands on two entries", kind, value)
                    self.problems.append(placed.locate(self.name, kind, reason))
                seen[kind + where, value] = placed

    def _read_stream(self, row: Row, path: Path, fields: JsonObject, kind: str) -> None:
        slug = fields.get(kind)
        if not isinstance(slug, str) or not slug:
            self.refuse(
                row, path, say("it has no {kind}: the slug by which commands call it", kind)
            )
            return
        self._check_names(row, path, fields, (kind, *_OF_A_STREAM))
        stream = _stream(kind, slug)
        if "register" in fields:
            register = fields["register"]
            if isinstance(register, dict):
                given = {**register, **({"id": fields["id"]} if "id" in fields else {})}
                self._add(row, (*path, "register"), stream, _REGISTERED[kind], given)
            else:
                self.refuse(row, (*path, "register"), say("here an object of fields is due"))
        for where, step in self._objects(row, (*path, "steps"), fields.get("steps")):
            own = dict(step)
            self._add(row, where, stream, own.pop("type", None), own)

    def _add_source(self, row: Row, path: Path, fields: JsonObject) -> None:
        own = dict(fields)
        id, label = self._names(row, path, own)
        if not row.typed:
            own |= {
                name: read_typed_tree(own[name], due_at(SourceDescribed, [name])) for name in own
            }
        if label is not None:
            self.refuse(row, (*path, "label"), say("a source has no label; evidence names its id"))
        wrong = source_problems(own)
        for field, reason, hint in wrong:
            self.refuse(row, (*path, field), reason, hint)
        if wrong:
            return
        draft = Draft(stream=SOURCES, type=_SOURCE, fields=own, id=id)
        self.entries.append(Placed(draft, row, path))

    def _add(
        self, row: Row, path: Path, stream: str, type_name: JsonValue, fields: JsonObject
    ) -> None:
        if not isinstance(type_name, str) or type_name not in ENTRIES:
            known = [*ENTRIES, _SOURCE]
            hint = suggest(str(type_name), known) or advise(
                "{types} shows the catalogue", types=do("types")
            )
            reason = (
                say("it has no type")
                if type_name is None
                else say("{type_name!r} is no step type", type_name)
            )
            self.refuse(row, (*path, "type"), reason, hint)
            return
        id, label = self._names(row, path, fields)
        if not row.typed:
            kind = ENTRIES[type_name]
            for name, value in fields.items():
                try:
                    fields[name] = read_typed_tree(value, due_at(kind, [name]))
                except Failure as failure:
                    self.refuse(row, (*path, name), failure.detail, failure.hint)
        draft = Draft(stream=stream, type=type_name, fields=fields, id=id, label=label)
        self.entries.append(Placed(draft, row, path))

    def _names(self, row: Row, path: Path, fields: JsonObject) -> tuple[str | None, str | None]:
        """Take id and label out of an entry's fields."""
        given, label = fields.pop("id", None), fields.pop("label", None)
        if label is not None and (not isinstance(label, str) or label.lstrip("v").isdigit()):
            reason = say("the label {label!r} would be taken for a step's number", label)
            self.refuse(row, (*path, "label"), reason, say("give it letters"))
            label = None
        if given is None:
            return None, label
        try:
            return str(uuid.UUID(str(given))), label
        except ValueError:
            self.refuse(
                row,
                (*path, "id"),
                say("{given!r} is no UUID", given),
                say("leave it out for a new one"),
            )
            return None, label

    def _objects(self, row: Row, path: Path, value: Plain) -> list[tuple[Path, JsonObject]]:
        """Return the objects of a list with their paths; one may stand where a list is due."""
        if value is None:
            return []
        items = value if isinstance(value, list) else [value]
        found: list[tuple[Path, JsonObject]] = []
        for index, item in enumerate(items):
            where = (*path, index) if isinstance(value, list) else path
            if isinstance(item, dict):
                found.append((where, item))
            else:
                self.refuse(row, where, say("here an object of fields is due"))
        return found

    def _check_names(
        self, row: Row, path: Path, fields: Mapping[str, Plain], known: Sequence[str]
    ) -> None:
        for name in fields:
            if name not in known:
                near = suggest(name, known) or say("there are {known}", known=say_list(known))
                self.refuse(row, (*path, name), say("there is no {name!r} here", name), near)


def _stream(kind: str, slug: str) -> str:
    return stream_of(slug if kind == "negotiation" else f"{CONTEST}{slug.removeprefix(CONTEST)}")


def _at(value: Plain, path: Path) -> Plain:
    """Return what stands at a path."""
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def _is_short(value: JsonObject, field: str | int) -> bool:
    """Whether an object stands for a list of pairs: `pools: {seats: 90}`."""
    return listed(value, str(field)) is not value


def _as_written(value: Plain, field: str) -> Path:
    """Return a field's path as it stands in the file: one value may stand where a list is due."""
    path: list[str | int] = []
    for key in field.split(".") if field else ():
        if isinstance(value, list) and key.isdigit() and int(key) < len(value):
            path.append(int(key))
            value = value[int(key)]
        elif isinstance(value, dict) and key.isdigit() and path and _is_short(value, path[-1]):
            return (*path, *list(value)[int(key) : int(key) + 1])
        elif isinstance(value, Mapping) and (key in value or not key.isdigit()):
            path.append(key)
            value = value.get(key)
    return tuple(path)
