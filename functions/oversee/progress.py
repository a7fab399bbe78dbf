"""How far each open job is: its client reads it in status.json, which moves while people key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from functions.oversee.stores import Stores
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.status import write_progress

# Jobs that are looked at in one minute, those that came to be open last first.
AT_MOST = 500
_AT_ONCE = 8


def tell_progress(stores: Stores, now: datetime) -> int:
    """Bring the status.json of every open job up to date; return how many were behind.

    Called once a minute, so no client's file is written more often while people key.
    """

    def tell(job: Job) -> bool:
        return write_progress(stores.deliveries, job, now)

    with ThreadPoolExecutor(_AT_ONCE) as writers:
        return sum(writers.map(tell, stores.jobs.in_state(JobState.OPEN, AT_MOST)))
