"""A catalogue in memory answers as the stored one does."""

from pathlib import Path

import pytest

from hinterland import tables
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.catalogue.port import Catalogue
from hinterland.errors import NotFoundError
from office.apply import apply_catalogue
from office.check import check_folder
from tests.doubles.in_memory import Books
from tests.doubles.stores import S3Bucket

EXAMPLE = Path(__file__).parents[2] / "examples" / "catalogue"


@pytest.fixture
def catalogue(request: pytest.FixtureRequest, kind_of_store: str) -> Catalogue:
    if kind_of_store == "memory":
        return _books()
    table = request.getfixturevalue("dynamodb").name(tables.CATALOGUE)
    apply_catalogue(EXAMPLE, table, S3Bucket().name)
    return DynamoCatalogue(table)


def _books() -> Books:
    folder = check_folder(EXAMPLE)
    centres = [each.entity for each in folder.centres]
    return Books(
        clients={each.entity.id: each.entity for each in folder.clients},
        kinds_of_work={each.entity.id: each.entity for each in folder.work_types},
        supplier=folder.offices[0].entity,
        places={centre.id: centre for centre in centres},
        people={each.id: each for each in folder.operators()},
        heads={head.user: head for centre in centres for head in centre.heads},
        clerks={each.user: each for each in folder.offices[0].entity.staff},
    )


def test_every_entity_is_found_by_its_name(catalogue: Catalogue) -> None:
    folder = check_folder(EXAMPLE)
    assert catalogue.office() == folder.offices[0].entity
    for client in folder.clients:
        assert catalogue.client(client.entity.id) == client.entity
    for operator in folder.operators():
        assert catalogue.operator(operator.id) == operator
    for each in folder.centres:
        assert catalogue.centre(each.entity.id) == each.entity
        assert [catalogue.head(head.user) for head in each.entity.heads] == list(each.entity.heads)
    for person in folder.offices[0].entity.staff:
        assert catalogue.staff(person.user) == person


def test_all_of_a_kind_are_listed(catalogue: Catalogue) -> None:
    folder = check_folder(EXAMPLE)
    listed = sorted(catalogue.work_types(), key=lambda each: each.id)
    assert listed == [each.entity for each in folder.work_types]
    centres = sorted(catalogue.centres(), key=lambda each: each.id)
    assert centres == [each.entity for each in folder.centres]


def test_what_nobody_applied_is_not_found(catalogue: Catalogue) -> None:
    asks = (
        catalogue.client, catalogue.work_type, catalogue.operator, catalogue.head,
        catalogue.staff, catalogue.centre,
    )  # fmt: skip
    for ask in asks:
        with pytest.raises(NotFoundError):
            ask("nobody")
    with pytest.raises(NotFoundError):
        catalogue.work_type("receipts", 7)
    assert catalogue.work_type("receipts", 1).version == 1
