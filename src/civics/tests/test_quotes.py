"""Every quote stands in the law word for word. Runs where the full texts are at hand.

They are not in the repository; CIVICS_TEXTS names their folder.
"""

import os
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest

TEXTS = os.environ.get("CIVICS_TEXTS")
pytestmark = pytest.mark.skipif(TEXTS is None, reason="CIVICS_TEXTS names no folder of full texts")


def held(book):
    return {one.name: Path(TEXTS or "", one.source_file) for one in book.instruments if one.held}


def read(path):
    """The words of a text, one space between, without the odd spellings of the copy."""
    text = normalize("NFC", path.read_text(encoding="utf-8")).replace("\u00ad", "")
    return " ".join(text.split())


def test_the_texts_are_those_that_were_read(book):
    for one in book.instruments:
        if one.held:
            assert sha256(held(book)[one.name].read_bytes()).hexdigest() == one.sha256, one.name


def test_every_quote_is_the_law_word_for_word(book):
    words = {name: read(path) for name, path in held(book).items()}
    changed = [
        key
        for key, rule in book.rules.items()
        if rule.quote and rule.instrument in words and rule.quote not in words[rule.instrument]
    ]

    assert changed == []


def test_nothing_is_quoted_from_a_text_nobody_holds(book):
    for key, rule in book.rules.items():
        assert not rule.quote or rule.instrument in held(book), key
