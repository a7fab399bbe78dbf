"""What splitting needs of the world."""

from dataclasses import dataclass

from hinterland.ports import Catalogue, Jobs, Objects, Workflow, WorkItems


@dataclass(frozen=True, slots=True)
class Workshop:
    """Three buckets, three tables and the workflow that waits."""

    drops: Objects
    work: Objects
    deliveries: Objects
    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    workflow: Workflow
