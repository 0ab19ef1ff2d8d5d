"""The ledger's own records: checks, refused attempts, exports and the register, on every store."""

import msgspec
import pytest

from parley.events.acts import CheckMade, ExportMade
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.refusals import NotRecorded
from parley.events.store_errors import StoreLocked
from parley.events.verify import verify
from tests.events.ledgers import Ledgers
from tests.events.tampering import append_unjudged
from tests.events.test_ledger import IDS, TALKS, held, offer, register, step


@pytest.fixture
def ledger(ledgers: Ledgers) -> Ledger:
    return held(ledgers.create(), ledgers.clock)


def own(stream: str, type_name: str, **fields: object) -> Draft:
    return Draft(stream=stream, type=type_name, fields=fields)  # type: ignore[arg-type]


def check(outlet: str, **fields: object) -> Draft:
    return own("checks", "CheckMade", outlet=outlet, **{"outcome": "nothing", **fields})


def switch(*, keep: bool) -> Draft:
    return own("refusals", "RefusalsSwitched", keep=keep)


def entered(entry: str, name: str, *, replaces: int | None = None, **facts: object) -> Draft:
    return own(
        "register",
        "RegisterEntered",
        entry=entry,
        kind="party",
        facts={"name": name, **facts},
        replaces=replaces,
    )


def too_early() -> Draft:
    return step("OfferAccepted", "2024-09-05", offer=9)


def export(ledger: Ledger, *, position: int | None = None, root: str | None = None) -> ExportMade:
    size = ledger.head().size if position is None else position
    made = ledger.store.root(min(size, ledger.head().size)).hex()
    return ExportMade(
        what="records",
        position=size,
        root=root or made,
        sha256="0" * 64,
        bytes=5,
        format="jsonl",
        shown_to="The Paper",
    )


# Checks -----------------------------------------------------------------------------------------


def test_checks_are_answered_as_they_were_known(ledger: Ledger) -> None:
    ledger.record([check("Mint")])
    ledger.record([check("The Hindu", outcome="steps", steps=[f"{TALKS}#2"])])
    assert [each.said.outlet for each in ledger.checks()] == ["Mint", "The Hindu"]
    assert [each.said.outlet for each in ledger.checks(upto=1)] == ["Mint"]
    assert ledger.checks()[1].said.steps == (f"{TALKS}#2",)
    assert (ledger.checks()[0].recorded_by, ledger.checks()[0].position) == ("Asha", 1)


def test_a_check_that_is_typed_twice_is_recorded_once(ledger: Ledger) -> None:
    fields: JsonObject = {"outlet": "Mint", "outcome": "nothing", "negotiations": [TALKS]}
    draft = Draft(stream="checks", type="CheckMade", fields=fields, id=IDS[7])
    ledger.record([draft])
    (again,) = ledger.record([draft])
    assert (again.repeated, again.position) == (True, 1)


def test_the_checks_of_a_negotiation_are_its_own_and_those_of_the_whole_ledger(
    ledger: Ledger,
) -> None:
    ledger.record([check("a", negotiations=[TALKS]), check("b", negotiations=["negotiation/x"])])
    ledger.record([check("c")])
    assert [each.said.outlet for each in ledger.checks(TALKS)] == ["a", "c"]


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "nothing", "steps": [f"{TALKS}#2"]},
        {"outcome": "steps"},
        {"outcome": "perhaps"},
        {"at": "2024-09-07"},
        {"outlett": "x"},
        {"outlet": "two\nlines"},
    ],
)
def test_a_check_that_contradicts_itself_is_refused(ledger: Ledger, fields: JsonObject) -> None:
    with pytest.raises(NotRecorded):
        ledger.record([check("Mint", **fields) if "outlet" not in fields else own(
            "checks", "CheckMade", outcome="nothing", **fields)])  # fmt: skip
    assert ledger.head().size == 0


@pytest.mark.parametrize(("stream", "type_name"), [("checks", "SourceDescribed"), ("chests", "X")])
def test_nothing_is_recorded_where_it_is_not_at_home(
    ledger: Ledger, stream: str, type_name: str
) -> None:
    with pytest.raises(NotRecorded):
        ledger.record([own(stream, type_name, source="x")])


# Refused attempts -------------------------------------------------------------------------------


def test_a_ledger_keeps_no_refusals_unless_it_is_told_to(ledger: Ledger) -> None:
    ledger.record([register()])
    with pytest.raises(NotRecorded) as refused:
        ledger.record([too_early()])
    assert (refused.value.kept, refused.value.not_kept) == (False, None)
    assert ledger.head().size == 1
    assert not ledger.keeps_refusals()


def test_a_refused_attempt_is_kept_with_what_was_tried_and_who_said_no(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register()])
    with pytest.raises(NotRecorded) as refused:
        ledger.record([offer("2024-09-04"), too_early()])
    assert refused.value.kept
    (kept,) = ledger.refusals()
    assert (kept.recorded_by, kept.position, kept.said.drafts) == ("Asha", 3, 2)
    (tried,) = kept.said.tried
    assert (tried.draft, tried.stream, tried.type) == (1, TALKS, "OfferAccepted")
    assert tried.fields == too_early().fields
    (objection,) = kept.said.objections
    problem = refused.value.problems[0][1]
    assert (objection.guard, objection.case) == (problem.guard, problem.case)
    assert objection.facts == problem.facts
    assert verify(ledger).ok


