"""Bad input: one clear message with a hint, the right exit code, and nothing written."""

import resource
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from parley.events.sql.sqlite import database
from tests.cli.desk import SECOND, TOLD, Desk, open_desk
from tests.cli.terminal import PROGRAM, Result
from tests.powerless import unwritable

OFFER = ("offer", "INC", "AAP", "5")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with talks (v2), an offer that expires (v3), and one that was taken back (v4, v5)."""
    desk = open_desk(tmp_path_factory.mktemp("full"))
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "S")
    desk.must(*OFFER, "--expires", "2024-09-03", "--at", "2024-09-02", "--speaker", "S")
    desk.must("offer", "INC", "AAP", "6", "--in-addition", "--at", "2024-09-04", "--speaker", "S")
    desk.must("withdraw", "INC", "4", "--at", "2024-09-05", "--speaker", "S")
    return desk


@pytest.fixture
def offered(full: Desk, tmp_path: Path) -> Desk:
    """A copy of that desk."""
    return full.copied(tmp_path)


def refuses(desk: Desk, result: Result, code: int, *words: str) -> None:
    """Look at one refusal: its code, its words, a hint, no traceback."""
    assert result.code == code, result
    assert result.stdout == ""
    assert result.stderr.count("error: ") == 1
    assert "\nhint: " in result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


TYPED: list[tuple[str, int, tuple[str, ...]]] = [
    ("offer INC AAP 5 -n talk", 3, ("no negotiation “talk”", "did you mean “talks”?")),
    ("offer INK AAP 5", 1, ("'INK' is no party", "names_are_known", "did you mean “INC”?")),
    ("record OferMade by=INC", 2, ("no step type “OferMade”", "did you mean “OfferMade”?")),
    ("record OfferMade bye=INC", 2, ("no field “bye”", "did you mean “by”?")),
    ("say INC expects --about deal", 2, ("neither a step nor one of", "4, v4 or slug#4")),
    ("record OfferMade by", 2, ("“by” has no value", "by=VALUE")),
    (
        """record DealReached by=INC by=AAP assent=[{"party":"INC","by":"x"}]""",
        2,
        ("assent.0.by: 'x' is none of",),
    ),
    ("register add party x --name NaN", 2, ("error: --name: “NaN” is what",)),
    (
        "register add party x --name X --from 2024 --until 2023",
        2,
        ("error: --until: it ends (2023)",),
    ),
    ("register add party x --name X --also NaN", 2, ("error: names.0.name: “NaN”",)),
    ("db clock @1 --really 2024-09-07 --why W --by NaN", 2, ("--by: “NaN” is what",)),
    ("offer INC AAP 5 --isue seats", 2, ("no option --isue", "did you mean “--issue”")),
    ("offer INC AAP 5 --issue seat", 2, ("--issue cannot be “seat”", "did you mean “seat_swap”?")),
    ("say INC optimstic", 2, ("no stance “optimstic”", "did you mean “optimistic”")),
    ("say INC denies --about agrement", 2, ("--about “agrement”", "did you mean “agreement”?")),
    ("offer INC AAP 5 --about figure", 2, ("only a statement", "point at a step")),
    ("offer INC AAP 95", 1, ("95 is more than the 90", "pools_hold")),
    ("offer INC AAP 95..", 1, ("95 is more than the 90", "pools_hold")),
    ("offer INC AAP 5-7", 2, ("“5-7” is no figure", "write 5..7")),
    ("offer INC AAP 7..5", 2, ("low 7 is above high 5", "write 5")),
    ("offer INC AAP 5 --reads-as 1..9", 2, ("has a number", "write 5")),
    ("offer INC INC 5", 1, ("INC stands on both sides", "receivers_are_others")),
    ("accept AAP 4", 1, ("was withdrawn by v5", "offer_is_open_for_accepter")),
    ("accept AAP 3", 1, ("expired (2024-09-03)", "a late acceptance is a StatementMade")),
    ("accept INC 3", 1, ("INC made the offer of v3 itself", "the one who receives")),
    ("accept AAP 99", 1, ("points at v99", "parley log")),
    ("accept AAP other#4", 3, ("there is no such step", "parley list")),
    ("accept AAP talks#x", 2, ("is no step", "write 4, v4 or slug#4")),
    ("deal INC AAP --assent INC=statement", 1, ("the word of AAP is missing", "claims_agreement")),
    ("deal INC AAP --joint --assent INC=word", 2, ("nobody agrees by word", "joint")),
    ("deal INC AAP --joint --terms AAP", 2, ("“AAP” is not PARTY=VALUE", "--terms AAP=5")),
    ("deal INC AAP --joint --assent AAP", 2, ("--assent “AAP” is not", "--assent AAP=statement")),
    ("deal INC AAP --joint --amended --now AAP", 2, ("--terms “AAP” is not PARTY=VALUE",)),
    ("deal INC AAP --jiont", 2, ("no option --jiont", "“--joint”")),
    ("offer INC AAP 5 --date fri", 2, ("no option --date", "did you mean “--at”?")),
    ("offer --from INC", 2, ("BY stands without a name", "parley offer [OPTIONS] BY TO")),
    ("offer INC --to AAP", 2, ("TO stands without a name", "parley offer [OPTIONS] BY TO")),
    ("offer INC AAP 5 seats", 2, ("“seats” is one word too many", "stand in quotes")),
    ("say INC optimistic we will see", 2, ("“will see” are 2 words too many", "in quotes")),
    ("deal INC AAP --joint --seats AAP=@none.txt", 2, ("@none.txt", "one name on each line")),
    ("break INC", 1, ("legal in deal reached", "`parley collapse`", "state talks underway")),
    ("close poll", 1, ("after talks that ended", "`parley collapse --how lapsed`")),
    ("counter AAP 2 5", 1, ("v2 is TalksOpened", "parley offers")),
    ("counter AAP 99 5", 3, ("there is no v99", "last entry is v5")),
    ("correct 99 text --now x --reason y", 3, ("there is no v99", "last entry is v5")),
    ("correct 3 txt --now x --reason y", 2, ("no field “txt”", "did you mean “text”?")),
    ("correct 3 text --now x --was z --reason y", 1, ("text is empty, not “z”", "leave --was out")),
    ("register alias party BSP x", 3, ("no party “BSP”", "the parties are INC, AAP")),
    ("cite 3 --source ians --attribution document", 2, ("no source 'ians'", "parley source add")),
    ("source show ians", 3, ("no source “ians”", "parley source list")),
    ("source add Ians", 2, ("ID: 'Ians' cannot be its id", "lower-case letters")),
    ("offer INC AAP 5 --anon a", 2, ("--speaker names somebody", "--anon")),
    ("offer INC AAP 5 --lang hi", 2, ("there is no --quote", "exact words")),
    ("offer INC AAP 5 --quote q --lang Hindi!", 2, ("--lang “Hindi!”", "en-IN")),
    ("new talks --title T --arena A --party X --party Y", 1, ("registered already", "show 1")),
    ("new Talks! --title T --arena A --party X --party Y", 2, ("SLUG “Talks!”", "such as talks")),
    ("new t --title T --arena A --party X --party Y --tz Mars", 2, ("--tz “Mars”", "Asia/Kolkata")),
    ("new t --title T --arena A --party X", 2, ("takes two parties", "--party")),
    ("new t --title T --arena A --party X --party Y --seats many", 2, ("“many” is no number",)),
    ("new t --title T --arena A --party X --party Y --seats 90 --seats 80", 2, ("the pool seats",)),
    ("new t --title T --arena A --party X --party Y --seats 9 --seats seats=8", 2, ("twice",)),
    ("new contest/t --title T --kind election --led-by K", 2, ("has no --led-by", "parley new")),
    ("new contest/t --title T --kind elction", 2, ("“elction”", "did you mean “election”?")),
]
DATES: list[tuple[str, int, tuple[str, ...]]] = [
    ("2024-02-30", 2, ("Feb 2024 has no day 30", "01 to 29")),
    ("2024-13-01", 2, ("there is no month 13", "01 to 12")),
    ("2024-09-07/2024-09-01", 2, ("its end is before its start",)),
    ("07.09.2024", 2, ("write 2024-09-07 for 7 Sep 2024, or 2024-07-09 for 9 Jul 2024",)),
    ("someday", 2, ("there is no day of this name", "yesterday")),
    ("2024-09-08", 1, ("has not begun yet", "not_from_the_future", "`parley deadline`")),
    ("2030", 1, ("has not begun yet", "not_from_the_future")),
]


@pytest.mark.parametrize(("words", "code", "said"), TYPED, ids=[each[0] for each in TYPED])
def test_what_is_typed_wrongly_is_refused(
    words: str, code: int, said: tuple[str, ...], offered: Desk
) -> None:
    size = offered.size()
    bare = ("new", "source", "cite", "correct", "db", "register")
    told = () if words.split()[0] in bare else TOLD
    refuses(offered, offered.type(*words.split(), *told), code, *said)
    assert offered.size() == size


@pytest.mark.parametrize(("moment", "code", "said"), DATES, ids=[each[0] for each in DATES])
def test_a_date_that_cannot_be_is_refused(
    moment: str, code: int, said: tuple[str, ...], offered: Desk
) -> None:
    size = offered.size()
    refuses(offered, offered.type(*OFFER, "--at", moment, "--speaker", "S"), code, *said)
    assert offered.size() == size


def test_a_control_character_never_gets_into_the_log(offered: Desk) -> None:
    size = offered.size()
    refuses(offered, offered.type(*OFFER, *TOLD, "--text", "red \x1b[31m"), 2, "U+001B")
    assert offered.size() == size


def test_a_missing_ledger_is_said_with_what_makes_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    result = desk.type("new", "talks", "--title", "T", "--db", "none.db")
    refuses(desk, result, 3, "there is no ledger", "`parley init`")
    assert not (desk.place.here / "none.db").exists()


FILES: list[tuple[str, bytes, tuple[str, ...]]] = [
    (
        "duplicate.jsonl",
        b'{"negotiation":"talks","type":"OfferMade",\n"type":"OfferMade"}',
        ("duplicate.jsonl:1:",),
    ),
    ("twice.json", b'{"parley": 1,\n "parley": 1}', ("twice.json:2:parley:", "twice")),
    ("latin.yaml", b"parley: 1\nsources:\n - {source: x, outlet: caf\xe9}\n", ("latin.yaml:3:",)),
    ("long.jsonl", b'{"text":"' + b"x" * 10_000_000 + b'"}\n', ("long.jsonl:1:", "1048576")),
    ("nothing.yaml", b"", ("nothing.yaml holds nothing",)),
    ("newer.yaml", b"parley: 2\n", ("newer.yaml:1:parley:", "parley: 1")),
    ("list.yaml", b"parley: 1\nnegotiations: [1]\n", ("list.yaml:2:negotiations.0:",)),
    ("prose.yaml", b"Dear Sir,\n", ("prose.yaml:1:",)),
    ("float.json", b'{"parley": 1.0}', ("float.json:1:parley:",)),
]


@pytest.mark.parametrize(("name", "data", "said"), FILES, ids=[each[0] for each in FILES])
def test_a_bad_file_is_refused_with_its_lines(
    name: str, data: bytes, said: tuple[str, ...], desk: Desk
) -> None:
    (desk.place.here / name).write_bytes(data)
    refuses(desk, desk.type("import", name), 1, *said)
    assert desk.size() == 1


def test_a_record_over_the_limit_is_refused(desk: Desk) -> None:
    evidence = ",".join(
        '{"attribution":"on_record","speaker":"S","quote":"%s"}' % ("x" * 7_900) for _ in range(9)
    )
    desk.write(
        "large.jsonl",
        '{"negotiation":"talks","type":"MeetingHeld","by":"INC","to":"AAP","occurred":"2024-09-07",'
        f'"evidence":[{evidence}]}}',
    )
    refuses(desk, desk.type("import", "large.jsonl"), 1, "over the limit of 65535")
    assert desk.size() == 1


def test_a_file_that_is_no_ledger_is_left_as_it_is(desk: Desk) -> None:
    desk.write("notes.db", "not a ledger\n" * 100)
    refuses(desk, desk.type(*OFFER, *TOLD, "--db", "notes.db"), 6, "is not a ledger")
    refuses(desk, desk.type("init", "--db", "notes.db"), 6, "is not a ledger")
    assert (desk.place.here / "notes.db").read_text() == "not a ledger\n" * 100


def test_a_ledger_of_a_newer_version_is_refused(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    refuses(desk, desk.type(*OFFER, *TOLD), 6, "of revision 99", "upgrade parley")


def test_a_read_only_disk_refuses_and_can_still_be_read(desk: Desk) -> None:
    with unwritable(desk.place.here):
        refuses(desk, desk.type(*OFFER, *TOLD), 1, "can only be read", "make the file")
        assert "INC" in desk.must("register", "list", "party").stdout
        assert "would be v2" in desk.must(*OFFER, *TOLD, "--dry-run").stdout
    assert desk.size() == 1


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_written(desk: Desk) -> None:
    # A limit of the process on the size of its files is met where a full disk would be.
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    long = "x" * 7_000
    done = subprocess.run(
        [
            *PROGRAM,
            *OFFER,
            *TOLD,
            *("--text", long, "--note", long, "--quote", long),
        ],
        cwd=desk.place.here,
        env=desk.place.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    result = Result(done.stdout, done.stderr, done.returncode)
    refuses(desk, result, 6, "cannot be used", "check the")
    assert desk.size() == 1


def test_a_locked_ledger_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refuses(desk, desk.type(*OFFER, *TOLD), 6, "another program is writing", "try again")
        other.execute("ROLLBACK")
    assert desk.size() == 1


def test_a_clock_behind_the_last_record_records_and_is_told_once(desk: Desk) -> None:
    desk.now -= 120 * SECOND
    told = ("--at", "2024-09-06", "--speaker", "S")
    result = desk.must(*OFFER, *told)
    assert "this machine's clock says" in result.stderr
    assert "parley db clock @1" in result.stderr
    assert "clock" not in desk.must("meet", "INC", "AAP", *told).stderr
    assert desk.size() == 3


def test_silence_is_normal_and_a_year_of_it_is_told(desk: Desk) -> None:
    desk.now += 30 * 24 * 60 * 60 * SECOND
    assert "clock" not in desk.must(*OFFER, *TOLD).stderr
    desk.now += 400 * 24 * 60 * 60 * SECOND
    result = desk.must("meet", "INC", "AAP", *TOLD)
    assert "@3 is dated" in result.stderr
    assert "parley db clock @3" in result.stderr
    assert "clock" not in desk.must("say", "INC", "optimistic", *TOLD).stderr


def test_ctrl_c_in_the_middle_of_an_append_leaves_nothing(desk: Desk) -> None:
    name = desk.write(
        "rows.csv",
        "negotiation,type,occurred,by,to,evidence.0.attribution,evidence.0.speaker\n"
        + "talks,MeetingHeld,2024-09-07,INC,AAP,on_record,S\n" * 50,
    )
    asked = 0

    def interrupt(at: int) -> Result:
        # The store asks the clock while it holds its lock, in the middle of the transaction.
        def clock() -> int:
            nonlocal asked
            asked += 1
            if asked == at:
                raise KeyboardInterrupt
            return desk.now

        asked = 0
        return desk.place.run("import", name, clock=clock)

    assert interrupt(0).code == 0
    calls, size = asked, desk.size()
    assert size == 51
    for at in range(1, calls + 1):
        result = interrupt(at)
        assert result.code == 130
        assert result.stderr.endswith("error: interrupted\n")
        assert desk.size() == size
