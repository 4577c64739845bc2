"""The examples in docstrings are true."""

import doctest

import pytest

from civics import cite, deadlines, workdays


@pytest.mark.parametrize("module", [cite, deadlines, workdays])
def test_docstring_examples_run(module):
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
