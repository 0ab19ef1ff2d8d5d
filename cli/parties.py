"""The commands about the registered parties: who they are, by which names reports call them."""

from collections.abc import Mapping
from typing import Final

import click

from cli.command import Group, output_options
from cli.context import App
from cli.errors import Failure, Kind
from cli.output import Column, Listing
from cli.scene import Scene, slug_of, stream_of
from cli.steps_corrections import party_entry, strict_change
from cli.telling import WORDS, filled
from cli.writing import Noted, verb

__all__ = ["party"]

_COLUMNS: Final = [
    Column("party", "party"),
    Column("name", "name"),
    Column("aliases", "also called"),
    Column("at_table", "at the table"),
    Column("left_by", "left with", lambda step: "" if step is None else f"v{step}"),
    Column("ids", "ids", extra=True),
]


@click.group("party", cls=Group)
def party() -> None:
    """List the parties of a negotiation, and the names that reports give them.

    A party that took another name is `parley rename`.

    \b
    Examples:
      parley party list
      parley party alias INC Congress
    """


@party.command("list")
@output_options
@click.pass_obj
def list_parties(app: App) -> None:
    """List the registered parties and who sits at the table.

    \b
    Examples:
      parley party list
      parley party list -n uk-2010 --json
    """
    stream = stream_of(app.negotiation())
    rows = app.open_ledger().rows(stream)["party"]
    stays = sorted(rows, key=lambda row: (int(str(row["step"])), int(str(row["line"]))))
    items = [_shown(row) for row in stays]
    app.write(Listing({"negotiation": slug_of(stream)}, items, _COLUMNS))


@verb("alias", needs=("party", "name"), telling=WORDS)
@click.argument("party", required=False, metavar="PARTY")
@click.argument("name", required=False, metavar="NAME")
@click.option("--reason", metavar="WORDS", help="Otherwise: reports call it so.")
def alias(scene: Scene, party: str, name: str, reason: str | None) -> Noted:
    """Add a name by which reports call a party: an addition of ours, recorded as a correction.

    From then on every command takes it, for steps of any day.

    \b
    Examples:
      parley party alias INC Congress
    """
    registration = scene.entry(1)
    index, row = party_entry(registration.fields, party)
    names = [row["party"], row["name"], *(row.get("aliases") or [])]  # type: ignore[misc]
    if name in names:
        detail = f"{row['party']} is called “{name}” already"
        raise Failure(Kind.FAILED, detail, hint="parley party list shows every name")
    field = f"parties.{index}.aliases"
    fields = filled(
        target=1,
        effect="add",
        field=field,
        now=strict_change(scene, registration, field, name, add=True),
        reason=reason or "reports call it so",
    )
    return Noted("EntryCorrected", fields)


def _shown(row: Mapping[str, object]) -> dict[str, object]:
    return {column.key: row.get(column.key) for column in _COLUMNS}


party.add_command(alias)
