"""How reports that contradict one another in other things than figures are put into words."""

from typing import Final

from parley.answers.language import marked, say
from parley.negotiation.views.contradictions import Contradiction, Side

__all__ = ["contradiction_said", "side_said"]

_ABOUT: Final = {
    "hours": marked("when: {about}"),
    "words": marked("what came of it: {about}"),
    "act": marked("whether it happened: {about}"),
}


def contradiction_said(item: Contradiction) -> str:
    """Return what reports contradict one another about: `whether it happened: deal reached A+B`."""
    if item.about is None:
        return say("opposite words")
    return say(_ABOUT[item.kind], about=item.about)


def side_said(side: Side) -> str:
    """Return what a report says; of a statement our paraphrase, which has the hour or the word."""
    text = side.text if side.type == "StatementMade" else None
    return (text or side.said).removesuffix(".")
