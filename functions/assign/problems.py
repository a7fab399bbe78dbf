"""Errors as the operator API answers them: `{"code", "message"}` and a fitting status."""

import json
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from functions.assign.lease_renew import LeaseLostError
from functions.assign.requests import BadRequestError
from functions.assign.responses import upload_form
from functions.assign.stores import Stores
from functions.assign.submit import NoUploadError
from hinterland.catalogue.people import UnknownPersonError, WrongRoleError
from hinterland.errors import ConflictError, HinterlandError, NotFoundError, ThrottledError
from hinterland.work.entries import EntryRefusedError
from hinterland.work.leases import LeaseRefusedError

# The first that fits; anything else that is foreseen is our own trouble.
_STATUS: tuple[tuple[type[HinterlandError], HTTPStatus], ...] = (
    (BadRequestError, HTTPStatus.BAD_REQUEST),
    (UnknownPersonError, HTTPStatus.FORBIDDEN),
    (WrongRoleError, HTTPStatus.FORBIDDEN),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NoUploadError, HTTPStatus.CONFLICT),
    (LeaseRefusedError, HTTPStatus.CONFLICT),
    (EntryRefusedError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ConflictError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ThrottledError, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, ready to be sent. `extra` adds members that help the page to go on."""

    status: int
    code: str
    message: str
    extra: dict[str, Any] = field(default_factory=dict)

    def body(self) -> str:
        """Return the JSON text."""
        return json.dumps({"code": self.code, "message": self.message, **self.extra})


def of(stores: Stores, error: HinterlandError) -> Problem:
    """Return how an error is answered."""
    status = next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    return Problem(status.value, error.code, str(error), _extra(stores, error))


def _extra(stores: Stores, error: HinterlandError) -> dict[str, Any]:
    if isinstance(error, EntryRefusedError):
        return {"details": [asdict(mistake) for mistake in error.mistakes]}
    if isinstance(error, LeaseLostError):
        # What was keyed can still be handed in; it will be kept.
        return {"upload": upload_form(stores, error.item, error.lease, error.operator)}
    return {}
