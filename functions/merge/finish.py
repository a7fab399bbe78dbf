"""Putting the merged parts together: the deliverable, and the proof that nothing is missing."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from functions.merge.certificate import Parties, certificate
from functions.merge.csv_text import CSV
from functions.merge.issue import issue
from functions.merge.result_forms import JSONL, XLSX, in_csv, jsonl, xlsx
from functions.merge.stores import QUERY_ROWS, RESULT_ROWS, TALLY, Stores, heading
from functions.merge.tally import Tally, nothing_of
from hinterland import s3_keys
from hinterland.catalogue.table import ResultForm
from hinterland.catalogue.work_type import WorkType
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
    client = stores.catalogue.client(job.client, job.client_version)
    parties = Parties(stores.catalogue.office(), client)
    plan: PlanDocument = stores.work.read_json(s3_keys.plan(job_id))
    parts: list[PartDocument] = stores.work.read_json(s3_keys.parts(job_id))
    tally = sum(_tallies(stores, job_id, parts), nothing_of(work_type))
    job = _with_set_aside(stores, job, tally, now)
    require_reconciled(job, tally)
    columns = heading(plan, work_type)
    deliver = work_type.deliver
    rows = _rows(stores, job, parts, RESULT_ROWS)
    result = _deliver(stores, job, s3_keys.RESULT, in_csv(deliver, columns, rows), CSV)
    queries = _rows(stores, job, parts, QUERY_ROWS)
    _deliver(stores, job, s3_keys.QUERIES, in_csv(deliver, [*columns, "reason"], queries), CSV)
    if ResultForm.JSONL in deliver.formats:
        rows = _rows(stores, job, parts, RESULT_ROWS)
        _deliver(stores, job, s3_keys.RESULT_JSONL, jsonl(columns, rows), JSONL)
    if ResultForm.XLSX in deliver.formats:
        rows = _rows(stores, job, parts, RESULT_ROWS)
        _deliver(stores, job, s3_keys.RESULT_XLSX, xlsx(columns, rows, job.created_at), XLSX)
    reconciliation = {
        "records_in": job.records,
        "delivered": tally.delivered,
        "queried": tally.queried,
        "rejected": job.rejected,
        "drop_sha256": job.drop_sha256,
        "result_sha256": result,
        "skipped": plan.get("skipped", []),
        **_renamed(columns, work_type),
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


def _renamed(columns: list[str], work_type: WorkType) -> dict[str, dict[str, str]]:
    """Return the fields that the client has a column of, by the name that they have instead."""
    keyed = columns[len(columns) - len(work_type.fields) :]
    named = zip((field.name for field in work_type.fields), keyed, strict=True)
    renamed = {field: name for field, name in named if field != name}
    return {"renamed": renamed} if renamed else {}


def _rows(stores: Stores, job: Job, parts: Iterable[PartDocument], rows: str) -> Iterator[bytes]:
    """Yield the rows of a table without its heading, one part at a time."""
    for part in parts:
        yield stores.work.read(s3_keys.merged_part(job.id, part["part"], rows))


def _deliver(
    stores: Stores, job: Job, file: str, chunks: Iterable[bytes], content_type: str
) -> str:
    """Write a delivery file as it comes; return its SHA-256."""
    digest = hashlib.sha256()

    def digested() -> Iterator[bytes]:
        for chunk in chunks:
            digest.update(chunk)
            yield chunk

    stores.deliveries.write_stream(job.delivery(file), digested(), content_type)
    return digest.hexdigest()
