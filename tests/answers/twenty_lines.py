"""What stands on the table, for any face: as JSON or in words, or why there is no answer."""

from collections.abc import Callable, Mapping

from parley.answers.failures import failure_of
from parley.answers.forms import Layout, encode_answer
from parley.answers.opening import open_ledger
from parley.answers.question import NoOptions
from parley.answers.reading import read_stream
from parley.answers.table import TABLE
from parley.answers.times import Asked, Standpoint


def ask(db: str, slug: str, times: Mapping[str, str], clock: Callable[[], int]) -> tuple[str, ...]:
    """Return the answer as JSON, then its lines in words; or kind and detail of a failure."""
    try:
        with open_ledger(db, clock=clock) as ledger:
            standpoint = Standpoint(ledger=ledger, now=clock(), zone="UTC")
            answer = TABLE.build(read_stream(standpoint, Asked(**times), slug), NoOptions())
        lines = [each.line for each in TABLE.told(answer).entries]
        return encode_answer(TABLE.form(answer, "json"), Layout(format="json")), *lines
    except Exception as error:
        failure = failure_of(error)
        return failure.kind.slug, failure.detail
