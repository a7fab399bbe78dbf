"""The catalogue: applied from files, read back, versioned, remembered for a while."""

import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from hinterland import s3_keys, tables
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.memory import REMEMBERED
from hinterland.aws.training.known_answers import StoredKnownAnswers
from hinterland.errors import ConflictError, NotFoundError
from hinterland.objects import Objects
from hinterland.training.known_answers import KnownSet
from office.apply import Applied, CatalogueMistakesError, apply_catalogue
from office.check import check_folder
from tests.doubles.dynamodb import DynamoDouble
from tests.doubles.stores import S3Bucket

EXAMPLE = Path(__file__).parents[2] / "examples" / "catalogue"
RECEIPTS = "work-types/receipts.yaml"


class Office:
    """An office: a folder of files, a table, and a clock that it can move."""

    def __init__(self, folder: Path, table: str, work: Objects) -> None:
        self.folder = shutil.copytree(EXAMPLE, folder)
        self.table = table
        self.work = work
        self.now = datetime(2026, 11, 21, tzinfo=UTC)
        self.catalogue = DynamoCatalogue(table, clock=lambda: self.now)
        self.known_answers = StoredKnownAnswers(table, work, clock=lambda: self.now)

    def apply(self) -> Applied:
        return apply_catalogue(self.folder, self.table, self.work.name)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def office(dynamodb: DynamoDouble, tmp_path: Path) -> Office:
    return Office(tmp_path / "catalogue", dynamodb.name(tables.CATALOGUE), S3Bucket())


def test_what_is_applied_is_what_is_read(office: Office) -> None:
    office.apply()
    folder = check_folder(office.folder)
    assert office.catalogue.office() == folder.offices[0].entity
    for client in folder.clients:
        assert office.catalogue.client(client.entity.id) == client.entity
    expected = [each.entity for each in folder.work_types]
    assert sorted(office.catalogue.work_types(), key=lambda each: each.id) == expected
    for operator in folder.operators():
        assert office.catalogue.operator(operator.id) == operator


def test_before_the_first_apply_nothing_is_found(office: Office) -> None:
    with pytest.raises(NotFoundError):
        office.catalogue.office()
    with pytest.raises(NotFoundError, match="nobody"):
        office.catalogue.operator("nobody")
    with pytest.raises(NotFoundError):
        office.catalogue.work_type("receipts", 7)
    assert office.catalogue.work_types() == []


def test_applying_again_stores_nothing(office: Office) -> None:
    first = office.apply()
    again = office.apply()
    assert {change.number for change in first.changes} == {1}
    assert again.changes == ()
    assert again.unchanged == len(first.changes)


def test_a_change_makes_a_new_version_and_keeps_the_old(office: Office) -> None:
    office.apply()
    office.edit(RECEIPTS, '"1.10"', '"1.25"')
    [change] = office.apply().changes
    assert (change.kind, change.name, change.number) == (Kind.WORK_TYPE, "receipts", 2)
    latest = office.catalogue.work_type("receipts")
    assert (latest.version, latest.pay_per_record) == (2, Decimal("1.25"))
    assert office.catalogue.work_type("receipts", 1).pay_per_record == Decimal("1.10")
    assert {each.version for each in office.catalogue.work_types()} == {1, 2}


def test_comments_and_order_make_no_new_version(office: Office) -> None:
    office.apply()
    office.edit(RECEIPTS, "work_type: receipts\n", "# checked by Selvi\n")
    office.edit(RECEIPTS, "lease_minutes: 30\n", "lease_minutes: 30\nwork_type: receipts\n")
    assert office.apply().changes == ()


def test_with_one_mistake_nothing_at_all_is_stored(office: Office) -> None:
    office.edit(RECEIPTS, "records_per_item: 5", "records_per_item: 0")
    with pytest.raises(CatalogueMistakesError, match=r"receipts\.yaml:4: records_per_item"):
        office.apply()
    with pytest.raises(NotFoundError):
        office.catalogue.office()


