"""An operator who opens the page and keys at once, as fast as the page allows."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.page.link import Line, SlowLink

_PATIENCE = 60_000  # milliseconds
_SIGN_IN = "input[name=username]"
_HOME = ".home button.main"
_RECORD = ".record :is(input, select)"


@dataclass(frozen=True, slots=True)
class Visit:
    """Seconds from opening the page, and bytes that came over the link until the first field."""

    sign_in_form: float
    first_field: float
    bytes_for_form: int
    bytes_of_page: int  # the page's files and the API's answers
    bytes_of_aws: int  # sign-in and the records, from Cognito and S3


class Visitor:
    """A browser behind a link, with nothing in its cache at first."""

    def __init__(self, context: BrowserContext, link: SlowLink, outputs: Mapping[str, Any]) -> None:
        self._context = context
        self._link = link
        self._outputs = outputs

    def key_at_once(self, operator: str) -> Visit:
        """Open the page, sign in and take work; the operator must be able to get some."""
        before = self._received()
        opened = time.monotonic()
        page = self.open()
        form, for_form = time.monotonic() - opened, self._received()[0] - before[0]
        for stroke in (operator, "Tab", self._outputs["Operators"][operator], "Enter"):
            (page.keyboard.press if stroke in {"Tab", "Enter"} else page.keyboard.type)(stroke)
        _wait_for_focus(page, _HOME)
        page.keyboard.press("Enter")
        _wait_for_focus(page, _RECORD)
        field = time.monotonic() - opened
        of_page, of_aws = self._received()
        return Visit(form, field, for_form, of_page - before[0], of_aws - before[1])

    def open(self) -> Page:
        """Open the page up to the sign-in form, in a tab of its own."""
        page = self._context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(self._outputs["OperatorUrl"], wait_until="commit", timeout=_PATIENCE)
        _wait_for_focus(page, _SIGN_IN)
        return page

    def open_again(self) -> int:
        """Open the page once more in a new tab; return the bytes that came for it.

        Somebody must have signed in before, which is when the page is kept in the browser.
        """
        self.wait_until_kept()
        self._context.pages[0].close()
        before = self._received()[0]
        self.open().close()
        return self._received()[0] - before

    def wait_until_kept(self) -> None:
        """Wait until the browser keeps the page and a second item: then the link is quiet."""
        (visited,) = self._context.pages
        visited.wait_for_function(
            r"() => /^\D*2\D*$/.test(document.querySelector('#strip .stock').textContent)"
        )
        visited.wait_for_function("navigator.serviceWorker.ready.then(() => true)")

    @property
    def received(self) -> int:
        """All bytes that have come over the link so far."""
        return sum(self._link.received.values())

    def _received(self) -> tuple[int, int]:
        ports = (urlsplit(self._outputs[name]).port for name in ("OperatorUrl", "AwsEndpointUrl"))
        page, aws = (self._link.received[port or 80] for port in ports)
        return page, aws


@contextmanager
def visitor(browser: Browser, line: Line, outputs: Mapping[str, Any]) -> Iterator[Visitor]:
    """Put a link of some quality between a new profile of the browser and everything else."""
    with SlowLink(line) as link:
        context = browser.new_context(
            proxy={"server": f"socks5://127.0.0.1:{link.port}", "bypass": "<-loopback>"},
            viewport={"width": 1024, "height": 600},
            locale="en-IN",
        )
        try:
            yield Visitor(context, link, outputs)
        finally:
            context.close()


def _wait_for_focus(page: Page, selector: str) -> None:
    """Wait until a key could be pressed in what the selector finds."""
    page.wait_for_function("selector => document.activeElement?.matches(selector)", arg=selector)
