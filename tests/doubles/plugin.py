"""Which stores a test runs on: `--stores=memory`, `moto`, `ministack` or `all`.

A test that asks for `stores` runs on each of them; one that asks for `dynamodb` looks at rows, and
runs on the two doubles of DynamoDB. Use cases on a double of AWS belong to `make prove`, but for
those marked `every_store`: a thin set that shows in `make test` that the adapters fit as well.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hinterland.aws import clients, rows
from tests.doubles.dynamodb import DynamoDouble, emptied, ministack, moto, with_tables
from tests.doubles.stores import Doubles, Uploads, a_bucket, in_dynamodb, in_memory

MEMORY, DOUBLES = "memory", ("moto", "ministack")
_KINDS = (MEMORY, *DOUBLES)
_ALL = "all"
_USE_CASES = Path(__file__).parents[1] / "use_cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--stores`."""
    choices = (*_KINDS, _ALL)
    parser.addoption("--stores", choices=choices, default=_ALL, help="what tests of stores run on")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each kind of store; tests of one kind come one after another."""
    if "kind_of_store" not in metafunc.fixturenames:
        return
    fitting = DOUBLES if "dynamodb" in metafunc.fixturenames else _KINDS
    is_use_case = _USE_CASES in metafunc.definition.path.parents
    every_store = metafunc.definition.get_closest_marker("every_store") is not None
    proof = [pytest.mark.prove] if is_use_case and not every_store else []
    kinds = [pytest.param(kind, marks=[] if kind == MEMORY else proof) for kind in fitting]
    metafunc.parametrize("kind_of_store", kinds, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what runs on other stores than the chosen ones."""
    chosen = {None, *_KINDS} if (only := config.getoption("--stores")) == _ALL else {None, only}
    left_out = [item for item in items if _kind_of_store(item) not in chosen]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _kind_of_store(item) in chosen]


def _kind_of_store(item: pytest.Item) -> str | None:
    """Return what a test runs on; None where that is no question."""
    spec = getattr(item, "callspec", None)
    return spec.params.get("kind_of_store") if spec else None


@pytest.fixture(scope="session")
def moto_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DynamoDouble]:
    with moto(tmp_path_factory.mktemp("moto")) as endpoint:
        yield with_tables(endpoint)


@pytest.fixture(scope="session")
def ministack_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DynamoDouble]:
    with ministack(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield with_tables(endpoint)


@pytest.fixture(autouse=True)
def _connections(request: pytest.FixtureRequest) -> None:
    """Keep connections from test to test on one double: it takes a second to make them all."""
    wanted = _kind_of_store(request.node) or MEMORY
    if wanted != _Connected.to:
        for remembered in (rows.bound, rows.connection, clients.client):
            remembered.cache_clear()
        _Connected.to = wanted


class _Connected:
    """What this process was last connected to."""

    to = MEMORY


@pytest.fixture
def dynamodb(
    request: pytest.FixtureRequest, kind_of_store: str, monkeypatch: pytest.MonkeyPatch
) -> DynamoDouble:
    """Give a test empty tables in a double, and point all adapters there."""
    double: DynamoDouble = request.getfixturevalue(f"{kind_of_store}_tables")
    monkeypatch.setenv("AWS_ENDPOINT_URL", double.client.meta.endpoint_url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    return emptied(double)


@pytest.fixture
def doubles(request: pytest.FixtureRequest, kind_of_store: str) -> Doubles:
    """Give a test empty stores."""
    if kind_of_store == MEMORY:
        return in_memory()
    return in_dynamodb(request.getfixturevalue("dynamodb"))


@pytest.fixture
def bucket(doubles: Doubles, kind_of_store: str) -> Uploads:
    """Give a test an empty bucket beside its stores."""
    del doubles  # they point all adapters at the double
    return a_bucket(kind_of_store)
