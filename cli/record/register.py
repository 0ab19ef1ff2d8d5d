"""The commands that every kind of entry of the register has: add, alias, member, link, show, list.

Reports spell one party in six ways, and an alliance has other members every year; it is written
down once for all negotiations. A negotiation's own registration always goes first.
"""

from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.register import EntryKind, find_entry, must_find
from parley.cli.choices import OneOf
from parley.cli.read.register import listing, showing
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.terms import pairs
from parley.cli.record.writing import Writer, writer
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.own_door import register_with
from parley.events.politics import Draft
from parley.events.register import REGISTER, RegisterEntered
from parley.negotiation.codec import plain
from parley.negotiation.pairs import listed
from parley.negotiation.register import Known, known

__all__ = [
    "add_alias",
    "add_commands",
    "registered_entry",
    "span_options",
]

_LINKS: Final = ("split_from", "merged_from", "succeeds")


def add_commands(group: click.Group, kind: EntryKind, example: str) -> None:
    """Give a group the commands with which its kind of entry is written and read.

    `example` is the id of one, for the help texts.
    """
    for command in (_adding(kind, example), _linking(kind, example)):
        group.add_command(command)
    if kind in ("party", "office"):
        group.add_command(_membering(kind))
    if kind != "party":  # of a party, both are about a negotiation too
        group.add_command(_aliasing(kind, example))
        group.add_command(showing(kind, example))
        group.add_command(listing(kind))


def span_options(command: click.Command) -> click.Command:
    """Add --from and --until."""
    command.params += [
        click.Option(["--from", "since"], metavar="WHEN", help="Since when."),
        click.Option(["--until"], metavar="WHEN", help="Until when."),
    ]
    return command


