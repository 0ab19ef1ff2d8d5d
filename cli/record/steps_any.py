"""The command record: any step of the catalogue by its name, for what no verb says.

The verbs are short because they leave things out; nothing of the catalogue may be out of reach of
the command line, so here every field can be given by its path.
"""

from collections.abc import Sequence
from typing import cast

import click

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say
from parley.cli.context import App
from parley.cli.record.catalogue import list_catalogue, list_fields
from parley.cli.record.declared import takes_actors
from parley.cli.record.telling import Telling
from parley.cli.record.writing import Noted, Verb, verb
from parley.drafting.scene import Scene
from parley.drafting.typed import due_at, nested, read_typed
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.steps import CATALOGUE

__all__ = ["record"]


class _Record(Verb):
    """Takes fields of any step beside what every step shares."""

    def invoke(self, ctx: click.Context) -> None:
        """Record the step, or list the catalogue or the fields of one type."""
        if ctx.params["listed"]:
            app, name = ctx.ensure_object(App), ctx.params["type_name"]
            app.write(list_catalogue() if name is None else list_fields(_known(name)))
            return
        super().invoke(ctx)

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values that make the step."""
        own = super().own_values(ctx)
        return {name: own[name] for name in ("type_name", "fields")}

    def missing(self, ctx: click.Context, telling: Telling) -> list[str]:
        """Return what is missing; fields may say the day and the evidence, if there are such."""
        missing = super().missing(ctx, telling)
        if ctx.params["type_name"] is None:
            return missing
        kind = _known(ctx.params["type_name"])
        known = CATALOGUE[kind].__struct_fields__
        for field in ctx.params["fields"]:
            _check_field(kind, field)
        given = {field.partition("=")[0].split(".")[0] for field in ctx.params["fields"]}
        said = {"at": "occurred", "attribution": "evidence", "anon": "evidence"}
        return [
            name
            for name in missing
            if name not in said or (said[name] in known and said[name] not in given)
        ]

    def shared_fields(self, telling: Telling, scene: Scene, noted: Noted) -> JsonObject:
        """Return what was told, with the fields of the evidence that were given by path."""
        shared = super().shared_fields(telling, scene, noted)
        told, given = shared.get("evidence"), noted.fields.get("evidence")
        if isinstance(told, list) and isinstance(given, dict):
            first = told[0] if told else {}
            noted.fields["evidence"] = {**first, **given} if isinstance(first, dict) else given
        occurred = noted.fields.get("occurred")
        if isinstance(occurred, str):
            noted.fields["occurred"] = scene.moment(occurred, "occurred")
        return shared

    def actor(self, ctx: click.Context) -> str | None:
        """Return the value of by=…; none where the evidence is given, which then stands alone."""
        if any(field.startswith("evidence") for field in ctx.params["fields"]):
            return None
        for field in ctx.params["fields"]:
            name, _, value = field.partition("=")
            if name == "by":
                return cast("str", value)
        return None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every option: this is the page that explains them for all verbs."""
        click.Command.format_options(self, ctx, formatter)


@verb("record", needs=("type_name",), kind=_Record)
@click.argument("type_name", required=False, metavar="TYPE")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE…")
@click.option(
    "--list", "listed", is_flag=True, help="List the catalogue; after a TYPE, its fields."
)
def record(scene: Scene, type_name: str, fields: Sequence[str]) -> Noted:
    """Record a step of any type; and what every command that records takes.

    FIELD is a path: by, terms.0.quantity, evidence.voice. A field given twice is a list. Values
    are written as for the verbs, objects and lists as JSON. A STEP is 4, v4 or slug#4.

    Source, day and speaker carry over from the step before, for half a day, and are shown: the
    speaker only to a step of the same actor, nothing where another source is named, nothing with
    --fresh. With -n a,b the step is recorded in each negotiation as one act.

    \b
    Examples:
      parley record --list
      parley record OfferMade --list
      parley record DemandMade by=AAP terms.issue=symbol terms.words=ours --at fri --anon aides
      parley record OfferMade by=INC to=AAP terms.issue=seat_count terms.quantity=5..7 --speaker A
    """
    kind = _known(type_name)
    return Noted(kind, nested([_assignment(scene, kind, field) for field in fields]))


def _assignment(scene: Scene, kind: str, field: str) -> tuple[str, JsonValue]:
    name, _, value = field.partition("=")
    due = due_at(CATALOGUE[kind], name.split("."))
    if takes_actors(due) and value[:1] != "[":
        return name, [*scene.actors(value)]
    return name, read_typed(value, due)


def _check_field(kind: str, field: str) -> None:
    """Raise Failure (usage) unless it is FIELD=VALUE of a field that this type has."""
    name, equals, _ = field.partition("=")
    listed = say("parley record {kind} --list shows its fields", kind)
    if not equals:
        raise Failure(
            Kind.USAGE,
            say("“{field}” has no value", field),
            hint=say("{field}=VALUE; {listed}", field, listed),
        )
    known = CATALOGUE[kind].__struct_fields__
    if name.split(".")[0] not in known:
        near = suggest(name.split(".")[0], known) or listed
        raise Failure(Kind.USAGE, say("{kind} has no field “{name}”", kind, name), hint=near)


def _known(name: str) -> str:
    if name not in CATALOGUE:
        hint = suggest(name, CATALOGUE) or say("parley record --list shows the catalogue")
        raise Failure(Kind.USAGE, say("there is no step type “{name}”", name), hint=hint)
    return name
