"""The command `list`: the negotiations, and what the ledger itself holds beside them."""

from collections.abc import Callable, Mapping
from typing import Final

import click

from parley.answers.checks import CHECKS, ChecksOptions
from parley.answers.clocks import CLOCKS
from parley.answers.corrections import CORRECTIONS
from parley.answers.exports import EXPORTS
from parley.answers.own import OwnRecords
from parley.answers.question import NoOptions
from parley.answers.refusals import REFUSALS
from parley.answers.standing import LIST
from parley.answers.times import Asked
from parley.cli.asking import ask_own, read_options, read_stream, read_whole
from parley.cli.choices import OneOf
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present, tell
from parley.web.reports.corrections import corrections_document
from parley.web.reports.markdown import as_markdown

__all__ = ["list_things"]


def _checks(app: App, own: OwnRecords) -> None:
    about = app.negotiation() if app.given.get("negotiation") else None
    present(app, CHECKS, own, ChecksOptions(negotiation=about))


_OWN: Final[Mapping[str, Callable[[App, OwnRecords], object]]] = {
    "checks": _checks,
    "exports": lambda app, own: present(app, EXPORTS, own, NoOptions()),
    "refusals": lambda app, own: present(app, REFUSALS, own, NoOptions()),
    "clocks": lambda app, own: present(app, CLOCKS, own, NoOptions()),
}
"""What the ledger recorded of itself -> how it is shown."""
_THINGS: Final = ("negotiations", "corrections", *_OWN)


@click.command("list", cls=Command)
@click.argument("what", type=OneOf(_THINGS), default="negotiations", metavar="[WHAT]")
@read_options
@output_options
@click.pass_obj
def list_things(app: App, what: str, asked: Asked) -> None:
    """List the negotiations and contests of this ledger and where each stands; or WHAT.

    WHAT is corrections: ours of what we recorded, and apart from them theirs of what was said;
    with --format md a page to publish. Or a list of the ledger's own, which takes --known-at alone:
    checks (who looked where for news; with -n about one negotiation), exports (who was shown
    what), refusals (what a rule refused, where the ledger keeps it), clocks (wrong dates put
    right). Reports are `parley source list`, parties and people `parley register list`.

    \b
    Examples:
      parley list
      parley list --as-of 2024-09-06 --json
      parley list corrections --format md
      parley list checks -n haryana-2024 --known-at 2024-09-07
      parley list refusals
    """
    if what == "negotiations":
        present(app, LIST, read_whole(app, asked), NoOptions())
    elif what == "corrections":
        _corrections(app, asked)
    else:
        _OWN[what](app, ask_own(app, asked, what))


def _corrections(app: App, asked: Asked) -> None:
    reading = read_stream(app, asked)
    if app.layout.format == "md" and not app.layout.columns:
        answer = CORRECTIONS.build(reading, NoOptions())
        tell(app, CORRECTIONS, reading, answer)
        app.console.write(as_markdown(corrections_document(reading, answer)))
    else:
        present(app, CORRECTIONS, reading, NoOptions())
