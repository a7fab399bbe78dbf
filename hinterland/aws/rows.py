"""How a pynamodb model meets its table: the name is known only at run time."""

import types
from functools import cache
from typing import cast

from pynamodb.connection import Connection
from pynamodb.models import Model


@cache
def bound[Row: Model](row: type[Row], table_name: str) -> type[Row]:
    """Return `row` as the model of one deployed table. Region and endpoint come from botocore."""
    meta = type("Meta", (), {"table_name": table_name, "read_timeout_seconds": 20})
    model = types.new_class(row.__name__, (row,), exec_body=lambda body: body.update(Meta=meta))
    return cast("type[Row]", model)


@cache
def connection() -> Connection:
    """Return the connection that transactions over several tables go through."""
    return Connection(read_timeout_seconds=20)
