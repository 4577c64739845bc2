"""pytest plugin of ./test --quick: leaves out the tests that tests/dear.txt names.

One line a test function, all its cases together. `tools/costs.py` writes the list anew.
"""

from pathlib import Path

import pytest

LIST = Path(__file__).resolve().parents[1] / "tests" / "dear.txt"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    dear = set(LIST.read_text().splitlines())
    out = [item for item in items if item.nodeid.partition("[")[0] in dear]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]
