"""The pictures that a negotiation is drawn as: one table of them, for terminal, report and page."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Literal

from parley.answers.failing import Failure, Kind
from parley.answers.language import marked, say, say_list
from parley.answers.reading import Reading

__all__ = ["PICTURES", "Form", "Picture", "draw_picture"]

Picture = Literal["timeline", "offers"]
Form = Literal["svg", "png"]
PICTURES: Final[Mapping[Picture, str]] = {
    "timeline": marked("The timeline in lanes; it stands below in words"),
    "offers": marked("Offers and demands over it; they stand below in words"),
}
"""Picture -> what stands over it in a report. It is made by the function of that name in the module
of that name."""


def draw_picture(reading: Reading, picture: Picture, form: Form, *, dark: bool) -> bytes:
    """Return the picture of what is seen. Raises Failure where the library for it is missing."""
    try:
        from parley.web.charts.drawing import draw
        from parley.web.charts.looks import look_of

        make = getattr(import_module(f"parley.web.charts.{picture}"), picture)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("altair", "vl_convert"):
            raise
        detail = say("pictures need {name}, which is not installed", error.name)
        hint = "pip install 'parley-ledger[charts]'"
        raise Failure(Kind.FAILED, detail, hint=hint) from error
    theme: Literal["dark", "light"] = "dark" if dark else "light"
    made = make(reading.seen, theme=theme, asked=_asked(reading))
    return draw(made, look_of(theme), form)


def _asked(reading: Reading) -> str:
    """Return at which times it is seen, for the line under the title."""
    recorded = say("as recorded up to @{position}", reading.known.position)
    return say_list((*reading.cuts_said(), recorded))
