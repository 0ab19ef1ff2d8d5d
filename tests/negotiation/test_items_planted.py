"""The slow reference of the answers sees what is wrong: a fault of each family, planted once."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from parley.answers.shapes.base import OfTalks
from parley.events.canonical import JsonObject
from tests.negotiation.asking import answers, told_ledger, world
from tests.negotiation.given import given
from tests.negotiation.reference_entries import Times
from tests.negotiation.reference_items import faults
from tests.negotiation.reference_printed import fabricated
from tests.negotiation.reference_rules import broken
from tests.negotiation.words import ANONYMOUS, offers, opens, registers, step

ASHA: JsonObject = {"attribution": "on_record", "speaker": "Asha", "side": "INC", "outlet": "One"}
RAVI: JsonObject = {
    "attribution": "on_record",
    "speaker": "Ravi",
    "side": "AAP",
    "outlet": "Two",
    "quote": {"verbatim": "we have not agreed"},
}
LEAK: JsonObject = {**ANONYMOUS, "outlet": "Three"}
FIVE = [{"issue": "seat_count", "quantity": "5"}]
EIGHT = [{"issue": "seat_count", "quantity": "8", "party": "AAP"}]


@cache
def recorded() -> Any:
    """Talks with something for each answer to tell."""
    return given(
        opens("2024-09-01"),
        offers(terms=[*FIVE, {**EIGHT[0], "party": "INC"}], evidence=ASHA),  # type: ignore[list-item]
        step("OfferWithdrawn", "2024-09-06", by="INC", offer=3, evidence=ASHA),
        step("OfferMade", "2024-09-06", by="INC", to="AAP", terms=EIGHT, evidence=LEAK),  # type: ignore[arg-type]
        step("StatementMade", "2024-09-07", by="INC", stances="claims_agreement", evidence=ASHA),
        step("StatementMade", "2024-09-07", by="AAP", stances="denies", about=6, evidence=RAVI),
        step(
            "NegotiatorAppointed", "2024-09-07", by="INC", principal="INC", role="negotiator",
            person=["Asha", "Mira"], evidence=ASHA,
        ),
        step("TenureChanged", "2024-09-08", by="INC", person="Asha", now="discharged"),
        step("StatementMade", "2024-09-08", by="AAP", stances="leak", terms=EIGHT, evidence=RAVI),  # type: ignore[arg-type]
        step(
            "StatementMade", "2024-09-08", by="INC", stances="leak", evidence=ASHA,
            terms=[{**EIGHT[0], "quantity": "7"}],
        ),
        registration=registers(),
    ).talks  # fmt: skip


def answer_to(name: str) -> OfTalks:
    ledger = told_ledger(recorded())
    return [found for asked, found in answers(ledger, "talks", Times()) if asked == name][-1]


def wrong(answer: OfTalks) -> list[str]:
    told = world(told_ledger(recorded()), Times())
    return [*faults(answer, told), *broken(answer, told["talks"])]


def changed(version: int, /, **members: object) -> Callable[[Any], Any]:
    """An answer in which the items of a step say something else."""

    def change(answer: Any) -> Any:
        items = [
            replace(each, **members) if each.version == version else each for each in answer.items
        ]
        return replace(answer, items=tuple(items))

    return change


def without(version: int) -> Callable[[Any], Any]:
    def leave_out(answer: Any) -> Any:
        kept = tuple(each for each in answer.items if each.version != version)
        return replace(answer, items=kept)

    return leave_out


def copied(**members: object) -> Callable[[Any], Any]:
    """An answer with one item more, which stands for another step than its own."""

    def copy(answer: Any) -> Any:
        return replace(answer, items=(*answer.items, replace(answer.items[0], **members)))

    return copy


PLANTED: dict[str, tuple[str, Callable[[Any], Any], str]] = {
    "a figure of another thing": ("offers", changed(3, issue="portfolios"), "no term of the step"),
    "a share under another's name": ("offers", changed(3, for_parties=("AAP",)), "is not for AAP"),
    "somebody who did nothing": ("offers", changed(3, by=("AAP",)), "and not ('INC',)"),
    "a name of elsewhere": ("offers", changed(3, to=("CPM",)), "CPM is not named there"),
    "a day of another step": ("claims", changed(6, occurred="2024-09-01"), "is not said there"),
    "words under another's name": ("claims", changed(6, speaker="Ravi"), "is of no one report"),
    "a quotation that nobody said": ("claims", changed(6, quote="yes"), "is of no one report"),
    "a stronger class than its best": (
        "claims",
        changed(5, attribution_class="on_record"),
        "the best of its reports is anonymous",
    ),
    "a step that is not in view": ("claims", changed(6, because=(99,)), "v99 is not in view"),
    "what was taken back, as standing": (
        "table",
        copied(version=3, quantity=None, issue=None),
        "stands, and v4 ended it",
    ),
    "an offer that is left out": ("table", without(5), "stands, and is left out"),
    "an end that ended nothing": ("offers", changed(3, ended_by=6), "was not withdrawn by v6"),
    "a denial that is left out": ("claims", changed(6, denied_by=()), "v7 denied it on record"),
    "denied by who does not deny": ("claims", changed(6, because=(5,)), "does not say so of it"),
    "an origin that none of its reports has": (
        "claims",
        changed(5, origins=("Three", "Four")),
        "of whom no report is behind it",
    ),
    "a claim that is left out": ("claims", without(5), "is a claim, and is left out"),
    "agreed by one": ("agreed", changed(6, kind="deal"), "without everybody at the table"),
    "a claim of agreement that is left out": ("agreed", without(6), "says that it is agreed"),
    "discharged, as standing": (
        "people",
        changed(8, standing=True, until_version=None),
        "it stands, and v9 ended it",
    ),
    "alone in a task of two": ("people", changed(8, beside=()), "the step names"),
    "somebody who is left out": ("people", without(8), "v8 is left out"),
    "a contradiction of one side": ("conflicts", without(11), "not shown beside it"),
    "a new step that is left out": ("changes", without(11), "or left out, and is not"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_the_reference_sees_what_is_wrong(fault: str) -> None:
    name, plant, said = PLANTED[fault]
    answer = answer_to(name)
    assert wrong(answer) == []
    assert any(said in each for each in wrong(plant(answer))), wrong(plant(answer))


class Unknown(OfTalks, frozen=True, kw_only=True, tag="unknown"):
    """An answer with a member of which nobody has said what it is."""

    rumour: str


def test_a_member_of_which_nobody_said_what_it_is_is_a_fault() -> None:
    answer = answer_to("table")
    header = {name: getattr(answer, name) for name in OfTalks.__struct_fields__}
    found = wrong(Unknown(**header, rumour="Mira left"))
    assert [each.partition(": ")[2] for each in found] == [
        "the text rumour: say in reference_items.py what it is"
    ]


PRINTED = {
    "the figure 6": "v3  INC→AAP 6 seats",
    "“Ravi”": "v3  INC→AAP 5 seats\nRavi, on record",
    "“CPM”": "v3  INC→CPM 5 seats",
    "no two figures": "v5  seat count: 77 between demand v5 and offer v3",
    "“we have agreed” is nobody's words": "v7  AAP: “we have agreed”",
}
"""What is fabricated -> the line that prints it."""


@pytest.mark.parametrize("fabrication", PRINTED)
def test_a_line_with_something_of_elsewhere_is_seen(fabrication: str) -> None:
    told = world(told_ledger(recorded()), Times())
    lies = fabricated((PRINTED[fabrication], frozenset()), "talks", told, counted=False)
    assert len(lies) == 1
    assert lies[0].startswith(fabrication)
    true = "v3  INC→AAP 5 seats, of 90, 5 Sep 2024\nAsha, on record"
    assert fabricated((true, frozenset()), "talks", told, counted=False) == []
