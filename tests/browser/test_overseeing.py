"""The pages of a centre's head and of the office."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[..., OperatorPage]

# Milliseconds: the office looks at everything, which takes a busy machine its time.
LONG = 60_000
ZOOMED = {"width": 512, "height": 300}  # a small screen at 200 %


def office_of(open_page: Open, user: str = "kavitha") -> Page:
    office = open_page("office")
    office.sign_in(user)
    expect(office.page.locator(".overseeing h1")).to_be_visible(timeout=LONG)
    return office.page


def job_row(page: Page, drop: str) -> Any:  # noqa: ANN401 - a locator
    return page.get_by_role("row").filter(has=page.locator(f"[title='{drop}']"))


def test_a_head_sees_their_people_and_what_they_hold(open_page: Open, client: Client) -> None:
    client.drop_rows("ledgers", "1 First Street")
    operator = open_page()
    operator.sign_in("kaveri")
    operator.get_work("Ledgers")
    head = open_page("head")
    head.sign_in("revathi")
    expect(head.page.locator(".overseeing h1")).to_have_text("Kollumangudi", timeout=LONG)
    row = head.page.get_by_role("region", name="People").get_by_role("row", name="Kaveri E")
    expect(row).to_contain_text("₹0.00")
    held = head.page.get_by_role("region", name="Items being worked on")
    expect(held.get_by_role("row", name="Kaveri E")).to_contain_text("ledgers")
    expect(head.page.get_by_role("button", name="Retry")).to_have_count(0)
    assert_accessible(head.page)


def test_the_office_cancels_a_job_by_keyboard_with_a_reason(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("ledgers", "2 Second Street", "3 Third Street")
    page = office_of(open_page)
    row = job_row(page, drop)
    expect(row).to_contain_text("being keyed")
    row.get_by_role("button", name="Cancel").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Reason")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(row).to_contain_text("being keyed")
    page.keyboard.press("Enter")
    page.keyboard.type("Sent twice.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="cancelled")).to_be_visible()
    expect(row).to_contain_text("rejected", timeout=LONG)
    assert client.rejection(drop)["reason"] == "Sent twice."


def test_a_head_who_keys_opens_the_overview_from_home_and_the_office_retries_what_failed(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("places", "Kochi")
    head = open_page("head")
    head.sign_in("sumathi")
    overview = head.page.get_by_role("button", name="Overview of the work")
    overview.press("Enter")
    expect(head.page.get_by_role("region", name="People")).to_be_visible(timeout=LONG)
    head.page.get_by_role("button", name="Back").press("Enter")
    expect(overview).to_be_focused()
    expect(head.earned_today).to_have_text("₹0.00")
    head.page.get_by_role("button", name="Get work").press("Enter")
    expect(head.field("city")).to_be_focused()
    client.lose_input(drop)
    head.keys("Kochi", "Enter", "K", "Control+Enter", "Enter")
    expect(head.earned_today).to_have_text("₹0.60")
    client.wait_for(drop, "failed")
    page = office_of(open_page)
    job_row(page, drop).get_by_role("button", name="Retry").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Retry").press("Enter")
    expect(page.get_by_role("status").filter(has_text="started again")).to_be_visible()
    assert [row["city"] for row in client.result(drop)] == ["Kochi"]


def test_work_is_taken_back_after_a_question(open_page: Open, client: Client) -> None:
    client.drop_rows("ledgers", "4 Fourth Street")
    operator = open_page()
    operator.sign_in("ponni")
    operator.get_work("Ledgers")
    page = office_of(open_page)
    row = page.get_by_role("row", name="ponni")
    row.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Leave it as it is")).to_be_focused()
    page.get_by_role("dialog").get_by_role("button", name="Take back").click()
    expect(row).to_have_count(0, timeout=LONG)


def test_the_page_looks_again_by_itself_and_leaves_the_focus_alone(
    open_page: Open, client: Client
) -> None:
    first = client.drop_rows("ledgers", "5 Fifth Street")
    page = open_page("office").page
    page.clock.install()
    page.reload()
    OperatorPage(page, client.passwords).sign_in("kavitha")
    button = job_row(page, first).get_by_role("button", name="Cancel")
    button.focus()
    second = client.drop_rows("ledgers", "6 Sixth Street")
    expect(job_row(page, second)).to_have_count(0)
    page.clock.run_for(31_000)
    expect(job_row(page, second)).to_be_visible(timeout=LONG)
    expect(button).to_be_focused()


def test_without_a_link_what_was_seen_stays_and_the_page_says_so(open_page: Open) -> None:
    page = office_of(open_page)
    page.context.set_offline(offline=True)
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection just now")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("user", "title"), [("alakh", "दफ़्तर"), ("thenmozhi", "Kollumangudi")])
def test_the_pages_speak_each_language_and_fit_a_small_screen_at_200_percent(
    open_page: Open, user: str, title: str
) -> None:
    page = office_of(open_page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert_accessible(page)
    page.set_viewport_size({"width": ZOOMED["width"], "height": ZOOMED["height"]})
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider
    assert_accessible(page)


def test_signing_out_leads_back_to_the_door(open_page: Open) -> None:
    page = office_of(open_page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_operators_do_not_fetch_these_pages(open_page: Open) -> None:
    operator = open_page()
    fetched: list[str] = []
    operator.page.on("request", lambda request: fetched.append(request.url))
    operator.sign_in("latha")
    expect(operator.page.get_by_role("heading", name="Welcome, Latha G")).to_be_visible()
    assert not [url for url in fetched if "overseeing" in url]
