"""Errors as the API answers them: `{"code", "message"}` and a fitting status, in one table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from hinterland.api.requests import BadRequestError, TooLargeError
from hinterland.catalogue.people import UnknownPersonError, WrongRoleError
from hinterland.errors import (
    ConflictError,
    HinterlandError,
    NotFoundError,
    NotPossibleError,
    ThrottledError,
)
from hinterland.work.entries import EntryRefusedError
from hinterland.work.leases import LeaseRefusedError

# The first that fits; anything else that is foreseen is our own trouble.
_STATUS: tuple[tuple[type[HinterlandError], HTTPStatus], ...] = (
    (BadRequestError, HTTPStatus.BAD_REQUEST),
    (TooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (UnknownPersonError, HTTPStatus.FORBIDDEN),
    (WrongRoleError, HTTPStatus.FORBIDDEN),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NotPossibleError, HTTPStatus.CONFLICT),
    (LeaseRefusedError, HTTPStatus.CONFLICT),
    (EntryRefusedError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ConflictError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ThrottledError, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, ready to be sent. `extra` adds members that help the caller to go on."""

    status: int
    code: str
    message: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> Mapping[str, Any]:
        """Return what is sent."""
        return {"code": self.code, "message": self.message, **self.extra}


def problem_of(error: HinterlandError) -> Problem:
    """Return how an error is answered."""
    status = next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    extra = {}
    if isinstance(error, EntryRefusedError):
        extra = {"details": [asdict(mistake) for mistake in error.mistakes]}
    return Problem(status.value, error.code, str(error), extra)
