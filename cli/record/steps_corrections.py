"""The verbs of our own record: cite, correct, retract; and `register amend`.

They are for our mistakes and for what we left out. What a party or an outlet corrects is a
statement of theirs (`parley say BY corrects`), and the earlier words stay.
"""

import re
from collections.abc import Sequence
from typing import Final

import click

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say
from parley.cli.record.telling import EVERYTHING, WHO, WORDS, Telling, filled
from parley.cli.record.writing import Noted, Verb, verb
from parley.drafting.entry_fields import (
    check_field,
    full_path,
    shown,
    standing,
    strict_change,
    typed_at,
)
from parley.drafting.moved import moved_entries
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue

__all__ = ["amend", "cite", "correct", "party_entry", "retract"]

_LAST: Final = "last"
_NAME_OF_PARTY: Final = re.compile(r"parties\.(?P<party>[^.]+)\.name")
_WITH_LAST: Final = "with --last write FIELD VALUE; a value of several words stands in quotes"
_was: Final = click.option("--was", metavar="VALUE", help="What stands there; otherwise looked up.")
_step: Final = click.argument("step", required=False, metavar="STEP")
_reason: Final = click.option("--reason", metavar="WORDS", help="Why it is corrected.")


class _Cite(Verb):
    """Takes the evidence that was told as the value of the correction."""

    def shared_fields(self, telling: Telling, scene: Scene, noted: Noted) -> JsonObject:
        """Return the correction's fields with the evidence, whose source is filled in."""
        shared = super().shared_fields(telling, scene, noted)
        target = scene.entry(scene.version(str(noted.fields["target"]), "STEP"))
        evidence = telling.evidence(scene)
        return {**shared, "now": strict_change(scene, target, "evidence", evidence, add=True)}


@verb(
    "cite",
    needs=("step", "source|outlet|origin|url|speaker|anon"),
    telling=(*WHO, *WORDS),
    kind=_Cite,
)
@_step
@click.option("--reason", metavar="WORDS", help="Otherwise: a second source.")
def cite(scene: Scene, step: str, reason: str | None) -> Noted:
    """Record a second source for a step that stands already.

    Eight outlets that report one offer are one step with eight sources. Nothing carries over.

    \b
    Examples:
      parley cite 4 --source hindu-2024-09-08 --attribution media_report
      parley cite 4 --outlet NDTV --speaker "Deepak Babaria" --quote "Good small numbers"
    """
    version = scene.version(step, "STEP")
    scene.entry(version)
    fields = filled(
        target=version, effect="add", field="evidence", reason=reason or "a second source"
    )
    return Noted("EntryCorrected", fields)


class _Correct(Verb):
    """With --last there is no STEP, and a slip of the pen needs no other reason."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed; with --last the words move up into the places of STEP and FIELD."""
        rest = super().parse_args(ctx, args)
        given = ctx.params
        if given["last"]:
            if given["value"] is not None:
                detail = say("“{value}” is one word too many", value=given["value"])
                raise Failure(Kind.USAGE, detail, hint=_WITH_LAST)
            ctx.params = {
                **given,
                "step": _LAST,
                "field": given["step"],
                "value": given["field"],
                "reason": given["reason"] or "a slip of the pen",
            }
        return rest


@verb(
    "correct",
    needs=("step", "field", "now|value|add|empty", "reason"),
    telling=WORDS,
    kind=_Correct,
)
@_step
@click.argument("field", required=False, metavar="FIELD")
@click.argument("value", required=False, metavar="[VALUE]")
@click.option("--last", is_flag=True, help="The entry that you recorded last, for STEP.")
@_was
@click.option("--now", metavar="VALUE", help="What should stand there.")
@click.option("--add", metavar="VALUE", help="What is to be added to a list or an empty field.")
@click.option("--empty", is_flag=True, help="Nothing should stand there.")
@_reason
def correct(
    scene: Scene,
    step: str,
    field: str,
    value: str | None,
    last: bool,
    was: str | None,
    now: str | None,
    add: str | None,
    empty: bool,
    reason: str,
) -> Noted:
    """Set our own mistake in an entry right; the first words stay in the log.

    FIELD is a path, as `parley show STEP` prints it: occurred, evidence.0.speaker, or its last
    word where only one field ends so; entry 1 is the registration. VALUE, or --now, is what should
    stand there. A second source is `parley cite`; what a party or an outlet corrects is `parley say
    BY corrects`.

    \b
    Examples:
      parley correct --last quantity 6
      parley correct 4 occurred 2024-09-06 --reason "we read the dateline as the day"
      parley correct 1 parties.1.aliases --add "Jhaadu" --reason "reports call it so"
      parley correct 6 after --add 5 --reason "the report says which came first"
    """
    now = _one_of(value, now, add, empty=empty)
    version = scene.last_own() if last else scene.version(step, "STEP")
    entry = scene.entry(version)
    field = full_path(entry, field)
    fields: JsonObject = {"target": version, "field": field, "reason": reason}
    if add is not None:
        addition = strict_change(scene, entry, field, typed_at(entry, field, add), add=True)
        return Noted("EntryCorrected", {**fields, "effect": "add", "now": addition})
    stands = standing(scene, entry, field, was)
    changed = None
    if now is not None:
        changed = strict_change(scene, entry, field, typed_at(entry, field, now), add=False)
    if changed == stands:
        detail = say(
            "{field} of v{version} is {stands} already", field, version, stands=shown(stands)
        )
        raise Failure(
            Kind.USAGE, detail, hint=say("parley show {version} prints the entry as it is", version)
        )
    return Noted("EntryCorrected", {**fields, "effect": "replace", "was": stands, "now": changed})


