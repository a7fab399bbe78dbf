"""What use cases ask of an S3 bucket.

Every method may raise `ThrottledError`; what else it raises is said with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Protocol, TypedDict

# A link lives for an hour at most: shorter than the credentials that sign it.
LINK_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class ObjectHead:
    """What S3 knows about an object without reading it."""

    key: str
    version_id: str  # "null" in a bucket without versions
    size: int
    last_modified: datetime
    metadata: dict[str, str]
    etag: str = ""  # the same for the same bytes, uploaded in the same way


class UploadForm(TypedDict):
    """A presigned POST: the fields go into the form before the file."""

    url: str
    fields: dict[str, str]


class Objects(Protocol):
    """One S3 bucket."""

    name: str

    def head(self, key: str, version_id: str | None = None) -> ObjectHead:
        """Describe an object; raise `NotFoundError`."""

    def read(self, key: str, version_id: str | None = None) -> bytes:
        """Return a small object whole; raise `NotFoundError`."""

    def open(self, key: str, version_id: str | None = None) -> BinaryIO:
        """Open a large object for reading and seeking, by ranges; raise `NotFoundError`.

        Reading raises `ConflictError` if the object has been overwritten since.
        """

    def read_json(self, key: str) -> Any:  # noqa: ANN401 - a TypedDict of `documents`, by place
        """Return a JSON document; raise `NotFoundError`."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Store a small object."""

    def write_json(self, key: str, document: object) -> None:
        """Store a JSON document, UTF-8, keys in their order."""

    def read_tagged(self, key: str) -> tuple[Any, str]:
        """Return a JSON document and the tag of its contents; raise `NotFoundError`."""

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        """Store a JSON document in place of the one of this tag; None: where there is none.

        Raises `ConflictError` if it is another by now.
        """

    def write_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        """Store an object of any size without holding it (multipart when it is large)."""

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys that begin with `prefix` and come after `after`, in order."""

    def download_url(self, key: str, seconds: int) -> str:
        """Return a link that reads the object for that long."""

    def upload_form(
        self, key: str, seconds: int, max_bytes: int, metadata: dict[str, str]
    ) -> UploadForm:
        """Return the form of a POST that stores exactly this key with this metadata."""
