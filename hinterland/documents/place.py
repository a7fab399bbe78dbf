"""Reading plain documents (mappings, lists, text) without stopping at the first mistake.

A `Place` is a value and where it stands. Reading one gives a value of the asked type in any case,
and notes a finding when the document did not have it: what is read counts only if
`Remarks.mistakes` is empty afterwards.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

type Path = tuple[str | int, ...]
"""Where something stands in a document: keys and list indexes from the outside in."""

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_PRICE = '"4.50"'
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a document that a person should look at, as a sentence for them."""

    path: Path
    message: str


@dataclass(slots=True)
class Remarks:
    """What reading came upon. Mistakes make a document unusable, warnings do not."""

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)


class _Missing(Enum):
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a document, which may be missing, and the way to it."""

    value: object
    remarks: Remarks
    path: Path = ()

    @property
    def is_missing(self) -> bool:
        """Say whether there is nothing here: no such key, or a key with nothing after it."""
        return self.value is _Missing.MISSING or self.value is None

    def mistake(self, message: str) -> None:
        """Note a mistake; `message` goes on after the name of this place."""
        self.remarks.mistakes.append(Mistake(self.path, self._sentence(message)))

    def warn(self, message: str) -> None:
        """Note something that is odd but does no harm."""
        self.remarks.warnings.append(Mistake(self.path, self._sentence(message)))

    def __getitem__(self, key: str) -> "Place":
        """Return the place of a mapping's key, missing or not."""
        value: object = _Missing.MISSING
        if isinstance(self.value, dict):
            value = self.value.get(key, _Missing.MISSING)
        return Place(value, self.remarks, (*self.path, key))

    def expect_keys(self, *known: str) -> bool:
        """Warn of keys that nothing reads; note a mistake and return False if not a mapping."""
        if not isinstance(self.value, dict):
            self._not("a mapping of keys to values")
            return False
        for key in self.value:
            if key not in known:
                self[key].warn(f"is not known here and is ignored; known are {', '.join(known)}")
        return True

    def members(self) -> Iterator[tuple[str, "Place"]]:
        """Yield the keys of a mapping, each with its place."""
        if not isinstance(self.value, dict):
            self._not("a mapping of keys to values")
            return
        for key in self.value:
            yield str(key), self[key]

    def items(self) -> list["Place"]:
        """Return the places of a list's elements."""
        if not isinstance(self.value, list | tuple):
            self._not("a list")
            return []
        return [
            Place(value, self.remarks, (*self.path, index))
            for index, value in enumerate(self.value)
        ]

    def text(self) -> str:
        """Read text that is not blank; a whole number counts as the text of its digits."""
        text = str(self.value).strip() if self._is_text() else ""
        if not text:
            self._not("text")
        return text

    def slug(self) -> str:
        """Read a name that is safe in keys, queues and addresses."""
        text = self.text()
        if text and not _SLUG.fullmatch(text):
            self.mistake(f"is {text!r}, but a name has only letters, digits, - and _, 63 at most")
        return text

    def matching(self, pattern: str, description: str) -> str:
        """Read text that fits `pattern` as a whole."""
        text = self.text()
        if text and not re.fullmatch(pattern, text):
            self.mistake(f"is {text!r}, but must be {description}")
        return text

    def integer(self, least: int, most: int) -> int:
        """Read a whole number between two bounds, both included."""
        text = str(self.value)
        if self.is_missing or not re.fullmatch(r"-?[0-9]{1,9}", text):
            self._not("a whole number")
            return least
        number = int(text)
        if not least <= number <= most:
            self.mistake(f"is {number}, but must be from {least} to {most}")
        return number

    def decimal(self, places: int) -> Decimal:
        """Read a decimal that is not negative, with up to so many places, exactly as written."""
        if isinstance(self.value, float):
            self.mistake(f"has lost its exact digits: put quotes around it, as in {_PRICE}")
            return Decimal(0)
        text = str(self.value)
        if self.is_missing or not _DECIMAL.fullmatch(text):
            self._not(f"a plain decimal that is not negative, such as {_PRICE}")
            return Decimal(0)
        if len(text.partition(".")[2]) > places:
            self.mistake(f"is {text}, but may have at most {places} decimal places")
        return Decimal(text)

    def boolean(self) -> bool:
        """Read true or false."""
        if str(self.value).lower() not in {"true", "false"}:
            self._not("true or false")
        return str(self.value).lower() == "true"

    def day(self) -> date:
        """Read a date such as 2026-04-01."""
        try:
            return date.fromisoformat(str(self.value))
        except ValueError:
            self._not("a date such as 2026-04-01")
            return date.min

    def one_of[Kind: StrEnum](self, kinds: type[Kind]) -> Kind:
        """Read a member of an enumeration."""
        members = list(kinds)
        if isinstance(self.value, str) and self.value in members:
            return kinds(self.value)
        self._not("one of " + ", ".join(members))
        return members[0]

    def _is_text(self) -> bool:
        return isinstance(self.value, str | int) and not isinstance(self.value, bool)

    def _not(self, wanted: str) -> None:
        if self.is_missing:
            self.mistake(f"is missing; it must be {wanted}")
        elif self._is_text():
            self.mistake(f"is {self.value!r}, but must be {wanted}")
        else:
            self.mistake(f"must be {wanted}")

    def _sentence(self, message: str) -> str:
        name = ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)
        return f"{name or 'the document'} {message}"


def expect_distinct(places: list[Place]) -> None:
    """Note a mistake at every value that is in the list already."""
    seen: set[str] = set()
    for place in places:
        value = str(place.value)
        if value in seen and not place.is_missing:
            place.mistake(f"{value!r} is there twice")
        seen.add(value)
