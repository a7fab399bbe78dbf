"""The local cloud stands in for AWS: what is tested here is that it does so faithfully."""

import base64
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import requests

import localcloud
from infra.api_description.openapi import openapi
from localcloud import RunningCloud
from tests.flow.site import Site
from tests.flow.waiting import until

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_stepfunctions import SFNClient
    from mypy_boto3_stepfunctions.type_defs import DescribeExecutionOutputTypeDef


PAGE = "http://127.0.0.1:8080"  # where another origin's page would be


def test_the_outputs_name_all_that_the_outside_needs(cloud: RunningCloud) -> None:
    assert {
        *("DropBucketName", "DeliveryBucketName", "ApiUrl", "OperatorUrl", "UserPoolId"),
        *("UserPoolClientId", "WorkflowArn", "AwsEndpointUrl", "Region", "Operators"),
    } <= cloud.outputs.keys()


def test_the_stack_can_be_described(cloud: RunningCloud, aws: boto3.Session) -> None:
    cloudformation = aws.client("cloudformation", endpoint_url=cloud.outputs["AwsEndpointUrl"])
    (stack,) = cloudformation.describe_stacks(StackName="Hinterland")["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    assert outputs["DropBucketName"] == cloud.outputs["DropBucketName"]


def test_every_operator_of_the_catalogue_can_sign_in(cloud: RunningCloud, site: Site) -> None:
    assert cloud.outputs["Operators"]
    assert all(site.sign_in(operator) for operator in cloud.outputs["Operators"])


def test_the_api_knows_who_signed_in(site: Site) -> None:
    reply = site.call("GET", "/me", token=site.sign_in("selvi"))
    assert (reply.status, reply.json["operator"]) == (200, "selvi")


@pytest.mark.parametrize("token", [None, "nonsense", "a.b.c"])
def test_the_api_refuses_whoever_has_no_token(token: str | None, site: Site) -> None:
    reply = site.call("GET", "/me", token=token)
    assert (reply.status, reply.json) == (401, {"message": "Unauthorized"})


def test_the_api_refuses_a_token_with_changed_claims(site: Site) -> None:
    header, claims, signature = site.sign_in("selvi").split(".")
    changed = json.loads(base64.urlsafe_b64decode(claims + "=="))
    changed["cognito:username"] = "murugan"
    forged = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    assert site.call("GET", "/me", token=f"{header}.{forged}.{signature}").status == 401


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("DELETE", "/leases", "POST, GET"),
        ("GET", "/leases/any/renew", "POST"),
        ("PATCH", "/me", "GET"),
        ("POST", "/office", "GET"),
        ("PUT", "/openapi.json", "GET"),
    ],
)
def test_a_wrong_method_is_said_to_be_one(method: str, path: str, takes: str, site: Site) -> None:
    reply = site.call(method, path, token=site.sign_in("selvi"), body={})
    assert (reply.status, reply.headers["allow"]) == (405, takes)
    assert reply.json["code"] == "wrong_method"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400),
        (b'{"count": ' + b"9" * 5000 + b"}", 400),
        (b'{"work_types": ["\\ud800"]}', 400),
        (b'{"work_types": ["\xff"]}', 400),
        (b'{"count": 1, "a": "' + b"a" * 3_000_000 + b'"}', 413),
        (b'{"count": 1, "a": "' + b"a" * 9_900_000 + b'"}', 413),
    ],
    ids=["deep", "5,000 digits", "half a character", "no UTF-8", "3 MB", "9.9 MB"],
)
@pytest.mark.parametrize("kind", ["application/json", "application/octet-stream"])
def test_whatever_a_body_holds_the_answer_is_the_callers_to_mend(
    body: bytes, status: int, kind: str, site: Site
) -> None:
    if kind == "application/json" and b"\xff" in body:
        status = 200  # API Gateway has made a text of it
    token = site.sign_in("selvi")
    reply = site.call("POST", "/leases", token=token, content=body, headers={"Content-Type": kind})
    assert reply.status == status


@pytest.mark.parametrize("name", ["a" * 5000, "%ED%A0%80", "%00", "%22", "..", "9" * 5000, "%2F"])
@pytest.mark.parametrize("path", ["/work-types/{}/1", "/work-types/receipts/{}", "/pay/{}"])
def test_whatever_a_path_holds_there_is_no_such_thing(name: str, path: str, site: Site) -> None:
    reply = site.call("GET", path.format(name), token=site.sign_in("selvi"))
    assert reply.status == 404


