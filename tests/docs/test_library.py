"""The page of the library can be typed as it stands, and the library has every question."""

import subprocess
import sys
from pathlib import Path

import pytest

import parley
from parley import library
from parley.answers.catalogue import QUESTIONS
from parley.answers.question import NoOptions
from tests.docs.typed import PAGE, play


def test_the_page_of_the_library_can_be_typed(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert play(text, tmp_path) == text, "run python -m tests.docs.typed and read the difference"
    assert text.count(">>> ") > 20


def test_every_question_and_its_options_are_names_of_the_library() -> None:
    given = {name: getattr(parley, name) for name in library.__all__}
    assert {id(each) for each in QUESTIONS} <= {id(each) for each in given.values()}
    options = {each.options for each in QUESTIONS} - {NoOptions}
    assert {each.__name__: each for each in options}.items() <= given.items()
    assert given.keys() <= set(dir(parley))


def test_the_library_makes_nothing_of_its_own() -> None:
    own = [name for name, each in vars(library).items() if name not in library.__all__]
    assert all(name.startswith("__") for name in own)
    made = [getattr(library, name) for name in library.__all__]
    assert not [each for each in made if getattr(each, "__module__", "") == library.__name__]


def test_a_name_that_is_not_there_is_missed_as_any_other() -> None:
    with pytest.raises(AttributeError, match="module 'parley' has no attribute 'TABEL'"):
        parley.TABEL  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("code", "loaded"), [("import parley", False), ("from parley import TABLE", True)]
)
def test_nothing_is_loaded_before_it_is_used(code: str, loaded: bool) -> None:
    look = f"import sys; {code}; print(any(each.startswith('parley.') for each in sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == f"{loaded}\n"
