"""Tables as data: what may be described, and what a row must be."""

import pytest
from msgspec.structs import replace

from parley.events.tables import Column, Schema, SqlView, Table
from tests.events.view_contract import OFFER, SCHEMA

STREAM = Column(name="stream", kind="text", about="whose it is")
NUMBER = Column(name="number", kind="integer", about="its number")


@pytest.mark.parametrize("name", ["", "Offer", "1st", "a b", "offer__next", "_a", "a_", "é", "a;b"])
def test_names_are_lower_snake(name: str) -> None:
    for make in (
        lambda: replace(NUMBER, name=name),
        lambda: replace(OFFER, name=name),
        lambda: SqlView(name=name, about="", sqlite="SELECT 1", postgresql="SELECT 1"),
    ):
        with pytest.raises(ValueError, match="lower_snake"):
            make()


@pytest.mark.parametrize(
    ("columns", "key", "indexes", "reason"),
    [
        ((), ("stream",), (), "first column"),
        ((NUMBER, STREAM), ("stream",), (), "first column"),
        ((replace(STREAM, kind="integer"),), ("stream",), (), "first column"),
        ((STREAM, NUMBER), ("number",), (), "must hold stream"),
        ((STREAM, NUMBER), ("stream", "colour"), (), "no column colour"),
        ((STREAM, NUMBER), ("stream",), (("colour",),), "no column colour"),
        ((STREAM, NUMBER, NUMBER), ("stream",), (), "twice"),
        ((STREAM, replace(NUMBER, nullable=True)), ("stream", "number"), (), "plain"),
        ((STREAM, replace(NUMBER, kind="json")), ("stream", "number"), (), "plain"),
    ],
)
def test_a_table_that_cannot_be_kept_is_refused(
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    indexes: tuple[tuple[str, ...], ...],
    reason: str,
) -> None:
    with pytest.raises(ValueError, match=reason):
        Table(name="offer", about="", columns=columns, key=key, indexes=indexes)


def test_a_row_is_completed_in_the_order_of_the_columns() -> None:
    row = OFFER.complete({"number": 1, "stream": "talks/haryana"})
    assert list(row.items()) == [
        ("stream", "talks/haryana"),
        ("number", 1),
        ("words", None),
        ("stands", None),
        ("terms", None),
    ]


def test_an_integer_has_64_bits() -> None:
    for number in (-(2**63), 2**63 - 1):
        assert OFFER.complete({"stream": "talks/goa", "number": number})["number"] == number
    for number in (-(2**63) - 1, 2**63):
        with pytest.raises(ValueError, match="cannot hold"):
            OFFER.complete({"stream": "talks/goa", "number": number})


def test_a_schema_has_each_name_once_and_a_version() -> None:
    with pytest.raises(ValueError, match="version"):
        replace(SCHEMA, version=0)
    with pytest.raises(ValueError, match="name once"):
        replace(SCHEMA, tables=(OFFER, OFFER))
    with pytest.raises(ValueError, match="name once"):
        Schema(version=1, tables=(OFFER,), sql_views=(replace(SCHEMA.sql_views[0], name="offer"),))
    assert SCHEMA.table("offer") is OFFER
    with pytest.raises(ValueError, match="nowhere"):
        SCHEMA.table("nowhere")
