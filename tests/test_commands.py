"""Every command, typed on a file and on a server, answers the same on both.

A new command fails here until somebody types it below: a face that was tried on one engine only
finds the other one's differences in somebody's hands.
"""

import re
import shlex
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest

from parley.cli.commands import COMMANDS
from parley.events.sql.postgresql.objects import OBJECTS
from tests.cli.terminal import Place, Result
from tests.cli.test_main import EVERY
from tests.docs.session import without_chance
from tests.events.ledgers import ServerClock

START = datetime.fromisoformat("2024-10-10T06:00:00+00:00")
SEATS = "Assandh\nGuhla\nKaithal\nKalayat\nPanipat Rural\nPehowa\nRania\n"
ENTRIES = (
    '{"negotiation":"inc-aap","type":"MeetingHeld","by":"INC","to":"AAP","occurred":"2024-09-29",'
    '"evidence":{"attribution":"media_report"}}\n'
)
BATCH = """meet INC AAP --at 2024-09-30 --attribution media_report
say AAP optimistic "so far" --speaker "Sushil Gupta"
"""
# Their answers are about the place itself: its engine and its folders.
OF_ITS_OWN = ("info", "config path", "db info")
ON_A_SERVER = ("db grant", "db revoke")  # tests/cli/test_roles.py and the operations page type them
OTHER = "OTHER"  # the address of a second place, where no ledger is
DEMO = f"demo --db {OTHER}"
LINES = r"""
init --name local/desk --shared
new contest/haryana-2024 --kind election --title "Haryana 2024" --date 2024-10-05 \
    --tz Asia/Kolkata --seats 90
new inc-aap --title "Congress and AAP" --arena Haryana --contest haryana-2024 --seats 90 \
    --party "INC=Indian National Congress" --alias INC=Congress --party "AAP=Aam Aadmi Party" \
    --party CPM --at-table INC --at-table AAP --tz Asia/Kolkata
use inc-aap
list
register list party
register alias party AAP "Aam Admi Party"
source add hindu-2024-09-07 --outlet "The Hindu" --published 2024-09-07
source list
source show hindu-2024-09-07
propose INC AAP --at 2024-09-03 --outlet Mint --speaker "Rahul Gandhi"
say AAP welcomes --about 3 --speaker "Sanjay Singh"
open AAP INC --at 2024-09-05 --speaker "Sanjay Singh"
meet INC AAP --at 2024-09-05 --attribution media_report
demand AAP INC 10 --at 2024-09-05 --anon "party insiders"
counter INC 7 5..7 --at 2024-09-06 --anon "party sources"
offer INC AAP "single digit" --reads-as 1..9 --fresh --at 2024-09-06 --speaker "Deepak Babaria"
counter AAP 9 9 --at 2024-09-06 --speaker "Sushil Gupta"
withdraw AAP 7 --at 2024-09-06 --speaker "Sushil Gupta"
offer INC AAP 2 --at 2024-09-06 --in-addition --speaker "Deepak Babaria"
withdraw INC 12 --at 2024-09-06 --speaker "Deepak Babaria"
reject AAP --words "any figure below five" --at 2024-09-06 --speaker "Sushil Gupta"
condition AAP "Kalayat is ours" --on-what "an alliance" --at 2024-09-06 --speaker "Sushil Gupta"
condition 15 --outcome met --at 2024-09-06 --attribution media_report
deadline AAP 2024-09-08 --kind self_set --what "an answer" --at 2024-09-07 \
    --speaker "Sushil Gupta"
deadline AAP 2024-09-09 --deadline 17 --at 2024-09-07 --speaker "Sushil Gupta"
ultimatum AAP INC --when 2024-09-09 --consequence "a list for all 90" --at 2024-09-07 \
    --speaker "Sushil Gupta"
move AAP candidate_list --count 20 --seats Kalayat,Jind --at 2024-09-07 \
    --attribution party_statement
suspend INC --reason "the list" --at 2024-09-07 --speaker "Deepak Babaria"
resume AAP INC --at 2024-09-07 --speaker "Sushil Gupta"
appoint AAP "Raghav Chadha" --role negotiator --at 2024-09-07 --speaker "Sushil Gupta"
mandate AAP "up to seven" "Raghav Chadha" --at 2024-09-07 \
    --speaker "Sushil Gupta"
task "person:Raghav Chadha" resignation_offered --at 2024-09-07 --speaker "Raghav Chadha"
vote Assembly bill approved --what "a bill" --votes "46 for, 44 against" --at 2024-09-07 \
    --attribution public_record
record StatementMade by=AAP stances=pessimistic --at 2024-09-07 --speaker "Sushil Gupta"
accept AAP 9 --conditional "if Kalayat is among them" --at 2024-09-07 --speaker "Sushil Gupta"
join CPM --at 2024-09-07 --attribution media_report
deal INC AAP --partial "a common programme" --joint --in-principle --at 2024-09-07 \
    --speaker "Deepak Babaria"
say INC claims_agreement "the deal is done" --about agreement --at 2024-09-07 \
    --speaker "Deepak Babaria"
collapse AAP --at 2024-09-08 --speaker "Sushil Gupta" --quote "We are on our own"
leave CPM --at 2024-09-08 --attribution media_report
resume INC AAP --at 2024-09-09 --speaker "Deepak Babaria"
deal INC AAP --joint --terms AAP=7,INC=83 --seats AAP=@seats.txt \
    --subject-to "AAP=its council" --at 2024-09-10 --speaker "Deepak Babaria"
ratify AAP "its council" approved --at 2024-09-11 --attribution party_statement
deal INC AAP --joint --was AAP=7,INC=83 --now AAP=8,INC=82 --at 2024-09-12 \
    --speaker "Deepak Babaria"
follow INC 35 under_way --term 1 --at 2024-09-13 --speaker "Deepak Babaria"
break AAP --reason "the list" --at 2024-09-13 --speaker "Sushil Gupta"
register amend parties.AAP.name "Aam Aadmi Party (United)" --at 2024-09-14 \
    --attribution public_record
register amend pools.seats 92 --at 2024-09-15 --attribution public_record
cite 8 --source hindu-2024-09-07 --attribution media_report
correct 8 terms.0.quantity --now 5..6 --was 5..7 --reason misread
retract 13 --reason "recorded twice"
import talks.jsonl
import saturday.txt
db clock @40..@41 --really 2024-10-09 --by Asha --why "a day ahead"
list clocks
close poll --at 2024-10-05 --attribution public_record
retract 999 --reason "no such step"
offer INC AAP 5 --at 2031-01-01 --speaker "Deepak Babaria"
status
status --json
status --as-of 2024-09-07 --known-at @12
status --known-at 2024-10-10T06:00:20Z
status -n contest/haryana-2024
list --json
log
log --recorded --json
log --grep Kalayat --csv
show 9
show 9 --json
show @12 --raw
offers
offers --demands --json
offers --chart
table --as-of 2024-09-07
table --public-at 2024-09-06 --json
dates
dates --as-of 2024-09-07 --json
people --all
people --json
exclusions
exclusions --all --json
attempts
attempts --json
status --contest
status --contest --json
new inc-cpm --title "Congress and CPI(M)" --arena Haryana --contest haryana-2024 --seats 90 \
    --party INC --party CPM --tz Asia/Kolkata
compare inc-aap inc-cpm
compare inc-aap inc-cpm --json
replay --as-of 2024-09-07 --json
source looked "The Hindu" --nothing --at 2024-09-10
list checks
list checks --json
claims
claims --denials --json
agreed
agreed --sums --json
agreed --seats
table --away
table --away --json
claims --conflicts
claims --conflicts --json
list corrections
list corrections --format md
quotes Kalayat
quotes 'seat*' --known-at @20 --json
diff 2024-09-06..2024-09-08
diff v8..v20 --json
blame
blame state --json
find-first state=deal_reached
find-first 'offers>1' --json
diff --mark
diff --since @20
show 9 --why
show 9 --why --json
line
line --json
story
story --json
chart -o -
chart offers -o talks.png --dark
register add person babaria --name "Deepak Babaria" --wikidata Q42
register add person sushil-gupta --name "Sushil Gupta"
register link person babaria succeeds sushil-gupta --at 2022-06
register alias person babaria "Babaria ji"
register show person Babaria
register show person babaria --json
register list person
register add office cm --name "Chief Minister"
register add office cm-haryana --name "Chief Minister of Haryana"
register link office cm-haryana succeeds cm
register member office cm babaria
register alias office cm CM
register show office cm
register list office
register add outlet pti --name "Press Trust of India" --also PTI
register add outlet pti-2 --name "PTI News"
register link outlet pti-2 split_from pti --at 2020
register alias outlet pti "P T I"
register show outlet PTI
register list outlet
register add party inc --name "Indian National Congress" --short INC --wikidata Q10225
register add party india --name "INDIA bloc"
register link party inc succeeds india
register member party india inc --from 2023-07-18
register show party INC
register list party --everywhere --json
list refusals
list refusals --json
db keep-refusals --stop
db keep-refusals --reason "three desks record here now"
export -o all.jsonl --record --to "the district court"
list exports --columns what,shown_to,file
list exports --json
db info
db migrate
db backup saved.db
db copy saved.db copy.db
db rebuild
verify
verify --json
report --as-of 2024-09-07
export
config set zone Asia/Kolkata
config get zone
config list
config unset zone
config path
config completion bash
info
"""