@pytest.mark.parametrize(
    ("path", "token"),
    [("/me", True), ("/me", False), ("/leases/a", True), ("/openapi.json", False)],
)
def test_no_answer_of_the_api_is_cached(path: str, token: bool, site: Site) -> None:  # noqa: FBT001
    reply = site.call("GET", path, token=site.sign_in("selvi") if token else None)
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_the_description_that_is_published_is_the_one_made_from_the_routes(site: Site) -> None:
    assert site.call("GET", "/openapi.json").json == openapi()


def test_a_route_that_the_template_does_not_have_is_not_found(site: Site) -> None:
    reply = site.call("GET", "/leases/all", token=site.sign_in("selvi"))
    assert (reply.status, reply.json) == (404, {"message": "Not Found"})


def test_the_page_is_served_with_its_policy_and_told_where_cognito_is(
    cloud: RunningCloud, site: Site
) -> None:
    page, config = site.call("GET", "/"), site.call("GET", "/config.json")
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    connect = next(each for each in policy.split("; ") if each.startswith("connect-src"))
    assert "script-src 'self'" in policy
    assert cloud.outputs["AwsEndpointUrl"] in connect
    assert "strict-transport-security" not in page.headers
    assert config.json["cognitoUrl"] == cloud.outputs["AwsEndpointUrl"]
    assert config.json["userPoolClientId"] == cloud.outputs["UserPoolClientId"]


def test_an_unchanged_file_of_the_page_is_not_sent_again(site: Site) -> None:
    (script,) = re.findall(r'src="([^"]+)"', site.call("GET", "/").body.decode())
    first = site.call("GET", f"/{script}", headers={"Accept-Encoding": "gzip"})
    again = site.call("GET", f"/{script}", headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["content-encoding"] == "gzip"
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("name", ["plain.bin", "odd + name, ü% ' ().bin", f"{'long' * 60}.bin"])
def test_a_drop_starts_the_workflow_with_the_event_that_aws_sends(
    name: str, cloud: RunningCloud, s3: "S3Client", step_functions: "SFNClient"
) -> None:
    key = f"nobody/nothing/{name}"
    put = s3.put_object(Bucket=cloud.outputs["DropBucketName"], Key=key, Body=b"12345")
    event = until(lambda: input_for(key, cloud, step_functions))
    assert event["detail-type"] == "Object Created"
    assert event["detail"]["bucket"]["name"] == cloud.outputs["DropBucketName"]
    described = event["detail"]["object"]
    assert described["version-id"] == put["VersionId"]
    assert (described["size"], described["etag"]) == (5, put["ETag"].strip('"'))


def test_a_large_upload_in_parts_starts_the_workflow_once(
    cloud: RunningCloud, s3: "S3Client", step_functions: "SFNClient", tmp_path: Path
) -> None:
    key = "nobody/nothing/large.bin"
    (tmp_path / "large").write_bytes(bytes(9_000_000))  # boto3 sends 8 MB and more in parts
    s3.upload_file(str(tmp_path / "large"), cloud.outputs["DropBucketName"], key)
    event = until(lambda: input_for(key, cloud, step_functions))
    assert event["detail"]["reason"] == "CompleteMultipartUpload"
    assert event["detail"]["object"]["size"] == 9_000_000


def input_for(key: str, cloud: RunningCloud, step_functions: "SFNClient") -> dict[str, Any] | None:
    """Return the input of the one execution for a key, once it has begun."""
    machine = cloud.outputs["WorkflowArn"]
    listed = step_functions.list_executions(stateMachineArn=machine, maxResults=1000)
    arns = [each["executionArn"] for each in listed["executions"]]
    inputs = [input_of(arn, step_functions) for arn in arns]
    found = [each for each in inputs if each["detail"]["object"]["key"] == key]
    assert len(found) <= 1
    return found[0] if found else None


@cache
def input_of(arn: str, step_functions: "SFNClient") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        step_functions.describe_execution(executionArn=arn)["input"]
    )
    return document


