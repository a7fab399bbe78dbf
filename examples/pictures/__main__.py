"""`python -m examples.pictures`: take the pictures of `docs/pages.md`, and write that file."""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

import localcloud
from examples.pictures.camera import take
from examples.pictures.gallery import gallery
from examples.pictures.people import LANGUAGES
from examples.pictures.scenes import CHAPTERS
from examples.pictures.visit import visit

DOCS: Final = Path(__file__).parents[2] / "docs"
CHROMIUM: Final = "/usr/bin/chromium"


def main() -> None:
    """Take them."""
    options = _options()
    with (
        _cloud(options.outputs) as outputs,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        for language in options.languages:
            for chapter in CHAPTERS:
                if options.chapter not in (None, chapter.__name__):
                    continue
                with visit(browser, outputs, language) as visitor:
                    for name in chapter(visitor):
                        take(visitor.page, DOCS / "images" / "page" / f"{name}-{language}.png")
                        print(name, language, flush=True)
    (DOCS / "pages.md").write_text(gallery(), encoding="utf-8")


@contextmanager
def _cloud(file: Path | None) -> Iterator[Mapping[str, Any]]:
    """Yield the stack outputs of a cloud that runs, or of one of our own."""
    if file is not None:
        yield json.loads(file.read_text(encoding="utf-8"))
        return
    with tempfile.TemporaryDirectory() as state, localcloud.start(Path(state)) as cloud:
        yield cloud.outputs


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m examples.pictures", description=__doc__)
    parser.add_argument("--outputs", type=Path, help="stack outputs of a cloud that runs")
    parser.add_argument("--chapter", choices=[chapter.__name__ for chapter in CHAPTERS])
    parser.add_argument("--languages", nargs="*", choices=LANGUAGES, default=LANGUAGES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
