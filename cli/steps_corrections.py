"""The verbs of our own record: cite, correct, retract, amend-registration, rename.

They are for our mistakes and for what we left out. What a party or an outlet corrects is a
statement of theirs (`parley say BY corrects`), and the earlier words stay.
"""

from collections.abc import Iterator
from typing import Final

import click
import msgspec

from cli.errors import Failure, Kind, suggest
from cli.scene import Plain, Scene
from cli.telling import EVERYTHING, WHO, WORDS, Telling, filled
from cli.typed import due_at, read_typed
from cli.writing import Noted, Verb, verb
from events.canonical import JsonObject, JsonValue
from negotiation.codec import ENTRIES, plain
from negotiation.door import understand
from negotiation.paths import PathError, added, found, nearest, replaced

__all__ = ["amend_registration", "cite", "correct", "rename", "retract", "strict_change"]

_LAST: Final = "last"
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
    """With --last a slip of the pen is `FIELD VALUE`, and needs no other reason."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed; with --last the words move up into the places of STEP and FIELD."""
        rest = super().parse_args(ctx, args)
        given = ctx.params
        if given["last"]:
            field, value = given["step"], given["field"]
            if value is not None and given["now"] is not None:
                detail = f"--now and “{value}” both say what should stand there"
                raise Failure(Kind.USAGE, detail, hint="with --last write FIELD VALUE")
            ctx.params = {
                **given,
                "step": _LAST,
                "field": field,
                "now": given["now"] if value is None else value,
                "reason": given["reason"] or "a slip of the pen",
            }
        return rest


@verb(
    "correct",
    needs=("step", "field", "now|add|empty", "reason"),
    telling=WORDS,
    kind=_Correct,
)
@_step
@click.argument("field", required=False, metavar="FIELD")
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
    last: bool,
    was: str | None,
    now: str | None,
    add: str | None,
    empty: bool,
    reason: str,
) -> Noted:
    """Set our own mistake in an entry right; the first words stay in the log.

    FIELD is a path, as `parley show STEP` prints it: occurred, evidence.0.speaker, or its last
    word where only one field ends so; entry 1 is the registration. A second source is `parley
    cite`; what a party or an outlet corrects is `parley say BY corrects`.

    \b
    Examples:
      parley correct --last quantity 6
      parley correct 4 occurred --now 2024-09-06 --reason "we read the dateline as the day"
      parley correct 1 parties.1.aliases --add "Jhaadu" --reason "reports call it so"
      parley correct 6 after --add 5 --reason "the report says which came first"
    """
    if sum((now is not None, add is not None, empty)) > 1:
        detail = "--now, --add and --empty say three different things"
        raise Failure(Kind.USAGE, detail, hint="give one of them")
    version = scene.last_own() if last else scene.version(step, "STEP")
    entry = scene.entry(version)
    field = _full_path(entry, field)
    fields: JsonObject = {"target": version, "field": field, "reason": reason}
    if add is not None:
        value = strict_change(scene, entry, field, _typed(entry, field, add), add=True)
        return Noted("EntryCorrected", {**fields, "effect": "add", "now": value})
    stands = _standing(scene, entry, field, was)
    value = None
    if now is not None:
        value = strict_change(scene, entry, field, _typed(entry, field, now), add=False)
    return Noted("EntryCorrected", {**fields, "effect": "replace", "was": stands, "now": value})


@verb("retract", needs=("step", "reason"), telling=WORDS)
@_step
@_reason
def retract(scene: Scene, step: str, reason: str) -> Noted:
    """Take back an entry of ours that should never have been made; it stays in the log.

    What a party denies or takes back is a step of theirs: `parley say BY denies --about STEP`,
    `parley withdraw BY STEP`.

    \b
    Examples:
      parley retract 7 --reason "recorded twice"
    """
    version = scene.version(step, "STEP")
    fields = filled(target=version, effect="retract", reason=reason)
    return Noted("EntryCorrected", fields)


@verb("amend-registration", needs=("field", "now|empty"), telling=EVERYTHING)
@click.argument("field", required=False, metavar="FIELD")
@_was
@click.option("--now", metavar="VALUE", help="What stands there from now on.")
@click.option("--empty", is_flag=True, help="Nothing stands there from now on.")
@click.option("--by", help="Who changed it, where somebody did.")
def amend_registration(
    scene: Scene, field: str, was: str | None, now: str | None, empty: bool, by: str | None
) -> Noted:
    """Record that the registered world changed: a poll moved, a pool grew, another office leads.

    Both stand, each for its time. What we registered wrongly is `parley correct 1 FIELD`.

    \b
    Examples:
      parley amend-registration dates.0.when --now 2024-10-08 --at 2024-08-31 --url https://…
      parley amend-registration pools.council --now 12 --at 2024-09-01 --attribution document
    """
    if now is not None and empty:
        detail = "--now and --empty say two different things"
        raise Failure(Kind.USAGE, detail, hint="give one of them")
    entry = scene.registration()
    _check_field(entry, field)
    stands = _standing(scene, entry, field, was)
    value = None
    if now is not None:
        value = strict_change(scene, entry, field, _typed(entry, field, now), add=False)
    fields: JsonObject = {"field": field, "was": stands, "now": value}
    return Noted("RegistrationAmended", {**filled(by=by), **fields})


