"""What every use case of Oversee works with."""

from dataclasses import dataclass

from functions.oversee.port import Executions, JobBoard, Queues
from hinterland.catalogue.port import Catalogue
from hinterland.jobs.port import Workflow
from hinterland.objects import Objects
from hinterland.operators.port import Outboxes, TrackRecords
from hinterland.pay.port import Pay
from hinterland.work.port import WorkItems
from hinterland.work.troubles import TroubleLog


@dataclass(frozen=True, slots=True)
class Stores:
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
    workflow: Workflow
    troubles: TroubleLog
