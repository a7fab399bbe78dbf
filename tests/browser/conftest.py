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
# What `make test` shows of the pages: each part of them at its work. All else is for `make prove`.
SHOWN = {
    "test_keying.py",
    "test_page_files.py",
    "test_signing_in.py",
    "test_a_head_sees_their_people_and_what_they_hold",
    "test_an_attempt_can_be_made_again_and_passing_earns_the_skill",
    "test_axe_finds_nothing_on_any_screen",
    "test_the_office_cancels_a_job_by_keyboard_with_a_reason",
    "test_the_page_opens_without_a_link_and_goes_on_where_it_was",
    "test_who_keyed_it_wrong_is_paid_sees_why_and_can_object",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of the pages into their ring."""
    for item in items:
        name = getattr(item, "originalname", item.name)
        if Path(__file__).parent in item.path.parents and not {item.path.name, name} & SHOWN:
            item.add_marker(pytest.mark.prove)


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
