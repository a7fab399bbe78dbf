"""Who is in the story: one operator, one head and one of the office, in each language."""

from collections.abc import Mapping
from typing import Any, Final

type Document = Mapping[str, Any]

LANGUAGES: Final = ("en", "ta", "hi")
CENTRE: Final = "Kollumangudi"
_OPERATORS: Final = {"en": "Anitha S", "ta": "Selvi R", "hi": "Sunita Kumari"}


def operator(language: str) -> Document:
    """Return `GET /me` of an operator."""
    return {
        "operator": "operator",
        "name": _OPERATORS[language],
        "centre": CENTRE.lower(),
        "centre_name": CENTRE,
        "language": language,
        "roles": ["operator"],
        "skills": ["addresses", "english"],
        "earnings": {"currency": "INR", "today": "61.60", "month": "3214.90"},
    }


def head(language: str) -> Document:
    """Return `GET /me` of a centre's head."""
    return {
        "operator": "head",
        "name": "Revathi D",
        "centre": CENTRE.lower(),
        "centre_name": CENTRE,
        "language": language,
        "roles": ["head"],
    }


def office(language: str) -> Document:
    """Return `GET /me` of somebody in the office."""
    return {
        "operator": "office",
        "name": "Kavitha M",
        "centre": None,
        "centre_name": None,
        "language": language,
        "roles": ["office"],
    }
