"""The `hinterland` command, from its arguments to what it prints and stores."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from hinterland.aws import clients, rows
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.errors import NotFoundError
from hinterland.roles import GROUPS
from office import target
from office.__main__ import main
from office.check import check_folder
from office.people import people_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "catalogue"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "catalogue"))


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Start an empty AWS account, with no local cloud beside it."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    monkeypatch.setattr(target, "LOCAL_OUTPUTS", tmp_path / "none.json")
    with mock_aws():
        _forget_connections()
        yield
    _forget_connections()


def _forget_connections() -> None:
    for remembered in (rows.bound, rows.connection, clients.client):
        remembered.cache_clear()


@pytest.fixture
def stack(aws: None, tmp_path: Path) -> Path:
    """Deploy what the command needs; return the file with the outputs."""
    del aws
    cognito = boto3.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="users")["UserPool"]["Id"]
    for group in GROUPS.values():
        cognito.create_group(GroupName=group, UserPoolId=pool)
    template = {
        "Resources": {
            "Table": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {
                    "TableName": "Catalogue-1",
                    "BillingMode": "PAY_PER_REQUEST",
                    "KeySchema": [
                        {"AttributeName": "entity", "KeyType": "HASH"},
                        {"AttributeName": "version", "KeyType": "RANGE"},
                    ],
                    "AttributeDefinitions": [
                        {"AttributeName": "entity", "AttributeType": "S"},
                        {"AttributeName": "version", "AttributeType": "S"},
                    ],
                },
            }
        },
        "Outputs": {
            "CatalogueTableName": {"Value": {"Ref": "Table"}},
            "WorkItemsTableName": {"Value": "WorkItems-1"},
            "UserPoolId": {"Value": pool},
            "WorkBucketName": {"Value": "work-1"},
        },
    }
    boto3.client("s3").create_bucket(
        Bucket="work-1", CreateBucketConfiguration={"LocationConstraint": "ap-south-1"}
    )
    boto3.client("cloudformation").create_stack(
        StackName=target.STACK, TemplateBody=json.dumps(template)
    )
    outputs = tmp_path / "outputs.json"
    outputs.write_text(
        json.dumps(
            {
                "CatalogueTableName": "Catalogue-1",
                "UserPoolId": pool,
                "WorkItemsTableName": "WorkItems-1",
                "WorkBucketName": "work-1",
            }
        )
    )
    return outputs


def test_the_example_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE)]) == 0
    folder = check_folder(EXAMPLE)
    assert (folder.mistakes, folder.warnings) == ([], [])
    assert "sound" in capsys.readouterr().out


def test_every_mistake_in_every_file_is_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(folder / "office.yaml", "33AABCH4821K1ZR", "33AABCH4821K1Z")
    _edit(folder / "clients/meridian.yaml", 'addresses: "2.25"', 'adresses: "2.25"')
    _edit(folder / "clients/kaveri.yaml", "client: kaveri", "client: meridian")
    _edit(folder / "centres/kooraikundu.yaml", "operator: meena", "operator: selvi")
    _edit(folder / "work-types/receipts.yaml", "kind: decimal", "kind: money")
    _edit(folder / "work-types/addresses.yaml", "input: rows", "input: [rows")
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().err
    for place, words in (
        ("office.yaml:3", "is not a GSTIN"),
        ("clients/meridian.yaml:13", "no work type 'adresses'"),
        ("clients/meridian.yaml:1", "client 'meridian' is there already"),
        ("centres/kooraikundu.yaml:9", "operator 'selvi' is there already"),
        ("work-types/receipts.yaml:20", "'money'"),
        ("work-types/addresses.yaml:4", "not YAML"),
    ):
        assert re.search(f"{re.escape(str(folder / place))}: .*{words}", told), (place, told)


def test_a_folder_without_an_office_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "office.yaml:1: there is no such file" in capsys.readouterr().err


def test_a_gstin_that_looks_mistyped_is_told_and_does_no_harm(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(folder / "office.yaml", "33AABCH4821K1ZR", "33AABCH4821K1ZS")
    assert main(["check", str(folder)]) == 0
    assert "check digit" in capsys.readouterr().err


def test_an_unknown_key_is_told_and_does_no_harm(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(folder / "office.yaml", "invoice_prefix: HL", "invoice_prefix: HL\nmotto: quality")
    assert main(["check", str(folder)]) == 0
    assert "office.yaml:9: motto is not known here and is ignored" in capsys.readouterr().err


def test_applying_stores_all_and_gives_each_operator_a_first_password_once(
    stack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["apply", str(EXAMPLE), "--outputs", str(stack)]) == 0
    told = capsys.readouterr().out
    assert "work_type receipts, version 1" in told
    assert len(re.findall(r"first password \S{12,}, shown this once", told)) == 12
    assert DynamoCatalogue("Catalogue-1").operator("selvi").centre == "kollumangudi"
    pool = json.loads(stack.read_text())["UserPoolId"]
    users = boto3.client("cognito-idp").list_users_in_group(UserPoolId=pool, GroupName="operators")[
        "Users"
    ]
    assert {user["Username"] for user in users} >= {"selvi", "sunita"}
    assert main(["apply", str(EXAMPLE), "--outputs", str(stack)]) == 0
    again = capsys.readouterr().out
    assert "0 changed" in again
    assert "password" not in again


def test_heads_and_office_staff_are_found_by_user_name_and_in_their_groups(stack: Path) -> None:
    assert main(["apply", str(EXAMPLE), "--outputs", str(stack)]) == 0
    catalogue = DynamoCatalogue("Catalogue-1")
    assert catalogue.head("revathi").centre == "kollumangudi"
    assert catalogue.staff("kavitha").centre is None
    assert {centre.id for centre in catalogue.centres()} >= {"kollumangudi", "kooraikundu"}
    pool = json.loads(stack.read_text())["UserPoolId"]
    in_group = {
        group: {
            user["Username"]
            for user in boto3.client("cognito-idp").list_users_in_group(
                UserPoolId=pool, GroupName=group
            )["Users"]
        }
        for group in ("heads", "office")
    }
    assert in_group == {"heads": {"revathi", "prabhu"}, "office": {"kavitha"}}


def test_who_is_named_no_more_has_the_role_no_more(
    stack: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["apply", str(folder), "--outputs", str(stack)]) == 0
    _edit(folder / "office.yaml", "user: kavitha", "user: lalitha")
    _edit(folder / "centres/kollumangudi.yaml", "head: revathi", "head: rohini")
    capsys.readouterr()
    assert main(["apply", str(folder), "--outputs", str(stack), "--yes"]) == 0
    told = capsys.readouterr().out
    assert "head revathi" in told
    assert "staff kavitha" in told
    catalogue = DynamoCatalogue("Catalogue-1")
    assert catalogue.staff("lalitha").user == "lalitha"
    with pytest.raises(NotFoundError):
        catalogue.staff("kavitha")
    with pytest.raises(NotFoundError):
        catalogue.head("revathi")


def test_an_operator_may_be_a_head_as_well_with_one_sign_in(folder: Path) -> None:
    _edit(folder / "centres/kollumangudi.yaml", "head: revathi", "head: selvi")
    (selvi,) = (each for each in people_of(check_folder(folder)) if each.user == "selvi")
    assert selvi.groups == ("operators", "heads")


def test_a_head_of_two_centres_is_a_mistake(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(folder / "centres/kooraikundu.yaml", "head: prabhu", "head: revathi")
    assert main(["check", str(folder)]) == 1
    assert "head 'revathi' is there already" in capsys.readouterr().err


def test_without_a_local_cloud_the_stack_on_aws_is_found(
    stack: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del stack
    assert main(["apply", str(folder)]) == 0
    assert "the stack Hinterland on AWS" in capsys.readouterr().out


def test_without_credentials_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(target, "LOCAL_OUTPUTS", tmp_path / "none.json")
    for variable in ("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    _forget_connections()
    assert main(["apply", str(EXAMPLE)]) == 1
    assert "neither a local cloud nor an AWS account" in capsys.readouterr().err


@pytest.mark.usefixtures("aws")
def test_without_any_stack_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apply", str(EXAMPLE)]) == 1
    assert "stack Hinterland" in capsys.readouterr().err


def test_with_a_mistake_nothing_is_stored(
    stack: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(folder / "work-types/receipts.yaml", "records_per_item: 5", "records_per_item: 0")
    assert main(["apply", str(folder), "--outputs", str(stack)]) == 1
    assert "Nothing is stored" in capsys.readouterr().err
    assert DynamoCatalogue("Catalogue-1").work_types() == []


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
