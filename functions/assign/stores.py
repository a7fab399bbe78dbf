"""What every use case of Assign works with."""

from dataclasses import dataclass
from random import Random

from hinterland.catalogue.port import Catalogue
from hinterland.jobs.port import Jobs, Workflow
from hinterland.objects import Objects
from hinterland.operators.port import TrackRecords
from hinterland.training.port import Gold, KnownAnswers, Trainings
from hinterland.work.lease_requests import LeaseRequests
from hinterland.work.port import WorkItems
from hinterland.work.troubles import TroubleLog


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores behind leases, and the dice that keep operators from colliding."""

    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    takes: LeaseRequests
    track_records: TrackRecords
    known_answers: KnownAnswers
    trainings: Trainings
    gold: Gold
    work: Objects  # the work bucket
    workflow: Workflow
    dice: Random
    troubles: TroubleLog
