"""The command `demo`: the talks of one newspaper report, recorded, asked about and checked.

It types nothing that a person could not type: each command stands above its answer, and is run
through the same door as if it came from the keyboard.
"""

import shlex
import shutil
import sys
from pathlib import Path
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import marked, say
from parley.cli.command import Command
from parley.cli.context import App
from parley.events.store_errors import NoSuchLedger

SLUG: Final = "haryana-2024"
_PLACE: Final = Path(".demo") / f"{SLUG}.db"
_EXAMPLE: Final = Path("examples") / f"{SLUG}.yaml"
_QUESTIONS: Final = (
    (marked("The timeline: what happened, in whose words."), ("log",)),
    (marked("What stood on the table on Saturday, the 7th."), ("table", "--as-of", "2024-09-07")),
    (marked("Where the talks stood at the end of Friday …"), ("status", "--as-of", "2024-09-06")),
    (marked("… and of Saturday."), ("status", "--as-of", "2024-09-07")),
    (
        marked("How it came to talks: each step, what it changed, why it was allowed."),
        ("replay", "--as-of", "v6"),
    ),
    (marked("Was anything altered, dropped or slipped in?"), ("verify",)),
)


@click.command("demo", cls=Command)
@click.pass_obj
def demo(app: App) -> None:
    """Record the Haryana talks of September 2024 from one newspaper report, and ask about them.

    The ledger is made in ./.demo, or where --db says, and stays there to be played with. A second
    run asks the same questions of it again.

    \b
    Examples:
      parley demo
    """
    app.refuse_service("demo")
    place = app.given.get("db") or str(_PLACE)
    base = ["--db", place]
    if not _is_there(app, place):
        example, folder = _example(), Path(place).parent
        if "://" not in place and not folder.exists():
            _show(app, say("A place for it."), f"mkdir {shlex.quote(str(folder))}")
            folder.mkdir()
        _type(app, say("An empty ledger."), ["init", *base, "--name", f"demo/{SLUG}", "--personal"])
        _type(app, say("One report, coded by hand, all or nothing."), ["import", example, *base])
    else:
        app.console.say(say("{place} is there already: remove it to begin again", place))
    if app.settings.negotiation is not None:
        base += ["-n", SLUG]
    for remark, words in _QUESTIONS:
        _type(app, say(remark), [*words, *base])
    app.console.say(say("go on with {spelt}", spelt=_spelt(["replay", "--step", *base])))


def _is_there(app: App, place: str) -> bool:
    """Whether the demo was recorded before. Raises the errors of a place that is no ledger."""
    if "://" not in place and not Path(place).exists():
        return False
    try:
        with _line(app, place) as line:
            return SLUG in line.slugs()
    except NoSuchLedger:  # a server without it, or a file that is empty
        return False


def _type(app: App, remark: str, words: list[str]) -> None:
    """Show a command and run it."""
    parley = click.get_current_context().find_root().command
    _show(app, remark, _spelt(words))
    with (
        _line(app, words[words.index("--db") + 1]) as line,
        parley.make_context("parley", list(words), obj=line) as context,
    ):
        parley.invoke(context)


def _show(app: App, remark: str, command: str) -> None:
    app.decide_colour()
    typed = f"$ {command}"
    if app.console.colours(sys.stdout):
        typed = click.style(typed, bold=True)
    app.console.write(f"\n# {remark}\n{typed}\n")


def _line(app: App, place: str) -> App:
    """Return the state of one command of the demo."""
    line = App(app.console, app.clock)
    line.given = {"db": str(Path(place).resolve()) if "://" not in place else place}
    line.no_input = app.no_input
    return line


def _spelt(words: list[str]) -> str:
    """Return a command line as it must be typed here."""
    program = Path(sys.argv[0])
    found = shutil.which("parley") is not None or program.name != "parley"
    return shlex.join(["parley" if found else str(program), *words])


def _example() -> str:
    """Return the report's file, from here if it lies below. Raises Failure when it is not there."""
    room = Path(__file__).resolve().parents[1]
    # In a checkout it lies among the examples; an installed package carries it in `cli`.
    places = (room.parent / _EXAMPLE, room / _EXAMPLE.name)
    lies = next((each for each in places if each.is_file()), None)
    if lies is None:
        detail = say("this installation has no {name}", _EXAMPLE.name)
        raise Failure(Kind.FAILED, detail, hint=say("install parley-ledger again"))
    here = Path.cwd().resolve()
    return str(lies.relative_to(here)) if lies.is_relative_to(here) else str(lies)
