"""The form of --edit: a step's fields as YAML, with what was typed filled in.

A step that has more to say than fits on a line (two sources, several terms, a translation) is
written here; the form is judged before it is taken, so its mistakes are shown above its fields.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import inspect as shape

from parley.answers.failing import Failure
from parley.answers.language import say
from parley.cli.record.catalogue import choices_of, fields_of, takes
from parley.cli.record.forms import Field, compose_form, edit_form
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import ATTRIBUTIONS
from parley.drafting.files.documents import DocumentError, read_documents
from parley.drafting.refusals import refused_steps
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.events.refusals import NotRecorded

__all__ = ["fill_in_form"]

_LAST: Final = ("text", "note", "about", "in_reply_to", "supersedes", "after", "act")
_EVIDENCE: Final = (
    "attribution",
    "speaker",
    "source_as_described",
    "side",
    "quote",
    "source",
    "published",
)


def fill_in_form(
    notebook: Notebook, scene: Scene, type_name: str, fields: JsonObject
) -> JsonObject:
    """Let the person fill in the fields of a step in their editor; return them.

    Raises Failure when nobody can be asked, or they leave.
    """

    def check(text: str) -> list[str]:
        try:
            filled = _read(scene, text)
        except (DocumentError, Failure) as error:
            return str(error).split("\n")
        draft = Draft(stream=scene.stream, type=type_name, fields=filled)
        try:
            scene.ledger.try_out([*notebook.drafts, draft])
        except NotRecorded as error:
            return [
                f"{each.field or each.guard}: {each.reason}" + (f" ({each.hint})" * bool(each.hint))
                for each in refused_steps(error)
            ]
        return []

    form = compose_form(
        say("{type_name} in {slug}", type_name, scene.slug), _form_fields(type_name, fields)
    )
    return _read(scene, edit_form(notebook.app, form, check))


def _read(scene: Scene, text: str) -> JsonObject:
    """Return the fields that are filled in, with an absolute date.

    Raises DocumentError, Failure.
    """
    rows = read_documents(text.encode(), "yaml", "form")
    fields: JsonObject = {}
    for row in rows:
        fields |= {
            name: kept for name, value in row.value.items() if (kept := _kept(value)) is not None
        }
    if isinstance(occurred := fields.get("occurred"), str):
        fields["occurred"] = scene.moment(occurred, "occurred")
    return fields


def _kept(value: JsonValue) -> JsonValue:
    """Return a value without the lines that were left empty; None when nothing is left."""
    if isinstance(value, Mapping):
        made: JsonObject = {
            name: kept for name, each in value.items() if (kept := _kept(each)) is not None
        }
        return made or None
    if isinstance(value, list):
        return [kept for each in value if (kept := _kept(each)) is not None] or None
    return value


def _form_fields(type_name: str, given: JsonObject) -> list[Field]:
    known = fields_of(type_name)
    own = [name for name in known if name not in ("by", "to", "occurred", "evidence", *_LAST)]
    order = [*_there(("by", "to"), known), *own, *_there(("occurred", "evidence", *_LAST), known)]
    return [_form_field(known[name], given.get(name)) for name in order if name != "act"]


def _there(names: Sequence[str], known: Mapping[str, shape.Field]) -> list[str]:
    return [name for name in names if name in known]


def _form_field(field: shape.Field, given: JsonValue) -> Field:
    if field.name == "evidence":
        listed = given if isinstance(given, list) else [given or {}]
        note = say(
            "needed; attribution is one of {attributions}", attributions=", ".join(ATTRIBUTIONS)
        )
        return Field("evidence", "".join(_evidence(each) for each in listed), note=note)
    choices = choices_of(field.type)
    notes = ("needed" if field.required else "", "" if choices else takes(field.type))
    note = ": ".join(each for each in notes if each)
    return Field(field.name, "" if given is None else _yaml(given), note=note, choices=choices)


def _evidence(given: JsonValue) -> str:
    values = given if isinstance(given, Mapping) else {}
    names = dict.fromkeys((*_EVIDENCE, *values))
    lines = [f"{name}: {_yaml(values[name]) if name in values else ''}".rstrip() for name in names]
    return "\n  - " + "\n    ".join(lines)


def _yaml(value: JsonValue) -> str:
    """Return a value as YAML; JSON is YAML."""
    return msgspec.json.encode(value).decode()
