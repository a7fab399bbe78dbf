"""The operator's own pages: home, earnings, corrections, training. By keyboard alone."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser import own_pages
from tests.browser.axe import assert_accessible
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]

CORRECTIONS = {"corrections": [{**own_pages.CORRECTION, "records": 2, "fields": 2}]}
CORRECTION = {**own_pages.CORRECTION, "records": own_pages.CORRECTED_RECORDS}


def test_home_says_who_where_and_what_was_earned_and_leads_on_by_keyboard(open_page: Open) -> None:
    operator = _at_home(open_page)
    home = operator.page.locator(".home")
    expect(home).to_contain_text("Kollumangudi")
    expect(home.locator("[data-earned=today]")).to_have_text("₹0.00")
    expect(home.get_by_role("button", name="Corrections")).to_have_text("Corrections 1")
    operator.keys("Tab", "Tab", "Enter")
    expect(operator.page.get_by_role("heading", name="What you earned")).to_be_focused()
    operator.keys("Escape")
    expect(home.get_by_role("button", name="What you earned")).to_be_focused()


def test_earnings_are_listed_by_day_and_month_and_add_up(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    page.route(
        "**/pay/*",
        lambda route: route.fulfill(
            json=own_pages.pay(
                route.request.url[-7:],
                [
                    own_pages.pay_line("2026-11-20", "2.20"),
                    own_pages.pay_line("2026-11-20", "0.10", "kept"),
                    own_pages.pay_line("2026-11-19", "1.00", "training"),
                ],
            )
        ),
    )
    with page.expect_request("**/pay/*") as first:
        page.get_by_role("button", name="What you earned").press("Enter")
    expect(page.locator(".sum")).to_contain_text("₹3.30")
    expect(page.locator("tr.day").first).to_contain_text("20 November")
    expect(page.locator("tr.day").first).to_contain_text("₹2.30")
    expect(page.get_by_role("row", name="Slips").or_(page.locator("tbody tr"))).to_have_count(5)
    expect(page.get_by_role("cell", name="work that came late")).to_be_visible()
    with page.expect_request("**/pay/*") as before:
        page.get_by_role("button", name="Month before").press("Enter")
    assert before.value.url < first.value.url
    expect(page.get_by_role("button", name="Month before")).to_be_focused()


def test_without_a_link_a_page_says_so_and_shows_what_it_has(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    own_pages.answer(page, "GET", "/corrections/c-1", CORRECTION)
    page.get_by_role("button", name="Corrections").press("Enter")
    expect(page.get_by_role("button", name="Slips")).to_be_visible()
    operator.keys("Escape")
    page.route("**/corrections", lambda route: route.abort())
    page.route("**/pay/*", lambda route: route.abort())
    page.get_by_role("button", name="Corrections").press("Enter")
    expect(page.locator(".own").get_by_role("status")).to_contain_text(
        "There is no connection just now."
    )
    expect(page.get_by_role("button", name="Slips")).to_be_visible()
    operator.keys("Escape")
    page.get_by_role("button", name="What you earned").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("needs the connection")
    page.unroute("**/pay/*")
    page.route(
        "**/pay/*", lambda route: route.fulfill(json=own_pages.pay(route.request.url[-7:], []))
    )
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".own")).to_contain_text("Nothing yet in this month.")


def test_a_page_that_cannot_be_fetched_leaves_the_operator_at_home(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    page.context.set_offline(offline=True)  # a route would not see what the service worker fetches
    page.get_by_role("button", name="Training").press("Enter")
    expect(operator.notice).to_contain_text("needs the connection")
    expect(page.locator(".home button.main")).to_be_visible()


def test_a_correction_shows_all_three_values_beside_the_source(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    own_pages.answer(page, "GET", "/corrections/c-1", CORRECTION)
    page.get_by_role("button", name="Corrections").press("Enter")
    page.get_by_role("button", name="Slips").press("Enter")
    expect(page.get_by_role("img", name="slip-1.png")).to_be_visible()
    compared = page.locator(".comparison")
    expect(compared).to_contain_text("Total")
    expect(compared.locator("dd")).to_have_text(["14.10", "14.70", "14.70"])
    page.get_by_role("button", name="Next record").press("Enter")
    expect(page.get_by_role("img", name="slip-2.png")).to_be_visible()
    expect(compared.locator("dd")).to_have_text(["Unreadable", "A2B", "A2B Sweets"])
    operator.keys("PageUp")
    expect(compared.locator("dd").first).to_have_text("14.10")
    operator.keys("Escape")
    expect(page.get_by_role("button", name="Slips")).to_be_focused()
    operator.keys("Escape")
    expect(page.get_by_role("button", name="Corrections")).to_be_focused()


def test_an_operator_can_say_that_a_correction_is_wrong(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    own_pages.answer(page, "GET", "/corrections/c-1", CORRECTION)
    page.get_by_role("button", name="Corrections").press("Enter")
    page.get_by_role("button", name="Slips").press("Enter")
    page.route("**/objection", lambda route: route.abort(), times=1)
    page.get_by_label("Why it is wrong").press_sequentially("It is a 1.")
    operator.keys("Tab", "Enter")
    expect(page.locator(".objection")).to_contain_text("needs the connection")
    expect(page.get_by_label("Why it is wrong")).to_have_value("It is a 1.")
    sent = own_pages.answer(
        page, "POST", "/corrections/c-1/objection", {"objected_at": "2026-11-22T06:30:00Z"}
    )
    page.get_by_role("button", name="This correction is wrong").press("Enter")
    expect(page.locator(".objection")).to_contain_text("You said on 22 November")
    assert sent == [{"note": "It is a 1."}]


def test_training_is_keyed_like_work_and_each_mistake_is_explained(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    graded = _training(operator, own_pages.FAILED)
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    expect(page.locator(".own")).to_contain_text("95% of the fields")
    expect(page.get_by_role("button", name="Begin")).to_be_focused()
    operator.keys("Enter")
    _key_attempt(operator)
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Not passed this time")
    expect(verdict).to_contain_text("3 of 4 fields are right; 4 are needed.")
    expect(verdict).to_contain_text("You earned ₹1.00.")
    expect(page.get_by_role("img", name="slip-2.png")).to_be_visible()
    expect(page.locator(".comparison dd")).to_have_text(
        ["9.00", "9.60", "(empty)", "Wrong document"]
    )
    expect(page.locator(".why")).to_have_text("The second figure is a six.")
    assert [record["values"]["total"] for record in graded[0]["records"]] == ["14.10", "9.00"]
    assert [record["flag"] for record in graded[0]["records"]] == [None, None]


def test_an_attempt_can_be_made_again_and_passing_earns_the_skill(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    _training(operator, own_pages.FAILED)
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    operator.page.get_by_role("button", name="Begin").press("Enter")
    _key_attempt(operator)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".facts")).to_contain_text("Attempts so far: 1")
    _training(operator, own_pages.PASSED)
    page.get_by_role("button", name="Try again").press("Enter")
    _key_attempt(operator)
    expect(page.locator(".verdict")).to_contain_text("you get work that needs the skill “slips”")
    page.get_by_role("button", name="Done").press("Enter")
    expect(page.get_by_role("button", name="Reading slips")).to_be_focused()


def test_leaving_a_training_in_the_middle_asks_first(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    _training(operator, own_pages.PASSED)
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    page.get_by_role("button", name="Begin").press("Enter")
    expect(operator.field("company")).to_be_focused()
    operator.keys("Sri Mu", "Escape")
    expect(page.get_by_role("dialog")).to_contain_text("Leave this training?")
    operator.keys("Escape")
    expect(operator.field("company")).to_have_value("Sri Mu")
    operator.keys("Escape", "Tab", "Enter")
    expect(page.get_by_role("button", name="Reading slips")).to_be_focused()


def test_a_reload_in_the_middle_of_a_training_loses_nothing(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    _training(operator, own_pages.PASSED)
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    page.get_by_role("button", name="Begin").press("Enter")
    expect(operator.field("company")).to_be_focused()
    operator.keys("Sri Murugan Stores", "Enter", "14.1")
    page.reload()
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(operator.field("company")).to_have_value("Sri Murugan Stores")
    expect(operator.field("total")).to_have_value("14.1")
    expect(operator.field("total")).to_be_focused()


def test_every_page_can_be_used_by_everyone(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    assert_accessible(page)
    own_pages.answer(page, "GET", "/corrections/c-1", CORRECTION)
    page.route(
        "**/pay/*",
        lambda route: route.fulfill(
            json=own_pages.pay(route.request.url[-7:], [own_pages.pay_line("2026-11-20", "2.20")])
        ),
    )
    page.get_by_role("button", name="What you earned").press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert_accessible(page)
    operator.keys("Escape")
    page.get_by_role("button", name="Corrections").press("Enter")
    expect(page.get_by_role("button", name="Slips")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Slips").press("Enter")
    expect(page.get_by_label("Why it is wrong")).to_be_visible()
    assert_accessible(page)
    operator.keys("Escape", "Escape")
    _training(operator, own_pages.FAILED)
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="Reading slips").press("Enter")
    expect(page.get_by_role("button", name="Begin")).to_be_focused()
    assert_accessible(page)
    operator.keys("Enter")
    expect(operator.field("company")).to_be_focused()
    assert_accessible(page)
    _key_attempt(operator)
    expect(page.locator(".verdict")).to_be_visible()
    assert_accessible(page)


def test_the_language_is_chosen_by_each_operator_and_remembered(open_page: Open) -> None:
    operator = _at_home(open_page)
    page = operator.page
    page.get_by_role("button", name="தமிழ்").press("Enter")
    expect(page.get_by_role("heading", name="வணக்கம், Latha G")).to_be_visible()
    expect(page.locator("#bar")).to_contain_text("இந்த மாதம்")
    page.reload()
    expect(page.get_by_role("heading", name="வணக்கம், Latha G")).to_be_visible()
    page.get_by_role("button", name="வெளியேறு").click()
    operator.page.locator("input[name=username]").wait_for()
    operator.keys("kala", "Tab", operator.passwords["kala"], "Enter")
    expect(page.get_by_role("heading", name="Welcome, Kala D")).to_be_visible()


def _at_home(open_page: Open) -> OperatorPage:
    operator = open_page()
    own_pages.answer(operator.page, "GET", "/corrections", CORRECTIONS)
    own_pages.answer(operator.page, "GET", "/work-types/slips/1", own_pages.WORK_TYPE)
    operator.sign_in("latha")
    expect(operator.page.locator(".home button.main")).to_be_focused()
    return operator


def _training(operator: OperatorPage, grading: dict[str, Any]) -> list[Any]:
    own_pages.answer(operator.page, "GET", "/training", {"sets": [own_pages.TRAINING_SET]})
    attempts = "/training/slips-basics/attempts"
    own_pages.answer(operator.page, "POST", attempts, own_pages.ATTEMPT)
    return own_pages.answer(operator.page, "POST", f"{attempts}/a-1", grading)


def _key_attempt(operator: OperatorPage) -> None:
    expect(operator.page.get_by_role("img", name="slip-1.png")).to_be_visible()
    expect(operator.field("company")).to_be_focused()
    operator.keys("Sri Murugan Stores", "Enter", "14.10", "Enter")
    expect(operator.page.get_by_role("img", name="slip-2.png")).to_be_visible()
    operator.keys("A2B Sweets", "Enter", "9.00", "Enter")
    expect(operator.page.get_by_role("button", name="Hand in")).to_be_focused()
    operator.keys("Enter")
