"""Every verb makes the step that it is named for, with the fields that were typed and no others."""

import shlex
from pathlib import Path

import pytest

from parley.cli.acts import VERBS
from parley.cli.commands import COMMANDS, RECORD
from parley.negotiation.steps import CATALOGUE
from tests.cli.desk import NEW, TOLD, Desk, open_desk

TERM = {"issue": "seat_count", "quantity": {"kind": "exact", "value": 5}}
BEFORE = (
    ("propose", "INC", "AAP"),  # v2
    ("open", "INC", "AAP"),  # v3
    ("offer", "INC", "AAP", "5"),  # v4
    ("demand", "AAP", "INC", "10"),  # v5
    ("condition", "AAP", "a condition"),  # v6
    ("deadline", "2024-09-09", "--kind", "self_set"),  # v7
)
DEAL = ("deal", "INC", "AAP", "--joint")
CASES: list[tuple[str, str, dict[str, object]]] = [
    (
        "propose INC AAP --form coalition --scope all",
        "AllianceProposed",
        {"by": ["INC"], "to": ["AAP"], "form": "coalition", "scope": "all"},
    ),
    (
        "say AAP welcomes --about v2",
        "StatementMade",
        {"by": ["AAP"], "stances": ["welcomes"], "about": 2},
    ),
    (
        "open INC AAP --stage formal",
        "TalksOpened",
        {"by": ["INC"], "to": ["AAP"], "stage": "formal"},
    ),
    (
        "meet INC AAP --mode phone --place Delhi --mediator M --secret",
        "MeetingHeld",
        {
            "by": ["INC"],
            "to": ["AAP"],
            "mode": "phone",
            "place": "Delhi",
            "mediator": "M",
            "secret": True,
        },
    ),
    ("meet INC --internal", "MeetingHeld", {"by": ["INC"], "internal": True}),
    (
        "suspend INC --scope portfolios --reason why",
        "TalksSuspended",
        {"by": ["INC"], "scope": "portfolios", "reason": "why"},
    ),
    (
        "collapse AAP --how declared --reason why --effective 2024-09-06",
        "TalksCollapsed",
        {"by": ["AAP"], "reason": "why", "effective": "2024-09-06"},
    ),
    (
        "offer INC AAP 5 --finality final --expires 2024-09-09 --conditions one --conditions b"
        " --in-addition",
        "OfferMade",
        {
            "by": ["INC"],
            "to": ["AAP"],
            "terms": [TERM],
            "finality": "final",
            "expires": "2024-09-09",
            "conditions": ["one", "b"],
            "in_addition": True,
        },
    ),
    (
        "offer INC AAP few --reads-as 1..3",
        "OfferMade",
        {
            "by": ["INC"],
            "to": ["AAP"],
            "terms": [
                {
                    "issue": "seat_count",
                    "quantity": {
                        "kind": "unquantified",
                        "verbatim": "few",
                        "reads_as": {"kind": "range", "low": 1, "high": 3},
                    },
                }
            ],
        },
    ),
    (
        "offer INC AAP --seats Jind,Kalayat",
        "OfferMade",
        {
            "by": ["INC"],
            "to": ["AAP"],
            "terms": [{"issue": "constituencies", "seats": ["Jind", "Kalayat"]}],
        },
    ),
    (
        "offer INC AAP --issue portfolios --words health",
        "OfferMade",
        {"by": ["INC"], "to": ["AAP"], "terms": [{"issue": "portfolios", "words": "health"}]},
    ),
    (
        "demand AAP INC 5 --kind veto --pool seats",
        "DemandMade",
        {"by": ["AAP"], "to": ["INC"], "terms": [{**TERM, "pool": "seats"}], "kind": "veto"},
    ),
    (
        "counter AAP 4 5",
        "DemandMade",
        {
            "by": ["AAP"],
            "to": ["INC"],
            "terms": [{**TERM, "pool": "seats"}],
            "in_reply_to": 4,
        },
    ),
    (
        "counter INC 5 5",
        "OfferMade",
        {
            "by": ["INC"],
            "to": ["AAP"],
            "terms": [{**TERM, "pool": "seats"}],
            "in_reply_to": 5,
        },
    ),
    (
        "accept AAP 4 --in-full --in-principle --conditional if",
        "OfferAccepted",
        {"by": ["AAP"], "offer": 4, "in_full": True, "in_principle": True, "conditional": "if"},
    ),
    ("reject AAP 4", "OfferRejected", {"by": ["AAP"], "rejected": 4}),
    ("reject AAP --words w", "OfferRejected", {"by": ["AAP"], "words": "w"}),
    (
        "withdraw INC talks#4 --reason why",
        "OfferWithdrawn",
        {"by": ["INC"], "offer": 4, "reason": "why"},
    ),
    ("withdraw AAP 5", "ConcessionMade", {"by": ["AAP"], "dropped": 5}),
    ("withdraw AAP --words w", "ConcessionMade", {"by": ["AAP"], "words": "w"}),
    (
        "condition AAP words --on-what it",
        "ConditionSet",
        {"by": ["AAP"], "condition": "words", "on_what": "it"},
    ),
    ("condition 6 --outcome met", "ConditionResolved", {"condition": 6, "outcome": "met"}),
    ("condition 6 --outcome waived", "ConditionResolved", {"condition": 6, "outcome": "waived"}),
    (
        "deadline INC 2024-09-09 --kind soft_target --what w --awaits DealReached"
        " --consequence c --words d",
        "DeadlineSet",
        {
            "by": ["INC"],
            "kind": "soft_target",
            "when": "2024-09-09",
            "what": "w",
            "awaits": "DealReached",
            "consequence": "c",
            "words": "d",
        },
    ),
    (
        "deadline INC 2024-09-10 --deadline 7",
        "DeadlineExtended",
        {"by": ["INC"], "now": "2024-09-10", "deadline": 7},
    ),
    (
        "deadline 2024-09-10 --was 2024-09-08",
        "DeadlineExtended",
        {"now": "2024-09-10", "was": "2024-09-08"},
    ),
    (
        "ultimatum AAP INC --when 2024-09-09 --words w --demand 5 --consequence c",
        "UltimatumIssued",
        {
            "by": ["AAP"],
            "to": ["INC"],
            "when": "2024-09-09",
            "words": "w",
            "demand": 5,
            "consequence": "c",
        },
    ),
    (
        "deal INC --partial scope --in-principle --terms AAP=5 --assent INC=statement",
        "PartialAgreementReached",
        {
            "by": ["INC"],
            "scope": "scope",
            "in_principle": True,
            "terms": [{"party": "AAP", **TERM}],
            "assent": [{"party": "INC", "by": "statement"}],
        },
    ),
    (
        "deal INC AAP --assent INC=joint --assent AAP=joint --terms AAP=5,INC=about~half"
        " --form signed --seats AAP=Jind,Kalayat --subject-to AAP=council --pool seats",
        "DealReached",
        {
            "by": ["INC", "AAP"],
            "terms": [
                {"party": "AAP", **TERM, "seats": ["Jind", "Kalayat"], "pool": "seats"},
                {
                    "party": "INC",
                    "issue": "seat_count",
                    "quantity": {"kind": "unquantified", "verbatim": "about~half"},
                    "pool": "seats",
                },
            ],
            "assent": [{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
            "form": "signed",
            "subject_to": [{"party": "AAP", "body": "council"}],
        },
    ),
    (
        "leave AAP --excluded-by INC --ends-negotiation",
        "PartyWithdrew",
        {
            "by": ["INC"],
            "parties": ["AAP"],
            "excluded_by": ["INC"],
            "ends_negotiation": True,
        },
    ),
    (
        "appoint INC P --role negotiator --scope s --replaces Q",
        "NegotiatorAppointed",
        {
            "by": ["INC"],
            "person": ["P"],
            "principal": "INC",
            "role": "negotiator",
            "scope": "s",
            "replaces": ["Q"],
        },
    ),
    (
        "mandate INC more P --was less --role negotiator",
        "MandateChanged",
        {"by": ["INC"], "now": "more", "person": ["P"], "was": "less", "role": "negotiator"},
    ),
    (
        "say INC optimistic,expects words --issue seat_count --about agreement",
        "StatementMade",
        {
            "by": ["INC"],
            "stances": ["optimistic", "expects"],
            "text": "words",
            "issue": "seat_count",
            "proposition": "agreement",
        },
    ),
    (
        "say AAP denies --about 4",
        "StatementMade",
        {"by": ["AAP"], "stances": ["denies"], "about": 4},
    ),
    (
        "move AAP candidate_list --count 5 --seats Jind --overlaps 1 --overlapping-seats Jind",
        "UnilateralMoveMade",
        {
            "by": ["AAP"],
            "kind": "candidate_list",
            "count": TERM["quantity"],
            "seats": ["Jind"],
            "overlaps": {"kind": "exact", "value": 1},
            "overlapping_seats": ["Jind"],
        },
    ),
    (
        "register amend parties.INC.name Congress(I) --by INC",
        "RegistrationAmended",
        {
            "by": ["INC"],
            "field": "parties.0.name",
            "was": "Indian National Congress",
            "now": "Congress(I)",
        },
    ),
    (
        "register amend pools.seats 92",
        "RegistrationAmended",
        {"field": "pools.seats", "was": 90, "now": 92},
    ),
]
LATER: list[tuple[str, str, dict[str, object]]] = [
    (
        "deal INC AAP SP --joint --was AAP=4 --now AAP=5 --joins SP",
        "DealAmended",
        {
            "by": ["INC", "AAP", "SP"],
            "was": [{"party": "AAP", **TERM, "quantity": {"kind": "exact", "value": 4}}],
            "now": [{"party": "AAP", **TERM}],
            "joins": ["SP"],
            "assent": [{"party": name, "by": "joint"} for name in ("INC", "AAP", "SP")],
        },
    ),
    (
        "ratify AAP council rejected --votes 3:4",
        "DealRatified",
        {
            "by": ["AAP"],
            "party": "AAP",
            "body": "council",
            "outcome": "rejected",
            "votes": {"words": "3:4"},
        },
    ),
    (
        "follow office:auditor 3 not_kept",
        "TermFollowed",
        {"by": ["office:auditor"], "deal": 3, "fulfilment": "not_kept"},
    ),
    (
        'vote Assembly confidence rejected --what her --votes "90~ for, 3.5 percent absent"',
        "VoteHeld",
        {
            "body": "Assembly",
            "subject": "confidence",
            "outcome": "rejected",
            "what": "her",
            "votes": {
                "in_favour": {"kind": "about", "value": 90},
                "absent": {"kind": "exact", "value": "3.5", "unit": "percent"},
            },
        },
    ),
    ("break AAP --reason why", "DealBroken", {"by": ["AAP"], "reason": "why"}),
    ("close poll", "NegotiationClosed", {"reason": "poll"}),
]
OWN = {"occurred", "evidence"}


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a proposal, talks, an offer, a demand, a condition and a deadline."""
    desk = open_desk(tmp_path_factory.mktemp("busy"))
    for words in BEFORE:
        desk.must(*words, *TOLD)
    return desk


def own_fields(desk: Desk) -> dict[str, object]:
    return {name: value for name, value in desk.last().step.items() if name not in OWN}


def with_a_third_party(folder: Path) -> Desk:
    """Return a desk with talks of two parties, and one that does not sit at the table."""
    desk = Desk(folder)
    desk.must("init", "--db", "parley.db")
    parties = [f"--party={party}" for party in ("INC", "AAP", "SP")]
    table = ("--at-table=INC", "--at-table=AAP")
    desk.must("new", "talks", "--title=T", "--arena=A", "--tz=UTC", "--seats=90", *parties, *table)
    return desk


@pytest.mark.parametrize(("words", "type_name", "fields"), CASES, ids=[case[0] for case in CASES])
def test_a_verb_makes_its_step(
    words: str, type_name: str, fields: dict[str, object], busy: Desk, tmp_path: Path
) -> None:
    desk = busy.copied(tmp_path)
    desk.must(*words.split(), *TOLD)
    assert desk.last().type == type_name
    assert own_fields(desk) == fields
    assert desk.field("occurred") == "2024-09-07"
    assert desk.last().step["evidence"] == [{"attribution": "on_record", "speaker": "A. Speaker"}]


@pytest.mark.parametrize(("words", "type_name", "fields"), LATER, ids=[case[0] for case in LATER])
def test_a_verb_of_what_follows_a_deal_makes_its_step(
    words: str, type_name: str, fields: dict[str, object], tmp_path: Path
) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("open", "INC", *TOLD)
    desk.must(*DEAL, "--subject-to", "AAP=council", *TOLD)
    desk.must(*shlex.split(words), *TOLD)
    assert desk.last().type == type_name
    assert own_fields(desk) == fields


def test_a_party_that_is_not_at_the_table_joins_it(tmp_path: Path) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("join", "SP", "--consent", "INC", *TOLD)
    assert desk.last().type == "PartyJoined"
    assert own_fields(desk) == {"by": ["SP"], "parties": ["SP"], "consent": ["INC"]}


def test_a_task_is_given_back_by_who_has_it_and_taken_by_who_gave_it(tmp_path: Path) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("appoint", "INC", "Asha", "Bo", "--title", "go-betweens", *TOLD)
    assert own_fields(desk)["person"] == ["Asha", "Bo"]
    desk.must("task", "person:Asha", "given_back", "--reason", "no majority", *TOLD)
    assert own_fields(desk) == {
        "by": ["person:Asha"],
        "now": "given_back",
        "person": ["Asha"],
        "reason": "no majority",
    }
    desk.must("task", "INC", "discharged", "Bo", "--effective", "2024-09-08", *TOLD)
    assert desk.last().type == "TenureChanged"
    refused = desk.type("task", "INC", "discharged", "Bo", *TOLD)
    assert refused.code == 1
    assert "Bo has no task here" in refused.stderr
    assert "parley people" in refused.stderr


def test_a_deal_waits_for_a_body_that_is_no_partys(tmp_path: Path) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("open", "INC", *TOLD)
    desk.must(*DEAL, "--subject-to", "the Assembly", *TOLD)
    assert "the deal waits for" not in desk.must("log").stdout
    refused = desk.type("ratify", "the Assembly", "approved", "--at", "sat", "--anon", "aides")
    assert refused.code == 1
    assert "the Assembly decides on the deal" in refused.stderr
    desk.must("ratify", "the Assembly", "approved", "--votes", "46 for, 44 against", *TOLD)
    assert own_fields(desk) == {
        "body": "the Assembly",
        "outcome": "approved",
        "votes": {
            "in_favour": {"kind": "exact", "value": 46},
            "against": {"kind": "exact", "value": 44},
        },
    }
    assert "the Assembly: approved (46 for, 44 against)" in desk.must("status").stdout


def test_a_party_that_comes_up_midway_is_registered_and_joins_in_one_go(tmp_path: Path) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("join", "GFP", "--name", "Goa Forward, Party", *TOLD)
    registered, joined = desk.records()[-2:]
    assert (registered.type, joined.type) == ("RegistrationAmended", "PartyJoined")
    assert registered.step["now"][-1] == {"party": "GFP", "name": "Goa Forward, Party"}  # type: ignore[index]
    assert "GFP" in desk.must("status").stdout
    refused = desk.type("join", "X", "Y", "--name", "Both", *TOLD)
    assert refused.code == 2


def test_talks_resume_after_a_pause(busy: Desk, tmp_path: Path) -> None:
    desk = busy.copied(tmp_path)
    desk.must("suspend", "INC", *TOLD)
    desk.must("resume", "AAP", "INC", "--stage", "formal", "--reason", "why", *TOLD)
    assert desk.last().type == "TalksResumed"
    assert own_fields(desk) == {"by": ["AAP"], "to": ["INC"], "stage": "formal", "reason": "why"}


@pytest.mark.parametrize(
    ("before", "talks"), [((), "TalksOpened"), (("collapse", "AAP"), "TalksResumed")]
)
def test_a_deal_out_of_nowhere_comes_with_the_talks_that_nobody_saw(
    before: tuple[str, ...], talks: str, desk: Desk
) -> None:
    if before:
        desk.must("open", "INC", "--at", "2024-09-01", "--speaker", "S")
        desk.must(*before, "--at", "2024-09-02", "--speaker", "S")
    refused = desk.type(*DEAL, *TOLD)
    assert refused.code == 1
    assert "--opened" in refused.stderr
    result = desk.must(*DEAL, "--opened", "../sat" if not before else "2024-09-03/..", *TOLD)
    opened, deal = desk.records()[-2:]
    assert (opened.type, deal.type) == (talks, "DealReached")
    assert opened.step["stage"] == "undisclosed"
    assert result.stdout.count("\n") == 2
    assert result.stdout.count(" · deal reached") == 1


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_step_of_the_catalogue_can_be_recorded_from_the_command_line(name: str) -> None:
    verbs = {entry.name for entry in COMMANDS if entry.section == RECORD}
    assert VERBS.get(name, "record").partition(" --")[0] in {*verbs, "register amend"}


def test_the_verbs_are_those_that_the_catalogue_names() -> None:
    made = {type_name: words.split()[0] for words, type_name, _ in [*CASES, *LATER]}
    made |= {"PartyJoined": "join", "TalksResumed": "resume", "StatementMade": "say"}
    made |= {"TenureChanged": "task"}
    made |= {"EntryCorrected": "correct", "RegistrationAmended": "register amend"}
    made |= {"DealAmended": "deal --amended", "PartialAgreementReached": "deal --partial"}
    made |= {"DemandMade": "demand", "OfferMade": "offer"}
    assert made == VERBS


def test_an_ultimatum_says_until_when_or_else_what_or_in_which_words(desk: Desk) -> None:
    refused = desk.type("ultimatum", "AAP", "INC", *TOLD)
    assert refused.code == 2
    assert "--when" in refused.stderr
    desk.must("open", "INC", "AAP", *TOLD)
    for option in ("--when", "--consequence", "--words"):
        value = "2024-09-09" if option == "--when" else "all 90 seats"
        said = desk.must("ultimatum", "AAP", "INC", option, value, *TOLD)
        assert "None" not in said.stdout + said.stderr


def test_a_receipt_says_the_state_in_words(desk: Desk) -> None:
    said = desk.must("open", "INC", "AAP", *TOLD).stdout
    assert said.rstrip().endswith("· talks underway")
    assert "talks underway" in desk.must("log", "--oneline").stdout
    assert "talks_underway" not in desk.must("log", "--oneline").stdout


def test_our_placeholder_for_an_unnamed_source_is_no_quotation(desk: Desk) -> None:
    at = ("--at", "2024-09-07")
    desk.must("say", "INC", "claims_talks", *at, "--anon", "unnamed source")
    desk.must("say", "INC", "claims_talks", *at, "--anon", "party insiders")
    placeholder, described = desk.must("show", "2").stdout, desk.must("show", "3").stdout
    assert "unnamed source" in placeholder
    assert "“unnamed source”" not in placeholder
    assert "“party insiders”, unnamed source" in described


@pytest.mark.parametrize("words", ["break", "leave", "withdraw"])
def test_verbs_that_sound_alike_say_the_difference(words: str, desk: Desk) -> None:
    page = desk.must(words, "--help").stdout
    for other in ("break", "leave", "withdraw"):
        assert f"`{other}`" in page


def test_the_page_of_a_verb_is_short_and_names_the_page_of_all(desk: Desk) -> None:
    for entry in COMMANDS:
        if entry.section == RECORD and entry.name not in ("record", "import"):
            page = desk.must(entry.name, "--help").stdout
            assert "parley record --help" in page
            assert "--expect-version" not in page
    assert "--expect-version" in desk.must("record", "--help").stdout


def test_who_agreed_is_asked_for_with_how_it_is_mostly_said(tmp_path: Path) -> None:
    desk = with_a_third_party(tmp_path)
    desk.must("open", "INC", *TOLD)
    refused = desk.type("deal", "INC", "AAP", *TOLD)
    assert "--joint where all announced it together" in refused.stderr
    refused = desk.type("deal", "INC", "AAP", "--assent", "joint", *TOLD)
    assert "hint: --joint" in refused.stderr


def test_what_is_more_than_there_is_is_remarked_when_it_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.must("init", "--db", "parley.db")
    desk.must(*NEW)
    desk.must("open", "INC", *TOLD)
    named = desk.must("demand", "AAP", "INC", "1", "--seats", "Jind,Kalayat", *TOLD)
    assert "over 1 by name, recorded as it was said" in named.stdout + named.stderr
    over = desk.must("deal", "INC", "AAP", "--joint", "--terms", "INC=50,AAP=60", *TOLD)
    assert "INC 50 + AAP 60 = 110, of 90: over 20" in over.stdout + over.stderr
    closes = desk.must("deal", "all", "--joint", "--amended", "--terms", "AAP=40", *TOLD)
    assert "recorded as it was said" not in closes.stdout + closes.stderr


def test_a_word_on_a_term_says_which_and_a_term_that_is_none_is_refused(desk: Desk) -> None:
    desk.must("open", "INC", *TOLD)
    desk.must("deal", "INC", "AAP", "--joint", "--terms", "AAP=4", *TOLD)
    version = desk.last().version
    for number in ("0", "x", "2"):
        refused = desk.type("follow", "INC", str(version), "kept", "--term", number, *TOLD)
        assert refused.code in (1, 2), number
    told = desk.must("follow", "INC", str(version), "kept", "--term", "1", *TOLD).stdout
    assert f"INC v{version}.1: kept" in told
    assert (
        f"INC v{version}: in trouble"
        in desk.must("follow", "INC", str(version), "in_trouble", *TOLD).stdout
    )
