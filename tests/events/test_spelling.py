"""What a server writes of a view is the view that was made, or another one: word by word."""

import pytest

from parley.events.sql.postgresql.spelling import is_as_made

MADE = (
    "SELECT stream, \"by\", CASE WHEN ((a <= (1)::numeric) AND ((b = 'x') OR (c IS NULL)))"
    " THEN 'late' ELSE 'open' END AS status, EXTRACT(epoch FROM now()) AS at FROM offer"
)
WRITTEN = (
    " SELECT stream,\n    by,\n        CASE\n            WHEN ((a <= (1)::numeric) AND "
    "((b = 'x'::text) OR (c IS NULL))) THEN 'late'::text\n            ELSE 'open'::text\n"
    "        END AS status,\n    EXTRACT(epoch FROM now()) AS at\n   FROM talks.offer;"
)
WITH_TABLE = (
    WRITTEN.replace(" stream,", " offer.stream,")
    .replace("    by", "    offer.by")
    .replace("(a <", "(offer.a <")
    .replace("(b =", "(offer.b =")
    .replace("(c IS", "(offer.c IS")
)


@pytest.mark.parametrize("written", [WRITTEN, WITH_TABLE])
def test_each_servers_way_of_writing_is_known(written: str) -> None:
    assert is_as_made(MADE, written, "talks")


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("'late'", "'LATE'"),
        ("<=", "<"),
        ("(1)", "(2)"),
        ("talks.offer", "other.offer"),
        ("talks.offer", "offer"),
        ("talks.offer", "talks.offer offer_1"),
        ("talks.offer", "talks.offer WHERE false"),
        ("now()", "offer.now()"),
        ("now()", "talks.now()"),
        ("numeric", "offer.numeric"),
        ("::numeric", "::integer"),
        ("'x'::text", "'x'::bpchar"),
        ("by,", "by AS stream,"),
        (
            "((a <= (1)::numeric) AND ((b = 'x'::text) OR",
            "(((a <= (1)::numeric) AND (b = 'x'::text)) OR",
        ),
    ],
)
def test_another_view_is_another_view(word: str, other: str) -> None:
    for written in (WRITTEN, WITH_TABLE):
        assert word in WRITTEN
        assert not is_as_made(MADE, written.replace(word, other), "talks") or word not in written
