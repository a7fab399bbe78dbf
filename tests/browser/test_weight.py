"""What the page weighs, on a link that shows every byte.

`python -m benchmarks.page` prints how long it takes, too; docs/weight.md has the numbers.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks.page.link import CABLE, VILLAGE
from benchmarks.page.visit import visitor
from tests.browser.client import Client

# Bytes, with headers, until a record of the sample can be keyed and the browser keeps the page and
# the item after it, of which the lease and the records are 2 KB.
FIRST_VISIT = 58_000
SAMPLE = Path(__file__).parents[2] / "examples" / "samples" / "addresses.csv"
# The browser may ask whether the service worker is the newest, which takes headers only.
ASKING = 1_000
FIRST_KEY = 20_000  # bytes until the sign-in form takes keys: 3.2 s of a village's link


@pytest.fixture
def outputs(client: Client) -> Mapping[str, Any]:
    return {
        "OperatorUrl": client.operator_url,
        "AwsEndpointUrl": client.aws_url,
        "Operators": client.passwords,
    }


@pytest.mark.parametrize("operator", ["weight-english", "weight-tamil"])
def test_a_first_visit_is_light_and_a_second_weighs_nothing(
    chromium: Browser, client: Client, outputs: Mapping[str, Any], operator: str
) -> None:
    client.drop_rows("addresses", *_addresses())
    with visitor(chromium, CABLE, outputs) as operators_browser:
        operators_browser.key_at_once(operator)
        operators_browser.wait_until_kept()
        assert operators_browser.received < FIRST_VISIT
        assert operators_browser.open_again() < ASKING


def _addresses() -> list[str]:
    """Return the sample's addresses: two items, the second of which the page takes ahead."""
    with SAMPLE.open(newline="") as rows:
        return [row["address"] for row in csv.DictReader(rows)][:20]


def test_the_first_key_on_a_bad_link_waits_for_little(
    chromium: Browser, outputs: Mapping[str, Any]
) -> None:
    with visitor(chromium, VILLAGE, outputs) as first:
        first.open()
        assert first.received < FIRST_KEY
