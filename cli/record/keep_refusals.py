"""The command `keep-refusals`: keep refused attempts, or stop keeping them.

What was tried and refused says as much about a shared ledger as what stands in it. Whether attempts
are kept is a record of its own: nobody can stop it unseen.
"""

import click

from parley.cli.record.notebook import Notebook
from parley.cli.record.writing import writer
from parley.drafting.drafts import switch_draft

__all__ = ["keep_refusals"]


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
