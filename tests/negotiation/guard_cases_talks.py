"""Refusals of the guards that ask who sits at the table, and when talks pause or end.

A guard without a case fails a test.
"""

from tests.negotiation.guard_case import Case
from tests.negotiation.words import (
    JOINTLY,
    corrects,
    deal,
    meets,
    opens,
    proposes,
    registers,
    resumes,
    seats,
    step,
    withdraws,
)

__all__ = ["CASES"]

DEAL = (proposes(), opens(), deal())
DEADLINE = (step("DeadlineSet", "2024-09-01", kind="self_set", when="2024-09-20"),)
TWO_DATES = registers(
    dates=[
        {"what": "last day of nominations", "when": "2024-09-12"},
        {"what": "poll", "when": "2024-10-05"},
    ]
)
POLL_ONLY = registers(dates=[{"what": "poll", "when": "2024-10-05"}])

CASES: tuple[Case, ...] = (
    # Who sits at the table ----------------------------------------------------------------------
    Case(
        guard="two_parties_named",
        case="one_party_named",
        refused=proposes(to="described:like-minded parties"),
        words=("takes two parties", "only INC is named", "parley propose BY TO"),
        taken=proposes(by=["INC", "AAP"], to="described:like-minded parties"),
    ),
    Case(
        guard="joins_from_outside",
        case="at_the_table",
        refused=step("PartyJoined", parties=["CPM", "Congress"]),
        words=("INC already sits at the table", "parley leave"),
        taken=step("PartyJoined", parties=["CPM", "BJP"]),
    ),
    Case(
        guard="joins_from_outside",
        case="at_the_table",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            now=seats("2", party="CPM"),
            joins=["CPM", "AAP"],
            assent=[*JOINTLY, {"party": "CPM", "by": "joint"}],
        ),
        words=("AAP already sits at the table",),
        taken=step(
            "DealAmended",
            "2024-09-07",
            now=seats("2", party="CPM"),
            joins="CPM",
            assent=[*JOINTLY, {"party": "CPM", "by": "joint"}],
        ),
    ),
    Case(
        guard="leaves_the_table",
        case="not_at_the_table",
        given=(proposes(),),
        refused=withdraws(by="CPM", parties="CPM"),
        words=("CPM does not sit at the table", "parley status"),
        taken=withdraws(),
    ),
    Case(
        guard="somebody_for_somebody",
        case="nobody_appointed",
        refused=step("NegotiatorAppointed", person="Deepak Babaria"),
        words=("a principal and a person", "parley appoint BY PERSON"),
        taken=step("NegotiatorAppointed", role="in_charge", principal="INC"),
    ),
    Case(
        guard="somebody_for_somebody",
        case="nobody_appointed",
        refused=step("NegotiatorAppointed", principal="INC"),
        words=("a principal and a role",),
        taken=step("NegotiatorAppointed", person="Deepak Babaria", principal="INC"),
    ),
    Case(
        guard="tolerated_or_lapsed",
        case="talks_unended",
        given=(proposes(),),
        refused=step("NegotiationClosed", "2024-10-05", reason="dissolved"),
        words=(
            "the state here is proposed",
            "parley collapse --how lapsed",
            "parley close tolerated",
        ),
        taken=step("NegotiationClosed", "2024-10-05", reason="tolerated"),
    ),
    Case(
        guard="somebody_has_it",
        case="nobodys_mandate",
        refused=step("MandateChanged", now="the board advises to say yes"),
        words=("neither a party, a person nor a role", "parley mandate BY NOW", "urges"),
        taken=step("MandateChanged", by="INC", now="up to seven"),
    ),
    Case(
        guard="somebody_holds_it",
        case="nobodys_task",
        refused=step("TenureChanged", by="INC", now="discharged"),
        words=("whose task", "parley task BY NOW PERSON"),
        given=(step("NegotiatorAppointed", person="A", principal="INC"),),
        taken=step("TenureChanged", by="INC", now="discharged", person="a"),
    ),
    Case(
        guard="somebody_holds_it",
        case="holds_nothing",
        given=(step("NegotiatorAppointed", person="A", principal="INC", role="negotiator"),),
        refused=step("TenureChanged", by="INC", now="discharged", person="A", role="scout"),
        words=("A has no task here", "parley appoint BY PERSON"),
        taken=step("TenureChanged", by="INC", now="discharged", role="negotiator"),
    ),
    Case(
        guard="two_participants",
        case="met_alone",
        refused=step("MeetingHeld", by="INC"),
        words=("two participants", "parley meet BY TO", "--internal"),
        taken=step("MeetingHeld", by="INC", internal=True),
    ),
    # Talks and their dates ----------------------------------------------------------------------
    Case(
        guard="not_suspended",
        case="suspended_already",
        given=(opens(), step("TalksSuspended", "2024-09-03", by="INC")),
        refused=step("TalksSuspended", by="AAP"),
        words=("v3 suspended that already", "parley cite 3"),
        taken=step("TalksSuspended", by="AAP", scope="symbol"),
    ),
    Case(
        guard="not_suspended",
        case="suspended_already",
        given=(opens(), step("TalksSuspended", "2024-09-03", by="INC", scope="symbol")),
        refused=step("TalksSuspended", by="AAP", scope="symbol"),
        words=("v3 suspended that already",),
        taken=step("TalksSuspended", by="AAP"),
    ),
    Case(
        guard="something_to_resume",
        case="talks_not_suspended",
        given=(opens(),),
        refused=resumes(),
        words=("the talks are not suspended", "parley meet"),
        taken=meets(at="2024-09-07"),
    ),
    Case(
        guard="something_to_resume",
        case="issue_not_parked",
        given=(opens(), step("TalksSuspended", "2024-09-03", by="INC", scope="symbol")),
        refused=resumes(scope="speaker"),
        words=("speaker is not parked",),
        taken=resumes(scope="symbol"),
    ),
    Case(
        guard="something_to_resume",
        case="issue_not_parked",
        given=(opens(), step("TalksSuspended", "2024-09-03", by="INC", scope="Migration")),
        refused=resumes(scope="asylum"),
        words=("asylum is not parked",),
        taken=resumes(scope="migration"),
    ),
    Case(
        guard="two_in_the_talks",
        case="talks_alone",
        refused=opens(parties=["INC", "Congress"]),
        words=("talks take two parties", "only INC"),
        taken=opens(parties=["INC", "AAP"]),
    ),
    Case(
        guard="two_in_the_talks",
        case="not_in_the_talks",
        refused=opens(parties=["INC", "CPM"]),
        words=("AAP opens the talks", "CPM, INC"),
        taken=opens(by="INC", parties=["INC", "CPM"]),
    ),
    Case(
        guard="deadline_lies_ahead",
        case="deadline_is_over",
        refused=step("DeadlineSet", "2024-09-05", kind="self_set", when="2024-09-04"),
        words=("2024-09-04 is over before the step itself (2024-09-05)",),
        taken=step("DeadlineSet", "2024-09-05", kind="self_set", when="2024-09-05"),
    ),
    Case(
        guard="deadline_lies_ahead",
        case="no_deadline",
        refused=step("DeadlineSet", kind="soft_target"),
        words=("neither a date nor words", "`WHEN`", "--words"),
        taken=step("DeadlineSet", kind="soft_target", words="soon"),
    ),
    Case(
        guard="deadline_moves",
        case="date_stays",
        given=DEADLINE,
        refused=step("DeadlineExtended", deadline=2, now="2024-09-20"),
        words=("the date stays 2024-09-20", "parley deadline"),
        taken=step("DeadlineExtended", deadline=2, now="2024-09-18"),
    ),
    Case(
        guard="deadline_moves",
        case="which_deadline",
        given=DEADLINE,
        refused=step("DeadlineExtended", now="2024-09-25"),
        words=("which deadline", "`deadline`", "`was`"),
        taken=step("DeadlineExtended", was="2024-09-22", now="2024-09-25"),
    ),
    Case(
        guard="deadline_moves",
        case="no_deadline_there",
        given=(*DEADLINE, proposes()),
        refused=step("DeadlineExtended", deadline=3, now="2024-09-25"),
        words=("v3 (AllianceProposed) is not a deadline", "parley log"),
        taken=step("DeadlineExtended", deadline=2, now="2024-09-25"),
    ),
    Case(
        guard="deadline_moves",
        case="moved_already",
        given=(*DEADLINE, step("DeadlineExtended", "2024-09-03", deadline=2, now="2024-09-25")),
        refused=step("DeadlineExtended", deadline=2, now="2024-09-30"),
        words=("already moved by v3", "--deadline 3"),
        taken=step("DeadlineExtended", deadline=3, now="2024-09-30"),
    ),
    Case(
        guard="deadline_moves",
        case="which_date",
        registration=TWO_DATES,
        refused=step("DeadlineExtended", deadline=1, now="2024-10-08"),
        words=("v1 registers 2 dates", "parley register amend"),
        taken=step("RegistrationAmended", field="dates.1.when", was="2024-10-05", now="2024-10-08"),
    ),
    Case(
        guard="deadline_moves",
        case="date_stays",
        registration=POLL_ONLY,
        refused=step("DeadlineExtended", deadline=1, now="2024-10-05"),
        words=("the date stays 2024-10-05",),
        taken=step("DeadlineExtended", deadline=1, now="2024-10-08"),
    ),
    Case(
        guard="amendment_fits",
        case="amendment_unfit",
        refused=step("RegistrationAmended", field="pools.seats", was=80, now=81),
        words=("pools.seats is 90, not 80", "parley show 1"),
        taken=step("RegistrationAmended", field="pools.seats", was=90, now=81),
    ),
    Case(
        guard="amendment_fits",
        case="our_own_words",
        refused=step("RegistrationAmended", field="zone", was="Asia/Kolkata", now="UTC"),
        words=("zone is how we describe", "parley correct 1"),
        taken=step("RegistrationAmended", field="arena", was="A state", now="A union territory"),
    ),
    Case(
        guard="amendment_fits",
        case="our_own_words",
        registration=registers(note="as of June"),
        refused=step("RegistrationAmended", field="note", was="as of June", now="as of July"),
        words=("note is how we describe the negotiation", "parley correct 1"),
        taken=corrects(1, "note", "as of June", "as of July"),
    ),
    Case(
        guard="amendment_fits",
        case="party_lost",
        refused=step("RegistrationAmended", field="parties.2.party", was="CPM", now="CPIM"),
        words=("CPM would be unknown here", "parties.N.name", "parties.N.aliases"),
        taken=step(
            "RegistrationAmended", field="parties.1.name", was="Aam Aadmi Party", now="Aam Party"
        ),
    ),
    Case(
        guard="amendment_fits",
        case="seats_at_the_start",
        refused=step("RegistrationAmended", field="at_table.1", was="AAP", now="CPM"),
        words=("at the start", "parley join", "parley leave"),
        taken=step("RegistrationAmended", field="led_by", was="Governor", now="Speaker"),
    ),
)