def test_a_kept_refusal_changes_no_account(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register(), offer("2024-09-04")])
    before = ledger.rows(TALKS)
    with pytest.raises(NotRecorded):
        ledger.record([too_early()])
    assert ledger.refusals()
    assert ledger.rows(TALKS) == before


def test_dry_runs_and_words_that_are_no_entry_are_not_kept(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register()])
    with pytest.raises(NotRecorded):
        ledger.try_out([too_early()])
    with pytest.raises(NotRecorded):
        ledger.record([offer("2024-09-31")])
    with pytest.raises(NotRecorded):
        ledger.record([check("Mint", outcome="steps")])
    assert ledger.refusals() == []


def test_they_are_kept_until_the_switch(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register()])
    with pytest.raises(NotRecorded):
        ledger.record([too_early()])
    ledger.record([switch(keep=False)])
    with pytest.raises(NotRecorded):
        ledger.record([too_early()])
    assert [each.position for each in ledger.refusals()] == [3]
    assert (ledger.keeps_refusals(3), ledger.keeps_refusals()) == (True, False)


def test_an_entry_that_cannot_be_read_does_not_end_the_keeping(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register()])
    append_unjudged(ledger.store, "RefusalsSwitched", {"x": 1}, stream="refusals")
    assert ledger.keeps_refusals()
    with pytest.raises(NotRecorded) as refused:
        ledger.record([too_early()])
    assert refused.value.kept
    assert [each.position for each in ledger.refusals()] == [4]


def test_what_is_too_long_or_no_json_of_ours_is_left_out_of_the_kept_attempt(
    ledger: Ledger,
) -> None:
    ledger.record([switch(keep=True), register()])
    for more in ({"text": "x" * 7_000, "note": "é" * 7_999}, {"act": "é"}):
        drafts = [step("OfferAccepted", "2024-09-05", offer=9, **more) for _ in range(5)]
        with pytest.raises(NotRecorded) as refused:
            ledger.record(drafts)
        assert refused.value.kept
    long, short = (each.said for each in ledger.refusals())
    assert [each.fields for each in long.tried] == [None] * 5
    assert all(each.fields for each in short.tried)
    assert verify(ledger).ok


def test_names_in_any_script_are_kept_with_a_refused_attempt(ledger: Ledger) -> None:
    ledger.record([switch(keep=True), register()])
    again = register()
    written = {**again.fields, "pools": {"Räte": 10, "सीटें": 5}, "note": "twice"}
    with pytest.raises(NotRecorded) as refused:
        ledger.record([msgspec.structs.replace(again, fields=written)])
    assert refused.value.kept
    (tried,) = ledger.refusals()[0].said.tried
    pools = [{"name": "Räte", "value": 10}, {"name": "सीटें", "value": 5}]
    assert tried.fields == {**written, "pools": pools}
    assert verify(ledger).ok


@pytest.mark.parametrize(
    ("hindered", "said"),
    [(StoreLocked("here", "it is held"), "another program"), (KeyError("x"), "'x'")],
)
def test_what_cannot_be_kept_does_not_hide_the_refusal(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, hindered: Exception, said: str
) -> None:
    ledger.record([switch(keep=True), register()])

    def fail(*_: object, **__: object) -> None:
        raise hindered

    monkeypatch.setattr(ledger.store, "append", fail)
    with pytest.raises(NotRecorded) as refused:
        ledger.record([too_early()])
    assert not refused.value.kept
    assert said in str(refused.value.not_kept)


def test_nobody_records_a_refusal_by_hand(ledger: Ledger) -> None:
    ledger.record([switch(keep=True)])
    forged = own(
        "refusals",
        "AttemptRefused",
        drafts=1,
        tried=[{"draft": 0, "stream": TALKS, "type": "OfferMade"}],
        objections=[{"draft": 0, "guard": "g", "case": "c"}],
    )
    with pytest.raises(NotRecorded, match="recorded by nobody"):
        ledger.record([forged])
    ledger.record([switch(keep=False)])
    append_unjudged(ledger.store, "AttemptRefused", forged.fields, stream="refusals")
    assert [each.check for each in verify(ledger).findings] == ["refusals"]


# Exports ----------------------------------------------------------------------------------------


def test_an_export_says_who_was_shown_what(ledger: Ledger) -> None:
    ledger.record([register()])
    receipt = ledger.record_export(export(ledger))
    assert receipt.position == 2
    (kept,) = ledger.exports()
    assert (kept.said.shown_to, kept.said.position) == ("The Paper", 1)
    assert ledger.exports(upto=1) == []
    assert verify(ledger).ok


