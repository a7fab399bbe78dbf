"""What holds for every test."""

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Bytes; longer ones are files.
LONGEST_NAME = 24

pytest_plugins = ["tests.doubles.plugin"]

# How long one example takes says more about the machine's other work than about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# Each of these shares one local cloud, or one template: when tests run side by side, all of a
# folder's go to the same process.
_TOGETHER = {"browser", "flow", "infra"}


class _Folders(LoadScopeScheduling):  # type: ignore[misc]  # has no types
    """Hands out a folder's tests together, others one by one.

    The groups that pytest-xdist 3.8 has of its own go by a test's name, which pytest 9.2 does not
    let it change.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        return folder if folder in _TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Say who hands out the tests to the processes."""
    return _Folders(config, log)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file in a parameter by its argument: its bytes say nothing, and may hold the time."""
    return argname if isinstance(val, bytes) and len(val) > LONGEST_NAME else None
