"""The stream that a step is written for: its zone, its steps, and what typed words mean there.

`fri`, `4` and `slug#4` mean something only in one negotiation; whoever makes a step of them asks
here, so that every record command understands them alike and refuses them in the same words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.streams import is_contest, slug_of, stream_of
from parley.answers.times import refuse_moment
from parley.answers.words.moments import moment_said
from parley.events.canonical import JsonObject, JsonValue
from parley.events.ledger import Ledger
from parley.negotiation.account import Account, account_of
from parley.negotiation.codec import amended, plain
from parley.negotiation.moments import MomentError, resolve
from parley.negotiation.naming import actors_apart
from parley.negotiation.steps import RegistrationAmended, local_pointers

__all__ = ["Plain", "Scene"]

_POINTER: Final = re.compile(r"(?:(?P<slug>(?:negotiation/|contest/)?[^/#\s]+)#)?v?(?P<step>\d+)")


class Plain(NamedTuple):
    """An entry as plain values: its type and its fields."""

    type: str
    fields: JsonObject


class Scene:
    """One stream at the head.

    `zone` is that of a stream not in the ledger yet, `usual_zone` that of one without any, such
    as the sources; `now` is the writer's clock in µs since 1970. `alone` is False where the same
    words are recorded in several negotiations, so that a bare number would mean many steps. `say`
    takes what a person is told meanwhile.
    """

    def __init__(
        self,
        ledger: Ledger,
        stream: str,
        *,
        zone: str | None,
        usual_zone: str,
        now: int,
        alone: bool,
        say: Callable[[str], None],
    ) -> None:
        self.ledger = ledger
        self.stream = stream
        self.now = now
        self._zone = zone
        self._usual_zone = usual_zone
        self._alone = alone
        self._say = say
        self._rows: dict[str, Sequence[JsonObject]] = {}

    @cached_property
    def zone(self) -> str:
        """The arena's zone, in which moments without one are read."""
        if self._zone is not None:
            return self._zone
        rows = self.rows("negotiation")
        return str(rows[0]["zone"]) if rows else self._usual_zone

    @property
    def slug(self) -> str:
        """The name of the negotiation, or `contest/…`."""
        return slug_of(self.stream)

    def rows(self, table: str) -> Sequence[JsonObject]:
        """Return the rows of one view table at the head; none while the stream is to begin."""
        if table not in self._rows:
            self._rows[table] = self._select(table)
        return self._rows[table]

    def _select(self, table: str) -> Sequence[JsonObject]:
        if self.ledger.store.stream_head(self.stream) is None:
            return ()
        if self.ledger.catch_up():
            return self.ledger.store.views.select(table, {"stream": self.stream})
        return self.ledger.rows(self.stream)[table]

    @cached_property
    def _account(self) -> Account:
        return account_of(self.stream, self.ledger.entries(self.stream))

    def moment(self, typed: str, name: str) -> str:
        """Return a moment with an absolute date; says so where something else was typed.

        Raises Failure (usage); `name` is the option it was typed for.
        """
        try:
            moment = resolve(typed, self.now, self.zone)
        except MomentError as error:
            raise refuse_moment(name, typed, error) from error
        if typed not in (moment.text, moment_said(moment.text)):
            self._say(
                say(
                    "{name} {typed} is {moment} ({zone})",
                    name,
                    typed,
                    self.zone,
                    moment=moment_said(moment.text),
                )
            )
        return moment.text

    def pointer(self, typed: str, name: str) -> int | str:
        """Return the step that `4`, `v4` or `slug#4` means: its version here, else `slug#4`.

        Raises Failure: usage for anything else, not found for a step of another stream that is
        not there. Whether a step of this stream is there, the rules say.
        """
        match = _POINTER.fullmatch(typed.strip())
        if match is None:
            detail = say("{name} “{typed}” is no step", name, typed)
            raise Failure(
                Kind.USAGE,
                detail,
                hint=advise("write 4, v4 or slug#4; {log} shows them", log=do("log")),
            )
        version = int(match["step"])
        if match["slug"] is None:
            if not self._alone:
                detail = say("{name} {typed}: in which of the negotiations?", name, typed)
                raise Failure(
                    Kind.USAGE, detail, hint=say("write {slug}#{version}", self.slug, version)
                )
            return version
        stream = stream_of(match["slug"])
        if stream == self.stream:
            return version
        head = self.ledger.store.stream_head(stream)
        if head is None or not 1 <= version <= head.version:
            detail = say("{name} {typed}: there is no such step in this ledger", name, typed)
            hint = advise("{list} shows the negotiations", list=do("list"))
            if head is not None:
                hint = advise("{log}", log=do("log", negotiation=slug_of(stream)))
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
        return f"{stream}#{version}"

    def version(self, typed: str, name: str) -> int:
        """Return the number of an entry of this very stream. Raises Failure."""
        pointer = self.pointer(typed, name)
        if isinstance(pointer, str):
            detail = say(
                "{name} {typed} stands in another negotiation than {slug}", name, typed, self.slug
            )
            raise Failure(
                Kind.USAGE,
                detail,
                hint=advise("{there}", there=do("give", negotiation=typed.partition("#")[0])),
            )
        return pointer

    def actors(self, typed: str) -> list[str]:
        """Return the actors that `A`, `A,B` or `A+B`, as answers print them, names."""
        return actors_apart(typed, self.is_name)

    def is_name(self, typed: str) -> bool:
        """Whether a party is registered under this very name, whatever signs stand in it."""
        names = ((row["party"], row["name"], *_texts(row["aliases"])) for row in self.rows("party"))
        return any(typed in each for each in names)

    def last_own(self) -> int:
        """Return the number of the last entry that this recorder made here, corrections aside.

        Raises Failure (not found).
        """
        own = [
            version
            for version, entry in self._account.entries.items()
            if entry.recorded_by == self.ledger.recorder and entry.type != "EntryCorrected"
        ]
        if not own:
            detail = say(
                "{recorder} has recorded nothing in {slug}", self.ledger.recorder, self.slug
            )
            raise Failure(
                Kind.NOT_FOUND,
                detail,
                hint=advise(
                    "name the step: {corrects}", corrects=do("correct", target=None, field=None)
                ),
            )
        return max(own)

    def type_of(self, version: int) -> str | None:
        """Return the type of an entry; None where there is none."""
        entry = self._account.entries.get(version)
        return None if entry is None else entry.type

    def hanging_on(self, versions: Iterable[int]) -> list[int]:
        """Return the steps of this stream that point at some, directly or through one another."""
        found = set(versions)
        while new := {
            each
            for each, believed in self._account.believed.items()
            if each not in found and not found.isdisjoint(local_pointers(believed.step))
        }:
            found |= new
        return sorted(found - set(versions))

    def registration(self) -> Plain:
        """Return the registration as it is now: corrected, and amended by every step since.

        Raises Failure where it is not recorded yet.
        """
        if not self._account.entries:
            raise Failure(
                Kind.FAILED,
                say("{slug} is not recorded yet", self.slug),
                hint=say("record it first"),
            )
        value = self._account.registration
        for believed in self._account.steps:
            if isinstance(believed.step, RegistrationAmended):
                value = amended(value, believed.step)
        return Plain(type(value).__name__, plain(value))

    def has_pools(self) -> bool:
        """Whether there is anything registered to share out; of what is not recorded yet nobody
        knows, and on a contest nothing is offered at all, which its rule says."""
        if is_contest(self.slug) or not self._account.entries:
            return True
        return bool(self.registration().fields.get("pools"))

    def entry(self, version: int) -> Plain:
        """Return an entry as it stands, our corrections applied.

        Raises Failure (not found) when there is none, or it was retracted.
        """
        kind, value = self.type_of(version), self._account.value(version)
        if kind is None:
            detail = say("there is no v{version} in {slug}", version, self.slug)
            hint = advise(
                "its last entry is v{entries}; {log} shows them",
                entries=len(self._account.entries),
                log=do("log"),
            )
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
        if value is None:
            detail = say("v{version} of {slug} was retracted", version, self.slug)
            raise Failure(
                Kind.NOT_FOUND,
                detail,
                hint=advise("{show} says by which entry", show=do("show", version=version)),
            )
        return Plain(kind, plain(value))


def _texts(value: JsonValue) -> Sequence[JsonValue]:
    return value if isinstance(value, list) else ()
