"""Vietnamese mobile numbers, however people write them."""

import re

MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})")


def normal(typed: str) -> str | None:
    """The number as gateways want it; None when it is no Vietnamese mobile number.

    >>> normal("0912 345.678"), normal("+84 912-345-678"), normal("84912345678")
    ('+84912345678', '+84912345678', '+84912345678')
    >>> normal("0123456789") is None
    True
    """
    bare = re.sub(r"[\s.()\-]", "", typed)
    found = MOBILE.fullmatch(bare) if bare.isascii() else None
    return f"+84{found[1]}" if found else None
