"""The typist at the real page: by keyboard alone, with the page's own time measured in the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from playwright.sync_api import Page

from benchmarks.typing.receipts import FIELDS, Values
from benchmarks.typing.typist import Typist

_FIELD: Final = ".record :is(input, select)"
_SEND: Final = ".side footer .main"
# Begins at the next key, and is over in the frame in which another record is there to be keyed: the
# cursor in its first field, its image on the screen.
_STOPWATCH: Final = """() => {
  const shown = () => [
    document.querySelector(".desk"), document.querySelector(".pane img")?.alt,
  ];
  const before = shown();
  const isReady = () => {
    const now = shown();
    const image = document.querySelector(".pane img:not(.loading)");
    return now[0] && (now[0] !== before[0] || now[1] !== before[1])
      && image?.complete && image.naturalWidth > 0
      && document.activeElement.matches(".record :is(input, select)");
  };
  window.nextRecord = new Promise((resolve) => {
    addEventListener("keydown", ({ timeStamp }) => {
      const look = () => (isReady() ? resolve(performance.now() - timeStamp)
        : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}"""


@dataclass
class Shift:
    """What was measured. Times are seconds."""

    keystrokes: int = 0
    hands: float = 0  # of the typist alone, by the model
    within: list[float] = field(default_factory=list)  # from one record of an item to the next
    between: list[float] = field(default_factory=list)  # from the last of an item to the next item

    @property
    def waits(self) -> list[float]:
        """All times from the last key of a record until the next can be keyed."""
        return sorted([*self.within, *self.between])


class Keying:
    """Keys records as they come."""

    def __init__(self, page: Page, typist: Typist, haste: float) -> None:
        self.shift = Shift()
        self._page = page
        self._typist = typist
        self._haste = haste  # how many times as fast as the model; 1 is real time

    def key_all(self, answers: Mapping[str, Values | None]) -> Shift:
        """Key as many records as there are answers; the first is on the screen already."""
        for left in range(len(answers) - 1, -1, -1):
            file = self._page.locator(".pane img").get_attribute("alt") or ""
            self._key(answers[file.partition(",")[0]])
            self._go_on(is_last=left == 0)
        return self.shift

    def _key(self, values: Values | None) -> None:
        """Key all of a record but its last Enter."""
        if values is None:
            self._look()
            self._press("F2")
            return
        for name in FIELDS:
            self._look()
            for character in values[name]:
                self._press(character)
            if name != FIELDS[-1]:
                self._press("Enter")
                if self._is_in(f"#field-{name}"):  # printed so, although it looks wrong
                    self._press("Enter")

    def _go_on(self, *, is_last: bool) -> None:
        self._page.evaluate(_STOPWATCH)
        self._press("Enter")
        if self._is_in(f"#field-{FIELDS[-1]}"):
            self._page.evaluate(_STOPWATCH)
            self._press("Enter")
        is_item_done = self._is_in(_SEND)
        if is_item_done:
            self._page.evaluate(_STOPWATCH)
            self._press("Enter")
        if not is_last:
            waited = self._page.evaluate("window.nextRecord") / 1000
            (self.shift.between if is_item_done else self.shift.within).append(waited)

    def _press(self, key: str) -> None:
        began = monotonic()
        (self._page.keyboard.press if len(key) > 1 else self._page.keyboard.type)(key)
        self.shift.keystrokes += 1
        self._pass(self._typist.gap(), began)

    def _look(self) -> None:
        self._pass(self._typist.reading(), monotonic())

    def _pass(self, seconds: float, began: float) -> None:
        self.shift.hands += seconds
        left = seconds / self._haste - (monotonic() - began)
        if left > 0:
            self._page.wait_for_timeout(left * 1000)

    def _is_in(self, selector: str) -> bool:
        is_in: bool = self._page.evaluate("css => document.activeElement.matches(css)", selector)
        return is_in
