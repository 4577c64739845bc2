"""The quick code is the code segno makes: the same mask, module for module."""

import pytest
import segno

from danchu.kit import codes


@pytest.mark.parametrize("error", [None, "m"])
def test_every_module_is_where_segno_puts_it(error):
    for n in range(60):
        address = f"https://danchu.example/phieu/{n * n * 7919:x}-{'KQ7MX' * (n % 9)}/"
        ours, theirs = codes.qr(address, error=error), segno.make(address, error=error, micro=False)
        assert ours.matrix == theirs.matrix, address


@pytest.mark.parametrize("length", [1, 160, 240, 400])  # sizes 1 to 14: from 7 on they say so
def test_small_and_large_ones_too(length):
    words = "".join(chr(97 + n * n % 26) for n in range(length))
    assert codes.qr(words).matrix == segno.make(words, micro=False).matrix
