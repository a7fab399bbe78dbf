"""One S3 bucket: small objects, large ones by ranges and in parts, and presigned links."""

import io
import json
from collections.abc import Buffer, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import IncompleteReadError, ReadTimeoutError, ResponseStreamingError

from hinterland.aws.errors import translated
from hinterland.aws.ranged_reader import RangedReader
from hinterland.errors import ThrottledError
from hinterland.objects import ObjectHead, UploadForm

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import HeadObjectOutputTypeDef

# botocore repeats a request that fails, but not the reading of an answer that breaks off.
_BROKEN_OFF = (IncompleteReadError, ReadTimeoutError, ResponseStreamingError)
_READ_ATTEMPTS = 3

# One part at a time: memory stays at one part, and an error of the source is raised as it is.
_TRANSFER = TransferConfig(
    multipart_threshold=8 * 1024 * 1024, multipart_chunksize=8 * 1024 * 1024, use_threads=False
)


class S3Objects:
    """See `hinterland.objects.Objects`."""

    def __init__(self, client: "S3Client", bucket_name: str) -> None:
        """Use `client` (see `clients.client`) for one bucket."""
        self.name = bucket_name
        self._client = client

    def head(self, key: str, version_id: str | None = None) -> ObjectHead:
        """Describe an object; raise `NotFoundError`."""
        head = self._head(key, version_id)
        return ObjectHead(
            key=key,
            version_id=head.get("VersionId") or "null",
            size=head["ContentLength"],
            last_modified=head["LastModified"],
            metadata=dict(head["Metadata"]),
            etag=head["ETag"].strip('"'),
        )

    def read(self, key: str, version_id: str | None = None) -> bytes:
        """Return a small object whole; raise `NotFoundError`."""
        return self._get(key, _version(version_id))[0]

    def open(self, key: str, version_id: str | None = None) -> BinaryIO:
        """Open a large object for reading and seeking, by ranges; raise `NotFoundError`.

        All ranges come from the object as it is now: if it is overwritten meanwhile, reading
        raises `ConflictError` rather than mixing two objects.
        """
        head = self._head(key, version_id)
        pinned = _version(version_id) | {"IfMatch": head["ETag"]}

        def fetch(start: int, end: int) -> bytes:
            return self._get(key, pinned | {"Range": f"bytes={start}-{end - 1}"})[0]

        return io.BufferedReader(RangedReader(head["ContentLength"], fetch))

    def read_json(self, key: str) -> dict[str, object]:
        """Return a JSON document; raise `NotFoundError`."""
        return cast("dict[str, object]", json.loads(self.read(key)))

    def read_tagged(self, key: str) -> tuple[dict[str, object], str]:
        """Return a JSON document and its ETag; raise `NotFoundError`."""
        body, etag = self._get(key, {})
        return json.loads(body), etag

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Store a small object."""
        self._put(key, body, content_type, {})

    def write_json(self, key: str, document: object) -> None:
        """Store a JSON document, UTF-8, keys in their order."""
        self.write(key, _json(document), "application/json")

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        """Store a JSON document in place of the one of this ETag; raise `ConflictError`."""
        condition = {"IfNoneMatch": "*"} if tag is None else {"IfMatch": tag}
        self._put(key, _json(document), "application/json", condition)

    def write_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        """Store an object of any size; from 8 MB on in parts, which are dropped on an error."""
        with translated(f"object {key}"):
            self._client.upload_fileobj(
                io.BufferedReader(_ChunkReader(chunks)),
                self.name,
                key,
                ExtraArgs={"ContentType": content_type},
                Config=_TRANSFER,
            )

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys that begin with `prefix` and come after `after`, in order."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=prefix, StartAfter=after
        )
        with translated(f"objects {prefix}"):
            for page in pages:
                for entry in page.get("Contents", []):
                    yield entry["Key"]

    def download_url(self, key: str, seconds: int) -> str:
        """Return a link that reads the object for that long."""
        return self._client.generate_presigned_url(
            "get_object", Params={"Bucket": self.name, "Key": key}, ExpiresIn=seconds
        )

    def upload_form(
        self, key: str, seconds: int, max_bytes: int, metadata: dict[str, str]
    ) -> UploadForm:
        """Return `{"url", "fields"}` of a POST of JSON to exactly this key with this metadata."""
        fixed = {"Content-Type": "application/json"} | {
            f"x-amz-meta-{name}": value for name, value in metadata.items()
        }
        conditions: list[Any] = [{name: value} for name, value in fixed.items()]
        form = self._client.generate_presigned_post(
            self.name,
            key,
            Fields=fixed,
            Conditions=[*conditions, ["content-length-range", 1, max_bytes]],
            ExpiresIn=seconds,
        )
        return {"url": form["url"], "fields": form["fields"]}

    def _head(self, key: str, version_id: str | None) -> "HeadObjectOutputTypeDef":
        with translated(f"object {key}"):
            return self._client.head_object(Bucket=self.name, Key=key, **_version(version_id))

    def _put(self, key: str, body: bytes, content_type: str, condition: dict[str, Any]) -> None:
        with translated(f"object {key}"):
            self._client.put_object(
                Bucket=self.name, Key=key, Body=body, ContentType=content_type, **condition
            )

    def _get(self, key: str, wanted: dict[str, Any]) -> tuple[bytes, str]:
        """Return the contents, or the range of them that is wanted, and the object's ETag."""
        for _ in range(_READ_ATTEMPTS):
            with translated(f"object {key}"):
                answer = self._client.get_object(Bucket=self.name, Key=key, **wanted)
                try:
                    return answer["Body"].read(), answer["ETag"]
                except _BROKEN_OFF:
                    continue
        raise ThrottledError(f"object {key}: the answer broke off {_READ_ATTEMPTS} times")


class _ChunkReader(io.RawIOBase):
    """Chunks of bytes as a file that is read once."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        super().__init__()
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        target = memoryview(buffer).cast("B")
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        taken = self._rest[: len(target)]
        target[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _version(version_id: str | None) -> dict[str, Any]:
    # "null" stands for an object in a bucket without versions, where none is to be named.
    return {} if version_id in {None, "null"} else {"VersionId": version_id}
