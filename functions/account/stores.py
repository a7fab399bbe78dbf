"""What every use case of Account works with."""

from dataclasses import dataclass

from hinterland.catalogue.port import Catalogue
from hinterland.objects import Objects
from hinterland.operators.port import Outboxes, TrackRecords
from hinterland.pay.port import Pay
from hinterland.training.port import KnownAnswers, Trainings
from hinterland.work.port import WorkItems


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores in which an operator looks up their own affairs."""

    catalogue: Catalogue
    work_items: WorkItems
    pay: Pay
    track_records: TrackRecords
    outboxes: Outboxes
    known_answers: KnownAnswers
    trainings: Trainings
    work: Objects  # the work bucket
