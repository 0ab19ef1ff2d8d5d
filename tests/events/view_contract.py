"""What every `ViewStore` must do, engine by engine the same; see test_views and test_planted."""

from typing import cast

import pytest
from msgspec import Struct

from parley.events.canonical import JsonObject, JsonValue, decode
from parley.events.cells import StreamCells
from parley.events.tables import Change, Column, Schema, SqlView, Table
from parley.events.views import Fold, StreamChange, as_cells
from tests.events.ledgers import Ledgers

OFFER = Table(
    name="offer",
    about="one offer",
    key=("stream", "number"),
    columns=(
        Column(name="stream", kind="text", about="whose it is"),
        Column(name="number", kind="integer", about="its number in the stream"),
        Column(name="words", kind="text", about="as reported", nullable=True),
        Column(name="stands", kind="boolean", about="whether it stands", nullable=True),
        Column(name="terms", kind="json", about="what else was said", nullable=True),
    ),
    indexes=(("stands", "words"),),
)
PARTY = Table(
    name="party",
    about="one party at one table",
    key=("name", "stream"),
    columns=(
        Column(name="stream", kind="text", about="whose it is"),
        Column(name="name", kind="text", about="the party's name"),
    ),
)
OFFER_NOW = SqlView(
    name="offer_now",
    about="what stands",
    sqlite="SELECT stream, number FROM offer WHERE stands = 1",
    postgresql="SELECT stream, number FROM offer WHERE stands",
)
SCHEMA = Schema(version=1, tables=(OFFER, PARTY), sql_views=(OFFER_NOW,))
NEXT_SCHEMA = Schema(version=2, tables=(OFFER,), former=("party", "offer_now"))

HARYANA, PUNJAB = "talks/haryana", "talks/punjab"


def offer(
    number: int,
    *,
    stream: str = HARYANA,
    words: str | None = None,
    stands: bool | None = None,
    terms: JsonValue = None,
) -> Change:
    row: JsonObject = {"stream": stream, "number": number}
    row |= {"words": words, "stands": stands, "terms": terms}
    return Change("offer", row)


def party(name: str, *, stream: str = HARYANA) -> Change:
    return Change("party", {"stream": stream, "name": name})


def change(
    *changes: Change,
    stream: str = HARYANA,
    version: int = 1,
    fold: bytes | None = None,
    replace: bool = False,
) -> StreamChange:
    return StreamChange(stream=stream, version=version, changes=changes, fold=fold, replace=replace)


class Want(Struct, frozen=True, kw_only=True):
    """Rows that a judge asks for (`events.politics.Wanted`)."""

    table: str
    steps: tuple[int, ...] | None = None
    empty: tuple[str, ...] = ()


def whole(*changes: Change, version: int = 1, fold: bytes | None = None) -> StreamCells:
    """All rows of a stream, as a rebuild writes them."""
    return as_cells(SCHEMA, change(*changes, version=version, fold=fold))


