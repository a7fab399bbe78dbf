"""The environment variables of the functions: named once, for `infra/` and the handlers alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from hinterland.errors import MissingSettingError

DROP_BUCKET = "DROP_BUCKET"
WORK_BUCKET = "WORK_BUCKET"
DELIVERY_BUCKET = "DELIVERY_BUCKET"
CATALOGUE_TABLE = "CATALOGUE_TABLE"
JOBS_TABLE = "JOBS_TABLE"
WORK_ITEMS_TABLE = "WORK_ITEMS_TABLE"
TAKES_TABLE = "TAKES_TABLE"
PAY_TABLE = "PAY_TABLE"
INVOICES_TABLE = "INVOICES_TABLE"
OPERATORS_TABLE = "OPERATORS_TABLE"
WORKFLOW_ARN = "WORKFLOW_ARN"


@dataclass(frozen=True, slots=True)
class Settings:
    """A function's environment, read once at the edge."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a setting; raise `MissingSettingError` when it is absent or empty."""
        value = self.values.get(name, "")
        if not value:
            raise MissingSettingError(f"the environment variable {name} is not set")
        return value
