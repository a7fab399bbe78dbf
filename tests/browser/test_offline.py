"""Days without a link: what was brought home is keyed, what was keyed waits till it is back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, Request, Response, Route, expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage
from tests.browser.promises import promised, wait_for_the_worker

type Open = Callable[..., OperatorPage]


def test_a_batch_is_taken_home_keyed_without_a_link_and_sent_when_it_is_back(
    open_page: Open, client: Client
) -> None:
    drop = client.drop_memos("Memo 1", "Memo 2", "Memo 3")
    operator = open_page()
    operator.sign_in("zara")
    _take_home(operator, 3)
    operator.page.context.set_offline(True)
    for _ in range(3):
        _key(operator)
    expect(operator.items("waiting")).to_have_count(3)
    expect(operator.strip).to_contain_text("No connection to the office")
    operator.page.context.set_offline(False)
    expect(operator.items("accepted")).to_have_count(3)
    expect(operator.earned_today).to_have_text("₹1.50")
    rows = client.result(drop)
    assert [row["company"] for row in rows] == ["Memo 1", "Memo 2", "Memo 3"]
    assert _kept(operator.page) == {"drafts": 0, "stock": 0, "images": 0}


def test_the_page_opens_without_a_link_and_goes_on_where_it_was(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("zeenat")
    _take_home(operator, 2)
    operator.keys("Mem")
    wait_for_the_worker(operator.page)
    operator.page.context.set_offline(True)
    operator.page.reload()
    expect(operator.field("company")).to_have_value("Mem")
    expect(operator.field("company")).to_be_focused()
    _key(operator)
    _key(operator)
    operator.page.reload()
    expect(operator.items("waiting")).to_have_count(2)
    operator.page.context.set_offline(False)
    expect(operator.items("accepted")).to_have_count(2)


def test_without_a_link_a_closed_tab_opens_to_the_password_and_to_nothing_else(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("yamuna")
    operator.get_work("Memos")
    operator.keys("Mem")
    wait_for_the_worker(operator.page)
    context = operator.page.context
    context.set_offline(True)
    operator.page.close()
    back = open_page()
    back.sign_in("yamuna", "not-the-password")
    expect(back.page.get_by_role("alert")).to_have_text(
        "The user name or the password is not right."
    )
    back.page.reload()
    back.sign_in("yogitha")
    expect(back.page.get_by_role("alert")).to_contain_text("There is no connection")
    back.page.reload()
    back.sign_in("yamuna")
    expect(back.field("company")).to_have_value("Mem")
    context.set_offline(False)
    back.keys("F4", "Enter", "Enter")
    back.expect_no_work()


def test_an_item_that_comes_back_while_another_is_keyed_is_the_next(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("wahida")
    _take_home(operator, 2)
    _refuse(operator.page, _number(operator))
    _key(operator)
    expect(operator.notice).to_contain_text("came back to be mended")
    expect(operator.field("company")).to_have_value("")
    _key(operator)
    expect(operator.fault("company")).to_have_text("Which memo?")
    operator.page.reload()
    expect(operator.fault("company")).to_have_text("Which memo?")
    operator.keys("Memo One", "Control+Enter", "Enter")
    operator.expect_no_work()
    expect(operator.earned_today).to_have_text("₹1.00")


def test_the_next_operator_at_the_computer_sees_nothing_of_the_one_before(
    open_page: Open, client: Client
) -> None:
    client.drop_memos("Memo 1")
    first = open_page()
    first.sign_in("viji")
    first.get_work("Memos")
    first.keys("Mem")
    first.page.close()
    second = open_page()
    second.sign_in("vennila")
    expect(second.page.get_by_role("heading", name="Welcome, Vennila T")).to_be_visible()
    second.keys("Enter")
    second.expect_no_work()
    second.page.get_by_role("button", name="Sign out").click()
    second.sign_in("viji")
    expect(second.field("company")).to_have_value("Mem")
    second.page.get_by_role("button", name="Sign out").click()
    second.page.get_by_role("button", name="Sign out and delete it").click()
    expect(second.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert _kept(second.page) == {"drafts": 0, "stock": 0, "images": 0}
    second.sign_in("vennila")
    second.get_work("Memos")  # it was given back
    expect(second.field("company")).to_have_value("")
    second.keys("F4", "Enter", "Enter")
    second.expect_no_work()


def test_a_lease_that_waits_is_renewed_before_it_ends(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("urmila")
    taken: list[str] = []
    operator.page.route("**/leases", lambda route: _end_soon(route, taken))
    with operator.page.expect_response("**/renew") as renewed:
        operator.get_work("Memos")
    assert len(taken) == 2  # the one that is worked on, and the next
    assert renewed.value.ok
    assert renewed.value.url.endswith(f"/leases/{taken[1]}/renew")


def test_the_office_hears_how_much_waits_in_the_browser(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1", "Memo 2")
    operator = open_page()
    operator.sign_in("swathi")
    _take_home(operator, 2)
    operator.page.context.set_offline(True)
    _key(operator)
    _key(operator)
    expect(operator.items("waiting")).to_have_count(2)
    told: list[dict[str, Any]] = []
    operator.page.on("request", lambda request: told.extend(_told_in(request)))
    with operator.page.expect_response(_has_told_that_none_waits) as heard:
        operator.page.context.set_offline(False)
    assert heard.value.ok
    first, _ = told
    assert first["waiting"] == 1
    assert datetime.now(UTC) - datetime.fromisoformat(first["oldest"]) < timedelta(minutes=5)


def _end_soon(route: Route, taken: list[str]) -> None:
    """Let leases end in nine minutes that are taken now; note them."""
    if route.request.method != "POST":
        route.continue_()
        return
    answer = route.fetch()
    document = answer.json()
    for lease in document["leases"]:
        taken.append(lease["lease"])
        lease["expires_at"] = (datetime.now(UTC) + timedelta(minutes=9)).isoformat()
    route.fulfill(response=answer, json=document)


def _has_told_that_none_waits(response: Response) -> bool:
    return _told_in(response.request) == [{"waiting": 0, "oldest": None}]


def _told_in(request: Request) -> list[dict[str, Any]]:
    """Return what a request tells the office of the outbox, if it is such a one."""
    return [json.loads(request.post_data or "")] if request.method == "PUT" else []


def _take_home(operator: OperatorPage, count: int) -> None:
    """Ask for an hour's work, and wait until it is all there."""
    expect(operator.page.locator(".home button.main")).to_be_focused()
    operator.page.get_by_role("button", name="Take work for the next hours").click()
    operator.page.get_by_role("button", name="1 h").click()
    expect(operator.page.get_by_role("heading", level=1)).to_contain_text("Memos")
    expect(operator.strip).to_contain_text(f"Items here: {count}")


