"""The pictures of the pages, drawn from real cases: ``python -m tests.generate_pictures``.

They say up to which position they were recorded, which changes with the examples, so the tests
compare what a picture says and not its bytes.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.cli.terminal import Place

__all__ = ["PICTURES", "draw_pictures", "words_of"]

ROOT = Path(__file__).parent.parent
PICTURES: Final = {
    "docs/pictures/contest.svg": ("contest", "contest/uk-2010"),
    "docs/pictures/offers.svg": ("offers", "inc-aap-haryana-2024"),
    "docs/pictures/timeline.svg": ("timeline", "inc-aap-haryana-2024"),
}
"""Path -> what `parley chart` is asked for, and of what."""
_CASES: Final = ("haryana-2024-aftermath.yaml", "uk-2010.yaml")
_WORDS: Final = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def draw_pictures(folder: Path) -> dict[str, str]:
    """Record the case in a ledger of its own in `folder`, and return each picture by its path."""
    place = Place(folder)
    examples = (("import", str(ROOT / "examples" / name)) for name in _CASES)
    for words in (("init", "--db", "parley.db"), *examples):
        result = place.run(*words)
        assert result.code == 0, result.stderr
    drawn: dict[str, str] = {}
    for path, (picture, slug) in PICTURES.items():
        result = place.run("chart", picture, "-n", slug, "-o", "-")
        assert result.code == 0, result.stderr
        drawn[path] = result.stdout
    return drawn


def words_of(picture: str) -> list[str]:
    """Return what an SVG says, in no order."""
    return sorted(re.sub(r"<[^>]*>", "", words) for words in _WORDS.findall(picture))


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        for name, text in draw_pictures(Path(made)).items():
            target = ROOT / name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
