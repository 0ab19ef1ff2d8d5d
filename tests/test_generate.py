"""The pages made from the code are those that lie in the folder."""

from tests.generate import PAGES, find_stale_pages


def test_the_generated_pages_are_up_to_date() -> None:
    assert find_stale_pages() == [], "run make docs"


def test_there_are_pages() -> None:
    assert "docs/cli.md" in PAGES
