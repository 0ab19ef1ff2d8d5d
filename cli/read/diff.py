"""The command `diff`: what two answers say differently, at two steps or at two times."""

import re
from typing import Literal

import click

from answers.diff import _BARE, _BETWEEN, _COLUMNS, _DIFFER, _THREE_DOTS, _check, _Pair, _title
from answers.failing import Failure, Kind
from answers.reading import Reading
from answers.shapes.fields import DiffAnswer, show_difference
from answers.shaping import as_listing, shape
from answers.times import Asked
from answers.words.fields import difference_entries
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views.differences import differences
from negotiation.views.fields import fields

__all__ = ["diff"]


@click.command("diff", cls=Command)
@click.argument("between", metavar="A..B")
@click.argument("other", required=False, metavar="| A B")
@click.option("--recorded", is_flag=True, help="A and B are times at which we knew, as are @120.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the two differ.")
@read_options
@output_options
@click.pass_obj
def diff(
    app: App, between: str, other: str | None, recorded: bool, exit_code: bool, asked: Asked
) -> None:
    """Show what two answers say differently: state, table, claims, dates, people.

    A and B are steps (v4) or times of what had happened; positions (@120), or with --recorded
    times, of what we knew. ..B begins with the registration, A.. ends now; A B is A..B.

    \b
    Examples:
      parley diff v4..v9
      parley diff v4 v9
      parley diff 2024-09-04..2024-09-08
      parley diff @100..@120 --as-of 2024-09-08
      parley diff 2024-09-08.. --recorded --json
    """
    first, last = _parts(between, other)
    known = recorded or any(part.startswith("@") for part in (first, last))
    _check(asked, known=known)
    pair = (_by_knowledge if known else _by_occurrence)(app, asked, first, last)
    before, after = pair.before, pair.after
    found = differences(fields(before), fields(after.seen))
    axis: Literal["occurred", "recorded"] = "recorded" if known else "occurred"
    items = tuple(show_difference(each, before, after.seen) for each in found)
    answer = shape(
        DiffAnswer,
        after.facts(),
        after.subject(),
        axis=axis,
        before=pair.first,
        after=pair.last,
        items=items,
    )
    announce(app, after)
    if not items:
        app.console.say("the two answers are the same")
    if draws(app):
        draw_entries(app, list(difference_entries(items)), title=_title(after, answer))
    else:
        app.write(as_listing(answer, _COLUMNS))
    if exit_code and items:
        raise click.exceptions.Exit(_DIFFER)


def _parts(text: str, other: str | None) -> tuple[str, str]:
    """Return A and B; empty for an open end. Raises Failure (usage)."""
    parts = [text, other] if other is not None else _BETWEEN.split(text)
    typed = text if other is None else f"{text} {other}"
    first, last = parts[0].strip(), parts[-1].strip()
    dots = _THREE_DOTS.search(typed) or (other is not None and _BETWEEN.search(typed))
    if dots or len(parts) != 2 or not (first or last):
        detail = f"“{typed}” does not say between what and what"
        raise Failure(Kind.USAGE, detail, hint=_hint(typed))
    for part in (first, last):
        if _BARE.fullmatch(part):
            detail = f"“{part}” is neither a step nor a time"
            raise Failure(Kind.USAGE, detail, hint=f"a step is written v{part}: {_hint(typed)}")
    return first, last


def _hint(typed: str) -> str:
    """Return a line that could be meant: one end alone, a third dot, or a number without its v."""
    ends = [f"v{each}" if _BARE.fullmatch(each) else each for each in re.split(r"\.{2,}| ", typed)]
    match [each for each in ends if each]:
        case [only]:
            return f"parley diff {only}.. is from then until now, parley diff ..{only} until then"
        case [first, last]:
            return f"parley diff {first}..{last}"
        case _:
            return "parley diff v4..v9, or 2024-09-04..2024-09-08"


def _by_occurrence(app: App, asked: Asked, first: str, last: str) -> _Pair:
    def at(moment: str) -> Reading:
        times = Asked(as_of=moment, public_at=asked.public_at, known_at=asked.known_at)
        return read_stream(app, times)

    after = at(last) if last else read_stream(app, asked)
    if not first:
        return _Pair(after.seen.just_after(1), after, None, after.asked.as_of)
    before = at(first)
    return _Pair(before.seen, after, before.asked.as_of, after.asked.as_of)


def _by_knowledge(app: App, asked: Asked, first: str, last: str) -> _Pair:
    def at(known: str, slug: str | None = None) -> Reading:
        times = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=known)
        return read_stream(app, times, slug)

    after = at(last) if last else read_stream(app, asked)
    if first:
        before = at(first)
        return _Pair(before.seen, after, before.asked.known_at, after.asked.known_at)
    registered = next(iter(after.ledger.store.read_stream(after.seen.stream)))
    before = at(f"@{registered.position}", after.slug)
    return _Pair(before.seen, after, None, after.asked.known_at)
