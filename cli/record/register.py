"""The commands of `register`: parties, people, offices and outlets, by the names reports use.

Reports spell one party in six ways, and an alliance has other members every year; it is written
down once for all negotiations. A negotiation registers its own parties; what it says of a name
goes first. What changes in its registration afterwards is a step: `register amend`.
"""

from typing import Final, get_args

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.parties import PARTIES
from parley.answers.question import NoOptions
from parley.answers.register import (
    ENTRY,
    REGISTER,
    EntryKind,
    EntryOptions,
    RegisterOptions,
    find_entry,
    must_find,
)
from parley.answers.times import Asked
from parley.cli.asking import ask_own, known_option, read_options, read_own, read_stream
from parley.cli.choices import OneOf
from parley.cli.command import Group, output_options
from parley.cli.context import App
from parley.cli.present import present
from parley.cli.record.notebook import Notebook
from parley.cli.record.steps_corrections import amend, party_entry
from parley.cli.record.telling import WORDS, filled
from parley.cli.record.terms import pairs
from parley.cli.record.writing import Noted, Verb, verb, writer
from parley.drafting.entry_fields import strict_change
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.own_door import register_with
from parley.events.politics import Draft
from parley.events.register import REGISTER as STREAM
from parley.events.register import RegisterEntered
from parley.negotiation.codec import plain
from parley.negotiation.pairs import listed
from parley.negotiation.register import Known, known

__all__ = ["register"]

_KINDS: Final[tuple[EntryKind, ...]] = get_args(EntryKind)
_LINKS: Final = ("split_from", "merged_from", "succeeds")
_kind: Final = click.argument("kind", required=False, metavar="KIND", type=OneOf(_KINDS))
_everywhere: Final = click.option(
    "--everywhere", is_flag=True, help="Of parties: those of the register, for every negotiation."
)
_name: Final = click.argument("name", required=False, metavar="NAME")
_since: Final = click.option("--from", "since", metavar="WHEN", help="Since when.")
_until: Final = click.option("--until", metavar="WHEN", help="Until when.")


@click.group("register", cls=Group)
def register() -> None:
    """Who and what is registered: parties, people, offices and outlets, and a change of it.

    A negotiation has parties of its own; the register is what all of them share. KIND is party,
    person, office or outlet.

    \b
    Examples:
      parley register list
      parley register alias party INC Congress
      parley register add party inc --name "Indian National Congress" --short INC
      parley register amend dates.0.when 2024-10-08 --at 2024-08-31 --attribution document
    """


@register.command("list")
@click.argument("kind", default="party", metavar="[KIND]", type=OneOf(_KINDS))
@_everywhere
@read_options
@output_options
@click.pass_obj
def list_entries(app: App, kind: EntryKind, everywhere: bool, asked: Asked) -> None:
    """List the parties of the negotiation and who sits at the table; or every KIND registered.

    \b
    Examples:
      parley register list
      parley register list -n uk-2010 --as-of 2010-05-10 --json
      parley register list party --everywhere
      parley register list office --known-at 2024-09-07
    """
    if kind == "party" and not everywhere:
        present(app, PARTIES, read_stream(app, asked), NoOptions())
        return
    present(app, REGISTER, ask_own(app, asked, "the register"), RegisterOptions(kind=kind))


@register.command("show")
@click.argument("kind", metavar="KIND", type=OneOf(_KINDS))
@click.argument("name", metavar="NAME")
@known_option
@output_options
@click.pass_obj
def show_entry(app: App, kind: EntryKind, name: str, known_at: str | None) -> None:
    """Show what a name means: the party of this negotiation, and what the register knows of it.

    \b
    Examples:
      parley register show party INC
      parley register show person "D. Babaria" --json
    """
    here = kind == "party" and app.settings.negotiation is not None
    options = EntryOptions(kind=kind, name=name, negotiation=app.negotiation() if here else None)
    present(app, ENTRY, read_own(app, known_at), options)


