"""Who did what: the middle of each sentence, one message for each act."""

from collections.abc import Mapping
from typing import Final

from parley.answers.sentences.acts_offers import OFFERS
from parley.answers.sentences.acts_people import PEOPLE
from parley.answers.sentences.acts_talks import TALKS
from parley.answers.sentences.acts_words import WORDS
from parley.answers.sentences.telling import Tell, Told
from parley.negotiation.views.told.facts import Act, Fact

__all__ = ["tell"]

_TELL: Final[Mapping[Act, Tell]] = {**TALKS, **OFFERS, **WORDS, **PEOPLE}


def tell(fact: Fact, hedges: list[str]) -> Told:
    """The act of a fact in words."""
    return _TELL[fact.act](fact, hedges)
