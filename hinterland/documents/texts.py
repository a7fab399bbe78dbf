"""Texts in several languages, and the languages' names, as the office writes them."""

import re

from hinterland.documents.place import Place
from hinterland.texts import Texts


def texts(place: Place) -> Texts:
    """Read a text by language; English must be there."""
    found = {code: each.text() for code, each in place.members()}
    if isinstance(place.value, dict) and "en" not in found:
        place.mistake("has no English: `en` is needed, other languages are optional")
    for code, each in place.members() if found else ():
        _require_language(each, code)
    return found


def language(place: Place) -> str:
    """Read the code of a language."""
    text = place.text()
    _require_language(place, text)
    return text


def _require_language(place: Place, text: str) -> None:
    if text and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", text):
        place.mistake(f"{text!r} is not a language code such as en, ta or hi")
