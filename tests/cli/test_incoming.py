"""What comes in has a size: what never ends is one sentence, in bounded memory."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from parley.cli.incoming import DOCUMENT_BYTES_MAX, LIST_BYTES_MAX, ROWS_BYTES_MAX
from parley.drafting.files.documents import ENTRIES_MAX, PROBLEMS_MAX
from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import PROGRAM, Result

MEMORY = 700 * 1024 * 1024
"""Of address space, libraries and all: what anything endless would go through in no time."""
OFFER = ("offer", "INC", "AAP")
ROW = '{"negotiation":"talks","type":"MeetingHeld"}'


def in_little_memory(desk: Desk, line: str) -> Result:
    """Run a line of the shell, in which parley has no more than MEMORY and 60 seconds."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    done = subprocess.run(
        ["sh", "-c", line.replace("parley", PROGRAM[0])],
        cwd=desk.place.here,
        env=desk.place.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=90,
    )
    return Result(done.stdout, done.stderr, done.returncode)


def one_sentence(desk: Desk, result: Result, code: int, said: str) -> None:
    assert (result.code, result.stdout) == (code, ""), result
    assert said in result.stderr, result
    assert result.stderr.count("error: ") == 1
    assert len(result.stderr) < 1_000
    assert "internal" not in result.stderr
    assert desk.size() == 1


ENDLESS = [
    (f"yes '{ROW}' | parley import -", f"stdin has more than {ROWS_BYTES_MAX} bytes"),
    ("yes 'a: b' | parley import -", f"stdin has more than {ROWS_BYTES_MAX} bytes"),
    (
        "yes -- '- a' | parley import - --from yaml",
        f"stdin has more than {DOCUMENT_BYTES_MAX} bytes",
    ),
    ("yes x,y | parley import - --from csv", f"stdin has more than {ROWS_BYTES_MAX} bytes"),
    ("parley import - < /dev/zero", f"stdin has more than {ROWS_BYTES_MAX} bytes"),
    ("parley import /dev/zero --from json", f"/dev/zero has more than {DOCUMENT_BYTES_MAX} bytes"),
    (
        "parley import --from commands /dev/zero",
        f"/dev/zero has more than {DOCUMENT_BYTES_MAX} bytes",
    ),
    (
        "yes 'meet INC AAP' | parley import --from commands -",
        f"stdin has more than {DOCUMENT_BYTES_MAX} bytes",
    ),
    (
        "parley offer INC AAP --seats @/dev/zero --at 2024-09-07 --speaker S",
        f"--seats @/dev/zero: /dev/zero has more than {LIST_BYTES_MAX} bytes",
    ),
    ("parley source add x --file /dev/zero", "/dev/zero is no file but a pipe or a device"),
]


@pytest.mark.parametrize(("line", "said"), ENDLESS, ids=[line for line, _ in ENDLESS])
def test_what_never_ends_is_one_sentence_in_little_memory(line: str, said: str, desk: Desk) -> None:
    one_sentence(desk, in_little_memory(desk, line), 2, said)


@pytest.mark.parametrize("command", ["import", "import --from commands"])
def test_a_closed_stdin_is_told(command: str, desk: Desk) -> None:
    result = in_little_memory(desk, f"parley {command} - <&-")
    one_sentence(desk, result, 2, "stdin is closed, and - reads it")


@pytest.mark.parametrize("command", ["import", "import --from commands"])
def test_a_folder_a_pipe_and_a_missing_file_are_told(command: str, desk: Desk) -> None:
    (desk.place.here / "folder").mkdir()
    os.mkfifo(desk.place.here / "pipe.yaml")
    for name, said in (
        ("folder", "folder is a folder, and one file is due"),
        ("pipe.yaml", "pipe.yaml is a pipe, and nobody may ever write to it"),
        ("none.yaml", "there is no file none.yaml"),
        ("x" * 300 + ".yaml", "cannot be read: File name too long"),
    ):
        told = ("--from", "yaml") if command == "import" else ()
        one_sentence(desk, desk.type(*command.split(), name, *told), 2, said)


