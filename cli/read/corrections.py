"""The command `corrections`: what we set right, and what others took back, as a page to publish."""

import click

from parley.answers.corrections import CORRECTIONS
from parley.answers.question import NoOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present, tell
from parley.web.reports.corrections import corrections_document
from parley.web.reports.markdown import as_markdown

__all__ = ["corrections"]


@click.command("corrections", cls=Command)
@read_options
@output_options
@click.pass_obj
def corrections(app: App, asked: Asked) -> None:
    """Show corrections: ours of what we recorded, and apart from them theirs of what was said.

    Ours say what stood, what stands, why, and what our answers said before; recorded exports that
    had shown the old answer are named. What a party or an outlet takes back keeps its earlier
    words. With --format md it is a page that can be published as it is.

    \b
    Examples:
      parley corrections
      parley corrections --format md
      parley corrections --json
    """
    reading = read_stream(app, asked)
    if app.layout.format == "md" and not app.layout.columns:
        answer = CORRECTIONS.build(reading, NoOptions())
        tell(app, CORRECTIONS, reading, answer)
        app.console.write(as_markdown(corrections_document(reading, answer)))
    else:
        present(app, CORRECTIONS, reading, NoOptions())
