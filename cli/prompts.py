"""Asking a person for what is missing, so that a step can be recorded without knowing the options.

On a terminal only the missing values are asked for, and what they make is shown and confirmed
before it is written. Without a terminal, or with --no-input, the run ends at once with one usage
error that names everything missing: nothing ever waits for an answer that cannot come.
"""

from collections.abc import Callable, Sequence

import click
import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.printing import printable
from parley.cli.context import App


class Question(msgspec.Struct, frozen=True):
    """One missing value: `name` as it is typed (SLUG, --title), `label` as it is asked for.

    `check` returns the text to keep and raises click.UsageError when it cannot be one; the
    person is asked again. With `several`, answers are taken until an empty one.
    """

    name: str
    label: str
    choices: tuple[str, ...] = ()
    check: Callable[[str], str] = str.strip
    several: bool = False


def ask(app: App, questions: Sequence[Question], usage: str) -> dict[str, tuple[str, ...]]:
    """Return the answers by the questions' names; each has at least one text.

    Raises Failure (usage), naming every question at once, where nobody can be asked; click.Abort
    when the person leaves. `usage` (`parley new SLUG --title …`) is the hint.
    """
    if not app.can_ask:
        names = [question.name for question in questions]
        raise Failure(
            Kind.USAGE,
            say("missing: {names}", names=", ".join(names)),
            hint=usage,
            facts={"missing": names},
        )
    answers = {question.name: _answers(question) for question in questions}
    app.asked = app.asked or bool(questions)
    return answers


def confirm(app: App, summary: str) -> None:
    """Show what is about to be recorded and let the person agree, if they were asked for a part.

    Does nothing when the command line said everything.
    Raises Failure when they do not agree; click.Abort when they leave.
    """
    if app.asked:
        click.echo(printable(summary), err=True)
        if not click.confirm(say("record it?"), default=True, err=True):
            raise Failure(Kind.FAILED, say("nothing was recorded"))


def _answers(question: Question) -> tuple[str, ...]:
    answers = [_answer(question, question.label)]
    while question.several and (more := _answer(question, say("another (empty to go on)"), end="")):
        answers.append(more)
    return tuple(answers)


def _answer(question: Question, label: str, end: str | None = None) -> str:
    """Ask until the answer can be kept; an empty one counts only where `end` is given."""

    def checked(text: str) -> str:
        if text == end:
            return text
        if question.choices and text.strip() not in question.choices:
            raise click.UsageError(
                say("choose one of {choices}", choices=", ".join(question.choices))
            )
        return question.check(text)

    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    answer: str = click.prompt(
        label + choices, default=end, show_default=False, value_proc=checked, err=True
    )
    return answer
