"""Earnings, corrections and training from the cloud itself: nothing is answered in its place."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]


def test_who_keyed_it_wrong_is_paid_sees_why_and_can_object(
    open_page: Open, client: Client
) -> None:
    client.drop_rows("settled", "Thiruvarur 610001")
    for name, city in (("valli", "Thiruvarur"), ("yazhini", "Thiruvaur")):
        operator = open_page()
        operator.sign_in(name)
        operator.get_work("Keyed twice")
        operator.keys(city, "Enter", "610001", "Enter", "Enter")
        expect(operator.earned_today).to_have_text("₹0.60")
        operator.expect_no_work()
        operator.page.close()
    _settle(open_page)
    operator = open_page()
    operator.sign_in("yazhini")
    page = operator.page
    page.get_by_role("button", name="What you earned").press("Enter")
    expect(page.locator(".sum")).to_contain_text("₹0.60")
    expect(page.get_by_role("row", name="accepted work")).to_contain_text("₹0.60")
    operator.keys("Escape")
    expect(page.get_by_role("button", name="Corrections")).to_have_text("Corrections 1")
    page.get_by_role("button", name="Corrections").press("Enter")
    page.get_by_role("button", name="Keyed twice").press("Enter")
    values = page.locator(".comparison dd")
    expect(values).to_have_text(["Thiruvaur", "Thiruvarur", "Thiruvarur"])
    expect(page.locator(".row-source")).to_contain_text("Thiruvarur 610001")
    page.get_by_label("Why it is wrong").press_sequentially("So it is printed.")
    page.get_by_role("button", name="This correction is wrong").press("Enter")
    expect(page.locator(".objection")).to_contain_text("The office will look at it.")
    operator.keys("Escape")
    expect(page.get_by_role("button", name="Keyed twice")).to_contain_text("You objected")


def test_a_training_is_tried_explained_tried_again_and_passed(open_page: Open) -> None:
    operator = open_page()
    operator.sign_in("uma")
    page = operator.page
    page.get_by_role("button", name="Training").press("Enter")
    page.get_by_role("button", name="First steps with places").press("Enter")
    expect(page.locator(".facts")).to_contain_text("Pays ₹0.50 for each record")
    page.get_by_role("button", name="Begin").press("Enter")
    _key_place(operator, "Cochin", "Tamil")
    expect(page.locator(".verdict")).to_contain_text("2 of 4 fields are right; 3 are needed.")
    expect(page.locator(".why")).to_have_text("Kochi is in Kerala.")
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".facts")).to_contain_text("This attempt is not paid.")
    page.get_by_role("button", name="Try again").press("Enter")
    _key_place(operator, "Kochi", "Kerala")
    expect(page.locator(".verdict")).to_contain_text("From now on you get work that needs")
    page.get_by_role("button", name="Done").press("Enter")
    expect(page.get_by_role("button", name="First steps with places")).to_contain_text("Passed")
    operator.keys("Escape")
    page.get_by_role("button", name="What you earned").press("Enter")
    expect(page.get_by_role("cell", name="training")).to_be_visible()
    expect(page.locator(".sum")).to_contain_text("₹0.50")


def test_an_operator_goes_home_in_the_middle_of_an_item_and_back_to_it(
    open_page: Open, client: Client
) -> None:
    client.drop_rows("places", "Kochi")
    operator = open_page()
    operator.sign_in("fathima")
    operator.get_work("Places")
    operator.keys("Koc")
    operator.page.get_by_role("button", name="Home").press("Enter")
    operator.page.get_by_role("button", name="What you earned").press("Enter")
    expect(operator.page.locator(".sum")).to_be_visible()
    operator.keys("Escape")
    operator.page.get_by_role("button", name="Go on working").press("Enter")
    expect(operator.field("city")).to_have_value("Koc")
    operator.field("city").press("End")
    operator.keys("hi", "Enter", "K", "Control+Enter", "Enter")
    expect(operator.earned_today).to_have_text("₹0.60")
    operator.expect_no_work()


def _settle(open_page: Open) -> None:
    operator = open_page()
    operator.sign_in("zubeda")
    operator.get_work("Keyed twice")
    first = operator.page.get_by_role("group", name="Two people").get_by_role("button").first
    expect(first).to_be_focused()
    operator.keys("1" if first.get_attribute("value") == "Thiruvarur" else "2")
    operator.keys("Enter", "Enter")
    operator.expect_no_work()
    operator.page.close()


def _key_place(operator: OperatorPage, city: str, state: str) -> None:
    expect(operator.page.locator(".row-source")).to_contain_text("Kochi 682001")
    expect(operator.field("city")).to_be_focused()
    operator.keys(city, "Enter", state, "Control+Enter", "Enter")
