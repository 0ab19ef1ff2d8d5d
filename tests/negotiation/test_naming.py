"""Names that a negotiation does not register are looked up in the register, or refused."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.verdicts import Verdict
from tests.negotiation.talks import POLITICS, Talks
from tests.negotiation.worded import Worded
from tests.negotiation.words import (
    DOCUMENT,
    ON_RECORD,
    PARTIES,
    corrects,
    deal,
    offers,
    opens,
    registers,
    step,
)


def party(id: str, name: str, *names: JsonObject, **facts: object) -> JsonObject:
    written: JsonObject = {"name": name, "names": list(names), **facts}  # type: ignore[dict-item]
    return {"entry": id, "kind": "party", "version": 1, "facts": written}


OLD = {"name": "Jan Sangh", "valid_until": "1977"}
REGISTER = (
    party("inc", "Indian National Congress", {"name": "Grand Old Party"}, {"name": "The Party"}),
    party("aap", "Aam Aadmi", {"name": "Jhaadu"}, ids={"wikidata": "Q1"}),
    party("bjp", "Bharatiya Janata Party", dict(OLD), {"name": "The Party"}),
    party("sp", "Samajwadi Party", {"name": "Cycle"}),
)


@pytest.fixture
def talks() -> Talks:
    made = Talks()
    made.register = {str(each["entry"]): each for each in REGISTER}
    made.record(registers())
    return made


def aliases(verdict: Verdict) -> list[tuple[object, object]]:
    assert not verdict.problems
    return [(each.fields["field"], each.fields["now"]) for each in verdict.additions]


def test_a_name_of_the_register_is_added_to_the_party_that_it_is_here(talks: Talks) -> None:
    verdict = talks.judge(offers(by="Grand Old Party"))
    assert aliases(verdict) == [("parties.0.aliases", "Grand Old Party")]
    assert verdict.judged == ()
    assert verdict.additions[0].draft == 0


def test_a_name_is_looked_up_for_a_negotiation_that_begins_with_it() -> None:
    talks = Talks()
    talks.register = {str(each["entry"]): each for each in REGISTER}
    verdict = talks.judge(registers(), offers(by="Grand Old Party"))
    assert aliases(verdict) == [("parties.0.aliases", "Grand Old Party")]
    assert verdict.additions[0].draft == 1


def test_the_registration_goes_first_and_then_nobody_is_asked(talks: Talks) -> None:
    talks.register = {"other": party("other", "Another", {"name": "Congress"})}
    assert aliases(talks.judge(offers(by="Congress"))) == []
    talks.histories_read = 0
    assert talks.judge(offers(by="INC")).judged
    assert talks.histories_read == 0


def test_a_name_with_two_answers_is_refused_and_both_are_named(talks: Talks) -> None:
    (problem,) = talks.judge(offers(by="the party")).problems
    assert problem.guard == "name_is_clear"
    both = "several answer to it: bjp (Bharatiya Janata Party), inc (Indian National Congress)"
    assert both in Worded(problem).reason


def test_a_name_of_another_time_is_not_this_days(talks: Talks) -> None:
    (problem,) = talks.judge(offers(by="Jan Sangh", to="AAP")).problems
    assert problem.guard == "names_are_known"


@pytest.mark.parametrize("name", ["Cycle", "Nobody"])
def test_who_does_not_sit_here_is_left_to_the_rules(talks: Talks, name: str) -> None:
    (problem,) = talks.judge(offers(by=name)).problems
    assert problem.guard == "names_are_known"


def test_an_identifier_that_both_have_decides(talks: Talks) -> None:
    parties: list[JsonObject] = [
        {"party": "INC", "name": "Congress"},
        {"party": "X", "name": "Another Name", "ids": {"wikidata": "Q1"}},
        {"party": "AAP", "name": "Aam Aadmi", "ids": {"wikidata": "Q2"}},
    ]
    apart = Talks("negotiation/apart")
    apart.register = talks.register
    apart.record(registers(parties=parties, at_table=["INC", "X"]))  # type: ignore[arg-type]
    verdict = apart.judge(offers(by="Jhaadu", to="INC"))
    assert aliases(verdict) == [("parties.1.aliases", "Jhaadu")]


def test_what_the_same_batch_registers_is_not_looked_up(talks: Talks) -> None:
    alias = corrects(1, "parties.0.aliases", effect="add", was=None, now="The Party")
    assert not talks.judge(offers(by="The Party"), alias).problems


def test_the_side_of_an_evidence_is_a_name_too(talks: Talks) -> None:
    evidence: JsonObject = {"attribution": "on_record", "speaker": "S", "side": "Jhaadu"}
    assert aliases(talks.judge(offers(evidence=evidence))) == [("parties.1.aliases", "Jhaadu")]


# Several in one text

FORUM: list[JsonValue] = [*PARTIES, {"party": "SF", "name": "Seats, Farms + Forests"}]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("INC,AAP", ["INC", "AAP"]),
        ("INC + AAP", ["INC", "AAP"]),
        ("Congress+AAP,BJP", ["Congress", "AAP", "BJP"]),
        ("Seats, Farms + Forests", ["Seats, Farms + Forests"]),
        (["Seats, Farms + Forests", "INC"], ["Seats, Farms + Forests", "INC"]),
        ("described:two, or three", ["described:two, or three"]),
        ("all", ["all"]),
    ],
)
def test_a_text_alone_may_name_several_and_a_name_is_never_taken_apart(
    written: JsonValue, read: list[str]
) -> None:
    talks = Talks()
    talks.record(registers(parties=FORUM))
    verdict = talks.judge(step("StatementMade", by=written, stances="optimistic"))
    assert verdict.judged[0].step["by"] == read


def test_the_same_batch_registers_the_name_that_stays_whole() -> None:
    verdict = Talks().judge(registers(parties=FORUM), offers(by="Seats, Farms + Forests", to="CPM"))
    assert verdict.judged[1].step["by"] == ["Seats, Farms + Forests"]


@pytest.mark.parametrize("by", ["Seats, Farms + Forests", "INC+AAP", ["INC", "AAP"]])
def test_who_says_it_again_without_knowing_the_names_says_the_same(by: JsonValue) -> None:
    talks = Talks()
    talks.record(registers(parties=FORUM))
    draft = offers(by=by, to="CPM")
    talks.record(draft)
    (again,) = POLITICS.written([draft], [2], {})
    assert POLITICS.says(talks.entries[1], again)
    (other,) = POLITICS.written([offers(by="INC+BJP", to="CPM")], [2], {})
    assert not POLITICS.says(talks.entries[1], other)


def test_all_assent_who_sit_there_then_and_who_says_otherwise_does() -> None:
    talks = Talks()
    talks.record(registers())
    talks.record(opens())
    everybody: JsonObject = {"party": "all", "by": "joint"}
    by_paper: JsonObject = {"party": "Congress", "by": "document"}
    evidence: list[JsonValue] = [ON_RECORD, DOCUMENT]
    talks.record(deal(by="all", assent=[by_paper, everybody], evidence=evidence))
    talks.record(step("PartyJoined", "2024-09-20", parties="CPM", by="INC"))
    (row,) = talks.rows()["deal"]
    assert row["assent"] == [{"party": "INC", "by": "document"}, {"party": "AAP", "by": "joint"}]
