"""AWS errors become domain errors here: by code, never by the text of a message."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NotConnectedError
from pynamodb.exceptions import DoesNotExist, PynamoDBException, TransactWriteError

from hinterland.errors import ConflictError, NotFoundError, ThrottledError

_CONFLICT = {
    "ConditionalCheckFailed",
    "ConditionalCheckFailedException",
    "ConditionalRequestConflict",  # two conditional writes of an object met
    "PreconditionFailed",  # of an object, by its ETag
    "TransactionConflict",  # one transaction met another
    "TransactionConflictException",  # a single write met a transaction
}
_THROTTLED = {
    "InternalError",
    "InternalServerError",
    "ItemCollectionSizeLimitExceededException",
    "LimitExceededException",
    "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestTimeout",
    "ServiceUnavailable",
    "SlowDown",
    "Throttling",
    "ThrottlingError",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
    "500",
    "503",
}
# No connection came about, or it broke before the answer: whether it was done is not known.
_UNANSWERED = (NotConnectedError, HTTPClientError)
_NOT_FOUND = {"NoSuchKey", "NoSuchVersion", "NoSuchBucket", "NotFound", "404"}


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Raise what AWS raises inside as a domain error that names `what` was wanted.

    Raises `ConflictError`, `NotFoundError` or `ThrottledError`; an error that none of these
    describes passes through as it is, for it is a bug or a missing permission.
    """
    try:
        yield
    except DoesNotExist as error:
        raise NotFoundError(f"no such {what}") from error
    except (ClientError, PynamoDBException) as error:
        meaning = _meaning(_codes(error))
        if meaning is None:
            raise
        raise meaning(f"{what}: {', '.join(_codes(error))}") from error
    except _UNANSWERED as error:
        raise ThrottledError(f"{what}: {type(error).__name__}") from error


def _codes(error: ClientError | PynamoDBException) -> tuple[str, ...]:
    if isinstance(error, ClientError):
        return (error.response.get("Error", {}).get("Code", ""),)
    reasons = error.cancellation_reasons if isinstance(error, TransactWriteError) else []
    named = tuple(reason.code for reason in reasons if reason and reason.code != "None")
    return named or (_cause_code(error),)


def _cause_code(error: PynamoDBException) -> str:
    # First, because pynamodb's own look at the cause fails on an error without an answer.
    if isinstance(error.cause, _UNANSWERED):
        return "RequestTimeout"
    return error.cause_response_code or ""


def _meaning(codes: tuple[str, ...]) -> type[ConflictError | NotFoundError | ThrottledError] | None:
    # A transaction may be cancelled for several reasons at once; that it was throttled or raced
    # with another matters less than that a condition did not hold, which calls for a new look.
    if _CONFLICT.intersection(codes):
        return ConflictError
    if _THROTTLED.intersection(codes):
        return ThrottledError
    return NotFoundError if _NOT_FOUND.intersection(codes) else None
