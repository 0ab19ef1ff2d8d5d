"""The door: what a person wrote made into one strict entry, or every reason why not.

All faces come through here, so that a file, a command line and a request are read alike: one value
may stand where a list is due, a quantity may be written as `5..7`, a pointer as a label, and a
source's facts are copied into the evidence that names it (each record then stands for itself).

The door is stricter than the record: a text that nobody can see, a cell that a spreadsheet
damaged, an end before its start are refused here, and read where they were recorded before.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
from msgspec import inspect as shape

from parley.negotiation.codec import ENTRIES, EntryError, restored
from parley.negotiation.evidence import (
    ATTRIBUTION_CLASSES,
    Evidence,
    JsonValue,
    MomentText,
    Quote,
    Sealed,
    Value,
)
from parley.negotiation.foreign_dates import clear_form
from parley.negotiation.moments import MomentError, parse_moment
from parley.negotiation.naming import IsName, actors_apart, assents_apart, no_name
from parley.negotiation.pairs import PAIRS, listed, listed_inside
from parley.negotiation.paths import nearest
from parley.negotiation.quantities import QUANTITY_FORMS, Quantity, parse_quantity
from parley.negotiation.refusals import ENTRY, Refusal, faulty, refused
from parley.negotiation.registration import PartyName
from parley.negotiation.steps import (
    Actor,
    Assent,
    Entry,
    EntryCorrected,
    Opening,
    Term,
    Votes,
    parse_votes,
    pointer_fields,
)
from parley.negotiation.texts import Fault, text_fault, words_fault

__all__ = [
    "SourceFacts",
    "leaf_problems",
    "named_sources",
    "new_problems",
    "understand",
    "wrong_fields",
]

SOURCE_FACTS = ("outlet", "origin", "url", "published")
SourceFacts = Mapping[str, Mapping[str, JsonValue]]
"""Source id -> what is known of it: outlet, origin, url, published."""


_clear_form = lru_cache(maxsize=4096)(clear_form)  # steps of one day say the same dates
_shape_of = cache(shape.type_info)  # to work one out costs more than all else that the door does
_MOMENT = _shape_of(MomentText)
_ACTOR = _shape_of(Actor)
_PARTY = _shape_of(PartyName)
_SAID: Mapping[type, tuple[str, ...]] = {
    Quantity: ("unit", "verbatim"),
    Quote: ("verbatim",),
    Term: ("words",),
}
"""Struct -> its fields in which somebody's figure or somebody's words stand."""


def understand(
    type_name: str,
    fields: Mapping[str, JsonValue],
    *,
    labels: Mapping[str, int],
    sources: SourceFacts,
    is_name: IsName = no_name,
    stands: Mapping[str, JsonValue] | None = None,
) -> Value | list[Refusal]:
    """The entry that `fields` describe, or all that is wrong with them.

    A text alone where actors are due may be several, `A,B` or `A+B`, unless it `is_name`; in a
    list each is one.

    `stands` is the entry as it is recorded, where `fields` are a change of it: what is wrong with
    it already is not held against the change.
    """
    kind = ENTRIES.get(type_name)
    if kind is None:
        meant = nearest(type_name, tuple(ENTRIES))
        return [refused(ENTRY, "no_step_type", type=type_name, meant=meant).at("type")]
    reader = _Reader(labels, sources, is_name)
    value = reader.read(dict(fields), _shape_of(kind), "")
    problems = reader.problems
    if problems and stands is not None:
        before = _Reader(labels, sources)
        before.read(dict(stands), _shape_of(kind), "")
        problems = new_problems(before.problems, problems)
    if problems:
        return problems
    if isinstance(value, dict) and isinstance(field := value.get("field"), str):
        # Values of a registration are written in short like the registration itself.
        for name in ("was", "now"):
            if name in value:
                value[name] = listed_inside(value[name], field.rpartition(".")[2])
    try:
        return restored(value, kind)
    except EntryError as error:
        return [error.refusal]
    except ValueError as error:
        return [faulty("", str(error))]


def wrong_fields(kind: type[msgspec.Struct], fields: Mapping[str, JsonValue]) -> list[Refusal]:
    """What is wrong with the plain values of any Struct that names no steps and no sources."""
    reader = _Reader({}, {})
    reader.read(dict(fields), _shape_of(kind), "")
    return reader.problems


def named_sources(value: JsonValue) -> Iterator[str]:
    """The ids that stand in members `source` of a written value, at any depth."""
    if isinstance(value, dict):
        if isinstance(source := value.get("source"), str):
            yield source
        for part in value.values():
            yield from named_sources(part)
    elif isinstance(value, list):
        for part in value:
            yield from named_sources(part)


def leaf_problems(value: JsonValue) -> list[Refusal]:
    """What is wrong with the texts in a value of which no shape is known."""
    reader = _Reader({}, {})
    reader.read_leaves(value, "")
    return reader.problems


def new_problems(before: Iterable[Refusal], after: Iterable[Refusal]) -> list[Refusal]:
    """Those of `after` that were not there before; a place in a list may have moved."""
    standing = Counter(map(_what, before))
    found: list[Refusal] = []
    for problem in after:
        if standing[_what(problem)] > 0:
            standing[_what(problem)] -= 1
        else:
            found.append(problem)
    return found


def _what(problem: Refusal) -> tuple[str, str]:
    names = [part for part in problem.field.split(".") if not part.isdigit()]
    return ".".join(names), str(problem)


def ends_before_it_starts(since: JsonValue, until: JsonValue) -> bool:
    """Whether nothing can have lasted from `since` until `until`.

    In UTC days, which is near enough: an end that is a day too early is a slip all the same.
    """
    if not isinstance(since, str) or not isinstance(until, str):
        return False
    try:
        start, end = (parse_moment(each).bounds("UTC") for each in (since, until))
    except MomentError:
        return False  # said for itself
    return end.latest <= start.earliest


class _Reader:
    """Walks a written value beside the shape that is due."""

    def __init__(
        self, labels: Mapping[str, int], sources: SourceFacts, is_name: IsName = no_name
    ) -> None:
        self.labels = labels
        self.sources = sources
        self.is_name = is_name
        self.problems: list[Refusal] = []

    def refuse(self, field: str, case: str, **facts: JsonValue) -> None:
        self.problems.append(refused(ENTRY, case, **facts).at(field))

    def read(
        self, value: JsonValue, due: shape.Type, path: str, about: str | None = None
    ) -> JsonValue:
        """What was written as what is due at `path`; `about` says in words what that is."""
        if due == _MOMENT:
            return self._moment(value, path)
        if isinstance(due, shape.Metadata):
            return self.read(
                value, due.type, path, (due.extra_json_schema or {}).get("description")
            )
        if isinstance(due, shape.UnionType):
            return self._union(value, due, path)
        if isinstance(due, shape.VarTupleType):
            return [
                self.read(each, due.item_type, f"{path}.{index}")
                for index, each in enumerate(self._several(value, due.item_type))
            ]
        if isinstance(due, shape.StructType):
            return self._struct(value, due, path)
        if isinstance(due, shape.LiteralType):
            return self._literal(value, due, path)
        if isinstance(due, shape.StrType):
            self._check_text(value, due, path, about)
        if isinstance(due, shape.AnyType):
            self.read_leaves(value, path)
        return value

    def _several(self, value: JsonValue, due: shape.Type) -> list[JsonValue]:
        """What stands where several are due: a list, or one alone, which may name more actors."""
        if isinstance(value, str) and due in (_ACTOR, _PARTY):
            return [*actors_apart(value, self.is_name)]
        values: list[JsonValue] = value if isinstance(value, list) else [value]
        if isinstance(due, shape.StructType) and due.cls is Assent:
            return assents_apart(values, self.is_name)
        return values

    def read_leaves(self, value: JsonValue, path: str) -> None:
        """Look at every text in a value of which no shape is known."""
        if isinstance(value, str):
            self._refuse(text_fault(value), path)
        elif isinstance(value, list | dict):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            for name, part in parts:
                self.read_leaves(part, _inside(path, str(name)))

    def _refuse(self, fault: Fault | None, path: str) -> bool:
        if fault is not None:
            self.problems.append(faulty(path, fault.reason, fault.hint))
        return fault is not None

    def _check_text(
        self, value: JsonValue, due: shape.StrType, path: str, about: str | None
    ) -> None:
        if isinstance(value, int):
            case = "no_text" if isinstance(value, bool) else "number_for_text"
            self.refuse(path, case, value=_brief(value))
        elif isinstance(value, str) and self._refuse(text_fault(value), path):
            return
        elif isinstance(value, str) and due == _ACTOR and ":" in value:
            self._refuse(text_fault(value.partition(":")[2]), path)
        elif isinstance(value, str) and due.pattern and re.search(due.pattern, value) is None:
            case = "not_as_needed" if about is None else "not_as_described"
            self.refuse(path, case, value=_brief(value), about=about)

    def _moment(self, value: JsonValue, path: str) -> JsonValue:
        if not isinstance(value, str):
            self._check_text(value, shape.StrType(), path, None)
            return value
        if (clear := _clear_form(value)) is not None:
            return clear
        try:
            parse_moment(value)
        except MomentError as error:
            self.problems.append(faulty(path, f"“{error.text}”: {error.reason}", error.hint))
        return value

    def _union(self, value: JsonValue, due: shape.UnionType, path: str) -> JsonValue:
        if value is None:
            return None
        options = [each for each in due.types if not isinstance(each, shape.NoneType)]
        if len(options) == 1:
            return self.read(value, options[0], path)
        for option in options:
            if isinstance(option, shape.StructType) and option.cls is Sealed:
                sealed = isinstance(value, dict)
                return self.read(value, option if sealed else options[0], path)
        return value

    def _literal(self, value: JsonValue, due: shape.LiteralType, path: str) -> JsonValue:
        if value not in due.values:
            known = tuple(str(each) for each in due.values)
            meant = nearest(str(value), known)
            self.refuse(path, "none_of", value=value, known=[*known], meant=meant)
        return value

    def _struct(self, value: JsonValue, due: shape.StructType, path: str) -> JsonValue:
        if due.cls is Quantity and not isinstance(value, dict):
            return self._quantity(value, path)
        if due.cls is Quote and isinstance(value, str):
            value = {"verbatim": value}
        if due.cls is Votes and isinstance(value, str):
            value = {**parse_votes(value)}
        if not isinstance(value, dict):
            some: list[JsonValue] = [each.name for each in due.fields[:4]]
            self.refuse(path, "no_object", value=_brief(value), type=due.cls.__name__, fields=some)
            return value
        form = _form_of(due)
        known = form.known
        made: dict[str, JsonValue] = {}
        for name, part in value.items():
            where = _inside(path, name)
            if name not in known:
                self.refuse(
                    where,
                    "no_such_field",
                    type=due.cls.__name__,
                    name=name,
                    known=[*known],
                    meant=nearest(name, tuple(known)),
                )
            elif part is not None or known[name].required:
                made[name] = self._member(form, name, part, known[name].type, where)
        if due.cls is Evidence:
            self._fill_source(made, path)
            self._check_voices(made, path)
        if due.cls is Opening:
            # Nobody can have committed to it here: no release makes commitments yet.
            self.refuse(path, "no_commitment", commitment=value.get("commitment"))
        since, until = made.get("valid_from"), made.get("valid_until")
        if ends_before_it_starts(since, until):
            self.refuse(_inside(path, "valid_until"), "span_turned", since=since, until=until)
        for name in form.required:
            if name not in value and name not in made:
                self.refuse(_inside(path, name), "field_missing", type=due.cls.__name__, name=name)
        return made

    def _member(
        self, form: "_Form", name: str, value: JsonValue, due: shape.Type, path: str
    ) -> JsonValue:
        """Read what stands in one field of a Struct."""
        if name in PAIRS:
            return self.read(listed(value, name), due, path)
        if name in form.pointers:
            return self._pointers(value, due, path)
        if name == "was" and isinstance(due, shape.AnyType):
            return value  # what stood there may be what is put right
        words = name in form.said and isinstance(value, str)
        if words and self._refuse(words_fault(str(value)), path):
            return value
        return self.read(value, due, path)

    def _quantity(self, value: JsonValue, path: str) -> JsonValue:
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.refuse(path, "no_quantity", value=_brief(value), forms=QUANTITY_FORMS)
            return None
        if isinstance(value, int):
            self.refuse(path, "bare_number", number=value)
            return None
        if self._refuse(words_fault(value), path):
            return None
        try:
            made: JsonValue = msgspec.json.decode(msgspec.json.encode(parse_quantity(value)))
        except ValueError as error:
            self.problems.append(faulty(path, str(error)))
            return None
        return made

    def _pointers(self, value: JsonValue, due: shape.Type, path: str) -> JsonValue:
        if isinstance(value, list) or isinstance(due, shape.VarTupleType):
            values = value if isinstance(value, list) else [value]
            return [self._pointer(each, f"{path}.{index}") for index, each in enumerate(values)]
        return self._pointer(value, path)

    def _pointer(self, value: JsonValue, path: str) -> JsonValue:
        if not isinstance(value, str):
            return value
        if value in self.labels:
            return self.labels[value]
        if match := re.fullmatch(r"v?([1-9][0-9]*)", value):
            return int(match.group(1))
        if match := re.fullmatch(r"(?:(negotiation|contest)/)?([^/#]+)#v?([1-9][0-9]*)", value):
            return f"{match.group(1) or 'negotiation'}/{match.group(2)}#{match.group(3)}"
        meant = nearest(value, tuple(self.labels))
        self.refuse(path, "no_pointer", value=value, meant=meant)
        return value

    def _check_voices(self, evidence: Mapping[str, JsonValue], path: str) -> None:
        """An evidence has one voice: an unnamed source does not stand beside a named one; and what
        is remarked on one who is to stay unnamed does not stand open for ever."""
        attribution = evidence.get("attribution")
        if attribution == "anonymous":
            if isinstance(evidence.get("note"), str):
                self.refuse(_inside(path, "note"), "note_unsealed")
        elif evidence.get("source_as_described") is not None and attribution in ATTRIBUTION_CLASSES:
            # Any other attribution is said for itself.
            where = _inside(path, "source_as_described")
            self.refuse(where, "two_voices", attribution=attribution)

    def _fill_source(self, evidence: dict[str, JsonValue], path: str) -> None:
        source = evidence.get("source")
        if not isinstance(source, str):
            return
        facts = self.sources.get(source)
        if facts is None:
            meant = nearest(source, tuple(self.sources))
            self.refuse(f"{path}.source", "no_such_source", source=source, meant=meant)
            return
        for name in SOURCE_FACTS:
            if facts.get(name) is not None and name not in evidence:
                evidence[name] = facts[name]


class _Form(NamedTuple):
    """What there is to know of a Struct that is due, worked out once."""

    known: Mapping[str, shape.Field]
    required: tuple[str, ...]
    pointers: Collection[str]
    said: Collection[str]


_FORMS: dict[type, _Form] = {}


def _form_of(due: shape.StructType) -> _Form:
    form = _FORMS.get(due.cls)
    if form is None:
        form = _FORMS[due.cls] = _Form(
            known={each.name: each for each in due.fields},
            required=tuple(each.name for each in due.fields if each.required),
            pointers=_pointers_of(due.cls),
            said=_SAID.get(due.cls, ()),
        )
    return form


def _pointers_of(kind: type) -> Collection[str]:
    if kind is EntryCorrected:
        return ("target",)
    return pointer_fields(kind) if issubclass(kind, Entry) else ()


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _brief(value: JsonValue) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
