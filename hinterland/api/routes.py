"""Every route of the API. What looks at one room only imports that room's module instead."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from hinterland.api import (
    corrections,
    description,
    leases,
    overseeing,
    pay,
    people,
    training,
    work_types,
)
from hinterland.api.route import Route

ROUTES: tuple[Route[Any], ...] = (
    *people.ROUTES,
    *leases.ROUTES,
    *work_types.ROUTES,
    *pay.ROUTES,
    *corrections.ROUTES,
    *training.ROUTES,
    *overseeing.ROUTES,
    *description.ROUTES,
)


def find(method: str, path: str) -> tuple[Route[Any], Mapping[str, str]] | None:
    """Return the route of a request and its path's parameters; None if there is no such route."""
    for route in ROUTES:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(route.path))
        found = re.fullmatch(pattern, path) if route.method == method else None
        if found is not None:
            return route, {name: unquote(value) for name, value in found.groupdict().items()}
    return None