def _number(operator: OperatorPage) -> int:
    """Return the number of the memo that is shown."""
    image = operator.page.get_by_role("img", name="slip-")
    expect(image).to_be_visible()
    return int((image.get_attribute("alt") or "")[len("slip-")])


def _key(operator: OperatorPage) -> None:
    number = _number(operator)
    operator.field("company").fill("")
    operator.keys(f"Memo {number}", "Enter", f"{number}.00", "Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    expect(operator.send).to_have_count(0)


def _kept(page: Page) -> dict[str, int]:
    """Count the rows in the browser's database."""
    counted: dict[str, int] = promised(page, _COUNT)
    return counted


def _refuse(page: Page, number: int) -> None:
    """Let the office want another company in a memo, once."""
    record = f"{number:06}"
    detail = {"record": record, "field": "company", "code": "memo", "message": "Which memo?"}
    answer = {"code": "checks_failed", "message": "Some of it needs another look."}
    page.route(
        "**/submit",
        lambda route: route.fulfill(status=422, json={**answer, "details": [detail]}),
        times=1,
    )


_COUNT = """async () => {
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open("hinterland");
    opening.onsuccess = () => resolve(opening.result);
  });
  const counted = {};
  for (const store of ["drafts", "stock", "images"]) {
    counted[store] = await new Promise((resolve) => {
      const counting = database.transaction(store).objectStore(store).count();
      counting.onsuccess = () => resolve(counting.result);
    });
  }
  database.close();
  return counted;
}"""
