"""The page can be used by everyone: WCAG 2.2 AA by axe, enlarged, small, in high contrast."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import own_pages
from tests.browser.axe import assert_accessible
from tests.browser.bills import bill
from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]
type Colours = Literal["active", "none"]
type Contrast = Literal["more", "no-preference"]

SMALLEST_TARGET = 24  # CSS pixels each way (WCAG 2.5.8)


@pytest.mark.parametrize("name", ["kamala", "imayan", "jayanti"])  # in English, Tamil and Hindi
def test_axe_finds_nothing_on_any_screen(open_page: Open, client: Client, name: str) -> None:
    operator = open_page()
    page = operator.page
    expect(operator.page.locator("input[name=username]")).to_be_focused()
    assert_accessible(page)
    operator.sign_in(name)
    expect(page.locator(".home button.main")).to_be_focused()
    assert_accessible(page)
    client.drop_pages("bills", bill("Sri Murugan Stores", "14.10"), bill("A2B Sweets", "9.00"))
    operator.keys("Enter")
    expect(operator.field("company")).to_be_focused()
    operator.keys("Hotel", "Enter", "Madurai", "Control+Shift+D", "Enter", "1", "Enter")
    expect(operator.field("town")).to_have_value("Madurai")
    operator.keys("Control+Enter")  # something is missing
    assert_accessible(page)
    operator.keys("F2")
    assert_accessible(page)
    operator.keys("F1")
    expect(page.locator("dialog.help")).to_be_visible()
    assert_accessible(page)
    operator.keys("Escape")
    page.locator(".item button.quiet").last.click()  # give it back?
    expect(page.locator("dialog.ask")).to_be_visible()
    assert_accessible(page)
    operator.keys("Escape", "Control+Enter", "Enter")
    expect(page.locator(".home, .card")).to_be_visible()
    assert_accessible(page)


def test_axe_finds_nothing_where_rows_are_keyed(open_page: Open, client: Client) -> None:
    client.drop_rows("places", "Mannargudi, TN", "Kochi")
    operator = open_page()
    operator.sign_in("radha")
    operator.get_work("Places")
    operator.keys("Mannargudi", "Enter", "T", "Control+Enter", "Enter")
    assert_accessible(operator.page)
    operator.keys("F2", "PageUp", "F2", "Control+Enter", "Control+Enter", "Enter")


@pytest.mark.parametrize("language", ["en", "ta", "hi"])
def test_axe_finds_nothing_where_a_first_password_is_chosen(
    open_page: Open, client: Client, language: str
) -> None:
    operator = open_page()
    page = operator.page
    page.locator(f".languages [lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.route(f"{client.aws_url}/**", _ask_for_a_new_password)
    page.locator("input[name=username]").focus()
    operator.keys("latha", "Tab", "given-by-the-office", "Enter")
    expect(page.locator("[autocomplete=new-password]").first).to_be_focused()
    assert_accessible(page)
    operator.keys("One of my own", "Tab", "and another", "Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert_accessible(page)


def test_axe_finds_nothing_where_two_keyings_are_settled(open_page: Open) -> None:
    operator = open_page()
    page = operator.page
    own_pages.answer(page, "GET", "/leases", {"leases": [own_pages.SETTLING]})
    own_pages.answer(page, "GET", "/settling", own_pages.SETTLING_INPUT)
    own_pages.answer(page, "POST", "/leases", {"leases": [], "retry_after": 600})
    own_pages.answer(page, "GET", "/work-types/slips/1", own_pages.WORK_TYPE)
    image = bill("Sri Murugan Stores", "14.10")
    page.route("**/page.png", lambda route: route.fulfill(body=image, content_type="image/png"))
    operator.sign_in("latha")
    first = page.get_by_role("group").get_by_role("button", name="14.10")
    expect(first).to_be_focused()
    assert_accessible(page)
    operator.keys("Control+Enter")  # nothing is chosen yet
    expect(operator.fault("total")).not_to_be_empty()
    assert_accessible(page)
    operator.keys("1")
    expect(first).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)


@pytest.mark.parametrize(
    ("colours", "contrast"), [("active", "no-preference"), ("none", "more")], ids=str
)
def test_nothing_is_told_by_background_alone(
    open_page: Open, client: Client, colours: Colours, contrast: Contrast
) -> None:
    name = "mangai" if colours == "active" else "nirmala"
    operator = _at_a_bill(open_page, client, name)
    operator.page.emulate_media(forced_colors=colours, contrast=contrast)
    operator.keys("F2")
    flag = operator.page.locator(".flag[aria-pressed=true]")
    other = operator.page.locator(".flag[aria-pressed=false]").first
    assert _border(flag) != _border(other)
    assert_accessible(operator.page)


def test_enlarged_to_200_percent_on_a_small_screen_all_can_be_reached(
    open_page: Open, client: Client
) -> None:
    operator = _at_a_bill(open_page, client, "lalitha")
    page = operator.page
    page.set_viewport_size({"width": 512, "height": 300})  # what 200 % leaves of 1024 by 600
    for field, value in (("company", "Hotel"), ("town", "Madurai"), ("total", "1")):
        expect(operator.field(field)).to_be_focused()
        _expect_seen(page, operator.field(field))
        operator.keys(value, "Enter")
        assert page.evaluate("document.documentElement.scrollWidth") <= 512
    operator.keys("F1")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_role("button", name="Close")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 512


def test_what_can_be_clicked_is_large_enough(open_page: Open, client: Client) -> None:
    operator = _at_a_bill(open_page, client, "omana")
    operator.page.wait_for_timeout(300)
    small = operator.page.evaluate(
        """(least) => [...document.querySelectorAll("button, input, select, summary")]
          .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
          .filter(([, { width, height }]) => width && (width < least || height < least))""",
        SMALLEST_TARGET,
    )
    assert not small


def test_the_focus_can_be_seen_and_a_fault_belongs_to_its_field(
    open_page: Open, client: Client
) -> None:
    operator = _at_a_bill(open_page, client, "pushpa")
    expect(operator.field("company")).to_have_css("outline-style", "solid")
    operator.keys("Enter", "Control+Enter")
    company = operator.field("company")
    expect(company).to_be_focused()
    expect(company).to_have_attribute("aria-invalid", "true")
    expect(company).to_have_accessible_description(
        "This has to be filled in. If it cannot be read, press F2."
    )
    operator.keys("H")
    expect(company).not_to_have_attribute("aria-invalid", "true")


def _at_a_bill(open_page: Open, client: Client, name: str) -> OperatorPage:
    client.drop_pages("bills", bill("Sri Murugan Stores", "14.10"))
    operator = open_page()
    operator.sign_in(name)
    operator.get_work("Bills")
    expect(operator.field("company")).to_be_focused()
    return operator


def _ask_for_a_new_password(route: Route) -> None:
    route.fulfill(
        json={"ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": "s", "ChallengeParameters": {}},
        headers={"Access-Control-Allow-Origin": "*"},
    )


def _border(button: Locator) -> str:
    border: str = button.evaluate("(node) => getComputedStyle(node).border")
    return border


def _expect_seen(page: Page, field: Locator) -> None:
    """The field is on the screen, and nothing lies over it."""
    page.wait_for_function(
        """(node) => {
          const { left, top, width, height } = node.getBoundingClientRect();
          const on = document.elementFromPoint(left + width / 2, top + height / 2);
          return on === node;
        }""",
        arg=field.element_handle(),
    )
