"""The pictures of a report, each drawn for a desk, for a tablet or paper, and for a phone."""

from collections.abc import Mapping

from parley.answers.language import say
from parley.answers.members import Members, members_of
from parley.answers.reading import Reading
from parley.web.charts.marks import dark_rules, svg_of
from parley.web.charts.pictures import PICTURES, WIDTHS, Picture, Wish, drawing_of, pictures_of
from parley.web.reports import document

__all__ = ["report_pictures"]


def report_pictures(reading: Reading) -> Mapping[str, document.Block]:
    """Return the pictures by their names."""
    members = members_of(reading)
    return {name: _drawn(reading, name, members) for name in pictures_of(reading)}


def _drawn(reading: Reading, name: Picture, members: Members) -> document.Picture:
    drawings = [drawing_of(reading, name, Wish(width=width), members) for width in WIDTHS]
    return document.Picture(
        name=f"picture-{name}",
        title=say(PICTURES[name]),
        drawn=tuple(
            document.Drawn(width, svg_of(drawing, name=f"{name}-{width}-", bare=True))
            for width, drawing in zip(WIDTHS, drawings, strict=True)
        ),
        dark=dark_rules(drawing.palette for drawing in drawings),
    )
