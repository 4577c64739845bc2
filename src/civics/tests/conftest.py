import pytest
from hypothesis import settings

from civics.rulebook import Rulebook, law_folder, load

settings.register_profile("civics", deadline=None)  # a busy machine is not a failing property
settings.load_profile("civics")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The real law/, read once: it is frozen, so tests may share it."""
    return load()


@pytest.fixture
def read(tmp_path):
    """Write one file into a small law and read it."""
    real = law_folder()
    (tmp_path / "one").mkdir()
    (tmp_path / "words.yaml").write_text((real / "words.yaml").read_text())
    heading = (real / "2022-10-qh15" / "_instrument.yaml").read_text()
    (tmp_path / "one" / "_instrument.yaml").write_text(heading)

    def read(text, name="one/sample.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return load(tmp_path)

    return read
