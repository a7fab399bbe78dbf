"""What each function ships."""

from pathlib import Path

import pytest

from infra.packaging import Package, package
from infra.packaging.folders import PackagingError, written_once

MEGABYTE = 2**20
LAMBDA_LIMIT = 250 * MEGABYTE
FUNCTIONS = ("account", "assign", "intake", "invoice", "merge", "oversee", "split")


@pytest.fixture(params=FUNCTIONS)
def shipped(request: pytest.FixtureRequest) -> Package:
    return package(request.param)


def _top(shipped: Package) -> set[str]:
    return {path.name for path in shipped.folder.iterdir()}


def test_what_the_runtime_has_is_not_shipped(shipped: Package) -> None:
    assert not _top(shipped) & {"boto3", "botocore", "s3transfer", "urllib3", "dateutil", "six.py"}


def test_no_function_ships_another(shipped: Package) -> None:
    name = shipped.folder.name.partition("-")[0]
    ours = {path.name for path in (shipped.folder / "functions").iterdir() if path.is_dir()}
    assert ours == {name}
    assert (shipped.folder / "functions" / name / "handler.py").is_file()


def test_compiled_code_is_for_the_processor_it_runs_on(shipped: Package) -> None:
    for library in shipped.folder.rglob("*.so"):
        machine = library.read_bytes()[18:20]
        assert machine == b"\xb7\x00", library  # EM_AARCH64


def test_a_package_fits_into_lambda(shipped: Package) -> None:
    size = sum(path.stat().st_size for path in shipped.folder.rglob("*") if path.is_file())
    assert size < LAMBDA_LIMIT / 2


def test_a_function_ships_the_libraries_that_it_uses() -> None:
    own = {name: _top(package(name)) & {"PIL", "pypdfium2", "fpdf"} for name in FUNCTIONS}
    assert own == {
        "account": set(),
        "assign": set(),
        "intake": set(),
        "invoice": {"fpdf"},
        "merge": {"fpdf"},
        "oversee": set(),
        "split": {"PIL", "pypdfium2"},
    }


def test_modules_out_of_reach_stay_home() -> None:
    assert not (package("intake").folder / "hinterland" / "aws" / "invoices.py").exists()
    assert (package("invoice").folder / "hinterland" / "aws" / "invoices.py").exists()


def test_what_is_made_for_a_function_lies_beside_its_handler() -> None:
    made = package("account", {"openapi.json": "{}"})
    assert (made.folder / "functions" / "account" / "openapi.json").read_text() == "{}"
    assert made != package("account") != package("account", {"openapi.json": "[]"})


def test_nothing_of_pydantic_is_shipped(shipped: Package) -> None:
    assert not {name for name in _top(shipped) if name.startswith("pydantic")}


def test_the_same_content_is_the_same_package() -> None:
    assert package("intake") == package("intake")


def test_a_missing_handler_is_said_plainly() -> None:
    with pytest.raises(PackagingError, match=r"functions/nowhere/handler\.py is missing"):
        package("nowhere")


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def break_off(folder: Path) -> None:
        (folder / "first").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_once(tmp_path / "made", break_off)
    assert list(tmp_path.iterdir()) == []
