"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says more about the machine's other work than about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# Each of these shares one local cloud, or one template: when tests run side by side, all of a
# folder's go to the same process.
_TOGETHER = {"browser", "flow", "infra"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name the process of the tests that belong together."""
    tests = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(tests).parts[0]
        if folder in _TOGETHER:
            item.add_marker(pytest.mark.xdist_group(folder))
