"""certificate.json: what is known of a deliverable's quality, and no more than that."""

from datetime import datetime
from typing import Any

from functions.merge.tally import FieldTally, Tally
from hinterland.catalogue import WorkType
from hinterland.clock import timestamp
from hinterland.jobs import Job
from hinterland.proportion import upper_bound

CONFIDENCE = 0.95


def certificate(job: Job, work_type: WorkType, tally: Tally, now: datetime) -> dict[str, Any]:
    """Return the certificate of a job.

    Where two people keyed blind, `error_rate` is the share of values on which they differed: each
    such value was wrong in one of the two keyings at least, and was settled before delivery. So it
    measures the keying, and bounds from above what an unchecked keying would have delivered wrong
    (but for errors that both made alike). Keyed once, nothing was measured and none is claimed.
    """
    return {
        "job": job.job,
        "work_type": work_type.work_type,
        "version": work_type.version,
        "issued_at": timestamp(now),
        "method": {
            "keyings": work_type.quality.keyings,
            "compared": "field by field, blind" if work_type.quality.keyings > 1 else "not",
            "statement": _statement(work_type),
        },
        "confidence": CONFIDENCE,
        "records": {"delivered": tally["delivered"], "queried": tally["queried"]},
        "fields": {name: _field(counts) for name, counts in tally["fields"].items()},
    }


def _statement(work_type: WorkType) -> str:
    if work_type.quality.keyings == 1:
        return "Each record was keyed once. Nothing was measured, and no error rate is claimed."
    return (
        "Each record was keyed by two people who did not see each other's work. "
        "The error rate is that of the keying before differences were settled by a third person."
    )


def _field(counts: FieldTally) -> dict[str, Any]:
    compared = counts["compared"]
    measured = compared > 0
    return {
        **counts,
        "error_rate": f"{counts['adjudicated'] / compared:.6f}" if measured else None,
        "error_rate_upper_bound": (
            f"{upper_bound(counts['adjudicated'], compared):.6f}" if measured else None
        ),
    }
