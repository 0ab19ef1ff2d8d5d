"""The command new: who negotiates, where, about how many seats; or a contest that groups them.

A registration is what every guard and every count after it relies on, so `new` asks for all of it
at once and never guesses who sits at the table.
"""

import re
from collections.abc import Sequence
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_list
from parley.answers.printing import printable
from parley.answers.streams import CONTEST, is_contest, slug_of, stream_of
from parley.answers.words.refusals import said_of
from parley.cli.choices import OneOf
from parley.cli.config import write_used
from parley.cli.context import App
from parley.cli.making import make_ledger
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.terms import pairs
from parley.cli.record.writing import Writer, writer
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.events.store_errors import NoSuchLedger
from parley.negotiation.account import registered_already
from parley.negotiation.civil import ZoneError, load_zone
from parley.negotiation.pairs import listed
from parley.negotiation.texts import is_blank

__all__ = ["new"]

_POOL: Final = "seats"
"""The pool of a number of seats that names none."""
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


class _New(Writer):
    """Asks for what this kind of registration needs; on a terminal offers to make the ledger."""

    def note(self, ctx: click.Context, notebook: Notebook) -> None:
        """Ask for what is missing, note the registration."""
        app = ctx.ensure_object(App)
        try:
            app.open_ledger(write=True)
        except NoSuchLedger as error:
            if not app.can_ask:
                raise
            click.echo(printable(error.message), err=True)
            if not click.confirm(say("make one there?"), default=True, err=True):
                raise
            app.console.say(say("ledger {ledger}", ledger=make_ledger(app, None)["ledger"]))
        if ctx.params["id"] is None and ctx.params["slug"]:
            # With an id it may be the same line typed again, which the ledger sees.
            _refuse_registered(notebook, ctx.params["slug"])
        super().note(ctx, notebook)

    def unsaid(self, ctx: click.Context) -> list[str]:
        """Return what is missing: a contest needs its kind, a negotiation an arena and parties."""
        contest = is_contest(ctx.params["slug"] or "")
        needs = ("slug", "title", "kind") if contest else ("slug", "title", "arena", "party")
        return [name for name in needs if not ctx.params[name]]


