"""Waits for what a page promises, but not for ever: that would stop the whole run."""

from typing import Any

from playwright.sync_api import Page

PATIENCE = 30_000  # milliseconds

_RACE = """(given) => Promise.race([
  (%s)(given),
  new Promise((_, fail) => { setTimeout(() => fail(new Error("waited in vain")), %d); }),
])"""


def promised(page: Page, function: str, given: object = None) -> Any:  # noqa: ANN401
    """Return what the promise that a JavaScript function makes in the page comes to."""
    return page.evaluate(_RACE % (function, PATIENCE), given)


def wait_for_the_worker(page: Page) -> None:
    """Wait until the page works without a link."""
    promised(page, "() => navigator.serviceWorker.ready.then(({ active }) => active.state)")
