"""The command `explain`: why a step was allowed, what it changed, and what rests on it."""

import click

from parley.answers.explain import EXPLAIN, ExplainOptions
from parley.answers.reading import parse_step
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

__all__ = ["explain"]


@click.command("explain", cls=Command)
@click.argument("step", metavar="STEP")
@read_options
@output_options
@click.pass_obj
def explain(app: App, step: str, asked: Asked) -> None:
    """Explain a step: the guards that allowed it, what it changed, which answers cite it, which
    later steps rest on it, and our corrections of it.

    Of a correction of ours it says what our answer changed with it.

    \b
    Examples:
      parley explain 4
      parley explain haryana-2024#11 --as-of 2024-09-08
      parley explain 4 --json
    """
    slug, version = parse_step(step)
    present(app, EXPLAIN, read_stream(app, asked, slug), ExplainOptions(version=version))
