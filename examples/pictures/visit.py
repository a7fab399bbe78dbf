"""Somebody of the story at the page: the page is real, the API's answers and the time are not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from examples.pictures.people import Document
from examples.pictures.work import FILES, Item, page_image, work_type_answer

SCREEN: Final = (1024, 600)  # the small screen of an old PC
NOW: Final = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
_PAGE_FILES: Final = ("/assets/", "/config.json", "/sw.js", "/icon.svg")
_IMAGES_AT_HOME: Final = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("hinterland");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const counting = opening.result.transaction("images").objectStore("images").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})"""
_NAMED: Final = {"Enter", "Tab", "Escape", "F1"}
_PATIENCE: Final = 30_000  # milliseconds


class Visit:
    """One person in front of the page."""

    def __init__(self, page: Page, outputs: Mapping[str, Any], language: str) -> None:
        self.page = page
        self.language = language
        self._outputs = outputs
        self._answers: dict[str, Document] = {}
        self._is_off = False

    def answer(self, answers: Mapping[str, Document]) -> None:
        """Add to what the API answers, by method and path."""
        self._answers.update(answers)

    def hold(self, *items: Item) -> None:
        """Let the operator hold work items, so that the page opens with the first of them."""
        self.answer({"GET /leases": {"leases": [item.lease for item in items]}})
        for item in items:
            path = f"/work-types/{item.work_type}/1"
            self.answer({f"GET {FILES}{item.name}": item.input})
            self.answer({f"GET {path}": work_type_answer(item.work_type)})

    def open(self) -> None:
        """Open the page, at the door."""
        self.page.route("**/*", self._route)
        self.page.goto(self._outputs["OperatorUrl"])
        self.page.locator("input[name=username]").wait_for()

    def sign_in(self, me: Document) -> None:
        """Open the page and sign in; the API says that it is `me`."""
        self.answer({"GET /me": me, "PUT /me/outbox": {}})
        self.open()
        user, password = next(iter(self._outputs["Operators"].items()))
        self.keys(user, "Tab", password, "Enter")
        self.page.locator(".sign-in").wait_for(state="detached")

    def keys(self, *strokes: str) -> None:
        """Press named keys and type everything else."""
        for stroke in strokes:
            is_key = stroke in _NAMED or "+" in stroke
            (self.page.keyboard.press if is_key else self.page.keyboard.type)(stroke)

    def wait_for_focus(self, selector: str) -> None:
        """Wait until a key could be pressed in what the selector finds."""
        self.page.wait_for_function("css => document.activeElement?.matches(css)", arg=selector)

    def wait_for_image(self) -> None:
        """Wait until the page image is there."""
        self.page.wait_for_function(
            "() => document.querySelector('.pane img:not(.loading)')?.naturalWidth"
        )

    def wait_for_images_at_home(self, count: int) -> None:
        """Wait until so many images are in the browser's own keeping."""
        while self.page.evaluate(_IMAGES_AT_HOME) < count:
            self.page.wait_for_timeout(100)

    def challenge(self, name: str) -> None:
        """Let Cognito answer the next sign-in with a challenge."""
        answer = {"ChallengeName": name, "Session": "s", "ChallengeParameters": {}}
        cognito = f"{self._outputs['AwsEndpointUrl']}/**"
        free = {"Access-Control-Allow-Origin": "*"}
        self.page.route(cognito, lambda route: route.fulfill(json=answer, headers=free))

    def cut_the_line(self) -> None:
        """From now on nothing is answered."""
        self._is_off = True
        self.page.context.set_offline(offline=True)

    def _route(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        is_elsewhere = url.netloc != urlsplit(self._outputs["OperatorUrl"]).netloc
        if self._is_off:
            route.abort()
        elif is_elsewhere or url.path == "/" or url.path.startswith(_PAGE_FILES):
            route.continue_()
        elif url.path.endswith(".jpg"):
            route.fulfill(body=page_image(url.path.removeprefix(FILES)), content_type="image/png")
        else:
            self._fulfil(route, f"{route.request.method} {url.path}")

    def _fulfil(self, route: Route, asked: str) -> None:
        nothing = {"code": "not_found", "message": f"{asked} is not in the story"}
        answer = self._answers.get(asked)
        route.fulfill(status=404 if answer is None else 200, json=answer or nothing)


@contextmanager
def visit(browser: Browser, outputs: Mapping[str, Any], language: str) -> Iterator[Visit]:
    """Sit down at a computer that nobody has used before, on a certain morning."""
    width, height = SCREEN
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="en-IN",
        timezone_id="Asia/Kolkata",
        reduced_motion="reduce",
        service_workers="block",  # it would answer in the story's place
    )
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    try:
        yield Visit(page, outputs, language)
    finally:
        context.close()