@writer("new", kind=_New)
@click.argument("slug", required=False, metavar="SLUG")
@click.option("--title", help="What it is called.")
@click.option("--arena", help="Where: the assembly, the council, the government.")
@click.option(
    "--party",
    multiple=True,
    metavar="INC=NAME|ALIAS",
    help="A party: its short name, its name, and other names of it.",
)
@click.option("--alias", multiple=True, metavar="INC=ALIAS", help="One more name of a party.")
@click.option(
    "--colour", multiple=True, metavar="INC=#19aaed", help="In which pictures draw a party."
)
@click.option(
    "--at-table",
    multiple=True,
    metavar="INC",
    help="Who sits at the table at the start; otherwise every party.",
)
@click.option(
    "--seats", multiple=True, metavar="90|POOL=90", help="How many there are to share, by pool."
)
@click.option(
    "--date",
    "dates",
    multiple=True,
    metavar="poll=DATE",
    help="A date that the law or the calendar sets; a contest's DATE alone is its election.",
)
@click.option("--tz", metavar="ZONE", help="Its time zone: Asia/Kolkata; else the contest's.")
@click.option("--contest", metavar="SLUG", help="The election or government formation it is for.")
@click.option("--kind", type=OneOf(("election", "formation")), help="Of contest/SLUG: what it is.")
@click.option("--led-by", metavar="OFFICE", help="The office that leads the talks, if any.")
@click.option(
    "--exclusive-with", multiple=True, metavar="SLUG", help="Talks of which only one can succeed."
)
@click.option("--synthetic", is_flag=True, help="Made-up data; every page says so.")
@click.option("--note", metavar="WORDS", help="The recorder's remark.")
def new(
    notebook: Notebook,
    slug: str,
    title: str,
    arena: str | None,
    party: tuple[str, ...],
    alias: tuple[str, ...],
    colour: tuple[str, ...],
    at_table: tuple[str, ...],
    seats: tuple[str, ...],
    dates: tuple[str, ...],
    tz: str | None,
    contest: str | None,
    kind: str | None,
    led_by: str | None,
    exclusive_with: tuple[str, ...],
    synthetic: bool,
    note: str | None,
) -> None:
    """Register a negotiation: one party set in one arena; or, as contest/SLUG, a contest.

    A contest groups negotiations: an election or a government formation. Steps on it are
    recorded with -n contest/SLUG. The first negotiation is the one that commands mean from then
    on (`parley use`).

    \b
    Examples:
      parley new haryana-2024 --title "Congress and AAP" --arena "Haryana Assembly" --seats 90
        --party "INC=Indian National Congress|Congress" --party "AAP=Aam Aadmi Party"
        --date poll=2024-10-05 --tz Asia/Kolkata
      parley new contest/haryana-2024 --kind election --title "Haryana 2024" --date 2024-10-05
    """
    stream = stream_of(slug)
    _check_slug(slug)
    contest_stream = None if contest is None else _contest_stream(contest)
    zone = _checked_zone(tz) if tz else _zone_of(notebook, contest_stream)
    scene = notebook.scene(slug, zone=zone)
    plain_dates = [each for each in dates if "=" not in each]
    fields: JsonObject = filled(
        title=title,
        zone=zone,
        pools=_pools(seats),
        parties=_parties(party, alias, colour),
        dates=_dates(scene, [each for each in dates if "=" in each]),
        synthetic=synthetic,
        note=note,
    )
    if is_contest(stream):
        _refuse_of_contest(arena=arena, contest=contest, led_by=led_by, at_table=at_table)
        election = scene.moment(plain_dates[0], "--date") if plain_dates else None
        fields |= filled(kind=kind, election_date=election)
        notebook.note(Draft(stream=stream, type="ContestRegistered", fields=fields))
        return
    if plain_dates:
        detail = say(
            "--date {plain_dates} does not say what is on that day", plain_dates=plain_dates[0]
        )
        raise Failure(Kind.USAGE, detail, hint=f"--date poll={plain_dates[0]}")
    if len(party) < 2:
        detail = say("a negotiation takes two parties, and only {party} is named", party=party[0])
        raise Failure(Kind.USAGE, detail, hint='--party INC="…" --party AAP="…"')
    others = [stream_of(each) for each in exclusive_with]
    _mention_unknown(notebook, [*others, *([contest_stream] if contest_stream else [])])
    fields |= filled(
        arena=arena,
        contest=contest_stream,
        at_table=list(at_table),
        led_by=led_by,
        exclusive_with=list(others),
    )
    notebook.note(Draft(stream=stream, type="NegotiationRegistered", fields=fields))
    notebook.afterwards.append(lambda: _use_first(notebook.app, slug))


def _check_slug(slug: str) -> None:
    """Raise Failure (usage) for a slug that cannot be one."""
    bare = slug.removeprefix(CONTEST)
    if not _SLUG.fullmatch(bare):
        meant = re.sub(r"[^a-z0-9._-]+", "-", bare.lower()).strip("-._")
        detail = say("SLUG “{slug}” has to be lower-case letters, digits, dots and dashes", slug)
        raise Failure(
            Kind.USAGE, detail, hint=say("such as {meant}", meant=meant or "haryana-2024")
        )


def _refuse_registered(notebook: Notebook, slug: str) -> None:
    """Raise Failure for what is registered already, here or in the ledger."""
    head = notebook.ledger.store.stream_head(stream_of(slug))
    if head is not None or slug in notebook.coming:
        refusal = registered_already(slug)
        said = said_of(refusal.case, refusal.facts)
        raise Failure(Kind.FAILED, said.reason, hint=said.hint or "")


def _checked_zone(name: str) -> str:
    try:
        load_zone(name)
    except ZoneError as error:
        hint = say("write its IANA name, such as Asia/Kolkata")
        raise Failure(Kind.USAGE, say("--tz “{name}” is no time zone", name), hint=hint) from error
    return name


def _zone_of(notebook: Notebook, contest: str | None) -> str:
    """Return the zone where none is given: the contest's, else the one that is set."""
    if contest is not None and contest in map(stream_of, notebook.app.slugs()):
        return notebook.scene(contest).zone
    zone = notebook.app.settings.zone
    notebook.app.console.say_once(say("--tz is {value} ({origin})", zone.value, zone.origin))
    return zone.value


