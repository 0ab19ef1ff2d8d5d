"""Verbs as their step types declare them: each says its order of words and what an option means.

    reject = step_verb(
        "reject",
        "OfferRejected",
        "BY [STEP=rejected]",
        '''Record … and examples, as every command.''',
        needs=("rejected|words",),
        words="What was refused, where no recorded step stands for it.",
    )

The words stand in one order for all verbs: who, to whom, what. `METAVAR=field` names the field that
a word fills, in brackets what may be left out; where BY may be, the last words are kept. Options
are called as the fields of the step are, and take what those take, so that a file, a form, JSON and
a command line have one name for a thing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import click
from msgspec import inspect as shape

from parley.cli.choices import OneOf
from parley.cli.record.catalogue import fields_of
from parley.cli.record.telling import filled
from parley.cli.record.terms import quantity_of, read_seats
from parley.cli.record.writing import Noted, Verb, verb
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.evidence import MomentText
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName
from parley.negotiation.steps import Actor, Seat

__all__ = ["Finish", "step_fields", "step_options", "step_verb", "takes_actors", "words_of"]

Finish = Callable[[Scene, JsonObject, Mapping[str, object]], Noted | Sequence[Noted]]
"""Makes the step, or steps, of the typed fields and of the values of the other options."""

_WORD: Final = re.compile(r"(?P<open>\[?)(?P<metavar>[A-Z-]+…?)(=(?P<field>\w+))?\]?")
_ACTORS: Final = "PARTY"
_SEATS: Final = "NAMES|@FILE"
_METAVARS: Final = (
    (shape.type_info(MomentText), "WHEN"),
    (shape.type_info(PartyName), _ACTORS),
    (shape.type_info(Actor), _ACTORS),
    (shape.type_info(Seat), _SEATS),
)
_LONG: Final = 40
"""Letters of choices from which on they stand in the text of a help and not in its margin."""
_MANY: Final = 10
"""Choices from which on a help text does not name them."""


class _Declared(Verb):
    """A verb of which BY may be left out: the words then move up into the places behind it."""

    moves_up: tuple[str, ...] = ()
    """The parameters of BY and of the words behind it."""
    given_last: tuple[str, ...] = ()
    """The last of them, with those that say the same: BY was left out where none has a value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed, and give the last word its place."""
        rest = super().parse_args(ctx, args)
        if self.moves_up and not any(ctx.params.get(name) for name in self.given_last):
            typed = [None, *(ctx.params[name] for name in self.moves_up[:-1])]
            ctx.params = {**ctx.params, **dict(zip(self.moves_up, typed, strict=True))}
        return rest


def step_verb(
    name: str,
    type_name: str,
    words: str,
    said: str,
    /,
    needs: Sequence[str] = (),
    finish: Finish | None = None,
    more: Sequence[click.Option] = (),
    **options: str,
) -> Verb:
    """Declare the verb of a step type; see the module's docstring.

    `said` is its help, `options` what each option means, by field; `needs` what must have a value
    beside the words that are not in brackets. `finish` makes the step where the fields alone do
    not, of `more` options of its own too.
    """
    arguments = words_of(type_name, words)
    own = [argument.name or "" for argument in arguments]

    def make(scene: Scene, **typed: object) -> Noted | Sequence[Noted]:
        known = fields_of(type_name)
        given = {field: value for field, value in typed.items() if field in known}
        shown = {each.name: each.metavar or "" for each in arguments}
        fields = step_fields(scene, type_name, given, shown)
        return Noted(type_name, fields) if finish is None else finish(scene, fields, typed)

    make.__doc__ = said
    params: list[click.Parameter] = [*arguments, *step_options(type_name, options), *more]
    vars(make)["__click_params__"] = params[::-1]  # as click's own decorators keep them
    needed = [each for each, word in zip(own, words.split(), strict=True) if word[0] != "["]
    needed = [each for each in needed if not any(each in need.split("|") for need in needs)]
    command = verb(name, needs=(*needed, *needs), kind=_Declared)(make)
    if words.startswith("[BY") and len(own) > 1 and isinstance(command, _Declared):
        last = own[-1]
        alternatives = next((need.split("|") for need in needs if last in need.split("|")), [])
        command.moves_up = tuple(own)
        command.given_last = tuple(dict.fromkeys((last, *alternatives)))
    return command


def words_of(type_name: str, words: str) -> list[click.Argument]:
    """Return the arguments of an order of words: `BY [TO] STEP=offer`."""
    known = fields_of(type_name)
    found: list[click.Argument] = []
    for word in words.split():
        match = _WORD.fullmatch(word)
        if match is None:
            raise ValueError(f"{word!r} is no word of a verb")
        metavar = match["metavar"]
        field = match["field"] or metavar.lower()
        due = _bare(known[field].type) if field in known else None
        found.append(
            click.Argument(
                [field],
                required=False,
                nargs=-1 if metavar.endswith("…") else 1,
                metavar=f"[{metavar}]" if match["open"] else metavar,
                type=OneOf(_choices(due)) if isinstance(due, shape.LiteralType) else None,
            )
        )
    return found


def step_options(type_name: str, options: Mapping[str, str]) -> list[click.Option]:
    """Return the options of these fields of a step type, each with what it means."""
    known = fields_of(type_name)
    free = "--title WORDS" if "title" in known else None
    return [
        _option(known[field], said, free if field == "role" else None)
        for field, said in options.items()
    ]


def step_fields(
    scene: Scene, type_name: str, typed: Mapping[str, object], shown: Mapping[str, str]
) -> JsonObject:
    """Return what was typed for fields of a step; `shown` are those that stand without a name.

    Raises Failure (usage).
    """
    known = fields_of(type_name)
    return filled(
        **{
            field: _value(scene, known[field].type, value, shown.get(field) or _dashed(field))
            for field, value in typed.items()
            if value is not None
        }
    )


def takes_actors(due: shape.Type | None) -> bool:
    """Whether several actors may stand there."""
    bare = None if due is None else _bare(due)
    return isinstance(bare, shape.VarTupleType) and _metavar(_bare(bare.item_type)) == _ACTORS


def _option(field: shape.Field, said: str, otherwise: str | None = None) -> click.Option:
    due, name = _bare(field.type), _dashed(field.name)
    if isinstance(due, shape.BoolType):
        return click.Option([name], is_flag=True, help=said)
    several = isinstance(due, shape.VarTupleType)
    item = _bare(due.item_type) if isinstance(due, shape.VarTupleType) else due
    if isinstance(item, shape.LiteralType):
        choices = _choices(item)
        if len(", ".join(choices)) > _LONG:
            few = f" One of {', '.join(choices)}." if len(choices) < _MANY else ""
            return click.Option(
                [name],
                type=OneOf(choices, otherwise),
                metavar=field.name.upper(),
                help=said + few,
            )
        return click.Option([name], type=OneOf(choices), help=said)
    if isinstance(item, shape.StructType) and item.cls is Quantity:
        metavar = "QUANTITY"
    elif isinstance(item, shape.UnionType):
        metavar = "STEP"
    else:
        metavar = _metavar(item)
    multiple = several and metavar != _SEATS
    return click.Option([name], metavar=metavar, multiple=multiple, help=said)


def _value(scene: Scene, due: shape.Type, typed: object, name: str) -> JsonValue:
    """Return what was typed where `due` is due. Raises Failure (usage)."""
    bare = _bare(due)
    if isinstance(bare, shape.VarTupleType):
        item = _bare(bare.item_type)
        if _metavar(item) == _SEATS:
            return read_seats(str(typed))
        listed = typed if isinstance(typed, list | tuple) else (typed,)
        if takes_actors(bare):
            named: list[JsonValue] = [one for each in listed for one in scene.actors(str(each))]
            return named[0] if len(named) == 1 else named  # in a form easier to read
        return [_value(scene, item, each, name) for each in listed]
    if isinstance(bare, shape.StructType) and bare.cls is Quantity:
        return quantity_of(str(typed))
    if isinstance(bare, shape.UnionType):
        return scene.pointer(str(typed), name)
    if _metavar(bare) == "WHEN":
        return scene.moment(str(typed), name)
    if isinstance(bare, shape.IntType) and isinstance(typed, str) and typed.isdecimal():
        return int(typed)
    return typed if isinstance(typed, bool) else str(typed)


def _metavar(due: shape.Type) -> str:
    if isinstance(due, shape.IntType):
        return "N"
    return next((metavar for each, metavar in _METAVARS if each == due), "WORDS")


def _choices(due: shape.LiteralType) -> list[str]:
    """Return the words of a choice, as the catalogue orders them; `not_stated` says nothing."""
    return [str(each) for each in due.values if each != "not_stated"]


def _bare(due: shape.Type) -> shape.Type:
    """Return a shape without what may be missing; a pointer stays the choice that it is."""
    if isinstance(due, shape.UnionType):
        options = [each for each in due.types if not isinstance(each, shape.NoneType)]
        return options[0] if len(options) == 1 else due
    return due


def _dashed(field: str) -> str:
    return f"--{field.replace('_', '-')}"
