"""What every `ViewStore` must do, engine by engine the same; see test_views and test_planted."""

import pytest

from events.canonical import JsonObject, JsonValue
from events.tables import Change, Column, Schema, SqlView, Table
from events.views import Fold, StreamChange
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
NEXT_SCHEMA = Schema(version=2, tables=(OFFER,))

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


class ViewContract:
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

    def test_a_generation_is_built_aside_and_swapped_in(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 5, [change(offer(1, words="old"), fold=b"old")])
        generation = views.begin_generation(SCHEMA, 4)
        assert (generation.target, generation.done, generation.resumed) == (4, frozenset(), False)
        assert views.write_generation(generation, [change(offer(1, words="new"), fold=b"new")])
        assert views.write_generation(generation, [change(stream=PUNJAB)])
        assert [row["words"] for row in views.select("offer")] == ["old"]
        assert views.extend(5, 6, [change(offer(2, words="old, too"), fold=b"old, too")])
        assert views.swap_generation(generation)
        assert [row["words"] for row in views.select("offer")] == ["new"]
        assert views.fold(HARYANA) == Fold(HARYANA, 1, b"new")
        assert views.cursor() == 4
        assert not views.extend(6, 7, [change(offer(3))])  # begun before the swap
        assert views.extend(4, 7, [change(offer(3))])

    def test_rebuilding_twice_works(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        for target in (1, 2, 3):
            generation = views.begin_generation(SCHEMA, target)
            assert views.write_generation(generation, [change(offer(target), party("INC"))])
            assert views.swap_generation(generation)
            assert views.cursor() == target
            assert [row["number"] for row in views.select("offer")] == [target]

    def test_a_rebuild_that_ended_early_is_resumed_with_its_own_target(
        self, ledgers: Ledgers
    ) -> None:
        store = ledgers.create()
        first = store.views.begin_generation(SCHEMA, 10)
        store.views.write_generation(first, [change(offer(1))])
        views = ledgers.reopen().views  # the first process is gone
        second = views.begin_generation(SCHEMA, 20)
        assert (second.target, second.done, second.resumed) == (10, frozenset([HARYANA]), True)
        assert views.write_generation(second, [change(stream=PUNJAB)])
        assert views.swap_generation(second)
        assert (views.cursor(), len(views.select("offer"))) == (10, 1)

    def test_a_stream_written_twice_by_two_rebuilders_stands_once(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        first = store.views.begin_generation(SCHEMA, 10)
        second = other.views.begin_generation(SCHEMA, 10)
        store.views.write_generation(first, [change(offer(1), offer(2), fold=b"a")])
        assert other.views.write_generation(second, [change(offer(1), fold=b"b")])
        assert other.views.swap_generation(second)
        assert [row["number"] for row in other.views.select("offer")] == [1]
        assert other.views.fold(HARYANA) == Fold(HARYANA, 1, b"b")

    def test_a_generation_that_is_over_takes_nothing_more(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        mine = store.views.begin_generation(SCHEMA, 10)
        theirs = other.views.begin_generation(SCHEMA, 10)
        assert other.views.swap_generation(theirs)
        assert not store.views.write_generation(mine, [change(offer(1))])
        assert not store.views.swap_generation(mine)
        another = other.views.begin_generation(SCHEMA, 30)
        assert (another.resumed, another.target) == (False, 30)
        assert not store.views.write_generation(mine, [change(offer(1))])
        assert not store.views.swap_generation(mine)
        assert other.views.begin_generation(SCHEMA, 30).done == frozenset()

    def test_a_generation_of_another_schema_is_dropped_not_resumed(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        old = views.begin_generation(SCHEMA, 10)
        views.write_generation(old, [change(offer(1))])
        new = views.begin_generation(NEXT_SCHEMA, 20)
        assert (new.target, new.done, new.resumed) == (20, frozenset(), False)
        assert not views.write_generation(old, [change(offer(1))])

    def test_a_swap_brings_its_schema(self, ledgers: Ledgers) -> None:
        store, other = ledgers.create(), ledgers.reopen()
        store.views.prepare(SCHEMA)
        other.views.prepare(SCHEMA)
        store.views.extend(0, 5, [change(offer(1), party("INC"))])
        generation = store.views.begin_generation(NEXT_SCHEMA, 5)
        store.views.write_generation(generation, [change(offer(1))])
        assert store.views.swap_generation(generation)
        with pytest.raises(ValueError, match="party"):
            store.views.select("party")
        assert store.views.prepare(NEXT_SCHEMA)
        assert not other.views.prepare(SCHEMA)

    def test_a_dropped_generation_leaves_the_rows_in_use(self, ledgers: Ledgers) -> None:
        views = ledgers.create().views
        views.prepare(SCHEMA)
        views.extend(0, 1, [change(offer(1), fold=b"kept")])
        views.drop_generation()
        generation = views.begin_generation(SCHEMA, 1)
        views.write_generation(generation, [change(offer(2), fold=b"aside")])
        views.drop_generation()
        assert not views.swap_generation(generation)
        assert [row["number"] for row in views.select("offer")] == [1]
        assert views.fold(HARYANA) == Fold(HARYANA, 1, b"kept")
        assert not views.begin_generation(SCHEMA, 1).resumed
