"""Records as they come out of a drop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that a browser can show, and a lighter one of the same page to key from.

    There is none where it would hardly be lighter.
    """

    body: bytes
    content_type: str
    lighter: "Picture | None" = None


@dataclass(frozen=True, slots=True)
class Record:
    """A record that can be keyed from what it shows, and for images from its picture."""

    number: int  # in the drop, from 1
    show: dict[str, str | int]
    picture: Picture | None = None
    is_lightened: bool = False  # stored twice: to key from, and as it came


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be keyed, and why, in words for the client."""

    number: int
    reason: str
