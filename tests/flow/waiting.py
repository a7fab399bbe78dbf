"""Waiting for what happens by itself, without sleeping longer than it takes."""

import time
from collections.abc import Callable

import pytest


def until[Found](look: Callable[[], Found | None], seconds: float = 60) -> Found:
    """Look again and again until something is found; fail the test after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail(f"nothing within {seconds} s")
