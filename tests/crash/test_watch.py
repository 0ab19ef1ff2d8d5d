"""`parley log --follow` while its server is killed and started again."""

import signal
from pathlib import Path

from tests.cli.desk import NEW
from tests.cli.terminal import Place
from tests.cli.test_watch import OFFER, Watching
from tests.crash.engines import Server


def test_it_waits_for_its_server_with_one_message(server: Server, tmp_path: Path) -> None:
    place, db = Place(tmp_path), server.new_url()

    def must(*words: str) -> None:
        done = place.run_program(*words, environment={"PARLEY_DB": db})
        assert done.code == 0, done

    must("init")
    must(*NEW)
    with Watching(place, db=db) as watching:
        assert watching.message().startswith("watching talks from @")
        must(*OFFER)
        assert " talks#2 offer" in watching.line()
        server.kill_and_start()
        must("meet", "INC", "AAP", "--at", "2024-09-07", "--speaker", "A. Speaker")
        assert " talks#3 meeting" in watching.line()
        server.kill_and_start()
        assert watching.message().endswith("; waiting until it is back")
        must("meet", "AAP", "INC", "--at", "2024-09-08", "--speaker", "A. Speaker")
        assert " talks#4 meeting" in watching.line()
        code, said = watching.end(signal.SIGTERM)
        assert code == 0
        assert said.count("waiting until it is back") <= 1
