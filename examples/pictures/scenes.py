"""The screens of the page, chapter by chapter: a chapter leads from one screen to the next.

A chapter yields the name of each picture when it is on the screen.
"""

from collections.abc import Callable, Iterator
from typing import Final

from examples.pictures import affairs, overview, people
from examples.pictures.visit import Visit
from examples.pictures.work import Item, addresses, receipts, settling, work_type_answer

type Chapter = Callable[[Visit], Iterator[str]]

PICTURES: Final = {
    "sign-in": "Signing in. Any language can be chosen before anybody is known.",
    "new-password": "The first time: a password of one's own.",
    "home": "Home: what was earned, and the ways on. Enter gets work.",
    "hours": "Taking work for the next hours, for when the link goes.",
    "image": "Keying a page image. A field of which the work type knows the place shows it above.",
    "fault": "What is wrong is said at the field; if the paper shows it so, Enter keeps it.",
    "offline": "Without a link the next item is there all the same; the strip says what waits.",
    "keys": "The keys, which can be changed.",
    "row": "Keying a row.",
    "settling": "A third person settles what two keyed differently.",
    "earnings": "What was earned, day by day, and what for.",
    "corrections": "What somebody else found wrong …",
    "correction": "… each with its source, and a way to say that the correction is wrong.",
    "training": "A training, before it begins …",
    "attempt": "… keyed like real work …",
    "result": "… and every mistake explained.",
    "centre": "For the head of a centre: who holds what, what waits to be sent, how right it is.",
    "office": "For the office: jobs, what is late or failed and the button that helps.",
    "cancel": "Cancelling a job takes a reason, which the client reads.",
}


def at_the_door(visit: Visit) -> Iterator[str]:
    """Sign in, and for the first time."""
    visit.open()
    visit.page.locator(f".languages [lang={visit.language}]").click()
    visit.page.wait_for_function(
        "lang => document.documentElement.lang === lang", arg=visit.language
    )
    visit.wait_for_focus("input[name=username]")
    visit.keys("anitha", "Tab")
    yield "sign-in"
    visit.challenge("NEW_PASSWORD_REQUIRED")
    visit.keys("for-one-day-only", "Enter")
    visit.wait_for_focus("[autocomplete=new-password]")
    yield "new-password"


def at_home(visit: Visit) -> Iterator[str]:
    """Show home and what is reached from it."""
    visit.answer({"GET /leases": {"leases": []}, **affairs.answers()})
    visit.answer(
        {f"GET /work-types/{name}/1": work_type_answer(name) for name in ("receipts", "addresses")}
    )
    visit.sign_in(people.operator(visit.language))
    visit.page.locator(".home .count").wait_for()
    yield "home"
    visit.page.locator(".home > [aria-haspopup=dialog]").press("Enter")
    visit.page.locator("dialog[open]").wait_for()
    yield "hours"
    visit.keys("Escape")
    yield from _own_pages(visit)


def _own_pages(visit: Visit) -> Iterator[str]:
    _open(visit, "earnings", ".pay")
    yield "earnings"
    visit.keys("Escape")
    _open(visit, "corrections", ".choice")
    yield "corrections"
    _open(visit, "c-1", ".comparison")
    visit.wait_for_image()
    yield "correction"
    visit.keys("Escape", "Escape")
    _open(visit, "training", ".choice")
    _open(visit, "addresses-training", ".facts")
    visit.wait_for_focus(".own .main")
    yield "training"
    visit.keys("Enter")
    visit.wait_for_focus("#field-street")
    visit.keys("Pillaiyar Koil Street", "Enter", "Enter", "Peralam", "Enter")
    yield "attempt"
    visit.keys("609405", "Enter", "T", "Enter")
    visit.keys("Plot 160 2nd Cross Street", "Enter", "KK Nagar", "Enter", "Palakkad", "Enter")
    visit.keys("678001", "Enter", "K", "Control+Enter", "Enter")
    visit.page.locator(".verdict").wait_for()
    yield "result"


def _open(visit: Visit, name: str, shown: str) -> None:
    visit.page.locator(f"button[name='{name}']").press("Enter")
    visit.page.locator(shown).first.wait_for()


def at_images(visit: Visit) -> Iterator[str]:
    """Key page images, with a link and without."""
    first = Item("first", "receipts", receipts(4, 7))
    visit.hold(first, Item("second", "receipts", receipts(11, 2)))
    visit.answer({"POST /leases": {"leases": [], "retry_after": 600}})
    visit.sign_in(people.operator(visit.language))
    visit.wait_for_focus("#field-company")
    visit.wait_for_image()
    visit.keys("THENMOZHI SUPER MARKET", "Enter", "22/10/2026", "Enter")
    visit.keys("NO.9, GANDHI SALAI, NANNILAM 610105, TAMIL NADU", "Enter")
    yield "image"
    visit.keys("12O5.00", "Enter")
    visit.page.locator("#fault-total").filter(has_text="Enter").wait_for()
    yield "fault"
    visit.keys("Control+a", "1205.00", "Enter")
    visit.wait_for_focus("#field-company")
    visit.keys(
        "SRI MURUGAN MALIGAI STORES", "Enter", "07/07/2026", "Enter", "Enter", "657.00", "Enter"
    )
    visit.wait_for_images_at_home(4)
    visit.cut_the_line()
    visit.keys("Enter")
    visit.page.locator("#strip .is-waiting").wait_for()
    visit.wait_for_focus("#field-company")
    visit.wait_for_image()
    visit.keys("THENMOZHI")
    yield "offline"
    visit.keys("F1")
    visit.page.locator("dialog[open]").wait_for()
    yield "keys"


def at_rows(visit: Visit) -> Iterator[str]:
    """Key rows."""
    visit.hold(Item("rows", "addresses", addresses(3)))
    visit.answer({"POST /leases": {"leases": [], "retry_after": 600}})
    visit.sign_in(people.operator(visit.language))
    visit.wait_for_focus("#field-street")
    visit.keys("82 Pillaiyar Koil Street", "Enter", "Enter", "Peralam", "Enter")
    yield "row"


def at_settling(visit: Visit) -> Iterator[str]:
    """Settle what two people keyed differently."""
    visit.hold(settling())
    visit.answer({"POST /leases": {"leases": [], "retry_after": 600}})
    visit.sign_in(people.operator(visit.language))
    visit.page.locator(".pick").first.wait_for()
    visit.wait_for_image()
    visit.keys("1")
    yield "settling"


def in_the_centre(visit: Visit) -> Iterator[str]:
    """Look after a centre."""
    visit.answer({"GET /centre": overview.centre_answer()})
    visit.sign_in(people.head(visit.language))
    visit.page.locator(".overseeing h1").wait_for()
    yield "centre"


def in_the_office(visit: Visit) -> Iterator[str]:
    """Look after everything."""
    visit.answer({"GET /office": overview.office_answer()})
    visit.sign_in(people.office(visit.language))
    visit.page.locator(".overseeing h1").wait_for()
    yield "office"
    visit.page.locator("button[name^=cancel]").first.press("Enter")
    visit.page.locator("dialog[open] textarea").wait_for()
    visit.keys("Sent twice.")
    yield "cancel"


CHAPTERS: Final[tuple[Chapter, ...]] = (
    at_the_door,
    at_home,
    at_images,
    at_rows,
    at_settling,
    in_the_centre,
    in_the_office,
)
