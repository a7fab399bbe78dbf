"""The operator page as it will be deployed: its files, without the headers that CloudFront adds."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from werkzeug.wrappers import Request, Response

from localcloud.assembly import Assembly
from localcloud.template import Properties, Resolver, Template

_DEPLOYMENT = "Custom::CDKBucketDeployment"
_DISTRIBUTION = "AWS::CloudFront::Distribution"
_CONFIG = "config.json"
_COMPRESSED = ("text/", "application/json", "image/svg+xml", "application/manifest+json")
# What Python's table, which depends on the machine, may not know.
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page, ready to be sent."""

    content: bytes
    compressed: bytes | None
    content_type: str
    etag: str
    headers: Mapping[str, str]


class Page:
    """All files of the page, by path."""

    def __init__(self, files: Mapping[str, PageFile], index: str) -> None:
        self._files = files
        self._index = index

    def respond(self, request: Request) -> Response | None:
        """Return the file that was asked for, None when there is none of that name."""
        file = self._files.get(request.path.lstrip("/") or self._index)
        if file is None or request.method not in {"GET", "HEAD"}:
            return None
        zipped = file.compressed if request.accept_encodings.quality("gzip") else None
        response = Response(zipped or file.content, content_type=file.content_type)
        response.headers.update(file.headers)
        response.set_etag(file.etag, weak=zipped is not None)
        if file.compressed:
            response.headers["Vary"] = "Accept-Encoding"
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        return response.make_conditional(request)


def read_page(assembly: Assembly, resolver: Resolver, aws_url: str) -> Page:
    """Return the page that the template deploys, with `aws_url` where it names Cognito."""
    files: dict[str, PageFile] = {}
    for deployment in assembly.template.ids(_DEPLOYMENT):
        properties = resolver.properties(deployment)
        cached = _metadata(properties)
        for path, content in _deployed(assembly, properties):
            told = _local_config(content, aws_url) if path == _CONFIG else content
            files[path] = _page_file(path, told, cached)
    return Page(files, _index(assembly.template))


def _deployed(assembly: Assembly, properties: Properties) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a deployment's sources with their markers replaced."""
    keys = properties["SourceObjectKeys"]
    markers = properties.get("SourceMarkers") or [{}] * len(keys)
    destination = Path(properties.get("DestinationBucketKeyPrefix", ""))
    for key, replacements in zip(keys, markers, strict=True):
        folder = assembly.asset(key)
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            path = destination / file.relative_to(folder)
            yield path.as_posix(), _replaced(file, replacements)


def _replaced(file: Path, replacements: Mapping[str, str]) -> bytes:
    content = file.read_bytes()
    for marker, value in replacements.items():
        content = content.replace(marker.encode(), value.encode())
    return content


def _local_config(content: bytes, aws_url: str) -> bytes:
    """Name the local endpoint as Cognito's address: the one thing that differs from AWS."""
    return json.dumps({**json.loads(content), "cognitoUrl": aws_url}).encode()


def _page_file(path: str, content: bytes, headers: Mapping[str, str]) -> PageFile:
    kind = _TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0]
    is_text = kind is not None and kind.startswith(_COMPRESSED)
    return PageFile(
        content,
        gzip.compress(content, mtime=0) if is_text else None,
        f"{kind}; charset=utf-8" if is_text else kind or "application/octet-stream",
        hashlib.sha256(content).hexdigest()[:32],
        headers,
    )


def _metadata(properties: Properties) -> dict[str, str]:
    """Return the headers that a deployment gives its files, such as cache-control."""
    return {name.title(): value for name, value in properties.get("SystemMetadata", {}).items()}


def _index(template: Template) -> str:
    """Return what `/` stands for."""
    configs = (
        template.resource(name)["Properties"]["DistributionConfig"]
        for name in template.ids(_DISTRIBUTION)
    )
    return next((str(config["DefaultRootObject"]) for config in configs), "index.html")
