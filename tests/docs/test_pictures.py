"""The pictures of the pages say what the case says that they are drawn from."""

from pathlib import Path

from tests.generate_pictures import PICTURES, ROOT, draw_pictures, words_of


def test_the_pictures_say_what_would_be_drawn_now(tmp_path: Path) -> None:
    drawn = draw_pictures(tmp_path)
    for path in PICTURES:
        kept = (ROOT / path).read_text(encoding="utf-8")
        assert len(words_of(kept)) > 20
        assert words_of(kept) == words_of(drawn[path]), "run make docs"


def test_a_page_shows_each_of_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in PICTURES:
        assert f"]({path})" in readme
