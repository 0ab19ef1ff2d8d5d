"""The table of commands, and the page of `parley --help`, made of it and of click alone.

Whoever asks for the page waits for what is imported on the way to it; so a command's module is
imported only when that command is named, and the table carries what the page says. To add a
command, write it in a module of `read/`, `record/` or `keep/` as `cli/command.py` shows and add one
line to COMMANDS, in the section and the place where its help should stand. The module registers
nothing itself. Then `python -m tests.generate` writes docs/cli.md again.
"""

from typing import Any, Final, NamedTuple, TypeVar

import click

__all__ = [
    "COLORS",
    "COMMANDS",
    "COMPLETE_VARIABLE",
    "FIRST",
    "OPTIONS",
    "SECTIONS",
    "Entry",
    "Page",
    "as_parley",
    "page_of",
]

COLORS: Final = ("auto", "always", "never")
COMPLETE_VARIABLE: Final = "_PARLEY_COMPLETE"
"""With which a shell asks what could stand here."""

START: Final = "Start"
RECORD: Final = "Record"
LOOK: Final = "Look"
CHECK: Final = "Check and share"
MANAGE: Final = "Manage"
SECTIONS: Final = (START, RECORD, LOOK, CHECK, MANAGE)


class Entry(NamedTuple):
    """A command in the table: `place` is its click command, as `module:attribute`."""

    name: str
    place: str
    section: str
    help: str


def _section(section: str, *rows: tuple[str, str, str]) -> tuple[Entry, ...]:
    """Return the commands of a section: name, place in this package, help."""
    return tuple(Entry(name, f"parley.cli.{place}", section, said) for name, place, said in rows)


COMMANDS: Final = (
    *_section(
        START,
        ("init", "keep.start:init", "Make an empty ledger."),
        ("new", "record.registering:new", "Register a negotiation or a contest."),
        ("use", "keep.manage:use", "Choose the negotiation that commands mean."),
        ("list", "read.list:list_things", "List negotiations; or corrections, checks, exports."),
        ("demo", "keep.demo:demo", "Record, replay and check one real report."),
    ),
    *_section(
        RECORD,
        ("propose", "record.steps_talks:propose", "A party proposes an alliance."),
        ("open", "record.steps_talks:open_talks", "Talks are under way."),
        ("meet", "record.steps_talks:meet", "Participants met or telephoned."),
        ("offer", "record.steps_offers:offer", "A party offers something."),
        ("counter", "record.steps_offers:counter", "It names something else instead."),
        ("demand", "record.steps_offers:demand", "A party asks for something."),
        ("accept", "record.steps_offers:accept", "A receiver accepts an offer."),
        ("reject", "record.steps_offers:reject", "An offer, a demand or a meeting is refused."),
        ("withdraw", "record.steps_offers:withdraw", "An offer is taken back, a demand dropped."),
        ("condition", "record.steps_offers:condition", "A condition is set, or what became of it."),
        ("deadline", "record.steps_dates:deadline", "A date is set, expected, or moved."),
        ("ultimatum", "record.steps_dates:ultimatum", "A demand with a date or a threat."),
        ("deal", "record.steps_deals:deal", "All agree: on a deal, a part of one, a change of it."),
        ("ratify", "record.steps_deals:ratify", "A body approves or rejects the deal."),
        ("vote", "record.steps_deals:vote", "A parliament or a body of a party votes."),
        ("follow", "record.steps_deals:follow", "What became of something that was agreed."),
        ("break", "record.steps_deals:break_deal", "A party ends a deal."),
        ("suspend", "record.steps_talks:suspend", "Talks pause."),
        ("resume", "record.steps_talks:resume", "Talks go on."),
        ("collapse", "record.steps_talks:collapse", "Talks end without a deal."),
        ("join", "record.steps_people:join", "A party sits down at the table."),
        ("leave", "record.steps_people:leave", "A party gets up from the table."),
        ("appoint", "record.steps_people:appoint", "Somebody is named to negotiate."),
        ("mandate", "record.steps_people:mandate", "What somebody may agree to."),
        ("task", "record.steps_people:task", "A task ends, or a resignation is refused."),
        ("say", "record.steps_people:say", "Somebody says something about the talks."),
        ("move", "record.steps_people:move", "A move away from the table: lists, other pacts."),
        ("close", "record.steps_talks:close", "The contest has decided."),
        ("cite", "record.steps_corrections:cite", "A second source for a step."),
        ("correct", "record.steps_corrections:correct", "Set our own mistake right."),
        ("retract", "record.steps_corrections:retract", "Take back an entry of ours."),
        ("record", "record.steps_any:record", "Any step by its type, and what all these take."),
        ("import", "record.importing:import_file", "Record a file of entries or of commands."),
    ),
    *_section(
        LOOK,
        ("status", "read.standing:status", "Say where the talks, or those of a contest, stand."),
        ("story", "read.plain:story", "Tell the talks in about five sentences."),
        ("log", "read.log:log", "Show the timeline, or follow what is recorded."),
        ("show", "read.show:show", "Show one step in full, and why it was allowed."),
        ("table", "read.plain:table", "Show what stands on the table."),
        ("offers", "read.offers:offers", "Show offers and demands with their status."),
        ("claims", "read.claims:claims", "Show what only somebody's word stands for; conflicts."),
        ("agreed", "read.agreed:agreed", "Show what is agreed, claimed and open."),
        ("quotes", "read.plain:quotes", "Search the words of the reports."),
        ("dates", "read.plain:dates", "Show dates and what became of them."),
        ("people", "read.plain:people", "Show who speaks for whom, and who mediated."),
        ("exclusions", "read.plain:exclusions", "Show who will not sit with whom."),
        ("attempts", "read.plain:attempts", "Show attempts, their days and who ended them."),
        ("diff", "read.diff:diff", "Show what changed: between two times, since you looked."),
        ("compare", "read.compare:compare", "Put two negotiations side by side."),
        ("blame", "read.plain:blame", "Say which step set a field, and who said so."),
        ("find-first", "read.plain:find_first", "Find when a condition first held."),
        ("line", "read.plain:line", "Write publishable sentences, each with its hedge."),
        ("replay", "read.replay:replay", "Replay the history step by step."),
        ("chart", "read.chart:chart", "Draw the timeline, or offers over it."),
    ),
    *_section(
        CHECK,
        ("verify", "keep.checking:verify_ledger", "Derive and compare everything."),
        ("report", "read.report:report", "Write an extract that can be cited."),
        ("export", "keep.export:export", "Write the records as JSON lines."),
    ),
    *_section(
        MANAGE,
        ("register", "record.register:register", "Parties, people, offices, outlets; a change."),
        ("source", "record.sources:source", "The reports, and who looked for them."),
        ("db", "keep.db:db", "The ledger's place: backup, copy, rebuild, clocks."),
        ("config", "keep.manage:config", "Settings, and the script for Tab completion."),
        ("info", "keep.info:info", "Show version, paths, settings and libraries."),
    ),
)

