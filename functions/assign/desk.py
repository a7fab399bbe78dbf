"""What every use case of Assign works with."""

from dataclasses import dataclass
from random import Random

from hinterland.ports import Catalogue, Jobs, Objects, Pay, Takes, Workflow, WorkItems


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores behind the operator API, and the dice that keep operators from colliding."""

    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    takes: Takes
    pay: Pay
    work: Objects  # the work bucket
    workflow: Workflow
    dice: Random