def test_an_export_of_another_log_is_refused_and_found(ledger: Ledger) -> None:
    ledger.record([register()])
    with pytest.raises(NotRecorded, match="ends at @1"):
        ledger.record_export(export(ledger, position=9))
    with pytest.raises(NotRecorded, match="the root at @1"):
        ledger.record_export(export(ledger, root="ab" * 32))
    fields: JsonObject = {
        "what": "records",
        "position": 1,
        "root": "ab" * 32,
        "sha256": "0" * 64,
        "bytes": 1,
        "format": "jsonl",
    }
    ledger.record_export(export(ledger))
    append_unjudged(ledger.store, "ExportMade", fields, stream="exports")
    assert [each.check for each in verify(ledger).findings] == ["exports"]


# The register -----------------------------------------------------------------------------------


def test_the_register_is_answered_as_it_was_known(ledger: Ledger) -> None:
    ledger.record([entered("inc", "Indian National Congress")])
    ledger.record([entered("inc", "Congress", replaces=1, short="INC")])
    assert ledger.register()["inc"].facts == {"name": "Congress", "short": "INC"}
    assert ledger.register(upto=1)["inc"].facts == {"name": "Indian National Congress"}
    assert ledger.register(upto=0) == {}
    assert verify(ledger).ok


def test_an_entry_replaces_the_version_that_was_seen(ledger: Ledger) -> None:
    ledger.record([entered("inc", "Congress")])
    for draft, reason in (
        (entered("inc", "Cong."), "entered already"),
        (entered("inc", "Cong.", replaces=7), "changed in between"),
        (entered("aap", "AAP", replaces=1), "nothing to replace"),
    ):
        with pytest.raises(NotRecorded, match=reason):
            ledger.record([draft])
    ledger.record([entered("inc", "Cong.", replaces=1), entered("inc", "INC", replaces=2)])
    assert ledger.register()["inc"].version == 3


def test_a_name_of_the_register_is_taken_for_the_registered_party(ledger: Ledger) -> None:
    ledger.record([entered("inc", "Indian National Congress", short="INC",
                           names=[{"name": "Grand Old Party"}])])  # fmt: skip
    ledger.record([register()])
    tried = ledger.try_out([offer("2024-09-04", by="Grand Old Party")])
    receipts = ledger.record([offer("2024-09-04", by="Grand Old Party")])
    assert len(tried) == len(receipts) == 1
    assert [(each["name"], each["party"]) for each in receipts[0].known] == [
        ("Grand Old Party", "INC")
    ]
    assert receipts[0].rows[0][1]["by"] == ["INC"]
    offered, alias = ledger.entries(TALKS)[1:]
    assert offered.step["by"] == ["Grand Old Party"]
    assert (alias.type, alias.step["now"]) == ("EntryCorrected", "Grand Old Party")
    ledger.record([offer("2024-09-05", "6", by="Grand Old Party")])
    assert len(ledger.entries(TALKS)) == 4
    assert verify(ledger).ok


def test_a_name_that_two_answer_to_is_refused_naming_both(ledger: Ledger) -> None:
    ledger.record([entered("inc", "INC", names=[{"name": "The Party"}])])
    ledger.record([entered("aap", "Aam Aadmi Party", names=[{"name": "the party"}])])
    ledger.record([register()])
    with pytest.raises(NotRecorded) as refused:
        ledger.record([offer("2024-09-04", by="THE PARTY")])
    ((_, problem),) = refused.value.problems
    assert problem.guard == "name_is_clear"
    assert problem.facts["called"] == ["aap (Aam Aadmi Party)", "inc (INC)"]


def test_the_register_of_later_changes_no_answer_of_today(ledger: Ledger) -> None:
    ledger.record([entered("inc", "INC", names=[{"name": "The Party"}])])
    ledger.record([register(), offer("2024-09-04", by="The Party")])
    before = ledger.rows_at(TALKS, ledger.head().size)
    ledger.record([entered("inc", "INC", replaces=1)])
    assert ledger.rows_at(TALKS, ledger.head().size) == before


def test_a_retry_finds_its_step_though_the_register_added_a_name(ledger: Ledger) -> None:
    ledger.record([entered("inc", "INC", names=[{"name": "The Party"}])])
    ledger.record([register()])
    draft = offer("2024-09-04", by="The Party", id="00000000-0000-7000-8000-000000000077")
    first = ledger.record([draft])
    (again,) = ledger.record([draft])
    assert (again.repeated, again.position) == (True, first[0].position)


def test_a_slipped_in_entry_of_the_register_is_found(ledger: Ledger) -> None:
    ledger.record([entered("inc", "INC")])
    fields: JsonObject = {"entry": "inc", "kind": "party", "facts": {"name": "Other"}}
    append_unjudged(ledger.store, "RegisterEntered", fields, stream="register")
    assert [each.check for each in verify(ledger).findings] == ["register"]


def test_what_a_check_says_is_typed(ledger: Ledger) -> None:
    ledger.record([check("Mint")])
    assert isinstance(ledger.checks()[0].said, CheckMade)
