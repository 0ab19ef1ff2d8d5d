"""Words of the reports are found in the whole ledger, at any time that is asked for."""

import json

import pytest

from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place, Result

AUGUST = "inc-aap-haryana-2024"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    made = Place(tmp_path_factory.mktemp("quotes"))
    import_examples(made)
    return made


def must(place: Place, *words: str) -> Result:
    """What a command answers that succeeds."""
    result = place.run(*words)
    assert result.code == 0, result.stderr
    return result


def found(place: Place, *words: str) -> list[tuple[str, int, str]]:
    """Negotiation, step and kind of everything that is found."""
    answer = json.loads(must(place, "quotes", *words, "--json").stdout)
    return [(item["negotiation"], item["version"], item["kind"]) for item in answer["items"]]


def test_words_are_found_with_who_said_them_and_where(place: Place) -> None:
    (seed, later) = json.loads(must(place, "quotes", '"SMALL numbers"', "--json").stdout)["items"]
    assert (seed["negotiation"], seed["version"]) == ("haryana-2024", 11)
    assert seed["words"] == "Good small numbers"
    assert (seed["speaker"], seed["attribution"]) == ("Deepak Babaria", "on_record")
    assert seed["source"] == "ians-2024-09-07"
    assert later["negotiation"] == AUGUST


def test_one_negotiation_can_be_searched_alone(place: Place) -> None:
    assert found(place, "small", "numbers", "-n", AUGUST) == [(AUGUST, 24, "quote")]


def test_an_order_of_words_is_kept_between_quotation_marks(place: Place) -> None:
    assert found(place, '"small good"') == []
    assert found(place, "small", "good") == found(place, "“good small”") != []


def test_our_paraphrases_are_told_from_their_words(place: Place) -> None:
    kinds = {kind for *_, kind in found(place, "cordial", "alliance")}
    assert kinds == {"quote"}
    kinds = {kind for *_, kind in found(place, "alliance", "strong", "seats")}
    assert kinds == {"quote", "paraphrase"}


def test_the_index_and_the_records_find_the_same(place: Place) -> None:
    everything = must(place, "list", "--json").stdout
    position = json.loads(everything)["position"]
    for words in (("alliance",), ("seat*",), ("the", "of"), ("11",)):
        assert found(place, *words) == found(place, *words, "--known-at", f"@{position}")


def test_words_are_found_from_when_they_were_said_and_known(place: Place) -> None:
    assert found(place, "small", "numbers", "--as-of", "2024-09-06") == []
    assert found(place, "small", "numbers", "--public-at", "2024-09-06") == []
    assert found(place, "small", "numbers", "--known-at", "@3") == []


def test_nothing_to_search_for_is_said_in_words(place: Place) -> None:
    refused = place.run("quotes", "–")
    assert refused.code == 2
    assert "no word to search for" in refused.stderr
    nothing = must(place, "quotes", "zzz")
    assert "nobody said “zzz”" in nothing.stderr