def test_an_operator_who_left_the_centre_is_retired_and_may_come_back(office: Office) -> None:
    office.apply()
    leaver = "  - operator: sunita\n    name: Sunita Kumari\n    language: hi\n"
    leaver += "    skills: [english, addresses]\n"
    office.edit("centres/kooraikundu.yaml", leaver, "")
    assert office.apply().retired == ((Kind.OPERATOR, "sunita"),)
    with pytest.raises(NotFoundError):
        office.catalogue.operator("sunita")
    office.edit("centres/kooraikundu.yaml", "operators:\n", "operators:\n" + leaver)
    back = office.apply()
    assert ("sunita", 2) in {(change.name, change.number) for change in back.changes}
    assert office.catalogue.operator("sunita").centre == "kooraikundu"


def test_an_operator_can_move_to_another_centre(office: Office) -> None:
    office.apply()
    mover = "  - operator: meena\n    name: Meena P\n    language: ta\n    skills: [english, addresses, tamil, adjudicate]\n"  # noqa: E501 - as in the file
    office.edit("centres/kooraikundu.yaml", mover, "")
    office.edit("centres/kollumangudi.yaml", "operators:\n", "operators:\n" + mover)
    assert office.apply().retired == ()
    assert office.catalogue.operator("meena").centre == "kollumangudi"


def test_what_was_read_is_remembered_for_a_while_only(office: Office) -> None:
    office.apply()
    assert office.catalogue.work_type("receipts").version == 1
    office.edit(RECEIPTS, "lease_minutes: 30", "lease_minutes: 45")
    office.apply()
    office.now += REMEMBERED - timedelta(seconds=1)
    assert office.catalogue.work_type("receipts").version == 1
    office.now += timedelta(seconds=1)
    assert office.catalogue.work_type("receipts").version == 2


def test_of_two_who_store_the_same_version_one_is_told(dynamodb: DynamoDouble) -> None:
    rows = CatalogueRows(dynamodb.name(tables.CATALOGUE))
    rows.store(Kind.CLIENT, StoredDocument("meridian", 1, {"by": "one"}))
    with pytest.raises(ConflictError):
        rows.store(Kind.CLIENT, StoredDocument("meridian", 1, {"by": "another"}))
    assert rows.current(Kind.CLIENT, "meridian").document == {"by": "one"}


def test_known_answers_are_kept_out_of_the_table_and_found_by_their_set(office: Office) -> None:
    office.apply()
    gold, training = office.known_answers.sets()
    assert (gold.name, gold.training) == ("addresses-gold", None)
    assert training.training is not None
    assert training.training.skill == "addresses"
    records = office.known_answers.records(training.document)
    assert len(records) == training.records == 14
    assert records[0].values["pin"] == "635109"
    assert records[0].why["street"]["en"] == "The door number is part of the street."
    row = CatalogueRows(office.table).current(Kind.KNOWN_ANSWERS, training.name).document
    assert "635109" not in str(row)
    assert training.document in list(office.work.keys(s3_keys.KNOWN))


def test_other_answers_are_a_new_version_and_the_old_ones_stay_readable(office: Office) -> None:
    office.apply()
    before = _set(office, "addresses-gold")
    office.edit("known-answers/addresses-gold.yaml", '"pin": "609403"', '"pin": "609405"')
    [change] = office.apply().changes
    assert (change.kind, change.name, change.number) == (Kind.KNOWN_ANSWERS, "addresses-gold", 2)
    office.now += REMEMBERED
    after = _set(office, "addresses-gold")
    assert (after.version, after.salt) == (2, before.salt)
    was = {each.name: each.values["pin"] for each in office.known_answers.records(before.document)}
    now = {each.name: each.values["pin"] for each in office.known_answers.records(after.document)}
    assert was.keys() == now.keys()
    assert was != now


def test_a_set_without_a_file_is_retired(office: Office) -> None:
    office.apply()
    (office.folder / "known-answers/addresses-gold.yaml").unlink()
    assert office.apply().retired == ((Kind.KNOWN_ANSWERS, "addresses-gold"),)
    office.now += REMEMBERED
    assert [each.name for each in office.known_answers.sets()] == ["addresses-training"]


def _set(office: Office, name: str) -> KnownSet:
    return next(each for each in office.known_answers.sets() if each.name == name)