@writer("add", needs=("kind", "id_", "name"))
@_kind
@click.argument("id_", required=False, metavar="ID")
@click.option("--name", help="Its full name.")
@click.option("--short", help="The short name that answers use.")
@click.option("--also", multiple=True, metavar="NAME", help="Another name of it.")
@click.option("--bloc", is_flag=True, help="It is an alliance of parties.")
@click.option("--wikidata", metavar="Q…", help="Its id in Wikidata.")
@click.option("--parlgov", metavar="N", help="Its id in ParlGov.")
@click.option("--id-of", "ids", multiple=True, metavar="WHERE=ID", help="Another id.")
@click.option("--note", metavar="WORDS", help="The recorder's remark.")
@_since
@_until
def add(
    notebook: Notebook,
    kind: str,
    id_: str,
    name: str,
    short: str | None,
    also: tuple[str, ...],
    bloc: bool,
    wikidata: str | None,
    parlgov: str | None,
    ids: tuple[str, ...],
    note: str | None,
    since: str | None,
    until: str | None,
) -> None:
    """Enter a party, a person, an office or an outlet into the register, under an ID you choose.

    What every negotiation of the ledger can rely on: names, other spellings, ids elsewhere.

    \b
    Examples:
      parley register add party inc --name "Indian National Congress" --short INC --wikidata Q10225
      parley register add person babaria --name "Deepak Babaria" --also "D. Babaria"
      parley register add office governor-haryana --name "Governor of Haryana"
      parley register add outlet pti --name "Press Trust of India" --also PTI
    """
    if bloc and kind != "party":
        detail = say("--bloc is an alliance of parties, and this is {one}", one=_one(kind))
        raise Failure(Kind.USAGE, detail, hint=say("leave --bloc out"))
    facts = filled(
        name=name,
        short=short,
        names=[{"name": each} for each in also],
        bloc=bloc,
        ids=listed({**pairs(ids, "--id-of"), **filled(wikidata=wikidata, parlgov=parlgov)}, "ids"),
        note=note,
        **_span(notebook, since, until),
    )
    _note(notebook, id_, kind, facts, replaces=None)


class _Alias(Verb):
    """Writes into the register instead, where the name is to hold everywhere."""

    def note(self, ctx: click.Context, notebook: Notebook) -> None:
        """Note the alias, in the negotiation or in the register."""
        while missing := self.unsaid(ctx):
            self.ask_for(ctx, missing)
        given = ctx.params
        if given["kind"] == "party" and not given["everywhere"]:
            for name, option in (("lang", "lang"), ("since", "from"), ("until", "until")):
                if given[name] is not None:
                    detail = say("--{option} of a name is kept by the register alone", option)
                    raise Failure(Kind.USAGE, detail, hint="add --everywhere")
            super().note(ctx, notebook)
            return
        entry = _registered(notebook, given["kind"], given["name"])
        alias, lang = given["alias"], given["lang"]
        more = filled(name=alias, lang=lang, **_span(notebook, given["since"], given["until"]))
        if any(each.name == alias for each in entry.facts.names if not each.valid_until):
            detail = say("{called} is called “{alias}” already", entry.called, alias)
            hint = f"parley register show {given['kind']} {entry.entry}"
            raise Failure(Kind.FAILED, detail, hint=hint)
        _change(notebook, entry, "names", more)

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values that the negotiation's correction is made of."""
        values = super().own_values(ctx)
        return {name: values[name] for name in ("name", "alias", "reason")}


@verb("alias", needs=("kind", "name", "alias"), telling=WORDS, kind=_Alias)
@_kind
@_name
@click.argument("alias", required=False, metavar="ALIAS")
@_everywhere
@click.option("--lang", metavar="TAG", help="Its language: hi.")
@click.option("--reason", metavar="WORDS", help="Otherwise: reports call it so.")
@_since
@_until
def add_alias(scene: Scene, name: str, alias: str, reason: str | None) -> Noted:
    """Add a name by which reports call a party, a person, an office, an outlet.

    That of a party is an addition to the negotiation, recorded as a correction of ours: from then
    on every command takes it, for steps of any day. With --everywhere, and of the other kinds, it
    stands in the register.

    \b
    Examples:
      parley register alias party INC Congress
      parley register alias party inc "Grand Old Party" --everywhere
      parley register alias person babaria "D. Babaria"
    """
    registration = scene.entry(1)
    index, row = party_entry(registration.fields, name)
    names = [row["party"], row["name"], *(row.get("aliases") or [])]  # type: ignore[misc]
    if alias in names:
        detail = say("{party} is called “{alias}” already", alias, party=row["party"])
        raise Failure(Kind.FAILED, detail, hint=say("parley register list shows every name"))
    field = f"parties.{index}.aliases"
    fields = filled(
        target=1,
        effect="add",
        field=field,
        now=strict_change(scene, registration, field, alias, add=True),
        reason=reason or "reports call it so",
    )
    return Noted("EntryCorrected", fields)


