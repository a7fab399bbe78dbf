"""Putting the merged parts together: the deliverable, and the proof that nothing is missing."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from functions.merge.certificate import Parties, certificate
from functions.merge.csv_text import CSV, csv_bytes
from functions.merge.issue import issue
from functions.merge.stores import QUERY_ROWS, RESULT_ROWS, TALLY, Stores, heading
from functions.merge.tally import Tally, nothing_of
from hinterland import s3_keys
from hinterland.errors import HinterlandError
from hinterland.jobs.documents import PartDocument, PlanDocument
from hinterland.jobs.job import Job
from hinterland.work.entries import Flag


class ReconciliationError(HinterlandError):
    """The records that come out are not those that went in: nothing is delivered."""

    code = "reconciliation"


def finish(stores: Stores, job_id: str, now: datetime) -> None:
    """Write result.csv, queries.csv, reconciliation.json and the certificate of a job.

    A repeat writes the same again. Raises `ReconciliationError` when the counts do not add up.
    """
    job = stores.jobs.get(job_id)
    work_type = stores.catalogue.work_type(job.work_type, job.version)
    parties = Parties(stores.catalogue.office(), stores.catalogue.last_client(job.client))
    plan: PlanDocument = stores.work.read_json(s3_keys.plan(job_id))
    parts: list[PartDocument] = stores.work.read_json(s3_keys.parts(job_id))
    tally = sum(_tallies(stores, job_id, parts), nothing_of(work_type))
    job = _with_set_aside(stores, job, tally, now)
    require_reconciled(job, tally)
    columns = heading(plan, work_type)
    result = _deliver(stores, job, s3_keys.RESULT, _table(stores, job, columns, parts, RESULT_ROWS))
    queries = _table(stores, job, [*columns, "reason"], parts, QUERY_ROWS)
    _deliver(stores, job, s3_keys.QUERIES, queries)
    reconciliation = {
        "records_in": job.records,
        "delivered": tally.delivered,
        "queried": tally.queried,
        "rejected": job.rejected,
        "drop_sha256": job.drop_sha256,
        "result_sha256": result,
    }
    stores.deliveries.write_json(job.delivery(s3_keys.RECONCILIATION), reconciliation)
    issue(stores.deliveries, job, certificate(job, work_type, parties, tally, result, now))


def _with_set_aside(stores: Stores, job: Job, tally: Tally, now: datetime) -> Job:
    """Count as queried what was counted as done while keying and had to be set aside since."""
    newly = tally.queried - job.queried
    if 0 < newly <= tally.flags.get(Flag.SET_ASIDE, 0):
        return stores.jobs.requery(job.id, tally.queried, now)
    return job


def require_reconciled(job: Job, tally: Tally) -> None:
    """Raise `ReconciliationError` unless every record of the drop is accounted for, once.

    The merged rows are counted against what Split counted in, and against what was counted off
    while operators worked, which is what pay and invoice go by.
    """
    out = tally.delivered + tally.queried + job.rejected
    if out != job.records:
        msg = f"{job.records} records went in, {out} came out"
        raise ReconciliationError(msg)
    counted = (job.done - job.queried, job.queried)
    if counted != (tally.delivered, tally.queried):
        msg = f"counted {counted} while keying, {tally.delivered, tally.queried} when merging"
        raise ReconciliationError(msg)


def _tallies(stores: Stores, job_id: str, parts: Iterable[PartDocument]) -> Iterator[Tally]:
    for part in parts:
        yield Tally.read(stores.work.read_json(s3_keys.merged_part(job_id, part["part"], TALLY)))


def _table(
    stores: Stores, job: Job, columns: list[str], parts: Iterable[PartDocument], rows: str
) -> Iterator[bytes]:
    """Yield a whole table: its heading, then the rows of every part, one part at a time."""
    yield csv_bytes([columns])
    for part in parts:
        yield stores.work.read(s3_keys.merged_part(job.id, part["part"], rows))


def _deliver(stores: Stores, job: Job, file: str, chunks: Iterable[bytes]) -> str:
    """Write a delivery file as it comes; return its SHA-256."""
    digest = hashlib.sha256()

    def digested() -> Iterator[bytes]:
        for chunk in chunks:
            digest.update(chunk)
            yield chunk

    stores.deliveries.write_stream(job.delivery(file), digested(), CSV)
    return digest.hexdigest()
