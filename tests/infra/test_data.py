"""Buckets, tables, queues and logs: private, recoverable, kept, and cleaned up."""

import json
from typing import Any

import pytest

from hinterland import tables
from tests.infra.deployed import Template, plain

OURS = ("StorageDrop", "StorageWork", "StorageDelivery", "OperatorSiteFiles")
BLOCKED = {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}


def test_no_bucket_is_public_or_unencrypted(template: Template) -> None:
    for name, bucket in template.of("AWS::S3::Bucket").items():
        assert bucket["PublicAccessBlockConfiguration"] == dict.fromkeys(BLOCKED, True), name
        assert "BucketEncryption" in bucket, name


def test_no_bucket_answers_without_tls(template: Template) -> None:
    guarded = {
        policy["Bucket"]["Ref"]
        for policy in template.of("AWS::S3::BucketPolicy").values()
        if any(_denies_plain_http(part) for part in policy["PolicyDocument"]["Statement"])
    }
    assert guarded == set(template.of("AWS::S3::Bucket"))


def _denies_plain_http(statement: dict[str, Any]) -> bool:
    return (
        statement["Effect"] == "Deny"
        and statement["Action"] == "s3:*"
        and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    )


@pytest.mark.parametrize("beginning", OURS)
def test_what_was_replaced_can_be_had_back(template: Template, beginning: str) -> None:
    bucket = template.one("AWS::S3::Bucket", beginning)
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}


@pytest.mark.parametrize(
    "kind", ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool"]
)
def test_data_outlives_the_stack(template: Template, kind: str) -> None:
    for name, resource in template.resources.items():
        if resource["Type"] == kind:
            assert resource["DeletionPolicy"] == "Retain", name


def test_tables_are_as_the_adapters_expect_them(template: Template) -> None:
    deployed = template.of("AWS::DynamoDB::Table")
    for table in tables.ALL:
        (found,) = (
            made for name, made in deployed.items() if name.startswith(f"Tables{table.name}")
        )
        keys = {key["KeyType"]: key["AttributeName"] for key in found["KeySchema"]}
        assert keys == {"HASH": table.partition} | ({"RANGE": table.sort} if table.sort else {})
        assert {index["IndexName"] for index in found.get("GlobalSecondaryIndexes", [])} == {
            index.name for index in table.indexes
        }
        assert {one["AttributeType"] for one in found["AttributeDefinitions"]} == {"S"}
        assert found["BillingMode"] == "PAY_PER_REQUEST"
        assert found["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_no_log_grows_for_ever(template: Template) -> None:
    groups = template.of("AWS::Logs::LogGroup")
    assert len(groups) >= len(template.of("AWS::Lambda::Function"))
    assert all(group["RetentionInDays"] for group in groups.values())


def test_a_drop_that_starts_nothing_is_kept_and_alarms(template: Template) -> None:
    (target,) = template.one("AWS::Events::Rule", "Arrival")["Targets"]
    queue = plain(target["DeadLetterConfig"]["Arn"]).strip("<>").removesuffix(".Arn")
    assert template.of("AWS::SQS::Queue")[queue]["SqsManagedSseEnabled"] is True
    watched = [
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in template.of("AWS::CloudWatch::Alarm").values()
        for dimension in alarm["Dimensions"]
        if dimension["Name"] == "QueueName"
    ]
    assert watched == [queue]


def test_only_drops_and_what_is_worked_on_announce_themselves(template: Template) -> None:
    announcing = [
        name
        for name, bucket in template.of("AWS::S3::Bucket").items()
        if "NotificationConfiguration" in bucket
    ]
    patterns = [
        template.one("AWS::Events::Rule", rule)["EventPattern"]
        for rule in ("Arrival", "RecoveryUploads")
    ]
    assert [{"Ref": name} for name in announcing] == [
        name for pattern in patterns for name in pattern["detail"]["bucket"]["name"]
    ]
    assert all(pattern["detail-type"] == ["Object Created"] for pattern in patterns)


def test_assign_hears_of_entries_and_of_nothing_else(template: Template) -> None:
    rule = template.one("AWS::Events::Rule", "RecoveryUploads")
    assert rule["EventPattern"]["detail"]["object"] == {"key": [{"wildcard": "*/entries/*"}]}
    (target,) = rule["Targets"]
    assert plain(target["Arn"]).startswith("<FunctionsAssign")


def test_ended_leases_are_looked_after_every_minute(template: Template) -> None:
    rule = template.one("AWS::Events::Rule", "RecoveryRule")
    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert [json.loads(target["Input"]) for target in rule["Targets"]] == [
        {"action": "recover"},
        {"action": "withdraw"},
        {"action": "compare"},
    ]
