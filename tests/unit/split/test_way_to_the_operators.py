"""From the event of a drop to work that waits for operators, through the handlers, over moto."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext
from moto import mock_aws
from PIL import Image

import functions.intake.handler as intake
import functions.split.handler as split
from hinterland import s3_keys, settings, tables, workflow
from hinterland.aws import clients, rows
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import metrics
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.jobs.job import JobState
from hinterland.workflow import Action
from office.apply import apply_catalogue
from tests.doubles.dynamodb import DynamoDouble, create_table

CATALOGUE = Path(__file__).parents[3] / "examples/catalogue"
BUCKETS = {
    settings.DROP_BUCKET: "drops",
    settings.WORK_BUCKET: "work",
    settings.DELIVERY_BUCKET: "deliveries",
}


class _Context(LambdaContext):
    _function_name = "function"
    _memory_limit_in_mb = 512
    _invoked_function_arn = "arn:aws:lambda:ap-south-1:123456789012:function:function"
    _aws_request_id = "request"


@dataclass
class Cloud:
    """What the handlers leave behind, and a client who drops files."""

    double: DynamoDouble
    s3: Any = field(default_factory=lambda: client("s3"))

    def drop(self, key: str, body: bytes) -> dict[str, Any]:
        """Put a file and return the event that S3 sends of it, by way of EventBridge."""
        put = self.s3.put_object(Bucket="drops", Key=key, Body=body)
        named = {"key": key, "size": len(body), "version-id": put["VersionId"]}
        return {"time": "2026-11-21T12:00:00Z", "detail": {"object": named}}

    def delivered(self, job: str, file: str) -> dict[str, Any]:
        document: dict[str, Any] = S3Objects(self.s3, "deliveries").read_json(
            s3_keys.delivery("meridian", job, file)
        )
        return document

    def work(self, key: str) -> Any:  # noqa: ANN401 - a document or a list of them
        return json.loads(S3Objects(self.s3, "work").read(key))


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    for name, value in {
        "AWS_DEFAULT_REGION": "ap-south-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(metrics.provider, "namespace", "Hinterland")
    _forget_connections()
    with mock_aws():
        _make_buckets(monkeypatch)
        double = DynamoDouble(boto3.client("dynamodb"), "test")
        _make_tables(monkeypatch, double)
        apply_catalogue(CATALOGUE, double.name(tables.CATALOGUE), "work")
        yield Cloud(double)
    _forget_connections()


def _forget_connections() -> None:
    for remembered in (rows.bound, rows.connection, clients.client):
        remembered.cache_clear()


def _make_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    s3 = boto3.client("s3")
    for setting, bucket in BUCKETS.items():
        monkeypatch.setenv(setting, bucket)
        s3.create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-south-1"}
        )
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def _make_tables(monkeypatch: pytest.MonkeyPatch, double: DynamoDouble) -> None:
    for table in (tables.CATALOGUE, tables.JOBS, tables.WORK_ITEMS):
        monkeypatch.setenv(table.setting, double.name(table))
        create_table(double, table)


def _plain(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as the next step reads it."""
    plain: dict[str, Any] = json.loads(json.dumps(answer))
    return plain


def _receive(event: dict[str, Any], execution: str = "run-1") -> dict[str, Any]:
    payload = {
        workflow.ACTION: Action.RECEIVE,
        workflow.EVENT: event,
        workflow.EXECUTION: execution,
    }
    return _plain(intake.handle(payload, _Context()))


def _split(action: Action, job: str, **more: object) -> dict[str, Any]:
    payload = {workflow.ACTION: action, workflow.JOB: job, **more}
    return _plain(split.handle(payload, _Context()))


def _receipts() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for number in range(7):
            photo = io.BytesIO()
            Image.effect_noise((40, 60), 90).save(photo, "JPEG")
            zipped.writestr(f"june/{number}.jpg", photo.getvalue())
    return archive.getvalue()


def test_receipts_become_work_that_waits(cloud: Cloud) -> None:
    received = _receive(cloud.drop("meridian/receipts/a b+c.zip", _receipts()))
    job = received["job"]
    assert received == {"job": job, "outcome": "accepted"}
    planned = _split(Action.PLAN, job)
    assert planned == {
        "job": job,
        "outcome": "accepted",
        "parts": {"bucket": "work", "key": f"{job}/parts.json"},
    }
    for part in cloud.work(planned["parts"]["key"]):
        assert _split(Action.PART, job, part=part) == {}
    assert _split(Action.OPEN, job, token="t" * 10) == {}
    items = list(
        DynamoWorkItems(cloud.double.name(tables.WORK_ITEMS)).of_job(job, "000001", "999999")
    )
    assert [record for item in items for record in item.records] == [
        f"{number:06d}" for number in range(1, 8)
    ]
    row = DynamoJobs(cloud.double.name(tables.JOBS)).get(job)
    assert (row.state, row.items, row.records) == (JobState.OPEN, len(items), 7)
    assert cloud.delivered(job, "status.json")["state"] == "open"


def test_what_can_only_be_seen_on_looking_through_is_rejected_then(cloud: Cloud) -> None:
    job = _receive(cloud.drop("meridian/addresses/june.csv", b"name,city\n"))["job"]
    assert _split(Action.PLAN, job) == {"job": job, "outcome": "rejected"}
    assert cloud.delivered(job, "rejected.json")["code"] == "no_records"


def test_the_same_event_again_is_seen(cloud: Cloud) -> None:
    event = cloud.drop("meridian/addresses/june.csv", b"name,city\na,b\n")
    job = _receive(event)["job"]
    assert _receive(event, "run-2") == {"job": job, "outcome": "seen"}
    assert _receive(event, "run-1") == {"job": job, "outcome": "accepted"}


def test_a_failure_is_told_to_the_client_without_its_cause(cloud: Cloud) -> None:
    job = _receive(cloud.drop("meridian/addresses/june.csv", b"name,city\na,b\n"))["job"]
    error = {"Error": "KeyError", "Cause": "a stack trace"}
    payload = {
        workflow.ACTION: Action.FAIL,
        workflow.INPUT: {workflow.JOB: job, workflow.ERROR: error},
        workflow.EXECUTION: "run-1",
    }
    assert intake.handle(payload, _Context()) == {"job": job}
    status = cloud.delivered(job, "status.json")
    assert status["state"] == "failed"
    assert "stack" not in json.dumps(status)