@writer("member", needs=("kind", "name", "who"))
@_kind
@_name
@click.argument("who", required=False, metavar="MEMBER")
@_since
@_until
def member(
    notebook: Notebook, kind: str, name: str, who: str, since: str | None, until: str | None
) -> None:
    """Record who belongs to a bloc, a party or an office, and from when until when.

    \b
    Examples:
      parley register member party india inc --from 2023-07-18
      parley register member office cm saini
    """
    if kind not in ("party", "office"):
        detail = say("{one} has no members", one=_one(kind))
        raise Failure(Kind.USAGE, detail, hint=say("KIND is party or office"))
    entry = _registered(notebook, kind, name)
    entries = known(register_with(notebook.ledger, notebook.drafts)).values()
    found = [
        one
        for each in (("party", "person") if kind == "party" else ("person",))
        if (one := find_entry(entries, each, who)) is not None
    ]
    if len(found) != 1:
        detail = say(
            "the register has no one “{who}” that can belong to {called}", who, entry.called
        )
        raise Failure(
            Kind.NOT_FOUND, detail, hint=say("parley register add party ID --name “{who}”", who)
        )
    more = filled(entry=found[0].entry, **_span(notebook, since, until))
    _change(notebook, entry, "members", more)


@writer("link", needs=("kind", "name", "how", "other"))
@_kind
@_name
@click.argument("how", required=False, metavar="HOW", type=OneOf(_LINKS))
@click.argument("other", required=False, metavar="OTHER")
@click.option("--at", metavar="WHEN", help="When that was.")
def link(notebook: Notebook, kind: str, name: str, how: str, other: str, at: str | None) -> None:
    """Record where one comes from: what it was split or merged from, or whom it succeeds.

    HOW is split_from, merged_from or succeeds.

    \b
    Examples:
      parley register link party sena-ubt split_from shiv-sena --at 2022-06
    """
    entry, origin = _registered(notebook, kind, name), _registered(notebook, kind, other)
    when = None if at is None else notebook.scene(STREAM).moment(at, "--at")
    _change(notebook, entry, "links", filled(how=how, entry=origin.entry, at=when))


for _each in (add, add_alias, member, link, amend):
    register.add_command(_each)


def _registered(notebook: Notebook, kind: str, name: str) -> Known:
    """Return the entry that is meant, as it is with what was noted. Raises Failure."""
    entries = known(register_with(notebook.ledger, notebook.drafts)).values()
    return must_find(entries, kind, name)


def _note(
    notebook: Notebook, entry: str, kind: str, facts: JsonObject, *, replaces: int | None
) -> None:
    fields = filled(entry=entry, kind=kind, facts=facts, replaces=replaces)
    notebook.note(Draft(stream=STREAM, type=RegisterEntered.__name__, fields=fields))


def _change(notebook: Notebook, entry: Known, field: str, more: JsonValue) -> None:
    """Note the entry with one more in a list of its facts."""
    facts = plain(entry.facts)
    stand = facts.get(field)
    facts[field] = [*(stand if isinstance(stand, list) else []), more]
    _note(notebook, entry.entry, entry.kind, facts, replaces=entry.version)


def _span(notebook: Notebook, since: str | None, until: str | None) -> JsonObject:
    scene = notebook.scene(STREAM)
    return filled(
        valid_from=None if since is None else scene.moment(since, "--from"),
        valid_until=None if until is None else scene.moment(until, "--until"),
    )


def _one(kind: str) -> str:
    """`an office`, `a person`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
