"""A day without faults: the real handlers over an account in this process, asked as by the page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from hinterland import s3_keys, tables
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from simulation.account import WORK, Wires, account, read_json
from simulation.faults import Faults
from simulation.front_door import FrontDoor
from tests.api_contract import require_described

NOON = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
JOB = "20261122-quietday"

type Document = dict[str, Any]


@dataclass
class QuietDay:
    """Operators at their pages."""

    door: FrontDoor

    def ask(self, who: str, method: str, path: str, body: object = None, key: str = "") -> Document:
        """Return the answer to a request that is expected to go well, and as it is described."""
        answer = self.door.ask(who, method, path, body, key)
        assert answer.status == 200, (path, answer)
        require_described(method, path, answer.status, json.dumps(answer.body).encode())
        return answer.body

    def take(self, who: str) -> list[Document]:
        """Take up to twenty leases, each with its `input`."""
        leases: list[Document] = self.ask(who, "POST", "/leases", {"count": 20})["leases"]
        for lease in leases:
            path = unquote(urlsplit(lease["input_url"]).path).lstrip("/")
            lease["input"] = read_json(WORK, path.removeprefix(f"{WORK}/"))
        return leases

    def hand_in(self, lease: Document, records: list[Document]) -> Document:
        """Upload what was keyed under a lease, and submit it."""
        fields = lease["upload"]["fields"]
        who = fields["x-amz-meta-operator"]
        entry = json.dumps({"lease": lease["lease"], "records": records}).encode()
        client("s3").put_object(
            Bucket=WORK, Key=fields["key"], Body=entry, Metadata={"operator": who}
        )
        return self.ask(who, "POST", f"/leases/{lease['lease']}/submit")


@contextmanager
def quiet_day(seed: int = 1) -> Iterator[QuietDay]:
    """Open an account with an empty catalogue."""
    faults = Faults(Random(seed), 0, lambda: NOON, lambda _: False)
    wires = Wires(lambda: NOON, NOON, faults, lambda *_: True, lambda: None)
    with account(Random(seed), wires):
        yield QuietDay(FrontDoor(faults, _unexpected))


def put_work(work_type: str, items: list[list[dict[str, str]]], version: int = 1) -> None:
    """Put an open job into the stores: for each item the columns of its records."""
    jobs, rows = DynamoJobs(tables.JOBS.name), DynamoWorkItems(tables.WORK_ITEMS.name)
    drop = Drop(f"meridian/{work_type}/a.csv", "v", 1)
    open_job = Job(
        JOB, "meridian", work_type, version, drop, FileKind.CSV, "e", JobState.OPEN, NOON, NOON,
        records=sum(map(len, items)),
    )  # fmt: skip
    jobs.begin(open_job)
    jobs.open(JOB, len(items), 0, "token", NOON)
    number = 0
    for at, columns in enumerate(items, 1):
        names = tuple(record_id(number + place) for place in range(1, len(columns) + 1))
        number += len(columns)
        shown = [{"record": name, "show": show} for name, show in zip(names, columns, strict=True)]
        document = {"work_item": item_id(at), "stage": "key", "records": shown}
        S3Objects(client("s3"), WORK).write_json(s3_keys.item_input(JOB, item_id(at)), document)
        rows.add([WorkItem(JOB, item_id(at), work_type, version, Stage.KEY, names, NOON, NOON)])


def _unexpected(what: str) -> None:
    raise AssertionError(what)