def test_a_file_posted_with_a_form_keeps_version_and_metadata(
    cloud: RunningCloud, s3: "S3Client"
) -> None:
    bucket, key = cloud.outputs["WorkBucketName"], "posted/é +.json"
    fields = {"x-amz-meta-lease": "a.b", "Content-Type": "application/json"}
    form = s3.generate_presigned_post(
        bucket, key, Fields=fields, Conditions=[{name: fields[name]} for name in fields]
    )
    reply = post_form(form, b'{"a": 1}')
    stored = s3.head_object(Bucket=bucket, Key=key)
    assert reply.status_code == 204
    assert stored["Metadata"] == {"lease": "a.b"}
    assert stored["ContentType"] == "application/json"
    assert stored["VersionId"] not in {"", "null"}
    assert reply.headers["Access-Control-Allow-Origin"] in {"*", PAGE}


def post_form(form: dict[str, Any], content: bytes) -> requests.Response:
    return requests.post(
        form["url"],
        data=form["fields"],
        files={"file": content},
        headers={"Origin": PAGE},
        timeout=30,
    )


def test_an_error_in_a_function_comes_back_as_lambda_gives_it(
    cloud: RunningCloud, aws: boto3.Session
) -> None:
    functions = aws.client("lambda", endpoint_url=cloud.outputs["AwsEndpointUrl"])
    name = next(
        each["FunctionName"]
        for each in functions.list_functions()["Functions"]
        if each["Handler"].startswith("functions.merge.")
    )
    answer = functions.invoke(FunctionName=name, Payload=b'{"action": "no such action"}')
    assert answer["FunctionError"] == "Unhandled"
    assert {"errorType", "errorMessage"} <= json.load(answer["Payload"]).keys()


def test_an_execution_that_fails_says_so(cloud: RunningCloud, step_functions: "SFNClient") -> None:
    started = step_functions.start_execution(
        stateMachineArn=cloud.outputs["WorkflowArn"], input='{"no": "event"}'
    )
    ended = until(lambda: ended_execution(started["executionArn"], step_functions), 60)
    assert ended["status"] == "FAILED"
    assert ended["error"]


def ended_execution(
    arn: str, step_functions: "SFNClient"
) -> "DescribeExecutionOutputTypeDef | None":
    execution = step_functions.describe_execution(executionArn=arn)
    return None if execution["status"] == "RUNNING" else execution


@pytest.mark.prove
def test_nothing_is_left_when_it_stops(tmp_path: Path) -> None:
    with localcloud.start(tmp_path) as running:
        processes = until(lambda: functions_of(running.process_id))
        assert running.state.joinpath("outputs.json").exists()
    assert not tmp_path.joinpath("outputs.json").exists()
    assert not [each for each in processes if Path(f"/proc/{each}").exists()]


STARTER = """
import pathlib, signal, sys, localcloud
with localcloud.start(pathlib.Path(sys.argv[1])):
    print("ready", flush=True)
    signal.pause()
"""


@pytest.mark.prove
def test_nothing_is_left_when_its_starter_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
        assert tmp_path.joinpath("outputs.json").exists()
        starter.kill()
    until(lambda: not tmp_path.joinpath("outputs.json").exists())


def functions_of(guardian: int) -> list[int]:
    """Return all processes of a local cloud, once it has those of functions (on Linux)."""
    (cloud,) = children(guardian)
    functions = children(cloud)
    return [guardian, cloud, *functions] if functions else []


def children(process: int) -> list[int]:
    """Return a process's children (on Linux)."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in listed.read_text().split()] if listed.exists() else []


def test_a_port_in_use_is_said_plainly(cloud: RunningCloud, tmp_path: Path) -> None:
    port = cloud.outputs["ApiUrl"].rpartition(":")[2]
    command = [sys.executable, "-m", "localcloud", "--aws-port", "0", "--state", str(tmp_path)]
    done = subprocess.run(
        command,
        env={**os.environ, "HINTERLAND_PORT": port},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr
    assert "HINTERLAND_PORT" in done.stderr


def test_of_many_who_write_on_one_condition_only_one_wins(
    cloud: RunningCloud, aws: boto3.Session
) -> None:
    dynamodb = aws.client("dynamodb", endpoint_url=cloud.outputs["AwsEndpointUrl"])
    table = cloud.outputs["CatalogueTableName"]

    def wins(row: int) -> bool:
        item = {"entity": {"S": f"race {row}"}, "version": {"S": "1"}}
        condition = "attribute_not_exists(entity)"
        try:
            dynamodb.put_item(TableName=table, Item=item, ConditionExpression=condition)
        except dynamodb.exceptions.ConditionalCheckFailedException:
            return False
        return True

    rows = [row for row in range(20) for _ in range(8)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        won = list(pool.map(wins, rows))
    assert sum(won) == 20
