"""What splitting needs of the world."""

from dataclasses import dataclass

from hinterland.catalogue.port import Catalogue
from hinterland.jobs.port import Jobs, Workflow
from hinterland.objects import Objects
from hinterland.work.port import WorkItems


@dataclass(frozen=True, slots=True)
class Stores:
    """Three buckets, three tables and the workflow that waits."""

    drops: Objects
    work: Objects
    deliveries: Objects
    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    workflow: Workflow
