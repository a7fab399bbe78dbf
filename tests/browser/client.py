"""The client company's side of the browser tests: files dropped into S3, results taken from it."""

import csv
import io
import json
import time
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config
from PIL import Image, ImageDraw

CLIENT = "meridian"
PATIENCE = 60.0  # seconds
POLL = 0.2


class Client:
    """A client company of a running cloud."""

    def __init__(self, outputs: Mapping[str, Any]) -> None:
        self.operator_url: str = outputs["OperatorUrl"]
        self.aws_url: str = outputs["AwsEndpointUrl"]
        self.passwords: Mapping[str, str] = {
            **outputs["Operators"],
            **outputs["Staff"],
        }
        self._drops: str = outputs["DropBucketName"]
        self._work: str = outputs["WorkBucketName"]
        self._deliveries: str = outputs["DeliveryBucketName"]
        self._drop_of: dict[str, str] = {}  # by status.json: it is read again only for its own drop
        self._s3 = boto3.client(
            "s3",
            endpoint_url=outputs["AwsEndpointUrl"],
            region_name=outputs["Region"],
            aws_access_key_id="client",
            aws_secret_access_key="client",
            config=Config(s3={"addressing_style": "path"}),
        )

    def drop_slips(self, *texts: str) -> str:
        """Drop a ZIP of one page image per text; return the drop's key once it can be worked on."""
        return self.drop_pages("slips", *map(_page, texts))

    def drop_pages(self, work_type: str, *pages: bytes) -> str:
        """Drop a ZIP of page images; return the drop's key once it can be worked on."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for number, page in enumerate(pages, 1):
                archive.writestr(f"slip-{number}.png", page)
        return self._drop(work_type, "zip", buffer.getvalue())

    def drop_memos(self, *texts: str) -> str:
        """Drop page images of which each is an item of its own; return the drop's key."""
        return self.drop_pages("memos", *map(_page, texts))

    def drop_rows(self, work_type: str, *addresses: str) -> str:
        """Drop a CSV of addresses; return the drop's key once it can be worked on."""
        text = io.StringIO()
        csv.writer(text).writerows([["id", "address"], *enumerate(addresses, 1)])
        return self._drop(work_type, "csv", text.getvalue().encode())

    def result(self, drop: str, file: str = "result.csv") -> list[dict[str, str]]:
        """Wait until the drop is delivered, and return the rows of one of its files."""
        folder = self.wait_for(drop, "delivered")
        body = self._s3.get_object(Bucket=self._deliveries, Key=f"{folder}/{file}")["Body"].read()
        return list(csv.DictReader(io.StringIO(body.decode())))

    def rejection(self, drop: str) -> dict[str, Any]:
        """Wait until the drop is rejected, and return its rejected.json."""
        key = f"{self.wait_for(drop, 'rejected')}/rejected.json"
        document: dict[str, Any] = json.load(
            self._s3.get_object(Bucket=self._deliveries, Key=key)["Body"]
        )
        return document

    def lose_input(self, drop: str) -> None:
        """Delete what an open drop's first item is made of: it cannot be merged, the job fails."""
        job = self.wait_for(drop, "open").rpartition("/")[2]
        self._s3.delete_object(Bucket=self._work, Key=f"{job}/items/000001/input.json")

    def _drop(self, work_type: str, suffix: str, body: bytes) -> str:
        # Tests drop the same content as others did, and mean it.
        key = f"{CLIENT}/{work_type}/{uuid4().hex}-again.{suffix}"
        self._s3.put_object(Bucket=self._drops, Key=key, Body=body)
        self.wait_for(key, "open")
        return key

    def wait_for(self, drop: str, state: str) -> str:
        """Return a job's delivery folder once its status.json shows a state."""
        deadline = time.monotonic() + PATIENCE
        seen = ""
        while time.monotonic() < deadline:
            for key in self._status_keys(drop):
                status = json.load(self._s3.get_object(Bucket=self._deliveries, Key=key)["Body"])
                self._drop_of[key] = status["drop"]
                if (status["drop"], status["state"]) == (drop, state):
                    return key.rpartition("/")[0]
                if status["drop"] == drop:
                    seen = status["state"]
            time.sleep(POLL)
        raise AssertionError(f"{drop} is {seen or 'not seen'}, not {state}")

    def _status_keys(self, drop: str) -> list[str]:
        """Return every status.json that may be a drop's."""
        known = [key for key, other in self._drop_of.items() if other == drop]
        if known:
            return known
        listed = self._s3.list_objects_v2(Bucket=self._deliveries, Prefix=f"{CLIENT}/")
        keys = [item["Key"] for item in listed.get("Contents", [])]
        return [key for key in keys if key.endswith("/status.json") and key not in self._drop_of]


def _page(text: str) -> bytes:
    image = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(image).text((60, 60), text, fill=0, font_size=28)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
