"""Words are found alike on every engine, in every script, and never where they do not stand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column as SqlColumn
from sqlalchemy import MetaData, delete, func, select
from sqlalchemy import Table as SqlTable

from parley.events.canonical import JsonObject
from parley.events.search import Phrase, Query, matches, parse_query, words_of
from parley.events.tables import Change, Column, Schema, Table
from parley.events.views import StreamChange, ViewStore, as_cells
from tests.events.ledgers import Ledgers, SqlLedgers

SAID = Table(
    name="said",
    about="what was said",
    key=("stream", "number"),
    columns=(
        Column(name="stream", kind="text", about="whose it is"),
        Column(name="number", kind="integer", about="its number"),
        Column(name="quote", kind="text", about="exact words", nullable=True),
        Column(name="text", kind="text", about="ours", nullable=True),
    ),
    searched=("quote", "text"),
)
SILENT = Table(name="silent", about="no words", key=("stream",), columns=(SAID.columns[0],))
SCHEMA = Schema(version=1, tables=(SAID, SILENT))
HARYANA, PUNJAB = "talks/haryana", "talks/punjab"

TEXTS = (
    "“Good small numbers” of seats",
    "good numbers, small seats",
    "São Paulo’s seats",
    "हरियाणा में अच्छी संख्या",
    "हर सीट",
    "東京都",
    "don't; 5–7 seats: ﬁve",
    "NEAR AND OR NOT *",
    "abc 'x' | & ! <-> :* (y)",
    "ÅNGSTRÖM Ångström",
    "\0 nul",
    "g 67 676f",
)


def said(number: int, quote: str | None, text: str | None = None, *, of: str = HARYANA) -> Change:
    row: JsonObject = {"stream": of, "number": number, "quote": quote, "text": text}
    return Change("said", row)


def told(*changes: Change, stream: str = HARYANA, replace: bool = False) -> StreamChange:
    return StreamChange(stream=stream, version=1, changes=changes, fold=None, replace=replace)


def found(views: ViewStore, typed: str | Query) -> list[object]:
    query = parse_query(typed) if isinstance(typed, str) else typed
    return [row["number"] for row in views.search("said", query)]


@pytest.fixture
def views(ledgers: Ledgers) -> ViewStore:
    made = ledgers.create().views
    assert made.prepare(SCHEMA)
    assert made.extend(0, 1, [told(*(said(number, text) for number, text in enumerate(TEXTS)))])
    made.index(len(TEXTS) // 2)  # whether a row's words are indexed yet never matters
    return made


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("good", [0, 1]),
        ("GOOD numbers", [0, 1]),
        ('"small numbers"', [0]),
        ("“small numb*”", [0]),
        ("seat*", [0, 1, 2, 6]),
        ("seat", []),
        ("sao", [2]),
        ("paulo's", [2]),
        ("हरियाणा", [3]),
        ("हर", [4]),
        ("हर*", [3, 4]),
        ("東京", [5]),
        ("京東", []),
        ("京 東", [5]),
        ("five", [6]),
        ("near and not or", [7]),
        ("ångström", [9]),
        ("angstrom", [9]),
        ("nul", [10]),
        ("g", [11]),
        ("676f", [11]),
        ("x y", [8]),
    ],
)
def test_words_are_found_where_they_stand(
    typed: str, numbers: list[object], views: ViewStore
) -> None:
    assert found(views, typed) == numbers


def test_words_of_a_stream_that_nobody_knows_are_forgotten(shared: SqlLedgers) -> None:
    store = shared.create()
    views = store.views
    assert views.prepare(SCHEMA)
    of_punjab = told(said(1, "bad", of=PUNJAB), stream=PUNJAB)
    assert views.extend(0, 1, [told(said(1, "good")), of_punjab])
    assert views.index(10) == 2
    rows, words = (
        SqlTable(name, MetaData(), SqlColumn("stream")) for name in ("said", "said__words")
    )
    count = select(func.count()).select_from(words)
    with store._database.writing() as connection:
        connection.execute(delete(rows).where(rows.c.stream == PUNJAB))
        assert connection.execute(count).scalar_one() == 2
    views.forget_strangers(lambda: [HARYANA])
    with store._database.reading() as connection:
        assert connection.execute(count).scalar_one() == 1
    assert found(views, "good") == [1]


def test_a_query_without_a_word_is_refused() -> None:
    for typed in ("", "  ", "–", '""', "*"):
        with pytest.raises(ValueError, match="no word to search for"):
            parse_query(typed)


def test_only_searched_columns_of_text_can_be_searched(views: ViewStore) -> None:
    with pytest.raises(ValueError, match="no words to search for"):
        views.search("silent", parse_query("a"))
    with pytest.raises(ValueError, match="is not text"):
        Table(
            name="said",
            about="",
            key=("stream", "number"),
            columns=SAID.columns,
            searched=("number",),
        )
    with pytest.raises(ValueError, match="has no column words"):
        Table(name="said", about="", key=("stream",), columns=SAID.columns, searched=("words",))


def test_no_phrase_runs_from_one_column_into_the_next(views: ViewStore) -> None:
    assert views.extend(1, 2, [told(said(50, "one two", "three four"))])
    assert found(views, '"one two" "three four"') == [50]
    assert found(views, '"two three"') == []


def test_what_is_replaced_or_gone_is_not_found(views: ViewStore) -> None:
    assert views.extend(1, 2, [told(said(0, "nothing conclusive"), said(1, None))])
    assert found(views, "good") == []
    assert found(views, "conclusive") == [0]
    assert views.extend(2, 3, [told(said(7, "afresh"), replace=True)])
    assert found(views, "afresh") == [7]
    assert found(views, "conclusive") == []
    other = Change("said", {"stream": PUNJAB, "number": 1, "quote": "afresh", "text": None})
    assert views.extend(3, 4, [told(other, stream=PUNJAB)])
    assert found(views, "afresh") == [7, 1]


def test_the_rows_of_a_rebuild_are_found_once_they_are_there(views: ViewStore) -> None:
    for round_ in range(3):
        assert found(views, "rebuilt") == ([] if round_ == 0 else [round_ - 1])
        again = as_cells(SCHEMA, told(said(round_, "rebuilt")))
        assert views.rewrite(lambda _, again=again: [again])  # type: ignore[misc]
        assert found(views, "rebuilt") == [round_]
    assert found(views, "good") == []
    assert views.extend(1, 2, [told(said(9, "good again"))])
    assert found(views, "good") == [9]


letters = st.sampled_from("ab हिर東 \u0301\u200d'-*\"É5ﬁ")
texts = st.none() | st.text(letters, max_size=12)
words = st.lists(
    st.sampled_from(["a", "ab", "b", "हि", "हिर", "र", "東", "e", "5", "fi", "aa", "ba"]),
    min_size=1,
    max_size=3,
)
queries = st.builds(
    Query,
    st.lists(st.builds(Phrase, words.map(tuple), st.booleans()), min_size=1, max_size=2).map(tuple),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, texts), max_size=12), st.lists(queries, min_size=1, max_size=8))
def test_every_engine_finds_what_the_plain_search_finds(
    views: ViewStore, rows: list[tuple[str | None, str | None]], asked: list[Query]
) -> None:
    cursor = views.cursor()
    changes = [said(number, *row) for number, row in enumerate(rows)]
    assert views.extend(cursor, cursor, [told(*changes, replace=True)])
    views.index(len(rows) // 2)
    for query in asked:
        expected = [number for number, row in enumerate(rows) if matches(query, row)]
        assert found(views, query) == expected


@given(st.text())
def test_words_are_letters_and_digits_and_stay_what_they_are(text: str) -> None:
    once = words_of(text)
    assert all(once)
    assert words_of(" ".join(once)) == once
