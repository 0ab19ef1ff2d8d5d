"""Quantities: what each kind needs, what can be compared, what is typed, what is read."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.negotiation.quantities import (
    COUNT_MAX,
    WORDS_MAX,
    FigureKind,
    Quantity,
    Reading,
    parse_quantity,
    parse_reading,
)

counts = st.integers(0, COUNT_MAX)
small = st.integers(0, 12)
words = st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=30).filter(str.strip)


@st.composite
def figures(draw: st.DrawFn, numbers: st.SearchStrategy[int] = small) -> Reading:
    kinds: list[FigureKind] = ["exact", "range", "at_least", "at_most", "about"]
    kind = draw(st.sampled_from(kinds))
    if kind != "range":
        return Reading(kind=kind, value=draw(numbers))
    low, high = sorted((draw(numbers), draw(numbers)))
    return Reading(kind="range", low=low, high=high)


@st.composite
def quantities(draw: st.DrawFn, numbers: st.SearchStrategy[int] = small) -> Quantity:
    unit = draw(st.none() | st.sampled_from(["seats", "ministers"]))
    figure = draw(figures(numbers))
    if draw(st.booleans()):
        reading = draw(st.none() | st.just(figure))
        return Quantity(kind="unquantified", verbatim=draw(words), reads_as=reading, unit=unit)
    return Quantity(
        kind=figure.kind,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=unit,
        of=draw(st.none() | st.just(COUNT_MAX)),
        verbatim=draw(st.none() | words),
    )


def satisfying(quantity: Quantity) -> set[int]:
    """Return every count up to 20 that a quantity of small numbers allows, one by one."""
    figure = quantity.reads_as or quantity
    lowest = {"range": figure.low, "at_most": 0}.get(figure.kind, figure.value)
    highest = {"range": figure.high, "at_least": 20}.get(figure.kind, figure.value)
    assert isinstance(lowest, int)
    assert isinstance(highest, int)
    return set(range(lowest, highest + 1))


# ---- what each kind needs ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_json", "reason"),
    [
        ('{"kind":"exact"}', "of kind exact needs value"),
        ('{"kind":"exact","value":5,"low":1}', "of kind exact takes value only, not low"),
        ('{"kind":"range","low":5}', "of kind range needs low and high"),
        ('{"kind":"range","low":5,"high":7,"value":6}', "takes low and high only, not value"),
        ('{"kind":"range","low":7,"high":5}', "low 7 is above high 5"),
        ('{"kind":"at_least","low":23}', "of kind at_least needs value"),
        ('{"kind":"at_most","value":9,"high":9}', "takes value only, not high"),
        ('{"kind":"about"}', "of kind about needs value"),
        ('{"kind":"unquantified"}', "needs the words, in verbatim"),
        ('{"kind":"unquantified","verbatim":"few","value":3}', "has no number, not value"),
        ('{"kind":"unquantified","verbatim":" "}', "verbatim is empty"),
        ('{"kind":"unquantified","verbatim":""}', "length >= 1"),
        ('{"kind":"exact","value":5,"unit":" "}', "unit is empty"),
        ('{"kind":"exact","value":91,"of":90}', "91 is more than the whole, of 90"),
        ('{"kind":"range","low":5,"high":91,"of":90}', "91 is more than the whole, of 90"),
        ('{"kind":"exact","value":-1}', ">= 0"),
        ('{"kind":"exact","value":9007199254740992}', "<= 9007199254740991"),
        ('{"kind":"exact","value":5.0}', "Expected `int"),
        ('{"kind":"exact","value":true}', "Expected `int"),
        ('{"kind":"exact","value":"5"}', "Expected `str`"),
        ('{"kind":"many","value":5}', "Invalid enum value"),
        ('{"kind":"exact","value":5,"approx":true}', "unknown field"),
        (
            '{"kind":"exact","value":5,"reads_as":{"kind":"exact","value":5}}',
            "reads_as is our reading of words",
        ),
        (
            '{"kind":"unquantified","verbatim":"few","reads_as":{"kind":"range","low":1}}',
            "needs low and high",
        ),
        (
            '{"kind":"unquantified","verbatim":"few","reads_as":{"kind":"unquantified"}}',
            "Invalid enum value",
        ),
    ],
)
def test_a_quantity_that_does_not_fit_its_kind_is_refused(given_json: str, reason: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(given_json, type=Quantity)
    assert reason in str(caught.value)


@pytest.mark.parametrize("count", [-1, COUNT_MAX + 1])
def test_a_count_out_of_bounds_is_refused_in_python_too(count: int) -> None:
    with pytest.raises(ValueError, match="counts run from 0"):
        Quantity(kind="exact", value=count)
    with pytest.raises(ValueError, match="counts run from 0"):
        Quantity(kind="exact", value=0, of=count)


@given(quantities(counts))
def test_a_quantity_survives_json_and_writes_no_defaults(quantity: Quantity) -> None:
    data = msgspec.json.encode(quantity)
    assert msgspec.json.decode(data, type=Quantity) == quantity
    assert b"null" not in data


def test_nothing_is_more_than_the_whole_but_at_least_may_be_all_of_it() -> None:
    assert Quantity(kind="at_least", value=90, of=90).bounds() == (90, None)


# ---- comparing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("5", (5, 5)),
        ("5..7", (5, 7)),
        ("23..", (23, None)),
        ("..9", (None, 9)),
        ("190~", (None, None)),
        ("good small numbers", (None, None)),
    ],
)
def test_bounds_are_what_was_named_and_no_more(
    typed: str, bounds: tuple[int | None, int | None]
) -> None:
    assert parse_quantity(typed).bounds() == bounds


def test_words_have_the_bounds_of_our_reading() -> None:
    quantity = Quantity(
        kind="unquantified", verbatim="single digit", reads_as=parse_reading("1..9")
    )
    assert quantity.bounds() == (1, 9)
    assert quantity.meets(parse_quantity("9..12")) is True
    assert quantity.meets(parse_quantity("10")) is False


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("5", "5", True),
        ("5", "3", False),
        ("5..7", "7..9", True),
        ("5..7", "8..", False),
        ("5..7", "..5", True),
        ("23..", "50..", True),
        ("..9", "..3", True),
        ("23..", "..22", False),
        ("5", "good small numbers", None),
        ("190~", "190", None),
        ("190~", "5", False),
        ("20~", "10", False),
        ("20~", "11", None),
        ("20~", "..10", False),
        ("20~", "40..", False),
        ("20~", "30..", None),
        ("20~", "40~", False),
        ("20~", "25~", None),
        ("0~", "0", None),
        ("20~ seats", "5 ministers", None),
        ("5 seats", "5 ministers", None),
        ("5 seats", "5", True),
        ("5 seats", "3 seats", False),
    ],
)
def test_quantities_meet_or_do_not_or_cannot_be_compared(
    one: str, other: str, answer: bool | None
) -> None:
    assert parse_quantity(one).meets(parse_quantity(other)) is answer
    assert parse_quantity(other).meets(parse_quantity(one)) is answer


@settings(max_examples=400)
@given(quantities(), quantities())
def test_meeting_is_what_counting_finds(one: Quantity, other: Quantity) -> None:
    answer = one.meets(other)
    assert answer is other.meets(one)
    for quantity in (one, other):
        figure = quantity.reads_as or quantity
        if figure.kind == "unquantified":
            assert answer is None
            return
        if figure.kind == "about":
            assert answer is not True
            return
    if one.unit and other.unit and one.unit != other.unit:
        assert answer is None
        return
    assert answer is bool(satisfying(one) & satisfying(other))


# ---- what is typed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("5", Quantity(kind="exact", value=5)),
        ("0", Quantity(kind="exact", value=0)),
        (" 5 ", Quantity(kind="exact", value=5)),
        ("5..7", Quantity(kind="range", low=5, high=7)),
        ("0..9", Quantity(kind="range", low=0, high=9)),
        ("23..", Quantity(kind="at_least", value=23)),
        ("..9", Quantity(kind="at_most", value=9)),
        ("190~", Quantity(kind="about", value=190)),
        ("5 seats", Quantity(kind="exact", value=5, unit="seats")),
        ("5..7 सीटें", Quantity(kind="range", low=5, high=7, unit="सीटें")),
        ("5 of 90", Quantity(kind="exact", value=5, of=90)),
        ("23.. seats of 80", Quantity(kind="at_least", value=23, unit="seats", of=80)),
        ("good small numbers", Quantity(kind="unquantified", verbatim="good small numbers")),
        ("single digit", Quantity(kind="unquantified", verbatim="single digit")),
        ("5 or 6 seats", Quantity(kind="unquantified", verbatim="5 or 6 seats")),
        ("more than 22", Quantity(kind="unquantified", verbatim="more than 22")),
        ("कुछ सीटें", Quantity(kind="unquantified", verbatim="कुछ सीटें")),
    ],
)
def test_what_is_typed_is_a_figure_or_the_words(typed: str, quantity: Quantity) -> None:
    assert parse_quantity(typed) == quantity


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "the text is empty"),
        ("..", "write 5, 5..7"),
        ("-3", "write 5, 5..7"),
        ("05.5", "no number with a point"),
        ("5...7", "write 5, 5..7"),
        ("5-7", "write 5..7"),
        ("5 – 7", "write 5..7"),
        ("23+", "write 23.."),
        ("~190", "write 190~"),
        (">=23", "write 23.."),
        ("≤9", "write ..9"),
        ("७", "write 5, 5..7"),
        ("7..5", "low 7 is above high 5"),
        ("5 of 3", "5 is more than the whole, of 3"),
        ("9" * 17, "counts run from 0"),
        ("x" * (WORDS_MAX + 1), "at most 400 characters"),
    ],
)
def test_a_figure_in_no_known_form_is_refused_and_not_taken_for_words(
    typed: str, hint: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(hint)):
        parse_quantity(typed)


def test_a_reading_is_a_figure_without_unit_or_words() -> None:
    assert parse_reading("1..9") == Reading(kind="range", low=1, high=9)
    assert parse_reading("23..").bounds() == (23, None)
    for typed in ("few", "5 seats", "5 of 90", "", "9" * 500 + "!"):
        with pytest.raises(ValueError, match="is no reading of words"):
            parse_reading(typed)


@given(figures(counts))
def test_a_figure_typed_again_is_the_same_figure(figure: Reading) -> None:
    typed = {
        "exact": f"{figure.value}",
        "range": f"{figure.low}..{figure.high}",
        "at_least": f"{figure.value}..",
        "at_most": f"..{figure.value}",
        "about": f"{figure.value}~",
    }[figure.kind]
    assert parse_reading(typed) == figure


@settings(max_examples=400)
@given(st.text(max_size=60) | st.text("0123456789.~- of", max_size=20))
def test_any_text_is_a_quantity_or_a_value_error(typed: str) -> None:
    try:
        quantity = parse_quantity(typed)
    except ValueError as error:
        assert str(error)
    else:
        assert quantity.kind
        assert quantity.kind != "unquantified" or quantity.verbatim == typed.strip()