class Keyboard:
    """Types the lines in an account of its own, at a clock that the ledger has, too."""

    def __init__(self, folder: Path, db: str, other: str, clock: ServerClock | None = None) -> None:
        folder.mkdir()
        self.place = Place(folder)
        self.db = db
        self.other = other
        self.clock = clock
        self.now = START
        for name, text in {
            "seats.txt": SEATS,
            "talks.jsonl": ENTRIES,
            "saturday.txt": BATCH,
        }.items():
            (self.place.here / name).write_text(text, encoding="utf-8")

    def type(self, line: str) -> Result:
        self.now += timedelta(seconds=1)
        micros = int(self.now.timestamp()) * 1_000_000
        if self.clock is not None:
            self.clock.now = micros
        words = [self.other if word == OTHER else word for word in shlex.split(line)]
        result = self.place.run("--db", self.db, *words, clock=lambda: micros)
        return Result(self.masked(result.stdout), self.masked(result.stderr), result.code)

    def masked(self, text: str) -> str:
        """Without ids, hashes, folders, and addresses."""
        for particular in (self.other, self.db, str(self.place.here), str(self.place.home)):
            text = text.replace(shlex.quote(particular), "…").replace(particular, "…")
        return without_chance(text)


@pytest.fixture
def file(tmp_path: Path) -> Keyboard:
    return Keyboard(tmp_path / "file", str(tmp_path / "talks.db"), str(tmp_path / "other.db"))


