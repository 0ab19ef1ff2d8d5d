"""The commands about parties: who they are, by which names reports call them.

A negotiation registers its own; the register knows them across negotiations. What a negotiation
says of a name goes first.
"""

import click

from parley.answers.failing import Failure, Kind
from parley.answers.parties import PARTIES
from parley.answers.question import NoOptions
from parley.answers.register import ENTRY, REGISTER, EntryOptions, RegisterOptions
from parley.answers.times import Asked
from parley.cli.asking import known_option, read_options, read_own, read_stream
from parley.cli.command import Group, output_options
from parley.cli.context import App
from parley.cli.present import present
from parley.cli.record.notebook import Notebook
from parley.cli.record.register import add_alias, add_commands
from parley.cli.record.steps_corrections import party_entry
from parley.cli.record.telling import WORDS, filled
from parley.cli.record.writing import Noted, Verb, verb
from parley.drafting.entry_fields import strict_change
from parley.drafting.scene import Scene

__all__ = ["party"]


@click.group("party", cls=Group)
def party() -> None:
    """The parties of a negotiation, and those of the register that all of them share.

    A party that took another name is `parley rename`.

    \b
    Examples:
      parley party list
      parley party alias INC Congress
      parley party add inc --name "Indian National Congress" --short INC --wikidata Q10225
    """


@party.command("list")
@click.option("--everywhere", is_flag=True, help="Those of the register instead.")
@read_options
@output_options
@click.pass_obj
def list_parties(app: App, everywhere: bool, asked: Asked) -> None:
    """List the parties of the negotiation and who sits at the table.

    \b
    Examples:
      parley party list
      parley party list -n uk-2010 --as-of 2010-05-10 --json
      parley party list --everywhere
    """
    if not everywhere:
        present(app, PARTIES, read_stream(app, asked), NoOptions())
        return
    for option, given in (("--as-of", asked.as_of), ("--public-at", asked.public_at)):
        if given is not None:
            detail = f"{option} is about a negotiation: the register knows --known-at alone"
            raise Failure(Kind.USAGE, detail, hint=f"leave out {option} or --everywhere")
    present(app, REGISTER, read_own(app, asked.known_at), RegisterOptions(kind="party"))


@party.command("show")
@click.argument("name", metavar="NAME")
@known_option
@output_options
@click.pass_obj
def show_party(app: App, name: str, known_at: str | None) -> None:
    """Show what a name means: the party of this negotiation, and what the register knows of it.

    \b
    Examples:
      parley party show INC
      parley party show "Grand Old Party" --json
    """
    slug = None if app.settings.negotiation is None else app.negotiation()
    options = EntryOptions(kind="party", name=name, negotiation=slug)
    present(app, ENTRY, read_own(app, known_at), options)


class _Alias(Verb):
    """Writes into the register instead where the name is to hold everywhere."""

    def note(self, ctx: click.Context, notebook: Notebook) -> None:
        """Note the alias, in the negotiation or in the register."""
        if not ctx.params["everywhere"]:
            super().note(ctx, notebook)
            return
        while missing := self.unsaid(ctx):
            self.ask_for(ctx, missing)
        add_alias(notebook, "party", ctx.params["party"], ctx.params["name"])

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values that the negotiation's correction is made of."""
        values = super().own_values(ctx)
        del values["everywhere"]
        return values


@verb("alias", needs=("party", "name"), telling=WORDS, kind=_Alias)
@click.argument("party", required=False, metavar="PARTY")
@click.argument("name", required=False, metavar="NAME")
@click.option("--everywhere", is_flag=True, help="In the register, for every negotiation.")
@click.option("--reason", metavar="WORDS", help="Otherwise: reports call it so.")
def alias(scene: Scene, party: str, name: str, reason: str | None) -> Noted:
    """Add a name by which reports call a party: an addition of ours, recorded as a correction.

    From then on every command takes it, for steps of any day.

    \b
    Examples:
      parley party alias INC Congress
      parley party alias inc "Grand Old Party" --everywhere
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


party.add_command(alias)
add_commands(party, "party", "inc")
