"""The link drops, the page is closed in the middle, the operator leaves: nothing keyed is lost."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[..., OperatorPage]


def test_a_reload_brings_back_what_was_keyed_and_where(open_page: Open, client: Client) -> None:
    client.drop_slips("Sri Murugan Stores 14.10", "A2B Sweets 9.00")
    operator = open_page()
    operator.sign_in("devi")
    operator.get_work("Slips")
    operator.keys("Sri Murugan Stores", "Enter", "Enter", "14.10", "Enter", "A2B Sw")
    operator.page.reload()
    expect(operator.field("company")).to_have_value("A2B Sw")
    expect(operator.field("company")).to_be_focused()
    operator.keys("PageUp")
    expect(operator.field("company")).to_have_value("Sri Murugan Stores")
    expect(operator.field("total")).to_have_value("14.10")
    operator.page.get_by_role("button", name="Give back").click()
    operator.keys("Tab", "Enter")
    expect(operator.page.get_by_role("heading", name="Welcome, Devi P")).to_be_visible()
    _finish_as(open_page, "gowri")


def test_a_link_that_drops_while_sending_neither_loses_nor_doubles(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_rows("places", "Mannargudi", "Kochi")
    operator = open_page()
    operator.sign_in("ezhil")
    operator.get_work("Places")
    operator.keys(
        "Mannargudi", "Enter", "T", "Control+Enter", "Kochi", "Enter", "K", "Control+Enter"
    )
    submits: list[str] = []

    def lose_the_first_two_answers(route: Route) -> None:
        submits.append(route.request.url)
        if len(submits) == 1:
            route.abort()  # never arrives
        elif len(submits) == 2:
            route.fetch()  # arrives, and is accepted, but the answer is lost
            route.abort()
        else:
            route.continue_()

    operator.page.route("**/submit", lose_the_first_two_answers)
    operator.keys("Enter")
    expect(operator.strip).to_contain_text("No connection to the office")
    expect(operator.earned_today).to_have_text("₹1.20", timeout=15_000)
    operator.expect_no_work()
    assert len(submits) == 3
    assert [row["city"] for row in client.result(drop)] == ["Mannargudi", "Kochi"]


def test_a_form_can_be_keyed_while_its_image_is_on_its_way(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("yogitha")
    coming: list[Route] = []
    operator.page.route("**/images/**", lambda route: coming.extend([route]))
    operator.get_work("Memos")
    expect(operator.field("company")).to_be_focused()
    expect(operator.page.get_by_text("The image is on its way.")).to_be_visible()
    operator.keys("Memo 1", "Enter")
    (image,) = coming  # asked for once
    image.continue_()
    expect(operator.page.get_by_role("img", name="slip-1")).to_be_visible()
    expect(operator.page.get_by_text("The image is on its way.")).to_be_hidden()
    expect(operator.field("total")).to_be_focused()
    operator.keys("1.00", "Enter", "Enter")
    operator.expect_no_work()


def test_an_image_that_cannot_be_fetched_is_said_so_and_tried_again(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("yogitha")
    operator.page.route("**/images/**", lambda route: route.abort())
    operator.get_work("Memos")
    expect(operator.page.get_by_text("The image could not be fetched.")).to_be_visible()
    operator.page.unroute_all()
    operator.page.get_by_role("button", name="Try again").click()
    expect(operator.page.get_by_role("img", name="slip-1")).to_be_visible()
    operator.field("company").focus()
    operator.keys("F4", "Enter", "Enter")
    operator.expect_no_work()


def test_work_whose_records_cannot_be_had_is_left_for_the_next(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("yogitha")
    missing = "**/items/000001/input.json*"
    operator.page.route(missing, lambda route: route.fulfill(status=404, body="<Error/>"))
    operator.get_work("Memos")
    expect(operator.notice).to_contain_text("could not be opened")
    expect(operator.page.get_by_role("img", name="slip-2")).to_be_visible()
    operator.keys("Memo 2", "Enter", "2.00", "Enter", "Enter")
    operator.expect_no_work()
    operator.page.unroute(missing)  # it is the operator's still, and there after all
    operator.page.reload()
    expect(operator.page.get_by_role("img", name="slip-1")).to_be_visible()
    operator.keys("F4", "Enter", "Enter")
    operator.expect_no_work()


def test_work_that_went_to_somebody_else_is_kept_and_said_so(
    open_page: Open, client: Client
) -> None:
    client.drop_rows("places", "Mannargudi")
    slow = _start_keying(open_page, "mala")
    quick = _take_over(open_page, "mala", "nila")
    slow.page.bring_to_front()
    slow.keys("Enter", "T", "Control+Enter", "Enter")
    expect(slow.notice).to_contain_text("Received and kept")
    slow.expect_no_work()
    _set_aside(quick)


def test_half_an_entry_is_sent_in_when_its_lease_is_lost(open_page: Open, client: Client) -> None:
    client.drop_rows("places", "Mannargudi")
    slow = _start_keying(open_page, "padma")
    quick = _take_over(open_page, "padma", "rani")
    slow.page.bring_to_front()
    with slow.page.expect_request("**/submit"):
        slow.page.clock.fast_forward("21:00")  # the page wants to renew its lease
        slow.keys("Enter")
        slow.page.clock.fast_forward("00:10")
    expect(slow.notice).to_contain_text(
        "no longer yours: its time was over, or the office took it back. What you keyed"
    )
    slow.expect_no_work()
    _set_aside(quick)


def test_a_session_that_ends_in_the_middle_loses_nothing(open_page: Open, client: Client) -> None:
    drop = client.drop_rows("places", "Kochi")
    operator = open_page()
    operator.sign_in("oviya")
    operator.get_work("Places")
    operator.keys("Kochi", "Enter", "K", "Control+Enter")
    operator.page.route("**/submit", lambda route: route.fulfill(status=401, json={}))
    operator.page.route(f"{client.aws_url}/", _refuse_refresh)
    operator.keys("Enter")
    expect(operator.page.get_by_text("Please sign in again.")).to_be_visible()
    operator.page.unroute("**/submit")
    operator.page.unroute(f"{client.aws_url}/")
    operator.sign_in_again()
    expect(operator.notice).to_contain_text("Accepted. You earned ₹0.60.")
    assert [row["city"] for row in client.result(drop)] == ["Kochi"]


def test_what_the_office_wants_changed_is_shown_where_it_is(
    open_page: Open, client: Client
) -> None:
    client.drop_rows("places", "Kochi", "Mannargudi")
    operator = open_page()
    operator.sign_in("kala")
    operator.get_work("Places")
    operator.keys("Kochi", "Enter", "K", "Control+Enter")
    operator.keys("Mannargudi", "Enter", "T", "Control+Enter")
    operator.page.route("**/submit", _ask_for_another_city, times=1)
    operator.keys("Enter")
    expect(operator.page.locator("#fault-city")).to_have_text("Cochin, please.")
    expect(operator.field("city")).to_be_focused()
    operator.keys("Cochin", "Control+Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    operator.expect_no_work()


def test_signing_out_with_unsent_work_asks_first(open_page: Open, client: Client) -> None:
    client.drop_slips("Sri Murugan Stores 14.10")
    operator = open_page()
    operator.sign_in("chitra")
    operator.get_work("Slips")
    operator.keys("Sri Mu")
    operator.page.get_by_role("button", name="Sign out").click()
    dialog = operator.page.get_by_role("dialog")
    expect(dialog).to_contain_text("has not been sent")
    operator.keys("Escape")
    expect(operator.field("company")).to_have_value("Sri Mu")
    operator.page.get_by_role("button", name="Sign out").click()
    operator.page.get_by_role("button", name="keep it here for me").click()
    operator.sign_in("chitra")
    expect(operator.field("company")).to_have_value("Sri Mu")
    operator.keys("F4", "Enter", "Enter")
    operator.expect_no_work()


def _start_keying(open_page: Open, name: str) -> OperatorPage:
    operator = open_page()
    operator.page.clock.install()
    operator.sign_in(name)
    operator.get_work("Places")
    operator.keys("Mannargudi")
    return operator


def _take_over(open_page: Open, slow: str, quick: str) -> OperatorPage:
    """Give an item back behind the back of the page it is keyed on, and let another take it."""
    elsewhere = open_page("another computer")
    elsewhere.sign_in(slow)
    expect(elsewhere.field("city")).to_be_focused()
    elsewhere.page.get_by_role("button", name="Give back").click()
    expect(elsewhere.page.get_by_role("heading", name="Welcome")).to_be_visible()
    other = open_page()
    other.sign_in(quick)
    other.get_work("Places")
    return other


def _set_aside(operator: OperatorPage) -> None:
    operator.page.bring_to_front()
    operator.keys("F2", "Enter", "Enter")
    operator.expect_no_work()


def _refuse_refresh(route: Route) -> None:
    if "REFRESH_TOKEN_AUTH" in (route.request.post_data or ""):
        route.fulfill(status=400, json={"__type": "NotAuthorizedException", "message": "expired"})
    else:
        route.continue_()


def _ask_for_another_city(route: Route) -> None:
    detail = {"record": "000001", "field": "city", "code": "spelling", "message": "Cochin, please."}
    answer = {"code": "checks_failed", "message": "Some of it needs another look."}
    route.fulfill(status=422, json={**answer, "details": [detail]})


def _finish_as(open_page: Open, name: str) -> None:
    """Let another operator take the item that was given back, so that no later test finds it."""
    other = open_page()
    other.sign_in(name)
    expect(other.page.locator(".home button.main")).to_be_focused()
    other.keys("Enter")
    expect(other.field("company")).to_have_value("")
    other.keys("F4", "Enter", "F4", "Enter", "Enter")
    expect(other.page.get_by_role("heading", name="अभी काम नहीं है")).to_be_visible()
