"""The commands about refused attempts: list them, and keep them or stop keeping them.

What was tried and refused says as much about a shared ledger as what stands in it. Whether attempts
are kept is a record of its own: nobody can stop it unseen.
"""

from typing import Final

import click

from answers.forms import Column
from answers.shapes.own import RefusalsAnswer, RefusedAttempt
from answers.shaping import as_listing, shape
from answers.streams import slug_of
from answers.words import wording
from cli.asking import known_option, read_own
from cli.command import Command, output_options
from cli.context import App
from cli.record.notebook import Notebook
from cli.record.telling import filled
from cli.record.writing import writer
from events.acts import REFUSALS, AttemptRefused, RefusalsSwitched
from events.own import Kept
from events.politics import Draft

__all__ = ["keep_refusals", "refusals", "switch_draft"]

_COLUMNS: Final = (
    Column("recorded_at", "when", wording.recorded),
    Column("recorded_by", "who"),
    Column("negotiation", "negotiation"),
    Column("tried", "what"),
    Column("guard", "refused by"),
    Column("reason", "why"),
    Column("hint", "hint", extra=True),
    Column("draft", "number", extra=True),
    Column("drafts", "of", extra=True),
    Column("fields", "as written", extra=True),
    Column("log_position", "position", extra=True),
)


@click.command("refusals", cls=Command)
@known_option
@output_options
@click.pass_obj
def refusals(app: App, known_at: str | None) -> None:
    """List the attempts that a rule refused: who, when, what, and which guard said no.

    A shared ledger keeps them, a personal one does not, unless it is told to. They stand outside
    every account and change no answer. Dry runs and slips of the keyboard are not kept.

    \b
    Examples:
      parley refusals
      parley refusals --known-at 2024-09-07 --json
    """
    own = read_own(app, known_at)
    items = tuple(
        item for attempt in own.ledger.refusals(own.known.position) for item in _objections(attempt)
    )
    kept = own.ledger.keeps_refusals(own.known.position)
    if not kept:
        app.console.say("refused attempts are not kept in this ledger: parley keep-refusals")
    answer = shape(RefusalsAnswer, own.facts(), kept=kept, items=items)
    app.write(as_listing(answer, _COLUMNS))


@writer("keep-refusals")
@click.option("--stop", is_flag=True, help="Keep none from now on; those that were kept stay.")
@click.option("--reason", metavar="WORDS", help="Why.")
def keep_refusals(notebook: Notebook, stop: bool, reason: str | None) -> None:
    """Keep refused attempts from now on; recorded, so that everybody can see from when.

    \b
    Examples:
      parley keep-refusals --reason "three desks record here now"
      parley keep-refusals --stop
    """
    notebook.note(switch_draft(keep=not stop, reason=reason))


def switch_draft(*, keep: bool, reason: str | None = None) -> Draft:
    """Return the draft that says whether refused attempts are kept from now on."""
    fields = {"keep": keep, **filled(reason=reason)}
    return Draft(stream=REFUSALS, type=RefusalsSwitched.__name__, fields=fields)


def _objections(attempt: Kept[AttemptRefused]) -> list[RefusedAttempt]:
    tried = {each.draft: each for each in attempt.said.tried}
    return [
        shape(
            RefusedAttempt,
            attempt,
            each,
            log_position=attempt.position,
            negotiation=slug_of(tried[each.draft].stream),
            tried=tried[each.draft].type,
            drafts=attempt.said.drafts,
            fields=tried[each.draft].fields,
        )
        for each in attempt.said.objections
    ]
