"""Addresses of ledgers on a server: libpq's own, a schema, and never a password in a message."""

import subprocess
import sys
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from parley.events.sql import create_store, open_store
from parley.events.sql.postgresql.address import parse_address
from parley.events.store_errors import DriverMissing, StoreUnreachable, UnknownUrl
from tests.events.ledgers import HandClock
from tests.events.saying import LEDGER

SECRET = "s3cret"  # noqa: S105 - it is what must never be shown


@pytest.mark.parametrize(
    ("url", "schema", "where"),
    [
        ("postgresql://", "parley", "postgresql:///"),
        ("postgres://asha@db.example/talks", "parley", "postgresql://asha@db.example/talks"),
        (
            f"postgresql://asha:{SECRET}@db.example:5433/talks?schema=haryana",
            "haryana",
            "postgresql://asha@db.example:5433/talks?schema=haryana",
        ),
        (
            f"postgresql://asha@one.example:1,two.example:2/talks?password={SECRET}&sslmode=require",
            "parley",
            "postgresql://asha@one.example:1,two.example:2/talks",
        ),
        (
            "postgresql://asha@one.example,two.example/talks?target_session_attrs=read-write",
            "parley",
            "postgresql://asha@one.example,two.example/talks",
        ),
        (
            "postgresql://asha@/talks?host=/run/postgresql&schema=up_2024",
            "up_2024",
            "postgresql://asha@/talks?host=/run/postgresql&schema=up_2024",
        ),
        (
            f"postgresql://asha:{SECRET}@/talks?host=/run/one,/run/two&port=1,2&sslmode=disable",
            "parley",
            "postgresql://asha@/talks?host=/run/one,/run/two&port=1,2",
        ),
        (f"postgresql://asha:a%40b:{SECRET}@h/d", "parley", "postgresql://asha@h/d"),
    ],
)
def test_an_address_names_a_schema_and_is_shown_without_its_password(
    url: str, schema: str, where: str
) -> None:
    address = parse_address(url)
    assert (address.schema, address.where) == (schema, where)
    assert conninfo_to_dict(address.conninfo)["client_encoding"] == "utf8"


def test_what_libpq_understands_reaches_it_unchanged() -> None:
    url = "postgresql://asha:p%2Bw+d@h:1/d?application_name=desk+1&connect_timeout=3&schema=x"
    parts = conninfo_to_dict(parse_address(url).conninfo)
    assert (parts["password"], parts["application_name"]) == ("p+w+d", "desk+1")
    assert (parts["connect_timeout"], parts["host"], parts["port"]) == ("3", "h", "1")


def test_of_several_hosts_each_is_tried_and_what_it_said_is_told_once() -> None:
    hosts = "host=/nowhere/one,/nowhere/two&target_session_attrs=read-write"
    with pytest.raises(StoreUnreachable) as caught:
        open_store(f"postgresql://asha:{SECRET}@/talks?{hosts}", clock=HandClock())
    message = caught.value.message
    for folder in ("/nowhere/one", "/nowhere/two"):
        assert message.count(f'on socket "{folder}/') == 1
    assert SECRET not in message
    assert "All failures were" not in message


def test_a_server_that_does_not_answer_is_not_waited_for_for_ever() -> None:
    assert conninfo_to_dict(parse_address("postgresql://h/d").conninfo)["connect_timeout"] == "10"


@pytest.mark.parametrize(
    "query",
    [
        "schema=",
        "schema=Talks",
        "schema=a-b",
        "schema=pg_talks",
        "schema=public",
        "schema=information_schema",
        'schema=a"b',
        "schema=a%62",
        f"schema={'x' * 64}",
        "schema=a&schema=b",
        "nonsense=1",
    ],
)
def test_an_address_that_cannot_be_a_ledgers_is_refused(query: str) -> None:
    url = f"postgresql://asha:{SECRET}@h/d?{query}"
    with pytest.raises(UnknownUrl) as caught:
        open_store(url, clock=HandClock())
    assert SECRET not in caught.value.message + caught.value.where
    with pytest.raises(UnknownUrl):
        create_store(url, ledger=LEDGER, clock=HandClock())


@pytest.mark.parametrize("host", ["[::1", "%zz"])
def test_an_address_that_libpq_cannot_read_is_refused_without_its_password(host: str) -> None:
    with pytest.raises(UnknownUrl) as caught:
        parse_address(f"postgresql://asha:{SECRET}@{host}/d?password={SECRET}")
    shown = "".join(map(str, (caught.value, caught.value.where, caught.value.__cause__)))
    assert SECRET not in shown


def test_a_server_needs_the_driver_and_a_file_does_not(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from parley.events.sql import create_store, open_store\n"
        "create_store(sys.argv[1], ledger='x', clock=lambda: 0).close()\n"
        "try: open_store('postgresql://asha:s3cret@h/d', clock=lambda: 0)\n"
        "except Exception as error: print(type(error).__name__, error, error.extra)\n"
    )
    call = [sys.executable, "-c", code, str(tmp_path / "talks.db")]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(DriverMissing.__name__)
    assert "the driver for this kind of server is not installed postgres" in done.stdout
    assert SECRET not in done.stdout


def test_a_file_is_opened_without_the_servers_part() -> None:
    code = (
        "import sys, parley.events.sql\n"
        "print([name for name in sys.modules if 'psycopg' in name or 'sql.postgresql' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
