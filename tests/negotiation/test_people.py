"""People: who speaks for whom, since when and until when, after whom; and who mediated."""

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation import rows
from parley.negotiation.steps import Votes
from parley.negotiation.views.people import PersonItem, people
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import STREAM, closes, meets, registers, says, step


def appoints(person: JsonValue, at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    given = {"by": "INC", "person": person, "role": "negotiator", "principal": "INC"}
    return step("NegotiatorAppointed", at, **given | fields)


def mandates(now: str, at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return step("MandateChanged", at, **{"by": "INC", "role": "negotiator", "now": now} | fields)


def tenure(now: str, at: str, **fields: JsonValue) -> Draft:
    return step("TenureChanged", at, **{"by": "INC", "now": now} | fields)


def standing(talks: Talks, as_of: str | None = None) -> list[tuple[str | None, int]]:
    return [(each.person, each.version) for each in people(talks.seen(as_of)) if each.standing]


def one(talks: Talks, version: int) -> PersonItem:
    return next(each for each in people(talks.seen()) if each.version == version)


def test_several_hold_one_role_until_somebody_replaces_one() -> None:
    talks = given(
        appoints("Maken"), appoints("Babaria"), appoints("Hooda", "2024-09-06", replaces="Maken")
    ).talks
    assert standing(talks, "2024-09-05") == [("Maken", 2), ("Babaria", 3)]
    assert standing(talks) == [("Babaria", 3), ("Hooda", 4)]
    gone, come = one(talks, 2), one(talks, 4)
    assert (gone.since, gone.until, gone.until_version) == ("2024-09-03", "2024-09-06", 4)
    assert (come.predecessor, come.predecessor_version) == ("Maken", 2)


def test_who_is_replaced_in_another_role_holds_none_of_theirs_any_more() -> None:
    talks = given(
        appoints("Maken"), appoints("Hooda", "2024-09-06", role="in_charge", replaces="Maken")
    ).talks
    assert standing(talks) == [("Hooda", 3)]
    assert (one(talks, 2).until_version, one(talks, 3).predecessor_version) == (3, 2)


def test_who_is_replaced_in_one_of_two_roles_keeps_the_other() -> None:
    talks = given(
        appoints("Maken"),
        appoints("Maken", role="spokesperson"),
        appoints("Hooda", "2024-09-06", replaces="Maken"),
    ).talks
    assert standing(talks) == [("Maken", 3), ("Hooda", 4)]


def test_whom_nobody_recorded_is_still_named_as_the_predecessor() -> None:
    item = one(given(appoints("Hooda", replaces="Maken")).talks, 2)
    assert (item.predecessor, item.predecessor_version) == ("Maken", None)


def test_a_mandate_is_told_with_the_task_that_it_goes_with() -> None:
    talks = given(
        appoints("Babaria"),
        mandates("explore", votes="by voice"),
        mandates("agree to ten", "2024-09-06", was="explore"),
    ).talks
    assert standing(talks) == [("Babaria", 2)]
    item = one(talks, 2)
    assert (item.mandate, item.was) == ("agree to ten", "explore")
    assert [(each.version, each.what, each.words) for each in item.story] == [
        (3, "mandate", "explore"),
        (4, "mandate", "agree to ten"),
    ]


def test_the_mandate_of_a_party_is_its_own_until_another() -> None:
    talks = given(
        mandates("explore", role=None, votes="by voice"),
        mandates("agree to ten", "2024-09-06", role=None, was="explore"),
    ).talks
    assert standing(talks) == [(None, 3)]
    assert (one(talks, 3).principal, one(talks, 3).predecessor_version) == ("INC", 2)
    assert (one(talks, 2).votes, one(talks, 2).ended_how) == (Votes(words="by voice"), "replaced")


def test_a_task_ends_when_it_is_given_back_and_its_mandate_with_it() -> None:
    talks = given(
        appoints("Babaria"),
        mandates("explore", person="Babaria"),
        tenure("given_back", "2024-09-06", person="babaria", reason="no majority"),
    ).talks
    assert standing(talks, "2024-09-05") == [("Babaria", 2)]
    assert standing(talks) == []
    item = one(talks, 2)
    assert (item.until, item.until_version, item.ended_how) == ("2024-09-06", 4, "given_back")
    assert (item.story[-1].what, item.story[-1].words) == ("given_back", "no majority")
    assert [row.ended_by for row in talks.seen().all(rows.PersonRow)] == [4, 4]


def test_a_resignation_ends_nothing_until_it_is_accepted() -> None:
    talks = given(
        appoints("Babaria"),
        tenure("resignation_offered", "2024-09-05", by="person:Babaria", person="Babaria"),
        tenure("resignation_refused", "2024-09-06", person="Babaria"),
        tenure("resignation_offered", "2024-09-08", by="person:Babaria", person="Babaria"),
    ).talks
    assert standing(talks) == [("Babaria", 2)]
    accepted = tenure("resignation_accepted", "2024-09-09", role="negotiator")
    assert not talks.record(accepted).problems
    assert standing(talks) == []
    assert [each.what for each in one(talks, 2).story] == [
        "resignation_offered",
        "resignation_refused",
        "resignation_offered",
        "resignation_accepted",
    ]


def test_an_end_counts_from_the_day_that_its_declarer_names() -> None:
    talks = given(
        appoints("Babaria"),
        tenure("discharged", "2024-09-06", person="Babaria", effective="2024-09-10"),
    ).talks
    assert one(talks, 2).until == "2024-09-10"


def test_two_have_one_task_and_each_may_leave_it() -> None:
    talks = given(
        appoints(["Maken", "Hooda"], role=None, title="go-betweens"),
        mandates("explore", role=None, title="Go-betweens"),
        tenure("discharged", "2024-09-06", person="Hooda"),
    ).talks
    assert standing(talks) == [("Maken", 2)]
    maken, hooda = people(talks.seen())
    assert (maken.beside, hooda.beside) == (("Hooda",), ("Maken",))
    assert (maken.title, maken.role, maken.mandate) == ("go-betweens", None, "explore")
    assert not talks.record(tenure("ended", "2024-09-08", title="go-betweens")).problems
    assert [row.ended_by for row in talks.seen().all(rows.PersonRow)] == [5, 4, 5]


def test_who_replaces_two_ends_the_task_of_both() -> None:
    talks = given(
        appoints(["Maken", "Hooda"]),
        appoints("Babaria", "2024-09-06", role="in_charge", replaces=["Maken", "Hooda"]),
    ).talks
    assert standing(talks) == [("Babaria", 3)]
    assert one(talks, 3).predecessor == "Maken, Hooda"


def test_the_close_ends_what_was_given_for_the_talks_and_no_office_of_a_party() -> None:
    talks = given(
        appoints("Babaria"),
        appoints("Kharge", role="high_command"),
        mandates("up to seven", role=None),
        closes("2024-10-05"),
    ).talks
    assert standing(talks) == [("Kharge", 3)]
    assert {each.ended_how for each in people(talks.seen()) if not each.standing} == {"closed"}


def test_an_office_is_told_with_who_held_it_then() -> None:
    talks = given(
        says("pessimistic", "2024-09-02", by="office:mission"),
        appoints("Maken", "2024-09-03", office="mission"),
        says("optimistic", "2024-09-04", by="office:mission"),
        appoints("Hooda", "2024-09-05", office="mission", replaces="Maken"),
        says("pessimistic", "2024-09-06", by="office:mission"),
    ).talks
    held = [row.holders for row in talks.seen().steps if row.type == "StatementMade"]
    assert [[each.held_by for each in holders] for holders in held] == [
        [],
        [("Maken",)],
        [("Hooda",)],
    ]


def test_an_office_that_a_contest_registers_has_its_registered_holder() -> None:
    king: JsonValue = {"office": "King", "held_by": "Philippe"}
    contest = Draft(
        stream=STREAM,
        type="ContestRegistered",
        fields={"title": "t", "kind": "formation", "zone": "UTC", "offices": [king]},
    )
    talks = given(says(by=["office:King", "office:Queen"]), registration=contest).talks
    (row,) = talks.seen().steps
    assert [(each.office, each.held_by) for each in row.holders] == [("King", ("Philippe",))]


def test_who_mediates_at_a_meeting_ends_nobodys_role() -> None:
    talks = given(appoints("Babaria"), meets(mediator="P. Vadra")).talks
    item = one(talks, 3)
    assert (item.kind, item.person, item.role, item.principal) == (
        "mediation",
        "P. Vadra",
        "mediator",
        None,
    )
    assert not item.standing
    assert standing(talks) == [("Babaria", 2)]


def test_a_rename_renames_every_stay_and_the_old_name_still_finds_the_party() -> None:
    talks = given(
        step("PartyWithdrew", "2024-09-02", by="AAP", parties="AAP"),
        step("PartyJoined", "2024-09-03", parties="AAP"),
        step(
            "RegistrationAmended",
            "2024-09-04",
            field="parties.1.name",
            was="Aam Aadmi Party",
            now="Aam Party",
        ),
        registration=registers(at_table=["INC", "AAP", "CPM"]),
    ).talks
    stays = [row for row in talks.seen().all(rows.PartyRow) if row.party == "AAP"]
    assert [(row.name, row.aliases) for row in stays] == [("Aam Party", ("Aam Aadmi Party",))] * 2


def test_a_name_that_another_party_has_taken_is_no_alias() -> None:
    renamed: list[JsonValue] = [
        {"party": "INC", "name": "Indian National Congress"},
        {"party": "AAP", "name": "AAP (Old)"},
        {"party": "New", "name": "Aam Aadmi Party"},
    ]
    before: list[JsonValue] = [*renamed[:1], {"party": "AAP", "name": "Aam Aadmi Party"}]
    talks = given(
        step("RegistrationAmended", "2024-09-04", field="parties", was=before, now=renamed),
        registration=registers(parties=before),
    ).talks
    known = {row.party: row.aliases for row in talks.seen().all(rows.PartyRow)}
    assert known == {"INC": (), "AAP": (), "New": ()}


def test_parties_stand_in_the_order_of_the_table_and_those_without_one_last() -> None:
    talks = given(
        meets(mediator="P. Vadra"),
        appoints("Chadha", by="AAP", principal="AAP"),
        appoints("Babaria"),
    ).talks
    assert [each.person for each in people(talks.seen())] == ["Babaria", "Chadha", "P. Vadra"]


def test_each_is_cited() -> None:
    assert one(given(appoints("Babaria")).talks, 2).speaker == "A spokesperson"


def test_a_mandate_that_two_gave_together_is_neither_ones_alone() -> None:
    both = step("MandateChanged", "2024-09-03", by=["INC", "AAP"], now="at most 200")
    own = step("MandateChanged", "2024-09-04", by="INC", now="at most 100")
    first, second = people(given(both, own).talks.seen())
    assert (first.principal, first.together, first.standing) == (None, ("INC", "AAP"), True)
    assert (second.principal, second.together) == ("INC", ())
