"""The command `quotes`: who said these words, where and when."""

import click

from parley.answers.quotes import QUOTES, QuotesOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_whole
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["quotes"]


@click.command("quotes", cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@read_options
@output_options
@click.pass_obj
def quotes(app: App, words: tuple[str, ...], asked: Asked) -> None:
    """Search the exact words of the reports, and our paraphrases, in the whole ledger.

    All words must occur, in any order; quotation marks keep an order, and an asterisk stands for
    the rest of a word. Case and accents do not count. -n NAME searches in one negotiation.

    \b
    Examples:
      parley quotes small numbers
      parley quotes '"good small numb*"'
      parley quotes alliance --public-at 2024-09-08 --json
    """
    # Who does not say which means the whole ledger, whichever one is in use.
    meant = app.negotiations() if "negotiation" in app.given else ()
    options = QuotesOptions(words=" ".join(words), negotiations=meant)
    present(app, QUOTES, read_whole(app, asked), options)
