"""How figures are said: every quantity that people read, in the language that is spoken.

A figure is said as it was given; what it is of, its own words and our reading stand behind it.
"""

from parley.answers.language import say, say_list
from parley.negotiation.quantities import Quantity, Reading

__all__ = ["figure_said", "quantity_said", "spoken"]


def quantity_said(quantity: Quantity | None, of: int | None = None, pool: str | None = None) -> str:
    """Return a quantity: `5–7 seats (of 90)`, `“single digit” (we read 1–9)`; nothing of none.

    `of` is the total to show where the speaker named none, such as that of the pool; `pool` is its
    name, where there are several.
    """
    if quantity is None:
        return ""
    words = "" if quantity.verbatim is None else spoken(quantity.verbatim)
    if quantity.shared is not None and not words:
        words = say("equal shares") if quantity.shared == "equally" else say("by turns")
    said, notes = words, []
    if quantity.kind != "unquantified":
        said = (
            f"{figure_said(quantity)} {quantity.unit}" if quantity.unit else figure_said(quantity)
        )
        notes += [words] if words else []
    elif quantity.reads_as is not None:
        notes.append(say("we read {figure}", figure=figure_said(quantity.reads_as)))
    total = of if quantity.of is None else quantity.of
    if total is not None:
        notes.append(say("of {total}", total))
    if pool is not None:
        notes.append(pool)
    return f"{said} ({say_list(notes)})" if notes else said


def spoken(words: str) -> str:
    """Return exact words between quotation marks; those in them become single ones."""
    parts = words.replace("“", '"').replace("”", '"').split('"')
    inner = parts[0]
    for number, part in enumerate(parts[1:], 1):
        inner += ("‘" if number % 2 else "’") + part
    return f"“{inner}”"


def figure_said(figure: Quantity | Reading) -> str:
    """Return the bare figure: `5–7`, `at least 23`."""
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
