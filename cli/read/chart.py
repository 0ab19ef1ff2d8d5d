"""The command `chart`: a picture of talks or of a contest as a file, to print and to publish."""

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
from parley.web.charts.pictures import (
    PICTURES,
    WIDTH_MAX,
    WIDTH_MIN,
    WIDTHS,
    Form,
    Picture,
    Wish,
    draw_picture,
    pictures_of,
)

__all__ = ["chart"]


@click.command("chart", cls=Command)
@click.argument("picture", type=click.Choice(list(PICTURES)), required=False, metavar="PICTURE")
@click.option(
    "-o", "--output", metavar="FILE", type=FILE, required=True, help="FILE.svg, FILE.png, or -."
)
@force_option
@click.option("--title", metavar="WORDS", help="Its headline; otherwise a plain one.")
@click.option(
    "--width",
    type=click.IntRange(WIDTH_MIN, WIDTH_MAX),
    default=WIDTHS[0],
    metavar="PIXELS",
    help="How wide; under 560 time goes down the picture, for a phone.",
)
@click.option("--numbers", is_flag=True, help="Marks bear the numbers of their steps.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--light", is_flag=True, help="Dark on light, whatever an SVG stands in.")
@read_options
@click.pass_obj
def chart(
    app: App,
    picture: Picture | None,
    output: str,
    force: bool,
    title: str | None,
    width: int,
    numbers: bool,
    dark: bool,
    light: bool,
    asked: Asked,
) -> None:
    """Draw the `timeline` in lanes, or `offers`: offers and demands with the gap between them; of
    a contest its negotiations on one calendar.

    Days have room for what happened on them; a long silence is a gap with its days counted. Words
    without a number have no height: they are hatched blocks. A filled mark is on record, a dashed
    one comes from unnamed sources. An SVG is light in light surroundings and dark in dark ones.
    - writes SVG to stdout. A party is drawn in the colour that is registered with it (`new
    --colour`, `correct 1 parties.INC.colour`), made readable, and otherwise in one of its order.

    \b
    Examples:
      parley chart -o haryana.svg
      parley chart offers -o offers.png --as-of 2024-09-07 --title "Seven seats offered, ten asked"
      parley chart offers -o phone.svg --width 360
      parley chart -n contest/uk-2010 -o uk.svg
    """
    if dark and light:
        raise Failure(Kind.USAGE, say("--dark and --light exclude each other"), hint="")
    form = _form(output)
    target = None if output == "-" else find_target(app, output, force=force)
    reading = read_stream(app, asked)
    chosen = picture or pictures_of(reading)[0]
    wish = Wish(width=width, title=title, numbers=numbers)
    shade = True if dark else False if light else None
    content = draw_picture(reading, chosen, form, dark=shade, wish=wish)
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
            picture=chosen,
            slug=reading.slug,
            output=output,
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
