"""Errors as this API answers them: `{"code", "message"}` and a fitting status."""

from http import HTTPStatus

from functions.oversee.requests import BadRequestError
from hinterland.catalogue.people import UnknownPersonError, WrongRoleError
from hinterland.errors import ConflictError, HinterlandError, NotFoundError, ThrottledError


class NotPossibleError(HinterlandError):
    """What was asked for makes no sense as things stand."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


# The first that fits; anything else that is foreseen is our own trouble.
_STATUS: tuple[tuple[type[HinterlandError], HTTPStatus], ...] = (
    (BadRequestError, HTTPStatus.BAD_REQUEST),
    (UnknownPersonError, HTTPStatus.FORBIDDEN),
    (WrongRoleError, HTTPStatus.FORBIDDEN),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NotPossibleError, HTTPStatus.CONFLICT),
    (ConflictError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ThrottledError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def status_of(error: HinterlandError) -> HTTPStatus:
    """Return the status with which an error is answered."""
    return next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
