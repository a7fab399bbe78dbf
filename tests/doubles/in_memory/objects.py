"""A bucket that keeps every version of its objects."""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from hinterland.clock import system_clock
from hinterland.errors import ConflictError, NotFoundError
from hinterland.objects import ObjectHead, UploadForm
from tests.doubles.in_memory.pinned import Pinned
from tests.doubles.in_memory.turns import ALONE

_ADDRESS = "https://objects.test"


@dataclass(frozen=True, slots=True)
class Version:
    """An object as it was once stored."""

    version_id: str
    body: bytes
    content_type: str
    last_modified: datetime
    metadata: dict[str, str]


@dataclass
class Bucket:
    """The port `Objects`. `log` lists the keys in the order in which they were written."""

    name: str
    last_modified: datetime | None = None  # of all that is written; None: the present moment
    log: list[str] = field(default_factory=list)
    versions: dict[str, list[Version]] = field(default_factory=dict)

    @property
    def bodies(self) -> dict[str, bytes]:
        """Return what each object holds now."""
        return {key: versions[-1].body for key, versions in self.versions.items()}

    @property
    def types(self) -> dict[str, str]:
        """Return each object's content type."""
        return {key: versions[-1].content_type for key, versions in self.versions.items()}

    def put(
        self,
        key: str,
        body: bytes,
        content_type: str = "",
        metadata: dict[str, str] | None = None,
        version_id: str = "",
    ) -> None:
        """Store an object as S3 does for whoever uploads it, at a version that a test may name."""
        with ALONE:
            self.log.append(key)
            named = version_id or f"{len(self.log):032x}"
            written = self.last_modified or system_clock()
            version = Version(named, body, content_type, written, metadata or {})
            self.versions.setdefault(key, []).append(version)

    def delete(self, key: str) -> None:
        """Forget an object and its versions."""
        with ALONE:
            self.versions.pop(key, None)

    def head(self, key: str, version_id: str | None = None) -> ObjectHead:
        found = self._version(key, version_id)
        return ObjectHead(
            key,
            found.version_id,
            len(found.body),
            found.last_modified,
            dict(found.metadata),
            hashlib.md5(found.body, usedforsecurity=False).hexdigest(),
        )

    def read(self, key: str, version_id: str | None = None) -> bytes:
        return self._version(key, version_id).body

    def open(self, key: str, version_id: str | None = None) -> BinaryIO:
        read = self._version(key, version_id)

        def is_current() -> bool:
            return self._version(key, version_id).body == read.body

        return io.BufferedReader(Pinned(key, read.body, is_current))

    def read_json(self, key: str) -> Any:  # noqa: ANN401 - so that tests can look into it
        return json.loads(self.read(key))

    def read_tagged(self, key: str) -> tuple[Any, str]:
        body = self.read(key)
        return json.loads(body), _tag(body)

    def write(self, key: str, body: bytes, content_type: str) -> None:
        self.put(key, body, content_type)

    def write_json(self, key: str, document: object) -> None:
        body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        self.write(key, body, "application/json")

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        with ALONE:
            if tag != (_tag(self.read(key)) if key in self.versions else None):
                raise ConflictError(f"object {key} is another by now")
            self.write_json(key, document)

    def write_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        self.write(key, b"".join(chunks), content_type)

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        found = [key for key in self.versions if key.startswith(prefix) and key > after]
        return iter(sorted(found))

    def download_url(self, key: str, seconds: int) -> str:
        return f"{_ADDRESS}/{self.name}/{quote(key)}?seconds={seconds}"

    def download(self, url: str) -> bytes:
        """Return what a link of `download_url` reads."""
        return self.read(unquote(urlsplit(url).path).removeprefix(f"/{self.name}/"))

    def upload_form(
        self, key: str, seconds: int, max_bytes: int, metadata: dict[str, str]
    ) -> UploadForm:
        fields = {"key": key, "Content-Type": "application/json"}
        fields |= {f"x-amz-meta-{name}": value for name, value in metadata.items()}
        url = f"{_ADDRESS}/{self.name}?seconds={seconds}&max_bytes={max_bytes}"
        return {"url": url, "fields": fields}

    def _version(self, key: str, version_id: str | None) -> Version:
        versions = self.versions.get(key, [])
        if version_id not in {None, "null"}:
            versions = [each for each in versions if each.version_id == version_id]
        if not versions:
            raise NotFoundError(f"no such object {key}")
        return versions[-1]


def _tag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()
