"""The rows of moto's tables as they lie there, for checks: no call and no fault."""

import json
from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType

from hinterland import tables
from simulation.account import REGION

type Row = dict[str, Any]


def rows_of(table: str) -> list[Row]:
    """Return every row of a table as plain values."""
    found = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[table]
    return [
        {name: _plain(value) for name, value in item.attrs.items()} for item in found.all_items()
    ]


def job_rows() -> list[Row]:
    """Return the rows of jobs; what else lies in their table notes contents."""
    return [row for row in rows_of(tables.JOBS.name) if "state" in row]


def _plain(value: DynamoType) -> Any:  # noqa: ANN401 - whatever DynamoDB holds
    match value.type:
        case "S" | "BOOL":
            return value.value
        case "N":
            return json.loads(str(value.value))
        case "L":
            return [_plain(each) for each in value.value]
        case "M":
            return {name: _plain(each) for name, each in value.value.items()}
        case "NULL":
            return None
        case kind:
            raise ValueError(f"a value of type {kind} is none of ours")