@verb("rename", needs=("party", "name"), telling=EVERYTHING)
@click.argument("party", required=False, metavar="PARTY")
@click.argument("name", required=False, metavar="NAME")
def rename(scene: Scene, party: str, name: str) -> Noted:
    """Record that a party took another name; its short name stays.

    Another spelling of the same name is `parley party alias`.

    \b
    Examples:
      parley rename TRS "Bharat Rashtra Samithi" --at 2022-10-05 --attribution public_record
    """
    index, row = party_entry(scene.registration().fields, party)
    fields: JsonObject = {"field": f"parties.{index}.name", "was": row["name"], "now": name}
    return Noted("RegistrationAmended", {"by": str(row["party"]), **fields})


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
    hint = suggest(name, known) or f"the parties are {', '.join(known)}"
    raise Failure(Kind.NOT_FOUND, f"there is no party “{name}” in this negotiation", hint=hint)


def strict_change(
    scene: Scene, entry: Plain, path: str, value: JsonValue, *, add: bool
) -> JsonValue:
    """Return the value as the entry would keep it at `path`: quantities, sources, lists made whole.

    A correction's value does not pass the door by itself, so the whole entry does, with it inside.
    Raises Failure (usage).
    """
    stands = _found(entry, path)
    try:
        change = (
            added(entry.fields, path, value) if add else replaced(entry.fields, path, stands, value)
        )
    except PathError as error:
        raise _leads_nowhere(error) from error
    if not isinstance(change, dict):
        raise TypeError(f"{path} leads to no field of an object")
    made = understand(entry.type, change, labels={}, sources=scene.ledger.sources())
    if isinstance(made, list):
        first = made[0]
        raise Failure(Kind.USAGE, f"{first.field or path}: {first.reason}", hint=first.hint or "")
    after = found(plain(made), path)
    return after[-1] if add and isinstance(stands, list) and isinstance(after, list) else after


def _standing(scene: Scene, entry: Plain, path: str, was: str | None) -> JsonValue:
    """Return what stands at a path.

    Raises Failure where --was says something else: that person has looked at another version.
    """
    stands = _found(entry, path)
    if was is None:
        return stands
    try:
        same = strict_change(scene, entry, path, _typed(entry, path, was), add=False) == stands
    except Failure:
        same = False  # what could not stand there does not
    if not same:
        detail = f"{path} is {_brief(stands)}, not “{was}”"
        raise Failure(Kind.REFUSED, detail, hint="look again (parley show), or leave --was out")
    return stands


def _brief(value: JsonValue) -> str:
    if isinstance(value, dict) and isinstance(words := value.get("verbatim"), str):
        return f"“{words}”"
    return "empty" if value is None else msgspec.json.encode(value).decode()


def _found(entry: Plain, path: str) -> JsonValue:
    try:
        return found(entry.fields, path)
    except PathError as error:
        raise _leads_nowhere(error) from error


def _leads_nowhere(error: PathError) -> Failure:
    return Failure(Kind.USAGE, str(error), hint="parley show STEP prints an entry with its fields")


def _typed(entry: Plain, path: str, text: str) -> JsonValue:
    return read_typed(text, due_at(ENTRIES[entry.type], path.split(".")))


def _full_path(entry: Plain, word: str) -> str:
    """Return the path that is meant: the word itself, or the one field there that ends with it.

    Raises Failure (usage) where there is no such field, or more than one.
    """
    paths = [path for path in _paths(entry.fields) if path.endswith(f".{word}")]
    if due_at(ENTRIES[entry.type], word.split(".")) is None and paths:
        if len(paths) > 1:
            detail = f"“{word}” could be {' or '.join(paths)}"
            raise Failure(Kind.USAGE, detail, hint="write the whole path")
        return paths[0]
    _check_field(entry, word)
    return word


def _paths(value: JsonValue, before: str = "") -> Iterator[str]:
    """Yield the path of everything inside a value."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield f"{before}{key}"
            yield from _paths(part, f"{before}{key}.")


def _check_field(entry: Plain, path: str) -> None:
    """Raise Failure (usage) unless entries of this type have such a field."""
    kind = ENTRIES[entry.type]
    if due_at(kind, path.split(".")) is not None:
        return
    known = kind.__struct_fields__
    near = nearest(path.split(".")[0], known)
    hint = f"did you mean “{near}”?" if near and near != path else f"it has {', '.join(known)}"
    raise Failure(Kind.USAGE, f"{entry.type} has no field “{path}”", hint=hint)