def _contest_stream(slug: str) -> str:
    return f"{CONTEST}{slug.removeprefix(CONTEST)}"


def _pools(typed: Sequence[str]) -> JsonValue:
    pools: JsonObject = {}
    for each in typed:
        name, equals, number = (part.strip() for part in each.rpartition("="))
        if not number.isascii() or not number.isdigit() or (equals and not name):
            detail = say("--seats “{each}” is no number of seats", each)
            raise Failure(Kind.USAGE, detail, hint="--seats 90, or --seats POOL=90 for each pool")
        pool = name or _POOL
        if pool in pools:
            detail = say("--seats says twice how many the pool {pool} has", pool)
            raise Failure(
                Kind.USAGE, detail, hint=say("leave one out, or name another pool: POOL=90")
            )
        pools[pool] = int(number)
    return listed(pools, "pools")


def _parties(
    typed: Sequence[str], aliases: Sequence[str], colours: Sequence[str]
) -> list[JsonValue]:
    parties: dict[str, list[JsonValue]] = {}
    names: dict[str, str] = {}
    for each in typed:
        short, equals, rest = (side.strip() for side in each.partition("="))
        if equals and is_blank(rest.partition("|")[0]):
            detail = say(
                "--party “{each}” gives {short} a name that is blank",
                each,
                short=short or "a party",
            )
            raise Failure(Kind.USAGE, detail, hint='--party INC="Indian National Congress"')
        name, *others = (part.strip() for part in (rest or short).split("|"))
        if short in parties:
            detail = say("--party names {short} twice", short)
            raise Failure(Kind.USAGE, detail, hint=f"--alias {short}=…")
        parties[short], names[short] = [other for other in others if other], name or short
    for each in aliases:
        short, equals, alias = (side.strip() for side in each.partition("="))
        if not equals or short not in parties:
            detail = say(
                "--alias “{each}” is no other name of one of {parties}",
                each,
                parties=", ".join(parties),
            )
            raise Failure(Kind.USAGE, detail, hint="--alias INC=Congress")
        parties[short].append(alias)
    drawn: dict[str, str] = {}
    for each in colours:
        short, equals, colour = (side.strip() for side in each.partition("="))
        if not equals or short not in parties or not _COLOUR.fullmatch(colour):
            detail = say(
                "--colour “{each}” is no colour of one of {parties}",
                each,
                parties=say_list(parties),
            )
            raise Failure(
                Kind.USAGE,
                detail,
                hint=say(
                    "write red, green and blue in two digits each: {example}", example="INC=#19aaed"
                ),
            )
        drawn[short] = colour
    return [
        filled(party=short, name=names[short], aliases=others, colour=drawn.get(short))
        for short, others in parties.items()
    ]


def _dates(scene: Scene, typed: Sequence[str]) -> list[JsonValue]:
    return [
        {"what": what, "when": scene.moment(when, say("--date {what}", what))}
        for what, when in pairs(typed, "--date").items()
    ]


def _refuse_of_contest(**given: object) -> None:
    """Raise Failure (usage) for what only a negotiation has."""
    names = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if names:
        detail = say(
            "a contest has no {names}: it groups negotiations, and has no table",
            names=", ".join(names),
        )
        raise Failure(Kind.USAGE, detail, hint=say("register the negotiation: parley new SLUG"))


def _mention_unknown(notebook: Notebook, streams: Sequence[str]) -> None:
    """Say which of the streams that it names are not there; they may be registered later."""
    known = {stream_of(slug) for slug in notebook.app.slugs()}
    for stream in streams:
        if stream not in known:
            notebook.app.console.say_once(
                say("{stream} is not registered yet: parley new", stream=slug_of(stream))
            )


def _use_first(app: App, slug: str) -> None:
    if app.settings.negotiation is None:
        try:
            write_used(app.paths, app.settings.db.value, slug)
        except OSError as error:
            app.console.say(
                say("name it with -n {slug}: the choice cannot be kept ({error})", slug, error)
            )
        else:
            app.console.say(say("commands now mean {slug}", slug))
    elif app.settings.negotiation.value != slug:
        app.console.say(
            say(
                "commands still mean {value}: parley use {slug}",
                app.settings.negotiation.value,
                slug,
            )
        )
