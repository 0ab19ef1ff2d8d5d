"""How figures are said: every quantity that people read, in the language that is spoken.

A figure is said as it was given; what it is of, its own words and our reading stand behind it.
"""

from parley.answers.language import say, say_list
from parley.negotiation.quantities import Quantity, Reading

__all__ = ["quantity_said"]


def quantity_said(quantity: Quantity | None, of: int | None = None) -> str:
    """Return a quantity: `5–7 seats (of 90)`, `“single digit” (we read 1–9)`; nothing of none.

    `of` is the total to show where the speaker named none, such as that of the pool.
    """
    if quantity is None:
        return ""
    words = "" if quantity.verbatim is None else f"“{quantity.verbatim}”"
    said, notes = words, []
    if quantity.kind != "unquantified":
        said = f"{_figure(quantity)} {quantity.unit}" if quantity.unit else _figure(quantity)
        notes += [words] if words else []
    elif quantity.reads_as is not None:
        notes.append(say("we read {figure}", figure=_figure(quantity.reads_as)))
    total = of if quantity.of is None else quantity.of
    if total is not None:
        notes.append(say("of {total}", total))
    return f"{said} ({say_list(notes)})" if notes else said


def _figure(figure: Quantity | Reading) -> str:
    match figure.kind:
        case "range":
            return f"{figure.low}–{figure.high}"
        case "at_least":
            return say("at least {value}", figure.value)
        case "at_most":
            return say("at most {value}", figure.value)
        case "about":
            return say("about {value}", figure.value)
        case _:
            return str(figure.value)
