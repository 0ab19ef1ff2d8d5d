"""What a campaign survived, in parts: each of one seed on one engine, to be kept and summed."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

__all__ = ["ENGINES", "Part", "Tally", "read_parts", "release", "summary", "write_parts"]

ENGINES = ("SQLite", "PostgreSQL")
HEADS = ("killed while", "kills", "acknowledged", "reads", "lost", "untold: there", "absent")


class Tally(Struct):
    """What came of one phase: `found` and `absent` count batches that nobody was told about."""

    kills: int = 0
    acknowledged: int = 0
    reads: int = 0
    found: int = 0
    absent: int = 0

    def add(self, other: "Tally") -> None:
        """Count what came of the other, too."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Part(Struct, frozen=True, kw_only=True):
    """Rounds of one seed on one engine; `breach` is empty where all was kept."""

    engine: str
    seed: int
    rounds: int
    seconds: int
    day: date
    release: str
    tallies: Mapping[str, Tally]
    on: str = ""
    breach: str = ""


def release() -> str:
    """The version that is tried and, in a checkout, its commit."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    commit = subprocess.run(asked, cwd=Path(__file__).parent, capture_output=True, text=True)
    return " ".join(("parley", version("parley-ledger"), commit.stdout.strip())).strip()


def write_parts(path: Path, parts: Sequence[Part]) -> None:
    """Keep parts in a file."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(parts), indent=1) + b"\n")


def read_parts(paths: Iterable[Path]) -> list[Part]:
    """The parts that are kept in files."""
    decoder = msgspec.json.Decoder(list[Part])
    return [part for path in paths for part in decoder.decode(path.read_bytes())]


def summary(parts: Sequence[Part]) -> str:
    """Everything that was tried, by engine, and what it was tried on.

    Raises ValueError where the same seed would be counted twice.
    """
    said = [_of_one_engine([part for part in parts if part.engine == name]) for name in ENGINES]
    return "\n\n".join(filter(None, said))


def _of_one_engine(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    seeds = [part.seed for part in parts]
    if len(set(seeds)) < len(seeds):
        raise ValueError(f"a seed is there twice on {parts[0].engine}: {sorted(seeds)}")
    tallies: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.tallies.items():
            tallies.setdefault(name, Tally()).add(tally)
    rounds, seconds = (sum(getattr(part, name) for part in parts) for name in ("rounds", "seconds"))
    breaches = [part.breach for part in parts if part.breach]
    return "\n".join(
        (
            f"{parts[0].engine}: {rounds:,} rounds in {seconds:,} s, seeds {_listed(seeds)}",
            *sorted({f"{part.day:%-d %B %Y}, {part.release}, {part.on}" for part in parts}),
            _table(tallies),
            *(breaches or ["every promise was kept"]),
        )
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def _table(tallies: Mapping[str, Tally]) -> str:
    rows = [
        (name, each.kills, each.acknowledged, each.reads, 0, each.found, each.absent)
        for name, each in tallies.items()
    ]
    sums = (sum(column) for column in list(zip(*rows, strict=True))[1:])
    lines = [
        [str(cell) if isinstance(cell, str) else f"{cell:,}" for cell in line]
        for line in (HEADS, *rows, ("in all", *sums))
    ]
    widths = [max(len(line[each]) for line in lines) for each in range(len(HEADS))]
    return "\n".join(
        f"{line[0]:<{widths[0]}}  "
        + "  ".join(f"{cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        for line in lines
    )
