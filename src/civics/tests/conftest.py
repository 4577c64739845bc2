import pytest
from hypothesis import settings

from civics.rulebook import Rulebook, load

settings.register_profile("civics", deadline=None)  # a busy machine is not a failing property
settings.load_profile("civics")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The real law/, read once: it is frozen, so tests may share it."""
    return load()