@verb("retract", needs=("steps", "reason"), telling=WORDS)
@click.argument("steps", nargs=-1, required=False, metavar="STEP…")
@_reason
@click.option("--move", metavar="SLUG", help="Record it in this negotiation instead.")
def retract(scene: Scene, steps: Sequence[str], reason: str, move: str | None) -> list[Noted]:
    """Take back entries of ours that should never have been made; they stay in the log.

    What was recorded in the wrong negotiation is moved with --move: it is recorded there and taken
    back here in one append, and each of the two names the other. What answers it, or points at it,
    is named with it and moves along: their pointers stay with one another.

    What a party denies or takes back is a step of theirs: `parley say BY denies --about STEP`,
    `parley withdraw BY STEP`.

    \b
    Examples:
      parley retract 7 --reason "recorded twice"
      parley retract 7 --move up-2024 --reason "it was about Uttar Pradesh"
      parley retract 7 8 --move up-2024 --reason "an offer and its refusal"
    """
    versions = sorted({scene.version(each, "STEP") for each in steps})
    made: list[Noted] = []
    instead: dict[int, str] = {}
    if move is not None:
        for version, moved in zip(versions, moved_entries(scene, versions, move), strict=True):
            first = None if made else moved.version
            made.append(Noted(moved.type, moved.fields, moved.stream, first))
            instead[version] = f"{moved.stream}#{moved.version}"
    # What points at another one is taken back before it.
    for version in reversed(versions):
        fields = filled(target=version, effect="retract", reason=reason)
        fields |= {"now": instead[version]} if version in instead else {}
        made.append(Noted("EntryCorrected", fields))
    return made


@verb("amend", needs=("field", "now|value|empty"), telling=EVERYTHING)
@click.argument("field", required=False, metavar="FIELD")
@click.argument("value", required=False, metavar="[VALUE]")
@_was
@click.option("--now", metavar="VALUE", help="What stands there from now on.")
@click.option("--empty", is_flag=True, help="Nothing stands there from now on.")
@click.option("--by", metavar="BY", help="Who changed it, where somebody did.")
def amend(
    scene: Scene,
    field: str,
    value: str | None,
    was: str | None,
    now: str | None,
    empty: bool,
    by: str | None,
) -> Noted:
    """Record that the registered world changed: a party took another name, a poll moved, a pool
    grew, another office leads.

    Both stand, each for its time; a change of its name is the party's own act. What we registered
    wrongly is `parley correct 1 FIELD VALUE`. FIELD calls items of a list by their place or their
    name: dates.0.when, parties.TRS.name; pools.NAME is the pool's total. VALUE, or --now, is what
    stands there from now on.

    \b
    Examples:
      parley register amend dates.0.when 2024-10-08 --at 2024-08-31 --url https://…
      parley register amend parties.TRS.name "Bharat Rashtra Samithi" --by TRS --at 2022-10-05
      parley register amend pools.council 12 --at 2024-09-01 --attribution document
    """
    now = _one_of(value, now, None, empty=empty)
    entry = scene.registration()
    actors: list[JsonValue] = [] if by is None else [*scene.actors(by)]
    if (own := _NAME_OF_PARTY.fullmatch(field)) is not None:
        index, row = _party_at(entry.fields, own["party"])
        field = f"parties.{index}.name"
        actors = actors or [str(row["party"])]  # its name is its own act
    check_field(entry, field)
    stands = standing(scene, entry, field, was)
    changed = None
    if now is not None:
        changed = strict_change(scene, entry, field, typed_at(entry, field, now), add=False)
    fields: JsonObject = {"field": field, "was": stands, "now": changed}
    return Noted("RegistrationAmended", {**filled(by=actors), **fields})


def _one_of(value: str | None, now: str | None, add: str | None, *, empty: bool) -> str | None:
    """Return what is to stand there. Raises Failure (usage) where two of these say it."""
    if sum((now is not None, value is not None, add is not None, empty)) > 1:
        names = (
            say("VALUE, --now, --add and --empty")
            if add is not None
            else say("VALUE, --now and --empty")
        )
        raise Failure(
            Kind.USAGE, say("{names} say different things", names), hint=say("give one of them")
        )
    return value if now is None else now


def _party_at(registration: JsonObject, place: str) -> tuple[int, JsonObject]:
    """Return place and entry of a registered party, by its place or any of its names.

    Raises Failure (not found).
    """
    parties = registration.get("parties")
    if place.isdigit() and isinstance(parties, list) and int(place) < len(parties):
        row = parties[int(place)]
        return int(place), row if isinstance(row, dict) else {}
    return party_entry(registration, place)


def party_entry(registration: JsonObject, name: str) -> tuple[int, JsonObject]:
    """Return place and entry of a registered party, by any of its names.

    Raises Failure (not found).
    """
    parties = registration.get("parties", [])
    known: list[str] = []
    for index, row in enumerate(parties if isinstance(parties, list) else []):
        if isinstance(row, dict):
            aliases = row.get("aliases") or []
            names = [row["party"], row["name"], *(aliases if isinstance(aliases, list) else [])]
            if name.casefold() in (str(each).casefold() for each in names):
                return index, row
            known.append(str(row["party"]))
    hint = suggest(name, known) or say("the parties are {known}", known=", ".join(known))
    raise Failure(
        Kind.NOT_FOUND, say("there is no party “{name}” in this negotiation", name), hint=hint
    )
