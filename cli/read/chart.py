"""The command `chart`: the timeline in lanes, or offers and demands over it, as a picture."""

import sys
from pathlib import PurePath

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_many
from parley.answers.times import Asked
from parley.cli.asking import announce, read_options, read_stream
from parley.cli.command import FILE, Command
from parley.cli.context import App
from parley.cli.outgoing import find_target, force_option, write_whole
from parley.web.charts.pictures import PICTURES, Form, Picture, draw_picture

__all__ = ["chart"]


@click.command("chart", cls=Command)
@click.argument("picture", type=click.Choice(list(PICTURES)), default="timeline", metavar="PICTURE")
@click.option(
    "-o", "--output", metavar="FILE", type=FILE, required=True, help="FILE.svg, FILE.png, or -."
)
@force_option
@click.option("--dark", is_flag=True, help="Light on dark.")
@read_options
@click.pass_obj
def chart(app: App, picture: Picture, output: str, force: bool, dark: bool, asked: Asked) -> None:
    """Draw the timeline in lanes, or `offers`: offers and demands with the gap between them.

    Both go by steps, not by time. Words without a number have no height: they are hatched blocks.
    A filled shape is on record, a hollow one comes from unnamed sources. - writes SVG to stdout.

    \b
    Examples:
      parley chart -o haryana.svg
      parley chart offers -o offers.png --as-of 2024-09-07
      parley chart -o - --dark
    """
    form = _form(output)
    target = None if output == "-" else find_target(app, output, force=force)
    reading = read_stream(app, asked)
    content = draw_picture(reading, picture, form, dark=dark)
    announce(app, reading)
    if target is None:
        sys.stdout.buffer.write(content)
        return
    write_whole(target, content)
    app.console.say(
        say_many(
            len(reading.seen.steps),
            "{picture} of {slug}, {number} step, to {output}",
            "{picture} of {slug}, {number} steps, to {output}",
            picture,
            reading.slug,
            output,
        )
    )


def _form(output: str) -> Form:
    """Return what a file's name asks for; of stdout SVG. Raises Failure (usage)."""
    suffix = "svg" if output == "-" else PurePath(output).suffix.removeprefix(".").lower()
    if suffix == "svg":
        return "svg"
    if suffix == "png":
        return "png"
    detail = say("{output} is neither .svg nor .png", output)
    raise Failure(Kind.USAGE, detail, hint=say("name the file FILE.svg or FILE.png"))
