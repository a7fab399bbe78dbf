"""Taking in an entry: accepted once, or kept beside the work item with the reason.

The upload in S3 comes first and is never changed; this decides what it counts for. Every path may
be repeated: an entry that was accepted is answered as accepted again.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from functions.assign.desk import Desk
from functions.assign.disputing import write_disputes
from hinterland import leases, places
from hinterland.accepted_entries import read_accepted
from hinterland.catalogue import Operator, WorkType
from hinterland.clock import india_date
from hinterland.entries import read_entry
from hinterland.errors import ConflictError, HinterlandError, NotFoundError
from hinterland.identifiers import LeaseId
from hinterland.kept_entries import keep
from hinterland.money import to_paise
from hinterland.ports import ObjectFacts, PayLine
from hinterland.quality.settlement import asked_at, next_stage, settle
from hinterland.work_items import AcceptedEntry, Stage, WorkItem

# Each try means that the row changed in between; more than a few in a row is not chance.
TRIES = 5


class NoUploadError(HinterlandError):
    """The submit came before its upload; nothing was changed."""

    code = "no_upload"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an operator hears of a submitted entry."""

    outcome: str  # accepted or kept
    next_stage: Stage
    earned: Decimal
    reason: str | None = None  # why it was kept


def submit(desk: Desk, operator: Operator, lease: str, now: datetime) -> Receipt:
    """Accept the entry uploaded under a lease, or keep it and say why.

    Raises `NotFoundError` for a lease that is not this operator's, `NoUploadError` when there is
    no upload, `EntryRefusedError` when it has mistakes that the operator can mend.
    """
    for _ in range(TRIES):
        try:
            return _submit(desk, operator, lease, now)
        except ConflictError:
            continue
    raise ConflictError(f"the work item of lease {lease} keeps changing")


def _submit(desk: Desk, operator: Operator, lease: str, now: datetime) -> Receipt:
    name = LeaseId.parse(lease)
    item = desk.work_items.get(name.job, name.item)
    work_type = desk.catalogue.work_type(item.work_type, item.version)
    facts = _upload(desk, operator, item, lease)
    for accepted in item.accepted:
        if accepted.lease == lease:
            _report_if_worked(desk, item)
            return Receipt("accepted", item.stage, _earned(work_type, accepted))
    entry = AcceptedEntry(lease, facts.version_id, operator.operator, operator.centre, 0)
    try:
        leases.require_open_to(item, entry, now)
    except leases.LeaseRefusedError as refused:
        reason = refused.refusal.value
        keep(desk.work, lease, operator.operator, reason, now)
        return Receipt("kept", item.stage, Decimal(0), reason)
    return _accept(desk, item, work_type, entry, now)


def _upload(desk: Desk, operator: Operator, item: WorkItem, lease: str) -> ObjectFacts:
    """Return the facts of the upload, which carries its owner in signed metadata."""
    try:
        facts = desk.work.facts(places.entry(item.job, item.item, lease))
    except NotFoundError as error:
        if item.lease == lease and item.operator == operator.operator:
            raise NoUploadError(
                "Nothing has been uploaded under this lease yet; upload first, then submit."
            ) from error
        raise NotFoundError("no such lease") from error
    if facts.metadata.get("operator") != operator.operator:
        raise NotFoundError("no such lease")
    return facts


def _accept(
    desk: Desk, item: WorkItem, work_type: WorkType, entry: AcceptedEntry, now: datetime
) -> Receipt:
    keyed = read_accepted(desk.work, item, work_type.fields)
    asked = asked_at(item.stage, item.records, work_type.fields, keyed)
    body = desk.work.read(places.entry(item.job, item.item, entry.lease), entry.version_id)
    keyed.append(read_entry(body, entry.lease, asked))
    entry = replace(entry, records=len(asked))
    stage = next_stage(item.stage, work_type.quality, work_type.fields, keyed)
    if stage is Stage.ADJUDICATE:
        write_disputes(desk.work, item, work_type.fields, keyed)
    earned = _earned(work_type, entry)
    pay = PayLine(entry.operator, india_date(now), entry.lease, entry.records, earned)
    queried = 0
    if stage is Stage.DONE:
        queried = sum(settled.flag is not None for settled in settle(work_type.fields, keyed))
    changed = leases.submit(item, entry, stage, now)
    desk.work_items.accept(changed, pay, queried)
    _report_if_worked(desk, changed)
    return Receipt("accepted", stage, earned)


def _earned(work_type: WorkType, entry: AcceptedEntry) -> Decimal:
    return to_paise(work_type.pay_per_record * entry.records)


def _report_if_worked(desk: Desk, item: WorkItem) -> None:
    """End the workflow's wait when this was the job's last item.

    Whoever sees the job complete says so; that it may be said twice does no harm, and the workflow
    looks again by itself should nobody have lived to say it.
    """
    if item.stage is not Stage.DONE:
        return
    job = desk.jobs.get(item.job)
    if job.is_worked and job.token:
        desk.workflow.work_done(job.token)
