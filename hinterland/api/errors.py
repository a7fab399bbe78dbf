"""The documents of errors; `problems` says which error is answered how."""

from typing import Annotated, NotRequired, TypedDict

from hinterland.api.leases import Upload
from hinterland.api.route import Schema


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
