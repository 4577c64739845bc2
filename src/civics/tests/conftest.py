import pytest

from civics.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The real law/, read once: it is frozen, so tests may share it."""
    return load()
