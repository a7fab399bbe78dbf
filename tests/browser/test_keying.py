"""Keying work items by keyboard alone, from taking the lease to the client's result."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]


def test_images_are_keyed_by_keyboard_alone_and_pay_and_reach_the_client(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_slips("Sri Murugan Stores 14.10", "A2B Sweets 9.00")
    operator = open_page()
    operator.sign_in("anitha")
    operator.get_work("Slips")
    expect(operator.page.get_by_role("img", name="slip-1.png")).to_be_visible()
    expect(operator.earned_today).to_have_text("₹0.00")
    operator.keys("Sri Murugan Stores", "Enter", "25/12/2025", "Enter", "14.10", "Enter")
    expect(operator.page.get_by_role("img", name="slip-2.png")).to_be_visible()
    operator.keys("A2B Sweets", "Enter", "Enter", "9.00", "Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    expect(operator.notice).to_contain_text("Accepted. You earned ₹2.20.")
    expect(operator.earned_today).to_have_text("₹2.20")
    operator.expect_no_work()
    assert client.result(drop) == [
        _slip("slip-1.png", "Sri Murugan Stores", "25/12/2025", "14.10"),
        _slip("slip-2.png", "A2B Sweets", "", "9.00"),
    ]


def test_rows_are_keyed_with_choices_and_numbers(open_page: Open, client: Client) -> None:
    drop = client.drop_rows("places", "Mannargudi, TN, 66999", "Kochi")
    operator = open_page()
    operator.sign_in("banu")
    operator.get_work("Places")
    expect(operator.page.locator(".row-source")).to_contain_text("Mannargudi, TN, 66999")
    operator.keys("Mannargudi", "Enter", "T", "Enter", "Y", "Enter", "66999", "Enter")
    expect(operator.page.locator(".row-source")).to_contain_text("Kochi")
    operator.keys("Kochi", "Enter", "K", "Control+Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    operator.expect_no_work()
    first, second = client.result(drop)
    assert (first["city"], first["state"], first["people"]) == ("Mannargudi", "Tamil Nadu", "66999")
    assert first["town"] == "true"
    assert (second["city"], second["state"], second["town"]) == ("Kochi", "Kerala", "")


def test_a_record_that_cannot_be_read_goes_back_to_the_client(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_slips("#%!", "A2B Sweets 9.00")
    operator = open_page()
    operator.sign_in("chitra")
    operator.get_work("Slips")
    operator.keys("F2")
    expect(operator.field("company")).to_be_disabled()
    operator.keys("Enter", "A2B Sweets", "Enter", "Enter", "9.00", "Enter", "Enter")
    operator.expect_no_work()
    (query,) = client.result(drop, "queries.csv")
    assert (query["file"], query["reason"]) == ("slip-1.png", "illegible")


def test_a_required_field_stops_the_record_and_a_doubtful_value_asks_once(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("places", "Kochi")
    operator = open_page()
    operator.sign_in("kala")
    operator.get_work("Places")
    operator.keys("Control+Enter")
    expect(operator.field("city")).to_be_focused()
    expect(operator.fault("city")).to_contain_text("has to be filled in")
    operator.keys("Kochi", "Enter", "K", "Enter", "Enter", "about 600", "Enter")
    expect(operator.fault("people")).to_contain_text("Not a whole number")
    expect(operator.field("people")).to_be_focused()
    operator.keys("Enter")
    expect(operator.fault("people")).to_have_text("Kept as the paper shows it")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    operator.expect_no_work()
    # The function makes the same check: it took the value because the page said that it is printed.
    assert [row["people"] for row in client.result(drop)] == ["about 600"]


def test_a_check_speaks_up_where_the_field_is_left_and_is_content_once_it_is_mended(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("cheques", "SBIN0001234 AB1234")
    operator = open_page()
    operator.sign_in("selvi")
    operator.get_work("Cheques")
    operator.keys("SBIN1001234", "Tab")
    expect(operator.fault("ifsc")).to_contain_text("Expected IFSC like SBIN0001234.")
    expect(operator.field("policy")).to_be_focused()
    operator.keys("AB123", "Enter")
    expect(operator.fault("policy")).to_contain_text("Two letters and four digits.")
    operator.keys("4")
    expect(operator.fault("policy")).to_have_text("")
    operator.keys("Enter", "1.3.2", "Enter")
    expect(operator.fault("date")).to_contain_text("Not a date like dd/mm/yyyy.")
    operator.keys("020", "Enter")
    expect(operator.fault("date")).to_contain_text("This has to be 01/04/2020 at least.")
    operator.keys("Shift+Enter", "Shift+Enter", "sbin 0001234", "Enter", "Enter")
    operator.keys("1-4-2020", "Enter", "1,23,456.50", "Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    operator.expect_no_work()
    (row,) = client.result(drop)
    assert (row["date"], row["total"]) == ("1-4-2020", "1,23,456.50")


def test_what_was_confirmed_is_still_confirmed_after_a_reload_until_it_is_changed(
    open_page: Open, client: Client
) -> None:
    client.drop_rows("cheques", "about 57")
    operator = open_page()
    operator.sign_in("tamizh")
    operator.get_work("Cheques")
    operator.keys("SBIN0001234", "Enter", "AB1", "Enter")
    expect(operator.fault("policy")).to_contain_text("இரண்டு எழுத்துகள்")
    operator.keys("Enter", "Enter", "about 57", "Enter")
    expect(operator.fault("total")).to_contain_text("Enter அழுத்துங்கள்")
    operator.keys("Enter")
    expect(operator.page.locator(".side footer .main")).to_be_focused()
    operator.page.reload()
    expect(operator.fault("total")).to_have_text("தாளில் உள்ளபடியே வைக்கப்பட்டது")
    operator.field("total").focus()
    operator.keys("x")
    expect(operator.fault("total")).to_have_text("")
    operator.keys("Enter")
    expect(operator.fault("total")).to_contain_text("Enter அழுத்துங்கள்")
    operator.keys("F4", "Enter", "Enter")
    expect(operator.page.get_by_role("heading", name="இப்போது வேலை இல்லை")).to_be_visible()


def test_the_third_person_settles_what_two_keyed_differently(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("settled", "Mannargudi 614001", "Kochi 682001")
    for name, city in (("hari", "Mannargudi"), ("indira", "Manargudi")):
        operator = open_page()
        operator.sign_in(name)
        operator.get_work("Keyed twice")
        operator.keys(
            city, "Enter", "614001", "Enter", "Kochi", "Enter", "682001", "Enter", "Enter"
        )
        operator.expect_no_work()
        operator.page.get_by_role("button", name="Sign out").click()
        operator.page.close()
    operator = open_page()
    operator.sign_in("jaya")
    operator.get_work("Keyed twice")
    expect(operator.field("pin")).to_have_count(0)
    first = operator.page.get_by_role("group", name="Two people").get_by_role("button").first
    expect(first).to_be_focused()
    right = operator.page.get_by_role("button", name="Mannargudi")
    operator.keys("1" if first.get_attribute("value") == "Mannargudi" else "2")
    expect(right).to_have_attribute("aria-pressed", "true")
    operator.keys("Enter", "Enter")
    operator.expect_no_work()
    assert [row["city"] for row in client.result(drop)] == ["Mannargudi", "Kochi"]


def test_the_keys_are_listed_on_demand(open_page: Open) -> None:
    operator = open_page()
    operator.sign_in("latha")
    expect(operator.page.get_by_role("heading", name="Welcome")).to_be_visible()
    operator.keys("F1")
    expect(operator.page.get_by_role("dialog", name="Keys")).to_contain_text("Next field")
    operator.keys("Escape")
    expect(operator.page.get_by_role("dialog")).to_have_count(0)


def _slip(file: str, company: str, date: str, total: str) -> dict[str, str]:
    return {"file": file, "page": "1", "company": company, "date": date, "total": total}
