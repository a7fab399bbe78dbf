"""What every use case of Oversee works with."""

from dataclasses import dataclass

from hinterland.ports import (
    Catalogue,
    Executions,
    JobBoard,
    Objects,
    Outboxes,
    Pay,
    Queues,
    TrackRecords,
    WorkItems,
)


@dataclass(frozen=True, slots=True)
class ControlRoom:
    """The stores that heads and office look into, and the workflow."""

    catalogue: Catalogue
    jobs: JobBoard
    work_items: WorkItems
    queues: Queues
    pay: Pay
    track_records: TrackRecords
    outboxes: Outboxes
    deliveries: Objects  # the delivery bucket
    executions: Executions
