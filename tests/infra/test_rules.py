"""The template as a whole: AWS's rules, CloudFormation's, and what the outside is told."""

import json
from pathlib import Path

import pytest
from cfnlint.api import lint

from tests.infra.deployed import Template


@pytest.mark.prove
def test_cfn_lint_has_nothing_to_say(template_file: Path) -> None:
    found = lint(template_file.read_text(encoding="utf-8"), regions=["ap-south-1", "us-east-1"])
    assert [str(match) for match in found] == []


def test_every_finding_of_cdk_nag_is_mended_or_acknowledged(assembly: Path) -> None:
    report = json.loads((assembly / "validation-report.json").read_text(encoding="utf-8"))
    assert {plugin["pluginName"]: plugin["violations"] for plugin in report["pluginReports"]} == {
        "AwsSolutions": []
    }


def test_the_outside_is_told_all_names_it_needs(template: Template) -> None:
    outputs = set(template.document["Outputs"])
    assert outputs >= {
        *("DropBucketName", "DeliveryBucketName", "WorkBucketName", "CatalogueTableName"),
        *("ApiUrl", "OperatorUrl", "UserPoolId", "UserPoolClientId", "WorkflowArn"),
    }


def test_no_account_and_no_region_is_written_down(assembly: Path) -> None:
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    stack = manifest["artifacts"]["Hinterland"]
    assert stack["environment"] == "aws://unknown-account/unknown-region"
