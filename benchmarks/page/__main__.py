"""`python -m benchmarks.page [FOLDER …]`: print what the page, and images in folders, weigh."""

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import boto3
from botocore.config import Config
from playwright.sync_api import Browser, sync_playwright

from benchmarks.page.link import CABLE, VILLAGE, Line
from benchmarks.page.pictures import weigh
from benchmarks.page.visit import Visit, visitor
from localcloud.session import start

CHROMIUM = "/usr/bin/chromium"
EXAMPLES = Path(__file__).parents[2] / "examples"
CATALOGUE, SAMPLES = EXAMPLES / "catalogue", EXAMPLES / "samples"
WARMING_UP, *OPERATORS = ("anitha", "karthik", "lakshmi", "murugan", "farida", "meena")


def main() -> None:
    """Measure and print."""
    _print_pictures([SAMPLES / "receipts", *map(Path, sys.argv[1:])])
    with (
        tempfile.TemporaryDirectory() as state,
        start(Path(state), CATALOGUE) as cloud,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        _drop_addresses(cloud.outputs)
        _print_visits(browser, cloud.outputs)


def _print_pictures(folders: Iterable[Path]) -> None:
    print("| page images | number | as they came | to key from |\n|---|---|---|---|")
    for folder in folders:
        weights = weigh(folder)
        came, keyed = (
            f"{size / weights.pages / 1000:.1f} KB"
            for size in (weights.as_they_came, weights.keyed_from)
        )
        print(f"| {folder.name} | {weights.pages} | {came} | {keyed} |")


def _print_visits(browser: Browser, outputs: Mapping[str, Any]) -> None:
    with visitor(browser, CABLE, outputs) as fast:
        fast.key_at_once(WARMING_UP)  # the functions start
        again = fast.open_again()
    visits = [_first_visit(browser, outputs, *each) for each in enumerate(OPERATORS)]
    print(
        "\n| first visit at 50 kbit/s, 400 ms, 5 % loss; nobody thinks or types | median | worst |"
    )
    print("|---|---|---|")
    for name, unit in (("sign_in_form", "s"), ("first_field", "s"), ("bytes_for_form", "bytes")):
        values = [getattr(visit, name) for visit in visits]
        print(f"| {name.replace('_', ' ')} | {median(values):,.1f} {unit} | {max(values):,.1f} |")
    received = [visit.bytes_of_page + visit.bytes_of_aws for visit in visits]
    print(
        f"| all that came until a record could be keyed | {median(received):,.0f} bytes |", end=""
    )
    print(f" {max(received):,} |\n\nOpened again: {again:,} bytes.")


def _first_visit(browser: Browser, outputs: Mapping[str, Any], seed: int, operator: str) -> Visit:
    line = Line(VILLAGE.bits_per_second, VILLAGE.round_trip, VILLAGE.loss, seed)
    with visitor(browser, line, outputs) as first:
        return first.key_at_once(operator)


def _drop_addresses(outputs: Mapping[str, Any]) -> None:
    s3 = boto3.client(
        "s3",
        endpoint_url=outputs["AwsEndpointUrl"],
        region_name=outputs["Region"],
        aws_access_key_id="client",
        aws_secret_access_key="client",  # noqa: S106 - the local cloud takes any
        config=Config(s3={"addressing_style": "path"}),
    )
    header, *rows = (SAMPLES / "addresses.csv").read_bytes().splitlines(keepends=True)
    body = b"".join([header, *(rows * 10)])  # the page takes work ahead: enough for all
    s3.put_object(Bucket=outputs["DropBucketName"], Key="meridian/addresses/a.csv", Body=body)


if __name__ == "__main__":
    main()
