"""A new version of the page comes while somebody works with an older one."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.client import Client
from tests.browser.operator_page import OperatorPage
from tests.browser.promises import promised

type Open = Callable[..., OperatorPage]


def test_a_new_version_waits_until_the_item_is_finished(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("suganya")
    operator.get_work("Memos")
    operator.keys("Mem")
    operator.page.evaluate("window.isOld = true")
    _bring_a_new_version(operator.page)
    expect(operator.field("company")).to_have_value("Mem")
    assert operator.page.evaluate("window.isOld")
    operator.keys("o 1", "Enter", "1.00", "Enter", "Enter")
    expect(operator.earned_today).to_have_text("₹0.50")
    operator.expect_no_work()
    operator.page.wait_for_function("() => !window.isOld")
    operator.expect_no_work()


def test_requests_wait_while_a_new_version_is_asked_to_take_over(
    open_page: Open, client: Client
) -> None:
    """One that reaches the old worker while it makes room for the new one would start it anew."""
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("vennila")
    operator.get_work("Memos")
    _bring_a_new_version(operator.page)
    operator.page.evaluate(_UNHEARD)
    # Until it is asked, the upload is not through: then the submit is still to come.
    uploads: list[Route] = []
    operator.page.route(f"{client.aws_url}/**", lambda route: uploads.extend([route]))
    operator.keys("Memo 1", "Enter", "1.00", "Enter", "Enter")
    operator.page.wait_for_function("() => window.asked")
    for upload in uploads:
        upload.continue_()
    operator.page.unroute(f"{client.aws_url}/**")
    expect(operator.items("accepted")).to_have_count(1)
    assert operator.page.evaluate(_SECONDS_OF_QUIET) > 4


def test_what_an_older_page_kept_is_still_there(open_page: Open, client: Client) -> None:
    client.drop_memos("Memo 1")
    operator = open_page()
    operator.sign_in("tulasi")
    operator.get_work("Memos")
    operator.keys("Memo 1")
    operator.page.goto(f"{client.operator_url}/openapi.json")  # where no page holds the database
    promised(operator.page, _AS_VERSION_1)
    operator.page.goto(client.operator_url)
    expect(operator.field("company")).to_have_value("Memo 1")
    operator.keys("Enter", "1.00", "Enter", "Enter")
    operator.expect_no_work()


def _bring_a_new_version(page: Page) -> None:
    # A worker without a page would make room for the new one unasked.
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    promised(page, _NEWER)


# To the browser, the service worker under another address is a new version.
_NEWER = """async () => {
  const registration = await navigator.serviceWorker.register("sw.js?newer");
  while (!registration.waiting) await new Promise((resolve) => { setTimeout(resolve, 50); });
}"""

# Whoever asks a worker to take over hears nothing, and waits for 5 s.
_UNHEARD = """() => {
  ServiceWorker.prototype.postMessage = () => { window.asked ??= performance.now(); };
}"""

_SECONDS_OF_QUIET = """() => {
  const started = performance.getEntriesByType("resource").map(({ startTime }) => startTime);
  return (Math.min(...started.filter((time) => time > window.asked)) - window.asked) / 1000;
}"""

# Leaves the draft as the first version of the page kept it, in a database as it made it.
_AS_VERSION_1 = """async () => {
  const settled = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const newer = await settled(indexedDB.open("hinterland"));
  const [draft] = await settled(newer.transaction("drafts").objectStore("drafts").getAll());
  newer.close();
  await settled(indexedDB.deleteDatabase("hinterland"));
  const opening = indexedDB.open("hinterland", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("drafts", { keyPath: ["operator", "id"] });
  };
  const older = await settled(opening);
  const { operator, id, lease, records, at, finished, uploaded } = draft;
  for (const state of Object.values(records)) delete state.printed;
  const drafts = older.transaction("drafts", "readwrite").objectStore("drafts");
  await settled(drafts.put({ operator, id, lease, records, at, finished, uploaded }));
  older.close();
}"""
