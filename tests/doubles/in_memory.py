"""Stores that keep what they are given, for tests of use cases. No part of what is deployed.

They do what `hinterland.ports` says and no more; that the adapters to AWS do the same is for the
contract tests to show.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, BinaryIO

from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import ConflictError, NotFoundError
from hinterland.jobs.job import Failure, Job, JobState, may_follow
from hinterland.objects import ObjectHead
from hinterland.operators.track_records import Correction, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.work.items import Queue, Trouble, WorkItem


@dataclass
class Bucket:
    """One bucket. `log` lists the keys in the order in which they were written."""

    name: str
    bodies: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    last_modified: datetime | None = None

    def head(self, key: str, version_id: str | None = None) -> ObjectHead:
        body = self.read(key)
        assert self.last_modified is not None
        return ObjectHead(key, version_id or "null", len(body), self.last_modified, {})

    def read(self, key: str, version_id: str | None = None) -> bytes:  # noqa: ARG002 - the port's
        if key not in self.bodies:
            raise NotFoundError(f"no such object {key}")
        return self.bodies[key]

    def open(self, key: str, version_id: str | None = None) -> BinaryIO:
        return io.BytesIO(self.read(key, version_id))

    def read_json(self, key: str) -> Any:  # noqa: ANN401 - so that tests can look into it
        return json.loads(self.read(key))

    def write(self, key: str, body: bytes, content_type: str) -> None:
        self.bodies[key] = body
        self.types[key] = content_type
        self.log.append(key)

    def write_json(self, key: str, document: object) -> None:
        self.write(key, json.dumps(document).encode(), "application/json")

    def read_tagged(self, key: str) -> tuple[Any, str]:
        body = self.read(key)
        return json.loads(body), hashlib.md5(body, usedforsecurity=False).hexdigest()

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        if tag != (self.read_tagged(key)[1] if key in self.bodies else None):
            raise ConflictError(f"object {key} is another by now")
        self.write_json(key, document)

    def write_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        self.write(key, b"".join(chunks), content_type)

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        return (key for key in sorted(self.bodies) if key.startswith(prefix) and key > after)

    def download_url(self, key: str, seconds: int) -> str:
        return f"https://{self.name}/{key}?{seconds}"

    def upload_form(
        self, key: str, seconds: int, max_bytes: int, metadata: dict[str, str]
    ) -> dict[str, object]:
        raise NotImplementedError


@dataclass
class JobRows:
    """The job rows."""

    rows: dict[str, Job] = field(default_factory=dict)

    def begin(self, job: Job) -> Job:
        return self.rows.setdefault(job.id, job)

    def get(self, job: str) -> Job:
        if job not in self.rows:
            raise NotFoundError(f"no such job {job}")
        return self.rows[job]

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        return self._set(self.get(job).moved(state, now))

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        planned = self.get(job).moved(JobState.SPLITTING, now)
        return self._set(replace(planned, records=records, drop_sha256=drop_sha256))

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        opened = self.get(job).moved(JobState.OPEN, now)
        return self._set(replace(opened, items=items, rejected=rejected, token=token))

    def requery(self, job: str, queried: int, now: datetime) -> Job:
        return self._set(replace(self.get(job).moved(JobState.MERGING, now), queried=queried))

    def fail(self, job: str, failure: Failure, now: datetime) -> Job:
        failed = replace(self.get(job).moved(JobState.FAILED, now), failure=failure)
        if self.get(job).state is JobState.FAILED:
            self.rows[job] = failed
        return self._set(failed)

    def take_up(self, job: Job, now: datetime) -> Job:
        stored = self.get(job.id)
        waits = stored.state is JobState.FAILED and stored.failure is None
        if waits and stored.execution == job.execution:
            self.rows[job.id] = replace(
                stored.moved(JobState.RECEIVED, now),
                work_type=job.work_type,
                version=job.version,
                file_kind=job.file_kind,
            )
        return self.get(job.id)

    def of_client(self, client: str) -> Iterator[Job]:
        return (job for job in self.rows.values() if job.client == client)

    def _set(self, job: Job) -> Job:
        if may_follow(job.state, self.rows[job.id].state):
            self.rows[job.id] = job
        return self.rows[job.id]


@dataclass
class ItemRows:
    """The work item rows, as far as splitting goes."""

    rows: dict[tuple[str, str], WorkItem] = field(default_factory=dict)

    def add(self, items: Iterable[WorkItem]) -> None:
        for item in items:
            self.rows.setdefault((item.job, item.id), item)

    def get(self, job: str, item: str) -> WorkItem:
        return self.rows[job, item]

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        return (row for key, row in sorted(self.rows.items()) if (job, first) <= key <= (job, last))

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        raise NotImplementedError

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        raise NotImplementedError

    def head(self, queue: Queue) -> datetime | None:
        ranks = [row.rank for row in self.rows.values() if row.queue == queue and not row.lease]
        return min(ranks, default=None)

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        raise NotImplementedError

    def change(self, item: WorkItem) -> WorkItem:
        raise NotImplementedError

    def query(self, item: WorkItem) -> WorkItem:
        raise NotImplementedError

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        raise NotImplementedError

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        raise NotImplementedError


@dataclass
class Books:
    """A catalogue of clients and work types."""

    clients: dict[str, Client] = field(default_factory=dict)
    kinds_of_work: dict[str, WorkType] = field(default_factory=dict)
    former: dict[str, Client] = field(default_factory=dict)  # gone, as last listed

    def office(self) -> Office:
        raise NotImplementedError

    def client(self, client: str) -> Client:
        if client not in self.clients:
            raise NotFoundError(f"no such client {client}")
        return self.clients[client]

    def last_client(self, client: str) -> Client:
        return self.former.get(client) or self.client(client)

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        found = self.kinds_of_work.get(work_type)
        if found is None or version not in {None, found.version}:
            raise NotFoundError(f"no such work type {work_type}")
        return found

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        del also_retired
        return list(self.kinds_of_work.values())

    def operator(self, operator: str) -> Operator:
        raise NotImplementedError

    def last_operator(self, operator: str) -> Operator:
        raise NotImplementedError

    def head(self, user: str) -> Staff:
        raise NotImplementedError

    def staff(self, user: str) -> Staff:
        raise NotImplementedError

    def centre(self, centre: str) -> Centre:
        raise NotImplementedError

    def centres(self) -> list[Centre]:
        raise NotImplementedError


@dataclass
class Waits:
    """The workflow that waits; `ended` lists the tokens that it was told."""

    ended: list[str] = field(default_factory=list)

    def work_done(self, token: str) -> None:
        self.ended.append(token)


@dataclass
class Noted:
    """What went wrong with single things, and which items were set aside."""

    troubles: list[tuple[str, str, Exception]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def note(self, what: str, about: str, error: Exception) -> None:
        self.troubles.append((what, about, error))

    def set_aside(self, about: str, trouble: Trouble) -> None:
        assert trouble.is_set_aside
        self.aside.append(about)
