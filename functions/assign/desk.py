"""What every use case of Assign works with."""

from dataclasses import dataclass
from random import Random

from hinterland.ports import (
    Catalogue,
    Gold,
    Jobs,
    KnownAnswers,
    Objects,
    Outboxes,
    Pay,
    Takes,
    TrackRecords,
    Trainings,
    Workflow,
    WorkItems,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores behind the operator API, and the dice that keep operators from colliding."""

    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    takes: Takes
    pay: Pay
    track_records: TrackRecords
    outboxes: Outboxes
    known_answers: KnownAnswers
    trainings: Trainings
    gold: Gold
    work: Objects  # the work bucket
    workflow: Workflow
    dice: Random
