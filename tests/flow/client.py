"""A client and its drops: files in, deliveries out, by nothing but S3."""

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localcloud import RunningCloud
from tests.flow.waiting import until

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Delivery:
    """A job's folder in the delivery bucket."""

    s3: "S3Client"
    bucket: str
    folder: str

    def read(self, file: str) -> bytes:
        return self.s3.get_object(Bucket=self.bucket, Key=f"{self.folder}/{file}")["Body"].read()

    def document(self, file: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.read(file))
        return document

    def rows(self, file: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.read(file).decode(), newline="")))

    def has(self, file: str) -> bool:
        found = self.s3.list_objects_v2(Bucket=self.bucket, Prefix=f"{self.folder}/{file}")
        return found["KeyCount"] > 0


@dataclass(frozen=True, slots=True)
class ClientOfCloud:
    """Client `name`, with an S3 client of its own."""

    cloud: RunningCloud
    s3: "S3Client"
    name: str = "meridian"
    _of: dict[str, str] = field(default_factory=dict)  # folder → drop: no other's is read again

    def drop(self, work_type: str, file_name: str, body: bytes) -> str:
        """Put a file into the drop bucket; return its key."""
        key = f"{self.name}/{work_type}/{file_name}"
        self.s3.put_object(Bucket=self.cloud.outputs["DropBucketName"], Key=key, Body=body)
        return key

    def delivery(self, key: str, *states: str) -> Delivery:
        """Wait until the job of a drop is in one of these states; return its folder."""
        return until(lambda: self._look(key, states))

    def _look(self, key: str, states: tuple[str, ...]) -> Delivery | None:
        bucket = self.cloud.outputs["DeliveryBucketName"]
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Prefix=f"{self.name}/"
        )
        for page in pages:
            for entry in page.get("Contents", []):
                folder, _, file = entry["Key"].rpartition("/")
                delivery = Delivery(self.s3, bucket, folder)
                if file == "status.json" and self._is(delivery, key, states):
                    return delivery
        return None

    def _is(self, delivery: Delivery, key: str, states: tuple[str, ...]) -> bool:
        if self._of.get(delivery.folder, key) != key:
            return False
        status = delivery.document("status.json")
        self._of[delivery.folder] = status["drop"]
        if (status["drop"], status["state"]) == (key, "delivered") and "delivered" in states:
            return delivery.has("done.json")
        return status["drop"] == key and status["state"] in states
