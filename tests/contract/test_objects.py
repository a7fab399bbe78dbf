"""A bucket in memory, in moto and in SeaweedFS; and on the last what its links enforce."""

import json
import secrets
import time
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote, urlsplit

import boto3
import pytest
import requests
from moto import mock_aws

from hinterland.aws import clients
from hinterland.aws.ranged_reader import BLOCK_BYTES
from hinterland.errors import ConflictError, NotFoundError
from hinterland.objects import UploadForm
from tests.doubles.in_memory import Bucket
from tests.doubles.seaweedfs import KEY, SECRET, seaweedfs
from tests.doubles.stores import S3Bucket, Uploads

ODD_KEY = "meridian/receipts/june/a b+c %41 é e\u0301 தமிழ்.zip"
PART_BYTES = 8 * 1024 * 1024


@pytest.fixture(scope="session")
def seaweedfs_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with seaweedfs(tmp_path_factory.mktemp("seaweedfs")) as address:
        yield address


def _bucket(monkeypatch: pytest.MonkeyPatch) -> S3Bucket:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    # boto3's own session remembers the credentials that an earlier test had.
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    clients.client.cache_clear()
    return S3Bucket()


@pytest.fixture
def memory_bucket() -> Bucket:
    return Bucket("work")


@pytest.fixture
def moto_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Bucket]:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield _bucket(monkeypatch)
    clients.client.cache_clear()


@pytest.fixture
def seaweedfs_bucket(
    seaweedfs_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[S3Bucket]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", seaweedfs_endpoint)
    yield _bucket(monkeypatch)
    clients.client.cache_clear()


@pytest.fixture(params=["memory", "moto", "seaweedfs"])
def objects(request: pytest.FixtureRequest) -> Uploads:
    return cast("Uploads", request.getfixturevalue(f"{request.param}_bucket"))


def test_a_document_comes_back_as_it_was_written(objects: Uploads) -> None:
    objects.write_json("a/b.json", {"z": "ரசீது", "a": [1, None]})
    assert objects.read_json("a/b.json") == {"z": "ரசீது", "a": [1, None]}
    assert objects.read("a/b.json") == '{"z":"ரசீது","a":[1,null]}'.encode()


@pytest.mark.parametrize("key", [ODD_KEY, "m/" + "ü" * 511])
def test_any_legal_key_is_kept_to_the_letter(objects: Uploads, key: str) -> None:
    objects.write(key, b"x", "text/plain")
    assert objects.head(key).key == key
    assert objects.read(key) == b"x"


def test_facts_tell_size_version_and_metadata(objects: Uploads) -> None:
    objects.put("k", b"four", "text/plain", {"lease": "l.1"})
    head = objects.head("k")
    assert (head.size, head.metadata) == (4, {"lease": "l.1"})
    assert head.version_id not in {"", "null"}
    assert head.last_modified.tzinfo is not None


def test_each_version_can_be_read(objects: Uploads) -> None:
    objects.write("k", b"first", "text/plain")
    first = objects.head("k").version_id
    objects.write("k", b"second one", "text/plain")
    assert objects.read("k") == b"second one"
    assert objects.read("k", first) == b"first"
    assert objects.head("k", first).size == len(b"first")
    with objects.open("k", first) as file:
        assert file.read() == b"first"


def test_what_does_not_exist_is_not_found(objects: Uploads) -> None:
    for ask in (objects.head, objects.read, objects.read_json, objects.open):
        with pytest.raises(NotFoundError):
            ask("nothing/here")


def test_a_version_that_does_not_exist_is_not_found(objects: Uploads) -> None:
    objects.write("k", b"x", "text/plain")
    for ask in (objects.head, objects.read, objects.open):
        with pytest.raises(NotFoundError):
            ask("k", "0" * 32)


def test_a_large_object_is_read_and_sought_in_by_ranges(objects: Uploads) -> None:
    body = secrets.token_bytes(2 * BLOCK_BYTES + 1000)
    objects.write("large", body, "application/octet-stream")
    with objects.open("large") as file:
        assert file.read(10) == body[:10]
        across = BLOCK_BYTES - 5
        assert file.seek(across) == across
        assert file.read(10) == body[across : across + 10]
        file.seek(-7, 2)
        assert file.read() == body[-7:]
        assert file.read(1) == b""
        file.seek(0)
        assert file.read() == body


def test_an_empty_object_opens_and_ends(objects: Uploads) -> None:
    objects.write("empty", b"", "text/plain")
    with objects.open("empty") as file:
        assert file.read() == b""


@pytest.mark.parametrize("size", [0, 10, PART_BYTES - 1, PART_BYTES, 2 * PART_BYTES + 5])
def test_a_stream_of_any_size_is_stored(objects: Uploads, size: int) -> None:
    body = secrets.token_bytes(size)
    chunks = (body[start : start + 300_000] for start in range(0, size, 300_000))
    objects.write_stream("stream", chunks, "text/csv")
    assert objects.read("stream") == body


def test_a_stream_that_breaks_off_leaves_nothing_behind(objects: Uploads) -> None:
    def broken() -> Iterator[bytes]:
        yield bytes(3 * PART_BYTES)
        raise RuntimeError("the source ended in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        objects.write_stream("stream", broken(), "text/csv")
    with pytest.raises(NotFoundError):
        objects.head("stream")
    if isinstance(objects, S3Bucket):
        assert objects.unfinished_uploads() == []


# What a link allows, and nothing else: SeaweedFS enforces it as S3 does.


@pytest.fixture
def linked(seaweedfs_bucket: S3Bucket) -> S3Bucket:
    seaweedfs_bucket.write(ODD_KEY, b"a page", "image/png")
    return seaweedfs_bucket


def _form(objects: Uploads, max_bytes: int = 100, seconds: int = 60) -> UploadForm:
    return objects.upload_form("j/entries/1/l.json", seconds, max_bytes, {"lease": "l.1"})


def _post(form: UploadForm, body: bytes, **changed: str) -> int:
    fields = form["fields"] | changed
    answer = requests.post(form["url"], data=fields, files={"file": body}, timeout=10)
    return answer.status_code


def test_a_link_reads_its_object(linked: S3Bucket) -> None:
    answer = requests.get(linked.download_url(ODD_KEY, 60), timeout=10)
    assert (answer.status_code, answer.content) == (200, b"a page")


def test_an_expired_link_is_refused(linked: S3Bucket) -> None:
    url = linked.download_url(ODD_KEY, 1)
    deadline = time.monotonic() + 10
    status = 200
    while status == 200 and time.monotonic() < deadline:
        status = requests.get(url, timeout=10).status_code
    assert status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_a_link_to_read_does_nothing_else(linked: S3Bucket, method: str) -> None:
    url = linked.download_url(ODD_KEY, 60)
    assert requests.request(method, url, data=b"x", timeout=10).status_code in {400, 403, 405}
    assert linked.read(ODD_KEY) == b"a page"


def test_a_link_to_another_key_is_refused(linked: S3Bucket) -> None:
    linked.write("other", b"not yours", "text/plain")
    url = linked.download_url(ODD_KEY, 60)
    query = url.partition("?")[2]
    base = url[: url.index(linked.name) + len(linked.name)]
    assert requests.get(f"{base}/other?{query}", timeout=10).status_code == 403


def test_an_upload_is_stored_with_its_metadata(linked: S3Bucket) -> None:
    body = json.dumps({"lease": "l.1"}).encode()
    assert _post(_form(linked), body) in {200, 204}
    head = linked.head("j/entries/1/l.json")
    assert (head.size, head.metadata) == (len(body), {"lease": "l.1"})


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "j/entries/2/l.json"},
        {"x-amz-meta-lease": "somebody's"},
        {"Content-Type": "text/html"},
        {"x-amz-signature": "0" * 64},
        {"x-amz-meta-more": "than was signed"},
    ],
)
def test_an_upload_with_a_changed_field_is_refused(
    linked: S3Bucket, changed: dict[str, str]
) -> None:
    assert _post(_form(linked), b"{}", **changed) in {400, 403}
    with pytest.raises(NotFoundError):
        linked.head(changed.get("key", "j/entries/1/l.json"))


