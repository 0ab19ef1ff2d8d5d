"""Published test vectors that are not ours, read from beside the project.

They are too large to carry along; a test that needs them says loudly that it had to do without.
"""

from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"


def published(name: str) -> Path:
    """The folder of the vectors called ``name``; skips the test when it is not there."""
    folder = VECTORS / name / "testdata"
    if not folder.is_dir():
        pytest.skip(f"NO PUBLISHED VECTORS: ../shared/vectors/{name} is not beside the project")
    return folder
