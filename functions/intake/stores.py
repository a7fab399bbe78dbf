"""What every use case of Intake works with."""

from dataclasses import dataclass

from hinterland.catalogue.port import Catalogue
from hinterland.jobs.port import Jobs
from hinterland.objects import Objects


@dataclass(frozen=True, slots=True)
class Stores:
    """Where drops come to and answers go, what is known of clients, and the jobs."""

    drops: Objects
    deliveries: Objects
    catalogue: Catalogue
    jobs: Jobs
