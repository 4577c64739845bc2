"""An instrument whose text nobody holds, or that no longer applies, says so value by value."""

from datetime import date

import pytest

from civics.errors import LawFileError, Refused
from civics.rulebook import law_folder
from civics.tests.test_schema import GOOD, HEAD, rule

UNREAD = "\nheld: no\nsource_file: null\nsha256: null\n"


def not_held(text):
    kept = [line for line in text.splitlines() if not line.startswith(("source_file", "sha256"))]
    return "\n".join(kept) + UNREAD


@pytest.fixture
def unread(read):
    """The same small law, when nobody holds the text."""
    heading = (law_folder() / "2022-10-qh15" / "_instrument.yaml").read_text()
    read(not_held(heading), "one/_instrument.yaml")
    return read


def test_a_text_not_held_says_how_far_it_was_read_and_where(unread):
    known = "{working_days: 5, cite: Điều 20, confidence: press, source: press}"
    value = unread(HEAD + rule(value=known)).rule("sample.send").values[0]

    assert (value.confidence, value.source) == ("press", "press")
    with pytest.raises(LawFileError, match="thiếu confidence, source"):
        unread(HEAD + rule())
    with pytest.raises(LawFileError, match="thiếu confidence, source"):
        unread(HEAD + rule(value=known.replace(", source: press", "")))


def test_a_heading_says_the_confidence_once(unread):
    book = unread(HEAD + "confidence: found\nsource: codified\n" + rule())

    assert book.rule("sample.send").values[0].source == "codified"
    with pytest.raises(LawFileError, match="confidences"):
        unread(HEAD + "confidence: yes\nsource: codified\n" + rule())


def test_a_number_not_read_names_the_instrument_and_counts_nothing(unread):
    doubt = "{unknown: Luật 1/2/3, cite: chưa rõ điều, confidence: unsure, source: own_knowledge}"
    book = unread(HEAD + rule(value=doubt))

    with pytest.raises(Refused, match="do Luật 1/2/3 quy định, chưa đọc được"):
        book.deadline("sample.send", start=date(2026, 5, 10))


def test_no_value_outlives_its_instrument(read):
    heading = (law_folder() / "2022-10-qh15" / "_instrument.yaml").read_text()
    read(heading + "repealed_on: 2026-01-01\n", "one/_instrument.yaml")

    with pytest.raises(LawFileError, match="hết hiệu lực từ 2026-01-01"):
        read(HEAD + rule())
    with pytest.raises(LawFileError, match="hết hiệu lực từ 2026-01-01"):
        read(HEAD + rule(value=GOOD.replace("}", ", until: 2026-01-01}")))
    assert read(HEAD + rule(value=GOOD.replace("}", ", until: 2025-12-31}"))).keys()
