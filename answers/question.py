"""A question that the ledger answers, declared once for every face.

What it is asked of, its options, how its answer is made, and how people are shown it: the terminal
presents each of them with one function, and a service or a library needs no more than the list in
`answers.catalogue`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from parley.answers.acts import Act, do
from parley.answers.entries import Entry, Told
from parley.answers.forms import (
    PROGRAMS,
    Card,
    Column,
    Format,
    Layout,
    Listing,
    Written,
    encode_answer,
)
from parley.answers.language import say, say_list
from parley.answers.printing import printable
from parley.answers.shapes.base import AsKnown, OfTalks
from parley.answers.streams import is_contest

__all__ = ["NoOptions", "Question", "Subject"]


class Subject(Protocol):
    """What is asked: one stream, the whole ledger or its own records, at its times."""

    def facts(self) -> AsKnown:
        """Return what every answer says about itself."""

    def remarks(self) -> Iterator[str]:
        """Yield what the answer itself does not show."""


class NoOptions(Struct, frozen=True):
    """The options of a question that has none but the times."""


def _untitled(_: object) -> str:
    return ""


def _unremarked(_: object) -> Iterable[str]:
    return ()


def _of_contest(answer: Struct, *, empty: bool) -> str:
    """What an answer over a contest leaves to its negotiations, each by its name."""
    contest, negotiations = getattr(answer, "negotiation", ""), getattr(answer, "negotiations", ())
    if not negotiations:
        return say("{contest} is a contest, and no negotiation of it is registered", contest)
    named = {"contest": contest, "negotiations": say_list(negotiations)}
    each = do("give", negotiation=None)
    if empty:
        return say(
            "{contest} is a contest, and nothing of this stands in it itself; its negotiations"
            " have answers of their own ({each}): {negotiations}",
            each=each,
            **named,
        )
    return say(
        "this is of {contest} itself; its negotiations have answers of their own ({each}):"
        " {negotiations}",
        each=each,
        **named,
    )


S = TypeVar("S", bound=Subject)
O = TypeVar("O", bound=Struct)  # noqa: E741 - beside S and A
A = TypeVar("A", bound=Struct)


class Question(Struct, Generic[S, O, A], frozen=True, kw_only=True):
    """One question; `name` is its own, `options` has as fields what can be chosen.

    It is asked of a `subject`: of what `read_stream`, `read_whole`, `read_own` or `read_between`
    return. `build` makes the answer, which is of the published `shape`; it raises Failure for
    options that cannot be met. An answer with `items` is a listing, any other a card. Of a contest
    it is what stands in the contest itself, and its negotiations are named beside it; one that
    `gathers` is made of them. `entries` are
    what people read of it, under `title`; without them it is shown as it is written. `nothing` is
    what is said where there are no items and nothing was left unread, with members of the answer in
    braces, and `first` with what to do first; `remarks` are other sentences beside it.

    `fitting` are the columns of one answer, where not all of them fit every answer; `table` is
    what stands in a table, where that is not the items, or None where it is.
    """

    name: str
    subject: type[S]
    shape: type[A]
    build: Callable[[S, O], A]
    columns: Sequence[Column[Any]]
    options: type[O]
    entries: Callable[[A], Iterable[Entry]] | None = None
    title: Callable[[A], str] = _untitled
    nothing: str = ""
    first: Act | None = None
    gathers: bool = False
    remarks: Callable[[A], Iterable[str]] = _unremarked
    fitting: Callable[[A], Sequence[Column[Any]]] | None = None
    table: Callable[[A], Listing[Any] | None] | None = None

    def ask(self, subject: S, options: O | None = None) -> A:
        """Return the answer. Raises Failure for options that cannot be met, TypeError where there
        must be some and there are none."""
        return self.build(subject, self.options() if options is None else options)

    def encode(self, answer: A, format: Format | None) -> str:
        """Return the answer in a format, all of it; without one in lines separated by tabs."""
        return encode_answer(self.form(answer, format), Layout(format=format))

    def words(self, answer: A) -> Iterator[str]:
        """Yield what people read of an answer, line by line."""
        heading = ""
        for entry in self.told(answer).entries:
            if entry.heading != heading:
                yield entry.heading
            heading = entry.heading
            yield printable(f"{entry.label}  {entry.line}".strip())
            yield from (f"  {printable(note.text)}" for note in entry.notes if note.text)

    def _is_apart(self, answer: A) -> bool:
        """Whether it is of a contest itself, and not of its negotiations."""
        listed = hasattr(answer, "items") and isinstance(answer, OfTalks)
        return listed and not self.gathers and is_contest(getattr(answer, "negotiation", ""))

    def beside(self, answer: A) -> Iterator[str]:
        """Yield the sentences that belong beside an answer."""
        empty = not any(getattr(answer, each, ()) for each in ("items", "unread"))
        if self._is_apart(answer):
            yield _of_contest(answer, empty=empty)
            if empty:
                return
        if self.nothing and empty:
            facts = msgspec.structs.asdict(answer)
            first = {} if self.first is None else {"first": self.first.filled(facts)}
            yield say(self.nothing, **facts, **first)
        yield from self.remarks(answer)

    def shown(self, answer: A) -> Told | Written:
        """Return the answer as people see it on a screen: told, or in the columns with words."""
        if self.entries is not None:
            return self.told(answer)
        written = self.form(answer, None)
        return written if isinstance(written, Listing) else Card(answer, self._full(written))

    def told(self, answer: A) -> Told:
        """Return the answer in entries; without any of its own, made of its columns."""
        if self.entries is not None:
            title = "" if self._is_apart(answer) else self.title(answer)
            return Told(title, tuple(self.entries(answer)))
        written = self.form(answer, None)
        if isinstance(written, Card):
            made = [
                Entry(heading="", label=each.title, line=each.text(answer))
                for each in self._full(written)
            ]
        else:
            label, *others = (each for each in written.columns if not each.extra)
            made = [
                Entry(
                    heading="",
                    label=label.text(item),
                    line=" · ".join(filter(None, (each.text(item) for each in others))),
                )
                for item in written.items
            ]
        return Told(self.title(answer), tuple(made))

    def _full(self, card: Card[A]) -> list[Column[A]]:
        """Return the columns of a card that have words: a silence, a deal or a ratification that is
        none only hides what is there."""
        return [each for each in card.columns if not each.extra and each.text(card.value)]

    def form(self, answer: A, written: Format | None) -> Written:
        """Return the answer as it is written in a format."""
        if self.table is not None and written not in PROGRAMS:
            table = self.table(answer)
            if table is not None:
                return table
        columns = self.columns if self.fitting is None else self.fitting(answer)
        items: Sequence[object] | None = getattr(answer, "items", None)
        return Card(answer, columns) if items is None else Listing(answer, items, columns)
