"""Fast hands: the image follows the cursor, values are repeated, keys are the operator's own."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.bills import bill
from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]

BILLS = (bill("Sri Murugan Stores", "14.10"), bill("A2B Sweets", "9.00"), bill("Hotel", "120.00"))
TOP = (0.2, 0.07)  # points of the page: the company,
MIDDLE = (0.5, 0.6)
BOTTOM = (0.7, 0.92)  # the total


def test_the_image_goes_to_the_zone_of_a_field_and_to_where_another_was_found(
    open_page: Open, client: Client
) -> None:
    operator = _at_bills(open_page, client, "amudha")
    _expect_in_view(operator.page, TOP)
    operator.keys("Alt++", "Alt++", "Sri Murugan Stores", "Enter")
    operator.keys("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown", "Madurai")
    _expect_in_view(operator.page, MIDDLE)
    operator.keys("Enter", "14.10")
    _expect_in_view(operator.page, BOTTOM)
    _expect_out_of_view(operator.page, MIDDLE)
    operator.keys("Enter")
    _expect_in_view(operator.page, TOP)
    operator.keys("A2B Sweets", "Enter")
    _expect_in_view(operator.page, MIDDLE)
    _expect_out_of_view(operator.page, TOP)


def test_a_zone_is_shown_at_its_field_and_costs_no_second_download(
    open_page: Open, client: Client
) -> None:
    fetched: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "image" and request.url.startswith(client.aws_url):
            fetched.append(request.url.partition("?")[0])

    operator = _at_bills(open_page, client, "bhuvana", note=note)
    snippet = operator.page.get_by_role("img", name="Part of the image for Company")
    expect(snippet).to_be_visible()
    expect(operator.page.locator("canvas.snippet")).to_have_count(2)
    above, below = snippet.bounding_box(), operator.field("company").bounding_box()
    assert above is not None
    assert below is not None
    assert 0 <= below["y"] - above["y"] - above["height"] < 8
    _expect_ink(operator.page, snippet)
    operator.keys("Alt+r")
    _expect_ink(operator.page, snippet)
    operator.keys("Alt+Shift+R", "x", "Enter", "Enter", "1", "Enter")
    expect(operator.page.get_by_role("img", name="slip-2.png")).to_be_visible()
    assert len(fetched) == len(set(fetched))


def test_zoom_and_turn_stay_for_the_next_record_and_the_next_day(
    open_page: Open, client: Client
) -> None:
    operator = _at_bills(open_page, client, "cauvery")
    operator.keys("Alt+r", "Alt+0", "Alt++", "Alt++")
    width = _width(operator.page)
    operator.keys("PageDown")
    expect(operator.page.get_by_role("img", name="slip-2.png")).to_be_visible()
    assert _width(operator.page) == pytest.approx(width, abs=1)
    operator.page.wait_for_timeout(600)  # what moves is written when it rests
    operator.page.reload()
    expect(operator.page.get_by_role("img", name="slip-2.png")).to_be_visible()
    assert _width(operator.page) == pytest.approx(width, abs=1)
    operator.keys("Alt+Shift+R")
    expect(operator.page.locator(".pane img")).not_to_have_css("transform", "none")
    assert _width(operator.page) < width


def test_a_value_is_repeated_on_a_key_and_carried_on_until_switched_off(
    open_page: Open, client: Client
) -> None:
    operator = _at_bills(open_page, client, "dharani")
    operator.keys(
        "Hotel", "Enter", "Madurai", "Control+Shift+D", "Enter", "14.1.0", "Enter", "Enter"
    )
    expect(operator.field("town")).to_have_value("Madurai")
    expect(_repeated(operator)).to_have_count(1)
    operator.keys("Control+d", "Enter")
    expect(operator.field("company")).to_have_value("Hotel")
    expect(operator.field("town")).to_be_focused()
    operator.keys("Enter", "Control+d", "Enter")
    # What is repeated is checked like what is typed, and confirmed for itself.
    expect(operator.fault("total")).to_contain_text("Not an amount")
    operator.keys("9.00", "Enter")
    expect(operator.field("company")).to_have_value("")
    expect(operator.field("town")).to_have_value("Madurai")
    operator.keys("A2B", "Enter", "Control+Shift+D", "Trichy")
    expect(_repeated(operator)).to_have_count(0)
    expect(operator.page.locator(".carry[aria-pressed=true]")).to_have_count(0)


def test_what_is_carried_on_reaches_the_next_item(open_page: Open, client: Client) -> None:
    drop = client.drop_pages("bills", *BILLS, *BILLS)  # two items
    operator = open_page()
    operator.sign_in("eswari")
    operator.get_work("Bills")
    operator.keys("Hotel", "Enter", "Madurai", "Control+Shift+D", "Enter", "1", "Enter")
    for _ in range(2):
        expect(operator.field("town")).to_have_value("Madurai")
        operator.keys("Hotel", "Enter", "Enter", "1", "Enter")
    expect(operator.send).to_be_focused()
    operator.keys("Enter")
    expect(operator.field("company")).to_have_value("")
    for _ in range(3):
        expect(operator.field("town")).to_have_value("Madurai")
        operator.keys("A2B", "Enter", "Enter", "8", "Enter")
    operator.keys("Enter")
    assert [row["town"] for row in client.result(drop)] == ["Madurai"] * 6


def test_keys_are_changed_kept_for_the_operator_and_never_used_twice(
    open_page: Open, client: Client
) -> None:
    operator = _at_bills(open_page, client, "florence")
    operator.keys("F1")
    dialog = operator.page.get_by_role("dialog", name="Keys")
    said = dialog.get_by_role("status")
    ditto = dialog.get_by_role("button", name="Ctrl D", exact=True)
    ditto.press("Enter")
    operator.keys("F2")
    expect(said).to_contain_text("F2 is already used for “Cannot be read”")
    ditto.press("Enter")
    operator.keys("d")
    expect(said).to_contain_text("needed for typing")
    ditto.press("Enter")
    operator.keys("Escape")
    expect(dialog).to_be_visible()
    ditto.press("Enter")
    operator.keys("F8")
    expect(said).to_contain_text("From now on F8 is")
    operator.keys("Escape", "Hotel", "Enter", "Enter", "1", "Enter", "F8")
    expect(operator.field("company")).to_have_value("Hotel")
    operator.page.reload()
    expect(operator.field("company")).to_be_focused()
    operator.keys("F1")
    expect(dialog.get_by_role("button", name="F8", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Back to the usual keys").press("Enter")
    expect(dialog.get_by_role("button", name="F8", exact=True)).to_have_count(0)


def test_another_layout_moves_with_arrows_and_enter_moves_on_all_the_same(
    open_page: Open, client: Client
) -> None:
    operator = _at_bills(open_page, client, "gomathi")
    operator.keys("F1")
    operator.page.get_by_role("radio", name="Small keyboard").check()
    operator.keys("Escape")
    expect(operator.page.get_by_role("button", name="Alt U Unreadable")).to_be_visible()
    operator.keys("Alt+k")
    operator.page.get_by_role("radio", name="Arrows").check()
    operator.keys("Escape", "ArrowDown")
    expect(operator.field("town")).to_be_focused()
    operator.keys("ArrowUp")
    expect(operator.field("company")).to_be_focused()
    operator.keys("Enter")
    expect(operator.field("town")).to_be_focused()
    _compose(operator.field("town"), "Enter")
    _compose(operator.field("town"), "F2")
    expect(operator.field("town")).to_be_focused()
    expect(operator.field("town")).to_be_enabled()


def test_the_original_is_fetched_when_asked_for(open_page: Open, client: Client) -> None:
    asked: list[str] = []

    def original(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=bill("In full detail", "14.10"), content_type="image/png")

    operator = open_page()
    operator.page.route("**/leases", _add_originals)
    operator.page.route("**/original/*", original)
    client.drop_pages("bills", *BILLS)
    operator.sign_in("harini")
    operator.get_work("Bills")
    image = operator.page.locator(".pane img")
    shown = operator.page.get_by_role("button", name="Original")
    expect(shown).to_be_visible()
    expect(shown).to_have_attribute("aria-pressed", "false")
    assert not asked
    operator.keys("Alt+o")
    expect(shown).to_have_attribute("aria-pressed", "true")
    operator.page.wait_for_function(
        "document.querySelector('.pane img').src.includes('/original/')"
    )
    operator.keys("Alt+o", "PageDown")
    expect(image).to_have_attribute("alt", "slip-2.png, page 1")
    expect(shown).to_be_hidden()
    assert len(asked) == 1


def _at_bills(
    open_page: Open, client: Client, name: str, note: Callable[[Request], None] | None = None
) -> OperatorPage:
    client.drop_pages("bills", *BILLS)
    operator = open_page()
    if note is not None:
        operator.page.on("request", note)
    operator.sign_in(name)
    operator.get_work("Bills")
    expect(operator.page.get_by_role("img", name="slip-1.png")).to_be_visible()
    return operator


def _repeated(operator: OperatorPage) -> Locator:
    return operator.page.get_by_text("same as before").filter(visible=True)


def _add_originals(route: Route) -> None:
    """Answer as a server does that has made the first record's image smaller, and no other."""
    response = route.fetch()
    answer = response.json()
    for lease in answer["leases"]:
        first, *others = lease["images"]
        lease["originals"] = {record: lease["images"][record] for record in others}
        origin = "/".join(lease["images"][first].split("/")[:3])
        lease["originals"][first] = f"{origin}/original/1"
    route.fulfill(response=response, json=answer)


