"""Taking in an entry: accepted once, or kept beside the work item with the reason.

The upload in S3 comes first and is never changed; this decides what it counts for. Every path may
be repeated: an entry that was accepted is answered as accepted again.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from functions.assign.accept import accept, earned
from functions.assign.late_entry import keep
from functions.assign.lease_owner import require_own
from functions.assign.stores import Stores
from functions.assign.troubled_items import note_trouble
from hinterland import s3_keys
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import ConflictError, NotFoundError, NotPossibleError
from hinterland.identifiers import LeaseId
from hinterland.objects import ObjectHead
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.items import AcceptedEntry, KeptEntry, WorkItem
from hinterland.work.kept_entries import note
from hinterland.work.troubles import is_of_data

# Each try means that the row changed in between; more than a few in a row is not chance.
TRIES = 5


class NoUploadError(NotPossibleError):
    """The submit came before its upload; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__("no_upload", message)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an operator hears of a submitted entry."""

    outcome: Literal["accepted", "kept"]
    next_stage: Stage
    earned: Decimal
    reason: str | None = None  # why it was kept


def submit(stores: Stores, operator: Operator, lease: str, now: datetime) -> Receipt:
    """Accept the entry uploaded under a lease, or keep it and say why.

    Raises `NotFoundError` for a lease that is not this operator's, `NoUploadError` when there is
    no upload, `EntryRefusedError` when it has mistakes that the operator can mend.
    """
    for _ in range(TRIES):
        try:
            return _submit(stores, operator, lease, now)
        except ConflictError:
            continue
        except Exception as error:
            # After a few of these the item is set aside, and the entry is kept.
            if not is_of_data(error):
                raise
            note_trouble(stores, lease, error, now)
    raise ConflictError(f"the work item of lease {lease} keeps changing")


def _submit(stores: Stores, operator: Operator, lease: str, now: datetime) -> Receipt:
    name = LeaseId.parse(lease)
    item = stores.work_items.get(name.job, name.item)
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    facts = _upload(stores, operator, item, lease)
    if any(accepted.lease == lease for accepted in item.accepted):
        return _accepted(stores, item, work_type, lease)
    if kept := item.kept_under(lease):
        note(stores.work, kept)  # once more: whoever settled it may not have lived to do so
        return _kept(item, kept)
    entry = AcceptedEntry(lease, facts.version_id, operator.id, operator.centre, 0)
    try:
        leases.require_open_to(item, entry, now)
    except leases.LeaseRefusedError as refused:
        return _kept(item, keep(stores, item, work_type, entry, refused.refusal, now))
    return _accepted(stores, accept(stores, item, work_type, entry, now), work_type, lease)


def _accepted(stores: Stores, item: WorkItem, work_type: WorkType, lease: str) -> Receipt:
    """Return the receipt of an entry that is on its item's row, now or from an earlier call."""
    _report_if_worked(stores, item)
    (entry,) = (entry for entry in item.accepted if entry.lease == lease)
    return Receipt("accepted", item.stage, earned(work_type, entry))


def _kept(item: WorkItem, entry: KeptEntry) -> Receipt:
    return Receipt("kept", item.stage, entry.earned, entry.reason)


def _upload(stores: Stores, operator: Operator, item: WorkItem, lease: str) -> ObjectHead:
    """Return the facts of the upload, which carries its owner in signed metadata."""
    try:
        facts = stores.work.head(s3_keys.entry(item.job, item.id, lease))
    except NotFoundError as error:
        require_own(stores, operator, item, lease)
        raise NoUploadError(
            "Nothing has been uploaded under this lease yet; upload first, then submit."
        ) from error
    if facts.metadata.get("operator") != operator.id:
        raise NotFoundError("no such lease")
    return facts


def _report_if_worked(stores: Stores, item: WorkItem) -> None:
    """End the workflow's wait when this was the job's last item.

    Whoever sees the job complete says so; that it may be said twice does no harm, and the workflow
    looks again by itself should nobody have lived to say it.
    """
    if item.stage is not Stage.DONE:
        return
    job = stores.jobs.get(item.job)
    if job.is_worked and job.token:
        stores.workflow.work_done(job.token)
