"""People: who speaks for whom, since when and until when, after whom; and who mediated."""

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation import rows
from parley.negotiation.views.people import PersonItem, people
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import meets, registers, step


def appoints(person: str, at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    given = {"by": "INC", "person": person, "role": "negotiator", "principal": "INC"}
    return step("NegotiatorAppointed", at, **given | fields)


def mandates(now: str, at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return step("MandateChanged", at, **{"by": "INC", "role": "negotiator", "now": now} | fields)


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


def test_a_mandate_ends_the_mandate_before_and_no_appointment() -> None:
    talks = given(
        appoints("Babaria"),
        mandates("explore", vote="by voice"),
        mandates("agree to ten", "2024-09-06", was="explore"),
    ).talks
    assert [version for _, version in standing(talks)] == [2, 4]
    item = one(talks, 4)
    assert (item.mandate, item.was, item.predecessor_version) == ("agree to ten", "explore", 3)
    assert one(talks, 3).vote == "by voice"


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
