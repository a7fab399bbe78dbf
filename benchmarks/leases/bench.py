"""A backlog of work, and each operation of the operator API done once on it."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks.leases.counting import counted_calls
from hinterland import s3_keys, tables
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from simulation.account import WORK, Wires, account, read_json
from simulation.faults import Faults
from simulation.front_door import FrontDoor
from simulation.setting import START, furnish_catalogue

type Calls = Counter[str]
type Lease = dict[str, Any]

_BACKLOG = 30
_NAMES = ("asha", "devi", "bala")


class Bench:
    """Operators at work, one request at a time, all remembered from call to call being warm."""

    def __init__(self) -> None:
        self._now = START
        self._keys = count(1)
        faults = Faults(Random(1), 0, self._clock, lambda _: False)
        self._door = FrontDoor(faults, _unexpected)
        self._wires = Wires(self._clock, START, faults, lambda *_: True, lambda: None)

    @contextmanager
    def open(self, work_type: str) -> Iterator[None]:
        """Open an account with a backlog of one work type, which is all the office has."""
        with account(Random(1), self._wires):
            furnish_catalogue([work_type])
            _put_work(work_type)
            for name in _NAMES:
                self._door.ask(name, "GET", "/me")
                _, (lease,) = self.take(name)
                self.do(name, lease, "return")
            self._door.recover()
            yield

    def take(self, operator: str, wanted: int = 1, key: str = "") -> tuple[Calls, list[Lease]]:
        """Take leases; return the calls that it made, and the leases."""
        name = key or f"key-{next(self._keys)}"
        with counted_calls() as calls:
            answer = self._door.ask(operator, "POST", "/leases", {"count": wanted}, name)
        return calls, answer.body["leases"]

    def do(self, operator: str, lease: Lease, what: str) -> Calls:
        """Renew, submit or return a lease."""
        with counted_calls() as calls:
            answer = self._door.ask(operator, "POST", f"/leases/{lease['lease']}/{what}")
        if not answer.is_final:
            raise RuntimeError(f"{what} was answered {answer}")
        return calls

    def key(self, operator: str, lease: Lease, name: str) -> Calls:
        """Upload an entry, and return the calls that submitting it makes."""
        records = [
            {"record": lease_record, "values": {"keyed_name": name, "keyed_amount": "1"}}
            for lease_record in _shown(lease)
        ]
        if lease["stage"] == Stage.ADJUDICATE:
            records = [{**each, "values": {"keyed_name": name}} for each in records]
        client("s3").put_object(
            Bucket=WORK,
            Key=s3_keys.entry(lease["job"], lease["work_item"], lease["lease"]),
            Body=json.dumps({"lease": lease["lease"], "records": records}).encode(),
            Metadata={"operator": operator},
        )
        return self.do(operator, lease, "submit")

    def hear_of(self, lease: Lease) -> Calls:
        """Have S3 tell of an upload under a lease."""
        with counted_calls() as calls:
            self._door.announce(s3_keys.entry(lease["job"], lease["work_item"], lease["lease"]))
        return calls

    def recover(self) -> Calls:
        """Look after ended leases."""
        with counted_calls() as calls:
            self._door.recover()
        return calls

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self._now += timedelta(minutes=minutes)

    def _clock(self) -> datetime:
        return self._now


def _unexpected(what: str) -> None:
    raise RuntimeError(what)


def carries_gold(lease: Lease) -> bool:
    """Say whether a lease shows a record more than its item has."""
    return len(_shown(lease)) > len(_records(int(lease["work_item"])))


def _shown(lease: Lease) -> list[str]:
    path = unquote(urlsplit(lease["input_url"]).path).lstrip("/")
    shown = read_json(WORK, path.removeprefix(f"{WORK}/"))
    return [record["record"] for record in shown["records"]]


def _records(number: int) -> tuple[str, ...]:
    return (record_id(2 * number - 1), record_id(2 * number))


def _put_work(work_type: str) -> None:
    jobs, items = DynamoJobs(tables.JOBS.name), DynamoWorkItems(tables.WORK_ITEMS.name)
    job, drop = "20261121-benchmark", Drop(f"meridian/{work_type}/a.csv", "v", 1)
    open_job = Job(
        job, "meridian", work_type, 1, drop, FileKind.CSV, "e", JobState.OPEN, START, START,
        records=2 * _BACKLOG,
    )  # fmt: skip
    jobs.begin(open_job)
    jobs.open(job, _BACKLOG, 0, "token", START)
    for number in range(1, _BACKLOG + 1):
        item, records = item_id(number), _records(number)
        rank = START + timedelta(seconds=number)
        items.add([WorkItem(job, item, work_type, 1, Stage.KEY, records, rank, START)])
        columns = {"no": "1", "name": "a", "amount": "1"}
        shown = [{"record": record, "show": columns} for record in records]
        document = {"work_item": item, "stage": "key", "records": shown}
        client("s3").put_object(
            Bucket=WORK,
            Key=s3_keys.item_input(job, item),
            Body=json.dumps(document).encode(),
        )