@pytest.fixture
def server(tmp_path: Path, postgres: str) -> Iterator[Keyboard]:
    schema = f"t{uuid4().hex}"
    clock = ServerClock(postgres, schema, f"{schema}_other")
    with patch.dict(OBJECTS, clock_now=ServerClock.SQL):
        db = f"{postgres}&schema={schema}"
        yield Keyboard(tmp_path / "server", db, f"{db}_other", clock)
    clock.drop()


def lines() -> list[str]:
    return [line for line in LINES.replace("\\\n", " ").splitlines() if line]


def test_every_command_is_typed() -> None:
    leaves = [path.removeprefix("parley ") for path in EVERY]
    leaves = [name for name in leaves if not any(other.startswith(f"{name} ") for other in leaves)]
    typed = (*lines(), *ON_A_SERVER, DEMO)
    missing = [name for name in leaves if not any(re.match(rf"{name}\b", line) for line in typed)]
    assert not missing, f"type these in LINES, too: {missing}"
    assert {name.partition(" ")[0] for name in leaves} == {entry.name for entry in COMMANDS}


def test_every_command_answers_the_same_on_both_engines(file: Keyboard, server: Keyboard) -> None:
    refused = []
    for line in lines():
        here, there = file.type(line), server.type(line)
        assert here.code == there.code, (line, here, there)
        refused += [line] if here.code else []
        if not line.startswith(OF_ITS_OWN):
            assert here == there, line
    assert [line.split()[0] for line in refused] == ["retract", "offer"]


def test_the_demo_answers_the_same_on_both_engines(file: Keyboard, server: Keyboard) -> None:
    assert file.type(DEMO) == server.type(DEMO)
