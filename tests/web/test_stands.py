"""What stood on the table of one share: numbers, ranges and names on one scale, and the gap."""

import re

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.seen import Seen
from parley.web.charts.offers_typed import typed
from parley.web.charts.shares import Share, shares
from tests.negotiation.given import given
from tests.negotiation.words import deal, demands, offers, opens, seats, step
from tests.web.test_charts import WIDTHS, svg_drawn, texts, told, written


def seen_of(*drafts: Draft) -> Seen:
    return given(*drafts).talks.seen()


def only(seen: Seen) -> Share:
    (share,) = shares(seen)
    return share


def seat(*names: str, **more: JsonValue) -> JsonObject:
    return {"issue": "constituencies", "seats": list(names), **more}


def test_named_seats_and_a_number_of_seats_stand_on_one_scale() -> None:
    share = only(
        seen_of(opens(), offers("5"), demands(terms=seat("Jind", "Kalayat"), at="2024-09-04"))
    )
    assert [(each.kind, each.low, each.said) for each in share.stands] == [
        ("offer", 5, "5"),
        ("demand", 2, "Jind, Kalayat"),
    ]


def test_seats_named_beside_their_number_are_no_seats_more() -> None:
    both: list[JsonValue] = [
        {"issue": "seat_count", "quantity": "2"},
        seat("Jind", "Kalayat"),
    ]
    share = only(seen_of(opens(), offers(terms=both)))
    assert [(each.low, each.base) for each in share.stands] == [(2, 0)]


def test_a_seat_in_addition_to_a_number_stands_on_it() -> None:
    more = offers(terms=seat("Jind"), at="2024-09-04", in_addition=True)
    share = only(seen_of(opens(), offers("5"), more))
    assert [(each.base, each.low) for each in share.stands] == [(0, 5), (5, 6)]


def test_figures_of_the_seats_unit_are_of_the_share_of_seats() -> None:
    seen = seen_of(opens(), offers("5"), demands("10 seats", at="2024-09-04"))
    assert only(seen).total == 90


def test_a_gap_is_that_of_its_own_terms() -> None:
    """An offer of seats and of posts in one step is compared with a demand for seats by its
    seats."""
    both: list[JsonValue] = [
        {"issue": "seat_count", "quantity": "5"},
        {"issue": "portfolios", "quantity": "2"},
    ]
    found = shares(seen_of(opens(), offers(terms=both), demands("10", "2024-09-04")))
    (gap,) = next(each for each in found if each.issue == "seat_count").gaps
    assert (gap.low, gap.high) == (5, 10)


AGREED: JsonObject = {"issue": "seat_count", "party": "AAP", "quantity": "7"}


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_agreed_is_drawn_on_the_scale(width: int) -> None:
    seen = seen_of(opens(), offers("5"), demands("10"), deal(terms=AGREED))
    svg = svg_drawn(seen, "offers", width=width)
    assert "agreed: 7" in texts(svg)
    assert 5 in told(svg)
    assert "agreed by all" in texts(svg)


def test_what_is_agreed_names_the_seats_beside_their_number_once() -> None:
    terms: list[JsonValue] = [AGREED, seat(*"ABCDEFG", party="AAP")]
    share = only(seen_of(opens(), offers("5"), deal(terms=terms)))
    assert [each.said for each in share.agreed] == ["7"]


def test_one_partys_claim_is_not_agreed() -> None:
    claim = step(
        "PartialAgreementReached",
        "2024-09-04",
        by="INC",
        scope="seats",
        assent=[{"party": "INC", "by": "statement"}],
        terms=AGREED,
    )
    assert only(seen_of(opens(), offers("5"), claim)).agreed == ()


def test_on_a_phone_a_line_ends_among_the_steps_that_are_left_out() -> None:
    """Of very many steps some have no row: a figure that gave way there does not stand on."""
    many = [offers(f"{5 + n % 3}", f"2024-09-{3 + n // 10:02}") for n in range(120)]
    seen = seen_of(opens(), *many, demands("10", "2024-09-20"))
    svg = svg_drawn(seen, "offers", width=320)
    assert "steps more" in written(svg)
    standing = [each for each in only(seen).stands if each.until is None]
    bottom = max(ends_of(svg))
    assert sum(abs(end - bottom) < 1 for end in ends_of(svg)) == len(standing)


def ends_of(svg: str) -> list[float]:
    """The pixels at which the lines of offers and demands end."""
    lines = re.findall(r'<path d="M[\d.]+,[\d.]+V([\d.]+)"[^>]*stroke-width="2"', svg)
    return [float(each) for each in lines]


def test_letters_tell_who_says_so_by_the_mark() -> None:
    unnamed: JsonObject = {"attribution": "anonymous", "source_as_described": "insiders"}
    drawn = typed(seen_of(opens(), offers("5"), demands("10", evidence=unnamed)))
    (heading,) = {each.heading for each in drawn.entries}
    assert heading == "Seats for Aam Aadmi Party, of 90 · 0 to 10"
    lines = [each.line for each in drawn.entries]
    assert lines[0].startswith("············●············  INC offers 5")
    assert lines[1].startswith("············│···········◇  AAP asks for 10")
    assert "● offer, on record   ◇ demand, unnamed sources" in drawn.key


def test_what_several_offer_is_said_of_several_in_nobodys_colour() -> None:
    joint = offers("5", by=["INC", "CPM"])
    joining = step("PartyJoined", parties="CPM", by="CPM", consent=["INC", "AAP"])
    seen = seen_of(opens(), joining, joint)
    (row,) = (each for each in typed(seen).entries if "5" in each.line)
    assert row.line.endswith("INC and CPM offer 5")
    svg = svg_drawn(seen, "offers", width=1400)
    assert "Indian National Congress and CPM offer 5" in written(svg)
    assert not re.search(r'class="[^"]*party', svg)


def test_an_office_has_its_article() -> None:
    led = step("OfferMade", by="office:Governor", to="AAP", terms=seats("4"))
    seen = seen_of(opens(), led)
    (row,) = (each for each in typed(seen).entries if "4" in each.line)
    assert row.line.endswith("the Governor offers 4")
    assert "the Governor offers 4" in written(svg_drawn(seen, "offers"))


@pytest.mark.parametrize("width", WIDTHS)
def test_what_became_of_words_is_drawn_as_well(width: int) -> None:
    refused = step("OfferRejected", "2024-09-06", by="AAP", rejected=3)
    svg = svg_drawn(seen_of(opens(), offers("a few good seats"), refused), "offers", width=width)
    assert written(svg).count("rejected") == 2  # beside it and in the key