class ViewContract:
    def test_rows_are_recalled_by_their_numbers_or_by_what_is_empty(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        said: list[JsonValue] = [{"seat": "Karnal"}, None, 7, "\ue000\0"]
        rows = [offer(3, stands=True), offer(1, words="\0\ue000"), offer(2, terms=said)]
        views.extend(0, 3, [change(*rows, party("INC"), fold=b"three", version=3)])
        views.extend(3, 4, [change(offer(1, stream=PUNJAB), stream=PUNJAB, fold=b"one")])
        wanted = [
            Want(table="offer", steps=(3, 1, 9)),
            Want(table="offer", empty=("words", "stands")),
            Want(table="offer", steps=(1, 2), empty=("words",)),
            Want(table="offer", steps=()),
            Want(table="party"),
        ]
        found = views.recall(HARYANA, 3, wanted)
        assert found is not None
        numbers = [[row.get("number") for row in some] for some in found]
        assert numbers == [[1, 3], [2], [2], [], [None]]
        every = views.select("offer", {"stream": HARYANA})
        assert (found[0], found[1]) == ([every[0], every[2]], [every[1]])
        assert views.recall(HARYANA, 3, []) == []

    def test_rows_are_recalled_only_as_they_are_with_the_fold_that_is_meant(
        self, ledgers: Ledgers
    ) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        store.views.prepare(SCHEMA)
        other.views.prepare(SCHEMA)
        store.views.extend(0, 3, [change(offer(1), fold=b"three", version=3)])
        other.views.extend(3, 4, [change(offer(1, words="moved on"), fold=b"four", version=4)])
        wanted = [Want(table="offer", steps=(1,))]
        assert store.views.recall(HARYANA, 3, wanted) is None
        assert store.views.recall(PUNJAB, 3, wanted) is None
        found = store.views.recall(HARYANA, 4, wanted)
        assert found == [[{**offer(1).row, "words": "moved on"}]]

    @pytest.mark.parametrize(
        "wanted",
        [
            Want(table="offer", empty=("nobody",)),
            Want(table="offer", empty=("terms",)),
            Want(table="party", steps=(1,)),
            Want(table="treaty"),
        ],
    )
    def test_what_no_table_has_is_not_recalled(self, ledgers: Ledgers, wanted: Want) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(fold=b"one")])
        with pytest.raises(ValueError, match=r"party|offer|treaty"):
            views.recall(HARYANA, 1, [wanted])

    def test_nothing_can_be_asked_before_a_schema_is_prepared(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        assert views.cursor() == 0
        for ask in (
            lambda: views.select("offer"),
            lambda: views.fold(HARYANA),
            lambda: views.extend(0, 1, []),
        ):
            with pytest.raises(ValueError, match="no schema in use"):
                ask()

    def test_a_schema_is_made_once_and_known_again(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        assert store.views.prepare(SCHEMA)
        assert store.views.extend(0, 1, [change(offer(1))])
        other = ledgers.reopen()
        assert other.views.prepare(SCHEMA)
        assert other.views.cursor() == 1
        assert len(other.views.select("offer")) == 1

    def test_another_schema_version_is_not_prepared_and_harms_nothing(
        self, ledgers: Ledgers
    ) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1))])
        assert not views.prepare(NEXT_SCHEMA)
        with pytest.raises(ValueError, match="no schema in use"):
            views.extend(1, 2, [change(offer(2))])
        assert views.prepare(SCHEMA)
        assert len(views.select("offer")) == 1

    def test_rows_and_cursor_move_together(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        assert views.extend(0, 3, [change(offer(1), party("INC")), change(stream=PUNJAB)])
        assert views.cursor() == 3
        assert views.select("party") == [{"stream": HARYANA, "name": "INC"}]
        assert views.extend(3, 5, [])
        assert views.cursor() == 5

    def test_a_cursor_that_has_moved_writes_nothing(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        assert store.views.prepare(SCHEMA)
        assert other.views.prepare(SCHEMA)
        assert store.views.extend(0, 1, [change(offer(1), fold=b"one")])
        assert not other.views.extend(0, 2, [change(offer(2), fold=b"two", replace=True)])
        assert store.views.cursor() == 1
        assert [row["number"] for row in store.views.select("offer")] == [1]
        assert store.views.fold(HARYANA) == Fold(HARYANA, 1, b"one")

    def test_a_row_takes_the_place_of_the_row_with_its_key(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1, words="five", stands=True), party("INC"))])
        views.extend(1, 2, [change(offer(1, words="six"), offer(2), offer(2, words="x"))])
        views.extend(2, 3, [change(party("INC"))])
        assert [(row["words"], row["stands"]) for row in views.select("offer")] == [
            ("six", None),
            ("x", None),
        ]
        assert len(views.select("party")) == 1

    def test_a_refold_first_takes_the_rows_of_its_stream_away(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1), offer(2), party("INC"))])
        views.extend(1, 2, [change(offer(1, stream=PUNJAB), stream=PUNJAB)])
        views.extend(2, 3, [change(offer(7), replace=True)])
        rows = [(row["stream"], row["number"]) for row in views.select("offer")]
        assert rows == [(HARYANA, 7), (PUNJAB, 1)]
        assert views.select("party") == []

    def test_a_fold_is_kept_until_another_takes_its_place_or_none(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        assert views.fold(HARYANA) is None
        views.extend(0, 1, [change(fold=b"\x00\xff", version=4)])
        views.extend(1, 2, [change(stream=PUNJAB, fold=b"other")])
        assert views.fold(HARYANA) == Fold(HARYANA, 4, b"\x00\xff")
        views.extend(2, 3, [change(fold=b"later", version=5)])
        assert views.fold(HARYANA) == Fold(HARYANA, 5, b"later")
        views.extend(3, 4, [change(fold=None, version=6)])
        assert views.fold(HARYANA) is None
        assert views.fold(PUNJAB) == Fold(PUNJAB, 1, b"other")

    def test_values_come_back_as_they_went_in(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        terms: JsonValue = {"seats": [1, 2**53 - 1], "joint": True, "words": "“é”", "none": None}
        views.extend(0, 1, [change(offer(-(2**53), words="“é” 🙂", stands=False, terms=terms))])
        views.extend(1, 2, [change(offer(2, stream=PUNJAB, terms=[]), stream=PUNJAB)])
        first, second = views.select("offer")
        assert first == {
            "stream": HARYANA,
            "number": -(2**53),
            "words": "“é” 🙂",
            "stands": False,
            "terms": terms,
        }
        assert first["stands"] is False
        assert list(first) == [column.name for column in OFFER.columns]
        assert (second["words"], second["stands"], second["terms"]) == (None, None, [])

    def test_any_text_comes_back_as_it_went_in(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        words = [
            "\0",
            "nul \0 0",
            "\ue000",
            "\ue0000",
            "\ue000\0",
            "\ue000\ue000\0\0",
            "\\0",
            "'",
            "%s",
        ]
        rows = [offer(number, words=text, terms=text) for number, text in enumerate(words)]
        views.extend(0, 1, [change(*rows, *(party(text) for text in words))])
        found = views.select("offer", None, ["number"])
        assert [(row["words"], row["terms"]) for row in found] == [(text, text) for text in words]
        for number, text in enumerate(words):
            assert [row["number"] for row in views.select("offer", {"words": text})] == [number]
            assert views.select("party", {"name": text}) == [{"stream": HARYANA, "name": text}]

    def test_rows_are_the_readers_own(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        terms: list[JsonValue] = [1]
        views.extend(0, 1, [change(offer(1, terms=terms))])
        terms.append(2)
        (row,) = views.select("offer")
        assert row["terms"] == [1]
        row["terms"] = None
        assert views.select("offer")[0]["terms"] == [1]

    def test_rows_are_chosen_by_equality_and_none(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        rows = (offer(1, stands=True, words="a"), offer(2, stands=False), offer(3, stands=True))
        views.extend(0, 1, [change(*rows)])

        def numbers(where: dict[str, JsonValue]) -> list[JsonValue]:
            return [row["number"] for row in views.select("offer", where)]

        assert numbers({}) == [1, 2, 3]
        assert numbers({"stands": True}) == [1, 3]
        assert numbers({"words": None}) == [2, 3]
        assert numbers({"stands": True, "words": None}) == [3]
        assert numbers({"stream": PUNJAB}) == []

    def test_rows_are_sorted_with_none_first_and_ties_by_key(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        words = ["b", None, "a", "B", "é", "a"]
        rows = [offer(number, words=word) for number, word in enumerate(words)]
        views.extend(0, 1, [change(*reversed(rows))])

        def numbers(*order_by: str) -> list[JsonValue]:
            return [row["number"] for row in views.select("offer", None, order_by)]

        assert numbers() == [0, 1, 2, 3, 4, 5]
        assert numbers("words") == [1, 3, 2, 5, 0, 4]
        assert numbers("stands", "words") == [1, 3, 2, 5, 0, 4]

    def test_what_the_schema_does_not_have_is_refused_and_nothing_written(
        self, ledgers: Ledgers
    ) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        good = offer(1)
        row: JsonObject = {"stream": HARYANA, "number": 2}
        for bad in (
            Change("nowhere", row),
            Change("offer", {**row, "colour": "red"}),
            Change("offer", {"stream": HARYANA}),
            Change("offer", {**row, "number": "2"}),
            Change("offer", {**row, "number": True}),
            Change("offer", {**row, "number": 2**63}),
            Change("offer", {**row, "stands": 1}),
            Change("offer", {**row, "words": 5}),
            Change("offer", {**row, "stream": PUNJAB}),
        ):
            with pytest.raises(ValueError, match=r"."):
                views.extend(0, 1, [change(good, bad)])
        with pytest.raises(ValueError, match="twice"):
            views.extend(0, 1, [change(good), change(offer(2))])
        assert (views.cursor(), views.select("offer")) == (0, [])

    def test_a_question_that_the_schema_cannot_answer_is_refused(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        with pytest.raises(ValueError, match="nowhere"):
            views.select("nowhere")
        for where, order_by in (
            ({"colour": "red"}, ()),
            ({"terms": None}, ()),
            ({"number": "1"}, ()),
            ({"number": True}, ()),
            ({}, ("colour",)),
            ({}, ("terms",)),
        ):
            with pytest.raises(ValueError, match=r"."):
                views.select("offer", where, order_by)

    def test_all_rows_of_a_stream_come_with_their_fold(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        assert views.missing() == ()
        rows = (offer(2), offer(1), party("INC"))
        views.extend(0, 1, [change(*rows, fold=b"both", version=3)])
        views.extend(1, 2, [change(offer(9, stream=PUNJAB), stream=PUNJAB)])
        found = views.select_stream(HARYANA)
        assert found.fold == Fold(HARYANA, 3, b"both")
        assert [row["number"] for row in found.tables["offer"]] == [1, 2]
        assert found.tables["party"] == [{"stream": HARYANA, "name": "INC"}]
        other = views.select_stream(PUNJAB)
        assert (other.fold, len(other.tables["offer"]), other.tables["party"]) == (None, 1, [])

    def test_the_cells_of_some_streams_come_as_they_are_stored(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        given = (offer(2), offer(1, words="b\0\ue000"), party("INC"))
        views.extend(0, 1, [change(*given, fold=b"both", version=3)])
        there = change(offer(9, stream=PUNJAB), fold=b"one", version=4, stream=PUNJAB)
        views.extend(
            1, 2, [there, change(offer(5, stream="negotiation/x"), stream="negotiation/x")]
        )
        names = [column.name for column in SCHEMA.table("offer").columns]
        found = views.cells("offer", [PUNJAB, HARYANA])
        rows = [dict(zip(names, row, strict=True)) for row in found.rows]
        assert found.cursor == 2
        assert [(row["stream"], row["number"]) for row in rows] == [
            (HARYANA, 1),
            (HARYANA, 2),
            (PUNJAB, 9),
        ]
        stored = views.select("offer", {"stream": HARYANA})
        plain = [column.name for column in SCHEMA.table("offer").columns if column.kind != "json"]
        assert [{name: row[name] for name in plain} for row in rows[:2]] == [
            {name: row[name] for name in plain} for row in stored
        ]
        listed = [column.name for column in SCHEMA.table("offer").columns if column.kind == "json"]
        for row, whole in zip(rows, stored, strict=False):
            for name in listed:
                text = cast("str | None", row[name])
                assert (None if text is None else decode(text.encode())) == whole[name]
        assert views.cells("offer", []).rows == []
        assert views.folded([PUNJAB, HARYANA, "negotiation/x"]) == {HARYANA: 3, PUNJAB: 4}

    def test_a_judge_is_given_folds_and_rows_that_are_up_to_the_head(
        self, ledgers: Ledgers
    ) -> None:
        store = ledgers.create()
        store.views.prepare(SCHEMA)
        rows = (offer(1, words="good"), offer(2, words="bad"))
        store.views.extend(0, 0, [change(*rows, fold=b"fold")])
        standing = store.standing([], "offer", "words", {"good", "other"})
        assert standing.current
        assert [row["number"] for row in standing.rows] == [1]
        store.views.extend(0, 1, [])
        assert not store.standing([], "offer", "words", {"good"}).current

    def test_streams_are_written_again_in_place(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 5, [change(offer(1, words="wrong"), offer(2), fold=b"wrong")])
        views.extend(5, 6, [change(offer(8, stream=PUNJAB), stream=PUNJAB, fold=b"other")])
        cursors: list[int] = []

        def make(cursor: int) -> list[StreamCells]:
            cursors.append(cursor)
            return [whole(offer(1, words="right"), fold=b"right", version=4)]

        assert views.rewrite(make)
        assert cursors == [6]
        assert [(row["number"], row["words"]) for row in views.select("offer")] == [
            (1, "right"),
            (8, None),
        ]
        assert views.fold(HARYANA) == Fold(HARYANA, 4, b"right")
        assert views.fold(PUNJAB) == Fold(PUNJAB, 1, b"other")
        assert views.cursor() == 6
        assert views.extend(6, 7, [change(offer(3))])

    def test_a_rewrite_that_fails_writes_nothing(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 5, [change(offer(1), fold=b"kept")])

        def fail(_: int) -> list[StreamCells]:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            views.rewrite(fail)
        with pytest.raises(ValueError, match="nowhere"):
            views.rewrite(lambda _: [whole(Change("nowhere", {"stream": HARYANA}))])
        assert [row["number"] for row in views.select("offer")] == [1]
        assert views.fold(HARYANA) == Fold(HARYANA, 1, b"kept")

    def test_a_stream_that_gets_nothing_has_nothing_left(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1), party("INC"), fold=b"gone")])
        assert views.rewrite(lambda _: [whole(version=0)])
        assert (views.select("offer"), views.select("party"), views.fold(HARYANA)) == ([], [], None)

    def test_strangers_are_forgotten(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1), party("INC"), fold=b"kept")])
        views.extend(1, 2, [change(party("AAP", stream=PUNJAB), stream=PUNJAB, fold=b"gone")])
        views.extend(2, 3, [change(stream="talks/goa", fold=b"gone")])
        views.forget_strangers(lambda: [HARYANA, "talks/empty"])
        assert [row["name"] for row in views.select("party")] == ["INC"]
        folds = [views.fold(stream) for stream in (HARYANA, PUNJAB, "talks/goa")]
        assert folds == [Fold(HARYANA, 1, b"kept"), None, None]
        assert views.folded_streams() == {HARYANA}
        assert views.cursor() == 3

    def test_tables_are_made_again_empty(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        for _ in range(2):  # the names of tables and indexes are free again each time
            views.remake(SCHEMA)
            assert (views.cursor(), views.select("offer"), views.fold(HARYANA)) == (0, [], None)
            assert views.missing() == ()
            assert views.extend(0, 5, [change(offer(1), party("INC"), fold=b"one")])

    def test_tables_of_another_schema_take_the_place_of_the_old(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        store.views.prepare(SCHEMA)
        other.views.prepare(SCHEMA)
        store.views.extend(0, 5, [change(offer(1), party("INC"))])
        store.views.remake(NEXT_SCHEMA)
        assert store.views.extend(0, 5, [change(offer(2))])
        with pytest.raises(ValueError, match="party"):
            store.views.select("party")
        assert store.views.prepare(NEXT_SCHEMA)
        assert [row["number"] for row in store.views.select("offer")] == [2]
        assert not other.views.prepare(SCHEMA)
