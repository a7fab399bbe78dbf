"""Records as they come out of a drop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that a browser can show."""

    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record that can be keyed from what it shows, and for images from its picture."""

    number: int  # in the drop, from 1
    show: dict[str, str | int]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be keyed, and why, in words for the client."""

    number: int
    reason: str
