"""A file that is imported again is recorded once, whatever was added to it and whoever asks."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.answers import opening
from parley.drafting.files.documents import read_documents
from parley.drafting.imported import read_rows
from parley.drafting.recognised import identified
from parley.events.append import Group
from parley.events.canonical import JsonObject
from parley.events.ids import new_id
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.events.statement import Statement, encode_statement, prepare
from tests.cli.desk import TOLD, Desk

TOLD_BY_S: JsonObject = {"attribution": "on_record", "speaker": "S"}
REGISTER = {
    "title": "Other",
    "arena": "A",
    "zone": "UTC",
    "pools": [{"pool": "seats", "total": 90}],
    "parties": [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "AAP"}],
}
SOURCE: JsonObject = {"source": "ians", "outlet": "Mint", "origin": "IANS"}


def offer(day: int, seats: str = "5", **more: object) -> JsonObject:
    fields = {
        "type": "OfferMade",
        "by": "INC",
        "to": "AAP",
        "occurred": f"2024-09-{day:02}",
        "terms": {"issue": "seat_count", "quantity": seats},
        "evidence": {**TOLD_BY_S, "source": "ians"},
    }
    made: JsonObject = msgspec.to_builtins({**fields, **more})
    return made


def rejection(day: int, rejected: str, **more: object) -> JsonObject:
    fields = {"type": "OfferRejected", "by": "AAP", "occurred": f"2024-09-{day:02}"}
    made: JsonObject = msgspec.to_builtins(
        {**fields, "rejected": rejected, "evidence": TOLD_BY_S, **more}
    )
    return made


def file_of(steps: Sequence[JsonObject], sources: Sequence[JsonObject] = (SOURCE,)) -> str:
    negotiation = {"negotiation": "other", "register": REGISTER, "steps": list(steps)}
    whole = {"parley": 1, "sources": list(sources), "negotiations": [negotiation]}
    return json.dumps(whole)


def imported(desk: Desk, text: str, *words: str) -> str:
    return desk.must("import", desk.write("talks.json", text), *words).stdout


def steps_of(desk: Desk) -> list[JsonObject]:
    return [each.step for each in desk.records() if each.stream == "negotiation/other"][1:]


FIRST = [offer(1, label="first"), rejection(2, "first"), offer(3, "6"), offer(3, "6")]


def test_the_same_file_once_more_says_where_everything_stands_and_writes_nothing(
    desk: Desk,
) -> None:
    assert imported(desk, file_of(FIRST)) == (
        "sources: 1 source described · v1\nother: 5 entries · v1 to v5 · proposed\n"
    )
    before = desk.path.read_bytes()
    assert imported(desk, file_of(FIRST)) == (
        "sources: 1 source described · v1 · recorded before, nothing new\n"
        "other: 5 entries · v1 to v5 · proposed · recorded before, nothing new\n"
    )
    items = json.loads(imported(desk, file_of(FIRST), "--json"))["items"]
    assert [(item["version"], item["repeated"]) for item in items] == [
        (1, True),
        *((version, True) for version in range(1, 6)),
    ]
    assert items[2]["said"] == "offer INC→AAP 5 (of 90)"
    assert desk.path.read_bytes() == before


def test_a_file_that_has_grown_records_what_is_new_in_it(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    desk.must("meet", "INC", "AAP", *TOLD, "-n", "other")  # v6: versions are not line numbers
    late = offer(2, "4", label="late")
    grown = [late, *FIRST, rejection(4, "late"), rejection(5, "first", note="again")]
    assert imported(desk, file_of(grown)) == (
        "sources: 1 source described · v1 · recorded before, nothing new\n"
        "other: 3 entries · v7 to v9 · proposed · recorded before: v1 to v5\n"
    )
    assert [step["rejected"] for step in steps_of(desk)[-2:]] == [7, 2]
    items = json.loads(imported(desk, file_of(grown), "--json"))["items"]
    assert [item["version"] for item in items[2:]] == [7, 2, 3, 4, 5, 8, 9]
    desk.must("verify")


def test_what_is_new_in_a_grown_file_is_recorded_all_or_none(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    size = desk.size()
    desk.write("bad.json", file_of([*FIRST, offer(6), rejection(7, "first", by="Nobody")]))
    result = desk.type("import", "bad.json")
    assert result.code == 1
    assert "bad.json:1:" in result.stderr
    assert desk.size() == size


def test_a_dry_run_tells_new_from_old(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    size = desk.size()
    shown = imported(desk, file_of([*FIRST, offer(6)]), "--dry-run")
    assert "other: would be 1 entry · v6 · proposed · recorded before: v1 to v5\n" in shown
    assert desk.size() == size


def test_one_more_of_equal_entries_is_one_more_entry(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    assert "other: 1 entry · v6 ·" in imported(desk, file_of([*FIRST, offer(3, "6")]))
    assert len(steps_of(desk)) == 5


def test_equal_rows_that_point_at_other_steps_are_other_entries(desk: Desk) -> None:
    imported(desk, file_of([offer(1, label="it"), rejection(4, "it")]))
    imported(
        desk,
        json.dumps(
            {
                "parley": 1,
                "negotiations": [
                    {
                        "negotiation": "other",
                        "steps": [offer(3, "6", label="it"), rejection(4, "it")],
                    }
                ],
            }
        ),
    )
    assert [step["rejected"] for step in steps_of(desk) if "rejected" in step] == [2, 4]


def test_a_label_can_be_given_later(desk: Desk) -> None:
    imported(desk, file_of([offer(1)]))
    imported(desk, file_of([offer(1, label="first"), rejection(2, "first")]))
    assert [step.get("rejected") for step in steps_of(desk)] == [None, 2]


def test_a_source_described_anew_makes_no_old_entry_a_new_one(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    other = {**SOURCE, "outlet": "The Mint"}
    assert imported(desk, file_of(FIRST, [other])) == (
        "sources: 1 source described · v2\n"
        "other: 5 entries · v1 to v5 · proposed · recorded before, nothing new\n"
    )
    more: JsonObject = {"source": "pti", "outlet": "The Hindu"}
    told = {**TOLD_BY_S, "source": "pti"}
    grown = file_of([*FIRST, offer(6, evidence=told)], [other, more])
    imported(desk, grown)
    size = desk.size()
    assert "nothing new" in imported(desk, grown)
    assert desk.size() == size
    assert steps_of(desk)[0]["evidence"] == [
        {**TOLD_BY_S, "source": "ians", "outlet": "Mint", "origin": "IANS"}
    ]


def test_entries_with_ids_and_entries_without_are_known_alike(desk: Desk) -> None:
    id = "01920000-0000-7000-8000-000000000001"
    steps = [offer(1, label="first", id=id), rejection(2, "first"), offer(3)]
    imported(desk, file_of(steps))
    size = desk.size()
    imported(desk, file_of(steps))
    assert desk.size() == size
    imported(desk, file_of([*steps, rejection(5, "first")]))
    assert steps_of(desk)[-1]["rejected"] == 2


def test_a_registration_in_other_words_is_still_refused(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    desk.write("other.json", file_of(FIRST).replace('"Other"', '"Others"'))
    result = desk.type("import", "other.json")
    assert result.code == 1
    assert "other is registered already; it is done once" in result.stderr
    assert "to add steps, leave it out" in result.stderr


def test_a_registration_of_the_first_release_is_known_in_todays_words(desk: Desk) -> None:
    """Its pools were an object whose keys were names."""
    step: JsonObject = {**REGISTER, "pools": {"seats": 90}}  # type: ignore[dict-item]
    with opening.open_ledger(str(desk.path), recorder="", clock=lambda: desk.now) as ledger:
        statement = Statement(
            ledger=ledger.store.info.ledger,
            stream="negotiation/other",
            id=new_id(desk.now),
            version=1,
            previous=None,
            type="NegotiationRegistered",
            type_version=1,
            rules=1,
            recorded_by="asha",
            step=step,
        )
        ledger.store.append([Group((prepare(encode_statement(statement)),))])
    row = {"negotiation": "other", "type": "NegotiationRegistered", **step}
    desk.write("again.jsonl", json.dumps(row))
    result = desk.type("import", "again.jsonl")
    assert "again.jsonl holds nothing that is not in the ledger already" in result.stderr
    meeting = {"negotiation": "talks", "type": "MeetingHeld", "by": "INC", "to": "AAP"}
    told = {"occurred": "2024-09-07", "evidence": {"attribution": "public_record"}}
    desk.write("more.jsonl", f"{json.dumps(row)}\n{json.dumps(meeting | told)}\n")
    assert "1 entry is there already" in desk.must("import", "more.jsonl", "--dry-run").stderr


def test_steps_that_were_imported_under_other_ids_are_counted_once_as_alike(desk: Desk) -> None:
    imported(desk, file_of(FIRST))
    slip = [each | {"evidence": {**TOLD_BY_S, "source": "ians", "quote": "Five"}} for each in FIRST]
    result = desk.must("import", desk.write("slip.json", file_of([*slip, offer(6)])), "--dry-run")
    (said,) = [line for line in result.stderr.splitlines() if "parley cite" in line]
    assert said.startswith(
        "4 entries say what steps say already under other ids: "
        "other v2, other v3, other v4, other v4; "
    )
    alone = desk.must("import", desk.write("new.json", file_of([*FIRST, offer(6)])))
    assert "say already" not in alone.stderr


def test_the_ids_are_the_same_for_ever() -> None:
    (placed,) = _identified([{"negotiation": "talks", **offer(1)}])
    assert placed.id == "6dae07f3-1b31-82bf-99f1-2810a16fb74f"


def test_the_ids_of_another_ledger_are_others() -> None:
    row = {"negotiation": "talks", **offer(1)}
    assert _identified([row], "local/a")[0].id != _identified([row], "local/b")[0].id


rows = st.lists(
    st.builds(
        lambda day, label, at: (
            offer(day, **({"label": label} if label else {}))
            if at is None
            else rejection(day, at, **({"label": label} if label else {}))
        ),
        st.integers(1, 3),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from([None, "a", "b", "2"]),
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(rows, rows)
def test_what_is_added_at_the_end_changes_no_id_before_it(
    steps: list[JsonObject], more: list[JsonObject]
) -> None:
    labels = {each.get("label") for each in steps} | {each.get("rejected") for each in steps}
    more = [each for each in more if each.get("label") not in labels - {None}]
    before, after = (
        _identified([{"negotiation": "talks", **each} for each in every])
        for every in (steps, [*steps, *more])
    )
    ids = [each.id for each in after]
    assert ids[: len(before)] == [each.id for each in before]
    assert len(set(ids)) == len(ids)


def _identified(values: Sequence[JsonObject], ledger: str = "local/desk") -> list[Draft]:
    text = "".join(json.dumps(value) + "\n" for value in values).encode()
    entries = read_rows(read_documents(text, "jsonl", "x"), "x").entries
    return [each.draft for each in identified(entries, ledger)]


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_rows_are_known_again_too(desk: Desk, name: str) -> None:
    told = {"evidence": [TOLD_BY_S]}
    row = {"negotiation": "talks", "type": "MeetingHeld", "by": "INC", "to": "AAP"}
    if name == "jsonl":
        lines = [json.dumps({**row, "occurred": f"2024-09-0{day}", **told}) for day in (1, 2, 3)]
    else:
        head = "negotiation,type,by,to,occurred,evidence.0.attribution,evidence.0.speaker"
        cells = "talks,MeetingHeld,INC,AAP,2024-09-0"
        lines = [head, *(f"{cells}{day},on_record,S" for day in (1, 2, 3))]
    for count in (2, 3, 4, 4):
        desk.must("import", desk.write(f"rows.{name}", "\n".join(lines[:count]) + "\n"))
    assert desk.size() == 1 + 3


def test_who_imports_the_same_file_at_the_same_time_doubles_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    faster = [desk.write("talks.json", file_of(FIRST))]
    record = Ledger.record

    def be_overtaken(ledger: Ledger, drafts: Sequence[Draft], **how: Any) -> list[Receipt]:
        """Both have looked and found nothing; somebody else is the first to append."""
        while faster:
            assert desk.type("import", faster.pop()).code == 0
        return record(ledger, drafts, **how)

    monkeypatch.setattr(Ledger, "record", be_overtaken)
    assert "recorded before, nothing new" in imported(desk, file_of(FIRST))
    assert desk.size() == 1 + 6


def test_a_row_that_was_copied_within_a_file_is_told(desk: Desk) -> None:
    row = "talks,MeetingHeld,2024-09-07,INC,AAP,on_record,{}\n"
    head = "negotiation,type,occurred,by,to,evidence.0.attribution,evidence.0.speaker\n"
    rows = "".join(row.format(who) for who in ("A", "B", "A"))
    said = desk.must("import", desk.write("day.csv", head + rows)).stderr
    assert "the entry of line 4 says word for word what another of this file says" in said
    assert "word for word" not in desk.must("import", "day.csv").stderr  # nothing of it is new
