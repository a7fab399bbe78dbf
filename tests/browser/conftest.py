"""A local cloud with a catalogue of its own, and Chromium in front of its operator page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect, sync_playwright

from localcloud.session import start
from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

CATALOGUE = Path(__file__).parent / "catalogue"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE = 15_000  # milliseconds: the machine may be busy with other tests
SMALL_SCREEN = {"width": 1024, "height": 600}


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Run a local cloud for all browser tests; return it as a client company sees it."""
    with start(tmp_path_factory.mktemp("cloud"), CATALOGUE) as cloud:
        yield Client(cloud.outputs)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, client: Client) -> Iterator[Callable[..., OperatorPage]]:
    """Open the operator page in a tab; at the end nothing was violated.

    Each test has a computer of its own; a name opens the page on another.
    """
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    contexts: dict[str, BrowserContext] = {}

    def opened(computer: str = "") -> OperatorPage:
        if computer not in contexts:
            contexts[computer] = chromium.new_context(
                viewport={"width": SMALL_SCREEN["width"], "height": SMALL_SCREEN["height"]},
                locale="en-IN",
            )
        page = contexts[computer].new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(client.operator_url)
        return OperatorPage(page, client.passwords)

    yield opened
    for context in contexts.values():
        for page in context.pages:
            # A request that a test answers itself may be under way still.
            page.unroute_all(behavior="ignoreErrors")
        context.unroute_all(behavior="ignoreErrors")
        context.close()
    assert complaints == []
