"""What the office keeps: the catalogue, and the sets of known answers."""

from dataclasses import dataclass, field

from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import NotFoundError
from hinterland.training.known_answers import KnownRecord, KnownSet


@dataclass
class Books:
    """The port `Catalogue`; of a work type it knows the one version that it was given."""

    clients: dict[str, Client] = field(default_factory=dict)
    kinds_of_work: dict[str, WorkType] = field(default_factory=dict)
    supplier: Office | None = None
    places: dict[str, Centre] = field(default_factory=dict)
    people: dict[str, Operator] = field(default_factory=dict)
    heads: dict[str, Staff] = field(default_factory=dict)
    clerks: dict[str, Staff] = field(default_factory=dict)
    former: dict[str, Operator] = field(default_factory=dict)
    former_clients: dict[str, Client] = field(default_factory=dict)

    def office(self) -> Office:
        if self.supplier is None:
            raise NotFoundError("nothing is applied yet")
        return self.supplier

    def client(self, client: str, version: int | None = None) -> Client:
        del version  # there is but one
        return _found("client", client, self.clients)

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        found = _found("work type", work_type, self.kinds_of_work)
        if version not in {None, found.version}:
            raise NotFoundError(f"no work type {work_type} at version {version}")
        return found

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        del also_retired  # these books keep all that they were ever given
        return list(self.kinds_of_work.values())

    def operator(self, operator: str) -> Operator:
        return _found("operator", operator, self.people)

    def last_operator(self, operator: str) -> Operator:
        return _found("operator", operator, {**self.former, **self.people})

    def head(self, user: str) -> Staff:
        return _found("head", user, self.heads)

    def staff(self, user: str) -> Staff:
        return _found("person in the office", user, self.clerks)

    def centre(self, centre: str) -> Centre:
        return _found("centre", centre, self.places)

    def centres(self) -> list[Centre]:
        return list(self.places.values())


@dataclass
class Drawer:
    """The port `KnownAnswers`: the sets, each with its records."""

    in_force: list[KnownSet] = field(default_factory=list)
    answers: dict[str, tuple[KnownRecord, ...]] = field(default_factory=dict)

    def fill(self, known: KnownSet, *records: KnownRecord) -> None:
        self.in_force.append(known)
        self.answers[known.document] = records

    def sets(self) -> list[KnownSet]:
        return sorted(self.in_force, key=lambda known: known.name)

    def records(self, document: str) -> tuple[KnownRecord, ...]:
        return _found("set of known answers", document, self.answers)


def _found[Entity](what: str, name: str, among: dict[str, Entity]) -> Entity:
    if name not in among:
        raise NotFoundError(f"no such {what}: {name}")
    return among[name]
