"""Errors as the API answers them: `{"code", "message"}` and a fitting status, in one table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Annotated, Any, NotRequired, TypedDict

from hinterland.api.leases import Upload
from hinterland.api.requests import BadRequestError, TooLargeError
from hinterland.api.route import Schema
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


class Detail(TypedDict):
    """A mistake in an entry, and where."""

    record: Annotated[str, Schema(description="Empty for a mistake of the whole upload.")]
    field: Annotated[str, Schema(description="Empty for a mistake of the whole record.")]
    code: Annotated[
        str,
        Schema(
            description="The check that failed, or `record`, `field`, `flag`, `type` for an "
            "upload that is not an Entry of this lease."
        ),
    ]
    message: Annotated[str, Schema(description="The same in words, without the value.")]


class Error(TypedDict):
    """Why a request was not carried out: `code` is for machines, `message` for people."""

    code: str
    message: str
    details: NotRequired[
        Annotated[
            list[Detail],
            Schema(
                description="Of `checks_failed`: every mistake, in place. The upload stays and "
                "the lease is as it was; mend, upload and submit again."
            ),
        ]
    ]
    upload: NotRequired[
        Annotated[Upload, Schema(description="Of `lease_lost`: what was keyed is still kept.")]
    ]


class GatewayError(TypedDict):
    """The answer of API Gateway itself, which asks for the token before any of our code runs."""

    message: str


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