def test_a_pipe_of_the_shell_is_read(desk: Desk) -> None:
    # What `<(…)` of a shell names: open already, and with somebody at its other end.
    lines = "meet INC AAP --at 2024-09-01 --speaker S"
    result = in_little_memory(
        desk, f"printf '%s\\n' '{lines}' | parley import --from commands /dev/stdin --dry-run"
    )
    assert (result.code, result.stdout[:12]) == (0, "would be v2 "), result


@pytest.mark.parametrize("command", ["import", "import --from commands"])
def test_a_file_that_is_no_text_is_one_sentence(command: str, desk: Desk) -> None:
    told = ("--from", "jsonl") if command == "import" else ()
    for data, said in (
        (b"\x7fELF\x02\x01\x01" + bytes(9) + os.urandom(20_000), "this is no text: byte 7"),
        ("meet INC AAP\n".encode("utf-16"), "bytes 0 and 1 of the file say that it is in UTF-16"),
    ):
        (desk.place.here / "file.bin").write_bytes(data)
        one_sentence(desk, desk.type(*command.split(), "file.bin", *told), 1, f"file.bin:1: {said}")


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.yaml", "commands.txt"])
def test_more_entries_than_are_recorded_together_are_refused_unread(name: str, desk: Desk) -> None:
    head, row, command = {
        "rows.jsonl": ("", "{}\n", "import"),
        "rows.csv": ("type,by\n", "x,y\n", "import"),
        "rows.yaml": ("", "- {}\n", "import"),
        "commands.txt": ("", "meet\n", "import"),
    }[name]
    desk.write(name, head + row * (ENTRIES_MAX + 1))
    what = "commands" if name.endswith(".txt") else "entries"
    said = f"more than {ENTRIES_MAX} {what}, and no more are recorded at a time"
    one_sentence(desk, desk.type(command, name), 1, said)


def test_of_very_many_problems_the_first_are_named(desk: Desk) -> None:
    result = desk.type("import", desk.write("bad.jsonl", "[]\n" * 5_000))
    assert (result.code, desk.size()) == (1, 1)
    assert f"bad.jsonl has {PROBLEMS_MAX + 1} problems" in result.stderr
    assert f"bad.jsonl:{PROBLEMS_MAX + 1}: from here on nothing was read" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("objects.json", "[" + ",\n".join(["{}"] * (DOCUMENT_BYTES_MAX // 4 - 2)) + "]"),
        ("numbers.json", '{"a":[' + "\n,".join(["0"] * (DOCUMENT_BYTES_MAX // 3 - 9)) + "]}"),
        ("items.yaml", "- a\n" * (DOCUMENT_BYTES_MAX // 4 - 1)),
        ("fields.yaml", "".join(f"a{n}: b\n" for n in range(DOCUMENT_BYTES_MAX // 12))),
        ("long.jsonl", ('{"a":[' + ",".join(["{}"] * 300_000) + "]}\n") * 18),
        ("cells.csv", "a\n" + "b\n" * (ROWS_BYTES_MAX // 2 - 2)),
    ],
)
def test_the_worst_file_within_the_limits_fits_in_little_memory(
    name: str, text: str, desk: Desk
) -> None:
    desk.write(name, text)
    result = in_little_memory(desk, f"parley import {name} >/dev/null")
    assert (result.code, result.stderr[:7]) == (1, "error: "), result.stderr[:500]
    assert "internal" not in result.stderr
    assert desk.size() == 1


@pytest.mark.slow
def test_the_sum_of_a_large_file_is_made_in_little_memory(desk: Desk) -> None:
    large = desk.place.here / "archived.mp4"
    with large.open("wb") as file:
        file.truncate(2 * MEMORY)  # a file with a hole: it takes no room
    result = in_little_memory(desk, "parley source add film --file archived.mp4")
    assert result.code == 0, result
    assert len(str(desk.last().step["sha256"])) == 64


def test_a_file_of_seats_is_read_as_it_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.write("seats.txt", "Jind  # north\nKalayat\n")
    desk.must(*OFFER, "--seats", "@seats.txt", *TOLD)
    assert desk.field("terms.0.seats") == ["Jind", "Kalayat"]
    desk.write("spoilt.txt", "Jind\nKala\x1b[31myat\n")
    refused = desk.type(*OFFER, "--seats", "@spoilt.txt", *TOLD)
    assert (refused.code, "U+001B" in refused.stderr) == (2, True), refused