@pytest.mark.parametrize("size", [0, 101])
def test_an_upload_that_is_empty_or_too_large_is_refused(linked: S3Bucket, size: int) -> None:
    assert _post(_form(linked, max_bytes=100), b"x" * size) in {400, 403}


def test_an_expired_upload_form_is_refused(linked: S3Bucket) -> None:
    form = _form(linked, seconds=1)
    deadline = time.monotonic() + 10
    status = 204
    while status in {200, 204} and time.monotonic() < deadline:
        status = _post(form, b"{}")
    assert status in {400, 403}


def test_a_document_is_replaced_only_while_it_is_the_one_that_was_read(objects: Uploads) -> None:
    objects.replace_json(ODD_KEY, {"state": "open"}, None)
    document, tag = objects.read_tagged(ODD_KEY)
    assert document == {"state": "open"}
    objects.replace_json(ODD_KEY, {"state": "delivered"}, tag)
    with pytest.raises(ConflictError):
        objects.replace_json(ODD_KEY, {"state": "merging"}, tag)
    with pytest.raises(ConflictError):
        objects.replace_json(ODD_KEY, {"state": "received"}, None)
    assert objects.read_json(ODD_KEY) == {"state": "delivered"}


def test_an_object_that_is_overwritten_while_it_is_read_is_not_mixed_with_another(
    objects: Uploads,
) -> None:
    objects.write(ODD_KEY, b"a" * 3 * BLOCK_BYTES, "text/plain")
    file = objects.open(ODD_KEY)
    assert file.read(1) == b"a"
    objects.write(ODD_KEY, b"b" * 3 * BLOCK_BYTES, "text/plain")
    with pytest.raises(ConflictError):
        file.read()


def test_a_document_that_is_not_there_has_no_tag(objects: Uploads) -> None:
    with pytest.raises(NotFoundError):
        objects.read_tagged("nothing")


def test_keys_come_in_order_and_from_where_they_are_asked_for(objects: Uploads) -> None:
    for key in ("j/b/2", "j/b/1", "j/a/9", "j/c/1", "k/b/1"):
        objects.write(key, b"x", "text/plain")
    assert list(objects.keys("j/", after="j/b/")) == ["j/b/1", "j/b/2", "j/c/1"]


def test_what_is_deleted_is_not_found(objects: Uploads) -> None:
    objects.write("k", b"x", "text/plain")
    objects.delete("k")
    with pytest.raises(NotFoundError):
        objects.read("k")
    assert list(objects.keys("")) == []


def test_a_form_names_the_key_and_the_metadata_that_it_stores(objects: Uploads) -> None:
    fields = objects.upload_form("j/entries/1/l.json", 60, 100, {"lease": "l.1"})["fields"]
    assert isinstance(fields, dict)
    expected = {"key": "j/entries/1/l.json", "x-amz-meta-lease": "l.1"}
    assert {name: fields[name] for name in expected} == expected
    assert fields["Content-Type"] == "application/json"


def test_a_link_shows_its_object_and_no_other(objects: Uploads) -> None:
    link = urlsplit(objects.download_url(ODD_KEY, 60))
    assert objects.name in link.netloc + link.path
    assert unquote(link.path).endswith(f"/{ODD_KEY}")
