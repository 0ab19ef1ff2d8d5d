"""The words for facts are whole: every act and every fate has some, in any order and language."""

from gettext import NullTranslations
from typing import get_args

import pytest
from msgspec.structs import replace

from parley.answers.language import speaking
from parley.answers.sentences.sentences import sentence
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.told.facts import (
    Act,
    Actor,
    Became,
    Due,
    Fact,
    Fate,
    Lack,
    Teller,
    Thing,
)
from parley.negotiation.views.told.told import told
from tests.negotiation.given import given
from tests.negotiation.words import offers

A = Actor(name="sp.a", kind="party", full_name="Party A")
OFFICE = Actor(name="King", kind="office")
TELLER = Teller(
    attribution="on_record",
    attribution_class="on_record",
    speaker="Ann",
    described_as=None,
    party=None,
    outlet=None,
    source=None,
    lang=None,
    quote=None,
    translated=False,
    doubted=False,
    own=True,
)
SEEN = given(offers()).talks.seen()


def fact(act: Act, *became: Became, lacks: tuple[Lack, ...] = ()) -> Fact:
    return Fact(
        kind="claim",
        act=act,
        fields=(),
        step=2,
        occurred="2024-09-03",
        by=(A,),
        to=(OFFICE,),
        things=(Thing(issue="seat_count", quantity=Quantity(kind="exact", value=5)),),
        issue="programme",
        due=Due(when="2024-09-09", what="an answer"),
        teller=TELLER,
        became=became,
        lacks=lacks,
    )


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_its_words(act: Act) -> None:
    text = sentence(SEEN, fact(act)).text
    assert "{" not in text
    assert "None" not in text
    assert text[0].isupper() or text.startswith("sp.a")


@pytest.mark.parametrize("fate", get_args(Fate))
def test_every_fate_has_its_words(fate: Fate) -> None:
    became = Became(fate=fate, step=2, occurred="2024-09-04", by=(A,), when="2024-09-05")
    text = sentence(SEEN, fact("offered", became)).text
    assert text.count(";") == 1
    assert "{" not in text
    assert "None" not in text


@pytest.mark.parametrize("lack", get_args(Lack))
def test_every_lack_has_its_words(lack: Lack) -> None:
    words = {"second_word": "; nobody else ", "confirmation": "; nobody is recorded "}.get(
        lack, "; nothing on record "
    )
    assert words in sentence(SEEN, fact("offered", lacks=(lack,))).text


class _Reordered(NullTranslations):
    """A language that begins with the day, and has the verb at the end."""

    def gettext(self, message: str) -> str:
        whole = "{by} offered {to} {what} {when}"
        return "{when} {by} {what} {to} offered" if message == whole else message


def test_a_language_puts_the_parts_in_its_own_order() -> None:
    (offer, *_) = (each for each in told(SEEN) if each.kind == "offer")
    with speaking(_Reordered()):
        text = sentence(SEEN, offer).text
    assert text.startswith("On 3 Sep 2024 INC 5 of 90 seats AAP offered, A spokesperson said")


def test_an_office_has_its_article_and_its_capital_where_a_sentence_begins() -> None:
    text = sentence(SEEN, replace(fact("suspended"), by=(OFFICE,))).text
    assert text.startswith("The King suspended the talks on 3 Sep 2024")
