"""The client's side, coming out: what became of a drop, and its delivery folder."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from botocore.exceptions import ClientError

from examples.demo.cloud import Cloud
from examples.demo.drops import Drop

HAS_WORK = frozenset({"splitting", "open"})
FINAL = frozenset({"delivered", "rejected", "failed"})


class Status(TypedDict):
    """status.json; counts are of records."""

    job: str
    drop: str
    state: str
    records: int
    done: int
    queried: int
    updated_at: str


class DamagedDeliveryError(Exception):
    """A file of a delivery is not what done.json says it is."""


@dataclass(slots=True)
class JobWatch:
    """Finds the job of a drop and follows its status.json."""

    cloud: Cloud
    drop: Drop
    status: Status | None = None

    @property
    def state(self) -> str:
        """Return the job's state; `dropped` while there is no job yet."""
        return self.status["state"] if self.status else "dropped"

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in FINAL

    @property
    def is_worked(self) -> bool:
        """Say whether operators have nothing more to do."""
        return self.is_over or self.state == "merging"

    def __str__(self) -> str:
        return f"{self.drop.key}: {self.status or 'no job yet'}"

    def look(self) -> None:
        """Read how the job stands."""
        if self.status is None:
            self.status = self._find()
        elif not self.is_over:
            self.status = self._read(f"{self.drop.client}/{self.status['job']}/status.json")

    def _find(self) -> Status | None:
        pages = self.cloud.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.cloud.delivery_bucket, Prefix=f"{self.drop.client}/"
        )
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        found = (self._read(key) for key in keys if key.endswith("/status.json"))
        return next((one for one in found if one and one["drop"] == self.drop.key), None)

    def _read(self, key: str) -> Status | None:
        try:
            stored = self.cloud.s3.get_object(Bucket=self.cloud.delivery_bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        return cast(Status, json.loads(stored["Body"].read()))


def download(cloud: Cloud, watch: JobWatch, out: Path) -> Path:
    """Fetch a job's whole delivery folder to `out/{client}/{job}` and return that place."""
    job = watch.status["job"] if watch.status else ""
    prefix = f"{watch.drop.client}/{job}/"
    if watch.state == "delivered":
        # It is written last: once it is there, everything is.
        waiter = cloud.s3.get_waiter("object_exists")
        waiter.wait(
            Bucket=cloud.delivery_bucket,
            Key=prefix + "done.json",
            WaiterConfig={"Delay": 1, "MaxAttempts": 30},
        )
    pages = cloud.s3.get_paginator("list_objects_v2").paginate(
        Bucket=cloud.delivery_bucket, Prefix=prefix
    )
    for page in pages:
        for entry in page.get("Contents", []):
            target = out / entry["Key"]
            target.parent.mkdir(parents=True, exist_ok=True)
            cloud.s3.download_file(cloud.delivery_bucket, entry["Key"], str(target))
    return out / prefix


def verify(folder: Path) -> int:
    """Check every file that done.json lists, and return how many; raise if one is damaged."""
    files = cast(dict[str, str], json.loads((folder / "done.json").read_bytes())["files"])
    for file, sha256 in files.items():
        if hashlib.sha256((folder / file).read_bytes()).hexdigest() != sha256:
            raise DamagedDeliveryError(f"{folder / file} is not what done.json says")
    return len(files)