_IN_VIEW = """([x, y]) => {
  const image = document.querySelector(".pane img").getBoundingClientRect();
  const pane = document.querySelector(".pane").getBoundingClientRect();
  const across = image.left + x * image.width;
  const down = image.top + y * image.height;
  return across > pane.left && across < pane.right && down > pane.top && down < pane.bottom;
}"""


def _expect_in_view(page: Page, point: tuple[float, float]) -> None:
    page.wait_for_function(_IN_VIEW, arg=list(point))


def _expect_out_of_view(page: Page, point: tuple[float, float]) -> None:
    page.wait_for_function(f"(point) => !({_IN_VIEW})(point)", arg=list(point))


def _width(page: Page) -> float:
    """The width of the image as it stands on the screen, once it stands still."""
    width: float = page.evaluate(
        "() => new Promise((done) => setTimeout(() => "
        "done(document.querySelector('.pane img').getBoundingClientRect().width), 300))"
    )
    return width


def _expect_ink(page: Page, snippet: Locator) -> None:
    """A canvas with an image of another origin cannot be read, but it can be seen."""
    page.wait_for_timeout(100)
    grey = Image.open(io.BytesIO(snippet.screenshot())).convert("L")
    assert min(grey.tobytes()) < 128


def _compose(field: Locator, key: str) -> None:
    field.evaluate(
        "(node, key) => node.dispatchEvent(new KeyboardEvent('keydown', "
        "{key, code: key, isComposing: true, bubbles: true, cancelable: true}))",
        key,
    )