FIRST: Final = (
    *("init", "new", "offer", "say", "correct", "import"),
    *("log", "table", "status", "verify"),
)
"""The ten that a newcomer needs."""

_HELP: Final = f"""Keep the record of alliance negotiations: who offered what, to whom, when,
according to whom.

The ten to begin with: {", ".join(FIRST)}.

Options of this page may also stand after a command's name. A command's own page is
`parley COMMAND --help`.
"""

OPTIONS: Final[tuple[tuple[tuple[str, ...], dict[str, Any]], ...]] = (
    (("--db",), {"metavar": "URL|PATH", "help": "The ledger."}),
    (
        ("--negotiation", "-n"),
        {
            "metavar": "SLUG",
            "help": "The negotiation that is meant; a,b on a write records one act in each.",
        },
    ),
    (("--no-input",), {"is_flag": True, "help": "Never ask; fail instead."}),
    (("--quiet", "-q"), {"is_flag": True, "help": "Data and errors, no messages."}),
    (("--verbose", "-v"), {"is_flag": True, "help": "Say which ledger and why."}),
    (("--color",), {"type": click.Choice(COLORS), "help": "Colours; else auto."}),
    (("--language",), {"metavar": "CODE", "help": "Of what people read; else en."}),
)
"""The options of `parley` itself as click declares them, without what is done with a value."""


class Page(click.Group):
    """A group whose help has the sections of the table, without a command of it imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return [entry.name for entry in COMMANDS]

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the sections from the table."""
        for section in SECTIONS:
            rows = [(entry.name, entry.help) for entry in COMMANDS if entry.section == section]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)


def page_of(arguments: list[str]) -> str | None:
    """Return what a command line prints that asks for the page and nothing else; None of others."""
    if arguments not in ([], ["-h"], ["--help"]):
        return None
    options = [
        click.Option(names, show_envvar=True, expose_value=False, **declared)
        for names, declared in OPTIONS
    ]
    shown = as_parley(Page, options)
    context = click.Context(shown, info_name=shown.name, **shown.context_settings)
    return f"{shown.get_help(context)}\n"


_G = TypeVar("_G", bound=Page)


def as_parley(kind: type[_G], options: list[click.Option]) -> _G:
    """Return the group `parley`, of that kind and with these options beside `--version`."""
    made = kind(
        "parley",
        help=_HELP,
        params=[*options],
        context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PARLEY"},
    )
    click.version_option(package_name="parley-ledger", message="%(prog)s %(version)s")(made)
    return made