def add_alias(
    notebook: Notebook,
    kind: str,
    entry: str,
    name: str,
    *,
    lang: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> None:
    """Note that an entry of the register has one more name. Raises Failure."""
    stands = registered_entry(notebook, kind, entry)
    more = filled(name=name, lang=lang, **_span(notebook, since, until))
    if any(each.name == name for each in stands.facts.names if not each.valid_until):
        detail = f"{stands.called} is called “{name}” already"
        raise Failure(Kind.FAILED, detail, hint=f"parley {kind} show {stands.entry}")
    _change(notebook, stands, "names", more)


def registered_entry(notebook: Notebook, kind: str, name: str) -> Known:
    """Return the entry that is meant, as it is with what was noted. Raises Failure."""
    entries = known(register_with(notebook.ledger, notebook.drafts)).values()
    return must_find(entries, kind, name)


def _adding(kind: str, example: str) -> Writer:
    def add(
        notebook: Notebook,
        id_: str,
        name: str,
        short: str | None,
        also: tuple[str, ...],
        ids: tuple[str, ...],
        wikidata: str | None,
        parlgov: str | None,
        since: str | None,
        until: str | None,
        note: str | None,
        bloc: bool = False,
    ) -> None:
        facts = filled(
            name=name,
            short=short,
            names=[{"name": each} for each in also],
            bloc=bloc,
            ids=listed(
                {**pairs(ids, "--id-of"), **filled(wikidata=wikidata, parlgov=parlgov)}, "ids"
            ),
            note=note,
            **_span(notebook, since, until),
        )
        _note(notebook, id_, kind, facts, replaces=None)

    add.__doc__ = f"""Enter {_one(kind)} into the register, under an ID of your choice.

    What every negotiation of the ledger can rely on: names, other spellings, ids elsewhere.

    \b
    Examples:
      parley {kind} add {example} --name "Its Full Name" --also "Another Spelling" --wikidata Q1
    """
    options = [
        click.Argument(["id_"], required=False, metavar="ID"),
        click.Option(["--name"], help="Its full name."),
        click.Option(["--short"], help="The short name that answers use."),
        click.Option(["--also"], multiple=True, metavar="NAME", help="Another name of it."),
        click.Option(["--bloc"], is_flag=True, help="An alliance of parties."),
        click.Option(["--wikidata"], metavar="Q…", help="Its id in Wikidata."),
        click.Option(["--parlgov"], metavar="N", help="Its id in ParlGov."),
        click.Option(["--id-of", "ids"], multiple=True, metavar="WHERE=ID", help="Another id."),
        click.Option(["--note"], metavar="WORDS", help="The recorder's remark."),
    ]
    command = writer("add", needs=("id_", "name"))(add)
    return _with(command, [each for each in options if kind == "party" or each.name != "bloc"])


def _aliasing(kind: str, example: str) -> Writer:
    def alias(
        notebook: Notebook,
        entry: str,
        name: str,
        lang: str | None,
        since: str | None,
        until: str | None,
    ) -> None:
        add_alias(notebook, kind, entry, name, lang=lang, since=since, until=until)

    alias.__doc__ = f"""Add a name by which reports call {_one(kind)}: a spelling, a former name.

    \b
    Examples:
      parley {kind} alias {example} "Another Spelling"
    """
    command = writer("alias", needs=("entry", "name"))(alias)
    return _with(
        command,
        [
            click.Argument(["entry"], required=False, metavar="ID"),
            click.Argument(["name"], required=False, metavar="NAME"),
            click.Option(["--lang"], metavar="TAG", help="Its language: hi."),
        ],
    )


def _membering(kind: str) -> Writer:
    def member(
        notebook: Notebook, entry: str, who: str, since: str | None, until: str | None
    ) -> None:
        stands = registered_entry(notebook, kind, entry)
        entries = known(register_with(notebook.ledger, notebook.drafts))
        found = [
            one
            for each in (("party", "person") if kind == "party" else ("person",))
            if (one := find_entry(entries.values(), each, who)) is not None
        ]
        if len(found) != 1:
            detail = f"the register has no one “{who}” that can belong to {stands.called}"
            raise Failure(Kind.NOT_FOUND, detail, hint=f"parley party add ID --name “{who}”")
        more = filled(entry=found[0].entry, **_span(notebook, since, until))
        _change(notebook, stands, "members", more)

    what = "a bloc or a party" if kind == "party" else "an office"
    member.__doc__ = f"""Record who belongs to {what}, and from when until when.

    \b
    Examples:
      parley {kind} member {"india inc --from 2023-07-18" if kind == "party" else "cm saini"}
    """
    command = writer("member", needs=("entry", "who"))(member)
    return _with(
        command,
        [
            click.Argument(["entry"], required=False, metavar="ID"),
            click.Argument(["who"], required=False, metavar="MEMBER"),
        ],
    )


def _linking(kind: str, example: str) -> Writer:
    def link(notebook: Notebook, entry: str, how: str, other: str, at: str | None) -> None:
        stands = registered_entry(notebook, kind, entry)
        origin = registered_entry(notebook, kind, other)
        when = None if at is None else _scene(notebook).moment(at, "--at")
        _change(notebook, stands, "links", filled(how=how, entry=origin.entry, at=when))

    link.__doc__ = f"""Record where {_one(kind)} comes from: what it was split from, or follows.

    HOW is split_from, merged_from or succeeds.

    \b
    Examples:
      parley {kind} link {example} split_from another-id --at 2022-06
    """
    command = writer("link", needs=("entry", "how", "other"))(link)
    command.params = [
        click.Argument(["entry"], required=False, metavar="ID"),
        click.Argument(["how"], required=False, metavar="HOW", type=OneOf(_LINKS)),
        click.Argument(["other"], required=False, metavar="ID"),
        click.Option(["--at"], metavar="WHEN", help="When that was."),
        *command.params,
    ]
    return command


def _with(command: Writer, params: list[click.Parameter]) -> Writer:
    """Put a command's own parameters before those that all share, --from and --until behind."""
    shared, command.params = command.params, params
    span_options(command)
    command.params += shared
    return command


def _note(
    notebook: Notebook, entry: str, kind: str, facts: JsonObject, *, replaces: int | None
) -> None:
    fields = filled(entry=entry, kind=kind, facts=facts, replaces=replaces)
    notebook.note(Draft(stream=REGISTER, type=RegisterEntered.__name__, fields=fields))


def _change(notebook: Notebook, stands: Known, field: str, more: JsonValue) -> None:
    """Note the entry with one more in a list of its facts."""
    facts = plain(stands.facts)
    listed = facts.get(field)
    facts[field] = [*(listed if isinstance(listed, list) else []), more]
    _note(notebook, stands.entry, stands.kind, facts, replaces=stands.version)


def _span(notebook: Notebook, since: str | None, until: str | None) -> JsonObject:
    scene = _scene(notebook)
    return filled(
        valid_from=None if since is None else scene.moment(since, "--from"),
        valid_until=None if until is None else scene.moment(until, "--until"),
    )


def _scene(notebook: Notebook) -> Scene:
    return notebook.scene(REGISTER)


def _one(kind: str) -> str:
    """`an office`, `a person`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
