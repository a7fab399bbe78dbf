"""Writes `docs/pages.md`: the pictures, page by page, with the languages side by side."""

from typing import Final

from examples.pictures.people import LANGUAGES
from examples.pictures.scenes import PICTURES

_HEAD: Final = """# The pages

Every page in English, Tamil and Hindi, on a screen of 1024 by 600. Made by
`python -m examples.pictures`: the page is the real one, what it shows is a story, so that the same
pictures come out each time. A picture opens in full size.
"""


def gallery() -> str:
    """Return the file's text."""
    return _HEAD + "".join(_section(name, text) for name, text in PICTURES.items())


def _section(name: str, text: str) -> str:
    files = [f"images/page/{name}-{language}.png" for language in LANGUAGES]
    pictures = " ".join(
        f'<a href="{file}"><img src="{file}" width="32%" alt="{name}, {language}"></a>'
        for file, language in zip(files, LANGUAGES, strict=True)
    )
    return f"\n{text}\n\n{pictures}\n"
