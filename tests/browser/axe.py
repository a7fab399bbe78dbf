"""Asks axe-core whether a page can be used by everyone."""

from importlib.resources import files

from playwright.sync_api import Page

from tests.browser.promises import promised

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\\n`
    + nodes.map(({ html, failureSummary }) => `  ${html}\\n    ${failureSummary}`).join("\\n"));
}"""


def assert_accessible(page: Page) -> None:
    """Fail, with every fault and its place, unless axe finds none on the screen as it stands."""
    page.evaluate(_AXE)
    faults: list[str] = promised(page, _RUN, _RULES)
    assert not faults, "\n".join(faults)
