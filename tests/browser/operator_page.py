"""An operator at the page: by keyboard alone, and reading what the page says."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect


class OperatorPage:
    """The page in front of one operator."""

    def __init__(self, page: Page, passwords: Mapping[str, str]) -> None:
        self.page = page
        self.passwords = passwords

    def sign_in(self, operator: str, password: str | None = None) -> None:
        """Key the user name and a password, by default the right one."""
        expect(self.page.get_by_role("button", name="Sign in")).to_be_visible()
        expect(self.page.locator("input[name=username]")).to_be_focused()
        self.keys(operator, "Tab", password or self.passwords[operator], "Enter")

    def sign_in_again(self) -> None:
        """Key the password in the dialog that comes when a session has ended."""
        dialog = self.page.get_by_role("dialog")
        expect(dialog.locator("input[name=password]")).to_be_focused()
        operator = dialog.locator("input[name=username]").input_value()
        self.keys(self.passwords[operator], "Enter")
        expect(dialog).to_have_count(0)

    def get_work(self, title: str) -> None:
        """Ask for work and wait for an item of a work type, by its title."""
        expect(self.page.locator(".home button.main")).to_be_focused()
        self.keys("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def keys(self, *strokes: str) -> None:
        """Press named keys and type everything else."""
        for stroke in strokes:
            if stroke in NAMED or "+" in stroke:
                self.page.keyboard.press(stroke)
            else:
                self.page.keyboard.type(stroke)

    def field(self, name: str) -> Locator:
        """Return the input of a field."""
        return self.page.locator(f"#field-{name}")

    def fault(self, name: str) -> Locator:
        """Return what the page says of a field's value."""
        return self.page.locator(f"#fault-{name}")

    @property
    def send(self) -> Locator:
        """The button that has the focus when all records are done."""
        return self.page.get_by_role("button", name="Send all")

    @property
    def notice(self) -> Locator:
        """What the page says beside the work."""
        return self.page.locator("#notice")

    @property
    def strip(self) -> Locator:
        """The strip that shows where each item is."""
        return self.page.locator("#strip")

    def items(self, state: str) -> Locator:
        """Return the items of the strip that are in a state."""
        return self.page.locator(f"#strip li.is-{state}")

    @property
    def earned_today(self) -> Locator:
        """The day's earnings in the bar."""
        return self.page.locator("#earned-today")

    def expect_no_work(self) -> None:
        """Wait until the page says that there is no more work."""
        expect(self.page.get_by_role("heading", name="No work just now")).to_be_visible()


NAMED = {"Enter", "Tab", "Escape", "End", "PageDown", "PageUp", "ArrowDown", "ArrowUp"}
NAMED |= {f"F{number}" for number in range(1, 13)}
