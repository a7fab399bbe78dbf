"""What goes wrong with a computer: killed, full, two tabs, a wrong clock."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from localcloud import attended
from tests.browser.client import Client
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.operator_page import OperatorPage
from tests.browser.promises import wait_for_the_worker

type Open = Callable[..., OperatorPage]
START_SECONDS = 60.0
A_YEAR = 365 * 86_400_000
KEY_MILLISECONDS = 100  # of somebody who types well


def test_a_browser_that_is_killed_has_lost_nothing(
    chromium: Browser, client: Client, tmp_path: Path
) -> None:
    client.drop_memos("Memo 1")
    with _profile(chromium, tmp_path) as (context, process):
        operator = OperatorPage(context.new_page(), client.passwords)
        operator.page.goto(client.operator_url)
        operator.sign_in("tara")
        operator.get_work("Memos")
        operator.keys("Memo 1", "Enter", "1.0")
        expect(operator.page.locator(".saved:not([aria-busy])")).to_have_text("Saved here")
        attended.stop(process)  # as `kill -9` does
    with _profile(chromium, tmp_path) as (context, _):
        operator = OperatorPage(context.new_page(), client.passwords)
        operator.page.goto(client.operator_url)
        operator.sign_in("tara")
        expect(operator.field("company")).to_have_value("Memo 1")
        expect(operator.field("total")).to_have_value("1.0")
        expect(operator.field("total")).to_be_focused()
        operator.keys("End", "0", "Enter", "Enter")
        operator.expect_no_work()


def test_a_browser_that_is_killed_right_after_a_key_has_it(
    chromium: Browser, client: Client, tmp_path: Path
) -> None:
    client.drop_memos("Memo 1")
    text = "Sri Venkateswara Stores, Big Street"
    with _profile(chromium, tmp_path) as (context, process):
        operator = OperatorPage(context.new_page(), client.passwords)
        operator.page.goto(client.operator_url)
        operator.sign_in("sudha")
        operator.get_work("Memos")
        operator.page.keyboard.type(text, delay=KEY_MILLISECONDS)  # and as long after the last
        attended.stop(process)  # as `kill -9` does
    with _profile(chromium, tmp_path) as (context, _):
        operator = OperatorPage(context.new_page(), client.passwords)
        operator.page.goto(client.operator_url)
        operator.sign_in("sudha")
        expect(operator.field("company")).to_have_value(text)
        expect(operator.field("company")).to_be_focused()
        operator.keys("F4", "Enter", "Enter")
        operator.expect_no_work()


def test_keys_that_come_faster_than_a_disk_writes_wait_for_two_writes_at_most(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.page.add_init_script(_SLOW_DISK)
    operator.page.reload()
    operator.sign_in("vasuki")
    operator.get_work("Memos")
    saved = operator.page.locator(".saved")
    expect(operator.page.locator(".saved:not([aria-busy])")).to_have_text("Saved here")
    before = operator.page.evaluate("window.isSlow = true; window.writes.length")
    operator.keys("Sri Murugan Stores")
    expect(saved).to_have_attribute("aria-busy", "true")
    assert operator.page.evaluate("window.writes.length") == before + 1  # under way
    _finish_write(operator.page)
    operator.page.wait_for_function(f"() => window.writes.length === {before + 2}")
    expect(saved).to_have_attribute("aria-busy", "true")
    assert operator.page.evaluate("window.writes.at(-1)") == "Sri Murugan Stores"
    _finish_write(operator.page)
    expect(operator.page.locator(".saved:not([aria-busy])")).to_have_text("Saved here")
    operator.keys(" and")
    assert operator.page.evaluate("window.writes.at(-1)") == "Sri Murugan Stores "
    operator.page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert operator.page.evaluate("window.writes.at(-1)") == "Sri Murugan Stores and"
    operator.page.evaluate("window.isSlow = false")
    _finish_write(operator.page)
    _finish_write(operator.page)
    operator.keys("F4", "Enter", "Enter")
    operator.expect_no_work()


def test_only_one_tab_works_and_another_can_take_over(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1")
    first = open_page()
    first.sign_in("vennila")
    first.get_work("Memos")
    first.keys("Mem")
    second = open_page()
    second.sign_in("vennila")
    expect(second.page.get_by_role("heading", name="another tab")).to_be_visible()
    second.keys("Enter")
    expect(second.field("company")).to_have_value("Mem")
    expect(first.page.get_by_role("heading", name="another tab")).to_be_visible()
    second.page.bring_to_front()
    second.keys("F4", "Enter", "Enter")
    second.expect_no_work()


def test_a_full_disk_gives_its_room_to_what_is_keyed(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.page.add_init_script(_FULL)
    operator.page.reload()
    operator.sign_in("thara")
    operator.get_work("Memos")
    expect(operator.notice).to_contain_text("The disk of this computer is full")
    expect(operator.page.get_by_role("img", name="slip-")).to_be_visible()
    operator.keys("Memo 1", "Enter", "1.00", "Enter", "Enter")
    expect(operator.field("company")).to_have_value("")
    expect(operator.page.get_by_role("img", name="slip-")).to_be_visible()
    operator.page.evaluate("window.fullFor.push('drafts')")
    operator.keys("M")
    expect(operator.notice).to_contain_text("could not save what you keyed")
    operator.keys("emo 2", "Enter", "2.00", "Enter", "Enter")
    operator.expect_no_work()
    expect(operator.earned_today).to_have_text("₹1.00")


@pytest.mark.parametrize(("operator_name", "years"), [("vasanthi", -8), ("vanaja", 8)])
def test_a_clock_that_is_wrong_by_years_does_no_harm(
    open_page: Open, client: Client, operator_name: str, years: int
) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.page.clock.install(time=time.time() + years * A_YEAR / 1000)
    operator.page.reload()
    operator.sign_in(operator_name)
    operator.get_work("Memos")
    expect(operator.page.get_by_role("timer")).to_contain_text("min left")
    wait_for_the_worker(operator.page)
    operator.page.context.set_offline(True)
    operator.page.reload()
    expect(operator.page.get_by_role("timer")).to_contain_text("min left")
    operator.keys("Memo 1", "Enter", "1.00", "Enter", "Enter")
    expect(operator.items("waiting")).to_have_count(1)
    operator.page.context.set_offline(False)
    operator.page.clock.run_for("01:00")
    expect(operator.items("accepted")).to_have_count(1)
    operator.expect_no_work()  # answered: no request is left that could take the next test's work


def test_a_session_that_ends_in_mid_item_lets_the_operator_finish_it_first(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("usha")
    operator.get_work("Memos")
    operator.page.route("**/submit", lambda route: route.fulfill(status=401, json={}))
    operator.page.route(f"{client.aws_url}/", _refuse_refresh)
    expect(operator.strip).to_contain_text("Items here: 2")
    operator.keys("Memo 1", "Enter", "1.00", "Enter", "Enter")
    expect(operator.notice).to_contain_text("Please sign in again.")
    operator.keys("Mem")
    expect(operator.field("company")).to_have_value("Mem")
    operator.page.unroute_all()
    operator.notice.get_by_role("button", name="Sign in").click()
    operator.sign_in_again()
    expect(operator.items("accepted")).to_have_count(1)
    operator.field("company").focus()
    operator.keys("Memo 2", "Enter", "2.00", "Enter", "Enter")
    operator.expect_no_work()
    expect(operator.earned_today).to_have_text("₹1.00")


def test_a_browser_that_keeps_nothing_is_told_so(open_page: Open) -> None:
    operator = open_page()
    operator.page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('no'); }")
    operator.page.reload()
    expect(operator.page.get_by_role("alert")).to_contain_text("This browser keeps nothing")


@contextmanager
def _profile(chromium: Browser, folder: Path) -> Iterator[tuple[BrowserContext, attended.Attended]]:
    """Run a Chromium of which the profile stays, and that can be killed."""
    told = folder / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    options = [f"--user-data-dir={folder}", "--remote-debugging-port=0", "--headless=new"]
    process = attended.start([CHROMIUM, *ARGUMENTS, *options, "about:blank"])
    try:
        port = _first_line(told)
        browser = chromium.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        yield browser.contexts[0], process
    finally:
        attended.stop(process)


def _first_line(file: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if file.exists() and (lines := file.read_text().splitlines()):
            return lines[0]
        time.sleep(0.1)
    raise AssertionError("Chromium did not start")


def _finish_write(page: Page) -> None:
    """Let the page know that the oldest write of a slow disk has come to its end."""
    page.wait_for_function("() => window.written.length > 0")
    page.evaluate("window.written.shift()()")


def _refuse_refresh(route: Route) -> None:
    if "REFRESH_TOKEN_AUTH" in (route.request.post_data or ""):
        route.fulfill(status=400, json={"__type": "NotAuthorizedException", "message": "expired"})
    else:
        route.continue_()


_FULL = """
window.fullFor = ["images"];
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...row) {
  if (!window.fullFor.includes(this.name)) return put.apply(this, row);
  throw new DOMException("full", "QuotaExceededError");
};
"""

# A disk that writes a draft when it is told to, and tells what it was given.
_SLOW_DISK = """
window.isSlow = false;
window.writes = [];
window.written = [];
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...row) {
  if (this.name === "drafts") {
    window.writes.push(Object.values(row[0].records)[0].values.company);
    if (window.isSlow) this.transaction.isSlow = true;
  }
  return put.apply(this, row);
};
const { set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
  set(done) {
    set.call(this, (event) => {
      if (!this.isSlow) return done(event);
      window.written.push(() => done(event));
    });
  },
});
"""
