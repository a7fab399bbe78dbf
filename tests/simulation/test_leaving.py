"""Whoever is in no file of the catalogue any more is out, and what they did counts."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest

from functions.assign import handler as assign
from functions.intake.acceptance import examine
from hinterland import tables
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.objects import S3Objects
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.errors import NotFoundError, RejectedError
from hinterland.jobs.job import Drop
from hinterland.roles import GROUPS
from office import __main__ as command
from simulation.account import DROPS, WORK
from simulation.front_door import CONTEXT
from tests.simulation.quiet_day import JOB, NOON, QuietDay, put_work, quiet_day

EXAMPLE = Path(__file__).parents[2] / "examples" / "catalogue"
ROW = {"name": "S. Kannan", "address": "12, Big Street, Kollumangudi 609403"}


class Office:
    """An office with its folder, and a pool of sign-ins."""

    def __init__(self, folder: Path, day: QuietDay) -> None:
        self.day = day
        self.folder = Path(shutil.copytree(EXAMPLE, folder / "catalogue"))
        self.cognito = boto3.client("cognito-idp")
        made = self.cognito.create_user_pool(
            PoolName="users",
            Policies={"PasswordPolicy": {"MinimumLength": 12, "RequireUppercase": False}},
        )
        self.pool = made["UserPool"]["Id"]
        for group in GROUPS.values():
            self.cognito.create_group(GroupName=group, UserPoolId=self.pool)
        self._outputs = folder / "outputs.json"
        outputs = {
            "CatalogueTableName": tables.CATALOGUE.name,
            "WorkItemsTableName": tables.WORK_ITEMS.name,
            "UserPoolId": self.pool,
            "WorkBucketName": WORK,
        }
        self._outputs.write_text(json.dumps(outputs))

    def apply(self, *options: str) -> int:
        return command.main(["apply", str(self.folder), "--outputs", str(self._outputs), *options])

    def is_enabled(self, user: str) -> bool:
        return bool(self.cognito.admin_get_user(UserPoolId=self.pool, Username=user)["Enabled"])

    def remove_centre(self) -> None:
        (self.folder / "centres/kollumangudi.yaml").unlink()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(command, "system_clock", lambda: NOON)
    with quiet_day() as day:
        opened = Office(tmp_path, day)
        assert opened.apply() == 0
        yield opened


def test_nothing_is_retired_unless_it_is_agreed_to(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.remove_centre()
    assert office.apply() == 1
    told = capsys.readouterr()
    assert "to be retired centre kollumangudi" in told.out
    assert "to be retired operator selvi" in told.out
    assert "Nothing is stored" in told.err
    assert DynamoCatalogue(tables.CATALOGUE.name).operator("selvi").centre == "kollumangudi"


def test_a_centre_that_closes_takes_its_people_along(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    put_work("addresses", [[ROW], [ROW]])
    held = office.day.take("selvi")
    assert held
    office.remove_centre()
    assert office.apply("--yes") == 0
    assert f"{len(held)} leases of those who left went back" in capsys.readouterr().out
    for lease in held:
        row = DynamoWorkItems(tables.WORK_ITEMS.name).get(JOB, lease["work_item"])
        assert row.visible_at <= NOON
    assert not office.is_enabled("selvi")
    assert not office.is_enabled("revathi")
    assign.stores.cache_clear()
    assert office.day.door.ask("selvi", "GET", "/me").status == 403


def test_what_they_had_uploaded_is_used_and_paid(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("addresses", [[ROW]])
    [lease] = office.day.take("selvi")
    entry = {"lease": lease["lease"], "records": [{"record": "000001", "flag": "illegible"}]}
    fields = lease["upload"]["fields"]
    client("s3").put_object(
        Bucket=WORK, Key=fields["key"], Body=json.dumps(entry).encode(),
        Metadata={"operator": "selvi"},
    )  # fmt: skip
    office.remove_centre()
    assert office.apply("--yes") == 0
    assign.stores.cache_clear()
    monkeypatch.setattr(assign, "system_clock", lambda: NOON + timedelta(minutes=1))
    answer = assign.handle({"action": "recover"}, CONTEXT)
    assert answer["accepted"] == 1


def test_whoever_comes_back_gets_a_new_first_password(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (office.folder / "centres/kollumangudi.yaml").read_text("utf-8")
    office.remove_centre()
    office.apply("--yes")
    capsys.readouterr()
    (office.folder / "centres/kollumangudi.yaml").write_text(kept, "utf-8")
    assert office.apply() == 0
    assert "sign-in selvi" in " ".join(capsys.readouterr().out.split())
    assert office.is_enabled("selvi")
    found = office.cognito.admin_get_user(UserPoolId=office.pool, Username="selvi")
    assert found["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def test_an_apply_that_was_interrupted_is_made_good_by_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("addresses", [[ROW]])
    [lease] = office.day.take("selvi")
    office.remove_centre()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(command, "_see_off", die)
        with pytest.raises(KeyboardInterrupt):
            office.apply("--yes")
    assert office.apply() == 0
    row = DynamoWorkItems(tables.WORK_ITEMS.name).get(JOB, lease["work_item"])
    assert row.visible_at <= NOON
    assert not office.is_enabled("selvi")


def test_a_client_that_is_gone_drops_nothing_more_and_its_jobs_end(office: Office) -> None:
    (office.folder / "clients/meridian.yaml").unlink()
    assert office.apply("--yes") == 0
    catalogue = DynamoCatalogue(tables.CATALOGUE.name)
    drop = Drop("meridian/addresses/a.csv", "v", 10)
    with pytest.raises(RejectedError, match="We know no client"):
        examine(drop, catalogue, S3Objects(client("s3"), DROPS), NOON.date())
    assert catalogue.client("meridian", 1).contracts


def test_a_work_type_that_is_gone_is_not_dropped_any_more_and_still_worked_on(
    office: Office,
) -> None:
    put_work("addresses", [[ROW]])
    for file in office.folder.glob("known-answers/addresses*"):
        file.unlink()
    (office.folder / "work-types/addresses.yaml").unlink()
    for file in office.folder.glob("clients/*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r'(    |, )addresses: "[0-9.]+"', "", text), "utf-8")
    assert office.apply("--yes") == 0
    assign.stores.cache_clear()
    catalogue = DynamoCatalogue(tables.CATALOGUE.name)
    with pytest.raises(NotFoundError):
        catalogue.work_type("addresses")
    assert [lease["work_item"] for lease in office.day.take("selvi")] == ["000001"]
