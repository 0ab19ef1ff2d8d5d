"""How an answer is shown on the terminal: one function for all of them."""

from typing import TypeVar

from msgspec import Struct

from parley.answers.forms import Card
from parley.answers.question import Question, Subject
from parley.answers.whole import Whole
from parley.cli.asking import announce
from parley.cli.context import App
from parley.cli.diary import draw_entries, draws

__all__ = ["present", "show", "tell"]

S = TypeVar("S", bound=Subject)
O = TypeVar("O", bound=Struct)  # noqa: E741 - as in answers.question
A = TypeVar("A", bound=Struct)


def present(app: App, question: Question[S, O, A], subject: S, options: O) -> A:
    """Ask, say what belongs beside the answer, and draw it for a person or write it as asked for.

    Returns the answer. Raises Failure for options that cannot be met; and, once the rest is
    written, what kept a stream from being read.
    """
    answer = question.build(subject, options)
    tell(app, question, subject, answer)
    show(app, question, answer)
    if isinstance(subject, Whole):
        subject.unread.complain()
    return answer


def tell(app: App, question: Question[S, O, A], subject: S, answer: A) -> None:
    """Say what belongs beside an answer."""
    announce(app, subject)
    for remark in question.beside(answer):
        app.console.say(remark)


def show(app: App, question: Question[S, O, A], answer: A) -> None:
    """Draw an answer for a person, or write it as asked for."""
    if draws(app) and question.entries is not None:
        draw_entries(app, list(question.entries(answer)), title=question.title(answer))
        return
    form = question.form(answer, app.layout.format)
    if draws(app) and isinstance(form, Card):
        # On a screen, a silence, a deal or a ratification that is none only hides what is there.
        form = Card(form.value, [each for each in form.columns if each.text(form.value)])
    app.write(form)
