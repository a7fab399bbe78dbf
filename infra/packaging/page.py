"""The operator page, made light: bundled and minified, each file named by its content.

`web/` is what people read; this is what is served: `index.html`, `sw.js`, and `assets/`, whose
files never change and may be kept for ever. On a link of 50 kbit/s it is the difference between
sixty small files, each with headers and a wait, and six (docs/weight.md).
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.packaging.esbuild import bundle
from infra.packaging.folders import BUILD, ROOT, written_once
from infra.packaging.npm import PINS

WEB = ROOT / "web"
ASSETS = "assets"
# The oldest browsers that we serve: the last ones for Windows 7, and Safari as old.
_BROWSERS = "--target=chrome109,firefox115,safari16"
_PAGE, _START, _STYLE = "index.html", "app/main.js", "style.css"
_SERVICE_WORKER = Path("platform", "service_worker")
_WORKER = "sw.js"  # it may look after what lies beside it and below
# What every operator needs on a first visit; all else is fetched when it is wanted.
_FIRST = (_START, "app/shift.js")
# What is opened later may count on all of that. Told so, the bundler does not cut the first visit
# into a small file, with headers of its own, for each way in which pages share modules.
_LATER = ("account/page.js", "overseeing/overseeing.js")
# A file that only hands on what another has: the bundler makes one where others share an entry.
_HANDED_ON = re.compile(
    r'import\{(\w+) as (\w+)\}from"(\./[\w-]+\.js)";(?:import"\./[\w-]+\.js";)*'
    r"export\{\2 as (\w+)\};\s*"
)
_REFERENCE = re.compile(r'((?:href|src)=")([\w./-]+\.\w+)(")')
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)


def built_page() -> Path:
    """Return the folder to be served, building it unless it stands already.

    Raises `PackagingError` when a module is missing or has a mistake.
    """
    digest = hashlib.sha256()
    for file in (*_sources(), *PINS, Path(__file__)):
        digest.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return written_once(BUILD / "page" / digest.hexdigest()[:16], _build)


def _sources() -> Iterator[Path]:
    yield from (file for file in sorted(WEB.rglob("*")) if file.is_file() and file not in PINS)


def _build(folder: Path) -> None:
    source = folder.parent / "source"
    shutil.copytree(WEB, source)
    for name in _LATER:
        with (source / name).open("a", encoding="utf-8") as module:
            module.write('import "../app/shift.js";\n')
    bundled = _Bundled(
        bundle(
            *(_START, _STYLE, "--format=esm", "--splitting", "--charset=utf8", _BROWSERS),
            *(f"--outdir={folder / ASSETS}", "--entry-names=[name]-[hash]"),
            "--chunk-names=[name]-[hash]",
            source=source,
        )
    )
    _take_detour_out(folder / ASSETS, bundled.made_of(_FIRST[-1]))
    page = _page(source, folder, bundled)
    (folder / _PAGE).write_text(page, encoding="utf-8")
    first = {f"{ASSETS}/{name}" for name in bundled.needed(_STYLE, *_FIRST)}
    first |= {name for name in _assets(folder) if name in page}
    first &= _assets(folder)
    _write_precache(source, page, sorted(first), later=sorted(_assets(folder) - first))
    worker = str(_SERVICE_WORKER / _WORKER)
    bundle(worker, "--format=iife", _BROWSERS, f"--outfile={folder / _WORKER}", source=source)


@dataclass(frozen=True, slots=True)
class _Bundled:
    """What esbuild wrote, by its own account."""

    outputs: dict[str, Any]

    def made_of(self, source: str) -> str:
        """Return the name of the file that begins with a module or is a style sheet."""
        return next(
            Path(path).name
            for path, output in self.outputs.items()
            if output.get("entryPoint") == source
        )

    def needed(self, *sources: str) -> set[str]:
        """Return the names of these files and of all that they import at once."""
        waiting = [self.made_of(source) for source in sources]
        found: set[str] = set()
        imports = {Path(path).name: output["imports"] for path, output in self.outputs.items()}
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(_at_once(imports[name]))
        return found


def _take_detour_out(assets: Path, name: str) -> None:
    """Let whoever imports the file `name` import what it hands on: a file and a wait fewer.

    Left as it is where it does more.
    """
    file = assets / name
    handed_on = _HANDED_ON.fullmatch(file.read_text(encoding="utf-8"))
    if not handed_on:
        return
    exported, _, chunk, imported = handed_on.groups()
    straight = f'import("{chunk}").then(e=>({{{imported}:e.{exported}}}))'
    for module in assets.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        if name in text:
            module.write_text(text.replace(f'import("./{name}")', straight), encoding="utf-8")
    file.unlink()


def _at_once(imports: Iterable[dict[str, Any]]) -> list[str]:
    return [Path(each["path"]).name for each in imports if each["kind"] == "import-statement"]


def _assets(folder: Path) -> set[str]:
    return {f"{ASSETS}/{file.name}" for file in (folder / ASSETS).iterdir()}


def _page(source: Path, folder: Path, bundled: _Bundled) -> str:
    """Return the page's HTML with the names of the built files."""

    def built(reference: re.Match[str]) -> str:
        before, name, after = reference.groups()
        if name in {_START, _STYLE}:
            return f"{before}{ASSETS}/{bundled.made_of(name)}{after}"
        return before + _copied(source / name, folder) + after

    html = _COMMENT.sub("", (source / _PAGE).read_text(encoding="utf-8"))
    html = _REFERENCE.sub(built, html)
    others = sorted(bundled.needed(_START) - {bundled.made_of(_START)})
    preloads = [f'<link rel="modulepreload" href="{ASSETS}/{name}">\n' for name in others]
    return html.replace("<script ", "".join([*preloads, "<script "]))


def _copied(file: Path, folder: Path) -> str:
    """Copy a file under a name with a digest of its content, and return where it is."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    name = f"{ASSETS}/{file.stem}-{digest}{file.suffix}"
    shutil.copyfile(file, folder / name)
    return name


def _write_precache(source: Path, page: str, files: list[str], later: list[str]) -> None:
    """Tell the service worker what there is to keep (see precache.js there)."""
    version = hashlib.sha256("\n".join([page, *files, *later]).encode()).hexdigest()[:16]
    told = {"VERSION": version, "FILES": ["./", *files], "LATER": later}
    lines = [f"export const {name} = {value!r};\n" for name, value in told.items()]
    (source / _SERVICE_WORKER / "precache.js").write_text("".join(lines), encoding="utf-8")
