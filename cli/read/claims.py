"""The command `claims`: what only somebody's word stands for, and what has become of it."""

import click

from parley.answers.claims import CLAIMS
from parley.answers.claims_contested import CONTESTED
from parley.answers.claims_denials import DENIALS
from parley.answers.conflicts import CONFLICTS
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.question import NoOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["claims"]


@click.command("claims", cls=Command)
@click.option("--conflicts", is_flag=True, help="Figures for one thing that cannot all be right.")
@click.option("--denials", is_flag=True, help="What was denied, and how long after.")
@click.option("--contested", is_flag=True, help="When sides differed on where the talks stand.")
@read_options
@output_options
@click.pass_obj
def claims(app: App, conflicts: bool, denials: bool, contested: bool, asked: Asked) -> None:
    """Show what only somebody's word stands for, with what has become of it.

    A claim is retracted (by us), corrected, refuted, denied on record, confirmed (by who it is
    about, or as all agreed to the same), agreed otherwise later, disputed by another figure,
    corroborated (by another side, or another named speaker of another origin, with the whole of
    it), shown by a document or the public record, on record since in other words, taken up by who
    it is about, on record by one side alone, or only reported; the first that holds is said, with
    the steps that made it so. One speaker in five outlets is one voice, and so are "sources" in
    five.
    What one side says is agreed stands here, and how early it was said.

    --conflicts puts figures for one thing, of the same days, that cannot all be right side by side,
    with who says each and which independent origins are cited. None is chosen and nothing is
    averaged. Lists of seats are compared too, where they have seats in common.

    \b
    Examples:
      parley claims
      parley claims --as-of 2024-09-08
      parley claims --conflicts
      parley claims --denials --json
      parley claims --contested
    """
    if conflicts + denials + contested > 1:
        detail = say("--conflicts, --denials and --contested are answers of their own")
        raise Failure(Kind.USAGE, detail, hint=say("ask for one of them"))
    reading = read_stream(app, asked)
    if conflicts:
        present(app, CONFLICTS, reading, NoOptions())
    elif denials:
        present(app, DENIALS, reading, NoOptions())
    elif contested:
        present(app, CONTESTED, reading, NoOptions())
    else:
        present(app, CLAIMS, reading, NoOptions())
