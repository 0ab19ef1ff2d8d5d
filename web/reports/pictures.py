"""The pictures of a report, each drawn for light and for dark surroundings."""

from collections.abc import Mapping

from parley.answers.language import say
from parley.answers.reading import Reading
from parley.web.charts.pictures import PICTURES, Picture, draw_picture
from parley.web.reports import document

__all__ = ["pictures_of"]


def pictures_of(reading: Reading) -> Mapping[str, document.Block]:
    """Return the pictures by their names. Raises Failure where nothing draws them here."""
    return {name: _drawn(reading, name, say(title)) for name, title in PICTURES.items()}


def _drawn(reading: Reading, name: Picture, title: str) -> document.Picture:
    light, dark = (draw_picture(reading, name, "svg", dark=dark) for dark in (False, True))
    return document.Picture(f"picture-{name}", title, light.decode(), dark.decode())
