"""What Merge works with, and the files that it makes of one part and of the whole job."""

from dataclasses import dataclass

from hinterland.catalogue.port import Catalogue
from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.jobs.column_names import keyed_names
from hinterland.jobs.documents import PlanDocument
from hinterland.jobs.port import Jobs
from hinterland.objects import Objects
from hinterland.work.port import WorkItems

# Of each part, in the work bucket: its rows of the two tables, without a heading, and its counts.
RESULT_ROWS = "result.csv"
QUERY_ROWS = "queries.csv"
TALLY = "tally.json"


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores that Merge works with."""

    catalogue: Catalogue
    jobs: Jobs
    work_items: WorkItems
    work: Objects
    deliveries: Objects


def heading(plan: PlanDocument, work_type: WorkType) -> list[str]:
    """Return the heading of result.csv: what the client sent, then what was keyed."""
    given = given_columns(plan, work_type)
    return [*given, *keyed_names(given, [field.name for field in work_type.fields])]


def given_columns(plan: PlanDocument, work_type: WorkType) -> list[str]:
    """Return the columns of the result that say what a record is, before what was keyed."""
    return ["file", "page"] if work_type.input is InputKind.IMAGES else plan["columns"]
