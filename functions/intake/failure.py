"""The workflow of a drop failed: its client sees so, whatever else went wrong."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from functions.intake.arrival import Arrival, arrival_as_told, arrival_of
from functions.intake.receive import new_job
from functions.intake.stores import Stores
from hinterland import workflow
from hinterland.errors import NotFoundError
from hinterland.jobs.job import Failure, Job, JobState
from hinterland.jobs.status import write_status


def report_failure(
    stores: Stores, state_input: Mapping[str, Any], execution: str, now: datetime
) -> Job:
    """Set the job to failed, say so in status.json and return it.

    `state_input` is the input of the state that failed: it names the job, or, when Intake itself
    failed, it is the EventBridge event. A job that was not begun yet gets its row here, so that
    the office finds it too; one that another execution works on is left alone.
    """
    failure = _failure(state_input.get(workflow.ERROR) or {})
    if workflow.JOB in state_input:
        job = stores.jobs.get(state_input[workflow.JOB])
    else:
        arrival = _arrival(stores, state_input.get(workflow.EVENT, state_input))
        begun = new_job(arrival, execution, JobState.FAILED, now)
        job = stores.jobs.begin(replace(begun, failure=failure))
    if job.execution != execution:
        return job
    # A job that was delivered meanwhile stays so: a step that was carried out twice failed here
    # and succeeded there. So does one that was cancelled.
    job = stores.jobs.fail(job.id, failure, now)
    write_status(stores.deliveries, stores.jobs, job)
    return job


def _failure(caught: Mapping[str, str]) -> Failure:
    """Read what Step Functions caught; of a function's error, the cause is a JSON document."""
    code, cause = caught.get("Error", "unknown"), caught.get("Cause", "")
    try:
        return Failure(code, str(json.loads(cause)["errorMessage"]))
    except (ValueError, KeyError, TypeError):
        return Failure(code, cause)


def _arrival(stores: Stores, event: Mapping[str, Any]) -> Arrival:
    try:
        return arrival_of(event, stores.drops)
    except NotFoundError:
        return arrival_as_told(event)
