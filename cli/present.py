"""How an answer is shown on the terminal: one function for all of them."""

from typing import TypeVar

from msgspec import Struct

from parley.answers.entries import Told
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
    if not draws(app):
        app.write(question.form(answer, app.layout.format))
        return
    shown = question.shown(answer)
    if isinstance(shown, Told):
        draw_entries(app, shown.entries, title=shown.title)
    else:
        app.write(shown)
