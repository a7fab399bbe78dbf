"""Signing in and out at the operator page."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage

type Open = Callable[[], OperatorPage]


def test_a_wrong_password_is_explained_and_can_be_corrected(open_page: Open) -> None:
    operator = open_page()
    operator.sign_in("latha", "not-the-password")
    expect(operator.page.get_by_role("alert")).to_have_text(
        "The user name or the password is not right."
    )
    operator.keys(operator.passwords["latha"], "Enter")
    expect(operator.page.get_by_role("heading", name="Welcome, Latha G")).to_be_visible()


def test_a_reload_does_not_ask_for_the_password_again_but_signing_out_does(
    open_page: Open,
) -> None:
    operator = open_page()
    operator.sign_in("latha")
    expect(operator.page.get_by_role("heading", name="Welcome, Latha G")).to_be_visible()
    operator.page.reload()
    expect(operator.page.get_by_role("heading", name="Welcome, Latha G")).to_be_visible()
    operator.page.get_by_role("button", name="Sign out").click()
    expect(operator.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert operator.page.evaluate("sessionStorage.length") == 0
    operator.page.reload()
    expect(operator.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_page_speaks_the_operators_language(open_page: Open, client: Client) -> None:
    client.drop_slips("Sri Murugan Stores")
    operator = open_page()
    operator.sign_in("farida")
    operator.get_work("சீட்டுகள்")
    assert operator.page.evaluate("document.documentElement.lang") == "ta"
    expect(operator.page.get_by_label("நிறுவனம்")).to_be_focused()
    expect(operator.page.locator(".instructions p")).to_have_attribute("lang", "en")
    operator.keys("F4", "Enter", "Enter")
    expect(operator.page.get_by_role("heading", name="இப்போது வேலை இல்லை")).to_be_visible()
