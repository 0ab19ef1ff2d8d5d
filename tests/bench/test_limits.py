"""The measurements run, on little: what nobody runs has stopped to work when it is needed."""

from pathlib import Path

import pytest

from bench import limits
from bench.machine import percentile
from bench.places import engines_here, places


@pytest.mark.parametrize("engine", engines_here())
def test_each_question_has_an_answer_on_each_engine(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SAMPLES", 2)
    with places(engine) as (settings, place):
        assert settings
        assert [row[0] for row in limits.measure_stream(place(), (3, 5))] == ["3", "5"]
        assert [row[0] for row in limits.measure_ledger(place(), (10, 20))] == ["10", "20"]
        taken, refused = limits.measure_record(place())
        assert taken == "65,535 bytes"
        assert refused.startswith("RecordTooLarge: a record of 65536 bytes")
        rows = list(limits.measure_writers(place, (2,), seconds=0.1))
        assert [row[:2] for row in rows] == [("2", "1"), ("2", "1,000")]


def test_the_tables_are_put_into_the_page_and_nothing_else_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{limits.BEGIN}stale\n{limits.END}after\n", encoding="utf-8")
    monkeypatch.setattr(limits, "PAGE", page)
    monkeypatch.setattr(limits, "engines_here", list)
    assert limits.main(["--write"]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{limits.BEGIN}")
    assert text.endswith(f"{limits.END}after\n")
    assert "**Writers at once**" in text
    assert "stale" not in text


def test_one_question_is_answered_alone_and_not_put_into_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(limits, "engines_here", list)
    assert limits.main(["writers"]) == 0
    printed = capsys.readouterr().out
    assert "**Writers at once**" in printed
    assert "**Steps of one negotiation.**" not in printed
    with pytest.raises(SystemExit):
        limits.main(["writers", "--write"])
    assert not limits.PAGE.exists()


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert [percentile([3, 1, 2], each) for each in (50, 99)] == [2, 3]
    assert percentile([], 50) == 0
