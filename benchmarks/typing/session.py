"""One sitting: receipts dropped, the typist signed in behind a line, the bytes on it counted."""

import json
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, Final, Self
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from playwright.sync_api import Browser

from benchmarks.page.link import Line, SlowLink
from benchmarks.typing.keying import Keying, Shift
from benchmarks.typing.receipts import Values
from benchmarks.typing.typist import Typist

_PATIENCE: Final = 120.0  # seconds
_IMAGE_IS_THERE: Final = "() => document.querySelector('.pane img:not(.loading)')?.naturalWidth"
_FIRST_FIELD: Final = "#field-company"


class Session:
    """A browser behind a line, with nothing in its cache; use it in a `with` block."""

    def __init__(self, browser: Browser, line: Line, outputs: Mapping[str, Any]) -> None:
        self._browser = browser
        self._link = SlowLink(line)
        self._outputs = outputs
        self._ended = ExitStack()

    def __enter__(self) -> Self:
        self._ended.enter_context(self._link)
        context = self._browser.new_context(
            proxy={"server": f"socks5://127.0.0.1:{self._link.port}", "bypass": "<-loopback>"},
            viewport={"width": 1024, "height": 600},
            locale="en-IN",
        )
        self._ended.callback(context.close)
        context.set_default_timeout(_PATIENCE * 1000)
        self._page = context.new_page()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.close()

    def drop(self, body: bytes) -> None:
        """Drop a ZIP of receipts, and wait until it can be worked on."""
        s3 = boto3.client(
            "s3",
            endpoint_url=self._outputs["AwsEndpointUrl"],
            region_name=self._outputs["Region"],
            aws_access_key_id="client",
            aws_secret_access_key="client",  # noqa: S106 - the local cloud takes any
            config=Config(s3={"addressing_style": "path"}),
        )
        key = f"meridian/receipts/{time.monotonic_ns()}.zip"
        s3.put_object(Bucket=self._outputs["DropBucketName"], Key=key, Body=body)
        bucket = self._outputs["DeliveryBucketName"]
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            for found in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
                if not found["Key"].endswith("/status.json"):
                    continue
                status = json.load(s3.get_object(Bucket=bucket, Key=found["Key"])["Body"])
                if (status["drop"], status["state"]) == (key, "open"):
                    return
            time.sleep(0.5)
        raise TimeoutError(f"{key} cannot be worked on")

    def begin(self, operator: str) -> None:
        """Sign in and get the first record."""
        page = self._page
        page.goto(self._outputs["OperatorUrl"], wait_until="commit")
        self._wait_for_focus("input[name=username]")
        page.keyboard.type(operator)
        page.keyboard.press("Tab")
        page.keyboard.type(self._outputs["Operators"][operator])
        page.keyboard.press("Enter")
        self._wait_for_focus(".home button.main")
        self._before = self._counted()
        page.keyboard.press("Enter")
        self._wait_for_focus(_FIRST_FIELD)
        page.wait_for_function(_IMAGE_IS_THERE)

    def key(self, answers: Mapping[str, Values | None], typist: Typist, haste: float) -> Shift:
        """Key all; resolves when the office has accepted everything."""
        shift = Keying(self._page, typist, haste).key_all(answers)
        self._page.locator(".home h1").wait_for()
        self._page.locator("#strip .is-waiting").first.wait_for(state="detached")
        return shift

    def bytes_per_record(self, records: int) -> Mapping[str, tuple[float, float]]:
        """Return bytes (up, down) a record since work was asked for, by who was talked to."""
        now = self._counted()
        return {
            name: (
                (now[name][0] - self._before[name][0]) / records,
                (now[name][1] - self._before[name][1]) / records,
            )
            for name in now
        }

    def _counted(self) -> dict[str, tuple[int, int]]:
        servers = {"the API and the page": "OperatorUrl", "S3": "AwsEndpointUrl"}
        ports = {name: urlsplit(self._outputs[url]).port or 80 for name, url in servers.items()}
        return {
            name: (self._link.sent[port], self._link.received[port]) for name, port in ports.items()
        }

    def _wait_for_focus(self, selector: str) -> None:
        self._page.wait_for_function("css => document.activeElement?.matches(css)", arg=selector)
